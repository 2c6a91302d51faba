//! Nodes by the value of one label.

use std::collections::BTreeMap;

use super::node_info::NodeInfo;

/// The domains of a topology key: nodes with the same value of that label are in one.
#[derive(Debug)]
pub(super) struct Domains {
    of_node: Vec<Option<usize>>,
    count: usize,
}

impl Domains {
    pub(super) fn new(nodes: &[NodeInfo], key: &str) -> Self {
        let mut known = BTreeMap::new();
        let of_node = nodes.iter().map(|node| {
            let value = node.labels.get(key)?;
            let next = known.len();
            Some(*known.entry(value.as_str()).or_insert(next))
        });
        let of_node = of_node.collect();
        Self { of_node, count: known.len() }
    }

    /// How many domains there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// The domain of a node, below [`count`](Self::count); nothing without the label.
    pub(super) fn of(&self, node: usize) -> Option<usize> {
        self.of_node.get(node).copied().flatten()
    }
}
