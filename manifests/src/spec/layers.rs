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

/// The kinds of a probe's check: one replaces another.
const CHECK: [&str; 4] = ["http", "tcp", "grpc", "exec"];
/// What an image is named by: an override replaces all of it, so that a new tag never meets an old digest.
const IMAGE: [&str; 3] = ["tag", "digest", "reference"];
/// What a size stands for.
const AMOUNTS: [&str; 3] = ["cpu", "memory", "limits"];

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
    long(node)
        .map_value("image", |image| choice(image, &IMAGE))
        .map_value("resources", |resources| {
            // A size says all of it; amounts from below would win over it, in silence.
            if gives(resources, "size") { with_nulls(resources, &AMOUNTS) } else { resources.clone() }
        })
        .map_value("probes", |probes| probes.map_values(|probe| without_port(&choice(probe, &CHECK))))
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

/// If one of `choices` is given, all others are null.
fn choice(node: &Node, choices: &[&str]) -> Node {
    if choices.iter().any(|choice| gives(node, choice)) { with_nulls(node, choices) } else { node.clone() }
}

/// `port` belongs to `http`: it goes when another kind of check comes, and stays when only the path changes.
fn without_port(probe: &Node) -> Node {
    let other = CHECK.iter().any(|kind| *kind != "http" && gives(probe, kind));
    if other { with_nulls(probe, &["port"]) } else { probe.clone() }
}

/// Whether a mapping has a value for a key.
fn gives(node: &Node, key: &str) -> bool {
    node.as_mapping().and_then(|mapping| mapping.get(key)).is_some_and(|entry| !entry.value.is_null())
}

/// A mapping in which the keys that it lacks are null.
fn with_nulls(node: &Node, keys: &[&str]) -> Node {
    let Some(mapping) = node.as_mapping() else { return node.clone() };
    let absent = keys.iter().filter(|key| mapping.get(key).is_none());
    let nulls = absent.map(|key| Entry::implied(key, Node::plain(node.span(), "null")));
    with_entries(node, mapping.entries.iter().cloned().chain(nulls).collect(), mapping.complete)
}

/// A mapping in the place of another.
fn with_entries(node: &Node, entries: Vec<Entry>, complete: bool) -> Node {
    Node::new(node.span(), Value::Mapping(Mapping { entries, complete }.into()))
}
