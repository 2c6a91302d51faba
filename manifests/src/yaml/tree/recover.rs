//! After a syntax error: keep what was read, and go on with the next key of the document.
//!
//! The keys of a spec begin in the first column, and nothing else does. So the value of one key can be hopeless
//! while all others are read and their mistakes reported too.

use granit_parser::ErrorKind;

use super::build::{Builder, MAX_DEPTH, Start, Stop};
use super::open::{Open, OpenMapping, Pending};
use super::source::Span;
use super::syntax::Stood;
use super::{Node, Value};
use crate::finding::Problem;
use crate::finding_code::FindingCode;
use crate::finding_path::push_key;

/// How often one text may be taken up again.
const MAX_RECOVERIES: usize = 20;

impl Builder<'_> {
    /// Reports why the parser stopped, keeps what is sound, and says where to go on.
    pub(super) fn recover(&mut self, from: Start, stop: Stop) -> Option<Start> {
        let Stop::Syntax(kind, at) = stop else {
            self.give_up();
            return None;
        };
        let bracket = self.stack.iter().rev().map(|open| open.span().start as usize);
        let bracket =
            bracket.into_iter().find(|start| self.text.get(*start..).is_some_and(|t| t.starts_with(['[', '{'])));
        let stood = Stood { text: self.text, at, reached: (self.reached).max(from.byte).min(at), bracket };
        let mut trouble = stood.explain(&kind);
        if kind == ErrorKind::RecursionLimitExceeded {
            let found = format!("more than {MAX_DEPTH} levels of nesting");
            trouble.problem = Problem::error(FindingCode::TooDeep, found, format!("at most {MAX_DEPTH}"));
        }
        let span = self.sources.span(self.source, trouble.start, trouble.end);
        if kind == ErrorKind::ExpectedDocumentStart {
            self.reopen();
        }
        // The path of what holds the place; a bracket that is not closed is not inside itself.
        let mut path = String::new();
        for open in self.stack.iter().filter(|open| open.span().start < span.start) {
            open.push_to(&mut path);
        }
        if path.is_empty()
            && span.column > 1
            && let Some(Open::Mapping(OpenMapping { entries, pending: None, .. })) = self.stack.first()
            && let Some(last) = entries.last()
        {
            push_key(&mut path, last.key.text());
        }
        self.sources.report(self.findings, span, path, trouble.problem);
        self.recoveries += 1;
        if kind == ErrorKind::RecursionLimitExceeded || self.recoveries > MAX_RECOVERIES {
            self.give_up();
            return None;
        }
        self.keep_sound(span);
        let next = self.next_section(trouble.after);
        match next {
            Some(start) if self.at_document_marker(start) => self.end_document(span),
            Some(_) => {}
            None => self.end_document(span),
        }
        self.recovering = true;
        next
    }

    fn give_up(&mut self) {
        self.stack.clear();
        self.resumed = None;
        self.drop_root();
        let end = self.sources.span(self.source, self.text.len(), self.text.len());
        self.documents.push(Node::new(end, Value::Invalid));
    }

    /// Takes the last document up again, because it is not over.
    fn reopen(&mut self) {
        let Some(document) = self.documents.pop() else { return };
        if let Value::Mapping(mapping) = document.value() {
            let entries = mapping.entries.clone();
            self.resumed = Some(OpenMapping { entries, ..OpenMapping::new(document.span(), false, 0) });
        }
    }

    /// Makes what was read of a block mapping in the first column the start of what follows.
    fn keep_sound(&mut self, error: Span) {
        let outermost = if self.stack.is_empty() { None } else { Some(self.stack.swap_remove(0)) };
        self.stack.clear();
        let scalar_only = self.drop_root();
        let mut mapping = match outermost {
            Some(Open::Mapping(mapping)) if !mapping.flow && mapping.span.column == 1 => mapping,
            None if self.resumed.is_some() || scalar_only => {
                self.resumed.take().unwrap_or_else(|| OpenMapping::new(Span { end: error.start, ..error }, false, 0))
            }
            _ => return,
        };
        if let Some(Pending::Key(key)) = mapping.pending.take() {
            let span = key.span;
            mapping.push(key, Node::new(span, Value::Invalid));
        } else if error.column > 1
            && let Some(last) = mapping.entries.last_mut()
        {
            // The mistake is in the value of the last key, though the parser thought that it had ended.
            last.value = Node::new(last.value.span(), Value::Invalid);
        }
        mapping.complete = false;
        self.resumed = Some(mapping);
    }

    /// The first line behind that of `after` that begins a key in the first column, or a document.
    fn next_section(&self, after: usize) -> Option<Start> {
        let mut start = Start { byte: 0, line: 0, column: 0 };
        loop {
            let rest = self.text.get(start.byte..)?;
            let end = rest.find(['\n', '\r'])?;
            let ending = if rest.get(end..)?.starts_with("\r\n") { 2 } else { 1 };
            start = Start { byte: start.byte + end + ending, line: start.line + 1, column: 0 };
            let candidate = self.resumed.is_some() && begins_key(self.text.get(start.byte..)?);
            if start.byte > after && (candidate || self.at_document_marker(start)) {
                return Some(start);
            }
        }
    }

    fn at_document_marker(&self, start: Start) -> bool {
        let line = self.text.get(start.byte..).unwrap_or_default();
        line.strip_prefix("---").is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))
    }
}

/// Whether a text begins with `key:`, the key a plain word.
fn begins_key(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default().trim_end();
    let key = line.split_once(": ").map(|(key, _)| key).or_else(|| line.strip_suffix(':'));
    key.is_some_and(|key| !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_in_the_first_column_begins_a_section() {
        for (text, expected) in [
            ("app: x\n", true),
            ("resources:\n  cpu: 1", true),
            ("x-y_z.1:   ", true),
            (" app: x", false),
            ("- a: x", false),
            ("# a: x", false),
            ("app:x", false),
            ("}", false),
            ("it is: so", false),
            ("", false),
        ] {
            assert_eq!(begins_key(text), expected, "{text:?}");
        }
    }
}
