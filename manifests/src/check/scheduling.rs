//! Nodes, and pods to be placed on them.

use k8s_openapi::api::core::v1::{Node, Pod};
use serde::Deserialize;

use crate::admission::{Placed, PodInfo, ScoringStrategy, Snapshot};

#[derive(Deserialize)]
struct Input {
    nodes: Vec<Node>,
    running: Vec<Pod>,
    waiting: Vec<Pod>,
}

/// Any JSON of nodes, running and waiting pods (`{"nodes": [], "running": [], "waiting": []}`) is refused with every
/// amount that is wrong, or its waiting pods are placed where they fit; no node takes more than it has, and placing them
/// one by one is the same.
pub fn scheduling(data: &[u8]) {
    let Ok(input) = serde_json::from_slice::<Input>(data) else { return };
    let snapshot = match Snapshot::new(&input.nodes, &input.running) {
        Ok(snapshot) => snapshot,
        Err(error) => {
            assert!(!error.problems().is_empty() && !error.to_string().is_empty());
            return;
        }
    };
    let pods: Vec<PodInfo> = input.waiting.iter().filter_map(|pod| PodInfo::new(pod).ok()).collect();
    for strategy in [ScoringStrategy::LeastAllocated, ScoringStrategy::MostAllocated] {
        let (mut at_once, mut one_by_one) = (snapshot.clone(), snapshot.clone());
        let placed = at_once.place(&pods, strategy);
        assert_eq!(placed.len(), pods.len());
        for (pod, expected) in pods.iter().zip(&placed) {
            let diagnosis = one_by_one.diagnose(pod);
            let room = one_by_one.room_for(pod, 1);
            assert_eq!(room.pods > 0, diagnosis.fits(), "{diagnosis}");
            match expected {
                Placed::On(node) => {
                    assert!(diagnosis.feasible().any(|feasible| feasible == &**node), "{node}: {diagnosis}");
                    fits(&one_by_one, pod, node);
                }
                Placed::Unschedulable(message) => {
                    assert_eq!(diagnosis.to_string(), **message);
                    assert!(!diagnosis.fits());
                }
            }
            for node in one_by_one.nodes() {
                let scores = one_by_one.scores(pod, node.name());
                assert!(scores.is_some_and(|scores| scores.least_allocated <= 100 && scores.most_allocated <= 100));
            }
            assert_eq!(one_by_one.place(std::slice::from_ref(pod), strategy), std::slice::from_ref(expected));
        }
    }
}

/// What the pod asks for is left on the node.
fn fits(snapshot: &Snapshot, pod: &PodInfo, name: &str) {
    let node = snapshot.nodes().find(|node| node.name() == name);
    for resource in ["cpu", "memory", "ephemeral-storage", "pods", "nvidia.com/gpu", "hugepages-2Mi"] {
        let left = node.map_or(0, |node| node.allocatable(resource).saturating_sub(node.requested(resource)));
        let asked = pod.requested(resource);
        assert!(asked == 0 || asked <= left, "{name}: {asked} of {left} {resource}");
    }
}
