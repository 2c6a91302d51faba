//! Node affinity, tolerations, and what the API server fills in before the scheduler reads it.

use pavedroad_manifests::admission::Snapshot;
use serde_json::{Value, json};

use crate::scheduling::{info, node, pod};

/// Whether a pod with this spec fits the one node.
fn fits(node_more: Value, spec: Value) -> bool {
    let nodes = [node("node-1", "1", "1Gi", node_more)];
    Snapshot::new(&nodes, &[]).unwrap().diagnose(&info(&pod("p", json!({}), spec))).fits()
}

fn required(terms: &Value) -> Value {
    json!({"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": terms}}}})
}

#[test]
fn node_affinity_operators_match_as_kubernetes_does() {
    let labels =
        json!({"metadata": {"labels": {"disk": "ssd", "cores": "16", "big": "9223372036854775808", "empty": ""}}});
    for (key, operator, values, expected) in [
        ("disk", "In", json!(["hdd", "ssd"]), true),
        ("disk", "In", json!(["hdd"]), false),
        ("none", "In", json!(["x"]), false),
        ("disk", "NotIn", json!(["hdd"]), true),
        ("disk", "NotIn", json!(["ssd"]), false),
        ("none", "NotIn", json!(["x"]), true),
        ("empty", "Exists", json!([]), true),
        ("none", "Exists", json!([]), false),
        ("none", "DoesNotExist", json!([]), true),
        ("disk", "DoesNotExist", json!([]), false),
        ("cores", "Gt", json!(["8"]), true),
        ("cores", "Gt", json!(["16"]), false),
        ("cores", "Lt", json!(["17"]), true),
        ("none", "Gt", json!(["8"]), false),
        ("disk", "Gt", json!(["8"]), false),
        ("big", "Gt", json!(["8"]), false),
        // What the API server refuses matches nothing.
        ("cores", "Gt", json!(["eight"]), false),
        ("cores", "Gt", json!(["1", "2"]), false),
        ("disk", "In", json!([]), false),
        ("disk", "Exists", json!(["ssd"]), false),
        ("disk", "Equals", json!(["ssd"]), false),
        ("bad key", "DoesNotExist", json!([]), false),
        ("none", "NotIn", json!(["a b"]), false),
    ] {
        let terms = json!([{"matchExpressions": [{"key": key, "operator": operator, "values": values}]}]);
        assert_eq!(fits(labels.clone(), required(&terms)), expected, "{key} {operator} {values}");
    }
}

#[test]
fn terms_are_alternatives_and_their_expressions_all_hold() {
    let labels = json!({"metadata": {"labels": {"disk": "ssd", "zone": "a"}}});
    let is = |key: &str, value: &str| json!({"key": key, "operator": "In", "values": [value]});
    let both = json!({"matchExpressions": [is("disk", "ssd"), is("zone", "b")]});
    let broken = json!({"matchExpressions": [{"key": "zone", "operator": "Gt", "values": []}]});
    let zone = json!({"matchExpressions": [is("zone", "a")]});
    let name =
        |operator: &str| json!({"matchFields": [{"key": "metadata.name", "operator": operator, "values": ["node-1"]}]});
    for (terms, expected) in [
        (json!([both]), false),
        (json!([both, zone]), true),
        (json!([broken, zone]), true),
        (json!([]), false),
        (json!([{}]), false),
        (json!([name("In")]), true),
        (json!([name("NotIn")]), false),
        (json!([name("Exists")]), false),
    ] {
        assert_eq!(fits(labels.clone(), required(&terms)), expected, "{terms}");
    }
    // The selector holds as well as the affinity.
    let mut spec = required(&json!([zone]));
    spec["nodeSelector"] = json!({"disk": "hdd"});
    assert!(!fits(labels, spec));
}

#[test]
fn tolerations_match_key_value_and_effect() {
    for (taint, toleration, expected) in [
        (json!({"key": "gpu", "effect": "NoSchedule"}), json!({"key": "gpu", "operator": "Exists"}), true),
        (json!({"key": "gpu", "effect": "NoSchedule"}), json!({"key": "gpu"}), true),
        (json!({"key": "gpu", "value": "a", "effect": "NoSchedule"}), json!({"key": "gpu"}), false),
        (
            json!({"key": "gpu", "value": "a", "effect": "NoSchedule"}),
            json!({"key": "gpu", "operator": "Equal", "value": "a"}),
            true,
        ),
        (json!({"key": "gpu", "effect": "NoExecute"}), json!({"key": "gpu", "effect": "NoSchedule"}), false),
        (json!({"key": "gpu", "effect": "NoExecute"}), json!({"operator": "Exists"}), true),
        (json!({"key": "gpu", "effect": "PreferNoSchedule"}), json!({"key": "other"}), true),
        (
            json!({"key": "level", "value": "950", "effect": "NoSchedule"}),
            json!({"key": "level", "operator": "Gt", "value": "900"}),
            true,
        ),
        (
            json!({"key": "level", "value": "950", "effect": "NoSchedule"}),
            json!({"key": "level", "operator": "Lt", "value": "900"}),
            false,
        ),
        (
            json!({"key": "level", "value": "high", "effect": "NoSchedule"}),
            json!({"key": "level", "operator": "Gt", "value": "900"}),
            false,
        ),
        (json!({"key": "gpu", "effect": "NoSchedule"}), json!({"key": "gpu", "operator": "exists"}), false),
    ] {
        let spec = json!({"tolerations": [toleration]});
        assert_eq!(fits(json!({"spec": {"taints": [taint]}}), spec), expected, "{taint} {toleration}");
    }
}

#[test]
fn a_cordoned_node_takes_the_pods_that_tolerate_the_cordon() {
    let cordoned = json!({"spec": {"unschedulable": true}});
    let tolerates = json!({"tolerations": [{"key": "node.kubernetes.io/unschedulable", "effect": "NoSchedule", "operator": "Exists"}]});
    assert!(!fits(cordoned.clone(), json!({})));
    assert!(fits(cordoned, tolerates));
}
