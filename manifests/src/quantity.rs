//! A number with a unit, exactly as Kubernetes reads, prints, compares and adds it.

mod arithmetic;
mod binary;
mod error;
mod format;
mod hint;
mod multiply;
mod number;
mod parse;
mod quick;
mod ratio;
mod repr;
mod serde;
mod suffix;
mod value;
mod views;

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

pub use self::error::{QuantityError, QuantityErrorKind};
pub use self::format::QuantityFormat;
pub use self::value::QuantityRangeError;
pub use self::views::{Count, Cpu, Memory};

use self::format::canonical;
use self::number::Number;
use self::parse::{Read, Value, long, read};
use self::quick::{Quick, quick};
use self::repr::{Repr, Shape, pack};

/// An amount of a resource: `500m` cores, `1Gi` bytes. Equal to Kubernetes' `resource.Quantity`.
///
/// # Syntax
/// A sign or none, digits with a decimal point or none, and a suffix: `n`, `u`, `m`, none, `k`, `M`, `G`, `T`,
/// `P`, `E` (powers of 1000); `Ki`, `Mi`, `Gi`, `Ti`, `Pi`, `Ei` (powers of 1024); or `e` or `E` and a signed
/// exponent. Source: `ParseQuantity` in Kubernetes' `apimachinery/pkg/api/resource/quantity.go`, whose verdicts
/// are kept also where they surprise: `.`, `-` and `Ki` alone read as 0, `.Pi` does not.
///
/// What is finer than a nano is rounded away from zero to a nano (`1e-30` is `1n`), and a number with a binary
/// suffix is capped at 2^63 - 1 (`9Ei` is that). Decimal numbers may have any size.
///
/// # Printing
/// [`Display`](fmt::Display) and serde print what Go's `String()` does. A text that Go holds for canonical is kept
/// to the letter (`+5`, `01`, `1.500`, `1e3`); any other is printed with the largest unit that leaves no fraction
/// (`1000` as `1k`, `1.5Gi` as `1536Mi`, `2.9Gi` as `3113851289600m`). [`source`](Self::source) is the text as read.
///
/// # Ordering
/// By value: `1000m`, `1` and `1e0` are equal and have equal hashes, whatever their texts and formats.
///
/// # Sums
/// `+`, `-` and [`sum`](Iterator::sum) are exact and keep the format of the left operand, unless that is zero:
/// `1Gi + 1G` prints in binary units, `1G + 1Gi` in decimal ones.
///
/// # Bounds, and where this differs from Go
/// Every operation takes time in the length of the texts, whatever the exponents: `1e-99999999`, for which Go
/// computes 37 seconds, is `1n` at once. Only inputs beyond these bounds differ:
/// - An exponent outside the 32-bit range is refused. Go drops the upper bits and reads `1e4294967296` as 1; the
///   same overflow inside Go, within a text's length of that range, is not imitated either.
/// - A sum keeps 65536 digits, or as many as its two operands have together: `1e99999999 + 1` is `1e99999999`.
/// - From 10^21 on a decimal amount prints with an exponent: `1000E` as `1e21`, as Kubernetes prints it since
///   kubernetes/kubernetes#140459. Versions before that drop the unit and print `1`, which is another amount.
///   Likewise a binary sum that 1024^7 divides prints in `Ei`, where Go drops the unit, and one that ends in more
///   than 65536 zeros in decimal units.
///
/// # Examples
/// ```
/// use pavedroad_manifests::{Quantity, QuantityFormat};
///
/// let memory: Quantity = "1.5Gi".parse()?;
/// assert_eq!(memory.to_string(), "1536Mi");
/// assert_eq!(memory.source(), Some("1.5Gi"));
/// assert_eq!(memory.format(), QuantityFormat::BinarySi);
///
/// const CPU: Quantity = Quantity::from_static("250m");
/// assert_eq!(&CPU + &CPU, "0.5".parse()?);
/// assert_eq!((&CPU + &CPU).to_string(), "500m");
/// assert!("512MB".parse::<Quantity>().is_err());
/// # Ok::<(), pavedroad_manifests::QuantityError>(())
/// ```
#[derive(Clone)]
pub struct Quantity(Repr);

impl Quantity {
    /// Nothing at all; the same as `0`.
    pub const ZERO: Self = Self(Repr::Inline {
        shape: Shape::new(false, QuantityFormat::DecimalSi, false),
        length: 0,
        exponent: 0,
        magnitude: 0,
        bytes: [0; 16],
    });

    /// Reads a quantity; the same as [`str::parse`].
    ///
    /// # Errors
    /// - `1K`, `1mi`, `5x3`: no such suffix, with a hint where one can be given;
    /// - ` 1`, `1 Gi`, `512MB`, `1,5`: a character that no quantity holds there;
    /// - `1e`, `1e+`: an exponent without digits;
    /// - `.Pi`, `-e-10`: no number before the suffix;
    /// - `1e2147483648`: an exponent beyond 32 bits;
    /// - nothing at all.
    pub fn new(text: &str) -> Result<Self, QuantityError> {
        text.parse()
    }

