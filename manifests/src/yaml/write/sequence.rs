//! Open sequences.

use serde::ser::{Serialize, SerializeSeq, SerializeTuple, SerializeTupleStruct};

use super::error::Error;
use super::layout::{Layout, Step};

/// A sequence whose elements are being written.
pub(super) struct Sequence<'a> {
    layout: &'a mut Layout,
    step: Step,
    /// Elements so far.
    count: usize,
}

impl<'a> Sequence<'a> {
    #[inline]
    pub(super) fn open(layout: &'a mut Layout) -> Result<Self, Error> {
        let step = layout.open_sequence()?;
        Ok(Self { layout, step, count: 0 })
    }

    pub(super) fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.layout.dash();
        value.serialize(&mut *self.layout).map_err(|error| error.below_index(self.count))?;
        self.count += 1;
        Ok(())
    }

    pub(super) fn close(self) -> &'a mut Layout {
        self.layout.close(self.step, "[]");
        self.layout
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
