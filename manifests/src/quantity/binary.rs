//! Numbers with a binary suffix: exact up to the cap, rounded up to a nano.

use super::error::{QuantityErrorKind, Violation};
use super::format::QuantityFormat;
use super::parse::{Read, Span, Value, accumulate};

/// The cap: 2^63 - 1 bytes, cores or whatever is counted. Decimal numbers have none.
const MAX: u128 = i64::MAX as u128;

pub(super) const fn binary(
    text: &[u8],
    negative: bool,
    integer: Span,
    fraction: Span,
    shift: u32,
    any_digit: bool,
    end: usize,
) -> Result<Read, Violation> {
    let format = QuantityFormat::BinarySi;
    // Go's fast path: 15 digits in all, of which the suffix takes about three for each step of 1024.
    let room = match shift {
        10 => 11,
        20 => 8,
        30 => 5,
        40 => 2,
        _ => 0,
    };
    let digits = if integer.len() == 0 { 1 } else { integer.len() };
    if fraction.len() == 0 && digits <= room {
        let number = accumulate(text, integer, 0);
        let value = Value::Short { magnitude: number << shift, exponent: 0 };
        return Ok(Read { negative, format, keeps_text: !number.is_multiple_of(8), value });
    }
    if !any_digit {
        return Err(Violation::new(QuantityErrorKind::Number, end));
    }
    Ok(slow_binary(text, negative, integer, fraction, shift))
}

/// A number with a fraction, or one that may have to be capped.
const fn slow_binary(text: &[u8], negative: bool, integer: Span, fraction: Span, shift: u32) -> Read {
    let format = QuantityFormat::BinarySi;
    let capped =
        Read { negative, format, keeps_text: false, value: Value::Short { magnitude: MAX as u64, exponent: 0 } };
    if integer.len() > 19 {
        return capped;
    }
    let whole = accumulate(text, integer, 0);
    if whole >= 1 << (63 - shift) {
        return capped;
    }
    // The first nine decimals become part of the integer; of those behind them the product's carry counts,
    // and whether anything at all is left.
    let places = if fraction.len() < 9 { fraction.len() } else { 9 };
    let near = Span { start: fraction.start, end: fraction.start + places };
    let (mut carry, mut rest, mut at) = (0u128, false, fraction.end);
    while at > near.end {
        at -= 1;
        carry += ((text[at] - b'0') as u128) << shift;
        rest |= carry % 10 != 0;
        carry /= 10;
    }
    let ten = 10u64.pow(places as u32) as u128;
    let number = whole as u128 * ten + accumulate(text, near, 0) as u128;
    let magnitude = (number << shift) + carry + rest as u128;
    if magnitude > MAX * ten {
        return capped;
    }
    let exponent = -(places as i64);
    // Below one, Go prints (and from then on counts) in decimal units.
    let format = if magnitude > 0 && magnitude < ten { QuantityFormat::DecimalSi } else { format };
    let value = if magnitude <= u64::MAX as u128 {
        Value::Short { magnitude: magnitude as u64, exponent }
    } else {
        Value::Wide { magnitude, exponent }
    };
    Read { negative, format, keeps_text: false, value }
}
