//! What is laid over what: built-in defaults, the file, an environment's override.
//!
//! Before that, short forms become long ones, so that `ports: {http: 8080}` and `ports: {http: {service: 80}}` meet as
//! mappings; and where a value is a choice, an override takes away the alternatives it does not mention.

use super::choices;
use crate::yaml::tree::{Entry, Mapping, Node, Value};

/// What holds where a file says nothing. `{}` under a probe is a connection to the first port.
pub(crate) const DEFAULTS: &str = "\
replicas: 2
probes:
  startup: {within: 150s}
  readiness: {}
";

/// The keys of the document itself, which are no sections.
pub(crate) const DOCUMENT: [&str; 3] = ["apiVersion", "app", "environments"];

/// The sections of the document, in their long forms, without the keys of the document itself.
pub(crate) fn base(root: &Node) -> Node {
    let Some(mapping) = root.as_mapping() else { return root.clone() };
    let sections = mapping.entries.iter().filter(|entry| !DOCUMENT.contains(&entry.key.text())).cloned();
    long(&with_entries(root, sections.collect(), mapping.complete))
}

/// What a file says, over what holds where it says nothing. Unlike [`merge`](crate::yaml::tree::merge), mappings keep
/// the place they have in the file: what is missing in them is missing there.
pub(super) fn over_defaults(file: &Node, defaults: &Node) -> Node {
    fill(file, defaults, |_, own| own.is_none())
}

/// What holds where all layers say nothing in the end: a single value that null took away is as built in again, while
/// a mapping, such as a probe, stays away.
pub(super) fn restored(node: &Node, defaults: &Node) -> Node {
    fill(node, defaults, |default, own| default.as_scalar().is_some() && own.is_none_or(|entry| entry.value.is_null()))
}

/// Adds the defaults that `adds` picks, given what the mapping has itself; a null that takes a default away goes.
fn fill(node: &Node, defaults: &Node, adds: fn(&Node, Option<&Entry>) -> bool) -> Node {
    let (Some(above), Some(below)) = (node.as_mapping(), defaults.as_mapping()) else { return node.clone() };
    let mut entries = Vec::with_capacity(above.entries.len() + below.entries.len());
    for entry in &above.entries {
        match below.get(entry.key.text()) {
            Some(_) if entry.value.is_null() => {}
            Some(default) => {
                entries.push(Entry { key: entry.key.clone(), value: fill(&entry.value, &default.value, adds) });
            }
            None => entries.push(entry.clone()),
        }
    }
    let missing = below.entries.iter().filter(|default| adds(&default.value, above.get(default.key.text())));
    entries.extend(missing.cloned());
    with_entries(node, entries, above.complete)
}

/// An override, in its long form, the alternatives to what it chooses taken away.
pub(crate) fn over(node: &Node) -> Node {
    choices::chosen(&long(node))
}

/// `http: 8080` under `ports` becomes `http: {port: 8080}`.
pub(crate) fn long(sections: &Node) -> Node {
    sections.map_value("ports", |ports| {
        ports.map_values(|port| match port.as_scalar() {
            Some(scalar) if !scalar.is_null() => Node::mapping(port.span(), vec![Entry::implied("port", port.clone())]),
            _ => port.clone(),
        })
    })
}

/// A mapping in the place of another.
fn with_entries(node: &Node, entries: Vec<Entry>, complete: bool) -> Node {
    Node::new(node.span(), Value::Mapping(Mapping::new(entries, complete).into()))
}
