//! The list that is being made, and the places in the app file that go with it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::{ExplainedValue, Origin, OriginKind};
use crate::Platform;
use crate::finding_path::{push_index, push_key};
use crate::spec::places::Places;
use crate::written::Written;
use crate::yaml::tree::{Entry, Node, Scalar, Span};

/// The explained values so far, and the path they are at.
pub(super) struct Rows<'a> {
    file: Option<&'a Arc<str>>,
    platform: &'a Platform,
    path: String,
    values: Vec<ExplainedValue>,
}

/// Why a value holds that nobody gave.
#[derive(Clone, Debug)]
pub(super) struct Cause {
    pub(super) origin: Origin,
    pub(super) follows: Option<String>,
}

impl Cause {
    pub(super) const BUILT_IN: Self = Self { origin: Origin::BUILT_IN, follows: None };
}

/// A value of the app file as an environment has it: what its override says, over what the file says for all.
#[derive(Clone, Copy, Default)]
pub(super) struct At<'n> {
    over: Option<&'n Node>,
    base: Option<&'n Node>,
    key: Option<(OriginKind, Span)>,
}

impl<'n> At<'n> {
    /// The document; both trees in their long forms.
    pub(super) fn new(base: &'n Node, over: Option<&'n Node>) -> Self {
        Self { over, base: Some(base), key: None }
    }

    /// The value of a key, in a mapping of few keys.
    pub(super) fn get(self, key: &str) -> Self {
        let entry = |node: Option<&'n Node>| node.and_then(Node::as_mapping)?.get(key);
        Self::of(entry(self.over), entry(self.base))
    }

    /// The values of a mapping with free keys, which may be many.
    pub(super) fn entries(self) -> Entries<'n> {
        self.entries_by(Cow::Borrowed)
    }

    /// As [`entries`](Self::entries), for keys that are kept in lower case.
    pub(super) fn entries_in_lower_case(self) -> Entries<'n> {
        self.entries_by(|key| Cow::Owned(key.to_ascii_lowercase()))
    }

    fn entries_by(self, key: impl Fn(&'n str) -> Cow<'n, str>) -> Entries<'n> {
        let entries = |node: Option<&'n Node>| {
            let entries = node.and_then(Node::as_mapping).map(|mapping| &*mapping.entries).unwrap_or_default();
            entries.iter().map(|entry| (key(entry.key.text()), entry)).collect()
        };
        Entries { over: entries(self.over), base: entries(self.base) }
    }

    /// What two entries of one key come to. Where the override replaces what holds for all, or takes it away, that is
    /// gone.
    fn of(over: Option<&'n Entry>, base: Option<&'n Entry>) -> Self {
        let key = match (base, over) {
            (Some(entry), _) => Some((OriginKind::App, entry.key.span)),
            (None, Some(entry)) => Some((OriginKind::Override, entry.key.span)),
            (None, None) => None,
        };
        let (over, base) = (over.map(|entry| &entry.value), base.map(|entry| &entry.value));
        let merges = |base: &&Node| over.is_none_or(|over| over.as_mapping().is_some() && base.as_mapping().is_some());
        Self { over, base: base.filter(merges), key }
    }

    /// An item of a list; lists are replaced as a whole.
    pub(super) fn item(self, index: usize) -> Self {
        let item = |node: Option<&'n Node>| node.and_then(Node::as_sequence)?.get(index);
        Self { over: item(self.over), base: item(self.base), key: None }
    }

    /// The text, if it is a scalar that is given.
    pub(super) fn text(self) -> Option<&'n str> {
        self.given()?.1.as_scalar().map(Scalar::text)
    }

    /// Whether it is given.
    pub(super) fn is_given(self) -> bool {
        self.given().is_some()
    }

    fn given(self) -> Option<(OriginKind, &'n Node)> {
        self.said().filter(|(_, node)| !node.is_null())
    }

    /// What is said last, null included. Where both are mappings, the file said first that there is one.
    fn said(self) -> Option<(OriginKind, &'n Node)> {
        let over = self.over.map(|node| (OriginKind::Override, node));
        self.base.map(|node| (OriginKind::App, node)).or(over)
    }
}

/// The values of a mapping by key.
pub(super) struct Entries<'n> {
    over: BTreeMap<Cow<'n, str>, &'n Entry>,
    base: BTreeMap<Cow<'n, str>, &'n Entry>,
}

impl<'n> Entries<'n> {
    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> At<'n> {
        At::of(self.over.get(key).copied(), self.base.get(key).copied())
    }
}

impl<'a> Rows<'a> {
    pub(super) fn new(places: &'a Places, platform: &'a Platform) -> Self {
        Self { file: places.file(), platform, path: String::new(), values: Vec::new() }
    }

    pub(super) fn finish(self) -> Vec<ExplainedValue> {
        self.values
    }

