//! A text that is being edited, and its tree.

use super::error::EditErrorKind;
use super::text::{self, Value};
use crate::finding::Problem;
use crate::yaml::tree::{Node, Sources, Span, parse_one};
use crate::{FindingCode, Findings};

/// A text that reads as a tree; each change of it is one value's.
#[derive(Clone)]
pub(super) struct Draft {
    file: Box<str>,
    text: String,
    root: Node,
}

/// Why an edit is not made.
pub(super) struct Refusal {
    pub(super) kind: EditErrorKind,
    pub(super) findings: Findings,
}

impl Draft {
    pub(super) fn new(file: &str, text: &str) -> Result<Self, Findings> {
        Ok(Self { file: file.into(), text: text.to_owned(), root: read(file, text)? })
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// The value at a path of keys.
    pub(super) fn get(&self, path: &[&str]) -> Option<&Node> {
        self.root.at(path)
    }

    /// The keys of the mapping at a path, in the order of the file.
    pub(super) fn keys(&self, path: &[&str]) -> Vec<String> {
        let mapping = self.get(path).and_then(Node::as_mapping);
        mapping
            .map_or_else(Vec::new, |mapping| mapping.entries.iter().map(|entry| entry.key.text().to_owned()).collect())
    }

    /// Makes a value be what is given, and the mappings around it where they are not there.
    pub(super) fn set(&mut self, path: &[&str], value: &Value) -> Result<(), Refusal> {
        self.replace(path, Some(value), text::set(&self.text, &self.root, path, value))
    }

    /// Takes a key away, and the mappings around it that hold nothing else.
    pub(super) fn remove(&mut self, path: &[&str]) -> Result<(), Refusal> {
        if self.get(path).is_none() {
            return Ok(());
        }
        self.replace(path, None, text::remove(&self.text, &self.root, path))
    }

    /// Takes a new text over if it reads as the old one but for the value at the path.
    fn replace(&mut self, path: &[&str], value: Option<&Value>, text: Option<String>) -> Result<(), Refusal> {
        let made = text.and_then(|text| {
            let root = read(&self.file, &text).ok()?;
            text::differs_only_in(&self.root, &root, path, value).then_some((text, root))
        });
        let Some((text, root)) = made else { return Err(self.not_alone(path)) };
        (self.text, self.root) = (text, root);
        Ok(())
    }

    fn not_alone(&self, path: &[&str]) -> Refusal {
        let found = "a value that cannot be changed alone";
        let problem = Problem::error(FindingCode::Conflict, found, "a value of its own, as `key: value`")
            .hint("write out what anchors, aliases or `?` keys stand for, then edit again");
        self.refuse(EditErrorKind::NotAlone, path, problem)
    }

    /// Refuses an edit for what stands at a path, or at the deepest key above it that is there.
    pub(super) fn refuse(&self, kind: EditErrorKind, path: &[&str], problem: Problem) -> Refusal {
        let mut sources = Sources::new();
        let source = sources.add(&self.file, &self.text);
        let mut span = sources.span(source, 0, 0);
        let mut node = &self.root;
        let mut written = String::new();
        for key in path {
            let Some(entry) = node.as_mapping().and_then(|mapping| mapping.get(key)) else { break };
            // There is one text, so the place is the same in every list of texts.
            span = Span { source, ..entry.key.span };
            crate::finding_path::push_key(&mut written, key);
            node = &entry.value;
        }
        let mut findings = Findings::new();
        sources.report(&mut findings, span, written, problem);
        Refusal { kind, findings }
    }
}

fn read(file: &str, text: &str) -> Result<Node, Findings> {
    let mut sources = Sources::new();
    let source = sources.add(file, text);
    let mut findings = Findings::new();
    match parse_one(&sources, source, &mut findings) {
        Some(root) if !findings.has_errors() => Ok(root),
        _ => Err(findings),
    }
}
