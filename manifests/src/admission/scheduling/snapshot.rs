//! Nodes and the pods on them, at one moment.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use k8s_openapi::api::core::v1::{Namespace, Node, PersistentVolumeClaim, Pod};

use super::cycle::Cycle;
use super::diagnosis::Diagnosis;
use super::error::{Problems, SchedulingError};
use super::node_info::NodeInfo;
use super::pod_info::{PodInfo, Shape};
use super::scores::Scores;
use super::selector::Labels;

/// Nodes and the pods on them at one moment: what a scheduler decides by.
///
/// # What it asks of a node
/// In this order, and no further than to the first that refuses the node, as the default profile of Kubernetes 1.36 does:
///
/// | plugin | what keeps a pod away |
/// |---|---|
/// | NodeUnschedulable | a cordon that the pod does not tolerate |
/// | NodeName | another `nodeName` |
/// | TaintToleration | a taint, `NoSchedule` or `NoExecute`, that it does not tolerate |
/// | NodeAffinity | labels or a name that `nodeSelector` and required node affinity do not accept |
/// | NodePorts | a host port that is taken, by address and protocol |
/// | NodeResourcesFit | too many pods, too little of any resource |
/// | VolumeRestrictions | a GCE disk, EBS volume, iSCSI or RBD image in use; a claim for one pod in use |
/// | PodTopologySpread | a constraint with `DoNotSchedule` |
/// | InterPodAffinity | required affinity and anti-affinity, its own and that of running pods |
///
/// # What it leaves out
/// What objects other than nodes, pods, namespaces and claims decide: binding of volumes, their zones and how many a node
/// attaches (VolumeBinding, VolumeZone, NodeVolumeLimits), devices of DynamicResources. Scheduling gates, features that a
/// node declares, preemption, pods nominated to a node, and a scheduler's own configuration are left out too.
///
/// # SkyForm's slide
/// What became of its predicates and priorities, which are those of Kubernetes 1.0:
///
/// | the slide | in Kubernetes 1.0 | today |
/// |---|---|---|
/// | 容器申请的主机端口是否可用: host ports are free | PodFitsPorts | NodePorts |
/// | 可用CPU和内存是否满足Pod需求: cpu and memory suffice | PodFitsResources | NodeResourcesFit |
/// | Volume目录是否冲突: volumes do not conflict | NoDiskConflict | VolumeRestrictions |
/// | 是否匹配用户指定的Label: the user's labels match | MatchNodeSelector | NodeAffinity |
/// | 是不是指定的HostName: it is the named host | HostName | NodeName |
/// | 选择空闲资源更多的机器: machines with more left | LeastRequestedPriority | [`Scores::least_allocated`] |
/// | 不同类型的Pod尽量交错部署: pods of different kinds mixed | BalancedResourceAllocation | [`Scores::balanced_allocation`] |
/// | 属于同一个RC的Pod尽量分布在不同的机器上: one controller's pods apart | ServiceSpreadingPriority | `topologySpreadConstraints`; here [`siblings`](Self::siblings) |
///
/// # Examples
/// ```
/// use k8s_openapi::api::core::v1::{Node, Pod};
/// use pavedroad_manifests::admission::{PodInfo, Snapshot};
///
/// let nodes: Vec<Node> = serde_json::from_str(
///     r#"[{"metadata": {"name": "node-1"}, "status": {"allocatable": {"cpu": "2", "memory": "4Gi", "pods": "110"}}},
///         {"metadata": {"name": "node-2"}, "spec": {"taints": [{"key": "gpu", "effect": "NoSchedule"}]},
///          "status": {"allocatable": {"cpu": "8", "memory": "32Gi", "pods": "110"}}}]"#,
/// )?;
/// let pod: Pod = serde_json::from_str(
///     r#"{"metadata": {"name": "web"}, "spec": {"containers": [
///         {"name": "app", "resources": {"requests": {"cpu": "3", "memory": "1Gi"}}}]}}"#,
/// )?;
/// let snapshot = Snapshot::new(&nodes, &[])?;
/// let diagnosis = snapshot.diagnose(&PodInfo::new(&pod)?);
/// assert_eq!(
///     diagnosis.to_string(),
///     "0/2 nodes are available: 1 Insufficient cpu, 1 node(s) had untolerated taint(s)."
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Sorted by name.
    pub(super) nodes: Vec<NodeInfo>,
    /// Every pod that runs, and on which node, in the order they came.
    pub(super) running: Vec<(Arc<Shape>, usize)>,
    /// Those that keep others away, each with its place in `running`.
    pub(super) keeping_away: Vec<(usize, Arc<Shape>, usize)>,
    namespaces: BTreeMap<Box<str>, Labels>,
    /// Claims that only one pod may use, by namespace and name.
    single: BTreeSet<(Box<str>, Box<str>)>,
}

