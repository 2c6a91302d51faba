//! `labels:` what the objects of an app carry beside the labels that are ours.

use pavedroad_naming::{LabelKey, LabelValue};
use serde_json::{Value, json};

use crate::FindingCode;
use crate::decode::{Decoder, map, parse, quoted};
use crate::finding::{Problem, quote};
use crate::yaml::tree::Node;

/// The labels that selectors and telemetry rely on, those that a mesh reads (`mesh.mode` sets them), and those of
/// Kubernetes' controllers.
const OURS: [&str; 14] = [
    "app",
    "app.kubernetes.io/name",
    "job",
    "track",
    "version",
    "sidecar.istio.io/inject",
    "istio.io/dataplane-mode",
    // Controllers tell their generations of pods apart by these.
    "pod-template-hash",
    "controller-revision-hash",
    "pod-template-generation",
    // A Job's pods have to say which Job they are of, and no other (`ValidateGeneratedSelector` in Kubernetes'
    // `pkg/apis/batch/validation`).
    "job-name",
    "controller-uid",
    "batch.kubernetes.io/job-name",
    "batch.kubernetes.io/controller-uid",
];

/// Decodes `labels:`, sorted by key.
pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<Vec<(LabelKey, LabelValue)>> {
    let _ = decoder.fields(node, "a mapping such as `{team: search}`")?;
    let mut labels = map(key, quoted(parse::<LabelValue>("the value of a label")))(decoder, node)?;
    labels.sort_unstable();
    Some(labels)
}

fn key(decoder: &mut Decoder<'_>, node: &Node) -> Option<LabelKey> {
    let key = parse::<LabelKey>("the key of a label such as `team`")(decoder, node)?;
    if !OURS.contains(&key.as_str()) {
        return Some(key);
    }
    let found = format!("label {}", quote(key.as_str()));
    let expected = "a key that neither Pavedroad nor Kubernetes sets";
    decoder.refuse(node.span(), Problem::error(FindingCode::Conflict, found, expected))
}

/// The JSON schema of `labels:`.
pub(crate) fn schema() -> Value {
    json!({
        "description": "Labels of every object of the app, beside those that selectors use.",
        "type": "object",
        "propertyNames": {"pattern": LabelKey::PATTERN, "not": {"enum": OURS}},
        "additionalProperties": {"type": "string", "pattern": LabelValue::PATTERN},
        "examples": [{"team": "search"}],
    })
}
