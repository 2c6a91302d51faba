//! How good a node is for a pod.

use pavedroad_manifests::admission::{Scores, Snapshot};
use serde_json::{Value, json};

use crate::scheduling::{info, node, on, pod};

fn scores(node_cpu: &str, node_memory: &str, running: &[Value], requests: Value) -> Scores {
    let nodes = [node("a", node_cpu, node_memory, json!({}))];
    let running: Vec<_> = running.iter().map(|requests| on("a", pod("r", requests.clone(), json!({})))).collect();
    Snapshot::new(&nodes, &running).unwrap().scores(&info(&pod("p", requests, json!({}))), "a").unwrap()
}

/// The first three by Kubernetes' own tests (`least_allocated_test.go`, `most_allocated_test.go`), the others by hand from
/// its formulas.
#[test]
fn the_scores_are_those_of_kubernetes() {
    let (none, half) = (json!({}), json!({"cpu": "3000m", "memory": "5000"}));
    for (cpu, memory, running, requests, expected) in [
        // Least, most, balanced since 1.36, balanced before it.
        ("4", "10000", vec![], half.clone(), [37, 62, 68, 87]),
        ("6", "10000", vec![], half.clone(), [50, 50, 75, 100]),
        ("4", "10000", vec![json!({"cpu": "3", "memory": "0"})], half.clone(), [25, 75, 81, 75]),
        ("0", "10000", vec![], half.clone(), [50, 50, 75, 100]),
        ("0", "0", vec![], half, [0, 0, 75, 100]),
        // A container without requests counts as 100m and 200Mi, but not in the balance.
        ("1", "1000Mi", vec![], none.clone(), [85, 15, 0, 0]),
        ("1", "1000Mi", vec![none.clone(), none.clone()], none, [55, 45, 0, 0]),
        // A request of 0 is a request.
        ("1", "1000Mi", vec![], json!({"cpu": "0", "memory": "0"}), [100, 0, 0, 0]),
        // What exceeds the node: the fullest, and the least free.
        ("1", "1000Mi", vec![], json!({"cpu": "2", "memory": "500Mi"}), [25, 75, 62, 75]),
    ] {
        let found = scores(cpu, memory, &running, requests.clone());
        let found = [
            found.least_allocated,
            found.most_allocated,
            found.balanced_allocation,
            found.balanced_allocation_before_1_36,
        ];
        assert_eq!(found, expected, "{cpu} {memory} {running:?} {requests}");
    }
}

#[test]
fn balance_since_1_36_rewards_the_pod_that_evens_a_node_out() {
    let lopsided = [json!({"cpu": "3", "memory": "0"})];
    let evens = scores("4", "4Gi", &lopsided, json!({"cpu": "0", "memory": "3Gi"}));
    let worsens = scores("4", "4Gi", &lopsided, json!({"cpu": "1", "memory": "0"}));
    assert_eq!((evens.balanced_allocation, evens.balanced_allocation_before_1_36), (94, 100));
    assert_eq!((worsens.balanced_allocation, worsens.balanced_allocation_before_1_36), (69, 50));
}

#[test]
fn the_largest_amounts_do_not_overflow() {
    let found = scores("9000000000000000", "9Ei", &[], json!({"cpu": "4500000000000000", "memory": "4Ei"}));
    assert_eq!((found.least_allocated, found.most_allocated), (49, 50));
}

#[test]
fn a_node_that_is_not_there_has_no_scores() {
    let snapshot = Snapshot::new(&[], &[]).unwrap();
    assert!(snapshot.scores(&info(&pod("p", json!({}), json!({}))), "a").is_none());
}
