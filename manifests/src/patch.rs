//! Patches: what the typed keys cannot say, laid over the objects last.
//!
//! A merge patch (RFC 7386) is about JSON. So an object becomes JSON, is merged, and is read again as what it was: what
//! its type has no field for, or cannot take, is a fault. Faults are looked for when an app is read, with the objects of
//! every step of its canary; so nothing is left to go wrong when its objects are made.

mod fault;
mod merge;
mod selector;

use serde_json::Value;

use crate::Object;
use crate::objects::Objects;
use crate::spec::patch::Patch;
use crate::strict::lost::lost_fields;

pub(crate) use fault::{Fault, PathStep};

/// Lays patches over the objects that they are for, one after the other.
pub(crate) fn apply(objects: &mut Objects, patches: &[Patch]) {
    for patch in patches {
        for object in objects.iter_mut().filter(|object| is_for(patch, object)) {
            if let Ok(patched) = typed(object, merged(object, &patch.merge)) {
                *object = patched;
            }
        }
    }
}

/// What makes an object the one it is.
pub(crate) const IDENTITY: [&[&str]; 4] =
    [&["apiVersion"], &["kind"], &["metadata", "name"], &["metadata", "namespace"]];

/// Whether a patch is for an object.
pub(crate) fn is_for(patch: &Patch, object: &Object) -> bool {
    let named = |name: &str| object.metadata().name.as_deref() == Some(name);
    *patch.kind == *object.kind() && patch.name.as_ref().is_none_or(|name| named(name.as_str()))
}

/// An object with a patch laid over it, or all that is wrong with that.
pub(crate) fn patched(object: &Object, patch: &Value) -> Result<Object, Vec<Fault>> {
    let (before, wanted) = (json(object), merged(object, patch));
    let changed = |path: &&[&str]| at(&before, path) != at(&wanted, path);
    if let Some(path) = IDENTITY.into_iter().find(changed) {
        return Err(vec![Fault::identity(path)]);
    }
    let patched = match typed(object, wanted.clone()) {
        Ok(patched) => patched,
        Err(error) => return Err(vec![Fault::refused(object, patch, &error)]),
    };
    let after = json(&patched);
    let mut faults: Vec<Fault> = lost_fields(&wanted, &after).iter().map(|path| Fault::unknown(object, path)).collect();
    if !selector::finds_its_pods(&after) {
        faults.push(Fault::selector(patch));
    }
    if faults.is_empty() { Ok(patched) } else { Err(faults) }
}

fn at<'v>(value: &'v Value, path: &[&str]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, key| value.get(key))
}

fn merged(object: &Object, patch: &Value) -> Value {
    let mut target = json(object);
    merge::merge(&mut target, patch);
    target
}

/// An object as JSON. All of them can be written.
fn json(object: &Object) -> Value {
    serde_json::to_value(object).unwrap_or_default()
}

/// JSON as an object of the kind of another.
fn typed(object: &Object, json: Value) -> Result<Object, serde_json::Error> {
    let unknown = || serde::de::Error::custom("invalid value: a kind that is not known, expected a known one");
    Object::deserialize_as(object.api_version(), object.kind(), json).unwrap_or_else(|| Err(unknown()))
}
