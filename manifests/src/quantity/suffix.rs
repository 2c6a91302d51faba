//! The part behind the number: a decimal or binary unit, or an exponent.

use super::error::{QuantityErrorKind, Violation};
use super::format::QuantityFormat;

pub(super) enum Suffix {
    /// Times ten to the `exponent`.
    Decimal { exponent: i64, format: QuantityFormat },
    /// Times two to the `shift`.
    Binary { shift: u32 },
}

/// The suffix from `at` to the end of the text.
pub(super) const fn suffix(text: &[u8], at: usize) -> Result<Suffix, Violation> {
    let length = text.len() - at;
    if length == 0 {
        return Ok(Suffix::Decimal { exponent: 0, format: QuantityFormat::DecimalSi });
    }
    if length == 1 {
        let exponent = match text[at] {
            b'n' => -9,
            b'u' => -6,
            b'm' => -3,
            b'k' => 3,
            b'M' => 6,
            b'G' => 9,
            b'T' => 12,
            b'P' => 15,
            b'E' => 18,
            b'e' => return Err(Violation::new(QuantityErrorKind::Exponent, at + 1)),
            _ => return Err(not_a_suffix(text, at)),
        };
        return Ok(Suffix::Decimal { exponent, format: QuantityFormat::DecimalSi });
    }
    if length == 2 && text[at + 1] == b'i' {
        let shift = match text[at] {
            b'K' => 10,
            b'M' => 20,
            b'G' => 30,
            b'T' => 40,
            b'P' => 50,
            b'E' => 60,
            _ => return Err(not_a_suffix(text, at)),
        };
        return Ok(Suffix::Binary { shift });
    }
    if text[at] == b'e' || text[at] == b'E' { exponent(text, at) } else { Err(not_a_suffix(text, at)) }
}

/// `e`, a sign or none, digits.
const fn exponent(text: &[u8], letter: usize) -> Result<Suffix, Violation> {
    let negative = text[letter + 1] == b'-';
    let mut at = if negative || text[letter + 1] == b'+' { letter + 2 } else { letter + 1 };
    if at == text.len() {
        return Err(Violation::new(QuantityErrorKind::Exponent, at));
    }
    let mut value = 0i64;
    while at < text.len() {
        if !text[at].is_ascii_digit() {
            return Err(not_a_suffix(text, letter));
        }
        value = value.saturating_mul(10).saturating_add((text[at] - b'0') as i64);
        at += 1;
    }
    let exponent = if negative { -value } else { value };
    if exponent < i32::MIN as i64 || exponent > i32::MAX as i64 {
        return Err(Violation::new(QuantityErrorKind::Range, letter));
    }
    Ok(Suffix::Decimal { exponent, format: QuantityFormat::DecimalExponent })
}

/// Tells a character that no quantity holds there from letters that do not make a suffix.
const fn not_a_suffix(text: &[u8], start: usize) -> Violation {
    let mut at = start;
    while at < text.len()
        && matches!(text[at], b'e' | b'E' | b'i' | b'n' | b'u' | b'm' | b'k' | b'K' | b'M' | b'G' | b'T' | b'P')
    {
        at += 1;
    }
    if at < text.len() && (text[at] == b'-' || text[at] == b'+') {
        at += 1;
    }
    while at < text.len() && text[at].is_ascii_digit() {
        at += 1;
    }
    if at < text.len() {
        Violation::new(QuantityErrorKind::Character, at)
    } else {
        Violation::new(QuantityErrorKind::Suffix, start)
    }
}
