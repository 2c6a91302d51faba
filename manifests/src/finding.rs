//! One thing to say about an input, with everything needed to mend it.

use std::fmt;
use std::sync::Arc;

use serde::ser::SerializeStruct;

use crate::finding_code::{FindingCode, Severity};
use crate::finding_render::Rendered;

/// One mistake in a file: where, what was found, what was expected, and how to mend it.
///
/// Lines and columns count from 1; a column counts Unicode scalar values, so `人` is one column.
///
/// [`Display`](fmt::Display) prints one line,
/// ``app.yaml:3:1: error[unknown-key] replica: found unknown key `replica`, expected ...``;
/// [`render`](Self::render) adds the line of the file and a caret; serde gives a flat JSON object with the fields
/// `code`, `severity`, `file`, `line`, `column`, `endLine`, `endColumn`, `path`, `found`, `expected`, `hint`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub(crate) place: Place,
    pub(crate) severity: Severity,
    pub(crate) path: String,
    pub(crate) found: String,
    pub(crate) expected: String,
    pub(crate) hint: Option<String>,
}

/// What orders findings and makes two of them the same one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) file: Arc<str>,
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) end_line: u32,
    pub(crate) end_column: u32,
    pub(crate) code: FindingCode,
    /// Tells findings at one place apart: the key that is missing there.
    pub(crate) subject: Option<Arc<str>>,
}

impl Finding {
    /// The kind of mistake.
    #[must_use]
    pub fn code(&self) -> FindingCode {
        self.place.code
    }

    /// How much it matters.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The file, under the name its reader was given.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.place.file
    }

    /// The line, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.place.line as usize
    }

    /// The column, from 1, in Unicode scalar values.
    #[must_use]
    pub fn column(&self) -> usize {
        self.place.column as usize
    }

    /// The line on which the text ends that the finding is about, from 1.
    #[must_use]
    pub fn end_line(&self) -> usize {
        self.place.end_line as usize
    }

    /// The column behind the text that the finding is about, from 1.
    #[must_use]
    pub fn end_column(&self) -> usize {
        self.place.end_column as usize
    }

    /// The place in the document: `resources.cpu`, `routes[0].host`; empty for the document itself.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What stands there.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.found
    }

    /// What should stand there.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// How to mend it, where that can be said.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// The finding as compilers print it: the message, the line of `source` and a caret under the place.
    ///
    /// `source` is the text of [`file`](Self::file); where it has no such line, only the message is printed.
    /// Wide characters (Chinese, Japanese, Korean, emoji) take two cells, as in a terminal.
    #[must_use]
    pub fn render<'a>(&'a self, source: &'a str) -> impl fmt::Display + 'a {
        Rendered { finding: self, source }
    }

    /// The message alone: `found ..., expected ...; hint`.
    pub(crate) fn message(&self) -> impl fmt::Display + '_ {
        fmt::from_fn(|f| {
            write!(f, "found {}, expected {}", self.found, self.expected)?;
            match &self.hint {
                Some(hint) => write!(f, "; {hint}"),
                None => Ok(()),
            }
        })
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { file, line, column, code, .. } = &self.place;
        write!(f, "{file}:{line}:{column}: {}[{code}] ", self.severity)?;
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        self.message().fmt(f)
    }
}

impl serde::Serialize for Finding {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Finding", 11)?;
        object.serialize_field("code", &self.code())?;
        object.serialize_field("severity", &self.severity())?;
        object.serialize_field("file", self.file())?;
        object.serialize_field("line", &self.line())?;
        object.serialize_field("column", &self.column())?;
        object.serialize_field("endLine", &self.end_line())?;
        object.serialize_field("endColumn", &self.end_column())?;
        object.serialize_field("path", self.path())?;
        object.serialize_field("found", self.found())?;
        object.serialize_field("expected", self.expected())?;
        object.serialize_field("hint", &self.hint())?;
        object.end()
    }
}

/// What is said about a place, before the place is known: the arguments of a [`Finding`].
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    pub(crate) code: FindingCode,
    pub(crate) severity: Severity,
    pub(crate) found: String,
    pub(crate) expected: String,
    pub(crate) hint: Option<String>,
    pub(crate) subject: Option<Arc<str>>,
}

impl Problem {
    /// An error; `found` and `expected` complete the sentence "found X, expected Y".
    pub(crate) fn error(code: FindingCode, found: impl Into<String>, expected: impl Into<String>) -> Self {
        let (found, expected) = (found.into(), expected.into());
        Self { code, severity: Severity::Error, found, expected, hint: None, subject: None }
    }

    /// The same with another severity.
    pub(crate) fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Adds how to mend it: a clause such as ``write `true` ``.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds a hint if there is one.
    pub(crate) fn hint_if(mut self, hint: Option<impl Into<String>>) -> Self {
        self.hint = hint.map(Into::into);
        self
    }

    /// Tells this finding from another with the same code at the same place.
    pub(crate) fn subject(mut self, subject: &str) -> Self {
        self.subject = Some(subject.into());
        self
    }
}

/// How much of a text a message repeats, in characters.
const QUOTED: usize = 60;

/// Text as a message shows it: in back quotes, on one line, not endless.
pub(crate) fn quote(text: &str) -> String {
    let mut quoted = String::from("`");
    for (count, character) in text.chars().enumerate() {
        if count == QUOTED {
            quoted.push_str("...");
            break;
        }
        push_visible(&mut quoted, character);
    }
    quoted.push('`');
    quoted
}

/// Pushes a character so that it takes part in one line of text and is seen there.
pub(crate) fn push_visible(text: &mut String, character: char) {
    // Bidirectional controls and other format characters reorder or hide what follows them in a terminal; odd spaces
    // look like the one that YAML knows.
    let hides = matches!(character,
        '\u{a0}' | '\u{3000}' | '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    if character.is_control() || hides {
        text.extend(character.escape_default());
    } else {
        text.push(character);
    }
}
