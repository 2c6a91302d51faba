//! What a NetworkPolicy says: whom it is about, whom its rules name, through which ports.

use std::collections::{BTreeMap, BTreeSet};

use k8s_openapi::api::networking::v1::{NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicySpec};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use crate::lint::index::{Index, Item, Pods, namespace};
use crate::lint::labels::{Labels, selects, selects_pods};
use crate::object::Object;

/// Set by the API server on every namespace since Kubernetes 1.21.
const NAMESPACE_NAME: &str = "kubernetes.io/metadata.name";

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Ingress,
    Egress,
}

/// A policy, and where it holds.
pub(super) struct Policy<'a> {
    pub(super) item: Item<'a>,
    pub(super) spec: &'a NetworkPolicySpec,
}

/// A rule, for either direction. Without peers it is for all, without ports for every one.
pub(super) struct Rule<'a> {
    pub(super) peers: &'a [NetworkPolicyPeer],
    pub(super) ports: &'a [NetworkPolicyPort],
}

impl<'a> Policy<'a> {
    pub(super) fn of(item: Item<'a>) -> Option<Self> {
        let Object::NetworkPolicy(policy) = item.1 else { return None };
        let policy: &'a NetworkPolicy = policy;
        Some(Self { item, spec: policy.spec.as_ref()? })
    }

    /// Whether it isolates pods in this direction. Without types it is ingress, and egress where there are rules for it.
    pub(super) fn is_about(&self, direction: Direction) -> bool {
        let name = match direction {
            Direction::Ingress => "Ingress",
            Direction::Egress => "Egress",
        };
        match &self.spec.policy_types {
            Some(types) if !types.is_empty() => types.iter().any(|kind| kind == name),
            _ => direction == Direction::Ingress || self.spec.egress.as_ref().is_some_and(|rules| !rules.is_empty()),
        }
    }

    /// The rules of a direction; none where the policy is not about it.
    pub(super) fn rules(&self, direction: Direction) -> impl Iterator<Item = Rule<'a>> + use<'a> {
        let of = |peers: &'a Option<Vec<NetworkPolicyPeer>>, ports: &'a Option<Vec<NetworkPolicyPort>>| Rule {
            peers: peers.as_deref().unwrap_or_default(),
            ports: ports.as_deref().unwrap_or_default(),
        };
        let here = self.is_about(direction);
        let ingress = self.spec.ingress.iter().flatten().filter(move |_| here && direction == Direction::Ingress);
        let egress = self.spec.egress.iter().flatten().filter(move |_| here && direction == Direction::Egress);
        ingress.map(move |rule| of(&rule.from, &rule.ports)).chain(egress.map(move |rule| of(&rule.to, &rule.ports)))
    }

    /// The pods that it is about.
    pub(super) fn pods<'i>(&self, index: &'i Index<'a>) -> Vec<&'i Pods<'a>> {
        let selector = self.spec.pod_selector.as_ref();
        let labels = selector.and_then(|selector| selector.match_labels.as_ref());
        let mut pods = index.pods_with(namespace(self.item.1), labels);
        pods.retain(|pods| selector.is_none_or(|selector| selects_pods(selector, pods)));
        pods
    }
}

/// The labels of the namespaces.
pub(super) struct Spaces<'a> {
    labels: BTreeMap<&'a str, Labels>,
    /// Those of which the Namespace is not among the objects: of their labels the name alone is known.
    vague: BTreeSet<&'a str>,
}

impl<'a> Spaces<'a> {
    pub(super) fn new(index: &Index<'a>) -> Self {
        let mut labels: BTreeMap<&str, Labels> = BTreeMap::new();
        for (_, object) in &index.items {
            if let Object::Namespace(namespace) = object
                && let Some(name) = namespace.metadata.name.as_deref()
            {
                labels.insert(name, namespace.metadata.labels.clone().unwrap_or_default());
            }
        }
        let mut vague = BTreeSet::new();
        for pods in &index.pods {
            labels.entry(pods.namespace).or_insert_with(|| {
                vague.insert(pods.namespace);
                Labels::new()
            });
        }
        for (name, labels) in &mut labels {
            labels.insert(NAMESPACE_NAME.to_owned(), (*name).to_owned());
        }
        Self { labels, vague }
    }

