//! Policies protect pods, and what one of them lets out the other lets in.

use std::collections::BTreeMap;

use k8s_openapi::api::networking::v1::{NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicySpec};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use crate::lint::code::LintCode;
use crate::lint::finding::{LintFinding, ObjectRef};
use crate::lint::index::{Index, Item, Pods, namespace};
use crate::lint::labels::{Labels, selects, written_selector};
use crate::object::Object;

/// Set by the API server on every namespace since Kubernetes 1.21.
const NAMESPACE_NAME: &str = "kubernetes.io/metadata.name";

/// A policy, and where it holds.
struct Policy<'a> {
    item: Item<'a>,
    spec: &'a NetworkPolicySpec,
}

impl Policy<'_> {
    /// Whether it isolates pods in this direction. Without types it is ingress, and egress where there are rules for it.
    fn is_about(&self, direction: &str) -> bool {
        match &self.spec.policy_types {
            Some(types) if !types.is_empty() => types.iter().any(|kind| kind == direction),
            _ => direction == "Ingress" || self.spec.egress.as_ref().is_some_and(|rules| !rules.is_empty()),
        }
    }

    fn protects(&self, pods: &Pods<'_>) -> bool {
        namespace(self.item.1) == pods.namespace
            && self.spec.pod_selector.as_ref().is_none_or(|selector| selects(selector, pods.labels))
    }
}

pub(super) fn check(index: &Index<'_>, findings: &mut Vec<LintFinding>) {
    let policies: Vec<Policy<'_>> = index.items.iter().filter_map(|item| policy(*item)).collect();
    let mut by_namespace: BTreeMap<&str, Vec<&Policy<'_>>> = BTreeMap::new();
    for policy in &policies {
        by_namespace.entry(namespace(policy.item.1)).or_default().push(policy);
    }
    let spaces = spaces(index);
    for policy in &policies {
        let pods: Vec<&Pods<'_>> =
            index.pods_in(namespace(policy.item.1)).filter(|pods| policy.protects(pods)).collect();
        if pods.is_empty() {
            if let Some(selector) = policy.spec.pod_selector.as_ref().filter(|selector| !is_empty(selector)) {
                findings.push(LintFinding::new(
                    policy.item,
                    LintCode::PolicyWithoutPods,
                    "spec.podSelector",
                    format!("{}, which selects no pod", written_selector(selector)),
                    "the labels of a pod template",
                ));
            }
            continue;
        }
        if !policy.is_about("Egress") {
            continue;
        }
        for (at, rule) in policy.spec.egress.iter().flatten().enumerate() {
            for (to, peer) in rule.to.iter().flatten().enumerate() {
                // A peer that is chosen by its labels is meant; a whole namespace, or everything, is a matter of reach.
                if peer.pod_selector.as_ref().is_none_or(is_empty) {
                    continue;
                }
                for callee in callees(index, &spaces, policy, peer) {
                    let Some(refusal) = refusal(&by_namespace, &spaces, &pods, callee, rule.ports.as_deref()) else {
                        continue;
                    };
                    findings.push(LintFinding::new(
                        policy.item,
                        LintCode::CutCall,
                        format!("spec.egress[{at}].to[{to}]"),
                        format!("a call to {}, which {} refuses", ObjectRef::of(callee.item.1), ObjectRef::of(refusal)),
                        format!(
                            "an ingress rule there for {}",
                            pods.first().map_or_else(String::new, |pods| ObjectRef::of(pods.item.1).to_string())
                        ),
                    ));
                }
            }
        }
    }
}

fn policy<'a>(item: Item<'a>) -> Option<Policy<'a>> {
    let Object::NetworkPolicy(policy) = item.1 else { return None };
    let policy: &'a NetworkPolicy = policy;
    Some(Policy { item, spec: policy.spec.as_ref()? })
}

fn is_empty(selector: &k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector) -> bool {
    selector.match_labels.as_ref().is_none_or(BTreeMap::is_empty)
        && selector.match_expressions.as_ref().is_none_or(Vec::is_empty)
}

