//! Texts of several lines, as block scalars.

use super::layout::{Layout, STEP};
use super::quoted;

/// How a text is written as a literal block scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    /// Whether the header names the indentation: readers cannot tell it from a first line that is empty or begins
    /// with white space.
    indicator: bool,
    newlines: Newlines,
}

/// Newlines at the end of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Newlines {
    /// None: `|-`.
    Strip,
    /// One: `|`.
    Clip,
    /// More: `|+`.
    Keep,
}

/// How a text is a block scalar, or `None` if it is not exactly one, or none that a person can read.
pub(super) fn style(text: &str, root: bool) -> Option<Style> {
    if !text.contains('\n') || text.chars().any(|c| !matches!(c, '\n' | '\t') && quoted::must_escape(c)) {
        return None;
    }
    let trimmed = text.trim_end_matches('\n');
    let newlines = match text.len() - trimmed.len() {
        0 => Newlines::Strip,
        1 => Newlines::Clip,
        _ => Newlines::Keep,
    };
    // White space at the very end cannot be seen, and editors cut it off.
    if trimmed.is_empty() || trimmed.ends_with([' ', '\t']) {
        return None;
    }
    let indicator = text.starts_with([' ', '\t', '\n']);
    // Readers do not agree on what an indicator counts from at the top of a document.
    if indicator && root { None } else { Some(Style { indicator, newlines }) }
}

/// Writes the header and the lines; as for every value, the last newline is left to what comes next.
pub(super) fn write(layout: &mut Layout, style: Style, column: usize, text: &str) {
    layout.out.push('|');
    if style.indicator {
        layout.out.push(INDICATOR);
    }
    let lines = match style.newlines {
        Newlines::Strip => {
            layout.out.push('-');
            text
        }
        Newlines::Clip => &text[..text.len() - 1],
        Newlines::Keep => {
            layout.out.push('+');
            &text[..text.len() - 1]
        }
    };
    for line in lines.split('\n') {
        layout.line(if line.is_empty() { 0 } else { column });
        layout.out.push_str(line);
    }
}

const INDICATOR: char = (b'0' + STEP as u8) as char;