    /// The pods that a peer is for certain.
    pub(super) fn pods_of<'i, 'b>(
        &self,
        index: &'i Index<'b>,
        policy: &Policy<'_>,
        peer: &NetworkPolicyPeer,
    ) -> Vec<&'i Pods<'b>> {
        let wanted = peer.pod_selector.clone().unwrap_or_default();
        let Some(selector) = &peer.namespace_selector else {
            return index.selected(namespace(policy.item.1), &wanted);
        };
        let spaces = match named(selector) {
            Some(name) => self.labels.range(name..).take(1),
            None => self.labels.range(""..).take(usize::MAX),
        };
        let is_sure = |space: &str| !self.vague.contains(space) || is_by_name(selector);
        let spaces = spaces.filter(|(space, labels)| is_sure(space) && selects(selector, labels));
        spaces.flat_map(|(space, _)| index.selected(space, &wanted)).collect()
    }

    /// Whether a peer may be these pods: the labels of a namespace may not be known.
    pub(super) fn may_be(&self, policy: &Policy<'_>, peer: &NetworkPolicyPeer, pods: &Pods<'_>) -> bool {
        let space = pods.namespace;
        let in_space = match &peer.namespace_selector {
            Some(selector) if self.vague.contains(space) && !is_by_name(selector) => true,
            Some(selector) => self.labels.get(space).is_some_and(|labels| selects(selector, labels)),
            None => peer.pod_selector.is_some() && namespace(policy.item.1) == space,
        };
        in_space && peer.pod_selector.as_ref().is_none_or(|selector| selects_pods(selector, pods))
    }
}

/// The one namespace that is selected by its name.
fn named(selector: &LabelSelector) -> Option<&str> {
    selector.match_labels.as_ref()?.get(NAMESPACE_NAME).map(String::as_str)
}

/// Whether a selector looks at nothing but the name, or at nothing at all.
fn is_by_name(selector: &LabelSelector) -> bool {
    let keys = selector.match_labels.iter().flat_map(BTreeMap::keys);
    let mut keys = keys.chain(selector.match_expressions.iter().flatten().map(|expression| &expression.key));
    keys.all(|key| key == NAMESPACE_NAME)
}

/// Whether some port is in both lists; an empty list has every port.
pub(super) fn meet(one: &[NetworkPolicyPort], other: &[NetworkPolicyPort], callee: &Pods<'_>) -> bool {
    let protocol = |port: &NetworkPolicyPort| port.protocol.clone().unwrap_or_else(|| "TCP".to_owned());
    let same = |one: &NetworkPolicyPort, other: &NetworkPolicyPort| {
        protocol(one) == protocol(other)
            && match (range(one, callee), range(other, callee)) {
                (Some((low, high)), Some((other_low, other_high))) => low <= other_high && other_low <= high,
                (None, _) | (_, None) => false,
            }
    };
    one.is_empty() || other.is_empty() || one.iter().any(|one| other.iter().any(|other| same(one, other)))
}

/// The numbers of a port: one, a range, or all. A name that the pods do not declare is none.
fn range(port: &NetworkPolicyPort, pods: &Pods<'_>) -> Option<(i32, i32)> {
    match &port.port {
        None => Some((0, i32::MAX)),
        Some(IntOrString::Int(number)) => Some((*number, port.end_port.unwrap_or(*number))),
        Some(IntOrString::String(name)) => {
            let declared = pods.ports().find(|declared| declared.name.as_deref() == Some(name))?;
            Some((declared.container_port, declared.container_port))
        }
    }
}
