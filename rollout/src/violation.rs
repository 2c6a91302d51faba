//! What is wrong with a text, before it becomes an error.

use std::borrow::Cow;

use crate::error::RolloutErrorKind;

/// A broken rule and the byte at which it is broken. Unlike the error it can be made in a `const`.
#[derive(Clone, Copy)]
pub(crate) struct Violation {
    pub(crate) kind: RolloutErrorKind,
    pub(crate) offset: usize,
}

impl Violation {
    pub(crate) const fn at(kind: RolloutErrorKind, offset: usize) -> Self {
        Self { kind, offset }
    }

    /// What stands there: a quoted character, or the end.
    pub(crate) fn found(self, text: &str) -> Cow<'static, str> {
        match text.get(self.offset..).and_then(|rest| rest.chars().next()) {
            Some(character) => Cow::Owned(format!("{character:?}")),
            None => Cow::Borrowed("the end"),
        }
    }
}
