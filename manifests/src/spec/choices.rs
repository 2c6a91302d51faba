//! What an override takes away by choosing something else.
//!
//! Maps merge by key, so an override that mounts `{emptyDir: 1Gi}` where the file claims `{size: 10Gi}` would ask for
//! both. Where a value is a choice of kinds, a kind therefore takes the place of the others; within a kind, maps merge
//! as everywhere.

use crate::yaml::tree::{Entry, Mapping, Node, Value};

/// The kinds of a probe's check. `port` goes with `http`: it stays when only the path changes.
const CHECK: [&[&str]; 4] = [&["http", "port"], &["tcp"], &["grpc"], &["exec"]];
/// Where the value of a variable comes from; text is a kind too, and replaces a mapping by being none.
const ENV: [&[&str]; 2] = [&["secret", "key"], &["field"]];
/// What holds the data of a volume.
const VOLUME: [&[&str]; 6] =
    [&["size", "class", "access"], &["claim"], &["emptyDir"], &["hostPath"], &["nfs"], &["csi"]];
/// What an image is named by: all of it is replaced, so that a new tag never meets an old digest.
const IMAGE: [&str; 3] = ["tag", "digest", "reference"];
/// What a size stands for. Amounts from below would win over it, in silence.
const AMOUNTS: [&str; 3] = ["cpu", "memory", "limits"];
/// What only a proxy of the mesh does.
pub(super) const PROXY: [&str; 7] = ["mtls", "timeout", "retries", "outlier", "connections", "limit", "fault"];

/// An override in its long form, the alternatives to what it chooses taken away.
pub(super) fn chosen(sections: &Node) -> Node {
    let containers = |containers: &Node| {
        containers
            .map_values(|one| one.map_value("resources", resources).map_value("env", |env| env.map_values(kind(&ENV))))
    };
    sections
        .map_value("image", image)
        .map_value("resources", resources)
        .map_value("probes", |probes| probes.map_values(check))
        .map_value("env", |env| env.map_values(kind(&ENV)))
        .map_value("storage", |volumes| volumes.map_values(kind(&VOLUME)))
        .map_value("init", containers)
        .map_value("sidecars", containers)
        .map_value("mesh", mesh)
        .map_value("tracks", |tracks| tracks.map_values(|track| track.map_value("image", image)))
        .map_value("canary", |canary| canary.map_value("image", image))
}

fn image(image: &Node) -> Node {
    if IMAGE.iter().any(|key| gives(image, key)) { with_nulls(image, &IMAGE) } else { image.clone() }
}

fn resources(resources: &Node) -> Node {
    if gives(resources, "size") { with_nulls(resources, &AMOUNTS) } else { resources.clone() }
}

/// An app out of the mesh has no settings of it.
fn mesh(mesh: &Node) -> Node {
    let mode = mesh.get("mode").and_then(Node::as_scalar);
    if mode.is_some_and(|mode| mode.text() == "none") { with_nulls(mesh, &PROXY) } else { mesh.clone() }
}

/// Unlike elsewhere, a lone `port` chooses nothing: it is that of the check below, whatever that is.
fn check(probe: &Node) -> Node {
    let chooses = CHECK.iter().any(|kind| kind.first().is_some_and(|key| gives(probe, key)));
    if chooses { kind(&CHECK)(probe) } else { probe.clone() }
}

/// If one kind is given, the keys of all others are null.
fn kind(kinds: &'static [&'static [&'static str]]) -> impl Fn(&Node) -> Node {
    move |node| {
        let given = |kind: &&&[&str]| kind.iter().any(|key| gives(node, key));
        if !kinds.iter().any(|kind| given(&kind)) {
            return node.clone();
        }
        let others: Vec<&str> =
            kinds.iter().filter(|kind| !given(kind)).flat_map(|kind| kind.iter().copied()).collect();
        with_nulls(node, &others)
    }
}

/// Whether a mapping has a value for a key.
fn gives(node: &Node, key: &str) -> bool {
    node.get(key).is_some_and(|value| !value.is_null())
}

/// A mapping in which the keys that it lacks are null.
fn with_nulls(node: &Node, keys: &[&str]) -> Node {
    let Some(mapping) = node.as_mapping() else { return node.clone() };
    let absent = keys.iter().filter(|key| mapping.get(key).is_none());
    let nulls = absent.map(|key| Entry::implied(key, Node::plain(node.span(), "null")));
    let entries = mapping.entries.iter().cloned().chain(nulls).collect();
    Node::new(node.span(), Value::Mapping(Mapping::new(entries, mapping.complete).into()))
}
