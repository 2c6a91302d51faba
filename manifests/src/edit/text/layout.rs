//! Where things stand in a text: lines, ends of values, brackets, commas and comments.

use crate::yaml::tree::{Entry, Node, Value};

/// Whether a mapping stands in braces.
pub(super) fn is_flow(text: &str, mapping: &Node) -> bool {
    text.as_bytes().get(mapping.span().start as usize) == Some(&b'{')
}

/// Where the line of a byte begins.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    before.rfind(['\n', '\r']).map_or(bom.min(at), |newline| newline + 1)
}

/// Where the line of a byte ends, before its line break.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.find(['\n', '\r']).unwrap_or(rest.len())
}

/// The line break that stands at a byte, or nothing.
pub(super) fn line_break(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    let length = if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with(['\n', '\r'])) };
    rest.get(..length).unwrap_or_default()
}

/// The line break to write behind the line that ends at a byte: its own, else the first of the text.
pub(super) fn line_break_like(text: &str, at: usize) -> &str {
    [at, line_end(text, 0)].into_iter().map(|at| line_break(text, at)).find(|own| !own.is_empty()).unwrap_or("\n")
}

/// What a line begins with before a key, if that is nothing but spaces.
pub(super) fn indentation(text: &str, key: usize) -> Option<&str> {
    let before = text.get(line_start(text, key)..key)?;
    before.bytes().all(|byte| byte == b' ').then_some(before)
}

/// The byte behind the colon of an entry, or behind its key where it has no colon.
pub(super) fn behind_colon(text: &str, entry: &Entry) -> usize {
    let end = entry.key.span.end as usize;
    let rest = text.get(end..).unwrap_or_default();
    match rest.trim_start().strip_prefix(':') {
        Some(behind) => text.len() - behind.len(),
        None => end,
    }
}

/// The byte behind the value of an entry, blank lines and comments behind it left out.
pub(super) fn end(text: &str, entry: &Entry) -> usize {
    let colon = behind_colon(text, entry);
    let span = entry.value.span();
    if span.start < entry.key.span.start {
        // An alias has the place of its anchor; what stands here is its name.
        let rest = text.get(colon..).unwrap_or_default();
        let name = rest.trim_start_matches([' ', '\t']);
        let length = name.find(|c: char| c.is_whitespace() || ",{}[]".contains(c)).unwrap_or(name.len());
        return colon + (rest.len() - name.len()) + length;
    }
    let all = text.get(..span.end as usize).unwrap_or_default();
    let trimmed = all.trim_end().len();
    let end = if ends_with_blank_lines(&entry.value) { all.len() - last_break(all) } else { trimmed };
    end.max(colon)
}

/// Whether the last value in a value is a block scalar that keeps the blank lines behind it.
fn ends_with_blank_lines(node: &Node) -> bool {
    match node.value() {
        Value::Scalar(scalar) => scalar.text().ends_with("\n\n"),
        Value::Sequence(items) => items.last().is_some_and(ends_with_blank_lines),
        Value::Mapping(mapping) => mapping.entries.last().is_some_and(|entry| ends_with_blank_lines(&entry.value)),
        Value::Invalid => false,
    }
}

fn last_break(text: &str) -> usize {
    if text.ends_with("\r\n") { 2 } else { usize::from(text.ends_with(['\n', '\r'])) }
}

/// The byte behind the comma that follows a byte on the same line.
pub(super) fn comma(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let behind = rest.trim_start_matches([' ', '\t']).strip_prefix(',')?;
    Some(text.len() - behind.len())
}

/// Whether nothing but a comment follows on the line.
pub(super) fn ends_line(text: &str, at: usize) -> bool {
    let rest = text.get(at..line_end(text, at)).unwrap_or_default();
    let word = rest.trim_start_matches([' ', '\t']);
    word.is_empty() || (word.starts_with('#') && (word.len() < rest.len() || at == line_start(text, at)))
}
