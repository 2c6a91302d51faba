//! How evenly a pod wants to be spread.

use k8s_openapi::api::core::v1::{PodSpec, TopologySpreadConstraint};

use super::node_info::NodeInfo;
use super::pod_info::Shape;
use super::selector::{Labels, Selector};
use super::taints::untolerated;
use super::topology::Domains;

/// A constraint that a pod is not scheduled against: `whenUnsatisfiable: DoNotSchedule`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SpreadConstraint {
    topology_key: Box<str>,
    max_skew: i64,
    min_domains: i64,
    selector: Selector,
    /// Whether only the nodes that the pod's affinity accepts count, and only those whose taints it tolerates.
    honor_affinity: bool,
    honor_taints: bool,
}

impl SpreadConstraint {
    /// The constraints of a pod that its placement must not break. Source: `filterTopologySpreadConstraints` in
    /// Kubernetes' `pkg/scheduler/framework/plugins/podtopologyspread`.
    pub(super) fn of(spec: &PodSpec, labels: &Labels) -> Vec<Self> {
        let constraints = spec.topology_spread_constraints.iter().flatten();
        constraints
            .filter(|each| each.when_unsatisfiable == "DoNotSchedule")
            .map(|each| Self::new(each, labels))
            .collect()
    }

    fn new(constraint: &TopologySpreadConstraint, labels: &Labels) -> Self {
        let mut selector = Selector::new(constraint.label_selector.as_ref());
        selector.and_own(constraint.match_label_keys.as_ref(), labels, "In");
        Self {
            topology_key: constraint.topology_key.as_str().into(),
            max_skew: constraint.max_skew.into(),
            min_domains: constraint.min_domains.unwrap_or(1).into(),
            selector,
            honor_affinity: constraint.node_affinity_policy.as_deref() != Some("Ignore"),
            honor_taints: constraint.node_taints_policy.as_deref() == Some("Honor"),
        }
    }
}

/// A constraint of a waiting pod over all nodes: how many pods of its selector there are in each domain.
#[derive(Debug)]
pub(super) struct Spread {
    domains: Domains,
    /// Whether a node counts for this constraint.
    counted: Vec<bool>,
    /// By domain; nothing for one without a node that counts.
    pods: Vec<Option<i64>>,
    /// The fewest pods of any domain.
    fewest: i64,
    own: i64,
}

/// Why a node breaks a constraint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SpreadBreach {
    /// It lacks the label whose values are the domains.
    NoLabel,
    Skew,
}

impl Spread {
    /// All constraints of a pod, without any pod counted yet. Source: `calPreFilterState` in the same folder.
    pub(super) fn all(pod: &Shape, nodes: &[NodeInfo]) -> Vec<Self> {
        let complete: Vec<bool> = nodes
            .iter()
            .map(|node| pod.spread.iter().all(|constraint| node.labels.contains_key(&*constraint.topology_key)))
            .collect();
        pod.spread
            .iter()
            .map(|constraint| {
                let domains = Domains::new(nodes, &constraint.topology_key);
                let mut pods = vec![None; domains.count()];
                let counted: Vec<bool> = nodes
                    .iter()
                    .zip(&complete)
                    .map(|(node, complete)| {
                        *complete
                            && (!constraint.honor_affinity || pod.required.match_node(&node.name, &node.labels))
                            && (!constraint.honor_taints || untolerated(&node.taints, &pod.tolerations).is_none())
                    })
                    .collect();
                for (node, counted) in counted.iter().enumerate() {
                    if *counted && let Some(pods) = domains.of(node).and_then(|domain| pods.get_mut(domain)) {
                        *pods = Some(0);
                    }
                }
                let own = i64::from(constraint.selector.matches(&pod.labels));
                Self { domains, counted, pods, fewest: 0, own }
            })
            .collect()
    }

    /// Counts a running pod.
    pub(super) fn add(&mut self, constraint: &SpreadConstraint, pod: &Shape, other: &Shape, node: usize) {
        if self.counted.get(node) == Some(&true)
            && !other.terminating
            && other.namespace == pod.namespace
            // Kubernetes counts none for a selector without requirements.
            && !constraint.selector.is_everything()
            && constraint.selector.matches(&other.labels)
            && let Some(Some(pods)) = self.domains.of(node).and_then(|domain| self.pods.get_mut(domain))
        {
            *pods += 1;
        }
    }

    /// Finds the fewest pods of a domain, once the running pods are counted.
    pub(super) fn settle(&mut self, constraint: &SpreadConstraint) {
        let known = self.pods.iter().flatten();
        let enough = known.clone().count() as i64 >= constraint.min_domains;
        self.fewest = if enough { known.min().copied().unwrap_or_default() } else { 0 };
    }

    pub(super) fn breach(&self, constraint: &SpreadConstraint, node: usize) -> Option<SpreadBreach> {
        let Some(domain) = self.domains.of(node) else { return Some(SpreadBreach::NoLabel) };
        let pods = self.pods.get(domain).copied().flatten().unwrap_or_default();
        (pods + self.own - self.fewest > constraint.max_skew).then_some(SpreadBreach::Skew)
    }
}
