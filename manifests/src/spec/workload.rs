//! `workload:` what keeps the pods running.

/// What keeps the pods of an app running.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Workload {
    /// Pods that are all alike: a Deployment.
    #[default]
    Stateless,
    /// Pods with a name and storage of their own: a StatefulSet and a headless Service `<app>-headless`. They start
    /// together, and find each other before they are ready; each claim of `storage` is one for every pod, and stays when
    /// its pod is gone.
    Stateful,
    /// One pod on every node: a DaemonSet. Its update starts the new pod of a node beside the old one, unless they would
    /// write to one path of the node. A drain of a node leaves its pods alone, so it has no PodDisruptionBudget.
    PerNode,
}

impl Workload {
    /// Every workload with its name.
    pub const ALL: [(&'static str, Self); 3] =
        [("stateless", Self::Stateless), ("stateful", Self::Stateful), ("per-node", Self::PerNode)];

    /// The name in an app spec.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stateless => "stateless",
            Self::Stateful => "stateful",
            Self::PerNode => "per-node",
        }
    }
}
