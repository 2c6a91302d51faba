//! All findings of a run, in the order of the files.

use std::collections::BTreeMap;
use std::fmt;

use crate::finding::{Finding, Place};
use crate::finding_code::Severity;
use crate::finding_render::{Line, render, split_line};

/// Everything there is to say about the inputs of a run, ordered by file, line and column.
///
/// The same mistake is kept once, however often it was met: one app is read for several environments, and a
/// mistake in what they share is one mistake.
///
/// [`Display`](fmt::Display) prints one line for each finding, and so does [`Debug`](fmt::Debug), because that is what
/// a `main` prints that returns them as its error. serde gives a JSON array.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Findings(BTreeMap<Place, Finding>);

impl Findings {
    /// No findings.
    #[must_use]
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// Adds a finding, unless the same is there already: the same code at the same place.
    pub fn push(&mut self, finding: Finding) {
        self.0.entry(finding.place.clone()).or_insert(finding);
    }

    /// Whether the same finding is there already.
    pub(crate) fn contains(&self, finding: &Finding) -> bool {
        self.0.contains_key(&finding.place)
    }

    /// Whether any of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.iter().any(|finding| finding.severity() == Severity::Error)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The findings, ordered by file, line and column.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Finding> + DoubleEndedIterator {
        self.0.values()
    }

    /// All findings as compilers print them, an empty line between them.
    ///
    /// `source` gives the text of a file by its name; without a text, the message stands alone.
    #[must_use]
    pub fn render<'a>(&'a self, source: impl Fn(&str) -> Option<&'a str> + 'a) -> impl fmt::Display + 'a {
        fmt::from_fn(move |f| {
            // Findings are in the order of lines and columns, so one walk through each text serves all of them.
            let mut file = "";
            let mut rest = None;
            let mut number = 0;
            let mut line = None;
            for (index, finding) in self.iter().enumerate() {
                if index == 0 || file != finding.file() {
                    (file, rest, number, line) = (finding.file(), source(finding.file()), 0, None);
                }
                while number < finding.line() {
                    number += 1;
                    (line, rest) = match rest.map(split_line) {
                        Some((line, rest)) => (Some(Line::new(line)), rest),
                        None => (None, None),
                    };
                }
                if index > 0 {
                    f.write_str("\n")?;
                }
                render(f, finding, line.as_mut())?;
                f.write_str("\n")?;
            }
            Ok(())
        })
    }
}

impl Extend<Finding> for Findings {
    fn extend<I: IntoIterator<Item = Finding>>(&mut self, findings: I) {
        for finding in findings {
            self.push(finding);
        }
    }
}

impl FromIterator<Finding> for Findings {
    fn from_iter<I: IntoIterator<Item = Finding>>(findings: I) -> Self {
        let mut all = Self::new();
        all.extend(findings);
        all
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_values().collect::<Vec<_>>().into_iter()
    }
}

impl<'a> IntoIterator for &'a Findings {
    type Item = &'a Finding;
    type IntoIter = std::vec::IntoIter<&'a Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter().collect::<Vec<_>>().into_iter()
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in self.iter() {
            writeln!(f, "{finding}")?;
        }
        Ok(())
    }
}

impl serde::Serialize for Findings {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl fmt::Debug for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// So that `?` hands all of them on.
impl std::error::Error for Findings {}
