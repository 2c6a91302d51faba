//! Why a pod cannot be on a node.

use std::fmt;

/// Why a pod cannot be on a node, printed in the scheduler's own words (of Kubernetes 1.36).
///
/// # Examples
/// ```
/// use pavedroad_manifests::admission::Reason;
///
/// let reason = Reason::UntoleratedTaint { key: "gpu".into(), value: "".into(), effect: "NoSchedule".into() };
/// assert_eq!(reason.to_string(), "node(s) had untolerated taint(s)");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Reason {
    /// The pod's affinity names nodes, and this is none of them, so it was not looked at.
    NotNamed,
    /// The node is cordoned.
    Unschedulable,
    /// The pod's `nodeName` is another node.
    NodeName,
    /// A taint keeps pods away that do not tolerate it, and the pod does not; the first such taint. Up to Kubernetes 1.34.1
    /// the scheduler's words named it: `node(s) had untolerated taint {gpu: }`.
    UntoleratedTaint {
        /// The taint's key.
        key: Box<str>,
        /// Its value, which is often empty.
        value: Box<str>,
        /// `NoSchedule` or `NoExecute`.
        effect: Box<str>,
    },
    /// The node's labels or name do not meet the pod's `nodeSelector` or its required node affinity.
    NodeAffinity,
    /// A host port that the pod wants is taken.
    HostPorts,
    /// The node runs as many pods as it can.
    TooManyPods {
        /// How many pods run there.
        pods: i64,
        /// How many can.
        allocatable: i64,
    },
    /// There is not enough left of a resource; amounts in the units of [`PodInfo::requested`](super::PodInfo::requested).
    Insufficient {
        /// `cpu`, `memory`, `nvidia.com/gpu`, ...
        resource: Box<str>,
        /// What the pod requests.
        requested: i64,
        /// What the pods on the node have reserved.
        used: i64,
        /// What the node has.
        allocatable: i64,
    },
    /// A disk is in use on the node by a pod that does not share it.
    DiskConflict,
    /// A claim that only one pod may use is in use.
    ReadWriteOncePod,
    /// The node lacks the label over whose values the pod is to be spread.
    NoTopologyLabel,
    /// With the pod here, the pods would be spread too unevenly.
    TopologySpread,
    /// The pods that the pod wants to be near to are not there.
    PodAffinity,
    /// The pods that the pod wants to be away from are there.
    PodAntiAffinity,
    /// A pod is there that wants to be away from this one.
    ExistingPodAntiAffinity,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::NotNamed => "node(s) didn't satisfy plugin(s) [NodeAffinity]",
            Self::Unschedulable => "node(s) were unschedulable",
            Self::NodeName => "node(s) didn't match the requested node name",
            Self::UntoleratedTaint { .. } => "node(s) had untolerated taint(s)",
            Self::NodeAffinity => "node(s) didn't match Pod's node affinity/selector",
            Self::HostPorts => "node(s) didn't have free ports for the requested pod ports",
            Self::TooManyPods { .. } => "Too many pods",
            Self::Insufficient { resource, .. } => return f.pad(&format!("Insufficient {resource}")),
            Self::DiskConflict => "node(s) had no available disk",
            Self::ReadWriteOncePod => {
                "node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode"
            }
            Self::NoTopologyLabel => "node(s) didn't match pod topology spread constraints (missing required label)",
            Self::TopologySpread => "node(s) didn't match pod topology spread constraints",
            Self::PodAffinity => "node(s) didn't match pod affinity rules",
            Self::PodAntiAffinity => "node(s) didn't match pod anti-affinity rules",
            Self::ExistingPodAntiAffinity => "node(s) didn't satisfy existing pods anti-affinity rules",
        })
    }
}
