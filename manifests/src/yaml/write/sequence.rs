//! Open sequences.

use serde::ser::{Serialize, SerializeSeq, SerializeTuple, SerializeTupleStruct, SerializeTupleVariant};

use super::error::Error;
use super::layout::{Frame, Layout};

/// A sequence whose elements are being written.
pub(super) struct Sequence<'a> {
    layout: &'a mut Layout,
    frame: Frame,
    /// The name of the enum's variant, if this is one's value.
    variant: Option<&'static str>,
}

impl<'a> Sequence<'a> {
    pub(super) fn open(layout: &'a mut Layout) -> Result<Self, Error> {
        let frame = layout.open_sequence()?;
        Ok(Self { layout, frame, variant: None })
    }

    pub(super) fn open_variant(layout: &'a mut Layout, name: &'static str) -> Result<Self, Error> {
        let frame = layout.open_variant_sequence(name)?;
        Ok(Self { layout, frame, variant: Some(name) })
    }

    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.layout.dash(&mut self.frame);
        value.serialize(&mut *self.layout).map_err(|error| self.locate(error))
    }

    #[cold]
    fn locate(&self, error: Error) -> Error {
        let error = error.below_index(self.frame.count - 1);
        match self.variant {
            Some(name) => error.below_key(name),
            None => error,
        }
    }

    fn close(self) {
        self.layout.close(&self.frame, "[]");
    }
}

impl SerializeSeq for Sequence<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.element(value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeTuple for Sequence<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.element(value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeTupleStruct for Sequence<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.element(value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeTupleVariant for Sequence<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.element(value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}
