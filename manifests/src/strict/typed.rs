//! A value as serde sees it: with the types that Kubernetes gives it, and every mistake noted down.

use serde::de::value::StrDeserializer;
use serde::de::{self, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::access::{Entries, Items};
use super::error::Error;
use super::reader::Reader;
use super::scalar::{Taken, readers_differ, taken};
use crate::Quantity;
use crate::finding::quote;
use crate::yaml::tree::{Node, Scalar, Value};

/// A node that is being decoded.
#[derive(Clone, Copy)]
pub(super) struct At<'r, 'n> {
    pub(super) reader: &'r Reader<'r, 'n>,
    pub(super) node: &'n Node,
    /// Whether it is the value of a free key, where null is the empty text.
    pub(super) free: bool,
}

impl<'r, 'n> At<'r, 'n> {
    pub(super) fn new(reader: &'r Reader<'r, 'n>, node: &'n Node) -> Self {
        Self { reader, node, free: false }
    }

    fn scalar<'de, V: Visitor<'de>>(self, scalar: &Scalar, visitor: V) -> Result<V::Value, Error> {
        let taken = taken(scalar);
        let value = match taken {
            Taken::Null => visitor.visit_unit(),
            Taken::Bool(value) => visitor.visit_bool(value),
            Taken::Signed(value) => visitor.visit_i64(value),
            Taken::Unsigned(value) => visitor.visit_u64(value),
            Taken::Float(value) => visitor.visit_f64(value),
            Taken::Text(text) => visitor.visit_str(text),
        };
        if value.is_ok() && readers_differ(scalar.text(), taken) {
            self.reader.differs(self.node, scalar.text(), taken);
        }
        value
    }

    /// The text of a field that takes text only.
    fn text(self) -> Result<&'n str, Error> {
        let Some(scalar) = self.node.as_scalar() else {
            return Err(if self.node.is_invalid() { Error::Said } else { Error::wrong_type("text") });
        };
        match taken(scalar) {
            Taken::Text(text) => Ok(text),
            Taken::Null if self.free => Ok(""),
            Taken::Null => Err(Error::wrong_type("text")),
            taken => {
                let found = format!("{}, which Kubernetes takes for {taken}", quote(scalar.text()));
                let hint = format!("write {}", quote(&format!("{:?}", scalar.text())));
                Err(Error::Type { found: Some(found), expected: "text".to_owned(), hint: Some(hint) })
            }
        }
    }

    /// A mapping; whatever else stands there is of the wrong type.
    fn mapping<'de, V: Visitor<'de>>(
        self,
        visitor: V,
        fields: Option<&'static [&'static str]>,
    ) -> Result<V::Value, Error> {
        let Some(mapping) = self.node.as_mapping() else {
            let known = fields.filter(|fields| !fields.is_empty() && fields.len() <= 4);
            let expected = known.map_or("a mapping".to_owned(), |fields| {
                let fields: Vec<String> = fields.iter().map(|key| quote(key)).collect();
                format!("a mapping with {}", fields.join(", "))
            });
            return Err(if self.node.is_invalid() { Error::Said } else { Error::wrong_type(&expected) });
        };
        for entry in fields.iter().flat_map(|_| &mapping.entries) {
            if !fields.is_some_and(|fields| fields.contains(&entry.key.text())) {
                self.reader.unknown(self.node, entry, fields.unwrap_or_default());
            }
        }
        visitor.visit_map(Entries::new(self, &mapping.entries, fields.is_none()))
    }

    /// What is wrong with a quantity, if anything is.
    fn quantity(self) -> Result<(), Error> {
        let Some(scalar) = self.node.as_scalar() else { return Err(Error::wrong_type("a quantity such as `250m`")) };
        let json = match taken(scalar) {
            Taken::Null | Taken::Bool(_) => return Err(Error::wrong_type("a quantity such as `250m`")),
            taken => taken.to_json_text(),
        };
        let Err(error) = json.parse::<Quantity>() else { return Ok(()) };
        Err(Error::Value {
            found: Some(format!("{} in {}", error.found(), quote(scalar.text()))),
            offset: Some(error.offset()),
            expected: error.expected().to_owned(),
            hint: error.hint().map(str::to_owned),
        })
    }
}

impl<'de> de::Deserializer<'de> for At<'_, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node.value() {
            Value::Invalid => Err(Error::Said),
            Value::Sequence(items) => visitor.visit_seq(Items::new(self, items)),
            Value::Mapping(_) => self.mapping(visitor, None),
            Value::Scalar(scalar) => self.scalar(scalar, visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.node.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    /// Bytes ask for this one and not for a string of their own: base64 may be broken into lines, as Go reads it.
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let text = self.text()?;
        let value = match text.contains(['\r', '\n']) {
            true => visitor.visit_str(&text.replace(['\r', '\n'], "")),
            false => visitor.visit_str(text),
        };
        value.map_err(|error| match error {
            Error::Value { found: None, hint: Some(hint), .. } if hint.starts_with("Invalid ") => {
                let expected = "text in base64".to_owned();
                let hint = Some("in a Secret, plain text belongs under `stringData`".to_owned());
                Error::Value { found: None, offset: None, expected, hint }
            }
            error => error,
        })
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.text()?)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node.value() {
            Value::Sequence(items) => visitor.visit_seq(Items::new(self, items)),
            Value::Invalid => Err(Error::Said),
            _ => Err(Error::wrong_type("a list")),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        match name {
            "Quantity" => {
                self.quantity()?;
                visitor.visit_newtype_struct(self)
            }
            "Time" | "MicroTime" => {
                let time = visitor.visit_newtype_struct(self);
                time.map_err(|error| match error {
                    Error::Value { .. } => {
                        let expected = "a time such as `2026-01-31T09:30:00Z`".to_owned();
                        Error::Value { found: None, offset: None, expected, hint: None }
                    }
                    error => error,
                })
            }
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let text: StrDeserializer<'_, Error> = self.text()?.into_deserializer();
        visitor.visit_enum(text)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.mapping(visitor, Some(fields))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.mapping(visitor, None)
    }

    /// What nobody looks at is not looked into.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct
        identifier
    }
}
