//! Enum variants with values: a mapping of one entry, `name:`, around the collection of the values.

use serde::ser::{Serialize, SerializeStructVariant, SerializeTupleVariant};

use super::error::Error;
use super::layout::{Layout, Step};
use super::mapping::Mapping;
use super::sequence::Sequence;

/// The values of a variant, and the mapping around them.
pub(super) struct Variant<C> {
    values: C,
    name: &'static str,
    outer: Step,
}

impl<'a> Variant<Mapping<'a>> {
    pub(super) fn open_mapping(layout: &'a mut Layout, name: &'static str) -> Result<Self, Error> {
        let outer = layout.open_mapping()?;
        layout.key(name);
        Ok(Self { values: Mapping::open(layout)?, name, outer })
    }
}

impl<'a> Variant<Sequence<'a>> {
    pub(super) fn open_sequence(layout: &'a mut Layout, name: &'static str) -> Result<Self, Error> {
        let outer = layout.open_mapping()?;
        layout.key(name);
        Ok(Self { values: Sequence::open(layout)?, name, outer })
    }
}

impl SerializeStructVariant for Variant<Mapping<'_>> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        self.values.entry(key, value).map_err(|error| error.below_key(self.name))
    }

    fn end(self) -> Result<(), Error> {
        self.values.close().close(self.outer, "{}");
        Ok(())
    }
}

impl SerializeTupleVariant for Variant<Sequence<'_>> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.values.element(value).map_err(|error| error.below_key(self.name))
    }

    fn end(self) -> Result<(), Error> {
        self.values.close().close(self.outer, "{}");
        Ok(())
    }
}
