//! `tracing:` how many requests leave a trace.

use pavedroad_rollout::Weight;
use serde_json::{Value, json};

use super::canary::WEIGHT_PATTERN;
use crate::decode::{Decoder, parse};
use crate::schema::object;
use crate::yaml::tree::Node;

/// How an app is traced, at the platform's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tracing {
    /// Which part of the requests leaves a trace.
    pub sampling: Weight,
}

pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<Tracing> {
    let mut fields = decoder.fields(node, "a mapping such as `{sampling: 1%}`")?;
    let sampling = fields.required("sampling", parse::<Weight>("a share such as `1%` or `0.1%`"));
    fields.finish();
    Some(Tracing { sampling: sampling? })
}

/// The JSON schema of `tracing:`.
pub(crate) fn schema() -> Value {
    let sampling = json!({
        "description": "Which part of the requests leaves a trace.",
        "type": "string", "pattern": WEIGHT_PATTERN, "examples": ["1%"],
    });
    object("How the app is traced.", &json!({"sampling": sampling}), &["sampling"])
}
