//! Another value behind the same key.

use super::layout::{behind_colon, end};
use super::value::Value;
use crate::yaml::tree::{Entry, Scalar, Style};

/// Puts a scalar in the place of what stands behind a key; where that stands in quotes, it does too.
pub(super) fn value(text: &str, entry: &Entry, value: &Value) -> Option<String> {
    if entry.value.is_null() {
        return null(text, entry, &value.write(None));
    }
    let (span, stop) = (entry.value.span(), end(text, entry));
    let written = text.get(span.start as usize..)?;
    if entry.value.as_scalar().is_none() && !written.starts_with(['{', '[']) {
        // A block begins below its key; what replaces it stands beside the key.
        return splice(text, behind_colon(text, entry), stop, &format!(" {}", value.write(None)));
    }
    let style = entry.value.as_scalar().map(Scalar::style);
    let (start, quote) = match style {
        Some(Style::Quoted) => (span.start as usize, written.chars().next().filter(|c| matches!(c, '\'' | '"'))),
        Some(Style::Block) => (header(text, entry)?, None),
        _ => (span.start as usize, None),
    };
    splice(text, start, stop, &value.write(quote))
}

/// Puts a text in the place of null, written or not.
pub(super) fn null(text: &str, entry: &Entry, new: &str) -> Option<String> {
    let span = entry.value.span();
    if span.start < span.end {
        return splice(text, span.start as usize, span.end as usize, new);
    }
    let colon = behind_colon(text, entry);
    let mark = if colon == entry.key.span.end as usize { ": " } else { " " };
    splice(text, colon, colon, &format!("{mark}{new}"))
}

/// Where the `|` or `>` of a block scalar stands.
fn header(text: &str, entry: &Entry) -> Option<usize> {
    let colon = behind_colon(text, entry);
    let between = text.get(colon..entry.value.span().start as usize)?;
    between.find(" |").or_else(|| between.find(" >")).map(|space| colon + space + 1)
}

/// The text with the bytes `start..end` replaced.
pub(super) fn splice(text: &str, start: usize, end: usize, new: &str) -> Option<String> {
    Some([text.get(..start)?, new, text.get(end..)?].concat())
}
