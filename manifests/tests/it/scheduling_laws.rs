//! Laws of fit and placement, on clusters that are legal.

use pavedroad_manifests::admission::{PodInfo, ScoringStrategy, Snapshot};
use pavedroad_manifests::check;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::mutate::mutations;
use crate::scheduling::{node, pod};

const CONSTRAINED: &[u8] = br#"{"nodes": [{"metadata": {"name": "a", "labels": {"zone": "1", "rank": "7"}}, "spec": {"unschedulable": false,
"taints": [{"key": "gpu", "value": "yes", "effect": "NoSchedule"}]}, "status": {"allocatable": {"cpu": "4", "memory": "8Gi",
"pods": "110", "nvidia.com/gpu": "2"}}}, {"metadata": {"name": "b", "labels": {"zone": "2"}}, "status": {"allocatable": {"cpu":
"1500m", "memory": "4Gi", "pods": "3"}}}], "running": [{"metadata": {"name": "r", "labels": {"app": "web"}}, "spec": {"nodeName":
"b", "containers": [{"name": "c"}], "affinity": {"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution":
[{"topologyKey": "zone", "labelSelector": {"matchLabels": {"app": "db"}}, "namespaceSelector": {}}]}}}}], "waiting": [{"metadata":
{"name": "w", "namespace": "ai-test", "labels": {"app": "db"}}, "spec": {"containers": [{"name": "c", "resources": {"requests":
{"cpu": "250m"}}}], "tolerations": [{"key": "gpu", "operator": "Exists"}], "affinity": {"nodeAffinity":
{"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [{"matchExpressions": [{"key": "rank", "operator": "Gt",
"values": ["5"]}], "matchFields": [{"key": "metadata.name", "operator": "In", "values": ["a"]}]}]}}}, "topologySpreadConstraints":
[{"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "DoNotSchedule", "labelSelector": {}, "minDomains": 2}]}}]}"#;

const PLAIN: &[u8] = br#"{"nodes": [{"metadata": {"name": "a"}, "status": {"allocatable": {"cpu": "4", "memory": "8Gi", "pods": "2"}}}],
"running": [], "waiting": [{"metadata": {"name": "w"}, "spec": {"hostNetwork": true, "initContainers": [{"name": "i",
"restartPolicy": "Always", "resources": {"limits": {"memory": "1Gi"}}}], "containers": [{"name": "c", "ports": [{"containerPort":
80, "hostIP": "10.0.0.1"}], "resources": {"limits": {"cpu": "1", "hugepages-2Mi": "4Mi"}}}], "overhead": {"cpu": "10m"},
"volumes": [{"name": "v", "rbd": {"image": "i", "monitors": ["m"]}}], "resources": {"limits": {"memory": "2Gi"}}}},
{"metadata": {"name": "x"}, "spec": {"containers": [{"name": "c", "resources": {"requests": {"cpu": "3999m"}}}]}}]}"#;

fn nodes() -> impl Strategy<Value = Vec<Value>> {
    let node = (1..9i32, 1..17i32, 1..20i32, 0..4i32, 0..8i32, prop::bool::weighted(0.1));
    prop::collection::vec(node, 1..7).prop_map(|nodes| {
        let nodes = nodes.into_iter().enumerate().map(|(at, (cpu, memory, pods, zone, taint, cordoned))| {
            let taints = match taint {
                0 => json!([{"key": "gpu", "effect": "NoSchedule"}]),
                1 => json!([{"key": "old", "value": "yes", "effect": "PreferNoSchedule"}]),
                _ => json!([]),
            };
            json!({
                "metadata": {"name": format!("n{at}"), "labels": {"zone": zone.to_string(), "kubernetes.io/hostname": at.to_string()}},
                "spec": {"taints": taints, "unschedulable": cordoned},
                "status": {"allocatable": {"cpu": cpu.to_string(), "memory": format!("{memory}Gi"), "pods": pods.to_string(), "nvidia.com/gpu": "2"}},
            })
        });
        nodes.collect()
    })
}

fn waiting() -> impl Strategy<Value = Value> {
    (0..2000i32, 0..4096i32, 0..3i32, 0..10i32, 0..3i32).prop_map(|(cpu, memory, gpus, extra, app)| {
        let app = ["web", "api", "job"][app as usize];
        let selector = json!({"matchLabels": {"app": app}});
        let apart = json!([{"topologyKey": "kubernetes.io/hostname", "labelSelector": selector}]);
        let constraint = json!([{"topologyKey": "zone", "maxSkew": 1, "whenUnsatisfiable": "DoNotSchedule", "labelSelector": selector}]);
        let preferred = json!([{"weight": 10, "preference": {"matchExpressions": [{"key": "zone", "operator": "In", "values": ["1"]}]}}]);
        let port = json!([{"containerPort": 80, "hostPort": 80}]);
        let requests = json!({"cpu": format!("{cpu}m"), "memory": format!("{memory}Mi"), "nvidia.com/gpu": gpus.to_string()});
        let mut pod = json!({
            "metadata": {"name": app, "labels": {"app": app}, "ownerReferences": [
                {"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": app, "uid": app, "controller": true}]},
            "spec": {"containers": [{"name": "app", "resources": {"requests": requests}}]},
        });
        let required = "requiredDuringSchedulingIgnoredDuringExecution";
        let spec = &mut pod["spec"];
        match extra {
            0 => spec["affinity"] = json!({"podAntiAffinity": {required: apart}}),
            1 => spec["affinity"] = json!({"podAffinity": {required: [{"topologyKey": "zone", "labelSelector": selector}]}}),
            2 => spec["topologySpreadConstraints"] = constraint,
            3 => spec["affinity"] = json!({"nodeAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": preferred}}),
            4 => spec["containers"][0]["ports"] = port,
            5 => spec["tolerations"] = json!([{"operator": "Exists"}]),
            _ => {}
        }
        pod
    })
}

