//! `limits:`, `quota:` and `minReplicas:` what a namespace, a pod and an app get at most, and at least.

use pavedroad_naming::{Environment, LabelKey};
use serde_json::{Value, json};

use super::environment;
use crate::decode::{Decoder, integer, map, parse};
use crate::schema::object;
use crate::spec::quantity;
use crate::yaml::tree::Node;
use crate::{Quantity, ResourceName};

/// Amounts by resource, in the order of the file.
pub type Amounts = Vec<(ResourceName, Quantity)>;

/// What a LimitRange says of every container, or of every pod, of a namespace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct LimitRangeItem {
    /// The limit of a container that gives none.
    pub default: Amounts,
    /// The request of a container that gives none.
    pub default_request: Amounts,
    /// The least that may be asked for.
    pub min: Amounts,
    /// The most that may be asked for. A `max.cpu` makes every container have a cpu limit.
    pub max: Amounts,
}

/// What a LimitRange says of a namespace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Of every container.
    pub container: LimitRangeItem,
    /// Of every pod: `min` and `max` alone.
    pub pod: LimitRangeItem,
}

/// What the namespaces of an environment get at most, by the name a ResourceQuota has for it.
pub type Quota = Vec<(LabelKey, Quantity)>;

pub(super) fn limits(decoder: &mut Decoder<'_>, node: &Node) -> Option<Limits> {
    let mut fields = decoder.fields(node, "a mapping such as `{container: {defaultRequest: {cpu: 100m}}}`")?;
    let container = fields.optional("container", |decoder, node| item(decoder, node, true));
    let pod = fields.optional("pod", |decoder, node| item(decoder, node, false));
    fields.finish();
    Some(Limits { container: container?.unwrap_or_default(), pod: pod?.unwrap_or_default() })
}

/// A pod has no defaults. Source: `ValidateLimitRange` in Kubernetes' `pkg/apis/core/validation`.
fn item(decoder: &mut Decoder<'_>, node: &Node, with_defaults: bool) -> Option<LimitRangeItem> {
    let mut fields = decoder.fields(node, "a mapping such as `{max: {memory: 16Gi}}`")?;
    let defaults = if with_defaults {
        (fields.optional("default", amounts), fields.optional("defaultRequest", amounts))
    } else {
        (Some(None), Some(None))
    };
    let min = fields.optional("min", amounts);
    let max = fields.optional("max", amounts);
    fields.finish();
    Some(LimitRangeItem {
        default: defaults.0?.unwrap_or_default(),
        default_request: defaults.1?.unwrap_or_default(),
        min: min?.unwrap_or_default(),
        max: max?.unwrap_or_default(),
    })
}

fn amounts(decoder: &mut Decoder<'_>, node: &Node) -> Option<Amounts> {
    let mut fields = decoder.fields(node, "a mapping such as `{cpu: 100m, memory: 256Mi}`")?;
    let cpu = fields.optional("cpu", quantity::decode);
    let memory = fields.optional("memory", quantity::decode);
    let storage = fields.optional("ephemeral-storage", quantity::decode);
    fields.finish();
    let named =
        [(ResourceName::CPU, cpu?), (ResourceName::MEMORY, memory?), (ResourceName::EPHEMERAL_STORAGE, storage?)];
    Some(named.into_iter().filter_map(|(name, amount)| Some((name, amount?))).collect())
}

/// Decodes `quota:`, by environment.
pub(super) fn quota(
    decoder: &mut Decoder<'_>,
    node: &Node,
    environments: Option<&[Environment]>,
) -> Option<Vec<(Environment, Quota)>> {
    let hard = map(parse::<LabelKey>("a resource such as `requests.cpu` or `pods`"), quantity::decode);
    map(|decoder, node| environment(decoder, node, environments), hard)(decoder, node)
}

/// Decodes `minReplicas:`, by environment.
pub(super) fn min_replicas(
    decoder: &mut Decoder<'_>,
    node: &Node,
    environments: Option<&[Environment]>,
) -> Option<Vec<(Environment, u32)>> {
    let pods = integer(0..=i32::MAX.cast_unsigned());
    map(|decoder, node| environment(decoder, node, environments), pods)(decoder, node)
}

/// The JSON schema of `limits:`.
pub(crate) fn limits_schema() -> Value {
    let amounts = |description: &str| {
        object(
            description,
            &json!({
                "cpu": quantity::schema("In cores."),
                "memory": quantity::schema("In bytes."),
                "ephemeral-storage": quantity::schema("In bytes."),
            }),
            &[],
        )
    };
    let bounds =
        json!({"min": amounts("The least that may be asked for."), "max": amounts("The most that may be asked for.")});
    let mut container = bounds.clone();
    container["default"] = amounts("The limit of a container that gives none.");
    container["defaultRequest"] = amounts("The request of a container that gives none.");
    object(
        "What the LimitRange of every namespace says.",
        &json!({"container": object("Of every container.", &container, &[]), "pod": object("Of every pod.", &bounds, &[])}),
        &[],
    )
}

/// The JSON schema of `quota:`.
pub(crate) fn quota_schema() -> Value {
    json!({
        "description": "What each namespace of an environment gets at most, by the names of a ResourceQuota.",
        "type": "object",
        "propertyNames": {"pattern": Environment::PATTERN},
        "additionalProperties": {
            "description": "Amounts by resource.",
            "type": "object",
            "propertyNames": {"pattern": LabelKey::PATTERN},
            "additionalProperties": quantity::schema("At most this much."),
        },
        "examples": [{"prod": {"requests.cpu": 200, "pods": 1000}}],
    })
}

/// The JSON schema of `minReplicas:`.
pub(crate) fn min_replicas_schema() -> Value {
    json!({
        "description": "The fewest pods an app of an environment has.",
        "type": "object",
        "propertyNames": {"pattern": Environment::PATTERN},
        "additionalProperties": {"type": "integer", "minimum": 0, "maximum": i32::MAX},
        "examples": [{"prod": 2}],
    })
}
