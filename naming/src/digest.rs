//! The digest of an image.

use crate::error::{NameErrorKind, Violation};
use crate::name_type::name_type;

name_type! {
    /// The digest of an image: the name of exactly one content, `sha256:` and 64 hex digits.
    ///
    /// # Syntax
    /// `sha256:`, `sha384:` or `sha512:` and 64, 96 or 128 digits of `0-9` and `a-f`. Source: `Parse` in the
    /// go-digest module of the Open Container Initiative, with its three built-in algorithms.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::Digest;
    ///
    /// let digest: Digest = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".parse()?;
    /// assert_eq!(digest.algorithm(), "sha256");
    /// assert!(digest.hex().starts_with("e3b0c442"));
    ///
    /// let error = "sha256:e3b0c442".parse::<Digest>().unwrap_err();
    /// assert_eq!((error.found(), error.expected()), ("8 hex digits", "64 hex digits of sha256"));
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    Digest {
        what: "digest",
        expecting: "a digest such as `sha256:` and 64 hex digits",
        rule: digest,
        mend: mend_digest,
        min: 71,
        max: 135,
        pattern: "^(sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})$",
        examples: ["sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    }
}

impl Digest {
    /// The algorithm: `sha256`, `sha384` or `sha512`.
    #[must_use]
    pub fn algorithm(&self) -> &str {
        self.as_str().split_once(':').map_or("", |(algorithm, _)| algorithm)
    }

    /// The hex digits.
    #[must_use]
    pub fn hex(&self) -> &str {
        self.as_str().split_once(':').map_or("", |(_, hex)| hex)
    }
}

const fn digest(text: &[u8]) -> Option<Violation> {
    if text.is_empty() {
        return Some(Violation::new(NameErrorKind::Empty, 0, START));
    }
    digest_from(text, 0)
}

const START: &str = "\"sha256:\" and 64 hex digits";

/// The digest that begins at `from` and ends with `text`.
pub(crate) const fn digest_from(text: &[u8], from: usize) -> Option<Violation> {
    let mut colon = from;
    while colon < text.len() && text[colon] != b':' {
        colon += 1;
    }
    if colon == text.len() {
        return Some(if from == colon {
            Violation::new(NameErrorKind::Missing, from, START)
        } else {
            Violation::new(NameErrorKind::Missing, colon, "':' and the hex digits")
        });
    }
    let known = colon - from == 6 && text[from] == b's' && text[from + 1] == b'h' && text[from + 2] == b'a';
    let (digits, expected) = match if known { (text[from + 3], text[from + 4], text[from + 5]) } else { (0, 0, 0) } {
        (b'2', b'5', b'6') => (64, "64 hex digits of sha256"),
        (b'3', b'8', b'4') => (96, "96 hex digits of sha384"),
        (b'5', b'1', b'2') => (128, "128 hex digits of sha512"),
        _ => {
            let violation = Violation::new(NameErrorKind::Unknown, from, "\"sha256\", \"sha384\" or \"sha512\"");
            return Some(violation.found_part(colon));
        }
    };
    let mut at = colon + 1;
    while at < text.len() {
        if !matches!(text[at], b'0'..=b'9' | b'a'..=b'f') {
            return Some(Violation::new(NameErrorKind::Character, at, "a hex digit, 0-9 or a-f"));
        }
        at += 1;
    }
    let found = at - colon - 1;
    if found == digits {
        return None;
    }
    let kind = if found > digits { NameErrorKind::TooLong } else { NameErrorKind::End };
    Some(Violation::new(kind, at, expected).found_count(found, "hex digits"))
}

/// The digest somebody probably meant: in lower case, with the algorithm that has this many digits.
fn mend_digest(text: &str) -> String {
    let lower = text.trim().to_ascii_lowercase();
    if lower.contains(':') {
        return lower;
    }
    match lower.len() {
        64 => format!("sha256:{lower}"),
        _ => lower,
    }
}
