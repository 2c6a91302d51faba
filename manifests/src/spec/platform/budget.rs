//! `limits:` and `minReplicas:` what a container, a pod and an app get at most, and at least.

use pavedroad_naming::Environment;
use serde_json::{Value, json};

use super::environment;
use crate::decode::{Decoder, integer, map};
use crate::finding::Problem;
use crate::schema::object;
use crate::spec::quantity;
use crate::yaml::tree::Node;
use crate::{FindingCode, Quantity, ResourceName, Severity};

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
    let item = LimitRangeItem {
        default: defaults.0?.unwrap_or_default(),
        default_request: defaults.1?.unwrap_or_default(),
        min: min?.unwrap_or_default(),
        max: max?.unwrap_or_default(),
    };
    if decoder.is_given(node, &["max", "cpu"]) {
        // The API server makes a missing default of the maximum (`SetDefaults_LimitRangeItem`), and a pod without a
        // limit is over the maximum of a pod (`maxConstraint` of the LimitRanger).
        let hint = if with_defaults {
            "it gives a cpu limit to every container without one, which is then throttled; bound requests by `quota`"
        } else {
            "it refuses every pod with a container without a cpu limit; bound requests by `quota`"
        };
        let problem = Problem::error(FindingCode::CpuLimit, "`max.cpu`", "no bound of cpu");
        decoder.report_at_key(node, &["max", "cpu"], problem.severity(Severity::Warning).hint(hint));
    }
    in_order(decoder, node, &item).then_some(item)
}

/// `min` <= `defaultRequest` <= `default` <= `max`, of each resource. Source: `ValidateLimitRange`.
fn in_order(decoder: &mut Decoder<'_>, node: &Node, item: &LimitRangeItem) -> bool {
    let bounds =
        [("min", &item.min), ("defaultRequest", &item.default_request), ("default", &item.default), ("max", &item.max)];
    let mut ordered = true;
    for (at, (low, amounts)) in bounds.iter().enumerate() {
        for (name, amount) in *amounts {
            let above = bounds.iter().skip(at + 1).find_map(|(high, others)| {
                let (_, other) = others.iter().find(|(other, other_amount)| other == name && other_amount < amount)?;
                Some((high, other))
            });
            if let Some((high, other)) = above {
                let problem = Problem::error(
                    FindingCode::InvalidValue,
                    format!("`{amount}`"),
                    format!("at most the `{high}` of {other}"),
                );
                decoder.report_at(node, &[low, name.as_str()], problem);
                ordered = false;
            }
        }
    }
    ordered
}

fn amounts(decoder: &mut Decoder<'_>, node: &Node) -> Option<Amounts> {
    let mut fields = decoder.fields(node, "a mapping such as `{cpu: 100m, memory: 256Mi}`")?;
    let cpu = fields.optional("cpu", quantity::non_negative);
    let memory = fields.optional("memory", quantity::non_negative);
    let storage = fields.optional("ephemeral-storage", quantity::non_negative);
    fields.finish();
    let named =
        [(ResourceName::CPU, cpu?), (ResourceName::MEMORY, memory?), (ResourceName::EPHEMERAL_STORAGE, storage?)];
    Some(named.into_iter().filter_map(|(name, amount)| Some((name, amount?))).collect())
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
                "cpu": quantity::schema("In cores.", "100m"),
                "memory": quantity::schema("In bytes.", "256Mi"),
                "ephemeral-storage": quantity::schema("In bytes.", "1Gi"),
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
