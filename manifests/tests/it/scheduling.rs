//! Nodes and pods for the tests of scheduling, from JSON as short as it can be.

use k8s_openapi::api::core::v1::{Node, Pod};
use pavedroad_manifests::admission::{PodInfo, Snapshot};
use serde_json::{Value, json};

/// A node with so much cpu and memory and 110 pods; `more` is merged into it.
pub(crate) fn node(name: &str, cpu: &str, memory: &str, more: Value) -> Node {
    let allocatable = json!({"cpu": cpu, "memory": memory, "pods": "110"});
    let mut node = json!({
        "metadata": {"name": name, "labels": {"kubernetes.io/hostname": name}},
        "status": {"allocatable": allocatable},
    });
    merge(&mut node, more);
    serde_json::from_value(node).unwrap()
}

/// A pod of one container with these requests; `spec` is merged into its spec.
pub(crate) fn pod(name: &str, requests: Value, spec: Value) -> Pod {
    let mut whole = json!({"containers": [{"name": "app", "resources": {}}]});
    whole["containers"][0]["resources"]["requests"] = requests;
    merge(&mut whole, spec);
    serde_json::from_value(json!({"metadata": {"name": name}, "spec": whole})).unwrap()
}

/// The same pod on a node.
pub(crate) fn on(node: &str, mut pod: Pod) -> Pod {
    pod.spec.as_mut().unwrap().node_name = Some(node.to_owned());
    pod
}

/// The same pod with a label.
pub(crate) fn labelled(key: &str, value: &str, mut pod: Pod) -> Pod {
    pod.metadata.labels.get_or_insert_default().insert(key.to_owned(), value.to_owned());
    pod
}

pub(crate) fn info(pod: &Pod) -> PodInfo {
    PodInfo::new(pod).unwrap()
}

/// What the scheduler says of a pod.
#[track_caller]
pub(crate) fn said(nodes: &[Node], running: &[Pod], pod: &Pod) -> String {
    Snapshot::new(nodes, running).unwrap().diagnose(&info(pod)).to_string()
}

fn merge(into: &mut Value, from: Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (key, value) in from {
                merge(into.entry(key).or_insert(Value::Null), value);
            }
        }
        (into, from) => *into = from,
    }
}
