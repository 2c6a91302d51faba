//! Names of time zones.

use serde_json::{Value, json};

use crate::FindingCode;
use crate::decode::{Decoder, text};
use crate::finding::{Problem, quote};
use crate::yaml::tree::Node;

/// Decodes a name of the form that the IANA data base has. Whether there is such a zone, the cluster's data says;
/// `Local` is refused, as the API server refuses it. Source: `validateTimeZone` in Kubernetes'
/// `pkg/apis/batch/validation`.
pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<Box<str>> {
    let zone = text(decoder, node)?;
    let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+' | '/');
    let part = |part: &str| part.starts_with(|c: char| c.is_ascii_alphabetic());
    if zone.chars().all(legal) && zone.split('/').all(part) && !zone.eq_ignore_ascii_case("local") {
        return Some(zone.into());
    }
    let problem = Problem::error(FindingCode::InvalidValue, quote(&zone), "a time zone such as `Asia/Shanghai`");
    decoder.refuse(node.span(), problem)
}

/// The JSON schema of the name of a time zone.
pub(crate) fn schema(description: &str) -> Value {
    json!({
        "description": description,
        "type": "string", "pattern": "^[A-Za-z][-+_/A-Za-z0-9]*$", "examples": ["Asia/Shanghai"],
    })
}
