//! The entries of a mapping, by key.

use std::sync::OnceLock;

use super::Entry;

/// The entries of a mapping.
#[derive(Clone, Debug)]
pub(crate) struct Mapping {
    pub(crate) entries: Vec<Entry>,
    /// False where a mistake hides entries, so that nobody reports them as missing.
    pub(crate) complete: bool,
    /// The numbers of the entries, sorted by key; made when it is asked for.
    by_key: OnceLock<Box<[usize]>>,
}

/// Up to this many entries are looked through. Beyond, a rule that asks for each of them would be quadratic.
const FEW: usize = 32;

impl Mapping {
    /// A mapping of these entries; the keys must differ.
    pub(crate) const fn new(entries: Vec<Entry>, complete: bool) -> Self {
        Self { entries, complete, by_key: OnceLock::new() }
    }

    /// The entry of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&Entry> {
        if self.entries.len() <= FEW {
            return self.entries.iter().find(|entry| entry.key.text() == key);
        }
        let text = |number: &usize| self.entries.get(*number).map(|entry| entry.key.text());
        let by_key = self.by_key.get_or_init(|| {
            let mut numbers: Box<[usize]> = (0..self.entries.len()).collect();
            numbers.sort_unstable_by_key(text);
            numbers
        });
        let at = by_key.binary_search_by_key(&Some(key), text).ok()?;
        self.entries.get(*by_key.get(at)?)
    }
}

impl PartialEq for Mapping {
    fn eq(&self, other: &Self) -> bool {
        (&self.entries, self.complete) == (&other.entries, other.complete)
    }
}

impl Eq for Mapping {}