    /// Makes a quantity from a literal, checked when the program is compiled:
    /// ```compile_fail
    /// const BAD: pavedroad_manifests::Quantity = pavedroad_manifests::Quantity::from_static("512MB");
    /// ```
    ///
    /// # Panics
    /// If the text is not a quantity, or has more digits than 64 bits hold. In a `const` that is a compile
    /// error; use [`str::parse`] for text that is only known at run time.
    #[must_use]
    #[cfg_attr(not(test), expect(clippy::panic, reason = "a literal is checked when the program is compiled"))]
    pub const fn from_static(text: &'static str) -> Self {
        let Ok(Read { negative, format, keeps_text, value }) = read(text.as_bytes()) else {
            panic!("the literal is not a quantity");
        };
        let Value::Short { magnitude, exponent } = value else {
            panic!("the literal has more digits than 64 bits hold");
        };
        assert!(exponent <= i32::MAX as i64, "the literal is too large");
        let shape = Shape::new(negative, format, keeps_text);
        Self(Repr::Static { shape, exponent: exponent as i32, magnitude, text })
    }

    /// Reads any text; [`quick`] is for the common ones.
    #[inline(never)]
    fn read(text: &str) -> Result<Self, QuantityError> {
        let Read { negative, format, keeps_text, value } =
            read(text.as_bytes()).map_err(|violation| violation.into_error(text))?;
        let number = match value {
            Value::Short { magnitude, exponent } => Number::short(negative, magnitude, exponent),
            Value::Wide { magnitude, exponent } => Number::wide(negative, magnitude, exponent),
            Value::Long(decimal) => long(text.as_bytes(), negative, decimal),
        };
        Ok(Self(Repr::new(number, format, Some(text), keeps_text)))
    }

    /// The text as it was read, for findings and edits; `None` for the result of a computation.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.0.text()
    }

    /// Which suffixes it prints with, where they can express it.
    #[must_use]
    pub fn format(&self) -> QuantityFormat {
        self.0.format()
    }

    /// How it compares with zero: [`Less`](Ordering::Less) if negative, [`Greater`](Ordering::Greater) if positive.
    #[must_use]
    pub fn sign(&self) -> Ordering {
        self.0.number().cmp(&Number::ZERO)
    }

    /// Whether it is nothing.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// `magnitude` times ten to the `exponent`, in binary or decimal units.
    fn from_parts(magnitude: u64, exponent: i64, binary: bool) -> Self {
        let format = if binary { QuantityFormat::BinarySi } else { QuantityFormat::DecimalSi };
        Self(Repr::new(Number::short(false, magnitude, exponent), format, None, false))
    }

    /// Whether it is a whole number of ten to the `exponent`: of milli for -3, of one for 0.
    pub(crate) fn is_whole(&self, exponent: i64) -> bool {
        self.is_zero() || self.0.number().exponent >= exponent
    }

    /// Whether it is a whole number of `unit`s, both of them whole numbers that fit 128 bits.
    pub(crate) fn is_multiple_of(&self, unit: &Self) -> bool {
        match (self.0.number().whole_magnitude(), unit.0.number().whole_magnitude()) {
            (Some(magnitude), Some(unit)) => magnitude.checked_rem(unit) == Some(0),
            _ => false,
        }
    }

    /// The text that is printed as it was read.
    fn kept_text(&self) -> Option<&str> {
        if self.0.keeps_text() { self.0.text() } else { None }
    }
}

impl FromStr for Quantity {
    type Err = QuantityError;

    #[inline]
    fn from_str(text: &str) -> Result<Self, QuantityError> {
        match (quick(text.as_bytes()), pack(text.as_bytes())) {
            (Some(Quick { magnitude, exponent, format, keeps_text }), Some(packed)) => {
                Ok(Self(Repr::inline(Shape::new(false, format, keeps_text), magnitude, exponent, text, packed)))
            }
            _ => Self::read(text),
        }
    }
}

impl TryFrom<&str> for Quantity {
    type Error = QuantityError;

    fn try_from(text: &str) -> Result<Self, QuantityError> {
        text.parse()
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(text) = self.kept_text() {
            return f.pad(text);
        }
        let number = self.0.number();
        let canonical = canonical(&number, self.format());
        match (f.width(), f.precision()) {
            (None, None) => canonical.fmt(f),
            _ => f.pad(&canonical.to_string()),
        }
    }
}

impl fmt::Debug for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.source() {
            Some(text) => write!(f, "Quantity({text:?})"),
            None => write!(f, "Quantity({:?})", self.to_string()),
        }
    }
}

impl Default for Quantity {
    /// Zero.
    fn default() -> Self {
        Self::ZERO
    }
}

impl PartialEq for Quantity {
    fn eq(&self, other: &Self) -> bool {
        self.0.number() == other.0.number()
    }
}

impl Eq for Quantity {}

impl Hash for Quantity {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.number().hash(state);
    }
}

impl Ord for Quantity {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.number().cmp(&other.0.number())
    }
}

impl PartialOrd for Quantity {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
