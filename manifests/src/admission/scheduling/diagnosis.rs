//! Which nodes a pod fits, and why not the others.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::reason::Reason;

/// Which nodes a pod fits, and why it does not fit the others.
///
/// # Printing
/// As the scheduler reports a pod that fits nowhere, up to what it says of preemption: reasons counted over the nodes and
/// sorted as texts (`12 ...` stands before `2 ...`). A node counts once for the first plugin that refuses it, and for
/// every resource of which it has too little. Source: `FitError.Error` in Kubernetes' `pkg/scheduler/framework/types.go`.
/// For a pod that fits somewhere, which the scheduler would not report, the first number says how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// In the order of names; no reasons means that the pod fits.
    nodes: Vec<(Arc<str>, Vec<Reason>)>,
    /// The pod's required node affinity names only nodes that contradict each other.
    conflict: bool,
}

impl Diagnosis {
    pub(super) fn new(nodes: Vec<(Arc<str>, Vec<Reason>)>, conflict: bool) -> Self {
        Self { nodes, conflict }
    }

    /// All nodes in the order of their names, with the reasons against each: none for a node the pod fits.
    pub fn nodes(&self) -> impl Iterator<Item = (&str, &[Reason])> {
        self.nodes.iter().map(|(name, reasons)| (&**name, &**reasons))
    }

    /// The nodes the pod fits, in the order of their names.
    pub fn feasible(&self) -> impl Iterator<Item = &str> {
        self.nodes().filter(|(_, reasons)| reasons.is_empty()).map(|(name, _)| name)
    }

    /// Whether the pod fits any node.
    #[must_use]
    pub fn fits(&self) -> bool {
        self.feasible().next().is_some()
    }
}

impl fmt::Display for Diagnosis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.nodes.is_empty() {
            return f.write_str("no nodes available to schedule pods");
        }
        write!(f, "{}/{} nodes are available:", self.feasible().count(), self.nodes.len())?;
        if self.conflict {
            return f.write_str(" pod affinity terms conflict.");
        }
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for reason in self.nodes.iter().flat_map(|(_, reasons)| reasons) {
            *counts.entry(reason.to_string()).or_insert(0) += 1;
        }
        let mut counts: Vec<String> = counts.into_iter().map(|(reason, count)| format!("{count} {reason}")).collect();
        counts.sort_unstable();
        if counts.is_empty() { Ok(()) } else { write!(f, " {}.", counts.join(", ")) }
    }
}
