//! The text a quantity was read from, without an allocation when it is short.

/// Enough for nearly every quantity somebody writes by hand.
const INLINE: usize = 16;

#[derive(Clone)]
pub(super) enum Text {
    /// Computed, not read.
    None,
    Inline {
        length: u8,
        bytes: [u8; INLINE],
    },
    Static(&'static str),
    Boxed(Box<str>),
}

impl Text {
    /// Keeps `text`, which has to be ASCII.
    #[inline(always)]
    pub(super) fn new(text: &str) -> Self {
        match packed(text.as_bytes()) {
            Some(packed) => Self::Inline { length: text.len() as u8, bytes: packed.to_le_bytes() },
            None => Self::Boxed(text.into()),
        }
    }

    pub(super) fn as_str(&self) -> Option<&str> {
        match self {
            Self::None => None,
            // Never an error, because only whole texts are kept; checking costs less than `unsafe` would.
            Self::Inline { length, bytes } => bytes.get(..usize::from(*length)).and_then(|b| str::from_utf8(b).ok()),
            Self::Static(text) => Some(text),
            Self::Boxed(text) => Some(text),
        }
    }
}

/// The bytes as one number, the first one lowest. Loads of a fixed size that overlap stay in registers; a copy
/// of an unknown size is a call and a detour through memory, and takes longer than reading the quantity does.
#[inline(always)]
fn packed(bytes: &[u8]) -> Option<u128> {
    let length = bytes.len();
    let packed = if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        if length > INLINE {
            return None;
        }
        u128::from(u64::from_le_bytes(*first)) | (u128::from(u64::from_le_bytes(*last)) << (8 * (length - 8)))
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        u128::from(u64::from(u32::from_le_bytes(*first)) | (u64::from(u32::from_le_bytes(*last)) << (8 * (length - 4))))
    } else {
        let byte = |index: usize| bytes.get(index).map_or(0, |&byte| u32::from(byte) << (8 * index));
        u128::from(byte(0) | byte(1) | byte(2))
    };
    Some(packed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_back_what_it_was_given() {
        let digits = "0123456789".repeat(30);
        for length in 0..digits.len() {
            let text = &digits[..length];
            assert_eq!(Text::new(text).as_str(), Some(text));
        }
        assert_eq!(Text::None.as_str(), None);
        assert_eq!(Text::Static("1Gi").as_str(), Some("1Gi"));
        assert_eq!(size_of::<Text>(), 24);
    }
}
