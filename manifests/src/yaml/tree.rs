//! A YAML document as a tree: every key and value with its place, every scalar with the text as written.

mod alias;
mod build;
mod columns;
mod json_stream;
mod mapping;
mod merge;
mod open;
mod recover;
mod source;
mod surprise;
mod syntax;

use std::sync::Arc;

pub(crate) use build::{parse_documents, parse_one, parse_up_to};
pub(crate) use mapping::Mapping;
pub(crate) use merge::merge;
pub(crate) use source::{Sources, Span};
pub(crate) use surprise::{Surprise, yaml11_surprise};
pub(crate) use syntax::missing_space;

/// A value and its place. A clone is cheap: what it holds is shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    span: Span,
    value: Value,
}

/// What a node holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// A mistake stands here and is already reported; whoever reads it keeps silent.
    Invalid,
    /// Text, in any notation; also null, and what other readers take for numbers.
    Scalar(Scalar),
    /// Values in order.
    Sequence(Arc<[Node]>),
    /// Keys and values, in the order of the file, each key once.
    Mapping(Arc<Mapping>),
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) key: Key,
    pub(crate) value: Node,
}

/// The key of an entry, always a scalar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) span: Span,
    pub(crate) scalar: Scalar,
}

/// A text and how it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scalar {
    text: Arc<str>,
    style: Style,
}

/// The notation of a scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// Without quotes: readers guess a type from the text.
    Plain,
    /// In single or double quotes, or tagged `!!str`: text for every reader.
    Quoted,
    /// After `|` or `>`: text for every reader.
    Block,
}

impl Node {
    pub(crate) fn new(span: Span, value: Value) -> Self {
        Self { span, value }
    }

    /// A scalar, as if written without quotes.
    pub(crate) fn plain(span: Span, text: &str) -> Self {
        Self::new(span, Value::Scalar(Scalar::new(text, Style::Plain)))
    }

    /// A mapping; the keys must differ.
    pub(crate) fn mapping(span: Span, entries: Vec<Entry>) -> Self {
        Self::new(span, Value::Mapping(Arc::new(Mapping::new(entries, true))))
    }

    pub(crate) fn span(&self) -> Span {
        self.span
    }

    pub(crate) fn value(&self) -> &Value {
        &self.value
    }

    pub(crate) fn as_scalar(&self) -> Option<&Scalar> {
        match &self.value {
            Value::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    pub(crate) fn as_sequence(&self) -> Option<&[Self]> {
        match &self.value {
            Value::Sequence(items) => Some(items),
            _ => None,
        }
    }

    pub(crate) fn as_mapping(&self) -> Option<&Mapping> {
        match &self.value {
            Value::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    /// The value of a key, if this is a mapping that has it.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.as_mapping()?.get(key).map(|entry| &entry.value)
    }

    /// The value at a path of keys.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |node, key| node.get(key))
    }

    /// The same mapping with the value of one key changed; anything else stays as it is. For short forms, which
    /// become the normal form before trees are merged.
    pub(crate) fn map_value(&self, key: &str, change: impl Fn(&Self) -> Self) -> Self {
        self.map_entries(|entry| if entry.key.text() == key { change(&entry.value) } else { entry.value.clone() })
    }

    /// The same mapping with every value changed; anything else stays as it is.
    pub(crate) fn map_values(&self, change: impl Fn(&Self) -> Self) -> Self {
        self.map_entries(|entry| change(&entry.value))
    }

    fn map_entries(&self, change: impl Fn(&Entry) -> Self) -> Self {
        let Some(mapping) = self.as_mapping() else { return self.clone() };
        let entries =
            mapping.entries.iter().map(|entry| Entry { key: entry.key.clone(), value: change(entry) }).collect();
        Self::new(self.span, Value::Mapping(Arc::new(Mapping::new(entries, mapping.complete))))
    }

    /// Whether this is nothing, `~` or `null`.
    pub(crate) fn is_null(&self) -> bool {
        self.as_scalar().is_some_and(Scalar::is_null)
    }

    /// Whether a mistake stands here that is already reported.
    pub(crate) fn is_invalid(&self) -> bool {
        matches!(self.value, Value::Invalid)
    }
}

impl Entry {
    /// An entry that nobody wrote: its key has the place of its value.
    pub(crate) fn implied(key: &str, value: Node) -> Self {
        Self { key: Key { span: value.span(), scalar: Scalar::new(key, Style::Plain) }, value }
    }
}

impl Key {
    pub(crate) fn text(&self) -> &str {
        self.scalar.text()
    }

    /// The key as a value, for what decodes values.
    pub(crate) fn to_node(&self) -> Node {
        Node::new(self.span, Value::Scalar(self.scalar.clone()))
    }
}

impl Scalar {
    pub(crate) fn new(text: &str, style: Style) -> Self {
        Self { text: text.into(), style }
    }

    /// The text, escapes and line folding resolved, otherwise as written: `1.10` is `1.10`.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn style(&self) -> Style {
        self.style
    }

    /// Whether the text has no quotes, so that its spelling decides its type.
    pub(crate) fn is_plain(&self) -> bool {
        self.style == Style::Plain
    }

    /// Null as YAML 1.2's core schema has it: nothing, `~`, `null`, `Null` or `NULL` without quotes.
    pub(crate) fn is_null(&self) -> bool {
        self.is_plain() && matches!(self.text(), "" | "~" | "null" | "Null" | "NULL")
    }

    /// What a YAML 1.1 reader takes the text for, if not for a text.
    pub(crate) fn yaml11_surprise(&self) -> Option<Surprise> {
        if self.is_plain() { yaml11_surprise(self.text()) } else { None }
    }

    pub(crate) fn text_handle(&self) -> Arc<str> {
        Arc::clone(&self.text)
    }
}

#[cfg(test)]
#[path = "tree_tests.rs"]
mod tests;
