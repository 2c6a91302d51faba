//! The keys of a mapping that has a fixed set of them.

use super::{Decoder, closest};
use crate::finding::{Problem, quote};
use crate::finding_code::FindingCode;
use crate::yaml::tree::{Entry, Mapping, Node, Value, missing_space};

/// Hands out the values of a mapping by key, and remembers which keys were asked for.
pub(crate) struct Fields<'d, 'a, 'n> {
    decoder: &'d mut Decoder<'a>,
    node: &'n Node,
    mapping: &'n Mapping,
    known: Vec<&'static str>,
    missing: Vec<&'static str>,
}

/// How many of the known keys a message lists.
const LISTED: usize = 12;

impl<'d, 'a, 'n> Fields<'d, 'a, 'n> {
    pub(super) fn new(decoder: &'d mut Decoder<'a>, node: &'n Node, mapping: &'n Mapping) -> Self {
        Self { decoder, node, mapping, known: Vec::new(), missing: Vec::new() }
    }

    /// Decodes the value of a key that has to be there. `None`: it is missing or wrong, and reported.
    pub(crate) fn required<T>(
        &mut self,
        key: &'static str,
        decode: impl FnOnce(&mut Decoder<'_>, &Node) -> Option<T>,
    ) -> Option<T> {
        match self.entry(key) {
            Some(entry) => self.decoder.at_key(&entry.key, |decoder| decode(decoder, &entry.value)),
            None => {
                self.missing.push(key);
                None
            }
        }
    }

    /// Decodes the value of a key that may be absent or null. `None`: it is wrong, and reported.
    pub(crate) fn optional<T>(
        &mut self,
        key: &'static str,
        decode: impl FnOnce(&mut Decoder<'_>, &Node) -> Option<T>,
    ) -> Option<Option<T>> {
        match self.entry(key) {
            Some(entry) if !entry.value.is_null() => {
                self.decoder.at_key(&entry.key, |decoder| decode(decoder, &entry.value)).map(Some)
            }
            _ => Some(None),
        }
    }

    /// Decodes a value from the mapping without the keys that were asked for; it takes care of what is unknown in it.
    pub(crate) fn rest<T>(self, decode: impl FnOnce(&mut Decoder<'_>, &Node) -> Option<T>) -> Option<T> {
        let entries = self.mapping.entries.iter().filter(|entry| !self.known.contains(&entry.key.text()));
        let mapping = Mapping::new(entries.cloned().collect(), self.mapping.complete);
        decode(self.decoder, &Node::new(self.node.span(), Value::Mapping(mapping.into())))
    }

    /// Allows a key without reading it.
    pub(crate) fn allow(&mut self, key: &'static str) {
        self.known.push(key);
    }

    /// Reports the keys nobody asked for, and those that were asked for in vain. Whether every key is known: where one
    /// is not, what is missing may be what it was meant to be.
    pub(crate) fn finish(mut self) -> bool {
        let unknown = self.mapping.entries.iter().filter(|entry| !self.known.contains(&entry.key.text()));
        let unknown: Vec<&Entry> = unknown.collect();
        let known = unknown.is_empty();
        // Looked up once: a file may hold tens of thousands of unknown keys.
        let absent: Vec<&str> = if known { Vec::new() } else { self.absent() };
        // One key too many and one too few are one mistake, however much the words differ.
        let instead = match (&*unknown, &*self.missing) {
            ([_], [missing]) => Some(*missing),
            _ => None,
        };
        let meant = unknown.into_iter().filter_map(|entry| self.unknown(entry, &absent, instead));
        let meant: Vec<&str> = meant.collect();
        if !self.mapping.complete {
            return false;
        }
        // A misspelt key is one mistake, not an unknown and a missing one.
        for key in self.missing.iter().filter(|key| !meant.contains(*key)) {
            if let Some(entry) = self.decoder.taken_away(key) {
                let problem = Problem::error(FindingCode::MissingKey, format!("{} taken away", quote(key)), "this key")
                    .hint("remove the `null`, or give a value in its place");
                self.decoder.at_key(&entry.key, |decoder| decoder.report(entry.value.span(), problem));
                continue;
            }
            let problem = Problem::error(FindingCode::MissingKey, format!("no {}", quote(key)), "this key")
                .hint(format!("add {}", quote(&format!("{key}: ..."))));
            let owner = self.decoder.owner(self.node);
            self.decoder.report(owner, problem.subject(key));
        }
        known
    }

    fn entry(&mut self, key: &'static str) -> Option<&'n Entry> {
        self.known.push(key);
        self.mapping.get(key)
    }

    /// The known keys that the mapping does not have.
    fn absent(&self) -> Vec<&'static str> {
        self.known.iter().copied().filter(|key| self.mapping.get(key).is_none()).collect()
    }

    /// Reports an unknown key, and says which one was probably meant.
    fn unknown(
        &mut self,
        entry: &'n Entry,
        absent: &[&'static str],
        instead: Option<&'static str>,
    ) -> Option<&'static str> {
        let text = entry.key.text();
        let glued = if entry.value.is_null() { missing_space(text) } else { None };
        let name = glued.as_ref().map_or(text, |_| text.split([':', '：']).next().unwrap_or(text));
        let meant = closest(name, absent.iter().copied()).or_else(|| closest(name, self.known.iter().copied()));
        let meant = meant.or(instead);
        let hint = match (&glued, meant) {
            (Some(mended), Some(_)) => format!("write {}, with a space after the colon", quote(mended)),
            (_, Some(meant)) => format!("did you mean {}?", quote(meant)),
            _ => "remove it, or check how far it is indented".to_owned(),
        };
        let problem =
            Problem::error(FindingCode::UnknownKey, format!("unknown key {}", quote(text)), one_of_keys(&self.known));
        let span = entry.key.span;
        self.decoder.at_key(&entry.key, |decoder| decoder.report(span, problem.hint(hint)));
        meant
    }
}

/// "`a`", "one of `a`, `b`", shortened when there are many.
pub(crate) fn one_of_keys(keys: &[&str]) -> String {
    let listed: Vec<String> = keys.iter().take(LISTED).map(|key| quote(key)).collect();
    match keys {
        [] => "no key here".to_owned(),
        [one] => quote(one),
        _ if keys.len() > LISTED => format!("one of {} and {} more", listed.join(", "), keys.len() - LISTED),
        _ => format!("one of {}", listed.join(", ")),
    }
}
