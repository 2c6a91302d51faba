//! How a quantity lies in memory: 32 bytes, and no allocation for nearly every quantity there is.

use super::format::QuantityFormat;
use super::number::{Digits, Number};

/// The longest text that is kept in place.
const INLINE: usize = 16;

/// The value, the text it was read from, and how it prints.
///
/// The value is not kept in normal form: few quantities are compared, all are read, and dividing by ten takes as
/// long as reading three characters.
#[derive(Clone)]
pub(super) enum Repr {
    Inline {
        shape: Shape,
        /// Of the text; 0 if the value was computed, not read.
        length: u8,
        exponent: i32,
        magnitude: u64,
        bytes: [u8; INLINE],
    },
    Static {
        shape: Shape,
        exponent: i32,
        magnitude: u64,
        text: &'static str,
    },
    Heap(Box<Heap>),
}

/// For long texts, and for more digits than 64 bits hold.
#[derive(Clone)]
pub(super) struct Heap {
    number: Number<'static>,
    shape: Shape,
    text: Option<Box<str>>,
}

/// Sign, format, and whether the text is what is printed.
#[derive(Clone, Copy)]
pub(super) struct Shape(u8);

impl Shape {
    const NEGATIVE: u8 = 1;
    const KEEPS_TEXT: u8 = 2;
    const BINARY: u8 = 4;
    const EXPONENT: u8 = 8;

    #[inline(always)]
    pub(super) const fn new(negative: bool, format: QuantityFormat, keeps_text: bool) -> Self {
        let format = match format {
            QuantityFormat::DecimalSi => 0,
            QuantityFormat::BinarySi => Self::BINARY,
            QuantityFormat::DecimalExponent => Self::EXPONENT,
        };
        Self(format | if negative { Self::NEGATIVE } else { 0 } | if keeps_text { Self::KEEPS_TEXT } else { 0 })
    }

    const fn has(self, bit: u8) -> bool {
        self.0 & bit != 0
    }
}

impl Repr {
    /// The short way in, for a text that [`pack`] could pack.
    #[inline(always)]
    pub(super) fn inline(shape: Shape, magnitude: u64, exponent: i32, text: &str, packed: u128) -> Self {
        Self::Inline { shape, length: text.len() as u8, exponent, magnitude, bytes: packed.to_le_bytes() }
    }

    /// Any number, read from `text` or computed.
    pub(super) fn new(number: Number<'static>, format: QuantityFormat, text: Option<&str>, keeps_text: bool) -> Self {
        let shape = Shape::new(number.negative, format, keeps_text);
        let kept = text.unwrap_or_default();
        match (&number.digits, i32::try_from(number.exponent), pack(kept.as_bytes())) {
            (Digits::Short(magnitude), Ok(exponent), Some(packed)) => {
                Self::inline(shape, *magnitude, exponent, kept, packed)
            }
            _ => Self::Heap(Box::new(Heap { number, shape, text: text.map(Into::into) })),
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Inline { length: 0, .. } => None,
            // Never an error, because only whole texts are kept; and a check is cheap.
            Self::Inline { length, bytes, .. } => {
                bytes.get(..usize::from(*length)).and_then(|bytes| str::from_utf8(bytes).ok())
            }
            Self::Static { text, .. } => Some(text),
            Self::Heap(heap) => heap.text.as_deref(),
        }
    }

    /// The value in its normal form.
    pub(super) fn number(&self) -> Number<'_> {
        match self {
            Self::Inline { shape, exponent, magnitude, .. } | Self::Static { shape, exponent, magnitude, .. } => {
                Number::short(shape.has(Shape::NEGATIVE), *magnitude, *exponent as i64)
            }
            Self::Heap(heap) => heap.number.borrowed(),
        }
    }

    pub(super) fn is_zero(&self) -> bool {
        match self {
            Self::Inline { magnitude, .. } | Self::Static { magnitude, .. } => *magnitude == 0,
            Self::Heap(heap) => heap.number.is_zero(),
        }
    }

    fn shape(&self) -> Shape {
        match self {
            Self::Inline { shape, .. } | Self::Static { shape, .. } => *shape,
            Self::Heap(heap) => heap.shape,
        }
    }

    pub(super) fn format(&self) -> QuantityFormat {
        let shape = self.shape();
        if shape.has(Shape::BINARY) {
            QuantityFormat::BinarySi
        } else if shape.has(Shape::EXPONENT) {
            QuantityFormat::DecimalExponent
        } else {
            QuantityFormat::DecimalSi
        }
    }

    pub(super) fn keeps_text(&self) -> bool {
        self.shape().has(Shape::KEEPS_TEXT)
    }
}

/// At most 16 bytes as one number, the first one lowest. Loads of a fixed size that overlap stay in registers; a
/// copy of an unknown size is a call and a detour through memory, and takes longer than reading the number does.
#[inline(always)]
pub(super) fn pack(bytes: &[u8]) -> Option<u128> {
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
    use crate::{Quantity, QuantityError};

    #[test]
    fn keeps_texts_of_any_length() {
        let digits = "1234567890".repeat(30);
        for length in 1..digits.len() {
            let repr = Repr::new(Number::ZERO, QuantityFormat::BinarySi, Some(&digits[..length]), true);
            assert_eq!(repr.text(), Some(&digits[..length]));
            assert_eq!(matches!(repr, Repr::Inline { .. }), length <= INLINE);
            assert_eq!((repr.format(), repr.keeps_text()), (QuantityFormat::BinarySi, true));
        }
        assert_eq!(Repr::new(Number::ZERO, QuantityFormat::DecimalSi, None, false).text(), None);
    }

    #[test]
    fn takes_32_bytes() {
        assert_eq!(size_of::<Quantity>(), 32);
        assert_eq!(size_of::<Result<Quantity, QuantityError>>(), 32);
    }
}
