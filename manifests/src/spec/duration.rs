//! Durations, in Gateway API's grammar: `150s`, `1h30m`, `500ms`.

use std::time::Duration;

use pavedroad_rollout::{DURATION_PATTERN, parse_duration};
use serde_json::{Value, json};

use crate::FindingCode;
use crate::decode::{Decoder, text};
use crate::finding::{Problem, quote};
use crate::yaml::tree::Node;

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
    json!({"description": description, "type": "string", "pattern": DURATION_PATTERN, "examples": ["30s"]})
}

/// A duration as text, if it is one.
fn parse(text: &str) -> Option<Duration> {
    parse_duration(text).ok()
}
