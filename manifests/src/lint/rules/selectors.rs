//! Workloads find their own pods, and no others.

use std::collections::BTreeMap;

use crate::lint::code::LintCode;
use crate::lint::finding::{LintFinding, ObjectRef};
use crate::lint::index::{Index, Pods, name, namespace};
use crate::lint::labels::{selects, written, written_selector};

pub(super) fn check(index: &Index<'_>, findings: &mut Vec<LintFinding>) {
    doubled(index, findings);
    for pods in &index.pods {
        let Some(selector) = pods.selector else { continue };
        if !selects(selector, pods.labels) {
            findings.push(LintFinding::new(
                pods.item,
                LintCode::SelectorMismatch,
                "spec.selector",
                format!("{} beside a template with {}", written_selector(selector), written(pods.labels)),
                "a selector that the template's labels match",
            ));
        }
    }
    shared(index, findings);
}

fn doubled(index: &Index<'_>, findings: &mut Vec<LintFinding>) {
    let mut seen = BTreeMap::new();
    for item in &index.items {
        let object = item.1;
        let key = (object.api_version(), object.kind(), namespace(object), name(object));
        let first = *seen.entry(key).or_insert(item.0);
        // Without a name the API server makes one.
        if first != item.0 && !name(object).is_empty() {
            let found = format!("{} again", ObjectRef::of(object));
            let expected = format!("one object of this name; the first is number {}", first + 1);
            findings.push(LintFinding::new(*item, LintCode::DoubledObject, "metadata.name", found, expected));
        }
    }
}

/// Workloads of one namespace that select one another's pods. What a controller owns is its own matter.
fn shared(index: &Index<'_>, findings: &mut Vec<LintFinding>) {
    let free = |pods: &&Pods<'_>| pods.item.1.metadata().owner_references.iter().flatten().next().is_none();
    for pods in index.pods.iter().filter(free) {
        let Some(selector) = pods.selector else { continue };
        let rank = |pods: &Pods<'_>| (pods.item.1.order(), name(pods.item.1).to_owned(), pods.item.0);
        let candidates = index.pods_with(pods.namespace, selector.match_labels.as_ref());
        let others = candidates.into_iter().filter(free).filter(|other| {
            // Of a pair, the one that selects too much is to blame; when both do, the later one by kind and name.
            let back = other.selector.is_some_and(|other| selects(other, pods.labels));
            other.item.0 != pods.item.0
                && other.lasting
                && selects(selector, other.labels)
                && (!back || rank(other) < rank(pods))
        });
        for other in others {
            findings.push(LintFinding::new(
                pods.item,
                LintCode::SharedPods,
                "spec.selector",
                format!(
                    "{}, which selects the pods of {} too",
                    written_selector(selector),
                    ObjectRef::of(other.item.1)
                ),
                "a selector of its own pods alone",
            ));
        }
    }
}
