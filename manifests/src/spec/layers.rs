//! What is laid over what: built-in defaults, the file, an environment's override.
//!
//! Before that, short forms become long ones, so that `ports: {http: 8080}` and `ports: {http: {service: 80}}` meet as
//! mappings; and where a value is a choice, an override takes away the alternatives it does not mention.

use crate::yaml::tree::{Entry, Mapping, Node, Value};

/// What holds where a file says nothing. `{}` under a probe is a connection to the first port.
pub(crate) const DEFAULTS: &str = "\
replicas: 2
probes:
  startup: {within: 150s}
  readiness: {}
";

/// The kinds of a probe's check: one replaces another, and `port` belongs to the kind.
const CHECK: [&str; 5] = ["http", "tcp", "grpc", "exec", "port"];
/// What an image is named by: an override replaces all of it, so that a new tag never meets an old digest.
const IMAGE: [&str; 3] = ["tag", "digest", "reference"];

/// The sections of the document, in their long forms, without the keys of the document itself.
pub(super) fn base(root: &Node, without: &[&str]) -> Node {
    let Some(mapping) = root.as_mapping() else { return root.clone() };
    let sections = mapping.entries.iter().filter(|entry| !without.contains(&entry.key.text())).cloned();
    long(&with_entries(root, sections.collect(), mapping.complete))
}

/// What a file says, over what holds where it says nothing. Unlike [`merge`](crate::yaml::tree::merge), mappings keep
/// the place they have in the file: what is missing in them is missing there.
pub(super) fn over_defaults(file: &Node, defaults: &Node) -> Node {
    let (Some(above), Some(below)) = (file.as_mapping(), defaults.as_mapping()) else { return file.clone() };
    let mut entries = Vec::with_capacity(above.entries.len() + below.entries.len());
    for entry in &above.entries {
        match below.get(entry.key.text()) {
            Some(_) if entry.value.is_null() => {}
            Some(default) => {
                entries.push(Entry { key: entry.key.clone(), value: over_defaults(&entry.value, &default.value) });
            }
            None => entries.push(entry.clone()),
        }
    }
    entries.extend(below.entries.iter().filter(|default| above.get(default.key.text()).is_none()).cloned());
    with_entries(file, entries, above.complete)
}

/// An override, in its long form, the alternatives to what it chooses taken away.
pub(super) fn over(node: &Node) -> Node {
    long(node)
        .map_value("image", |image| choice(image, &IMAGE, &IMAGE))
        .map_value("probes", |probes| probes.map_values(|probe| choice(probe, &CHECK[..4], &CHECK)))
}

/// `http: 8080` under `ports` becomes `http: {port: 8080}`.
fn long(sections: &Node) -> Node {
    sections.map_value("ports", |ports| {
        ports.map_values(|port| match port.as_scalar() {
            Some(scalar) if !scalar.is_null() => Node::mapping(port.span(), vec![Entry::implied("port", port.clone())]),
            _ => port.clone(),
        })
    })
}

/// If one of `choices` is given, all others of `group` are null.
fn choice(node: &Node, choices: &[&str], group: &[&str]) -> Node {
    let Some(mapping) = node.as_mapping() else { return node.clone() };
    if !choices.iter().any(|choice| mapping.get(choice).is_some_and(|entry| !entry.value.is_null())) {
        return node.clone();
    }
    let others = group.iter().filter(|name| mapping.get(name).is_none());
    let nulls = others.map(|name| Entry::implied(name, Node::plain(node.span(), "null")));
    with_entries(node, mapping.entries.iter().cloned().chain(nulls).collect(), mapping.complete)
}

/// A mapping in the place of another.
fn with_entries(node: &Node, entries: Vec<Entry>, complete: bool) -> Node {
    Node::new(node.span(), Value::Mapping(Mapping { entries, complete }.into()))
}
