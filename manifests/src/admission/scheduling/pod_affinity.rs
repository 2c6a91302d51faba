//! Pods that want to be near other pods, or away from them.

use std::collections::BTreeSet;

use k8s_openapi::api::core::v1::PodAffinityTerm;

use super::node_info::NodeInfo;
use super::pod_info::Shape;
use super::selector::{Labels, Selector};
use super::topology::Domains;

/// A required term: the pods it means, and the label whose values are the places.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct AffinityTerm {
    namespaces: BTreeSet<Box<str>>,
    namespace_selector: Selector,
    selector: Selector,
    topology_key: Box<str>,
}

impl AffinityTerm {
    /// Source: `newAffinityTerm` in Kubernetes' `kube-scheduler/framework`, and for the keys of labels
    /// `applyMatchLabelKeysAndMismatchLabelKeys` in its `pkg/registry/core/pod/strategy.go`.
    pub(super) fn new(term: &PodAffinityTerm, namespace: &str, labels: &Labels) -> Self {
        let mut selector = Selector::new(term.label_selector.as_ref());
        selector.and_own(term.match_label_keys.as_ref(), labels, "In");
        selector.and_own(term.mismatch_label_keys.as_ref(), labels, "NotIn");
        let mut namespaces: BTreeSet<Box<str>> =
            term.namespaces.iter().flatten().map(|each| each.as_str().into()).collect();
        if namespaces.is_empty() && term.namespace_selector.is_none() {
            namespaces.insert(namespace.into());
        }
        Self {
            namespaces,
            namespace_selector: Selector::new(term.namespace_selector.as_ref()),
            selector,
            topology_key: term.topology_key.as_str().into(),
        }
    }

    /// Whether it means this pod, whose namespace has those labels.
    fn matches(&self, pod: &Shape, namespace: &Labels) -> bool {
        (self.namespaces.contains(&pod.namespace) || self.namespace_selector.matches(namespace))
            && self.selector.matches(&pod.labels)
    }
}

/// The required terms of a waiting pod, and those of running pods that mean it, over all nodes.
#[derive(Debug)]
pub(super) struct Affinity {
    /// One per term: the places, and whether a pod of it is there.
    near: Vec<Places>,
    away: Vec<Places>,
    /// Whether any pod was found that all terms of affinity mean.
    found: bool,
    /// Whether they mean the pod itself, which may then be the first.
    own: bool,
    /// Nodes that running pods keep this one away from.
    kept_away: Vec<bool>,
}

#[derive(Debug)]
struct Places {
    domains: Domains,
    taken: Vec<bool>,
}

/// Which side refuses a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AffinityBreach {
    Affinity,
    AntiAffinity,
    ExistingAntiAffinity,
}

impl Affinity {
    /// Nothing counted yet. Source: `PreFilter` in Kubernetes' `pkg/scheduler/framework/plugins/interpodaffinity`.
    pub(super) fn new(pod: &Shape, nodes: &[NodeInfo], namespace: &Labels) -> Self {
        let places = |terms: &[AffinityTerm]| {
            let places = terms.iter().map(|term| {
                let domains = Domains::new(nodes, &term.topology_key);
                let taken = vec![false; domains.count()];
                Places { domains, taken }
            });
            places.collect()
        };
        Self {
            near: places(&pod.affinity),
            away: places(&pod.anti_affinity),
            found: false,
            own: pod.affinity.iter().all(|term| term.matches(pod, namespace)),
            kept_away: vec![false; nodes.len()],
        }
    }

    /// Counts a running pod; `namespaces` are the labels of the waiting pod's namespace, and of the other's.
    pub(super) fn add(
        &mut self,
        pod: &Shape,
        other: &Shape,
        node: usize,
        nodes: &[NodeInfo],
        namespaces: [&Labels; 2],
    ) {
        let [own, others] = namespaces;
        if !self.near.is_empty() && pod.affinity.iter().all(|term| term.matches(other, others)) {
            for places in &mut self.near {
                self.found |= places.take(node);
            }
        }
        for (term, places) in pod.anti_affinity.iter().zip(&mut self.away) {
            if term.matches(other, others) {
                places.take(node);
            }
        }
        for term in other.anti_affinity.iter().filter(|term| term.matches(pod, own)) {
            let value = |node: &NodeInfo| node.labels.get(&*term.topology_key).cloned();
            let Some(here) = nodes.get(node).and_then(value) else { continue };
            for (node, kept_away) in nodes.iter().zip(&mut self.kept_away) {
                *kept_away |= node.labels.get(&*term.topology_key) == Some(&here);
            }
        }
    }

    pub(super) fn breach(&self, node: usize) -> Option<AffinityBreach> {
        let labelled = self.near.iter().all(|places| places.domains.of(node).is_some());
        let met = self.near.iter().all(|places| places.is_taken(node));
        // The first pod of a group that wants to be together has nobody to be near to yet.
        let first = !self.found && self.own;
        if !labelled || !(met || first) {
            Some(AffinityBreach::Affinity)
        } else if self.away.iter().any(|places| places.is_taken(node)) {
            Some(AffinityBreach::AntiAffinity)
        } else if self.kept_away.get(node) == Some(&true) {
            Some(AffinityBreach::ExistingAntiAffinity)
        } else {
            None
        }
    }
}

impl Places {
    /// Notes a pod on a node; whether that node has the label.
    fn take(&mut self, node: usize) -> bool {
        let place = self.domains.of(node).and_then(|domain| self.taken.get_mut(domain));
        place.is_some_and(|taken| {
            *taken = true;
            true
        })
    }

    fn is_taken(&self, node: usize) -> bool {
        self.domains.of(node).and_then(|domain| self.taken.get(domain)) == Some(&true)
    }
}
