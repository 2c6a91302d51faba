//! The texts that were read, and places in them.

use std::sync::Arc;

use crate::finding::{Finding, Place, Problem};
use crate::finding_code::FindingCode;
use crate::findings::Findings;

/// Which text a place is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SourceId(u32);

/// A stretch of a text: where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Span {
    pub(crate) source: SourceId,
    /// Line of the start, from 1.
    pub(crate) line: u32,
    /// Column of the start, from 1, in Unicode scalar values.
    pub(crate) column: u32,
    /// Byte offset of the start in the text of the source.
    pub(crate) start: u32,
    /// Byte offset behind the end.
    pub(crate) end: u32,
}

impl Span {
    /// Whether another place begins in this one.
    pub(crate) fn holds(self, other: Self) -> bool {
        self.source == other.source && (self.start..self.end).contains(&other.start)
    }
}

/// All texts of a run under the names their findings show.
#[derive(Debug, Default)]
pub(crate) struct Sources(Vec<Source>);

#[derive(Debug)]
struct Source {
    name: Arc<str>,
    text: Box<str>,
    built_in: bool,
}

/// The most findings that are kept: more help nobody, and cost memory that the input decides.
const MAX_FINDINGS: usize = 10_000;

impl Sources {
    pub(crate) const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a text under the name its findings show.
    pub(crate) fn add(&mut self, name: &str, text: &str) -> SourceId {
        // 2^32 sources do not fit into memory; saturating keeps the rest well defined.
        let id = SourceId(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        self.0.push(Source { name: name.into(), text: text.into(), built_in: false });
        id
    }

    /// Adds a text that nobody outside wrote: the defaults.
    pub(crate) fn add_built_in(&mut self, name: &str, text: &str) -> SourceId {
        let id = self.add(name, text);
        if let Some(source) = self.0.last_mut() {
            source.built_in = true;
        }
        id
    }

    /// Whether a text is one of the built-in defaults.
    pub(crate) fn is_built_in(&self, id: SourceId) -> bool {
        self.0.get(id.0 as usize).is_some_and(|source| source.built_in)
    }

    /// Adds the bytes of a file; if they are not UTF-8, a finding says where.
    pub(crate) fn add_bytes(&mut self, name: &str, bytes: &[u8], findings: &mut Findings) -> Option<SourceId> {
        let error = match str::from_utf8(bytes) {
            Ok(text) => return Some(self.add(name, text)),
            Err(error) => error,
        };
        let (valid, rest) = bytes.split_at(error.valid_up_to());
        let valid = str::from_utf8(valid).unwrap_or_default();
        let id = self.add(name, valid);
        let hint = if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            "the file is UTF-16; save it as UTF-8"
        } else {
            "save the file as UTF-8"
        };
        let found = rest.first().map_or_else(String::new, |byte| format!("the byte 0x{byte:02x}"));
        let problem = Problem::error(FindingCode::NotUtf8, found, "UTF-8 text").hint(hint);
        self.report(findings, self.span(id, valid.len(), valid.len()), "", problem);
        None
    }

    /// The text of a source.
    pub(crate) fn text(&self, id: SourceId) -> &str {
        self.0.get(id.0 as usize).map_or("", |source| &source.text)
    }

    /// The text of the first source with this name.
    #[cfg(test)]
    pub(crate) fn text_of(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|source| &*source.name == name).map(|source| &*source.text)
    }

    /// The text a span stands for, as written.
    pub(crate) fn slice(&self, span: Span) -> &str {
        self.text(span.source).get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// The span of the bytes `start..end`, lines and columns counted from the start of the text.
    pub(crate) fn span(&self, source: SourceId, start: usize, end: usize) -> Span {
        let text = self.text(source);
        let bom = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
        let origin = Span { source, line: 1, column: 1, start: offset(bom), end: offset(text.len()) };
        self.within(origin, start.saturating_sub(bom), end.saturating_sub(bom))
    }

    /// The span of the bytes `from..to` counted from the start of `outer`.
    pub(crate) fn within(&self, outer: Span, from: usize, to: usize) -> Span {
        let start = outer.start as usize;
        let (line, column) = advance(outer, self.text(outer.source).get(start..start + from).unwrap_or_default());
        Span { line, column, start: offset(start + from), end: offset(start + to.max(from)), ..outer }
    }

    /// Makes a problem at a place into a finding, and keeps it.
    pub(crate) fn report(&self, findings: &mut Findings, span: Span, path: impl Into<String>, problem: Problem) {
        if findings.len() > MAX_FINDINGS {
            return;
        }
        let finding = self.finding(span, path, problem);
        if findings.len() < MAX_FINDINGS {
            findings.push(finding);
        } else if !findings.contains(&finding) {
            let last = Problem::error(
                FindingCode::TooManyFindings,
                format!("more than {MAX_FINDINGS} findings"),
                "an input with fewer mistakes",
            );
            findings.push(Finding { path: finding.path, ..self.finding(span, "", last) });
        }
    }

    /// Makes a problem at a place into a finding.
    pub(crate) fn finding(&self, span: Span, path: impl Into<String>, problem: Problem) -> Finding {
        let Problem { code, severity, found, expected, hint, subject } = problem;
        let (end_line, end_column) = advance(span, self.slice(span));
        let file = self.0.get(span.source.0 as usize).map_or_else(|| Arc::from(""), |source| Arc::clone(&source.name));
        let place = Place { file, line: span.line, column: span.column, end_line, end_column, code, subject };
        Finding { place, severity, path: path.into(), found, expected, hint }
    }
}

/// The byte-order mark that may start a file; it takes no column.
pub(crate) const BOM: char = '\u{feff}';

/// Text offsets fit 32 bits: the reader refuses larger texts before it makes spans.
pub(crate) fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// Line and column behind `text` that starts where `from` starts.
fn advance(from: Span, text: &str) -> (u32, u32) {
    let (mut line, mut column) = (from.line, from.column);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\n' | '\r' => (line, column) = (line + 1, 1),
            _ => column += 1,
        }
    }
    (line, column)
}
