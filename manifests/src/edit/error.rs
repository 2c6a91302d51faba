//! Why an edit is refused.

use std::fmt;

use super::change::Edit;
use crate::Findings;

/// Why a text was not edited: what is wrong, and in which text.
///
/// [`Display`](fmt::Display) says which edit is refused and prints one line for each finding;
/// [`render`](Self::render) adds the lines of the text.
#[derive(Clone, PartialEq, Eq)]
pub struct EditError {
    kind: EditErrorKind,
    edits: Vec<Edit>,
    text: String,
    findings: Findings,
}

/// Which kind of reason an [`EditError`] has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EditErrorKind {
    /// The text has errors before any edit; the findings are about it as it was given.
    Unreadable,
    /// The edit is for an environment that the platform does not have.
    UnknownEnvironment,
    /// A value cannot be changed without others: an anchor is shared, or the notation is too unusual.
    NotAlone,
    /// The edit would be written and change nothing that runs.
    NoEffect,
    /// The app would break a rule; the findings are about the text as it would be.
    Refused,
}

impl EditError {
    pub(super) fn new(kind: EditErrorKind, edits: &[Edit], text: &str, findings: Findings) -> Self {
        Self { kind, edits: edits.to_vec(), text: text.to_owned(), findings }
    }

    /// Which kind of reason it is.
    #[must_use]
    pub fn kind(&self) -> EditErrorKind {
        self.kind
    }

    /// The edits that are refused: none where the text has errors already, several where only their sum is checked.
    #[must_use]
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// What is wrong; never empty.
    #[must_use]
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// The text that the findings are about.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is refused, and the findings as compilers print them.
    #[must_use]
    pub fn render(&self) -> impl fmt::Display + '_ {
        fmt::from_fn(|f| write!(f, "{}\n{}", self.head(), self.findings.render(|_| Some(&self.text))))
    }

    /// The first line.
    fn head(&self) -> impl fmt::Display + '_ {
        fmt::from_fn(|f| {
            let why = match (self.kind, self.edits.len()) {
                (EditErrorKind::Unreadable, _) => return f.write_str("the text has errors before it is edited"),
                (EditErrorKind::UnknownEnvironment, _) => "is for an environment that the platform does not have",
                (EditErrorKind::NotAlone, _) => "would change more than that",
                (EditErrorKind::NoEffect, _) => "would have no effect",
                (EditErrorKind::Refused, 1) => "is refused; about the text as it would be:",
                (EditErrorKind::Refused, _) => "are refused; about the text as it would be:",
            };
            for (number, edit) in self.edits.iter().enumerate() {
                write!(f, "{}`{edit}`", if number > 0 { ", " } else { "" })?;
                edit.environment().map_or(Ok(()), |environment| write!(f, " in {environment}"))?;
            }
            write!(f, " {why}")
        })
    }
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}", self.head(), self.findings)
    }
}

/// As [`Display`](fmt::Display), because that is what a `main` prints that returns it.
impl fmt::Debug for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for EditError {}
