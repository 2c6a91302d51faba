//! The objects that are given, each once.

use std::collections::{BTreeMap, BTreeSet};

use pavedroad_manifests::{Manifests, Object};

use crate::owned::exists;

/// An object, and what is known of it.
#[derive(Clone, Copy)]
pub(crate) struct Given<'a> {
    pub(crate) object: &'a Object,
    /// The namespace it is in, empty for those of the whole cluster.
    pub(crate) namespace: &'a str,
    /// Whether a server has it already, perhaps in an older form.
    pub(crate) is_there: bool,
}

/// The objects, with this namespace where they give none; of two with one name the later.
pub(crate) fn given<'a>(manifests: &'a Manifests, namespace: &'a str) -> Vec<Given<'a>> {
    let objects: Vec<(&Object, &str)> = manifests.objects().map(|object| (object, of(object, namespace))).collect();
    let mut last = BTreeMap::new();
    let mut there = BTreeSet::new();
    let names = objects.iter().map(|(object, namespace)| name(object, namespace));
    for (at, (name, (object, _))) in names.zip(&objects).enumerate() {
        if let Some(name) = name {
            last.insert(name, at);
            there.extend(exists(object.metadata()).then_some(name));
        }
    }
    let latest = objects.iter().enumerate().filter_map(|(at, (object, namespace))| {
        let name = name(object, namespace);
        let counts = name.is_none_or(|name| last.get(&name) == Some(&at));
        let is_there = name.is_some_and(|name| there.contains(&name));
        counts.then_some(Given { object, namespace, is_there })
    });
    latest.collect()
}

/// What no two objects share; nothing for one that is named when it is made.
fn name<'a>(object: &'a Object, namespace: &'a str) -> Option<[&'a str; 4]> {
    let name = object.metadata().name.as_deref().filter(|name| !name.is_empty())?;
    Some([object.api_version(), object.kind(), namespace, name])
}

/// The namespace an object is in.
fn of<'a>(object: &'a Object, default: &'a str) -> &'a str {
    match object {
        Object::Node(_)
        | Object::Namespace(_)
        | Object::PriorityClass(_)
        | Object::StorageClass(_)
        | Object::PersistentVolume(_) => "",
        object => object.metadata().namespace.as_deref().filter(|namespace| !namespace.is_empty()).unwrap_or(default),
    }
}
