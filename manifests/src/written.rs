//! A value as a document has it: scalars, lists and mappings in order, without places.

use std::fmt::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::finding::push_visible;
use crate::yaml::tree::{Node, Surprise, Value};

/// A value of a spec in its written form. serde gives it to the YAML writer and to JSON.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Written {
    Null,
    Bool(bool),
    Integer(i64),
    Float(f64),
    Text(String),
    List(Vec<Written>),
    Map(Vec<(String, Written)>),
}

impl Written {
    /// Anything by its text; a whole number without quotes.
    pub(crate) fn of(value: &impl fmt::Display) -> Self {
        Self::plain(value.to_string())
    }

    /// A list of texts.
    pub(crate) fn texts<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self::List(texts.into_iter().map(|text| Self::from(text.as_ref())).collect())
    }

    /// A node as it is: what is written bare and is a number for every reader stays one.
    pub(crate) fn node(node: &Node) -> Self {
        match node.value() {
            Value::Invalid => Self::Null,
            Value::Sequence(items) => Self::List(items.iter().map(Self::node).collect()),
            Value::Mapping(mapping) => Self::Map(
                mapping.entries.iter().map(|entry| (entry.key.text().to_owned(), Self::node(&entry.value))).collect(),
            ),
            Value::Scalar(scalar) if !scalar.is_plain() => Self::Text(scalar.text().to_owned()),
            Value::Scalar(scalar) if scalar.is_null() => Self::Null,
            Value::Scalar(scalar) => match (scalar.text(), scalar.yaml11_surprise()) {
                ("true", _) => Self::Bool(true),
                ("false", _) => Self::Bool(false),
                (_, Some(Surprise::Float(value))) if value.is_finite() => Self::Float(value),
                (text, _) => Self::plain(text.to_owned()),
            },
        }
    }

    pub(crate) fn from_json(value: &serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(value) => Self::Bool(*value),
            serde_json::Value::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(value), _) => Self::Integer(value),
                (None, Some(value)) => Self::Float(value),
                (None, None) => Self::Text(number.to_string()),
            },
            serde_json::Value::String(text) => Self::Text(text.clone()),
            serde_json::Value::Array(items) => Self::List(items.iter().map(Self::from_json).collect()),
            serde_json::Value::Object(members) => {
                Self::Map(members.iter().map(|(key, value)| (key.clone(), Self::from_json(value))).collect())
            }
        }
    }

    /// A text, or the whole number that has just this text. What 64 bits do not hold is text to most readers anyway.
    pub(crate) fn plain(text: String) -> Self {
        match text.parse::<i64>() {
            Ok(value) if value.to_string() == text => Self::Integer(value),
            _ => Self::Text(text),
        }
    }
}

impl From<&str> for Written {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<u32> for Written {
    fn from(value: u32) -> Self {
        Self::Integer(value.into())
    }
}

impl From<u16> for Written {
    fn from(value: u16) -> Self {
        Self::Integer(value.into())
    }
}

impl From<bool> for Written {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

/// One line, as people write it: `[host, zone]`. Characters that would leave the line are escaped.
impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => fmt::Display::fmt(value, f),
            Self::Integer(value) => fmt::Display::fmt(value, f),
            Self::Float(value) => write!(f, "{value:?}"),
            Self::Text(text) if text.is_empty() => f.write_str("\"\""),
            Self::Text(text) => {
                let mut visible = String::with_capacity(text.len());
                text.chars().for_each(|character| push_visible(&mut visible, character));
                f.write_str(&visible)
            }
            Self::List(items) => {
                f.write_char('[')?;
                for (index, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if index == 0 { "" } else { ", " })?;
                }
                f.write_char(']')
            }
            Self::Map(entries) => {
                f.write_char('{')?;
                for (index, (key, value)) in entries.iter().enumerate() {
                    write!(f, "{}{}: {value}", if index == 0 { "" } else { ", " }, Self::from(&**key))?;
                }
                f.write_char('}')
            }
        }
    }
}

impl Serialize for Written {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Integer(value) => serializer.serialize_i64(*value),
            Self::Float(value) => serializer.serialize_f64(*value),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}
