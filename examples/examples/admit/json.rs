//! A report for programs.

use pavedroad_manifests::admission::{NodeInfo, Quota, Snapshot};
use serde_json::{Map, Value, json};

use crate::report::{PodsReport, Report, Subject, WrongLimits};
use crate::text::left;

pub(crate) fn json(report: &Report) -> Value {
    let nodes = report.snapshot.iter().flat_map(Snapshot::nodes);
    json!({
        "limitRanges": report.wrong_limits.iter().map(wrong_limits).collect::<Value>(),
        "pods": report.pods.iter().map(pods).collect::<Value>(),
        "refused": report.refused.iter().map(|(of, why)| with(of, "refusals", json!(why))).collect::<Value>(),
        "unusable": report.unusable.iter().map(|(of, why)| with(of, "reason", json!(why))).collect::<Value>(),
        "quotas": report.quotas.iter().map(|(namespace, it)| quota(namespace, it)).collect::<Value>(),
        "nodes": nodes.map(|it| node(it, report)).collect::<Value>(),
        "running": report.running,
        "notJudged": report.not_judged.iter().map(|it| json!({
            "apiVersion": it.api_version(),
            "kind": it.kind(),
            "namespace": it.namespace(),
            "name": it.name(),
            "file": it.file(),
            "line": it.line(),
        })).collect::<Value>(),
    })
}

/// An object and one thing about it.
fn with(of: &Subject, key: &str, value: Value) -> Value {
    let mut object = json!({"kind": of.kind, "namespace": of.namespace, "name": of.name});
    object[key] = value;
    object
}

fn wrong_limits(limits: &WrongLimits) -> Value {
    let errors: Vec<String> = limits.invalid.errors().iter().map(ToString::to_string).collect();
    let mut object = with(&limits.subject, "errors", json!(errors));
    object["proposed"] = json!(limits.split);
    object
}

fn pods(pods: &PodsReport) -> Value {
    let mut object = with(&pods.subject, "pods", json!(pods.new));
    let nodes: Map<String, Value> = pods
        .nodes
        .iter()
        .map(|(node, reasons)| (node.clone(), reasons.iter().map(ToString::to_string).collect()))
        .collect();
    object["admitted"] = json!(pods.admitted);
    object["refusals"] = json!(pods.refusals);
    object["placed"] = json!(pods.placed);
    object["unschedulable"] = json!(pods.unschedulable);
    object["reasons"] = Value::Object(nodes);
    object
}

fn quota(namespace: &str, quota: &Quota) -> Value {
    json!({
        "namespace": namespace,
        "name": quota.name(),
        "hard": quota.hard(),
        "used": quota.used(),
        "left": left(quota).into_iter().map(|(name, _, left)| (name.to_owned(), json!(left))).collect::<Map<_, _>>(),
    })
}

/// Thousandths of a core of cpu, bytes of memory, pieces of everything else; what is left can be below 0.
fn node(node: &NodeInfo, report: &Report) -> Value {
    let names = ["cpu", "memory", "pods"].into_iter().chain(report.devices.iter().map(String::as_str));
    let amounts = |of: &dyn Fn(&str) -> i64| names.clone().map(|it| (it.to_owned(), json!(of(it)))).collect();
    let allocatable: Map<_, _> = amounts(&|it| node.allocatable(it));
    let left: Map<_, _> = amounts(&|it| node.allocatable(it).saturating_sub(node.requested(it)));
    json!({"name": node.name(), "allocatable": allocatable, "left": left})
}
