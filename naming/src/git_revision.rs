//! The git tag an image comes from.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::str::FromStr;

use crate::error::{NameError, NameErrorKind, Violation};
use crate::image_tag::image_tag;
use crate::name_type::text_traits;

/// The git tag an image was built from: `v20`. It ties an image back to its source.
///
/// # Syntax
/// 1 to 128 bytes that are legal both as a part of an image tag and as the name of a git tag: letters,
/// digits, `_`, `.` and `-`; the first is not `.` or `-`; no `..`; the end is neither `.` nor `.lock`.
/// Sources: `tag` in the reference grammar of the distribution project, and `git check-ref-format`. Git tags
/// with other characters (`release/20`) cannot stand in an image tag, so they are refused here.
///
/// # Ordering
/// Natural: runs of digits compare as numbers of any size, everything else byte by byte, and a text comes
/// before every longer one that begins with it: `v9` < `v20` < `v20-rc1` < `v20.1`. This is not the order of
/// semantic versions. Texts that differ only in leading zeros compare as texts (`v01` < `v1`), so that the
/// order is total and agrees with `==`.
///
/// # Examples
/// ```
/// use pavedroad_naming::GitRevision;
///
/// let old: GitRevision = "v9".parse()?;
/// assert!(old < GitRevision::from_static("v20"));
/// assert!("v1..2".parse::<GitRevision>().is_err());
/// # Ok::<(), pavedroad_naming::NameError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct GitRevision(Cow<'static, str>);

impl GitRevision {
    /// The greatest length, in bytes.
    pub const MAX_LEN: usize = 128;

    /// Reads a git revision such as `v20`; the same as [`str::parse`].
    ///
    /// # Errors
    /// A [`NameError`] that names the first rule broken and the byte where.
    pub fn new(text: &str) -> Result<Self, NameError> {
        text.parse()
    }

    /// Makes a git revision from a literal, checked when the program is compiled:
    /// ```compile_fail
    /// use pavedroad_naming::GitRevision;
    ///
    /// const BAD: GitRevision = GitRevision::from_static("v20.lock");
    /// ```
    ///
    /// # Panics
    /// If the text is not a legal git revision. In a `const` that is a compile error; use [`str::parse`] for
    /// text that is only known at run time.
    #[must_use]
    #[expect(clippy::panic, reason = "a literal that is wrong has to stop the compiler")]
    pub const fn from_static(text: &'static str) -> Self {
        match git_revision(text.as_bytes()) {
            None => Self(Cow::Borrowed(text)),
            Some(_) => panic!("the literal is not a legal git revision"),
        }
    }

    /// For text that the rule has already accepted.
    pub(crate) fn checked(text: &str) -> Self {
        debug_assert!(git_revision(text.as_bytes()).is_none(), "{text:?} was not checked");
        Self(Cow::Owned(text.to_owned()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for GitRevision {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        match git_revision(text.as_bytes()) {
            None => Ok(Self::checked(text)),
            Some(violation) => Err(violation.into_error("git revision", text)),
        }
    }
}

text_traits!(GitRevision, "a git revision such as `v20`");

impl Ord for GitRevision {
    fn cmp(&self, other: &Self) -> Ordering {
        natural(self.as_str(), other.as_str())
    }
}

impl PartialOrd for GitRevision {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for GitRevision {
    fn schema_name() -> Cow<'static, str> {
        "GitRevision".into()
    }

    fn schema_id() -> Cow<'static, str> {
        concat!(module_path!(), "::GitRevision").into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "a git revision such as `v20`",
            "minLength": 1,
            "maxLength": Self::MAX_LEN,
            "pattern": "^[A-Za-z0-9_][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*$",
            "not": { "pattern": "\\.lock$" },
            "examples": ["v20", "v1.4.0"],
        })
    }
}

pub(crate) const fn git_revision(text: &[u8]) -> Option<Violation> {
    if let Some(violation) = image_tag(text) {
        return Some(violation);
    }
    let mut at = 1;
    while at < text.len() {
        if text[at] == b'.' && text[at - 1] == b'.' {
            return Some(Violation::new(NameErrorKind::Sequence, at, "no \"..\", which git refuses"));
        }
        at += 1;
    }
    match text {
        [.., b'.'] => Some(Violation::new(NameErrorKind::End, text.len() - 1, "no '.' at the end, which git refuses")),
        [.., b'.', b'l', b'o', b'c', b'k'] => {
            Some(Violation::new(NameErrorKind::End, text.len() - 5, "no \".lock\" at the end, which git refuses"))
        }
        _ => None,
    }
}

/// The order of [`GitRevision`], on the texts.
pub(crate) fn natural(left: &str, right: &str) -> Ordering {
    let (mut a, mut b) = (left.as_bytes(), right.as_bytes());
    loop {
        match (a, b) {
            ([], []) => return left.cmp(right),
            ([], _) => return Ordering::Less,
            (_, []) => return Ordering::Greater,
            ([x, rest @ ..], [y, other @ ..]) => {
                if x.is_ascii_digit() && y.is_ascii_digit() {
                    let (number, after) = digits(a);
                    let (bound, beyond) = digits(b);
                    // Without leading zeros the longer number is the greater one.
                    match number.len().cmp(&bound.len()).then_with(|| number.cmp(bound)) {
                        Ordering::Equal => (a, b) = (after, beyond),
                        unequal => return unequal,
                    }
                } else if x == y {
                    (a, b) = (rest, other);
                } else {
                    return x.cmp(y);
                }
            }
        }
    }
}

/// Splits a leading run of digits off, and drops its leading zeros.
fn digits(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    let (run, rest) = text.split_at(end);
    let zeros = run.iter().take_while(|byte| **byte == b'0').count();
    (run.get(zeros..).unwrap_or_default(), rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_at_most_128_bytes() {
        assert!("v".repeat(128).parse::<GitRevision>().is_ok());
        let long = "v".repeat(129);
        let message = format!("invalid git revision {long:?}: found 129 bytes, expected at most 128 bytes");
        assert_eq!(long.parse::<GitRevision>().unwrap_err().to_string(), message);
    }

    #[test]
    fn orders_naturally() {
        let ascending = [
            "1",
            "9",
            "10",
            "18446744073709551616",
            "V1",
            "v",
            "v01",
            "v1",
            "v1-a",
            "v1.0",
            "v1.00",
            "v2",
            "v9",
            "v20",
            "v20-rc1",
            "v20.1",
            "v21",
        ];
        for (i, a) in ascending.iter().enumerate() {
            for (j, b) in ascending.iter().enumerate() {
                if (*a, *b) == ("v1.0", "v1.00") || (*a, *b) == ("v1.00", "v1.0") {
                    continue;
                }
                assert_eq!(natural(a, b), i.cmp(&j), "{a} and {b}");
            }
        }
        assert_eq!(natural("v1.0", "v1.00"), Ordering::Less);
    }
}
