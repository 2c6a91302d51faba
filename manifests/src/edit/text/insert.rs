//! A new entry of a mapping.

use super::layout::{comma, end, ends_line, indentation, is_flow, line_break_like, line_end, line_start};
use super::replace::splice;
use super::value::{self, Value};
use crate::spec::shape::{SECTIONS, Shape};
use crate::yaml::tree::{Entry, Mapping, Node};

/// What is put in: a key, the keys of the mappings below it, and the value.
pub(super) struct New<'a> {
    pub(super) key: &'a str,
    pub(super) below: &'a [&'a str],
    pub(super) value: &'a Value,
}

/// Puts an entry into a mapping, behind the one it belongs behind; `above` is the path of the mapping.
pub(super) fn entry(text: &str, root: &Node, node: &Node, above: &[&str], new: &New<'_>) -> Option<String> {
    let mapping = node.as_mapping()?;
    let before = predecessor(mapping, above, new.key);
    if is_flow(text, node) {
        return match (before, mapping.entries.first()) {
            (Some(before), _) => flow_behind(text, before, &flow(new)),
            (None, Some(first)) => {
                let at = first.key.span.start as usize;
                splice(text, at, at, &format!("{}, ", flow(new)))
            }
            (None, None) => {
                let at = node.span().start as usize + 1;
                splice(text, at, at, &flow(new))
            }
        };
    }
    let first = mapping.entries.first()?.key.span.start as usize;
    let indent = indentation(text, first)?;
    let lines = block(text, root, mapping, above, new, indent);
    match before {
        Some(before) => {
            let at = line_end(text, end(text, before));
            let newline = line_break_like(text, at);
            let lines: String = lines.iter().map(|line| format!("{newline}{line}")).collect();
            splice(text, at, at, &lines)
        }
        None => {
            let at = line_start(text, first);
            let newline = line_break_like(text, line_end(text, first));
            let lines: String = lines.iter().map(|line| format!("{line}{newline}")).collect();
            splice(text, at, at, &lines)
        }
    }
}

/// The entry that a new key follows: the last one of the reference's order that comes before it.
fn predecessor<'m>(mapping: &'m Mapping, above: &[&str], key: &str) -> Option<&'m Entry> {
    let rank = |key: &str| rank(above, key);
    let before = mapping.entries.iter().filter(|entry| rank(entry.key.text()) <= rank(key));
    before.max_by_key(|entry| rank(entry.key.text()))
}

/// The place of a key in the order of the reference; all are equal where names are free.
fn rank(above: &[&str], key: &str) -> usize {
    let inside = match above {
        [] | ["environments", _] => match key {
            "apiVersion" => return 0,
            "app" => return 1,
            "environments" => return usize::MAX,
            // Behind the two that come first.
            _ => return Shape::Keys(&SECTIONS).rank(key) + 2,
        },
        ["environments", _, inside @ ..] | inside => inside,
    };
    inside.iter().fold(&Shape::Keys(&SECTIONS), |shape, key| shape.at(key)).rank(key)
}

/// `key: value` as it stands in braces, and in one line.
fn flow(new: &New<'_>) -> String {
    format!("{}: {}", value::key(new.key), value::flow(new.below, new.value))
}

/// The lines of a new entry in block style.
fn block(text: &str, root: &Node, mapping: &Mapping, above: &[&str], new: &New<'_>, indent: &str) -> Vec<String> {
    let unit = unit(text, root).unwrap_or(2);
    let mut lines = Vec::new();
    let (mut key, mut below, mut indent) = (new.key, new.below, indent.to_owned());
    let blocks = prefers_block(text, mapping).or_else(|| prefers_block(text, root.as_mapping()?)).unwrap_or(false);
    let mut depth = above.len();
    while let Some((next, rest)) = below.split_first() {
        // Environments stand below each other in nearly every file.
        if !(blocks || (depth == 0 && key == "environments")) {
            break;
        }
        lines.push(format!("{indent}{}:", value::key(key)));
        indent.push_str(&" ".repeat(unit));
        (key, below) = (next, rest);
        depth += 1;
    }
    let last = New { key, below, value: new.value };
    lines.push(format!("{indent}{}", flow(&last)));
    lines
}

/// Whether more of the mappings in a mapping are blocks than stand in braces; `None` where it has none.
fn prefers_block(text: &str, mapping: &Mapping) -> Option<bool> {
    let inner = mapping.entries.iter().filter(|entry| entry.key.text() != "environments");
    let inner = inner.filter(|entry| entry.value.as_mapping().is_some_and(|inner| !inner.entries.is_empty()));
    let flows: Vec<bool> = inner.map(|entry| is_flow(text, &entry.value)).collect();
    let braces = flows.iter().filter(|flow| **flow).count();
    (!flows.is_empty()).then(|| flows.len() - braces > braces)
}

/// By how many spaces the first block in the text is indented below its key.
fn unit(text: &str, node: &Node) -> Option<usize> {
    node.as_mapping()?.entries.iter().find_map(|entry| {
        let inner = entry.value.as_mapping().filter(|_| !is_flow(text, &entry.value))?;
        let (outer, inner) = (entry.key.span.column, inner.entries.first()?.key.span.column);
        usize::try_from(inner.checked_sub(outer)?).ok().filter(|unit| *unit > 0)
    })
}

/// Puts `key: value` behind an entry in braces: on a line of its own where that entry has one.
fn flow_behind(text: &str, before: &Entry, new: &str) -> Option<String> {
    let at = end(text, before);
    let comma = comma(text, at);
    if let Some(indent) = indentation(text, before.key.span.start as usize)
        && ends_line(text, comma.unwrap_or(at))
    {
        let stop = line_end(text, at);
        let newline = line_break_like(text, stop);
        let rest = text.get(at..stop)?;
        let lines = match comma {
            Some(_) => format!("{rest}{newline}{indent}{new},"),
            None => format!(",{rest}{newline}{indent}{new}"),
        };
        return splice(text, at, stop, &lines);
    }
    splice(text, at, at, &format!(", {new}"))
}
