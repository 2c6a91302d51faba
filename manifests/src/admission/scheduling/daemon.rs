//! Where the pods of a DaemonSet go.

use k8s_openapi::api::core::v1::{Node, Pod, PodSpec, Toleration};

use super::PodInfo;
use super::cycle::Cycle;
use super::error::Problems;
use super::node_info::NodeInfo;

/// What every pod of a DaemonSet tolerates. Source: `AddOrUpdateDaemonPodTolerations` in Kubernetes'
/// `pkg/controller/daemon/util/daemonset_util.go`.
const TOLERATED: [(&str, &str); 6] = [
    ("node.kubernetes.io/not-ready", "NoExecute"),
    ("node.kubernetes.io/unreachable", "NoExecute"),
    ("node.kubernetes.io/disk-pressure", "NoSchedule"),
    ("node.kubernetes.io/memory-pressure", "NoSchedule"),
    ("node.kubernetes.io/pid-pressure", "NoSchedule"),
    ("node.kubernetes.io/unschedulable", "NoSchedule"),
];

/// How many nodes get a pod of a DaemonSet, by its name of a node, its selector, its affinity, and their taints. A pod that
/// cannot be read is taken for one that goes anywhere.
pub(crate) fn daemon_nodes(pod: &Pod, nodes: &[Node]) -> u64 {
    let tolerated = |(key, effect): (&str, &str)| toleration(key, effect);
    let spec = pod.spec.as_ref();
    let mut tolerations: Vec<Toleration> = spec.and_then(|spec| spec.tolerations.clone()).unwrap_or_default();
    tolerations.extend(TOLERATED.map(tolerated));
    if spec.is_some_and(|spec| spec.host_network == Some(true)) {
        tolerations.push(toleration("node.kubernetes.io/network-unavailable", "NoSchedule"));
    }
    // What it asks for changes nothing: the controller makes the pod, and it waits for its room.
    let place = PodSpec {
        node_name: spec.and_then(|spec| spec.node_name.clone()),
        node_selector: spec.and_then(|spec| spec.node_selector.clone()),
        affinity: spec.and_then(|spec| spec.affinity.clone()),
        tolerations: Some(tolerations),
        ..PodSpec::default()
    };
    let pod = PodInfo::new(&Pod { spec: Some(place), ..Pod::default() });
    let gets = |node: &&Node| {
        let node = NodeInfo::new(node, &mut Problems::default());
        pod.as_ref().map_or(true, |pod| Cycle::lasting_refusal(&pod.shape, &node).is_none())
    };
    u64::try_from(nodes.iter().filter(gets).count()).unwrap_or(u64::MAX)
}

fn toleration(key: &str, effect: &str) -> Toleration {
    Toleration {
        key: Some(key.to_owned()),
        operator: Some("Exists".to_owned()),
        effect: Some(effect.to_owned()),
        ..Toleration::default()
    }
}
