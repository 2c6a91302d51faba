//! Collections whose end is not read yet.

use std::collections::BTreeMap;

use super::source::{Sources, Span};
use super::{Entry, Key, Mapping, Node, Value};
use crate::finding::{Problem, quote};
use crate::finding_code::FindingCode;
use crate::finding_path::{push_index, push_key};
use crate::findings::Findings;

pub(super) enum Open {
    Sequence { span: Span, items: Vec<Node>, anchor: usize },
    Mapping(OpenMapping),
}

pub(super) struct OpenMapping {
    pub(super) span: Span,
    pub(super) flow: bool,
    pub(super) anchor: usize,
    pub(super) pending: Option<Pending>,
    pub(super) complete: bool,
    /// Whether it is probably no mapping at all, but text that begins with `{`.
    pub(super) unreadable: bool,
    /// Problems that count only if the mapping ends.
    pub(super) deferred: Vec<(Span, Problem)>,
    pub(super) entries: Vec<Entry>,
}

/// A key whose value is not read yet.
pub(super) enum Pending {
    Key(Key),
    /// A mistake in place of a key, already reported: the value is read and dropped.
    Skip,
}

impl Open {
    pub(super) fn sequence(span: Span, anchor: usize) -> Self {
        Self::Sequence { span, items: Vec::new(), anchor }
    }

    /// Adds the item or key that is being read to a path.
    pub(super) fn push_to(&self, path: &mut String) {
        match self {
            Self::Sequence { items, .. } => push_index(path, items.len()),
            Self::Mapping(OpenMapping { pending: Some(Pending::Key(key)), .. }) => push_key(path, key.text()),
            Self::Mapping(_) => {}
        }
    }

    pub(super) fn span(&self) -> Span {
        match self {
            Self::Sequence { span, .. } | Self::Mapping(OpenMapping { span, .. }) => *span,
        }
    }
}

impl OpenMapping {
    pub(super) fn new(span: Span, flow: bool, anchor: usize) -> Self {
        Self {
            span,
            flow,
            anchor,
            pending: None,
            complete: true,
            unreadable: false,
            deferred: Vec::new(),
            entries: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, key: Key, value: Node) {
        self.entries.push(Entry { key, value });
    }

    /// The mapping with each key once; a finding for each further one.
    pub(super) fn close(
        mut self,
        end: Span,
        sources: &Sources,
        findings: &mut Findings,
        path: impl Fn() -> String,
    ) -> Node {
        let span = Span { end: self.end(end), ..self.span };
        for (span, problem) in self.deferred {
            sources.report(findings, span, path(), problem);
        }
        if self.unreadable {
            return Node::new(span, Value::Invalid);
        }
        let mut seen = Seen::default();
        self.entries.retain(|entry| {
            let Some(first) = seen.insert(&entry.key) else { return true };
            let mut path = path();
            push_key(&mut path, entry.key.text());
            let found = format!("the key {} again", quote(entry.key.text()));
            let problem = Problem::error(FindingCode::DuplicateKey, found, "each key once")
                .hint(format!("the first is at line {}, column {}; remove or rename one", first.line, first.column));
            sources.report(findings, entry.key.span, path, problem);
            false
        });
        let mapping = Mapping::new(self.entries, self.complete);
        Node::new(span, Value::Mapping(mapping.into()))
    }

    fn end(&self, end: Span) -> u32 {
        match self.entries.last() {
            // Only a closing brace has an extent; a block mapping ends with its last value.
            _ if end.end > end.start => end.end,
            Some(last) => last.value.span().end.max(last.key.span.end).max(self.span.end),
            None => self.span.end,
        }
    }
}

/// Keys met so far: a list while they are few, because most mappings are small.
#[derive(Default)]
struct Seen {
    few: Vec<Key>,
    many: BTreeMap<std::sync::Arc<str>, Span>,
}

impl Seen {
    /// The place of the same key, if it was met before.
    fn insert(&mut self, key: &Key) -> Option<Span> {
        if self.many.is_empty() {
            if let Some(first) = self.few.iter().find(|first| first.text() == key.text()) {
                return Some(first.span);
            }
            if self.few.len() < 16 {
                self.few.push(key.clone());
                return None;
            }
            self.many.extend(self.few.drain(..).map(|key| (key.scalar.text_handle(), key.span)));
        }
        match self.many.entry(key.scalar.text_handle()) {
            std::collections::btree_map::Entry::Occupied(first) => Some(*first.get()),
            std::collections::btree_map::Entry::Vacant(vacant) => {
                vacant.insert(key.span);
                None
            }
        }
    }
}
