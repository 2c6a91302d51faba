//! One tree laid over another.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Entry, Mapping, Node, Value};

/// Lays `over` on `base`: mappings merge by key, null removes a key, everything else replaces.
///
/// - Keys keep the order of `base`; new ones follow in the order of `over`.
/// - Every node keeps the place it comes from, so a merged value says which text decided it.
/// - A null for a key that `base` does not have stays: a decoder then finds the misspelt key that was to be removed.
/// - Where `over` is null as a whole there is nothing to lay over, and `base` stays.
///
/// Laying nothing over, `{}`, is the identity. Where upper layers have no null, and a key has one kind of value in all
/// of them, it does not matter which two are merged first. Nodes are shared, not copied.
pub(crate) fn merge(base: &Node, over: &Node) -> Node {
    match (base.value(), over.value()) {
        (_, Value::Scalar(scalar)) if scalar.is_null() => base.clone(),
        _ => merge_value(base, over),
    }
}

fn merge_value(base: &Node, over: &Node) -> Node {
    let (Value::Mapping(below), Value::Mapping(above)) = (base.value(), over.value()) else {
        return over.clone();
    };
    if above.entries.is_empty() && above.complete {
        return base.clone();
    }
    let mut changes: BTreeMap<&str, &Entry> = above.entries.iter().map(|entry| (entry.key.text(), entry)).collect();
    let mut entries = Vec::with_capacity(below.entries.len() + changes.len());
    for entry in &below.entries {
        match changes.remove(entry.key.text()) {
            None => entries.push(entry.clone()),
            Some(change) if change.value.is_null() => {}
            Some(change) => {
                entries.push(Entry { key: entry.key.clone(), value: merge_value(&entry.value, &change.value) });
            }
        }
    }
    entries.extend(above.entries.iter().filter(|entry| changes.contains_key(entry.key.text())).cloned());
    let complete = below.complete && above.complete;
    Node::new(base.span(), Value::Mapping(Arc::new(Mapping::new(entries, complete))))
}

#[cfg(test)]
#[path = "merge_tests.rs"]
mod tests;
