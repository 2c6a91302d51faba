//! The text of a weight: read in one pass, or refused with the place and a hint.

use std::borrow::Cow;

use crate::error::{RolloutError, RolloutErrorKind};
use crate::violation::Violation;
use crate::weight::Weight;

/// The most decimals of a percentage: 10^(17 + 2) still fits 64 bits.
const DECIMALS: usize = 17;

/// Reads `0.5%` or `1/3`.
pub(crate) const fn read(text: &[u8]) -> Result<Weight, Violation> {
    use RolloutErrorKind::{Empty, Incomplete, MoreThanAll, Negative, TooLarge};

    if text.is_empty() {
        return Err(Violation::at(Empty, 0));
    }
    if text[0] == b'-' {
        return Err(Violation::at(Negative, 0));
    }
    let (first, at) = match digits(text, 0) {
        Ok(read) => read,
        Err(violation) => return Err(violation),
    };
    if at == text.len() {
        return Err(Violation::at(Incomplete, at));
    }
    if text[at] == b'/' {
        let (second, end) = match digits(text, at + 1) {
            Ok(read) => read,
            Err(violation) => return Err(violation),
        };
        if end < text.len() {
            return Err(Violation::at(RolloutErrorKind::Character, end));
        }
        let (Some(first), Some(second)) = (first, second) else { return Err(Violation::at(TooLarge, 0)) };
        return match Weight::reduced(first, second) {
            Ok(weight) => Ok(weight),
            Err(kind) => Err(Violation::at(kind, 0)),
        };
    }
    let (decimals, scale, at) = match decimals(text, at) {
        Ok(read) => read,
        Err(violation) => return Err(violation),
    };
    if at == text.len() {
        return Err(Violation::at(Incomplete, at));
    }
    if text[at] != b'%' {
        return Err(Violation::at(RolloutErrorKind::Character, at));
    }
    if at + 1 < text.len() {
        return Err(Violation::at(RolloutErrorKind::Character, at + 1));
    }
    // At most 10^19 and below 10^19 more, so nothing overflows.
    match first {
        Some(first) if first < 100 || (first == 100 && decimals == 0) => {
            match Weight::reduced(first * scale + decimals, 100 * scale) {
                Ok(weight) => Ok(weight),
                Err(kind) => Err(Violation::at(kind, 0)),
            }
        }
        _ => Err(Violation::at(MoreThanAll, 0)),
    }
}

/// One or more digits from a byte on: their number, if 64 bits hold it, and where they end.
const fn digits(text: &[u8], from: usize) -> Result<(Option<u64>, usize), Violation> {
    let mut value = Some(0_u64);
    let mut at = from;
    while at < text.len() && text[at].is_ascii_digit() {
        value = match value {
            Some(value) => match value.checked_mul(10) {
                Some(value) => value.checked_add((text[at] - b'0') as u64),
                None => None,
            },
            None => None,
        };
        at += 1;
    }
    if at > from {
        return Ok((value, at));
    }
    let incomplete = at == text.len() || matches!(text[at], b'%' | b'/');
    let kind = if incomplete { RolloutErrorKind::Incomplete } else { RolloutErrorKind::Character };
    Err(Violation::at(kind, at))
}

/// A point and decimals, or nothing: their number, the power of ten they count in, and where they end.
const fn decimals(text: &[u8], point: usize) -> Result<(u64, u64, usize), Violation> {
    if text[point] != b'.' {
        return Ok((0, 1, point));
    }
    let end = match digits(text, point + 1) {
        Ok((_, end)) => end,
        Err(violation) => return Err(violation),
    };
    let mut last = end;
    while text[last - 1] == b'0' {
        last -= 1;
    }
    if last - 1 > point + DECIMALS {
        return Err(Violation::at(RolloutErrorKind::TooPrecise, point + 1 + DECIMALS));
    }
    let (mut value, mut scale, mut at) = (0_u64, 1_u64, point + 1);
    while at < last {
        value = value * 10 + (text[at] - b'0') as u64;
        scale *= 10;
        at += 1;
    }
    Ok((value, scale, end))
}

/// The error for a text: what was found, what was expected, and what was probably meant.
pub(crate) fn refused(text: &str, violation: Violation) -> RolloutError {
    use RolloutErrorKind::{Empty, MoreThanAll, Negative, TooLarge, TooPrecise, ZeroDenominator};

    let before = text.get(..violation.offset).unwrap_or_default();
    let is_digit = |c: char| c.is_ascii_digit();
    let expected = match violation.kind {
        Empty => "a weight such as 0.5% or 1/3",
        Negative => "0% or more",
        MoreThanAll => "at most 100%",
        TooLarge => "numbers up to 18446744073709551615",
        TooPrecise => "at most 17 decimals",
        ZeroDenominator => "a number above 0",
        _ if before.ends_with('%') || (before.contains('/') && before.ends_with(is_digit)) => "the end",
        _ if before.contains('.') && before.ends_with(is_digit) => "'%'",
        _ if before.ends_with(is_digit) => "'%' or '/'",
        _ => "a digit",
    };
    let found = match violation.kind {
        Empty => Cow::Borrowed("nothing"),
        TooLarge | MoreThanAll if text.len() <= 48 => Cow::Owned(text.to_owned()),
        TooLarge | MoreThanAll => Cow::Owned(format!("a text of {} characters", text.len())),
        TooPrecise => Cow::Borrowed("one more"),
        ZeroDenominator => Cow::Borrowed("a denominator of 0"),
        _ => violation.found(text),
    };
    let error = RolloutError::new("weight", text, violation.kind, violation.offset, found, expected);
    match mend(text) {
        Some(hint) => error.with_hint(hint),
        None => error,
    }
}

/// The text somebody probably meant: without blanks, with a digit before the point, with a `%`. What has none and is at
/// most 1 may be a percentage or a part. Only looked for in short texts.
fn mend(text: &str) -> Option<String> {
    if text.len() > 64 {
        return None;
    }
    let mut mended: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if mended.starts_with('.') {
        mended.insert(0, '0');
    }
    let is_bare = mended.ends_with(|c: char| c.is_ascii_digit()) && !mended.contains('/');
    if is_bare {
        mended.push('%');
    }
    let percentage = read(mended.as_bytes()).ok().filter(|_| mended != text)?;
    let part = percentage.numerator().checked_mul(100).filter(|_| is_bare && !percentage.is_zero());
    let part = part.and_then(|hundredfold| Weight::reduced(hundredfold, percentage.denominator()).ok());
    Some(match part {
        Some(part) => format!("did you mean \"{mended}\" or \"{part}\"?"),
        None => format!("did you mean \"{mended}\"?"),
    })
}
