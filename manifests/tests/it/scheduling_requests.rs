//! What a pod asks for.

use k8s_openapi::api::core::v1::{Node, Pod};
use pavedroad_manifests::admission::{PodInfo, Snapshot};
use serde_json::{Value, json};

use crate::scheduling::{node, on, pod};

/// Thousandths of a core and MiB.
#[track_caller]
fn asks(spec: Value) -> (i64, i64) {
    let mut pod = json!({"metadata": {"name": "p"}});
    pod["spec"] = spec;
    let pod = PodInfo::new(&serde_json::from_value::<Pod>(pod).unwrap()).unwrap();
    (pod.requested("cpu"), pod.requested("memory") >> 20)
}

fn container(cpu: &str, memory: &str) -> Value {
    json!({"name": "c", "resources": {"requests": {"cpu": cpu, "memory": memory}}})
}

fn sidecar(cpu: &str, memory: &str) -> Value {
    let mut container = container(cpu, memory);
    container["restartPolicy"] = json!("Always");
    container
}

#[test]
fn the_peak_of_the_init_containers_counts_where_it_is_higher() {
    let containers = json!([container("100m", "64Mi"), container("200m", "64Mi")]);
    for (init, expected) in [
        (json!([]), (300, 128)),
        (json!([container("250m", "512Mi")]), (300, 512)),
        (json!([container("400m", "1Mi"), container("1m", "200Mi")]), (400, 200)),
        // A sidecar runs beside the containers, and beside the init containers after it.
        (json!([sidecar("50m", "10Mi")]), (350, 138)),
        (json!([sidecar("50m", "10Mi"), container("400m", "1Mi")]), (450, 138)),
        (json!([container("400m", "1Mi"), sidecar("50m", "10Mi")]), (400, 138)),
    ] {
        assert_eq!(asks(json!({"containers": containers, "initContainers": init})), expected, "{init}");
    }
}

#[test]
fn overhead_limits_and_the_pods_own_resources_count() {
    let limited =
        json!({"name": "c", "resources": {"limits": {"cpu": "1", "memory": "1Gi"}, "requests": {"cpu": "250m"}}});
    for (spec, expected) in [
        (json!({"containers": [container("100m", "64Mi")], "overhead": {"cpu": "20m", "memory": "16Mi"}}), (120, 80)),
        (json!({"containers": [limited]}), (250, 1024)),
        // The pod's own request takes the place of the containers' sum, its limit only of none.
        (json!({"containers": [container("100m", "64Mi")], "resources": {"requests": {"cpu": "2"}}}), (2000, 64)),
        (
            json!({"containers": [container("100m", "0")], "resources": {"limits": {"cpu": "2", "memory": "1Gi"}}}),
            (100, 0),
        ),
        (json!({"containers": [{"name": "c"}], "resources": {"limits": {"cpu": "2", "memory": "1Gi"}}}), (2000, 1024)),
        // Every amount is rounded up to thousandths before they are added, and the sum to what is counted.
        (json!({"containers": [container("1n", "0"), container("1n", "0")]}), (2, 0)),
    ] {
        assert_eq!(asks(spec.clone()), expected, "{spec}");
    }
}

#[test]
fn a_pod_in_resize_counts_with_the_most_it_may_use() {
    let mut running = on("a", pod("r", json!({"cpu": "500m"}), json!({})));
    let status = json!({"phase": "Running", "containerStatuses": [{"name": "app", "image": "", "imageID": "", "ready": true, "restartCount": 0,
        "allocatedResources": {"cpu": "800m"}, "resources": {"requests": {"cpu": "700m"}}}]});
    running.status = serde_json::from_value(status.clone()).unwrap();
    assert_eq!(PodInfo::new(&running).unwrap().requested("cpu"), 800);
    // A wish for more that the node refuses does not count.
    let mut infeasible = status;
    infeasible["conditions"] = json!([{"type": "PodResizePending", "status": "True", "reason": "Infeasible"}]);
    running.status = serde_json::from_value(infeasible).unwrap();
    running.spec.as_mut().unwrap().containers[0].resources =
        serde_json::from_value(json!({"requests": {"cpu": "64"}})).unwrap();
    assert_eq!(PodInfo::new(&running).unwrap().requested("cpu"), 800);
}

#[test]
fn all_amounts_that_are_wrong_are_named_at_once() {
    let spec = json!({
        "initContainers": [{"name": "i", "resources": {"limits": {"memory": "512MB"}}}],
        "containers": [{"name": "c", "resources": {"requests": {"cpu": "-1", "nvidia.com/gpu": "one"}}}],
        "overhead": {"memory": "9e18", "cpu": "1e30"},
    });
    let pod: Pod =
        serde_json::from_value(json!({"metadata": {"name": "p", "namespace": "ai-test"}, "spec": spec})).unwrap();
    let error = PodInfo::new(&pod).unwrap_err();
    let places: Vec<&str> = error.problems().iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(
        places,
        [
            "spec.containers[0].resources.requests.cpu",
            "spec.containers[0].resources.requests.nvidia.com/gpu",
            "spec.initContainers[0].resources.limits.memory",
            "spec (requests of all containers).cpu",
        ]
    );
    assert_eq!(
        error.problems()[0].to_string(),
        "Pod ai-test/p: spec.containers[0].resources.requests.cpu: found -1, expected 0 or more"
    );
    assert_eq!(error.problems()[3].message, "found 1e30, expected at most 9223372036854775.807");
}

#[test]
fn nodes_that_cannot_be_judged_are_refused() {
    let twice: Vec<Node> = vec![node("a", "1", "1Gi", json!({})), node("a", "1", "1GB", json!({}))];
    let error = Snapshot::new(&twice, &[]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Node a: status.allocatable.memory: invalid quantity \"1GB\": found 'B' at byte 2, expected the end; did you mean \
         \"1G\" (1000^3) or \"1Gi\" (1024^3)?\nNode a: metadata.name: found a second node \"a\", expected another name"
    );
}
