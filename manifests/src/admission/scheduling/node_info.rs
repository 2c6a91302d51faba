//! A node, and the sums of what runs on it.

use std::collections::BTreeMap;
use std::sync::Arc;

use k8s_openapi::api::core::v1::Node;

use super::amounts::{Amounts, read};
use super::error::Problems;
use super::pod_info::Shape;
use super::ports::HostPort;
use super::requests::Scored;
use super::scores::balance;
use super::selector::Labels;
use super::taints::Taint;
use super::volumes::Disk;

/// A node of a [`Snapshot`](super::Snapshot), and what the pods on it have reserved.
#[derive(Clone, Debug)]
pub struct NodeInfo {
    pub(super) name: Arc<str>,
    pub(super) labels: Labels,
    pub(super) taints: Vec<Taint>,
    pub(super) unschedulable: bool,
    pub(super) allocatable: Amounts,
    pub(super) most_pods: i64,
    pub(super) reserved: Amounts,
    pub(super) scored: Scored,
    pub(super) pods: i64,
    pub(super) ports: Vec<HostPort>,
    pub(super) disks: Vec<Disk>,
    /// How many pods of an owner run here.
    owners: BTreeMap<Box<str>, i64>,
    /// The classic score of balance as it is without a further pod.
    pub(super) balance: i64,
}

impl NodeInfo {
    pub(super) fn new(node: &Node, problems: &mut Problems) -> Self {
        let name = node.metadata.name.as_deref().unwrap_or_default();
        let object = format!("Node {name}");
        if name.is_empty() {
            problems.add("Node", "metadata.name", "found no name, expected one");
        }
        let path = "status.allocatable";
        let allocatable = node.status.as_ref().and_then(|status| status.allocatable.as_ref());
        let allocatable = read(allocatable, &object, path, problems);
        let most_pods = allocatable.get("pods").map_or(Some(0), |pods| pods.value().ok());
        if most_pods.is_none() {
            problems.add(&object, format!("{path}.pods"), "found more than 9223372036854775807, expected fewer");
        }
        let spec = node.spec.as_ref();
        let mut info = Self {
            name: name.into(),
            labels: node.metadata.labels.clone().unwrap_or_default(),
            taints: spec.and_then(|spec| spec.taints.as_ref()).into_iter().flatten().map(Taint::new).collect(),
            unschedulable: spec.is_some_and(|spec| spec.unschedulable == Some(true)),
            allocatable: Amounts::new(&allocatable, &object, path, problems),
            most_pods: most_pods.unwrap_or_default(),
            reserved: Amounts::default(),
            scored: Scored::default(),
            pods: 0,
            ports: Vec::new(),
            disks: Vec::new(),
            owners: BTreeMap::new(),
            balance: 0,
        };
        info.balance = balance(&info.allocatable, 0, 0);
        info
    }

    /// Adds a pod to the sums. Source: `NodeInfo.update` in Kubernetes' `pkg/scheduler/framework/types.go`.
    pub(super) fn add(&mut self, pod: &Shape) {
        self.reserved.add(&pod.requests.reserved);
        self.scored.cpu = self.scored.cpu.saturating_add(pod.requests.scored_running.cpu);
        self.scored.memory = self.scored.memory.saturating_add(pod.requests.scored_running.memory);
        self.pods += 1;
        self.ports.extend_from_slice(&pod.ports);
        self.disks.extend_from_slice(&pod.disks);
        if let Some(owner) = &pod.owner {
            *self.owners.entry(owner.clone()).or_insert(0) += 1;
        }
        self.balance = balance(&self.allocatable, self.reserved.cpu, self.reserved.memory);
    }

    /// How many pods of the same owner run here; 0 for a pod without an owner.
    pub(super) fn siblings(&self, pod: &Shape) -> i64 {
        pod.owner.as_ref().and_then(|owner| self.owners.get(owner)).copied().unwrap_or_default()
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the node has of a resource for pods: thousandths of a core of `cpu`, bytes of `memory`, `ephemeral-storage`
    /// and huge pages, pieces of all others and of `pods`.
    #[must_use]
    pub fn allocatable(&self, resource: &str) -> i64 {
        match resource {
            "pods" => self.most_pods,
            resource => self.allocatable.of(resource),
        }
    }

    /// What the pods on the node have reserved of it, in the same units. Pods that were bound past the scheduler can
    /// have reserved more than there is; what exceeds 64 bits stays at their limit.
    #[must_use]
    pub fn requested(&self, resource: &str) -> i64 {
        match resource {
            "pods" => self.pods,
            resource => self.reserved.of(resource),
        }
    }
}
