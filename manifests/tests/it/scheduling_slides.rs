//! The predicates and priorities of seed 004's slide "完全插件化", each line a test. `minion` was the name of a node.

use k8s_openapi::api::core::v1::Pod;
use pavedroad_manifests::admission::{Placed, ScoringStrategy, Snapshot};
use serde_json::json;

use crate::scheduling::{info, node, on, pod, said};

const BEST: ScoringStrategy = ScoringStrategy::LeastAllocated;

/// 容器申请的主机端口是否可用
#[test]
fn predicate_the_host_ports_that_containers_ask_for_are_free() {
    let nodes = [node("a", "4", "8Gi", json!({})), node("b", "4", "8Gi", json!({}))];
    let asks = |port: i32| {
        pod(
            "p",
            json!({}),
            json!({"containers": [{"name": "app", "ports": [{"containerPort": 80, "hostPort": port}]}]}),
        )
    };
    let running = [on("a", asks(8080))];
    assert_eq!(
        said(&nodes, &running, &asks(8080)),
        "1/2 nodes are available: 1 node(s) didn't have free ports for the requested pod ports."
    );
    assert_eq!(said(&nodes, &running, &asks(8081)), "2/2 nodes are available:");
}

/// 可用CPU和内存是否满足Pod需求
#[test]
fn predicate_free_cpu_and_memory_meet_the_pods_needs() {
    let nodes = [node("a", "1", "8Gi", json!({})), node("b", "4", "1Gi", json!({})), node("c", "4", "8Gi", json!({}))];
    let frontend = pod("frontend", json!({"cpu": "2", "memory": "2Gi"}), json!({}));
    assert_eq!(said(&nodes, &[], &frontend), "1/3 nodes are available: 1 Insufficient cpu, 1 Insufficient memory.");
    // What runs counts: a second one no longer fits beside two and a half cores.
    let running = [on("c", pod("x", json!({"cpu": "2500m"}), json!({})))];
    assert_eq!(
        said(&nodes, &running, &frontend),
        "0/3 nodes are available: 1 Insufficient memory, 2 Insufficient cpu."
    );
}

/// Volume目录是否冲突
#[test]
fn predicate_volumes_do_not_conflict() {
    let nodes = [node("a", "4", "8Gi", json!({}))];
    let mounts = |read_only: bool| {
        let disk = json!({"pdName": "data", "readOnly": read_only});
        pod("p", json!({}), json!({"volumes": [{"name": "data", "gcePersistentDisk": disk}]}))
    };
    let no_disk = "0/1 nodes are available: 1 node(s) had no available disk.";
    assert_eq!(said(&nodes, &[on("a", mounts(false))], &mounts(false)), no_disk);
    assert_eq!(said(&nodes, &[on("a", mounts(false))], &mounts(true)), no_disk);
    assert_eq!(said(&nodes, &[on("a", mounts(true))], &mounts(true)), "1/1 nodes are available:");
}

/// 是否匹配用户指定的Label
#[test]
fn predicate_the_labels_the_user_named_match() {
    let nodes =
        [node("a", "4", "8Gi", json!({"metadata": {"labels": {"disk": "ssd"}}})), node("b", "4", "8Gi", json!({}))];
    let fast = pod("p", json!({}), json!({"nodeSelector": {"disk": "ssd"}}));
    assert_eq!(
        said(&nodes, &[], &fast),
        "1/2 nodes are available: 1 node(s) didn't match Pod's node affinity/selector."
    );
}

/// 是不是指定的HostName
#[test]
fn predicate_it_is_the_named_host() {
    let nodes = [node("a", "4", "8Gi", json!({})), node("b", "4", "8Gi", json!({}))];
    assert_eq!(
        said(&nodes, &[], &on("b", pod("p", json!({}), json!({})))),
        "1/2 nodes are available: 1 node(s) didn't match the requested node name."
    );
}

/// Where single pods go, one after another.
fn placed(nodes: &[k8s_openapi::api::core::v1::Node], running: &[Pod], pods: &[Pod]) -> Vec<String> {
    let pods: Vec<_> = pods.iter().map(info).collect();
    let placed = Snapshot::new(nodes, running).unwrap().place(&pods, BEST);
    placed.iter().map(|placed: &Placed| placed.node().unwrap_or_default().to_owned()).collect()
}

/// 选择空闲资源更多的机器
#[test]
fn priority_prefers_machines_with_more_idle_resources() {
    let nodes = [node("a", "4", "8Gi", json!({})), node("b", "8", "16Gi", json!({}))];
    let asks = pod("p", json!({"cpu": "1", "memory": "2Gi"}), json!({}));
    assert_eq!(placed(&nodes, &[], std::slice::from_ref(&asks)), ["b"]);
    let snapshot = Snapshot::new(&nodes, &[]).unwrap();
    let least = |node: &str| snapshot.scores(&info(&asks), node).unwrap().least_allocated;
    assert_eq!((least("a"), least("b")), (75, 87));
}

/// 不同类型的Pod尽量交错部署。 Kubernetes of that time scored it as the balance of cpu and memory, and still does.
#[test]
fn priority_interleaves_pods_of_different_kinds() {
    let nodes = [node("a", "8", "16Gi", json!({})), node("b", "8", "16Gi", json!({}))];
    let computes = pod("computes", json!({"cpu": "4", "memory": "1Gi"}), json!({}));
    let remembers = pod("remembers", json!({"cpu": "500m", "memory": "8Gi"}), json!({}));
    let running = [on("a", computes.clone()), on("b", remembers.clone())];
    assert_eq!(placed(&nodes, &running, &[remembers, computes]), ["a", "b"]);
}

/// 属于同一个RC的Pod尽量分布在不同的机器上. A count of our own, as the doc of `place` says.
#[test]
fn priority_spreads_pods_of_one_replication_controller_over_machines() {
    let nodes =
        [node("a", "40", "80Gi", json!({})), node("b", "40", "80Gi", json!({})), node("c", "40", "80Gi", json!({}))];
    let mut owned = pod("web", json!({"cpu": "10m", "memory": "10Mi"}), json!({}));
    let owner =
        json!([{"apiVersion": "v1", "kind": "ReplicationController", "name": "web", "uid": "", "controller": true}]);
    owned.metadata.owner_references = serde_json::from_value(owner).unwrap();
    let all = placed(&nodes, &[], &vec![owned.clone(); 6]);
    assert_eq!(all, ["a", "b", "c", "a", "b", "c"]);
    let snapshot = Snapshot::new(&nodes, &[on("a", owned.clone()), on("a", owned.clone())]).unwrap();
    let siblings = |node: &str| snapshot.siblings(&info(&owned), node);
    assert_eq!((siblings("a"), siblings("b")), (2, 0));
}
