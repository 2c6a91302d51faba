//! A HorizontalPodAutoscaler of `autoscaling/v1`, which is served for ever, as one of `autoscaling/v2`.

use crate::yaml::tree::{Entry, Mapping, Node, Span, Value};

/// The only metric that `autoscaling/v1` has.
const TARGET: &str = "targetCPUUtilizationPercentage";

/// What becomes of it.
pub(super) const HINT: &str = "write `apiVersion: autoscaling/v2`; `targetCPUUtilizationPercentage: 60` becomes `metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}}]`";

/// Whether this is the group, version and kind that is meant.
pub(super) fn is_older(api_version: &str, kind: &str) -> bool {
    (api_version, kind) == ("autoscaling/v1", "HorizontalPodAutoscaler")
}

/// The same autoscaler with the fields of `autoscaling/v2`; every value keeps its place. Its status, which has other
/// fields, is left out.
pub(super) fn newer(node: &Node) -> Node {
    without(&node.map_value("spec", spec), "status")
}

fn spec(spec: &Node) -> Node {
    let Some(target) = spec.as_mapping().and_then(|mapping| mapping.get(TARGET)).cloned() else { return spec.clone() };
    let rest = without(spec, TARGET);
    let Some(mapping) = rest.as_mapping().filter(|_| !target.value.is_null()) else { return rest };
    let at = target.key.span;
    let target = implied(at, [("type", Node::plain(at, "Utilization")), ("averageUtilization", target.value)]);
    let cpu = implied(at, [("name", Node::plain(at, "cpu")), ("target", target)]);
    let metric = implied(at, [("type", Node::plain(at, "Resource")), ("resource", cpu)]);
    let metrics = Node::new(at, Value::Sequence([metric].into()));
    let mut entries = mapping.entries.clone();
    entries.retain(|entry| entry.key.text() != "metrics");
    entries.push(Entry::implied("metrics", metrics));
    Node::new(spec.span(), Value::Mapping(Mapping::new(entries, mapping.complete).into()))
}

fn implied(at: Span, entries: [(&str, Node); 2]) -> Node {
    Node::mapping(at, entries.into_iter().map(|(key, value)| Entry::implied(key, value)).collect())
}

/// A mapping without a key.
fn without(node: &Node, key: &str) -> Node {
    let Some(mapping) = node.as_mapping() else { return node.clone() };
    let entries = mapping.entries.iter().filter(|entry| entry.key.text() != key).cloned().collect();
    Node::new(node.span(), Value::Mapping(Mapping::new(entries, mapping.complete).into()))
}
