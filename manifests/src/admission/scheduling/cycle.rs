//! What the scheduler works out of a pod before it looks at the nodes one by one.

use super::node_info::NodeInfo;
use super::pod_affinity::{Affinity, AffinityBreach};
use super::pod_info::Shape;
use super::reason::Reason;
use super::snapshot::Snapshot;
use super::taints::untolerated;
use super::topology_spread::{Spread, SpreadBreach};

/// A pod over all nodes: what depends on the pods of other nodes, kept up to date with each pod that is added.
#[derive(Debug)]
pub(super) struct Cycle {
    spread: Vec<Spread>,
    affinity: Affinity,
    /// A claim of the pod that only one pod may use is in use.
    claim_conflict: bool,
    /// How many running pods are counted.
    seen: usize,
    /// Whether the pod's own terms make it look at every pod.
    looks_at_all: bool,
}

/// The first plugin that refuses a node, in the scheduler's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    NotNamed,
    Unschedulable,
    NodeName,
    Taint,
    NodeAffinity,
    HostPorts,
    Resources,
    Disk,
    ReadWriteOncePod,
    Spread(SpreadBreach),
    Affinity(AffinityBreach),
}

impl Cycle {
    pub(super) fn new(pod: &Shape, snapshot: &Snapshot) -> Self {
        let nodes = snapshot.nodes.as_slice();
        let mut cycle = Self {
            spread: Spread::all(pod, nodes),
            affinity: Affinity::new(pod, nodes, &snapshot.labels_of(&pod.namespace)),
            claim_conflict: false,
            seen: 0,
            looks_at_all: !(pod.spread.is_empty()
                && pod.affinity.is_empty()
                && pod.anti_affinity.is_empty()
                && !pod.claims.iter().any(|claim| snapshot.is_single(&pod.namespace, claim))),
        };
        cycle.catch_up(pod, snapshot);
        cycle
    }

    /// Counts the pods that were added since, and says whether that can change the verdict on nodes without them.
    pub(super) fn catch_up(&mut self, pod: &Shape, snapshot: &Snapshot) -> bool {
        let mut counted = 0;
        if self.looks_at_all {
            for (other, node) in snapshot.running.get(self.seen..).into_iter().flatten() {
                self.add(pod, other, *node, snapshot);
                counted += 1;
            }
        } else {
            let first = snapshot.keeping_away.partition_point(|(at, _, _)| *at < self.seen);
            for (_, other, node) in snapshot.keeping_away.get(first..).into_iter().flatten() {
                self.add(pod, other, *node, snapshot);
                counted += 1;
            }
        }
        self.seen = snapshot.running.len();
        for (constraint, spread) in pod.spread.iter().zip(&mut self.spread) {
            spread.settle(constraint);
        }
        counted > 0
    }

    fn add(&mut self, pod: &Shape, other: &Shape, node: usize, snapshot: &Snapshot) {
        for (constraint, spread) in pod.spread.iter().zip(&mut self.spread) {
            spread.add(constraint, pod, other, node);
        }
        let (own, others) = (snapshot.labels_of(&pod.namespace), snapshot.labels_of(&other.namespace));
        self.affinity.add(pod, other, node, &snapshot.nodes, [&own, &others]);
        self.claim_conflict |= pod.namespace == other.namespace
            && pod.claims.iter().any(|claim| snapshot.is_single(&pod.namespace, claim) && other.claims.contains(claim));
    }

    /// What refuses the node for good: nothing that runs, or stops running, changes it.
    pub(super) fn lasting_refusal(pod: &Shape, node: &NodeInfo) -> Option<Refusal> {
        if pod.required.names.as_ref().is_some_and(|names| !names.contains(&*node.name)) {
            Some(Refusal::NotNamed)
        } else if node.unschedulable && !pod.tolerates_cordon() {
            Some(Refusal::Unschedulable)
        } else if pod.node_name.as_ref().is_some_and(|name| **name != *node.name) {
            Some(Refusal::NodeName)
        } else if untolerated(&node.taints, &pod.tolerations).is_some() {
            Some(Refusal::Taint)
        } else if !pod.required.match_node(&node.name, &node.labels) {
            Some(Refusal::NodeAffinity)
        } else {
            None
        }
    }

