//! The items of a list and the entries of a mapping, one after the other: a wrong one is noted down and left out.

use serde::de::value::{StrDeserializer, UnitDeserializer};
use serde::de::{Deserialize, DeserializeSeed, Error as _, IntoDeserializer, MapAccess, SeqAccess};

use super::error::Error;
use super::lost::Step;
use super::scalar::key_text;
use super::typed::At;
use crate::yaml::tree::{Entry, Key, Node};

pub(super) struct Items<'r, 'n> {
    from: At<'r, 'n>,
    items: std::iter::Enumerate<std::slice::Iter<'n, Node>>,
}

impl<'r, 'n> Items<'r, 'n> {
    pub(super) fn new(from: At<'r, 'n>, items: &'n [Node]) -> Self {
        Self { from, items: items.iter().enumerate() }
    }

    fn read<T>(&self, index: usize, node: &'n Node, read: impl FnOnce(At<'r, 'n>) -> Result<T, Error>) -> Option<T> {
        let reader = self.from.reader;
        reader.inside(Step::Index(index), || match read(At::new(reader, node)) {
            Ok(value) => Some(value),
            Err(error) => {
                reader.refuse(error, node, None);
                None
            }
        })
    }
}

impl<'de> SeqAccess<'de> for Items<'_, '_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some((index, node)) = self.items.next() else { return Ok(None) };
        self.read(index, node, |at| seed.deserialize(at)).map(Some).ok_or(Error::Said)
    }

    fn next_element<T: Deserialize<'de>>(&mut self) -> Result<Option<T>, Error> {
        while let Some((index, node)) = self.items.next() {
            if let Some(value) = self.read(index, node, T::deserialize) {
                return Ok(Some(value));
            }
        }
        Ok(None)
    }
}

pub(super) struct Entries<'r, 'n> {
    from: At<'r, 'n>,
    entries: std::slice::Iter<'n, Entry>,
    /// Whether the keys are free, and not those of a struct.
    free: bool,
    current: Option<&'n Entry>,
}

impl<'r, 'n> Entries<'r, 'n> {
    pub(super) fn new(from: At<'r, 'n>, entries: &'n [Entry], free: bool) -> Self {
        Self { from, entries: entries.iter(), free, current: None }
    }

    fn key<T>(&self, key: &Key, read: impl FnOnce(StrDeserializer<'_, Error>) -> Result<T, Error>) -> Result<T, Error> {
        if !self.free {
            return read(key.text().into_deserializer());
        }
        let renamed = key_text(&key.scalar);
        if renamed.as_deref() != Some(key.text()) {
            self.from.reader.renames(key, renamed.as_deref());
            self.from.reader.loosen(self.from.node);
        }
        read(renamed.as_deref().unwrap_or_default().into_deserializer())
    }

    fn value<T>(&self, entry: &'n Entry, read: impl FnOnce(At<'r, 'n>) -> Result<T, Error>) -> Option<T> {
        let (reader, node) = (self.from.reader, &entry.value);
        if self.free && node.is_null() {
            reader.loosen(self.from.node);
        }
        reader.inside(Step::Key(entry.key.text()), || match read(At { reader, node, free: self.free }) {
            Ok(value) => Some(value),
            Err(error) => {
                reader.refuse(error, node, Some(entry.key.span));
                None
            }
        })
    }
}

impl<'de> MapAccess<'de> for Entries<'_, '_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        self.current = self.entries.next();
        let Some(entry) = self.current else { return Ok(None) };
        self.key(&entry.key, |key| seed.deserialize(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let entry = self.current.take().ok_or_else(|| Error::custom("no value"))?;
        self.value(entry, |at| seed.deserialize(at)).ok_or(Error::Said)
    }

    /// The field of a struct: where its value is wrong, null stands for it, so that the rest is read.
    fn next_value<V: Deserialize<'de>>(&mut self) -> Result<V, Error> {
        let entry = self.current.take().ok_or_else(|| Error::custom("no value"))?;
        self.value(entry, V::deserialize)
            .map_or_else(|| V::deserialize(UnitDeserializer::<Error>::new()).map_err(|_| Error::Said), Ok)
    }

    fn next_entry<K: Deserialize<'de>, V: Deserialize<'de>>(&mut self) -> Result<Option<(K, V)>, Error> {
        while let Some(entry) = self.entries.next() {
            let key = self.key(&entry.key, |key| K::deserialize(key));
            if let Err(error) = key {
                let node = entry.key.to_node();
                self.from.reader.inside(Step::Key(entry.key.text()), || self.from.reader.refuse(error, &node, None));
                continue;
            }
            if let (Ok(key), Some(value)) = (key, self.value(entry, V::deserialize)) {
                return Ok(Some((key, value)));
            }
        }
        Ok(None)
    }
}
