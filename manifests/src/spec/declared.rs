//! What a section declares for others to refer to by name.

use std::collections::BTreeMap;

/// Items in the order of the file, found by name: a file may have tens of thousands, and as many references to them.
pub(super) struct Declared<'a, T> {
    items: &'a [T],
    name: fn(&T) -> &str,
    by_name: BTreeMap<&'a str, &'a T>,
}

impl<'a, T> Declared<'a, T> {
    pub(super) fn new(items: &'a [T], name: fn(&T) -> &str) -> Self {
        Self { items, name, by_name: items.iter().map(|item| (name(item), item)).collect() }
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a T> {
        self.by_name.get(name).copied()
    }

    pub(super) fn first(&self) -> Option<&'a T> {
        self.items.first()
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> + Clone + use<'a, T> {
        self.items.iter().map(self.name)
    }
}