    /// What refuses the node for now; to be asked of nodes without a lasting refusal.
    pub(super) fn passing_refusal(&self, pod: &Shape, node: &NodeInfo, at: usize) -> Option<Refusal> {
        if pod.ports.iter().any(|port| node.ports.iter().any(|taken| taken.conflicts_with(port))) {
            return Some(Refusal::HostPorts);
        }
        if !has_room(pod, node) {
            return Some(Refusal::Resources);
        }
        if pod.disks.iter().any(|disk| node.disks.iter().any(|used| used.conflicts_with(disk))) {
            return Some(Refusal::Disk);
        }
        if self.claim_conflict {
            return Some(Refusal::ReadWriteOncePod);
        }
        let mut constraints = pod.spread.iter().zip(&self.spread);
        let breach = constraints.find_map(|(constraint, spread)| spread.breach(constraint, at));
        breach.map(Refusal::Spread).or_else(|| self.affinity.breach(at).map(Refusal::Affinity))
    }
}

impl Refusal {
    /// The scheduler's reasons.
    pub(super) fn reasons(self, pod: &Shape, node: &NodeInfo) -> Vec<Reason> {
        vec![match self {
            Self::NotNamed => Reason::NotNamed,
            Self::Unschedulable => Reason::Unschedulable,
            Self::NodeName => Reason::NodeName,
            Self::Taint => {
                let taint = untolerated(&node.taints, &pod.tolerations);
                let text = |text: Option<&Box<str>>| text.cloned().unwrap_or_default();
                Reason::UntoleratedTaint {
                    key: text(taint.map(|taint| &taint.key)),
                    value: text(taint.map(|taint| &taint.value)),
                    effect: text(taint.map(|taint| &taint.effect)),
                }
            }
            Self::NodeAffinity => Reason::NodeAffinity,
            Self::HostPorts => Reason::HostPorts,
            Self::Resources => return shortages(pod, node),
            Self::Disk => Reason::DiskConflict,
            Self::ReadWriteOncePod => Reason::ReadWriteOncePod,
            Self::Spread(SpreadBreach::NoLabel) => Reason::NoTopologyLabel,
            Self::Spread(SpreadBreach::Skew) => Reason::TopologySpread,
            Self::Affinity(AffinityBreach::Affinity) => Reason::PodAffinity,
            Self::Affinity(AffinityBreach::AntiAffinity) => Reason::PodAntiAffinity,
            Self::Affinity(AffinityBreach::ExistingAntiAffinity) => Reason::ExistingPodAntiAffinity,
        }]
    }
}

/// Whether a resource is short: only one that is asked for can be.
fn is_short(requested: i64, used: i64, allocatable: i64) -> bool {
    requested > 0 && requested > allocatable.saturating_sub(used)
}

/// Source: `fitsRequest` in Kubernetes' `pkg/scheduler/framework/plugins/noderesources/fit.go`.
fn has_room(pod: &Shape, node: &NodeInfo) -> bool {
    let (asked, used, all) = (&pod.requests.reserved, &node.reserved, &node.allocatable);
    node.pods < node.most_pods
        && !is_short(asked.cpu, used.cpu, all.cpu)
        && !is_short(asked.memory, used.memory, all.memory)
        && !is_short(asked.ephemeral_storage, used.ephemeral_storage, all.ephemeral_storage)
        && asked.scalars.iter().all(|(name, asked)| !is_short(*asked, used.scalar(name), all.scalar(name)))
}

/// Everything the node has too little of.
fn shortages(pod: &Shape, node: &NodeInfo) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if node.pods >= node.most_pods {
        reasons.push(Reason::TooManyPods { pods: node.pods, allocatable: node.most_pods });
    }
    let asked = &pod.requests.reserved;
    let scalars = asked.scalars.iter().map(|(name, _)| &**name);
    for resource in ["cpu", "memory", "ephemeral-storage"].into_iter().chain(scalars) {
        let (requested, used) = (asked.of(resource), node.reserved.of(resource));
        let allocatable = node.allocatable.of(resource);
        if is_short(requested, used, allocatable) {
            reasons.push(Reason::Insufficient { resource: resource.into(), requested, used, allocatable });
        }
    }
    reasons
}
