//! Places in a merged tree, for rules between values that are decoded already.

use super::{Decoder, Segment};
use crate::finding::Problem;
use crate::patch::PathStep;
use crate::yaml::tree::{Entry, Key, Node};

impl Decoder<'_> {
    /// Makes a finding about the value at a path of keys; where that is not written, about the deepest key above it
    /// that is.
    pub(crate) fn report_at(&mut self, node: &Node, path: &[&str], problem: Problem) {
        let entries = walk(node, path);
        let span = match entries.last() {
            Some(entry) if entries.len() == path.len() => entry.value.span(),
            Some(entry) => entry.key.span,
            None => self.owner(node),
        };
        self.report_below(&entries, |decoder| decoder.report(span, problem));
    }

    /// As [`report_at`](Self::report_at), about the key itself.
    pub(crate) fn report_at_key(&mut self, node: &Node, path: &[&str], problem: Problem) {
        let entries = walk(node, path);
        let span = entries.last().map_or_else(|| self.owner(node), |entry| entry.key.span);
        self.report_below(&entries, |decoder| decoder.report(span, problem));
    }

    /// Makes a finding about an item of the sequence under a key.
    pub(crate) fn report_at_index(&mut self, node: &Node, key: &str, index: usize, problem: Problem) {
        let entries = walk(node, &[key]);
        let item = entries.last().and_then(|entry| entry.value.as_sequence()?.get(index));
        let Some(span) = item.map(Node::span) else { return self.report_at(node, &[key], problem) };
        self.report_below(&entries, |decoder| decoder.at_index(index, |decoder| decoder.report(span, problem)));
    }

    /// Makes a finding about the value at a path of keys and items, or about its key; where that is not written, about
    /// the deepest one above it that is.
    pub(crate) fn report_along(&mut self, node: &Node, path: &[PathStep], at_key: bool, problem: Problem) {
        let depth = self.path.len();
        let (mut node, mut owner, mut whole) = (node, self.owner(node), true);
        for step in path {
            let next = match step {
                PathStep::Key(key) => node
                    .as_mapping()
                    .and_then(|mapping| mapping.get(key))
                    .map(|entry| (Segment::Key(entry.key.clone()), entry.key.span, &entry.value)),
                PathStep::Index(index) => node
                    .as_sequence()
                    .and_then(|items| items.get(*index))
                    .map(|item| (Segment::Index(*index), item.span(), item)),
            };
            let Some((segment, span, value)) = next else {
                whole = false;
                break;
            };
            self.path.push(segment);
            (node, owner) = (value, span);
        }
        self.report(if whole && !at_key { node.span() } else { owner }, problem);
        self.path.truncate(depth);
    }

    /// Whether a path of keys has a value that is not null.
    pub(crate) fn is_given(&self, node: &Node, path: &[&str]) -> bool {
        let entries = walk(node, path);
        entries.len() == path.len() && entries.last().is_some_and(|entry| !entry.value.is_null())
    }

    /// Whether nobody wrote the value at a path of keys: it is not there, or one of the built-in defaults.
    pub(crate) fn is_built_in(&self, node: &Node, path: &[&str]) -> bool {
        let entries = walk(node, path);
        match entries.last() {
            Some(entry) if entries.len() == path.len() => self.sources.is_built_in(entry.value.span().source),
            _ => true,
        }
    }

    /// Whether the value at a path of keys stands in the override that is laid over the file.
    pub(crate) fn is_overridden(&self, node: &Node, path: &[&str]) -> bool {
        let entries = walk(node, path);
        let value = entries.last().filter(|_| entries.len() == path.len()).map(|entry| entry.value.span());
        value.is_some_and(|span| self.overlay.as_ref().is_some_and(|overlay| overlay.span.holds(span)))
    }

    /// The null of the override laid over the file that takes away a key of the mapping being decoded.
    pub(super) fn taken_away(&self, key: &str) -> Option<Entry> {
        let mut keys = Vec::with_capacity(self.path.len() + 1);
        for segment in &self.path {
            let Segment::Key(key) = segment else { return None };
            keys.push(key.text());
        }
        keys.push(key);
        let entries = walk(&self.overlay.as_ref()?.node, &keys);
        entries.last().filter(|entry| entries.len() == keys.len() && entry.value.is_null()).map(|&entry| entry.clone())
    }

    fn report_below(&mut self, entries: &[&Entry], report: impl FnOnce(&mut Self)) {
        let keys: Vec<&Key> = entries.iter().map(|entry| &entry.key).collect();
        let depth = self.path.len();
        self.path.extend(keys.into_iter().map(|key| Segment::Key(key.clone())));
        report(self);
        self.path.truncate(depth);
    }
}

/// The entries along a path of keys, as far as they are there.
fn walk<'n>(node: &'n Node, path: &[&str]) -> Vec<&'n Entry> {
    let mut entries = Vec::with_capacity(path.len());
    let mut node = node;
    for key in path {
        let Some(entry) = node.as_mapping().and_then(|mapping| mapping.get(key)) else { break };
        entries.push(entry);
        node = &entry.value;
    }
    entries
}
