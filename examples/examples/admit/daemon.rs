//! The pods of a DaemonSet: one for each node that they want.

use k8s_openapi::api::core::v1::{
    Affinity, Node, NodeAffinity, NodeSelector, NodeSelectorRequirement, NodeSelectorTerm, Pod, Toleration,
};
use pavedroad_manifests::admission::{PodInfo, Reason, Snapshot};

/// Trouble of a node that no daemon minds. Source: `AddOrUpdateDaemonPodTolerations` in Kubernetes'
/// `pkg/controller/daemon/util/daemonset_util.go`.
const TOLERATED: [(&str, &str); 6] = [
    ("not-ready", "NoExecute"),
    ("unreachable", "NoExecute"),
    ("disk-pressure", "NoSchedule"),
    ("memory-pressure", "NoSchedule"),
    ("pid-pressure", "NoSchedule"),
    ("unschedulable", "NoSchedule"),
];

/// Lets the pod tolerate what no daemon minds.
pub(crate) fn tolerate(pod: &mut Pod) {
    let Some(spec) = &mut pod.spec else { return };
    let network = (spec.host_network == Some(true)).then_some(("network-unavailable", "NoSchedule"));
    let tolerations = spec.tolerations.get_or_insert_default();
    tolerations.extend(TOLERATED.into_iter().chain(network).map(|(key, effect)| Toleration {
        key: Some(format!("node.kubernetes.io/{key}")),
        operator: Some("Exists".to_owned()),
        effect: Some(effect.to_owned()),
        ..Toleration::default()
    }));
}

/// The nodes that the pods want: those that neither their name, nor their labels, nor a taint rules out. Whether there
/// is room is for the scheduler to say.
pub(crate) fn nodes(pod: &Pod, nodes: &[Node]) -> Vec<String> {
    // Nodes and pods that cannot be judged are named elsewhere.
    let (Ok(snapshot), Ok(pod)) = (Snapshot::new(nodes, &[]), PodInfo::new(pod)) else { return Vec::new() };
    let ruled_out = |reason: &Reason| {
        matches!(reason, Reason::NotNamed | Reason::NodeName | Reason::NodeAffinity | Reason::UntoleratedTaint { .. })
    };
    let diagnosis = snapshot.diagnose(&pod);
    let wanted = diagnosis.nodes().filter(|(_, reasons)| !reasons.iter().any(ruled_out));
    wanted.map(|(name, _)| name.to_owned()).collect()
}

/// The pod for one node, as the DaemonSet's controller asks for it.
pub(crate) fn pinned(pod: &Pod, node: &str) -> Pod {
    let mut pod = pod.clone();
    if let Some(spec) = &mut pod.spec {
        let name = NodeSelectorRequirement {
            key: "metadata.name".to_owned(),
            operator: "In".to_owned(),
            values: Some(vec![node.to_owned()]),
        };
        let term = NodeSelectorTerm { match_fields: Some(vec![name]), ..NodeSelectorTerm::default() };
        let affinity: &mut Affinity = spec.affinity.get_or_insert_default();
        let of_nodes: &mut NodeAffinity = affinity.node_affinity.get_or_insert_default();
        of_nodes.required_during_scheduling_ignored_during_execution =
            Some(NodeSelector { node_selector_terms: vec![term] });
    }
    pod
}
