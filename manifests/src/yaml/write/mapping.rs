//! Open mappings.

use std::ops::Range;

use serde::ser::{Serialize, SerializeMap, SerializeStruct};

use super::error::Error;
use super::key::Key;
use super::layout::{Layout, Step};

/// A mapping whose entries are being written.
pub(super) struct Mapping<'a> {
    layout: &'a mut Layout,
    step: Step,
    /// Where the newest key is in the text, for the path of an error.
    key: Range<usize>,
}

impl<'a> Mapping<'a> {
    #[inline]
    pub(super) fn open(layout: &'a mut Layout) -> Result<Self, Error> {
        let step = layout.open_mapping()?;
        Ok(Self { layout, step, key: 0..0 })
    }

    pub(super) const fn open_number(layout: &'a mut Layout) -> Self {
        let step = layout.open_number();
        Self { layout, step, key: 0..0 }
    }

    pub(super) fn entry<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        self.key(key);
        self.value(value)
    }

    fn key(&mut self, text: &str) {
        self.key = self.layout.key(text);
    }

    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut *self.layout).map_err(|error| self.locate(error))
    }

    #[cold]
    fn locate(&self, error: Error) -> Error {
        self.layout.below_key(self.key.clone(), error)
    }

    pub(super) fn close(self) -> &'a mut Layout {
        self.layout.close(self.step, "{}");
        self.layout
    }
}

impl SerializeMap for Mapping<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        key.serialize(Key::new(self.layout, &mut self.key))
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.value(value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeStruct for Mapping<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        self.entry(key, value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}