fn cluster() -> impl Strategy<Value = Value> {
    let several = prop::collection::vec((waiting(), 1..5usize), 0..6);
    let several = several.prop_map(|pods| {
        let mut pods: Vec<Value> = pods.into_iter().flat_map(|(pod, count)| vec![pod; count]).collect();
        // Kinds that come up again later.
        let first = pods.len().min(1);
        pods.rotate_left(first);
        pods
    });
    (nodes(), several, prop::collection::vec((waiting(), 0..7usize), 0..6)).prop_map(|(nodes, waiting, running)| {
        let running: Vec<Value> = running
            .into_iter()
            .map(|(mut pod, node)| {
                pod["spec"]["nodeName"] = json!(format!("n{node}"));
                pod
            })
            .collect();
        json!({"nodes": nodes, "running": running, "waiting": waiting})
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn placing_at_once_is_placing_one_by_one_and_exceeds_no_node(cluster in cluster()) {
        check::scheduling(cluster.to_string().as_bytes());
    }

    #[test]
    fn no_node_takes_more_than_it_has(nodes in nodes(), pods in prop::collection::vec(waiting(), 0..40)) {
        let nodes: Vec<_> = nodes.into_iter().map(|node| serde_json::from_value(node).unwrap()).collect();
        let pods: Vec<PodInfo> = pods.into_iter().map(|pod| PodInfo::new(&serde_json::from_value(pod).unwrap()).unwrap()).collect();
        let mut snapshot = Snapshot::new(&nodes, &[]).unwrap();
        snapshot.place(&pods, ScoringStrategy::LeastAllocated);
        for node in snapshot.nodes() {
            for resource in ["cpu", "memory", "pods", "nvidia.com/gpu"] {
                prop_assert!(node.requested(resource) <= node.allocatable(resource), "{} {}", node.name(), resource);
            }
        }
    }

    #[test]
    fn less_demand_never_fits_on_fewer_nodes(cluster in cluster(), cpu in 0..2000i32, memory in 0..2048i32, less in 0..2000i32) {
        let read = |key: &str| cluster[key].clone();
        let nodes: Vec<_> = serde_json::from_value(read("nodes")).unwrap();
        let running: Vec<_> = serde_json::from_value(read("running")).unwrap();
        let snapshot = Snapshot::new(&nodes, &running).unwrap();
        let asks = |cpu: i32, memory: i32| {
            let requests = json!({"cpu": format!("{cpu}m"), "memory": format!("{memory}Mi")});
            PodInfo::new(&pod("p", requests, json!({}))).unwrap()
        };
        let (more, fewer) = (asks(cpu, memory), asks((cpu - less).max(0), (memory - less).max(0)));
        let fewer = snapshot.diagnose(&fewer);
        for node in snapshot.diagnose(&more).feasible() {
            prop_assert!(fewer.feasible().any(|feasible| feasible == node), "{node}");
        }
        prop_assert!(snapshot.room_for(&more, 100).pods <= 100);
    }
}

#[test]
fn mutated_objects_are_refused_or_placed_and_never_panic() {
    let corpus = [CONSTRAINED, PLAIN];
    corpus.into_iter().for_each(check::scheduling);
    for data in mutations(&corpus, 20_190_726, 6_000) {
        check::scheduling(&data);
    }
}

#[test]
fn a_node_of_every_resource_at_its_limit_does_not_overflow() {
    let most = "9223372036854775807";
    let node = node("a", "9223372036854775", most, json!({"status": {"allocatable": {"pods": most}}}));
    let pod = pod("p", json!({"cpu": "9223372036854775", "memory": most}), json!({}));
    let pods = vec![PodInfo::new(&pod).unwrap(); 3];
    let mut snapshot = Snapshot::new(&[node], &[]).unwrap();
    let placed = snapshot.place(&pods, ScoringStrategy::LeastAllocated);
    assert_eq!(placed.iter().filter_map(|placed| placed.node()).count(), 1);
}