    /// Adds the value of a key: where it is given, or else why it holds.
    pub(super) fn add(&mut self, at: At<'_>, key: &str, value: impl Into<Written>, otherwise: &Cause) {
        let at = at.get(key);
        self.below(key, |rows| rows.add_here(at, value, otherwise));
    }

    /// Adds a value that nobody left out.
    pub(super) fn add_given(&mut self, at: At<'_>, key: &str, value: impl Into<Written>) {
        self.add(at, key, value, &Cause::BUILT_IN);
    }

    /// Adds a mapping of texts with free keys.
    pub(super) fn add_texts<'t>(&mut self, at: At<'_>, key: &str, texts: impl IntoIterator<Item = (&'t str, &'t str)>) {
        let entries = at.get(key).entries();
        self.below(key, |rows| {
            for (key, text) in texts {
                rows.below(key, |rows| rows.add_here(entries.get(key), text, &Cause::BUILT_IN));
            }
        });
    }

    /// Adds the items of a mapping with free keys, by their names.
    pub(super) fn add_items<T>(
        &mut self,
        at: At<'_>,
        key: &str,
        items: &[T],
        name: impl Fn(&T) -> &str,
        explain: impl Fn(&mut Self, At<'_>, &T),
    ) {
        let entries = at.get(key).entries();
        self.below(key, |rows| {
            for item in items {
                rows.below(name(item), |rows| explain(rows, entries.get(name(item)), item));
            }
        });
    }

    /// Adds the value at the current path.
    pub(super) fn add_here(&mut self, at: At<'_>, value: impl Into<Written>, otherwise: &Cause) {
        let (origin, follows) = match at.given() {
            Some((kind, node)) => (self.origin(kind, node.span()), None),
            None => (otherwise.origin.clone(), otherwise.follows.clone()),
        };
        self.values.push(ExplainedValue { path: self.path.clone(), value: value.into(), origin, follows });
    }

    /// Adds that a value was taken away, if it was.
    pub(super) fn add_null(&mut self, at: At<'_>, key: &str) {
        if let Some((kind, node)) = at.get(key).said().filter(|(_, node)| node.is_null()) {
            let origin = self.origin(kind, node.span());
            self.below(key, |rows| {
                rows.values.push(ExplainedValue {
                    path: rows.path.clone(),
                    value: Written::Null,
                    origin,
                    follows: None,
                });
            });
        }
    }

    /// Adds a value that the platform has and no app says.
    pub(super) fn add_platform(&mut self, key: &str, value: impl Into<Written>, path: &[&str]) {
        let cause = self.platform(path);
        let same = cause.follows.as_deref() == Some(self.path_of(key).as_str());
        let cause = if same { Cause { follows: None, ..cause } } else { cause };
        self.add(At::default(), key, value, &cause);
    }

    /// Goes on one key below.
    pub(super) fn below<T>(&mut self, key: &str, explain: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        push_key(&mut self.path, key);
        let explained = explain(self);
        self.path.truncate(length);
        explained
    }

    /// Goes on at an item of a list.
    pub(super) fn below_index<T>(&mut self, index: usize, explain: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        push_index(&mut self.path, index);
        let explained = explain(self);
        self.path.truncate(length);
        explained
    }

    /// What is derived from the value of a key here: its place, if it is given.
    pub(super) fn follows(&self, at: At<'_>, key: &str) -> Option<Cause> {
        let (kind, node) = at.get(key).given()?;
        Some(Cause { origin: self.origin(kind, node.span()), follows: Some(self.path_of(key)) })
    }

    /// What is derived from the key at the current path, whose value is `at`.
    pub(super) fn follows_here(&self, at: At<'_>) -> Cause {
        let origin = at.key.map_or(Origin::BUILT_IN, |(kind, span)| self.origin(kind, span));
        Cause { origin, follows: Some(self.path.clone()) }
    }

    /// What is derived from a value of the platform.
    pub(super) fn platform(&self, path: &[&str]) -> Cause {
        let places = &self.platform.places;
        let place = places.find(path).zip(places.file());
        let origin = place.map_or(Origin::BUILT_IN, |(span, file)| Origin::at(OriginKind::Platform, file, span));
        let mut follows = String::new();
        path.iter().for_each(|key| push_key(&mut follows, key));
        Cause { origin, follows: Some(follows) }
    }

    /// Whether the platform file has a value.
    pub(super) fn is_in_platform(&self, path: &[&str]) -> bool {
        self.platform.places.find(path).is_some()
    }

    fn path_of(&self, key: &str) -> String {
        let mut path = self.path.clone();
        push_key(&mut path, key);
        path
    }

    fn origin(&self, kind: OriginKind, span: Span) -> Origin {
        self.file.map_or(Origin::BUILT_IN, |file| Origin::at(kind, file, span))
    }
}

/// The name that a closed set has for a value.
pub(super) fn name_of<T: Copy + PartialEq>(all: &[(&'static str, T)], value: T) -> &'static str {
    all.iter().find(|(_, other)| *other == value).map_or("", |(name, _)| name)
}
