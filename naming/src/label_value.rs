//! The value of a label.

use crate::dns_subdomain::Case;
use crate::error::{NameErrorKind, Violation};
use crate::name_type::name_type;

name_type! {
    /// The value of a label: `ai-dc-web`, `v1.25_rc1`, or nothing.
    ///
    /// # Syntax
    /// Empty, or 1 to 63 bytes of letters, digits, `-`, `_` and `.`, the first and last a letter or a digit.
    /// Source: `IsValidLabelValue` in Kubernetes' `apimachinery/pkg/util/validation`.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::LabelValue;
    ///
    /// assert_eq!("v1.25_rc1".parse::<LabelValue>()?.as_str(), "v1.25_rc1");
    /// assert_eq!("".parse::<LabelValue>()?, LabelValue::EMPTY);
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    LabelValue {
        what: "label value",
        expecting: "a label value such as `ai-dc-web`",
        rule: label_value,
        mend: mend_value,
        min: 0,
        max: 63,
        pattern: "^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$",
        examples: ["ai-dc-web", "v1.25_rc1"],
    }
}

impl LabelValue {
    /// The value of a label that only has to be there.
    pub const EMPTY: Self = Self::from_static("");

    /// Whether it is [`EMPTY`](Self::EMPTY).
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.as_str().is_empty()
    }
}

impl Default for LabelValue {
    fn default() -> Self {
        Self::EMPTY
    }
}

pub(crate) const fn label_value(text: &[u8]) -> Option<Violation> {
    if text.len() > 63 {
        return Some(Violation::new(NameErrorKind::TooLong, 63, "at most 63 bytes"));
    }
    value_characters(text, 0, Case::Exact)
}

/// The characters of a label's value, or of the name in its key, from `from` to the end of `text`.
pub(crate) const fn value_characters(text: &[u8], from: usize, case: Case) -> Option<Violation> {
    const OUTER: &str = "a letter or a digit";
    let mut at = from;
    let mut last = from;
    let mut outer = true;
    while at < text.len() {
        let (byte, width) = case.read(text, at);
        outer = byte.is_ascii_alphanumeric();
        if !outer {
            if at == from {
                return Some(Violation::new(NameErrorKind::Start, at, OUTER));
            }
            if !matches!(byte, b'-' | b'_' | b'.') {
                return Some(Violation::new(NameErrorKind::Character, at, "a letter, a digit, '-', '_' or '.'"));
            }
        }
        last = at;
        at += width;
    }
    if outer { None } else { Some(Violation::new(NameErrorKind::End, last, OUTER)) }
}

/// The value somebody probably meant: other characters as `-`, only letters and digits at the ends.
pub(crate) fn mend_value(text: &str) -> String {
    let dashed: String =
        text.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '_' | '.') { c } else { '-' }).collect();
    dashed.trim_matches(['-', '_', '.']).to_owned()
}
