//! Subsets of a host are versions that run, and all of them.

use std::collections::BTreeMap;

use crate::istio::{DestinationRule, Subset};
use crate::lint::code::LintCode;
use crate::lint::finding::{LintFinding, ObjectRef};
use crate::lint::hosts::{Host, canonical, entries, resolve};
use crate::lint::index::{Index, Pods, namespace};
use crate::lint::labels::{has, written};
use crate::object::Object;

pub(super) fn check(index: &Index<'_>, findings: &mut Vec<LintFinding>) {
    let entries = entries(index);
    for item in &index.items {
        let Object::DestinationRule(rule) = item.1 else { continue };
        let rule: &DestinationRule = rule;
        let Host::Service(service) = resolve(index, &entries, namespace(item.1), &rule.spec.host) else { continue };
        let Some(pods) = super::services::selected(index, service) else { continue };
        let subsets = &rule.spec.subsets;
        for (at, subset) in subsets.iter().enumerate() {
            if !pods.iter().any(|pods| has(pods.labels, &subset.labels)) {
                findings.push(LintFinding::new(
                    *item,
                    LintCode::EmptySubset,
                    format!("spec.subsets[{at}].labels"),
                    format!("{} in subset `{}`, which no pod of the host has", written(&subset.labels), subset.name),
                    "labels of its pods",
                ));
            }
        }
        if let Some(left) = left_out(&pods, subsets) {
            findings.push(LintFinding::new(
                *item,
                LintCode::WithoutStable,
                "spec.subsets",
                format!("no subset for the pods of {}", ObjectRef::of(left.item.1)),
                "a subset for each version of the host",
            ));
        }
    }
}

/// Pods of the host that are in no subset, where others are.
fn left_out<'i, 'a>(pods: &[&'i Pods<'a>], subsets: &[Subset]) -> Option<&'i Pods<'a>> {
    let covered = |pods: &Pods<'_>| subsets.iter().any(|subset| has(pods.labels, &subset.labels));
    let some = pods.iter().any(|pods| covered(pods));
    pods.iter().find(|pods| some && !covered(pods)).copied()
}

/// The subsets of each host, by its canonical text. Several rules of one host are merged by Istio.
pub(super) fn declared<'a>(index: &Index<'a>) -> BTreeMap<String, Vec<&'a str>> {
    let mut subsets: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (_, object) in &index.items {
        if let Object::DestinationRule(rule) = object {
            let rule: &'a DestinationRule = rule;
            let names = rule.spec.subsets.iter().map(|subset| subset.name.as_str());
            subsets.entry(canonical(namespace(object), &rule.spec.host)).or_default().extend(names);
        }
    }
    subsets
}