/// The labels of the namespaces: those that are written, and those of pods without a Namespace among the objects.
fn spaces<'a>(index: &Index<'a>) -> BTreeMap<&'a str, Labels> {
    let mut spaces = BTreeMap::new();
    for pods in &index.pods {
        spaces.entry(pods.namespace).or_insert_with(Labels::new);
    }
    for (_, object) in &index.items {
        if let Object::Namespace(namespace) = object
            && let Some(name) = namespace.metadata.name.as_deref()
        {
            spaces.insert(name, namespace.metadata.labels.clone().unwrap_or_default());
        }
    }
    for (name, labels) in &mut spaces {
        labels.insert(NAMESPACE_NAME.to_owned(), (*name).to_owned());
    }
    spaces
}

/// Whether a peer, in a policy of this namespace, is these pods. Blocks of addresses are not compared with pods.
fn is_peer(spaces: &BTreeMap<&str, Labels>, home: &str, peer: &NetworkPolicyPeer, pods: &Pods<'_>) -> bool {
    let in_space = match &peer.namespace_selector {
        Some(selector) => spaces.get(pods.namespace).is_some_and(|labels| selects(selector, labels)),
        None => peer.pod_selector.is_some() && home == pods.namespace,
    };
    in_space && peer.pod_selector.as_ref().is_none_or(|selector| selects(selector, pods.labels))
}

fn callees<'i, 'a>(
    index: &'i Index<'a>,
    spaces: &BTreeMap<&'a str, Labels>,
    policy: &Policy<'a>,
    peer: &NetworkPolicyPeer,
) -> Vec<&'i Pods<'a>> {
    let home = namespace(policy.item.1);
    index.pods.iter().filter(|pods| pods.lasting && is_peer(spaces, home, peer, pods)).collect()
}

/// A policy that keeps the callers from the callee, while none lets them in. Pods that no policy is about take all calls,
/// and so do pods of themselves.
fn refusal<'a>(
    policies: &BTreeMap<&str, Vec<&Policy<'a>>>,
    spaces: &BTreeMap<&str, Labels>,
    callers: &[&Pods<'_>],
    callee: &Pods<'_>,
    ports: Option<&[NetworkPolicyPort]>,
) -> Option<&'a Object> {
    let about: Vec<&&Policy<'_>> = policies
        .get(callee.namespace)?
        .iter()
        .filter(|policy| policy.is_about("Ingress") && policy.protects(callee))
        .collect();
    let first = about.first()?;
    let lets_in = about.iter().any(|policy| {
        policy.spec.ingress.iter().flatten().any(|rule| {
            let from = rule.from.as_deref().unwrap_or_default();
            let home = namespace(policy.item.1);
            let peers = from.is_empty()
                || callers.iter().any(|caller| from.iter().any(|peer| is_peer(spaces, home, peer, caller)))
                // Which addresses callers have is not known here.
                || from.iter().any(|peer| peer.ip_block.is_some());
            peers && meet(ports, rule.ports.as_deref(), callee)
        })
    });
    (!lets_in).then_some(first.item.1)
}

/// Whether some port is in both lists; a list that is not there, or empty, has every port.
fn meet(out: Option<&[NetworkPolicyPort]>, into: Option<&[NetworkPolicyPort]>, callee: &Pods<'_>) -> bool {
    let (out, into) = (out.unwrap_or_default(), into.unwrap_or_default());
    out.is_empty()
        || into.is_empty()
        || out.iter().any(|out| {
            into.iter().any(|into| {
                let protocol = |port: &NetworkPolicyPort| port.protocol.clone().unwrap_or_else(|| "TCP".to_owned());
                protocol(out) == protocol(into)
                    && match (range(out, callee), range(into, callee)) {
                        (Some((low, high)), Some((other_low, other_high))) => low <= other_high && other_low <= high,
                        (None, _) | (_, None) => false,
                    }
            })
        })
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
