//! Text without quotes that a YAML 1.1 reader takes for something else.

use std::fmt;

/// What a reader takes a plain scalar for, when it does not take it for a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Surprise {
    Null,
    Bool(bool),
    /// The value, where it fits 128 bits.
    Integer(Option<i128>),
    /// As a 64-bit float, which is what readers make of it.
    Float(f64),
    Timestamp,
    /// `<<` or `=`, which YAML 1.1 gives a meaning of their own.
    Special,
}

impl fmt::Display for Surprise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "the boolean {value}"),
            Self::Integer(Some(value)) => write!(f, "the integer {value}"),
            Self::Integer(None) => f.write_str("an integer"),
            Self::Float(value) if value.is_finite() && (*value == 0.0 || (1e-5..1e16).contains(&value.abs())) => {
                write!(f, "the number {value}")
            }
            Self::Float(value) => write!(f, "the number {value:e}"),
            Self::Timestamp => f.write_str("a point in time"),
            Self::Special => f.write_str("a merge or value key"),
        }
    }
}

/// What some YAML 1.1 reader takes `text` for, written without quotes; `None` if each takes it for a text.
///
/// The union of the YAML 1.1 type repository (`yaml.org/type`), the YAML 1.2 core schema and what go-yaml, the
/// reader of Kubernetes, accepts: `1e3` and `08` are no numbers by the letter of YAML 1.1, and are in go-yaml.
pub(crate) fn yaml11_surprise(text: &str) -> Option<Surprise> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Some(Surprise::Null),
        "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => {
            return Some(Surprise::Bool(true));
        }
        "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => {
            return Some(Surprise::Bool(false));
        }
        "<<" | "=" => return Some(Surprise::Special),
        _ => {}
    }
    if timestamp(text) { Some(Surprise::Timestamp) } else { number(text) }
}

fn number(text: &str) -> Option<Surprise> {
    let (negative, unsigned) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        b'0'..=b'9' | b'.' => (false, text),
        _ => return None,
    };
    match unsigned {
        ".inf" | ".Inf" | ".INF" => {
            return Some(Surprise::Float(if negative { -f64::INFINITY } else { f64::INFINITY }));
        }
        ".nan" | ".NaN" | ".NAN" => return Some(Surprise::Float(f64::NAN)),
        _ => {}
    }
    if unsigned.contains(':') {
        return base_60(unsigned, negative);
    }
    // Underscores may stand between digits anywhere.
    let digits: String = unsigned.chars().filter(|c| *c != '_').collect();
    let (radix, rest) = match digits.as_bytes() {
        [b'0', b'x' | b'X', ..] => (16, &digits[2..]),
        [b'0', b'b' | b'B', ..] => (2, &digits[2..]),
        [b'0', b'o' | b'O', ..] => (8, &digits[2..]),
        [b'0', _, ..] if digits.bytes().all(|b| matches!(b, b'0'..=b'7')) => (8, &digits[1..]),
        _ => (10, &*digits),
    };
    if !rest.is_empty() && rest.chars().all(|c| c.is_digit(radix)) {
        let value = i128::from_str_radix(rest, radix).ok().map(|value| if negative { -value } else { value });
        return Some(Surprise::Integer(value));
    }
    if radix == 10 && is_float(&digits) {
        let value: f64 = digits.parse().ok()?;
        return Some(Surprise::Float(if negative { -value } else { value }));
    }
    None
}

/// Digits with a dot, an exponent or both.
fn is_float(text: &str) -> bool {
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let exponent_is_fine = exponent.is_none_or(|exponent| {
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !digits.is_empty() && all_digits(digits)
    });
    all_digits(whole) && all_digits(fraction) && !(whole.is_empty() && fraction.is_empty()) && exponent_is_fine
}

/// `1:30` is 90 and `1:30:00` 5400 in YAML 1.1: minutes and seconds as digits of base 60.
fn base_60(text: &str, negative: bool) -> Option<Surprise> {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let mut parts = whole.split(':');
    let first: String = parts.next()?.chars().filter(|c| *c != '_').collect();
    if first.is_empty() || !first.bytes().all(|b| b.is_ascii_digit()) || !text.starts_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let mut value: Option<i128> = first.parse().ok();
    for part in parts {
        let legal = matches!(part.as_bytes(), [b'0'..=b'9'] | [b'0'..=b'5', b'0'..=b'9']);
        let part: i128 = if legal { part.parse().ok()? } else { return None };
        value = value.and_then(|value| value.checked_mul(60)?.checked_add(part));
    }
    match fraction {
        None => Some(Surprise::Integer(value.map(|value| if negative { -value } else { value }))),
        Some(fraction) if fraction.bytes().all(|b| b.is_ascii_digit() || b == b'_') => {
            let digits: String = fraction.chars().filter(|c| *c != '_').collect();
            let value: f64 = format!("{}.{digits}", value?).parse().ok()?;
            Some(Surprise::Float(if negative { -value } else { value }))
        }
        Some(_) => None,
    }
}

/// `2019-07-26`, and with a time behind it: the timestamp of the YAML 1.1 type repository, single digits as in go-yaml.
fn timestamp(text: &str) -> bool {
    let Some((year, rest)) = digits(text, 4, 4) else { return false };
    let Some((_, rest)) = rest.strip_prefix('-').and_then(|rest| digits(rest, 1, 2)) else { return false };
    let Some((_, rest)) = rest.strip_prefix('-').and_then(|rest| digits(rest, 1, 2)) else { return false };
    debug_assert_eq!(year.len(), 4);
    if rest.is_empty() {
        return true;
    }
    let time = match rest.strip_prefix(['T', 't']) {
        Some(time) => time,
        None if rest.starts_with([' ', '\t']) => rest.trim_start_matches([' ', '\t']),
        None => return false,
    };
    let Some((_, rest)) = digits(time, 1, 2) else { return false };
    let Some((_, rest)) = rest.strip_prefix(':').and_then(|rest| digits(rest, 1, 2)) else { return false };
    let Some((_, rest)) = rest.strip_prefix(':').and_then(|rest| digits(rest, 1, 2)) else { return false };
    let rest = rest.strip_prefix('.').map_or(rest, |rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    zone(rest.trim_start_matches([' ', '\t']))
}

fn zone(text: &str) -> bool {
    if text.is_empty() || text == "Z" {
        return true;
    }
    let Some((_, rest)) = text.strip_prefix(['+', '-']).and_then(|rest| digits(rest, 1, 2)) else { return false };
    rest.is_empty()
        || rest.strip_prefix(':').and_then(|rest| digits(rest, 2, 2)).is_some_and(|(_, rest)| rest.is_empty())
}

/// Takes `least..=most` digits from the front.
fn digits(text: &str, least: usize, most: usize) -> Option<(&str, &str)> {
    let count = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    (count >= least).then(|| text.split_at(count))
}

#[cfg(test)]
#[path = "surprise_tests.rs"]
mod tests;
