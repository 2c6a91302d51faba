//! Rates: so many per second, minute or hour.

use std::num::NonZeroU32;
use std::time::Duration;

use serde_json::{Value, json};

use super::mesh::RateLimit;
use crate::FindingCode;
use crate::decode::{Decoder, text};
use crate::finding::{Problem, quote};
use crate::yaml::tree::Node;

const PATTERN: &str = "^[1-9][0-9]{0,8}/(s|m|h)$";

/// Decodes `100/s`.
pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<RateLimit> {
    let written = text(decoder, node)?;
    if let Some(rate) = parse(&written) {
        return Some(rate);
    }
    let hint = written.parse::<u32>().is_ok().then(|| format!("write `{written}/s`"));
    let problem =
        Problem::error(FindingCode::InvalidValue, quote(&written), "a rate such as `100/s`, `100/m` or `100/h`");
    decoder.refuse(node.span(), problem.hint_if(hint))
}

fn parse(written: &str) -> Option<RateLimit> {
    let (number, unit) = written.split_once('/')?;
    let digits =
        (1..=9).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit()) && !number.starts_with('0');
    let seconds = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        _ => return None,
    };
    let requests = digits.then(|| number.parse().ok()).flatten().and_then(NonZeroU32::new)?;
    Some(RateLimit { requests, per: Duration::from_secs(seconds) })
}

/// A rate as it is written; its time is a second, a minute or an hour.
pub(crate) fn written(rate: RateLimit) -> String {
    let unit = match rate.per.as_secs() {
        60 => "m",
        3600 => "h",
        _ => "s",
    };
    format!("{}/{unit}", rate.requests)
}

pub(crate) fn schema(description: &str) -> Value {
    json!({"description": description, "type": "string", "pattern": PATTERN, "examples": ["100/s"]})
}
