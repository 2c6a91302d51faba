//! Numbers and booleans, in the one spelling that every YAML reader agrees on.

use std::fmt::Display;
use std::ops::RangeInclusive;

use super::Decoder;
use super::parse::scalar_text;
use crate::finding::{Problem, quote};
use crate::finding_code::FindingCode;
use crate::yaml::tree::{Node, Surprise, yaml11_surprise};

/// A decimal integer within a range: digits without a leading zero, sign `+`, underscore, exponent or quotes.
pub(crate) fn integer<T>(range: RangeInclusive<T>) -> impl Fn(&mut Decoder<'_>, &Node) -> Option<T>
where
    T: Copy + Display + Into<i128> + TryFrom<i128>,
{
    move |decoder, node| {
        let (least, most) = (*range.start(), *range.end());
        let expected = format!("an integer from {least} to {most}");
        let text = unquoted_text(decoder, node, &expected)?;
        let Some(value) = decimal(text) else {
            let hint = match yaml11_surprise(text) {
                Some(Surprise::Integer(Some(value))) => Some(format!("write `{value}`")),
                Some(Surprise::Float(value)) if value.fract() == 0.0 && value.abs() < 1e15 => {
                    Some(format!("write `{value}`"))
                }
                _ => None,
            };
            let code =
                if hint.is_some() || is_digits(text) { FindingCode::InvalidValue } else { FindingCode::WrongType };
            return decoder.refuse(node.span(), Problem::error(code, quote(text), expected).hint_if(hint));
        };
        match T::try_from(value) {
            Ok(value) if (least.into()..=most.into()).contains(&value.into()) => Some(value),
            _ => decoder.refuse(node.span(), Problem::error(FindingCode::InvalidValue, quote(text), expected)),
        }
    }
}

/// `true` or `false`, nothing else.
pub(crate) fn boolean(decoder: &mut Decoder<'_>, node: &Node) -> Option<bool> {
    let expected = "`true` or `false`";
    match unquoted_text(decoder, node, expected)? {
        "true" => Some(true),
        "false" => Some(false),
        text => {
            let hint = match yaml11_surprise(text) {
                Some(Surprise::Bool(value)) => Some(format!("write `{value}`")),
                _ => None,
            };
            let code = if hint.is_some() { FindingCode::InvalidValue } else { FindingCode::WrongType };
            decoder.refuse(node.span(), Problem::error(code, quote(text), expected).hint_if(hint))
        }
    }
}

/// A whole number of percent within a range: `60%`.
pub(crate) fn percent(range: RangeInclusive<u32>) -> impl Fn(&mut Decoder<'_>, &Node) -> Option<u32> {
    move |decoder, node| {
        let (least, most) = (*range.start(), *range.end());
        let expected = format!("whole percent from `{least}%` to `{most}%`");
        let text = scalar_text(decoder, node, &expected)?;
        let value = text.strip_suffix('%').and_then(decimal).and_then(|value| u32::try_from(value).ok());
        match value.filter(|value| range.contains(value)) {
            Some(value) => Some(value),
            None => {
                let hint = decimal(text).map(|_| format!("write `{text}%`"));
                let problem = Problem::error(FindingCode::InvalidValue, quote(text), expected).hint_if(hint);
                decoder.refuse(node.span(), problem)
            }
        }
    }
}

/// The text of a scalar without quotes.
fn unquoted_text<'n>(decoder: &mut Decoder<'_>, node: &'n Node, expected: &str) -> Option<&'n str> {
    match node.as_scalar() {
        Some(scalar) if !scalar.is_plain() => decoder.wrong_type(node, expected, Some("remove the quotes")),
        _ => scalar_text(decoder, node, expected),
    }
}

/// Digits without a leading zero, perhaps after `-`; saturates, so that a range refuses what does not fit.
fn decimal(text: &str) -> Option<i128> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let canonical = is_digits(digits) && (digits == "0" && digits == text || !digits.starts_with('0'));
    canonical.then(|| text.parse().unwrap_or(if digits == text { i128::MAX } else { i128::MIN }))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
