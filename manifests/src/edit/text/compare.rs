//! Whether a changed text says the same as before but for one value.

use super::value::Value;
use crate::yaml::tree::{Entry, Node, Value as Held};

/// Whether two trees are the same but for the value at a path, which is `value` in the new one, or is not there.
pub(in crate::edit) fn differs_only_in(old: &Node, new: &Node, path: &[&str], value: Option<&Value>) -> bool {
    let Some((key, rest)) = path.split_first() else { return value.is_some_and(|value| is_only(new, path, value)) };
    let (Some(before), Some(after)) = (old.as_mapping(), new.as_mapping()) else { return false };
    if !same_entries(others(&before.entries, key), others(&after.entries, key)) {
        return false;
    }
    match (before.get(key), after.get(key), value) {
        (Some(before), Some(after), _) if !rest.is_empty() && !before.value.is_null() => {
            differs_only_in(&before.value, &after.value, rest, value)
        }
        (_, Some(after), Some(value)) => is_only(&after.value, rest, value),
        (Some(before), None, None) => holds_only(&before.value, rest),
        _ => false,
    }
}

/// All entries but that of one key.
fn others<'n>(entries: &'n [Entry], key: &str) -> impl Iterator<Item = &'n Entry> {
    entries.iter().filter(move |entry| entry.key.text() != key)
}

fn same_entries<'n>(mut a: impl Iterator<Item = &'n Entry>, mut b: impl Iterator<Item = &'n Entry>) -> bool {
    a.all(|a| b.next().is_some_and(|b| a.key.text() == b.key.text() && same(&a.value, &b.value))) && b.next().is_none()
}

/// Whether two values are the same, wherever they stand.
fn same(a: &Node, b: &Node) -> bool {
    match (a.value(), b.value()) {
        (Held::Scalar(a), Held::Scalar(b)) => a == b,
        (Held::Sequence(a), Held::Sequence(b)) => a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| same(a, b)),
        (Held::Mapping(a), Held::Mapping(b)) => same_entries(a.entries.iter(), b.entries.iter()),
        _ => false,
    }
}

/// Whether a node is this value below these keys, and nothing beside them.
fn is_only(node: &Node, keys: &[&str], value: &Value) -> bool {
    match keys.split_first() {
        None => node.as_scalar().is_some_and(|scalar| value.is(scalar)),
        Some((key, rest)) => only(node, key).is_some_and(|inner| is_only(inner, rest, value)),
    }
}

/// Whether a node holds something below these keys, and nothing beside them.
fn holds_only(node: &Node, keys: &[&str]) -> bool {
    keys.split_first().is_none_or(|(key, rest)| only(node, key).is_some_and(|inner| holds_only(inner, rest)))
}

/// The value of a key, if that is the only one.
fn only<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    match node.as_mapping()?.entries.as_slice() {
        [entry] if entry.key.text() == key => Some(&entry.value),
        _ => None,
    }
}
