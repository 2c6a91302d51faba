//! Durations, in Gateway API's grammar: `150s`, `1h30m`, `500ms`.

use std::time::Duration;

use serde_json::{Value, json};

use crate::FindingCode;
use crate::decode::{Decoder, text};
use crate::finding::{Problem, quote};
use crate::yaml::tree::Node;

/// The grammar, for JSON schemas; source: GEP-2257.
pub(crate) const PATTERN: &str = "^([0-9]{1,5}(h|m|s|ms)){1,4}$";

/// Decodes a duration that is a whole number of seconds from 1 up: what the kubelet can be told.
pub(super) fn seconds(decoder: &mut Decoder<'_>, node: &Node) -> Option<u32> {
    let expected = "a duration in whole seconds such as `150s` or `5m`";
    let written = text(decoder, node)?;
    let problem = match parse(&written) {
        Some(duration) if duration.subsec_nanos() == 0 && !duration.is_zero() => {
            // Four parts of at most 99,999 hours fit.
            return u32::try_from(duration.as_secs()).ok();
        }
        Some(_) => Problem::error(FindingCode::InvalidValue, quote(&written), expected),
        None => {
            let hint = written.parse::<u32>().is_ok().then(|| format!("write `{written}s`"));
            Problem::error(FindingCode::InvalidValue, quote(&written), expected).hint_if(hint)
        }
    };
    decoder.refuse(node.span(), problem)
}

/// Decodes a duration above 0, to the millisecond.
pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<Duration> {
    let written = text(decoder, node)?;
    if let Some(duration) = parse(&written).filter(|duration| !duration.is_zero()) {
        return Some(duration);
    }
    let hint = written.parse::<u32>().is_ok().then(|| format!("write `{written}s`"));
    let problem =
        Problem::error(FindingCode::InvalidValue, quote(&written), "a duration such as `500ms`, `30s` or `1h30m`");
    decoder.refuse(node.span(), problem.hint_if(hint))
}

/// Decodes a duration of whole seconds, 0 included.
pub(super) fn whole_seconds(decoder: &mut Decoder<'_>, node: &Node) -> Option<Duration> {
    if node.as_scalar().is_some_and(|scalar| parse(scalar.text()).is_some_and(|duration| duration.is_zero())) {
        return Some(Duration::ZERO);
    }
    seconds(decoder, node).map(|seconds| Duration::from_secs(seconds.into()))
}

/// The JSON schema of a duration.
pub(crate) fn schema(description: &str) -> Value {
    json!({"description": description, "type": "string", "pattern": PATTERN, "examples": ["30s"]})
}

/// One to four pairs of one to five digits and a unit.
fn parse(text: &str) -> Option<Duration> {
    let mut rest = text;
    let mut sum = Duration::ZERO;
    for _ in 0..4 {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, after) = rest.split_at(digits);
        if !(1..=5).contains(&digits) {
            return None;
        }
        let number = number.parse::<u64>().ok()?;
        let letters = after.find(|c: char| c.is_ascii_digit()).unwrap_or(after.len());
        let (unit, after) = after.split_at(letters);
        sum += match unit {
            "h" => Duration::from_secs(number * 3600),
            "m" => Duration::from_secs(number * 60),
            "s" => Duration::from_secs(number),
            "ms" => Duration::from_millis(number),
            _ => return None,
        };
        rest = after;
        if rest.is_empty() {
            return Some(sum);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_gateway_api_reads() {
        for (text, millis) in [
            ("150s", 150_000),
            ("1h30m", 5_400_000),
            ("500ms", 500),
            ("0s", 0),
            ("1s1s1s1s", 4000),
            ("99999h", 359_996_400_000),
            ("1m1ms", 60_001),
            ("00001s", 1000),
        ] {
            assert_eq!(parse(text), Some(Duration::from_millis(millis)), "{text:?}");
        }
    }

    #[test]
    fn refuses_what_gateway_api_refuses() {
        for text in [
            "",
            "5",
            "s",
            "1.5s",
            "-1s",
            "100000s",
            "1s1s1s1s1s",
            "1d",
            "1S",
            "1 s",
            " 1s",
            "1s ",
            "1us",
            "5s-3s",
            "５s",
        ] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }
}
