//! Keys of maps. All become texts, as in JSON: a reader of a Kubernetes object knows no other keys.

use std::fmt::{self, Write};
use std::ops::Range;

use serde::ser::{Impossible, Serialize, Serializer};

use super::error::Error;
use super::layout::Layout;

/// Writes one key.
pub(super) struct Key<'a> {
    layout: &'a mut Layout,
    /// Where it is going to be in the text.
    range: &'a mut Range<usize>,
}

impl<'a> Key<'a> {
    pub(super) fn new(layout: &'a mut Layout, range: &'a mut Range<usize>) -> Self {
        Self { layout, range }
    }

    fn text(self, text: &str) -> Result<(), Error> {
        *self.range = self.layout.key(text);
        Ok(())
    }

    fn print(self, value: fmt::Arguments<'_>) -> Result<(), Error> {
        let mut text = std::mem::take(&mut self.layout.scratch);
        text.clear();
        let result = text.write_fmt(value);
        *self.range = self.layout.key(&text);
        self.layout.scratch = text;
        result.map_err(|_| serde::ser::Error::custom("the key of a map failed to print itself"))
    }

    fn float(self, value: f64, printed: fmt::Arguments<'_>) -> Result<(), Error> {
        if value.is_finite() { self.print(printed) } else { Err(Error::number(value)) }
    }
}

impl Serializer for Key<'_> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Impossible<(), Error>;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Impossible<(), Error>;
    type SerializeStruct = Impossible<(), Error>;
    type SerializeStructVariant = Impossible<(), Error>;

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.text(if value { "true" } else { "false" })
    }

    fn serialize_i8(self, value: i8) -> Result<(), Error> {
        self.print(format_args!("{value}"))
    }

    fn serialize_i16(self, value: i16) -> Result<(), Error> {
        self.print(format_args!("{value}"))
    }

    fn serialize_i32(self, value: i32) -> Result<(), Error> {
        self.print(format_args!("{value}"))
    }

    fn serialize_i64(self, value: i64) -> Result<(), Error> {
        self.print(format_args!("{value}"))
    }

    fn serialize_i128(self, value: i128) -> Result<(), Error> {
        self.print(format_args!("{value}"))
    }

    fn serialize_u8(self, value: u8) -> Result<(), Error> {
        self.print(format_args!("{value}"))
    }

    fn serialize_u16(self, value: u16) -> Result<(), Error> {
        self.print(format_args!("{value}"))
    }

    fn serialize_u32(self, value: u32) -> Result<(), Error> {
        self.print(format_args!("{value}"))
    }

    fn serialize_u64(self, value: u64) -> Result<(), Error> {
        self.print(format_args!("{value}"))
    }

    fn serialize_u128(self, value: u128) -> Result<(), Error> {
        self.print(format_args!("{value}"))
    }

    fn serialize_f32(self, value: f32) -> Result<(), Error> {
        self.float(value.into(), format_args!("{value:?}"))
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        self.float(value, format_args!("{value:?}"))
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.text(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        self.text(value)
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Error> {
        Err(Error::key("bytes"))
    }

    fn serialize_none(self) -> Result<(), Error> {
        Err(Error::key("nothing"))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        Err(Error::key("nothing"))
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        Err(Error::key("nothing"))
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.text(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        Err(Error::key("a variant with a value"))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, Error> {
        Err(Error::key("a sequence"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Error> {
        Err(Error::key("a sequence"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Error> {
        Err(Error::key("a sequence"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        Err(Error::key("a variant with values"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Error> {
        Err(Error::key("a map"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, Error> {
        Err(Error::key("a struct"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        Err(Error::key("a variant with fields"))
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, value: &T) -> Result<(), Error> {
        self.print(format_args!("{value}"))
    }
}
