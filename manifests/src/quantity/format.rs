//! The canonical text, as `CanonicalizeBytes` in Kubernetes' `apimachinery/pkg/api/resource` makes it.

use std::fmt;

use super::number::{Digits, Number};

/// How a quantity is written: the kind of suffix it was read with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuantityFormat {
    /// Powers of 1000: `250m`, `12M`.
    DecimalSi,
    /// Powers of 1024: `12Mi`.
    BinarySi,
    /// Powers of ten as an exponent: `12e6`.
    DecimalExponent,
}

impl QuantityFormat {
    /// The name Kubernetes has for it: `DecimalSI`, `BinarySI` or `DecimalExponent`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DecimalSi => "DecimalSI",
            Self::BinarySi => "BinarySI",
            Self::DecimalExponent => "DecimalExponent",
        }
    }
}

impl fmt::Display for QuantityFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The parts of a canonical text, in their order.
#[derive(Debug)]
pub(super) struct Canonical<'a> {
    negative: bool,
    digits: Part<'a>,
    zeros: usize,
    suffix: &'static str,
    exponent: Option<i64>,
}

#[derive(Debug)]
enum Part<'a> {
    Short(u128),
    Long(&'a str),
    Owned(String),
}

/// The greatest exponent that is printed, a multiple of three: a greater one could not be read back, so the
/// rest becomes zeros. Only numbers with as many digits as the rest has zeros, or sums of them, get there.
const GREATEST_EXPONENT: i64 = 2_147_483_646;

/// A binary number that ends in more zeros than this prints in decimal units.
const BINARY_ZEROS: i64 = 65_536;

const DECIMAL: [&str; 10] = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
const BINARY: [&str; 7] = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

pub(super) fn canonical<'a>(number: &'a Number, format: QuantityFormat) -> Canonical<'a> {
    if number.is_zero() {
        return Canonical { negative: false, digits: Part::Short(0), zeros: 0, suffix: "", exponent: None };
    }
    match format {
        QuantityFormat::BinarySi => binary(number).unwrap_or_else(|| decimal(number, QuantityFormat::DecimalSi)),
        QuantityFormat::DecimalSi | QuantityFormat::DecimalExponent => decimal(number, format),
    }
}

fn decimal<'a>(number: &'a Number, format: QuantityFormat) -> Canonical<'a> {
    let exponent = number.exponent.div_euclid(3).saturating_mul(3).min(GREATEST_EXPONENT);
    let zeros = usize::try_from(number.exponent - exponent).unwrap_or_default();
    let digits = match &number.digits {
        Digits::Short(short) => Part::Short(u128::from(*short)),
        Digits::Long(long) => Part::Long(long),
    };
    let unit = match format {
        QuantityFormat::DecimalExponent => None,
        _ => usize::try_from(exponent / 3 + 3).ok().and_then(|index| DECIMAL.get(index)),
    };
    let (suffix, exponent) = match unit {
        Some(suffix) => (*suffix, None),
        None => ("", (exponent != 0).then_some(exponent)),
    };
    Canonical { negative: number.negative, digits, zeros, suffix, exponent }
}

/// `None` where decimal units have to be used: for fractions, and from -1023 to 1023.
fn binary<'a>(number: &'a Number) -> Option<Canonical<'a>> {
    let zeros = u32::try_from(number.exponent).ok().filter(|&zeros| i64::from(zeros) <= BINARY_ZEROS)?;
    let exact = number.whole_magnitude();
    let (digits, power) = match exact {
        Some(exact) if exact < 1024 => return None,
        Some(exact) => {
            let power = binary_power(exact.trailing_zeros());
            (Part::Short(exact >> (10 * power)), power)
        }
        None => {
            let mut digits = number.digit_values();
            digits.resize(digits.len() + zeros as usize, 0);
            // Only the low 64 bits are needed to see how often two divides.
            let low = digits.iter().fold(0u64, |low, &digit| low.wrapping_mul(10).wrapping_add(u64::from(digit)));
            let power = binary_power(low.trailing_zeros());
            (Part::Owned(divided(&digits, 10 * power)), power)
        }
    };
    let suffix = BINARY.get(power as usize).copied().unwrap_or_default();
    Some(Canonical { negative: number.negative, digits, zeros: 0, suffix, exponent: None })
}

/// How many times 1024 goes into a number that two divides `twos` times; there is no unit above `Ei`.
fn binary_power(twos: u32) -> u32 {
    (twos / 10).min(6)
}

/// Digits divided by two to the `shift` (at most 60), which has to leave no remainder.
fn divided(digits: &[u8], shift: u32) -> String {
    let mut rest = 0u128;
    let mut text = String::with_capacity(digits.len());
    for &digit in digits {
        rest = rest * 10 + u128::from(digit);
        let quotient = (rest >> shift) as u8;
        rest &= (1 << shift) - 1;
        if quotient != 0 || !text.is_empty() {
            text.push(char::from(b'0' + quotient));
        }
    }
    text
}

impl fmt::Display for Canonical<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negative {
            f.write_str("-")?;
        }
        match &self.digits {
            // Printing 64 bits takes half the time of printing 128.
            Part::Short(short) => match u64::try_from(*short) {
                Ok(short) => short.fmt(f)?,
                Err(_) => short.fmt(f)?,
            },
            Part::Long(text) => f.write_str(text)?,
            Part::Owned(text) => f.write_str(text)?,
        }
        for _ in 0..self.zeros {
            f.write_str("0")?;
        }
        f.write_str(self.suffix)?;
        match self.exponent {
            Some(exponent) => write!(f, "e{exponent}"),
            None => Ok(()),
        }
    }
}
