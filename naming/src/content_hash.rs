//! A hash of contents, as a part of a name.

use std::str::FromStr;

use crate::error::{NameError, NameErrorKind};
use crate::name_type::text_traits;
use crate::pod_name::{EXPECTED, foreign};
use crate::template_hash::SAFE;

/// A hash of what a ConfigMap or a Secret holds. As a part of its name it makes pods roll when the contents change,
/// and keeps the old contents for those that have not rolled yet.
///
/// Ten characters that Kubernetes uses in random names (about 47 bits), from FNV-1a of 64 bits. It tells versions of
/// one app's files apart; it does not resist anybody who looks for two with one hash.
///
/// # Examples
/// ```
/// use pavedroad_naming::ContentHash;
///
/// let old = ContentHash::of([("app.yaml", "listen: :8080\n")]);
/// let new = ContentHash::of([("app.yaml", "listen: :8081\n")]);
/// assert_ne!(old, new);
/// assert_eq!(old.to_string().parse(), Ok(old));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash([u8; 10]);

impl ContentHash {
    /// The length of every hash, in bytes.
    pub const LEN: usize = 10;

    /// The hash of files, each a name and its contents. Their order counts; give them sorted by name.
    #[must_use]
    pub fn of<K: AsRef<[u8]>, V: AsRef<[u8]>>(files: impl IntoIterator<Item = (K, V)>) -> Self {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut add = |bytes: &[u8]| {
            // Lengths first, so that no bytes can move from one text to the next unseen.
            let length = (bytes.len() as u64).to_le_bytes();
            for byte in length.iter().chain(bytes) {
                hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
            }
        };
        for (name, contents) in files {
            add(name.as_ref());
            add(contents.as_ref());
        }
        let mut text = [b'b'; Self::LEN];
        for place in text.iter_mut().rev() {
            let digit = usize::try_from(hash % 27).unwrap_or(0);
            *place = SAFE.get(digit).copied().unwrap_or(b'b');
            hash /= 27;
        }
        Self(text)
    }

    /// The text: `tt9frdm8mc`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for ContentHash {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let error = |kind, at, found: String, expected| NameError::new("content hash", text, kind, at, found, expected);
        if text.is_empty() {
            return Err(error(NameErrorKind::Empty, 0, "nothing".to_owned(), "10 bytes"));
        }
        if let Some((at, character)) = foreign(text) {
            return Err(error(NameErrorKind::Character, at, format!("{character:?}"), EXPECTED));
        }
        let length = text.len();
        let kind = if length > Self::LEN { NameErrorKind::TooLong } else { NameErrorKind::End };
        text.as_bytes()
            .try_into()
            .map(Self)
            .map_err(|_| error(kind, length.min(Self::LEN), format!("{length} bytes"), "10 bytes"))
    }
}

text_traits!(ContentHash, "a content hash such as `tt9frdm8mc`");

#[cfg(feature = "schemars")]
crate::name_type::text_schema!(
    ContentHash,
    "a content hash such as `tt9frdm8mc`",
    10..=10,
    "^[bcdfghjklmnpqrstvwxz2456789]+$",
    "tt9frdm8mc"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_and_every_border_counts() {
        let files = [
            ContentHash::of::<&str, &str>([]),
            ContentHash::of([("a", "bc")]),
            ContentHash::of([("ab", "c")]),
            ContentHash::of([("a", "b"), ("c", "")]),
            ContentHash::of([("c", ""), ("a", "b")]),
        ];
        for (index, one) in files.iter().enumerate() {
            assert!(files.iter().skip(index + 1).all(|other| one != other), "{one}");
        }
    }

    #[test]
    fn stays_the_same_from_release_to_release() {
        assert_eq!(ContentHash::of([("app.yaml", "listen: :8080\n")]).as_str(), "tt9frdm8mc");
    }

    #[test]
    fn refuses_other_texts() {
        for (text, message) in [
            ("", "found nothing, expected 10 bytes"),
            ("bcdfghjkl", "found 9 bytes at byte 9, expected 10 bytes"),
            ("bcdfghjklmn", "found 11 bytes, expected 10 bytes"),
            (
                "abcdfghjkl",
                "found 'a' at byte 0, expected one of \"bcdfghjklmnpqrstvwxz2456789\", which is all that controllers use",
            ),
        ] {
            let error = text.parse::<ContentHash>().unwrap_err().to_string();
            assert_eq!(error, format!("invalid content hash {text:?}: {message}"));
        }
    }
}
