//! Placing pods on nodes, and how the time grows with both.
//!
//! `cargo bench -p pavedroad-manifests --bench scheduling`

use divan::{Bencher, black_box};
use k8s_openapi::api::core::v1::{Node, Pod};
use pavedroad_manifests::admission::{PodInfo, ScoringStrategy, Snapshot};
use serde_json::json;

fn main() {
    divan::main();
}

const SIZES: [(usize, usize); 4] = [(100, 1_000), (100, 10_000), (1_000, 1_000), (1_000, 10_000)];

/// Half of the nodes with 16 cores, half with 32, in three zones; one in ten is for gpus alone.
fn snapshot(nodes: usize) -> Snapshot {
    let node = |at: usize| {
        let (cpu, memory) = if at.is_multiple_of(2) { ("16", "64Gi") } else { ("32", "128Gi") };
        let taints = if at.is_multiple_of(10) { json!([{"key": "gpu", "effect": "NoSchedule"}]) } else { json!([]) };
        serde_json::from_value(json!({
            "metadata": {"name": format!("node-{at:04}"), "labels": {"zone": (at % 3).to_string()}},
            "spec": {"taints": taints},
            "status": {"allocatable": {"cpu": cpu, "memory": memory, "pods": "250"}},
        }))
        .unwrap()
    };
    Snapshot::new(&(0..nodes).map(node).collect::<Vec<Node>>(), &[]).unwrap()
}

fn pod(kind: usize, spec: &serde_json::Value) -> PodInfo {
    let app = format!("app-{kind}");
    let requests = json!({"cpu": format!("{}m", 50 + kind % 97), "memory": format!("{}Mi", 64 + kind % 89)});
    let mut pod = json!({
        "metadata": {"name": app, "labels": {"app": app}, "ownerReferences":
            [{"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": app, "uid": app, "controller": true}]},
        "spec": {"containers": [{"name": "app", "resources": {"requests": requests}}]},
    });
    for (key, value) in spec.as_object().unwrap() {
        pod["spec"][key] = value.clone();
    }
    PodInfo::new(&serde_json::from_value::<Pod>(pod).unwrap()).unwrap()
}

fn place(bencher: Bencher, nodes: usize, pods: &[PodInfo]) {
    let snapshot = snapshot(nodes);
    bencher
        .with_inputs(|| snapshot.clone())
        .bench_values(|mut snapshot| black_box(snapshot.place(black_box(pods), ScoringStrategy::LeastAllocated).len()));
}

/// Fifty apps, whose replicas come in turns.
#[divan::bench(args = SIZES, max_time = 3)]
fn replicas_of_fifty_apps(bencher: Bencher, (nodes, pods): (usize, usize)) {
    let apps: Vec<PodInfo> = (0..50).map(|kind| pod(kind, &json!({}))).collect();
    place(bencher, nodes, &apps.iter().cycle().take(pods).cloned().collect::<Vec<_>>());
}

/// No two pods are alike: every node is judged for every pod.
#[divan::bench(args = SIZES, max_time = 3)]
fn pods_that_all_differ(bencher: Bencher, (nodes, pods): (usize, usize)) {
    place(bencher, nodes, &(0..pods).map(|kind| pod(kind, &json!({}))).collect::<Vec<_>>());
}

/// Fifty apps that must be spread over zones: every placed pod changes the verdict on every node.
#[divan::bench(args = SIZES, max_time = 3)]
fn replicas_spread_over_zones(bencher: Bencher, (nodes, pods): (usize, usize)) {
    let app = |kind: usize| {
        let constraint = json!({"topologyKey": "zone", "maxSkew": 1, "whenUnsatisfiable": "DoNotSchedule",
            "labelSelector": {"matchLabels": {"app": format!("app-{kind}")}}});
        pod(kind, &json!({"topologySpreadConstraints": [constraint]}))
    };
    let apps: Vec<PodInfo> = (0..50).map(app).collect();
    place(bencher, nodes, &apps.iter().cycle().take(pods).cloned().collect::<Vec<_>>());
}

/// Reading a pod: its quantities, terms and selectors.
#[divan::bench]
fn read_a_pod(bencher: Bencher) {
    let requests = json!({"cpu": "250m", "memory": "512Mi"});
    let pod: Pod = serde_json::from_value(json!({
        "metadata": {"name": "web"},
        "spec": {"containers": [{"name": "app", "resources": {"requests": requests}}]},
    }))
    .unwrap();
    bencher.bench(|| PodInfo::new(black_box(&pod)).is_ok());
}
