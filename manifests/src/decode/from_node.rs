//! Types of other crates, decoded through serde from a node: the place of an error is that of the innermost value that
//! was being read.

use std::cell::Cell;
use std::fmt;

use serde::de::{self, DeserializeOwned, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::Decoder;
use crate::finding::{Problem, quote};
use crate::finding_code::FindingCode;
use crate::yaml::tree::{Entry, Node, Scalar, Span, Surprise, Value, yaml11_surprise};

/// Decodes a value by its `Deserialize`. serde stops at the first error, so there is one finding.
pub(crate) fn from_node<T: DeserializeOwned>(decoder: &mut Decoder<'_>, node: &Node) -> Option<T> {
    if has_invalid(node) {
        return None;
    }
    let place = Cell::new(node.span());
    match T::deserialize(FromNode { node, place: &place }) {
        Ok(value) => Some(value),
        Err(error) => {
            let span = place.get();
            let problem = match error {
                Error::Unknown { key, expected } => {
                    let hint = super::closest(&key, expected.iter().copied());
                    let listed: Vec<String> = expected.iter().map(|key| quote(key)).collect();
                    Problem::error(FindingCode::UnknownKey, format!("unknown key {}", quote(&key)), listed.join(", "))
                        .hint_if(hint.map(|hint| format!("did you mean {}?", quote(hint))))
                }
                Error::Missing(key) => {
                    Problem::error(FindingCode::MissingKey, format!("no {}", quote(key)), "this key")
                        .subject(key)
                        .hint(format!("add {}", quote(&format!("{key}: ..."))))
                }
                Error::Other { found, expected } => Problem::error(FindingCode::InvalidValue, found, expected),
            };
            decoder.refuse(span, problem)
        }
    }
}

/// What a `Deserialize` may say is wrong.
#[derive(Debug)]
enum Error {
    Unknown { key: String, expected: &'static [&'static str] },
    Missing(&'static str),
    Other { found: String, expected: String },
}

impl de::Error for Error {
    /// The errors of our own crates read "invalid WHAT "INPUT": found X, expected Y".
    fn custom<T: fmt::Display>(message: T) -> Self {
        let message = message.to_string();
        let said = message.split_once(": found ").map_or(message.as_str(), |(_, said)| said);
        match said.split_once(", expected ") {
            Some((found, expected)) => Self::Other { found: found.to_owned(), expected: expected.to_owned() },
            None => Self::Other { found: said.to_owned(), expected: "another value".to_owned() },
        }
    }

    fn invalid_type(found: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::Other { found: found.to_string(), expected: expected.to_string() }
    }

    fn invalid_value(found: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn unknown_field(key: &str, expected: &'static [&'static str]) -> Self {
        Self::Unknown { key: key.to_owned(), expected }
    }

    fn missing_field(key: &'static str) -> Self {
        Self::Missing(key)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl std::error::Error for Error {}

/// A node as serde sees it. Scalars without quotes are what YAML 1.2's core schema makes of them, but that texts which a
/// YAML 1.1 reader would take for something else keep their spelling: whoever wants a text gets it as written.
#[derive(Clone, Copy)]
struct FromNode<'n> {
    node: &'n Node,
    place: &'n Cell<Span>,
}

impl<'n> FromNode<'n> {
    /// Another node, which is where an error is from now on.
    fn at(self, node: &'n Node) -> Self {
        self.place.set(node.span());
        Self { node, ..self }
    }

    /// Back at this node, when all below it was right.
    fn back<T>(self, value: Result<T, Error>) -> Result<T, Error> {
        if value.is_ok() {
            self.place.set(self.node.span());
        }
        value
    }
}

impl<'de> de::Deserializer<'de> for FromNode<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node.value() {
            Value::Invalid => visitor.visit_unit(),
            Value::Sequence(items) => {
                let seq = Items { from: self, items: items.iter() };
                visitor.visit_seq(seq)
            }
            Value::Mapping(mapping) => {
                visitor.visit_map(Entries { from: self, entries: mapping.entries.iter(), value: None })
            }
            Value::Scalar(scalar) if scalar.is_null() => visitor.visit_unit(),
            Value::Scalar(scalar) => visit_scalar(scalar, visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.node.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node.as_scalar() {
            Some(scalar) if !scalar.is_null() => visitor.visit_str(scalar.text()),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.node.as_scalar() {
            Some(scalar) => visitor.visit_enum(scalar.text().into_deserializer()),
            None => self.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct seq tuple tuple_struct
        map struct identifier ignored_any
    }
}

/// A plain scalar may be a number or a boolean, in the one spelling that every reader agrees on; all else is text.
fn visit_scalar<'de, V: Visitor<'de>>(scalar: &Scalar, visitor: V) -> Result<V::Value, Error> {
    let text = scalar.text();
    let surprise = if scalar.is_plain() { yaml11_surprise(text) } else { None };
    match surprise {
        Some(Surprise::Bool(value)) if text == value.to_string() => visitor.visit_bool(value),
        Some(Surprise::Integer(_)) => match (text.parse::<u64>(), text.parse::<i64>()) {
            (Ok(value), _) if text == value.to_string() => visitor.visit_u64(value),
            (_, Ok(value)) if text == value.to_string() => visitor.visit_i64(value),
            _ => visitor.visit_str(text),
        },
        Some(Surprise::Float(value)) if text == value.to_string() => visitor.visit_f64(value),
        _ => visitor.visit_str(text),
    }
}

struct Items<'n> {
    from: FromNode<'n>,
    items: std::slice::Iter<'n, Node>,
}

impl<'de> de::SeqAccess<'de> for Items<'_> {
    type Error = Error;

    fn next_element_seed<T: de::DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some(item) = self.items.next() else {
            self.from.place.set(self.from.node.span());
            return Ok(None);
        };
        // A visitor that refuses an item after it was read is still at that item.
        seed.deserialize(self.from.at(item)).map(Some)
    }
}

struct Entries<'n> {
    from: FromNode<'n>,
    entries: std::slice::Iter<'n, Entry>,
    value: Option<&'n Node>,
}

impl<'de> de::MapAccess<'de> for Entries<'_> {
    type Error = Error;

    fn next_key_seed<K: de::DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(entry) = self.entries.next() else {
            self.from.place.set(self.from.node.span());
            return Ok(None);
        };
        self.value = Some(&entry.value);
        self.from.place.set(entry.key.span);
        seed.deserialize(entry.key.text().into_deserializer()).map(Some)
    }

    fn next_value_seed<V: de::DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let Some(value) = self.value.take() else { return Err(de::Error::custom("no value")) };
        self.from.back(seed.deserialize(self.from.at(value)))
    }
}

/// Whether a mistake that is reported already stands somewhere in the value.
fn has_invalid(node: &Node) -> bool {
    match node.value() {
        Value::Invalid => true,
        Value::Scalar(_) => false,
        Value::Sequence(items) => items.iter().any(has_invalid),
        Value::Mapping(mapping) => !mapping.complete || mapping.entries.iter().any(|entry| has_invalid(&entry.value)),
    }
}
