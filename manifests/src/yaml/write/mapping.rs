//! Open mappings.

use serde::ser::{Serialize, SerializeMap, SerializeStruct, SerializeStructVariant};

use super::error::Error;
use super::key::Key;
use super::layout::{Frame, Layout};

/// A mapping whose entries are being written.
pub(super) struct Mapping<'a> {
    layout: &'a mut Layout,
    frame: Frame,
    /// The name of the enum's variant, if this is one's value.
    variant: Option<&'static str>,
}

impl<'a> Mapping<'a> {
    pub(super) fn open(layout: &'a mut Layout) -> Result<Self, Error> {
        let frame = layout.open_mapping()?;
        Ok(Self { layout, frame, variant: None })
    }

    pub(super) fn open_number(layout: &'a mut Layout) -> Self {
        let frame = layout.open_number();
        Self { layout, frame, variant: None }
    }

    pub(super) fn open_variant(layout: &'a mut Layout, name: &'static str) -> Result<Self, Error> {
        let frame = layout.open_variant_mapping(name)?;
        Ok(Self { layout, frame, variant: Some(name) })
    }

    pub(super) fn entry<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        self.layout.key(&mut self.frame, key);
        self.value(value)
    }

    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut *self.layout).map_err(|error| self.locate(error))
    }

    #[cold]
    fn locate(&self, error: Error) -> Error {
        let error = self.layout.below_key(&self.frame, error);
        match self.variant {
            Some(name) => error.below_key(name),
            None => error,
        }
    }

    pub(super) fn close(self) {
        self.layout.close(&self.frame, "{}");
    }
}

impl SerializeMap for Mapping<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        key.serialize(Key::new(self.layout, &mut self.frame))
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

impl SerializeStructVariant for Mapping<'_> {
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
