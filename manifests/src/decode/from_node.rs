//! Types of other crates, decoded through serde from a node: the place of an error is that of the innermost value that
//! was being read.

use std::cell::Cell;
use std::fmt;

use serde::de::{self, DeserializeOwned, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::{Decoder, Segment, describe};
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
            let problem = match error {
                Error::Unknown { key, expected } => {
                    let hint = super::did_you_mean(&key, expected.iter().copied());
                    let listed: Vec<String> = expected.iter().map(|key| quote(key)).collect();
                    let expected = format!("one of {}", listed.join(", "));
                    Problem::error(FindingCode::UnknownKey, format!("unknown key {}", quote(&key)), expected)
                        .hint_if(hint)
                }
                Error::Missing(key) => {
                    Problem::error(FindingCode::MissingKey, format!("no {}", quote(key)), "this key")
                        .subject(key)
                        .hint(format!("add {}", quote(&format!("{key}: ..."))))
                }
                Error::Type { found, expected } => Problem::error(FindingCode::WrongType, found, expected),
                Error::Other { found, expected, hint } => {
                    Problem::error(FindingCode::InvalidValue, found, expected).hint_if(hint)
                }
            };
            let missing = problem.code == FindingCode::MissingKey;
            let depth = decoder.path.len();
            let span = locate(node, place.get(), &mut decoder.path).unwrap_or_else(|| node.span());
            // What is missing is said at the key of the mapping that lacks it, as everywhere.
            let span = if missing { decoder.owner_of(span) } else { span };
            decoder.report(span, problem);
            decoder.path.truncate(depth);
            None
        }
    }
}

/// Adds to `path` the way from a node to the value, or the key, at a place; that place, if it is there.
fn locate(node: &Node, place: Span, path: &mut Vec<Segment>) -> Option<Span> {
    if node.span() == place {
        return Some(place);
    }
    let mut below = |segment: Segment, is_key: bool, node: &Node| {
        path.push(segment);
        let found = if is_key { Some(place) } else { locate(node, place, path) };
        if found.is_none() {
            path.pop();
        }
        found
    };
    match node.value() {
        Value::Sequence(items) => {
            items.iter().enumerate().find_map(|(index, item)| below(Segment::Index(index), false, item))
        }
        Value::Mapping(mapping) => mapping
            .entries
            .iter()
            .find_map(|entry| below(Segment::Key(entry.key.clone()), entry.key.span == place, &entry.value)),
        _ => None,
    }
}

/// What a `Deserialize` may say is wrong.
#[derive(Debug)]
enum Error {
    Unknown { key: String, expected: &'static [&'static str] },
    Missing(&'static str),
    Type { found: String, expected: String },
    Other { found: String, expected: String, hint: Option<String> },
}

impl de::Error for Error {
    /// The errors of our own crates read `invalid WHAT "INPUT": found X at byte N, expected Y; HINT`.
    fn custom<T: fmt::Display>(message: T) -> Self {
        let message = message.to_string();
        let (about, said) = message.split_once(": found ").unwrap_or(("", &message));
        let (found, wanted) = said.split_once(", expected ").unwrap_or((said, "another value"));
        let (expected, hint) = wanted.split_once("; ").map_or((wanted, None), |(wanted, hint)| (wanted, Some(hint)));
        // The byte is one of the input, which the place of the finding does not always show.
        let input = about.split_once('"').map_or("", |(_, input)| input.trim_end_matches('"'));
        let found = match found.split_once(" at byte ") {
            Some((found, _)) if !input.is_empty() => format!("{found} in {}", quote(input)),
            _ => found.to_owned(),
        };
        Self::Other { found, expected: expected.to_owned(), hint: hint.map(str::to_owned) }
    }

    fn invalid_type(found: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let found = match found {
            de::Unexpected::Bool(value) => quote(&value.to_string()),
            de::Unexpected::Unsigned(value) => quote(&value.to_string()),
            de::Unexpected::Signed(value) => quote(&value.to_string()),
            de::Unexpected::Float(value) => quote(&value.to_string()),
            de::Unexpected::Str(text) => quote(text),
            de::Unexpected::Unit => "nothing".to_owned(),
            de::Unexpected::Seq => "a list".to_owned(),
            de::Unexpected::Map => "a mapping".to_owned(),
            other => other.to_string(),
        };
        Self::Type { found, expected: expected.to_string() }
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

    /// A struct is a mapping; derived code would take a list too.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if self.node.as_mapping().is_some() {
            return self.deserialize_any(visitor);
        }
        let listed: Vec<String> = fields.iter().map(|key| quote(key)).collect();
        Err(Error::Type { found: describe(self.node), expected: format!("a mapping with {}", listed.join(", ")) })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.node.as_mapping().is_some() {
            return self.deserialize_any(visitor);
        }
        Err(Error::Type { found: describe(self.node), expected: "a mapping".to_owned() })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct seq tuple tuple_struct
        identifier ignored_any
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
