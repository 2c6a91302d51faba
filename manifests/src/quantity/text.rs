//! The text a quantity was read from, without an allocation when it is short.

/// Enough for every quantity somebody writes by hand; as large as makes no difference to the type's size.
const INLINE: usize = 22;

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
    pub(super) fn new(text: &str) -> Self {
        let mut bytes = [0; INLINE];
        match (bytes.get_mut(..text.len()), u8::try_from(text.len())) {
            (Some(inline), Ok(length)) => {
                inline.copy_from_slice(text.as_bytes());
                Self::Inline { length, bytes }
            }
            _ => Self::Boxed(text.into()),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_back_what_it_was_given() {
        for length in [0, 1, 21, 22, 23, 300] {
            let text = "7".repeat(length);
            assert_eq!(Text::new(&text).as_str(), Some(text.as_str()));
        }
        assert_eq!(Text::None.as_str(), None);
        assert_eq!(Text::Static("1Gi").as_str(), Some("1Gi"));
        assert_eq!(size_of::<Text>(), 24);
    }
}
