//! Durations, in Gateway API's grammar: `150s`, `1h30m`, `500ms`.

use std::time::Duration;

use pavedroad_rollout::{DURATION_PATTERN, duration_text, parse_duration};
use serde_json::{Value, json};

use crate::FindingCode;
use crate::decode::{Decoder, text};
use crate::finding::{Problem, quote};
use crate::yaml::tree::Node;

/// Decodes a duration that is a whole number of seconds from 1 up: what the kubelet can be told.
pub(super) fn seconds(decoder: &mut Decoder<'_>, node: &Node) -> Option<u32> {
    let expected = "a duration in whole seconds, 1 or more, such as `150s` or `5m`";
    let written = text(decoder, node)?;
    let problem = match parse(&written) {
        Some(duration) if duration.subsec_nanos() == 0 && !duration.is_zero() => {
            // Four parts of at most 99,999 hours fit.
            return u32::try_from(duration.as_secs()).ok();
        }
        Some(_) => Problem::error(FindingCode::InvalidValue, quote(&written), expected),
        None => Problem::error(FindingCode::InvalidValue, quote(&written), expected).hint_if(with_unit(&written)),
    };
    decoder.refuse(node.span(), problem)
}

/// Decodes a duration above 0, to the millisecond.
pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<Duration> {
    let written = text(decoder, node)?;
    if let Some(duration) = parse(&written).filter(|duration| !duration.is_zero()) {
        return Some(duration);
    }
    let problem = Problem::error(
        FindingCode::InvalidValue,
        quote(&written),
        "a duration above 0 such as `500ms`, `30s` or `1h30m`",
    );
    decoder.refuse(node.span(), problem.hint_if(with_unit(&written)))
}

/// A number alone is meant in seconds, as Kubernetes has it.
fn with_unit(written: &str) -> Option<String> {
    written.parse::<u32>().is_ok().then(|| format!("write `{written}s`"))
}

/// Decodes a duration of whole seconds, 0 included.
pub(super) fn whole_seconds(decoder: &mut Decoder<'_>, node: &Node) -> Option<Duration> {
    if node.as_scalar().is_some_and(|scalar| parse(scalar.text()).is_some_and(|duration| duration.is_zero())) {
        return Some(Duration::ZERO);
    }
    seconds(decoder, node).map(|seconds| Duration::from_secs(seconds.into()))
}

/// A duration in its normal form: the largest units first, `0s` for none. What is below a millisecond is cut off; a
/// duration of a spec has nothing there.
pub(crate) fn written(duration: Duration) -> String {
    // A number has at most five digits; a text has room for four of them.
    const MOST: Duration = Duration::from_secs(99_999 * 3600);

    let (mut text, mut rest) = (String::new(), duration);
    while rest > MOST {
        text.push_str("99999h");
        rest -= MOST;
    }
    text + &duration_text(rest)
}

/// The normal form of a text that is a duration. There is none for what is no duration, nor for a few beyond 11 years,
/// which only a text in other units has room for.
pub(crate) fn normal(text: &str) -> Option<String> {
    let duration = parse(text)?;
    Some(written(duration)).filter(|normal| parse(normal) == Some(duration))
}

/// The JSON schema of a duration.
pub(crate) fn schema(description: &str) -> Value {
    json!({"description": description, "type": "string", "pattern": DURATION_PATTERN, "examples": ["30s"]})
}

/// A duration as text, if it is one.
fn parse(text: &str) -> Option<Duration> {
    parse_duration(text).ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_duration_has_one_normal_form() {
        for (text, normal) in [
            ("150s", Some("2m30s")),
            ("90m", Some("1h30m")),
            ("1500ms", Some("1s500ms")),
            ("1s1s1s1s", Some("4s")),
            ("0s", Some("0s")),
            ("0h0m", Some("0s")),
            ("00001s", Some("1s")),
            ("99999h99999h99999h99999h", Some("99999h99999h99999h99999h")),
            ("99999h1s", Some("99999h1s")),
            ("99999h99999h99999h99999s", None),
            ("5s-3s", None),
        ] {
            assert_eq!(super::normal(text).as_deref(), normal, "{text:?}");
        }
    }
}
