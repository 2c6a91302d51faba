//! An app spec after edits.

use super::difference::Difference;
use crate::Findings;

/// The new text of an app spec, and how it differs from the old one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    text: String,
    difference: Difference,
    findings: Findings,
}

impl Edited {
    pub(super) fn new(file: &str, before: &str, text: String, findings: Findings) -> Self {
        Self { difference: Difference::new(file, before, &text), text, findings }
    }

    /// The whole new text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the edits changed anything; what holds already is not written again.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        !self.difference.is_empty()
    }

    /// The lines that changed, as `diff -u` prints them and `patch` reads them; nothing where nothing changed.
    #[must_use]
    pub fn difference(&self) -> impl std::fmt::Display + '_ {
        &self.difference
    }

    /// Warnings and notes about the new text.
    #[must_use]
    pub fn findings(&self) -> &Findings {
        &self.findings
    }
}
