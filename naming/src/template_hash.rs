//! The hash of a pod template.

use std::fmt;
use std::str::FromStr;

use crate::error::{NameError, NameErrorKind};
use crate::name_type::text_serde;

const WHAT: &str = "template hash";

/// What the random parts of names are made of: no vowels, so that they spell no words, and no digits that look like
/// them. Source: `alphanums` in Kubernetes' `apimachinery/pkg/util/rand`.
pub(crate) const SAFE: &[u8; 27] = b"bcdfghjklmnpqrstvwxz2456789";

/// The decimal digits as [`TemplateHash`] writes them: `SAFE[digit as a byte % 27]`.
const DIGITS: &[u8; 10] = b"456789bcdf";

/// The `pod-template-hash` of a Deployment's ReplicaSet: `8566595ffb`.
///
/// It is a number of 32 bits, in decimal, each digit written as another character. So it holds no other characters
/// than `456789bcdf`, which tells it from most parts of a name that people choose. Source: `ComputeHash` in
/// Kubernetes' `pkg/controller`, `SafeEncodeString` in `apimachinery/pkg/util/rand`.
///
/// # Examples
/// ```
/// use pavedroad_naming::TemplateHash;
///
/// let hash: TemplateHash = "8566595ffb".parse()?;
/// assert_eq!(hash.number(), 4_122_151_996);
/// assert_eq!(TemplateHash::from(4_122_151_996).to_string(), "8566595ffb");
/// assert!("gwphf".parse::<TemplateHash>().is_err());
/// # Ok::<(), pavedroad_naming::NameError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TemplateHash(u32);

impl TemplateHash {
    /// The greatest length, in bytes.
    pub const MAX_LEN: usize = 10;

    /// The number it stands for.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }

    /// Is the text the beginning of a hash?
    pub(crate) fn begins(text: &str) -> bool {
        match text.as_bytes() {
            bytes if bytes.len() == Self::MAX_LEN => text.parse::<Self>().is_ok(),
            [b'4', _, ..] => false,
            bytes => bytes.len() < Self::MAX_LEN && bytes.iter().all(|byte| DIGITS.contains(byte)),
        }
    }
}

impl From<u32> for TemplateHash {
    fn from(number: u32) -> Self {
        Self(number)
    }
}

impl FromStr for TemplateHash {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let error =
            |kind, at, found: String, expected: &'static str| NameError::new(WHAT, text, kind, at, found, expected);
        if text.is_empty() {
            return Err(error(NameErrorKind::Empty, 0, "nothing".to_owned(), "1 to 10 bytes"));
        }
        if text.len() > Self::MAX_LEN {
            let at = text.floor_char_boundary(Self::MAX_LEN);
            return Err(error(NameErrorKind::TooLong, at, format!("{} bytes", text.len()), "at most 10 bytes"));
        }
        let mut number = 0_u64;
        for (at, character) in text.char_indices() {
            let Some(digit) = DIGITS.iter().position(|byte| char::from(*byte) == character) else {
                let expected = "one of the characters \"456789bcdf\", which stand for digits";
                return Err(error(NameErrorKind::Character, at, format!("{character:?}"), expected));
            };
            number = number * 10 + digit as u64;
        }
        if text.len() > 1 && text.starts_with('4') {
            return Err(error(NameErrorKind::Start, 0, "'4'".to_owned(), "no zero before the other digits"));
        }
        u32::try_from(number)
            .map(Self)
            .map_err(|_| error(NameErrorKind::Range, 0, format!("the number {number}"), "one of 32 bits"))
    }
}

impl fmt::Display for TemplateHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimal = self.0.to_string();
        let digit = |byte: u8| DIGITS.get(usize::from(byte - b'0')).map_or('?', |byte| char::from(*byte));
        f.pad(&decimal.bytes().map(digit).collect::<String>())
    }
}

impl fmt::Debug for TemplateHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TemplateHash(\"{self}\")")
    }
}

text_serde!(TemplateHash, "a template hash such as `8566595ffb`");

#[cfg(feature = "schemars")]
crate::name_type::text_schema!(
    TemplateHash,
    "a template hash such as `8566595ffb`",
    1..=Self::MAX_LEN,
    // Of ten digits, at most 86f8fbc6f9.
    concat!(
        "^(4|[5-9bcdf][4-9bcdf]{0,8}|[5-7][4-9bcdf]{9}|8[45][4-9bcdf]{8}|86[4-9bcd][4-9bcdf]{7}|86f[4-7][4-9bcdf]{6}|",
        "86f8[4-9bcd][4-9bcdf]{5}|86f8f[4-9][4-9bcdf]{4}|86f8fb[4-9b][4-9bcdf]{3}|86f8fbc[45][4-9bcdf]{2}|",
        "86f8fbc6[4-9bcd][4-9bcdf]|86f8fbc6f[4-9])$"
    ),
    "8566595ffb"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_written_as_kubernetes_does() {
        for digit in b'0'..=b'9' {
            assert_eq!(DIGITS[usize::from(digit - b'0')], SAFE[usize::from(digit) % SAFE.len()]);
        }
    }

    #[test]
    fn reads_and_prints() {
        for (text, number) in [("4", 0), ("5", 1), ("f", 9), ("8566595ffb", 4_122_151_996), ("86f8fbc6f9", u32::MAX)] {
            assert_eq!(text.parse(), Ok(TemplateHash::from(number)));
            assert_eq!(TemplateHash::from(number).to_string(), text);
        }
    }

    #[test]
    fn refuses_what_no_number_makes() {
        for (text, message) in [
            ("", "found nothing, expected 1 to 10 bytes"),
            ("45", "found '4' at byte 0, expected no zero before the other digits"),
            ("gwphf", "found 'g' at byte 0, expected one of the characters \"456789bcdf\", which stand for digits"),
            ("ffffffffff", "found the number 9999999999 at byte 0, expected one of 32 bits"),
            ("55555555555", "found 11 bytes, expected at most 10 bytes"),
        ] {
            let error = text.parse::<TemplateHash>().unwrap_err().to_string();
            assert_eq!(error, format!("invalid template hash {text:?}: {message}"));
        }
    }
}
