//! Pods put on nodes one after another, room for more, and rolling updates.

use k8s_openapi::api::core::v1::{Node, Pod};
use pavedroad_manifests::admission::{Placed, PodInfo, ScoringStrategy, Snapshot};
use pavedroad_rollout::RollingUpdate;
use serde_json::json;

use crate::scheduling::{info, labelled, node, on, pod};

fn names(placed: &[Placed]) -> Vec<&str> {
    placed.iter().map(|placed| placed.node().unwrap_or("-")).collect()
}

fn four() -> [Node; 4] {
    ["a", "b", "c", "d"].map(|name| node(name, "4", "8Gi", json!({})))
}

#[test]
fn strategies_spread_or_pack() {
    let pods = vec![info(&pod("p", json!({"cpu": "1", "memory": "2Gi"}), json!({}))); 6];
    let placed = |strategy| Snapshot::new(&four(), &[]).unwrap().place(&pods, strategy);
    assert_eq!(names(&placed(ScoringStrategy::LeastAllocated)), ["a", "b", "c", "d", "a", "b"]);
    assert_eq!(names(&placed(ScoringStrategy::MostAllocated)), ["a", "a", "a", "a", "b", "b"]);
}

#[test]
fn what_was_placed_stays_and_what_is_left_can_be_read() {
    let mut snapshot = Snapshot::new(&four()[..1], &[]).unwrap();
    let pods = vec![info(&pod("p", json!({"cpu": "1500m", "memory": "1Gi"}), json!({}))); 3];
    let placed = snapshot.place(&pods, ScoringStrategy::LeastAllocated);
    assert_eq!(names(&placed), ["a", "a", "-"]);
    assert_eq!(placed[2], Placed::Unschedulable("0/1 nodes are available: 1 Insufficient cpu.".into()));
    let node = snapshot.nodes().next().unwrap();
    let left = |resource: &str| node.allocatable(resource) - node.requested(resource);
    assert_eq!((left("cpu"), left("memory"), left("pods")), (1000, 6 << 30, 108));
}

#[test]
fn preferred_nodes_and_soft_taints_weigh_as_in_the_scheduler() {
    let soft = json!({"spec": {"taints": [{"key": "old", "effect": "PreferNoSchedule"}]}});
    let nodes = [
        node("a", "4", "8Gi", soft),
        node("b", "4", "8Gi", json!({})),
        node("c", "4", "8Gi", json!({"metadata": {"labels": {"disk": "ssd"}}})),
    ];
    let ssd = json!([{"weight": 50, "preference": {"matchExpressions": [{"key": "disk", "operator": "Exists"}]}}]);
    let prefers = json!({"affinity": {"nodeAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": ssd}}});
    let requests = json!({"cpu": "100m", "memory": "200Mi"});
    let one = |spec| {
        let pods = [info(&pod("p", requests.clone(), spec))];
        Snapshot::new(&nodes, &[]).unwrap().place(&pods, ScoringStrategy::LeastAllocated)
    };
    assert_eq!(names(&one(json!({}))), ["b"]);
    assert_eq!(names(&one(prefers)), ["c"]);
    assert_eq!(names(&one(json!({"tolerations": [{"key": "old", "operator": "Exists"}]}))), ["a"]);
}

#[test]
fn pods_that_keep_apart_get_a_node_each() {
    let apart = json!([{"topologyKey": "kubernetes.io/hostname", "labelSelector": {"matchLabels": {"app": "web"}}}]);
    let spec = json!({"affinity": {"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": apart}}});
    let web = info(&labelled("app", "web", pod("web", json!({}), spec)));
    let placed = Snapshot::new(&four(), &[]).unwrap().place(&vec![web.clone(); 5], ScoringStrategy::LeastAllocated);
    assert_eq!(names(&placed), ["a", "b", "c", "d", "-"]);
    let room = Snapshot::new(&four(), &[]).unwrap().room_for(&web, 100);
    assert_eq!(room.pods, 4);
    assert_eq!(room.limit.as_deref(), Some("0/4 nodes are available: 4 node(s) didn't match pod anti-affinity rules."));
}

#[test]
fn more_kinds_of_pods_than_are_kept_are_placed_as_well() {
    let pods: Vec<PodInfo> = (0..600)
        .map(|at| info(&pod("p", json!({"cpu": "1m", "memory": format!("{}Ki", at % 300)}), json!({}))))
        .collect();
    let at_once = Snapshot::new(&four(), &[]).unwrap().place(&pods, ScoringStrategy::LeastAllocated);
    let mut snapshot = Snapshot::new(&four(), &[]).unwrap();
    let single = |pod| snapshot.place(std::slice::from_ref(pod), ScoringStrategy::LeastAllocated).remove(0);
    assert_eq!(at_once, pods.iter().map(single).collect::<Vec<_>>());
    assert_eq!(names(&at_once).iter().filter(|name| **name == "-").count(), 600 - 4 * 110);
}

#[test]
fn room_counts_nodes_and_stops_at_its_limit() {
    let nodes = [node("a", "4", "8Gi", json!({})), node("b", "1", "8Gi", json!({}))];
    let snapshot = Snapshot::new(&nodes, &[]).unwrap();
    let asks = info(&pod("p", json!({"cpu": "500m"}), json!({})));
    let room = snapshot.room_for(&asks, u32::MAX);
    assert_eq!(room.pods, 10);
    assert_eq!(room.nodes.iter().map(|(name, pods)| (&**name, *pods)).collect::<Vec<_>>(), [("a", 8), ("b", 2)]);
    let few = snapshot.room_for(&asks, 3);
    assert_eq!((few.pods, few.limit), (3, None));
}

#[test]
fn a_surge_that_does_not_fit_stops_an_update_that_spares_no_pod() {
    let nodes = [node("a", "2", "8Gi", json!({}))];
    let old: Vec<Pod> = (0..4).map(|_| on("a", pod("old", json!({"cpu": "500m"}), json!({})))).collect();
    let new = info(&pod("new", json!({"cpu": "500m"}), json!({})));
    let snapshot = Snapshot::new(&nodes, &old).unwrap();
    for (surge, unavailable, most_pods, can_start, fits) in
        [("25%", "0", 5, false, false), ("25%", "25%", 5, true, false), ("0", "1", 4, true, true)]
    {
        let update = RollingUpdate::new(surge.parse().unwrap(), unavailable.parse().unwrap()).unwrap();
        let found = snapshot.surge(&new, 4, update);
        assert_eq!(
            (found.most_pods, found.can_start, found.fits()),
            (most_pods, can_start, fits),
            "{surge} {unavailable}"
        );
    }
}
