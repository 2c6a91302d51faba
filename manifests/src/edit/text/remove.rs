//! One entry of a mapping less.

use super::layout::{comma, end, ends_line, indentation, is_flow, line_break, line_end, line_start};
use super::replace::splice;
use crate::yaml::tree::{Entry, Node};

/// Takes out the entry with this number; comments between entries stay, one on the last line of the entry goes.
pub(super) fn entry(text: &str, mapping: &Node, number: usize) -> Option<String> {
    let entries = &mapping.as_mapping()?.entries;
    let entry = entries.get(number)?;
    if !is_flow(text, mapping) {
        indentation(text, entry.key.span.start as usize)?;
        return lines(text, entry.key.span.start as usize, end(text, entry));
    }
    let before = number.checked_sub(1).and_then(|before| entries.get(before));
    flow(text, entry, before, entries.get(number + 1))
}

/// Takes out whole lines, with the line break behind them, or before them where the text ends.
fn lines(text: &str, from: usize, to: usize) -> Option<String> {
    let (start, stop) = (line_start(text, from), line_end(text, to));
    match line_break(text, stop) {
        "" => {
            let before = text.get(..start)?;
            let kept = before.strip_suffix("\r\n").or_else(|| before.strip_suffix(['\n', '\r'])).unwrap_or(before);
            splice(text, kept.len(), stop, "")
        }
        newline => splice(text, start, stop + newline.len(), ""),
    }
}

fn flow(text: &str, entry: &Entry, before: Option<&Entry>, next: Option<&Entry>) -> Option<String> {
    let start = entry.key.span.start as usize;
    let stop = end(text, entry);
    let own_comma = comma(text, stop);
    if indentation(text, start).is_some() && ends_line(text, own_comma.unwrap_or(stop)) {
        let less = lines(text, start, stop)?;
        // What was the last is followed by nothing now.
        return match (before.map(|before| end(text, before)), own_comma) {
            (Some(at), None) => without_comma(&less, at),
            _ => Some(less),
        };
    }
    if let Some(next) = next {
        let next = next.key.span.start as usize;
        let stop = if has_comment(text, stop, next) { own_comma.unwrap_or(stop) } else { next };
        return splice(text, start, stop, "");
    }
    match before.map(|before| end(text, before)) {
        Some(at) if has_comment(text, at, start) => {
            let less = splice(text, start, own_comma.unwrap_or(stop), "")?;
            if own_comma.is_some() { Some(less) } else { without_comma(&less, at) }
        }
        Some(at) => splice(text, at, stop, ""),
        None => splice(text, start, own_comma.unwrap_or(stop), ""),
    }
}

/// Whether a comment stands between an entry and the next.
fn has_comment(text: &str, from: usize, to: usize) -> bool {
    text.get(from..to).is_some_and(|between| between.contains('#'))
}

/// Takes out the comma that follows a byte.
fn without_comma(text: &str, at: usize) -> Option<String> {
    match comma(text, at) {
        Some(behind) => splice(text, at, behind, ""),
        None => Some(text.to_owned()),
    }
}
