//! Text surgery: one key or value of a YAML text replaced, put in or taken out, all other bytes kept.
//!
//! Nothing here has to be right about every corner of YAML: whoever changes a text reads it again and compares
//! ([`differs_only_in`]). What cannot be found in the text is not changed.

mod compare;
mod insert;
mod layout;
mod remove;
mod replace;
mod value;

use crate::yaml::tree::Node;

pub(super) use compare::differs_only_in;
pub(super) use value::Value;

/// The text in which the value at a path is another one. Mappings that are missing around it are made in the style of
/// their neighbours.
pub(super) fn set(text: &str, root: &Node, path: &[&str], value: &Value) -> Option<String> {
    let mut node = root;
    for (depth, key) in path.iter().enumerate() {
        let (above, below) = (path.get(..depth)?, path.get(depth + 1..)?);
        let mapping = node.as_mapping()?;
        let Some(entry) = mapping.get(key) else {
            return insert::entry(text, root, node, above, &insert::New { key, below, value });
        };
        if below.is_empty() {
            return replace::value(text, entry, value);
        }
        if entry.value.is_null() {
            return replace::null(text, entry, &value::flow(below, value));
        }
        node = &entry.value;
    }
    None
}

/// The text without the entry at a path, and without the mappings around it that hold nothing else.
pub(super) fn remove(text: &str, root: &Node, path: &[&str]) -> Option<String> {
    let mut node = root;
    let mut cut = None;
    for key in path {
        let mapping = node.as_mapping()?;
        let at = mapping.entries.iter().position(|entry| entry.key.text() == *key)?;
        if mapping.entries.len() > 1 || cut.is_none() {
            cut = Some((node, at));
        }
        node = &mapping.entries.get(at)?.value;
    }
    let (mapping, at) = cut?;
    remove::entry(text, mapping, at)
}
