//! What is laid over what: built-in defaults, the file, an environment's override.
//!
//! Before that, short forms become long ones, so that `ports: {http: 8080}` and `ports: {http: {service: 80}}` meet as
//! mappings; and where a value is a choice, an override takes away the alternatives it does not mention.

use crate::yaml::tree::{Entry, Key, Mapping, Node, Scalar, Style, Value};

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
    let sections = map(root, |entry| Some(entry.clone()).filter(|entry| !without.contains(&entry.key.text())));
    long(&sections)
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
    Node::new(file.span(), Value::Mapping(Mapping { entries, complete: above.complete }.into()))
}

/// An override, in its long form, the alternatives to what it chooses taken away.
pub(super) fn over(node: &Node) -> Node {
    map(&long(node), |entry| {
        let value = match entry.key.text() {
            "image" => choice(&entry.value, &IMAGE, &IMAGE),
            "probes" => map(&entry.value, |probe| {
                Some(Entry { key: probe.key.clone(), value: choice(&probe.value, &CHECK[..4], &CHECK) })
            }),
            _ => entry.value.clone(),
        };
        Some(Entry { key: entry.key.clone(), value })
    })
}

/// `http: 8080` under `ports` becomes `http: {port: 8080}`.
fn long(sections: &Node) -> Node {
    map(sections, |entry| {
        let value = match entry.key.text() {
            "ports" => map(&entry.value, |port| {
                let value = match port.value.as_scalar() {
                    Some(scalar) if !scalar.is_null() => Node::mapping(
                        port.value.span(),
                        vec![Entry { key: key("port", &port.value), value: port.value.clone() }],
                    ),
                    _ => port.value.clone(),
                };
                Some(Entry { key: port.key.clone(), value })
            }),
            _ => entry.value.clone(),
        };
        Some(Entry { key: entry.key.clone(), value })
    })
}

/// If one of `choices` is given, all others of `group` are null.
fn choice(node: &Node, choices: &[&str], group: &[&str]) -> Node {
    let Some(mapping) = node.as_mapping() else { return node.clone() };
    let given = |key: &str| mapping.get(key).is_some();
    if !choices.iter().any(|choice| mapping.get(choice).is_some_and(|entry| !entry.value.is_null())) {
        return node.clone();
    }
    let mut entries = mapping.entries.clone();
    for name in group.iter().filter(|name| !given(name)) {
        entries.push(Entry { key: key(name, node), value: Node::plain(node.span(), "null") });
    }
    Node::new(node.span(), Value::Mapping(Mapping { entries, complete: mapping.complete }.into()))
}

/// A key that stands in no file, at the place of the value that implies it.
fn key(name: &str, value: &Node) -> Key {
    Key { span: value.span(), scalar: Scalar::new(name, Style::Plain) }
}

/// The same mapping with other entries; anything else is left as it is.
fn map(node: &Node, change: impl FnMut(&Entry) -> Option<Entry>) -> Node {
    let Some(mapping) = node.as_mapping() else { return node.clone() };
    let entries = mapping.entries.iter().filter_map(change).collect();
    Node::new(node.span(), Value::Mapping(Mapping { entries, complete: mapping.complete }.into()))
}