impl Snapshot {
    /// Takes nodes, and pods of which those count that are on one of the nodes and have not ended.
    ///
    /// # Errors
    /// Every amount that is not a quantity, is below zero or beyond 64 bits; a node without a name, and two with one.
    pub fn new(nodes: &[Node], pods: &[Pod]) -> Result<Self, SchedulingError> {
        let mut problems = Problems::default();
        let mut infos: Vec<NodeInfo> = nodes.iter().map(|node| NodeInfo::new(node, &mut problems)).collect();
        infos.sort_by(|a, b| a.name.cmp(&b.name));
        for (before, after) in infos.iter().zip(infos.iter().skip(1)).filter(|(a, b)| a.name == b.name) {
            let message = format!("found a second node {:?}, expected another name", before.name);
            problems.add(&format!("Node {}", after.name), "metadata.name", message);
        }
        let mut snapshot = Self {
            nodes: infos,
            running: Vec::new(),
            keeping_away: Vec::new(),
            namespaces: BTreeMap::new(),
            single: BTreeSet::new(),
        };
        for pod in pods.iter().filter(|pod| !has_ended(pod)) {
            let on = pod.spec.as_ref().and_then(|spec| spec.node_name.as_deref());
            let Some(node) = on.and_then(|name| snapshot.at(name)) else { continue };
            match PodInfo::new(pod) {
                Ok(pod) => snapshot.add(&pod.shape, node),
                Err(error) => problems.extend(error),
            }
        }
        problems.or(snapshot)
    }

    /// Also knows these namespaces' labels, which the `namespaceSelector` of a pod affinity asks for. A namespace that is
    /// not given has the label `kubernetes.io/metadata.name` alone, which the API server gives to all.
    #[must_use]
    pub fn with_namespaces(mut self, namespaces: &[Namespace]) -> Self {
        for namespace in namespaces {
            let name = namespace.metadata.name.as_deref().unwrap_or_default();
            let labels = self.namespaces.entry(name.into()).or_insert_with(|| own_label(name));
            labels.extend(namespace.metadata.labels.clone().unwrap_or_default());
        }
        self
    }

    /// Also knows these claims: one with the access mode `ReadWriteOncePod` is for one pod at a time. A claim that is
    /// not given restricts nothing.
    #[must_use]
    pub fn with_claims(mut self, claims: &[PersistentVolumeClaim]) -> Self {
        for claim in claims {
            let modes = claim.spec.as_ref().and_then(|spec| spec.access_modes.as_deref()).unwrap_or_default();
            if modes.iter().any(|mode| mode == "ReadWriteOncePod") {
                let namespace = claim.metadata.namespace.as_deref().unwrap_or("default");
                self.single.insert((namespace.into(), claim.metadata.name.as_deref().unwrap_or_default().into()));
            }
        }
        self
    }

    /// The nodes, in the order of their names.
    pub fn nodes(&self) -> impl Iterator<Item = &NodeInfo> {
        self.nodes.iter()
    }

    /// Which nodes a further pod fits, and why it does not fit the others.
    #[must_use]
    pub fn diagnose(&self, pod: &PodInfo) -> Diagnosis {
        self.diagnose_in(&pod.shape, &Cycle::new(&pod.shape, self))
    }

    pub(super) fn diagnose_in(&self, pod: &Shape, cycle: &Cycle) -> Diagnosis {
        let nodes = self.nodes.iter().enumerate().map(|(at, node)| {
            let refusal = Cycle::lasting_refusal(pod, node).or_else(|| cycle.passing_refusal(pod, node, at));
            (node.name.clone(), refusal.map(|refusal| refusal.reasons(pod, node)).unwrap_or_default())
        });
        let conflict = pod.required.names.as_ref().is_some_and(BTreeSet::is_empty);
        Diagnosis::new(nodes.collect(), conflict)
    }

    /// How good a node is for a further pod, whether the pod fits it or not; nothing if there is no such node.
    #[must_use]
    pub fn scores(&self, pod: &PodInfo, node: &str) -> Option<Scores> {
        self.nodes.get(self.at(node)?).map(|node| Scores::new(&pod.shape, node))
    }

    /// How many pods of the pod's owner run on a node: the count of our own by which [`place`](Self::place) spreads pods
    /// over nodes. 0 if there is no such node.
    #[must_use]
    pub fn siblings(&self, pod: &PodInfo, node: &str) -> u64 {
        let node = self.at(node).and_then(|at| self.nodes.get(at));
        node.map_or(0, |node| node.siblings(&pod.shape).unsigned_abs())
    }

    pub(super) fn at(&self, node: &str) -> Option<usize> {
        self.nodes.binary_search_by(|known| (*known.name).cmp(node)).ok()
    }

    /// Adds a running pod.
    pub(super) fn add(&mut self, pod: &Arc<Shape>, node: usize) {
        if let Some(info) = self.nodes.get_mut(node) {
            info.add(pod);
            if !pod.anti_affinity.is_empty() {
                self.keeping_away.push((self.running.len(), Arc::clone(pod), node));
            }
            self.running.push((Arc::clone(pod), node));
        }
    }

    /// The labels of a namespace.
    pub(super) fn labels_of(&self, namespace: &str) -> Cow<'_, Labels> {
        self.namespaces.get(namespace).map_or_else(|| Cow::Owned(own_label(namespace)), Cow::Borrowed)
    }

    pub(super) fn is_single(&self, namespace: &str, claim: &str) -> bool {
        !self.single.is_empty() && self.single.contains(&(namespace.into(), claim.into()))
    }
}

fn own_label(namespace: &str) -> Labels {
    Labels::from([("kubernetes.io/metadata.name".to_owned(), namespace.to_owned())])
}

fn has_ended(pod: &Pod) -> bool {
    let phase = pod.status.as_ref().and_then(|status| status.phase.as_deref());
    matches!(phase, Some("Succeeded" | "Failed"))
}
