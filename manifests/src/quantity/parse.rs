//! Text to value, with the verdicts of `ParseQuantity` in Kubernetes' `apimachinery/pkg/api/resource`.
//!
//! One pass over the text, nothing allocated unless the number has more digits than 64 bits hold. All of it
//! but [`long`] is `const`, so that literals are checked by the compiler.

use super::binary::binary;
use super::error::{QuantityErrorKind, Violation};
use super::format::QuantityFormat;
use super::number::Number;
use super::suffix::{Suffix, suffix};

/// What a legal text says.
pub(super) struct Read {
    pub(super) negative: bool,
    pub(super) format: QuantityFormat,
    /// Whether Go keeps this text for printing, however odd it is (`+5`, `007Ki`).
    pub(super) keeps_text: bool,
    pub(super) value: Value,
}

pub(super) enum Value {
    Short {
        magnitude: u64,
        exponent: i64,
    },
    Wide {
        magnitude: u128,
        exponent: i64,
    },
    /// Too many digits for a `const fn`; [`long`] reads them.
    Long(Decimal),
}

/// Where a decimal number's digits are, and the power of ten that its last digit counts.
#[derive(Clone, Copy)]
pub(super) struct Decimal {
    integer: Span,
    fraction: Span,
    scale: i64,
}

#[derive(Clone, Copy)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Span {
    pub(super) const fn len(self) -> usize {
        self.end - self.start
    }
}

/// No quantity is finer than a nano: what is, is rounded away from zero.
const NANO: i64 = -9;
/// The most digits Go's fast path takes for a decimal number.
const FAST_DIGITS: usize = 18;

pub(super) const fn read(text: &[u8]) -> Result<Read, Violation> {
    if text.is_empty() {
        return Err(Violation::new(QuantityErrorKind::Empty, 0));
    }
    let negative = text[0] == b'-';
    let mut at = if negative || text[0] == b'+' { 1 } else { 0 };
    let zeros = at;
    while at < text.len() && text[at] == b'0' {
        at += 1;
    }
    let mut any_digit = at > zeros;
    let start = at;
    while at < text.len() && text[at].is_ascii_digit() {
        at += 1;
    }
    let integer = Span { start, end: at };
    let mut fraction = Span { start: at, end: at };
    if at < text.len() && text[at] == b'.' {
        at += 1;
        let start = at;
        while at < text.len() && text[at].is_ascii_digit() {
            at += 1;
        }
        fraction = Span { start, end: at };
    }
    any_digit |= integer.len() + fraction.len() > 0;
    match suffix(text, at) {
        Err(violation) => Err(violation),
        Ok(Suffix::Decimal { exponent, format }) => {
            let number = Decimal { integer, fraction, scale: exponent - fraction.len() as i64 };
            decimal(text, negative, number, format, any_digit, at)
        }
        Ok(Suffix::Binary { shift }) => binary(text, negative, integer, fraction, shift, any_digit, at),
    }
}

const fn decimal(
    text: &[u8],
    negative: bool,
    number: Decimal,
    format: QuantityFormat,
    any_digit: bool,
    end: usize,
) -> Result<Read, Violation> {
    let Decimal { integer, fraction, scale } = number;
    // An empty integer counts as one digit, a "0".
    let digits = if integer.len() == 0 { 1 } else { integer.len() } + fraction.len();
    if digits <= FAST_DIGITS && scale >= NANO {
        let magnitude = accumulate(text, fraction, accumulate(text, integer, 0));
        let keeps_text = scale % 3 == 0 && integer.len() > 0 && !magnitude.is_multiple_of(1000);
        return Ok(Read { negative, format, keeps_text, value: Value::Short { magnitude, exponent: scale } });
    }
    if !any_digit {
        return Err(Violation::new(QuantityErrorKind::Number, end));
    }
    Ok(slow_decimal(text, negative, number, format))
}

/// A number with many digits, or one that has to be rounded.
const fn slow_decimal(text: &[u8], negative: bool, number: Decimal, format: QuantityFormat) -> Read {
    let Decimal { integer, fraction, scale } = number;
    // Zeros are held back until another digit follows, so that trailing ones never overflow.
    let kept = kept_digits(number);
    let (mut magnitude, mut held) = (0u64, 0u32);
    let (mut index, mut rest) = (0, false);
    while index < integer.len() + fraction.len() {
        let digit = digit_at(text, number, index);
        if index >= kept {
            rest |= digit != 0;
        } else if digit == 0 {
            held += 1;
        } else {
            match append(magnitude, held, digit) {
                Some(sum) => magnitude = sum,
                None => return Read { negative, format, keeps_text: false, value: Value::Long(number) },
            }
            held = 0;
        }
        index += 1;
    }
    let lowest = if scale < NANO { NANO } else { scale };
    let value = if !rest {
        Value::Short { magnitude, exponent: lowest + held as i64 }
    } else {
        // The digit that rounds up replaces the last one held back, or counts up the last digit.
        let sum = match held {
            0 => magnitude.checked_add(1),
            _ => append(magnitude, held - 1, 1),
        };
        match sum {
            Some(magnitude) => Value::Short { magnitude, exponent: lowest },
            None => Value::Long(number),
        }
    };
    Read { negative, format, keeps_text: false, value }
}

/// How many of a number's digits count whole nanos.
const fn kept_digits(number: Decimal) -> usize {
    let digits = number.integer.len() + number.fraction.len();
    let finer = if number.scale < NANO { (NANO - number.scale) as u64 } else { 0 };
    if finer >= digits as u64 { 0 } else { digits - finer as usize }
}

const fn digit_at(text: &[u8], number: Decimal, index: usize) -> u8 {
    let Decimal { integer, fraction, .. } = number;
    let at = if index < integer.len() { integer.start + index } else { fraction.start + (index - integer.len()) };
    text[at] - b'0'
}

/// `magnitude` with `zeros` and then `digit` written behind it.
const fn append(magnitude: u64, zeros: u32, digit: u8) -> Option<u64> {
    if magnitude == 0 {
        return Some(digit as u64);
    }
    let Some(ten) = 10u64.checked_pow(zeros + 1) else { return None };
    match magnitude.checked_mul(ten) {
        Some(product) => product.checked_add(digit as u64),
        None => None,
    }
}

/// Reads digits behind `sum`. The callers have counted them: no more than 19 in all.
pub(super) const fn accumulate(text: &[u8], span: Span, sum: u64) -> u64 {
    let (mut sum, mut at) = (sum, span.start);
    while at < span.end {
        sum = sum * 10 + (text[at] - b'0') as u64;
        at += 1;
    }
    sum
}

/// The digits that [`decimal`] had no room for.
pub(super) fn long(text: &[u8], negative: bool, number: Decimal) -> Number<'static> {
    let kept = kept_digits(number);
    let total = number.integer.len() + number.fraction.len();
    let rest = (kept..total).any(|index| digit_at(text, number, index) != 0);
    let mut digits = Vec::with_capacity(kept + 1);
    digits.push(0);
    digits.extend((0..kept).map(|index| digit_at(text, number, index)));
    if rest {
        for digit in digits.iter_mut().rev() {
            *digit = (*digit + 1) % 10;
            if *digit != 0 {
                break;
            }
        }
    }
    Number::from_digits(negative, &digits, number.scale.max(NANO))
}
