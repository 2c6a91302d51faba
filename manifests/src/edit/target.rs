//! What an edit is for: all environments, or one.

use super::draft::{Draft, Refusal};
use super::error::EditErrorKind;
use super::text::Value;
use crate::finding::Problem;
use crate::yaml::tree::Node;

/// A draft, and the part of it that an edit is about. Paths are those of the sections: `["resources", "cpu"]`.
pub(super) struct Target<'d> {
    draft: &'d mut Draft,
    environment: Option<&'d str>,
}

const ENVIRONMENTS: &str = "environments";

impl<'d> Target<'d> {
    pub(super) fn new(draft: &'d mut Draft, environment: Option<&'d str>) -> Self {
        Self { draft, environment }
    }

    /// What stands there for this target itself, null too.
    pub(super) fn own(&self, path: &[&str]) -> Option<&Node> {
        self.draft.get(&self.path(path))
    }

    /// Whether a value that is not null stands there for this target itself.
    pub(super) fn owns(&self, path: &[&str]) -> bool {
        self.own(path).is_some_and(|node| !node.is_null())
    }

    /// What holds there, after the file: the target's own value, else that of all environments. Null is nothing.
    pub(super) fn holds(&self, path: &[&str]) -> Option<&Node> {
        for length in 1..=path.len() {
            let (above, rest) = path.split_at(length);
            match self.own(above) {
                None => break,
                Some(node) if node.is_null() => return None,
                Some(node) if rest.is_empty() => return Some(node),
                // What is no mapping replaces whatever is below.
                Some(node) if node.as_mapping().is_none() => return None,
                Some(_) => {}
            }
        }
        self.environment?;
        self.draft.get(path).filter(|node| !node.is_null())
    }

    /// The text of a scalar that holds there.
    pub(super) fn text(&self, path: &[&str]) -> Option<&str> {
        Some(self.holds(path)?.as_scalar()?.text())
    }

    /// Makes a value hold, unless it does.
    pub(super) fn set(&mut self, path: &[&str], value: &Value) -> Result<(), Refusal> {
        if self.text(path) == Some(value.text()) { Ok(()) } else { self.write(path, value) }
    }

    /// Writes a value for this target itself.
    pub(super) fn write(&mut self, path: &[&str], value: &Value) -> Result<(), Refusal> {
        let full = self.path(path);
        if self.own(path).and_then(Node::as_scalar).is_some_and(|scalar| value.is(scalar)) {
            return Ok(());
        }
        self.draft.set(&full, value)
    }

    /// Takes the target's own value away, so that what others say holds.
    pub(super) fn inherit(&mut self, path: &[&str]) -> Result<(), Refusal> {
        let full = self.path(path);
        self.draft.remove(&full)
    }

    /// Makes nothing hold: an environment says null where all others have a value.
    pub(super) fn take_away(&mut self, path: &[&str]) -> Result<(), Refusal> {
        if self.holds(path).is_none() {
            return Ok(());
        }
        let others = self.environment.is_some() && self.draft.get(path).is_some_and(|node| !node.is_null());
        if others { self.write(path, &Value::Null) } else { self.inherit(path) }
    }

    /// As [`take_away`](Self::take_away), and for all environments in each of them.
    pub(super) fn take_away_everywhere(&mut self, path: &[&str]) -> Result<(), Refusal> {
        if self.environment.is_some() {
            return self.take_away(path);
        }
        for environment in self.draft.keys(&[ENVIRONMENTS]) {
            self.draft.remove(&[&[ENVIRONMENTS, &environment], path].concat())?;
        }
        self.draft.remove(path)
    }

    pub(super) fn refuse(&self, kind: EditErrorKind, path: &[&str], problem: Problem) -> Refusal {
        let own = self.path(path);
        let path = if self.own(path).is_some() { &*own } else { path };
        self.draft.refuse(kind, path, problem)
    }

    /// Tries something on a copy, and takes it over if it is worth it.
    pub(super) fn try_on_copy(&mut self, change: impl FnOnce(&mut Target<'_>) -> Result<bool, Refusal>) -> bool {
        let mut copy = self.draft.clone();
        let worth = change(&mut Target { draft: &mut copy, environment: self.environment }).unwrap_or(false);
        if worth {
            *self.draft = copy;
        }
        worth
    }

    /// The whole text as it is now.
    pub(super) fn draft_text(&self) -> &str {
        self.draft.text()
    }

    /// Whether the text would be `text` after a change.
    pub(super) fn would_be(&self, text: &str, change: impl FnOnce(&mut Target<'_>) -> Result<(), Refusal>) -> bool {
        let mut copy = self.draft.clone();
        change(&mut Target { draft: &mut copy, environment: self.environment }).is_ok() && copy.text() == text
    }

    fn path<'p>(&self, path: &[&'p str]) -> Vec<&'p str>
    where
        'd: 'p,
    {
        let above = self.environment.map(|environment| [ENVIRONMENTS, environment]);
        above.into_iter().flatten().chain(path.iter().copied()).collect()
    }
}
