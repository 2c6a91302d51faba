//! Subsets of a host are versions that run, and all of them.

use std::collections::BTreeMap;

use crate::istio::{DestinationRule, Subset};
use crate::lint::code::LintCode;
use crate::lint::finding::{LintFinding, ObjectRef};
use crate::lint::hosts::{Entries, Host, canonical, resolve, service_of, tails};
use crate::lint::index::{Index, Item, Pods, namespace};
use crate::lint::labels::{has, written};
use crate::object::Object;

pub(super) fn check(index: &Index<'_>, findings: &mut Vec<LintFinding>) {
    let entries = Entries::new(index);
    let mut whole: BTreeMap<usize, (Item<'_>, Vec<&Subset>)> = BTreeMap::new();
    for item in &index.items {
        let Object::DestinationRule(rule) = item.1 else { continue };
        let rule: &DestinationRule = rule;
        let Host::Service(service) = resolve(index, &entries, *item, &rule.spec.host) else { continue };
        let pods = super::services::selected(index, service).unwrap_or_default();
        // Without any, the Service is to blame, or its pods are elsewhere.
        if pods.is_empty() {
            continue;
        }
        let subsets = &rule.spec.subsets;
        for (at, subset) in subsets.iter().enumerate() {
            if !pods.iter().any(|pods| has(pods, &subset.labels)) {
                findings.push(LintFinding::new(
                    *item,
                    LintCode::EmptySubset,
                    format!("spec.subsets[{at}].labels"),
                    format!("{} in subset `{}`, which no pod of the host has", written(&subset.labels), subset.name),
                    "labels of its pods",
                ));
            }
        }
        let (_, all) = whole.entry(service.item.0).or_insert_with(|| (*item, Vec::new()));
        all.extend(subsets);
    }
    for (item, subsets) in whole.into_values() {
        let Object::DestinationRule(rule) = item.1 else { continue };
        let Host::Service(service) = resolve(index, &entries, item, &rule.spec.host) else { continue };
        let pods = super::services::selected(index, service).unwrap_or_default();
        if let Some(left) = left_out(&pods, &subsets) {
            findings.push(LintFinding::new(
                item,
                LintCode::WithoutStable,
                "spec.subsets",
                format!("no subset for the pods of {}", ObjectRef::of(left.item.1)),
                "a subset for each version of the host",
            ));
        }
    }
}

/// Pods of the host that are in no subset, where others are.
fn left_out<'i, 'a>(pods: &[&'i Pods<'a>], subsets: &[&Subset]) -> Option<&'i Pods<'a>> {
    let covered = |pods: &Pods<'_>| subsets.iter().any(|subset| has(pods, &subset.labels));
    let some = pods.iter().any(|pods| covered(pods));
    pods.iter().find(|pods| some && !covered(pods)).copied()
}

/// The subsets of each host, by its canonical text. Several rules of one host are merged by Istio.
pub(super) struct Declared<'a>(BTreeMap<String, Vec<&'a str>>);

impl<'a> Declared<'a> {
    pub(super) fn new(index: &Index<'a>) -> Self {
        let mut subsets: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (_, object) in &index.items {
            if let Object::DestinationRule(rule) = object {
                let rule: &'a DestinationRule = rule;
                let names = rule.spec.subsets.iter().map(|subset| subset.name.as_str());
                subsets.entry(canonical(namespace(object), &rule.spec.host)).or_default().extend(names);
            }
        }
        Self(subsets)
    }

    /// The subsets of a host; those of a rule with a star hold for every host that ends so.
    pub(super) fn of(&self, home: &str, host: &str) -> Vec<&'a str> {
        let whole = match service_of(home, host) {
            Some((namespace, name)) => format!("{name}.{namespace}.svc.cluster.local"),
            None => host.to_ascii_lowercase(),
        };
        let wild = tails(&whole).filter_map(|tail| self.0.get(&format!("*{tail}")));
        self.0.get(&canonical(home, host)).into_iter().chain(wild).flatten().copied().collect()
    }
}
