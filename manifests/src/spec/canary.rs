//! `canary:` a second version that is given more and more of the traffic.

use pavedroad_naming::LabelValue;
use pavedroad_rollout::{DURATION_PATTERN, Plan};
use serde_json::{Value, json};

use super::image::{self, Address, Image};
use super::mesh::{Mesh, MeshMode};
use super::platform::routing::Routing;
use super::route::Route;
use crate::decode::{Decoder, from_node};
use crate::schema::{self, object};
use crate::yaml::tree::Node;

/// A canary release: the second version, and the plan by which it takes over.
///
/// Where the mesh or a route divides the requests, the second version has enough pods for its part, rounded up, beside
/// all of the stable version's; one at least if the plan has a `match`. Elsewhere requests are spread over all pods, so
/// the two share the app's number of pods by the weight.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Canary {
    /// The whole image reference of the second version; none while there is none, and the plan is only checked.
    pub image: Option<Box<str>>,
    /// What the pods' `version` label says of it.
    pub version: Option<LabelValue>,
    /// The plan.
    pub plan: Plan,
}

/// Decodes `canary:`: `image` is ours, all else is the plan's.
pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node, address: &Address<'_>) -> Option<Canary> {
    let mut fields = decoder.fields(node, "a mapping such as `{steps: [5%, 25%, 50%], pause: 10m}`")?;
    let image = fields.optional("image", |decoder, node| image::decode(decoder, node, address));
    let plan = fields.rest(from_node::<Plan>);
    let (image, plan) = (image?, plan?);
    let (image, version) = image.map(|Image { reference, version, .. }| (reference, version)).unzip();
    Some(Canary { image, version: version.flatten(), plan })
}

/// Whether something divides the requests of an app between its versions: the mesh, or a route that is no Ingress.
pub(crate) fn divides_requests(routing: Routing, mesh: Option<&Mesh>, routes: &[Route]) -> bool {
    // The proxy of a node reads no requests, and so divides none.
    let meshed = mesh.is_some_and(|mesh| matches!(mesh.mode, MeshMode::Sidecar | MeshMode::Manual));
    meshed || routing != Routing::Ingress && !routes.is_empty()
}

/// What a weight looks like: a percentage or a fraction.
pub(crate) const WEIGHT_PATTERN: &str = r"^([0-9]+(\.[0-9]+)?%|[0-9]+/[0-9]+)$";

/// The JSON schema of `canary:`.
pub(crate) fn schema() -> Value {
    let weight = |description: &str| json!({"description": description, "type": "string", "pattern": WEIGHT_PATTERN, "examples": ["5%"]});
    let pause = |description: &str| json!({"description": description, "type": "string", "pattern": DURATION_PATTERN, "examples": ["10m"]});
    let step = object(
        "A step with a pause of its own.",
        &json!({"weight": weight("What the new version gets."), "pause": pause("How long that lasts.")}),
        &["weight"],
    );
    let words = |description: &str| {
        json!({
            "description": description, "type": "object",
            "additionalProperties": {"anyOf": [{"type": "string", "minLength": 1}, {"type": ["number", "boolean"]}]},
        })
    };
    object(
        "A second version that is given more and more of the traffic. Of several mistakes in the plan (all but `image`) the first is reported.",
        &json!({
            "image": schema::image(),
            "steps": {
                "description": "The weights that it gets one after another, ascending; all of the traffic follows the last.",
                "type": "array", "items": {"anyOf": [weight("A weight."), step]}, "minItems": 1,
                "examples": [["5%", "25%", "50%"]],
            },
            "pause": pause("How long a step lasts that has no pause of its own; until somebody promotes it unless given."),
            "match": object("Requests that go to it whatever the weight.", &json!({
                "header": words("Headers with these values."),
                "cookie": words("Cookies with these values."),
            }), &[]),
            "judge": object("What takes it back.", &json!({
                "maxErrorRatio": {
                    "description": "How many times as often its requests may fail as those of the stable version.",
                    "anyOf": [{"type": "number", "exclusiveMinimum": 1, "maximum": 1000}, {"type": "string", "pattern": r"^[0-9]+(\.[0-9]{1,3})?$"}],
                    "examples": [2],
                },
                "alpha": weight("The greatest chance that a good one is taken back; 5% unless given."),
            }), &["maxErrorRatio"]),
        }),
        &["steps"],
    )
}
