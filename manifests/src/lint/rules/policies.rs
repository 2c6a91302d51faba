//! Policies protect pods, and what one of them lets out the other lets in.

use std::collections::BTreeMap;

use k8s_openapi::api::networking::v1::{NetworkPolicyPeer, NetworkPolicyPort};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;

use super::peers::{Direction, Policy, Spaces, meet};
use crate::lint::code::LintCode;
use crate::lint::finding::{LintFinding, ObjectRef};
use crate::lint::index::{Index, Item, Pods, namespace};
use crate::lint::labels::{Labels, has, written, written_selector};
use crate::object::Object;

/// Where policies of Istio hold for the whole mesh.
const ISTIO_SYSTEM: &str = "istio-system";

pub(super) fn check(index: &Index<'_>, findings: &mut Vec<LintFinding>) {
    let mut policies = Vec::new();
    for item in &index.items {
        let selector = match item.1 {
            Object::AuthorizationPolicy(policy) => policy.spec.selector.as_ref(),
            Object::PeerAuthentication(policy) => policy.spec.selector.as_ref(),
            _ => None,
        };
        if let Some(selector) = selector {
            of_istio(index, *item, &selector.match_labels, findings);
        }
        policies.extend(Policy::of(*item));
    }
    let about = About::new(index, &policies);
    let spaces = Spaces::new(index);
    for policy in &policies {
        let pods = policy.pods(index);
        if pods.is_empty() {
            let selector = policy.spec.pod_selector.as_ref().filter(|selector| !is_empty(selector));
            if let Some(selector) = selector.filter(|_| index.expects_pods(policy.item.1)) {
                without_pods(policy.item, "spec.podSelector", &written_selector(selector), findings);
            }
            continue;
        }
        for (at, rule) in policy.rules(Direction::Egress).enumerate() {
            for (to, peer) in rule.peers.iter().enumerate().filter(|(_, peer)| is_meant(peer)) {
                for callee in spaces.pods_of(index, policy, peer).into_iter().filter(|callee| callee.lasting) {
                    let refusal = about.refusal(&spaces, Direction::Ingress, callee, &pods, rule.ports);
                    if let Some(refusal) = refusal {
                        let path = format!("spec.egress[{at}].to[{to}]");
                        let found = format!("a call to {}, which {refusal} refuses", ObjectRef::of(callee.item.1));
                        let expected = format!("an ingress rule there for {}", first(&pods));
                        findings.push(LintFinding::new(policy.item, LintCode::CutCall, path, found, expected));
                    }
                }
            }
        }
        for (at, rule) in policy.rules(Direction::Ingress).enumerate() {
            for (from, peer) in rule.peers.iter().enumerate().filter(|(_, peer)| is_meant(peer)) {
                for caller in spaces.pods_of(index, policy, peer) {
                    let refusal = about.refusal(&spaces, Direction::Egress, caller, &pods, rule.ports);
                    if let Some(refusal) = refusal {
                        let path = format!("spec.ingress[{at}].from[{from}]");
                        let found = format!("a call by {}, which {refusal} refuses", ObjectRef::of(caller.item.1));
                        let expected = format!("an egress rule there to {}", first(&pods));
                        findings.push(LintFinding::new(policy.item, LintCode::CutCall, path, found, expected));
                    }
                }
            }
        }
    }
}

/// Whether a peer is meant: chosen by its labels. A whole namespace, or everything, is a matter of reach.
fn is_meant(peer: &NetworkPolicyPeer) -> bool {
    peer.pod_selector.as_ref().is_some_and(|selector| !is_empty(selector))
}

fn is_empty(selector: &LabelSelector) -> bool {
    selector.match_labels.as_ref().is_none_or(BTreeMap::is_empty)
        && selector.match_expressions.as_ref().is_none_or(Vec::is_empty)
}

fn first(pods: &[&Pods<'_>]) -> String {
    pods.first().map_or_else(String::new, |pods| ObjectRef::of(pods.item.1).to_string())
}

fn of_istio(index: &Index<'_>, item: Item<'_>, labels: &Labels, findings: &mut Vec<LintFinding>) {
    let space = namespace(item.1);
    let found = index.pods_with(space, Some(labels)).into_iter().any(|pods| has(pods, labels));
    if !found && space != ISTIO_SYSTEM && index.expects_pods(item.1) {
        without_pods(item, "spec.selector", &written(labels), findings);
    }
}

fn without_pods(item: Item<'_>, path: &str, selector: &str, findings: &mut Vec<LintFinding>) {
    let (found, expected) = (format!("{selector}, which selects no pod"), "the labels of a pod template");
    findings.push(LintFinding::new(item, LintCode::PolicyWithoutPods, path, found, expected));
}

/// The policies about each of the pods, by the place of their object.
struct About<'p, 'a>(BTreeMap<usize, Vec<&'p Policy<'a>>>);

impl<'p, 'a> About<'p, 'a> {
    fn new(index: &Index<'a>, policies: &'p [Policy<'a>]) -> Self {
        let mut about: BTreeMap<usize, Vec<&Policy<'_>>> = BTreeMap::new();
        for policy in policies {
            policy.pods(index).iter().for_each(|pods| about.entry(pods.item.0).or_default().push(policy));
        }
        Self(about)
    }

    /// A policy that keeps these pods from all of their peers, while none lets a call pass. Pods that no policy is about
    /// take and make all calls, and so do those in the network of their node.
    fn refusal(
        &self,
        spaces: &Spaces<'_>,
        direction: Direction,
        pods: &Pods<'_>,
        peers: &[&Pods<'_>],
        ports: &[NetworkPolicyPort],
    ) -> Option<ObjectRef> {
        let in_node = |pods: &Pods<'_>| pods.spec.host_network == Some(true);
        if in_node(pods) || peers.iter().any(|peer| in_node(peer)) {
            return None;
        }
        let policies = self.0.get(&pods.item.0)?.iter().filter(|policy| policy.is_about(direction));
        let mut first = None;
        for policy in policies {
            first = first.or(Some(policy.item.1));
            let reaches = |rule: &super::peers::Rule<'_>, other: &Pods<'_>| {
                // Which addresses pods have is not known here.
                let may = |peer: &NetworkPolicyPeer| peer.ip_block.is_some() || spaces.may_be(policy, peer, other);
                let callee = if direction == Direction::Ingress { pods } else { other };
                (rule.peers.is_empty() || rule.peers.iter().any(may)) && meet(ports, rule.ports, callee)
            };
            if policy.rules(direction).any(|rule| peers.iter().any(|other| reaches(&rule, other))) {
                return None;
            }
        }
        first.map(ObjectRef::of)
    }
}
