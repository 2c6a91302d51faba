//! What is written back is compared with what was read.

use serde_json::Value as Json;

use super::lost::{Step, Tree, lost_fields};
use super::reader::Reader;
use crate::yaml::tree::{Entry, Node, Span, Value};

impl Tree for Node {
    fn is_null(&self) -> bool {
        self.is_null() || self.is_invalid()
    }

    fn items(&self) -> Option<&[Self]> {
        self.as_sequence()
    }

    fn entries(&self) -> Option<impl Iterator<Item = (&str, &Self)>> {
        self.as_mapping().map(|mapping| mapping.entries.iter().map(|entry| (entry.key.text(), &entry.value)))
    }
}

/// Notes down the values that an object lost, and the keys that it was given without being asked to: an object of
/// `k8s-openapi` writes a field that has to be there in any case.
pub(super) fn compare<'n>(reader: &Reader<'_, 'n>, node: &'n Node, after: &Json) {
    if !reader.left_out() {
        let lost = lost_fields(node, after).into_iter();
        reader.lost(lost.filter_map(|path| Some((&last_entry(node, &path)?.key, path))));
    }
    let start = reader.sources.within(node.span(), 0, 0);
    missing(reader, node, start, after, &mut Vec::new());
}

/// The entry that a path ends in, or that holds the item at its end.
fn last_entry<'n>(mut node: &'n Node, path: &[Step<'_>]) -> Option<&'n Entry> {
    let mut last = None;
    for step in path {
        node = match step {
            Step::Key(key) => {
                let entry = node.as_mapping()?.get(key)?;
                last = Some(entry);
                &entry.value
            }
            Step::Index(index) => node.as_sequence()?.get(*index)?,
        };
    }
    last
}

fn missing<'n>(reader: &Reader<'_, 'n>, node: &'n Node, owner: Span, after: &Json, path: &mut Vec<Step<'n>>) {
    match (node.value(), after) {
        (Value::Mapping(mapping), Json::Object(after)) => {
            let asked = mapping.complete && !reader.is_loose(node);
            for (key, value) in after.iter().filter(|_| asked) {
                let given = mapping.get(key).is_some_and(|entry| !entry.value.is_null());
                // A whole object says what it is, and need not where that is clear: in a list, as the template of a claim.
                let implied = matches!(&**key, "apiVersion" | "kind") && after.contains_key("metadata");
                if !given && !implied && !value.is_null() {
                    reader.miss(node.span(), owner, path, key);
                }
            }
            for entry in &mapping.entries {
                if let Some(after) = after.get(entry.key.text()) {
                    path.push(Step::Key(entry.key.text()));
                    missing(reader, &entry.value, entry.key.span, after, path);
                    path.pop();
                }
            }
        }
        // Where an item was left out, the others do not stand in their places.
        (Value::Sequence(items), Json::Array(after)) if items.len() == after.len() => {
            for (index, (item, after)) in items.iter().zip(after).enumerate() {
                path.push(Step::Index(index));
                missing(reader, item, reader.sources.within(item.span(), 0, 0), after, path);
                path.pop();
            }
        }
        _ => {}
    }
}
