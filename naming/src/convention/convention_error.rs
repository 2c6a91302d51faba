//! What is wrong with a convention.

use std::borrow::Cow;
use std::fmt;

use crate::error::quoted;

/// One problem of a [`ConventionSpec`](crate::ConventionSpec): which key, what was found there, what was
/// expected, and a hint.
///
/// # Examples
/// ```
/// use pavedroad_naming::{Convention, ConventionErrorKind, ConventionSpec};
///
/// let spec = ConventionSpec { app: "{line}-{system}{component}".to_owned(), ..ConventionSpec::default() };
/// let errors = Convention::new(spec).unwrap_err();
/// assert_eq!(errors[0].field(), "app");
/// assert_eq!(errors[0].kind(), ConventionErrorKind::Ambiguous);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConventionError(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Details {
    field: Cow<'static, str>,
    input: String,
    kind: ConventionErrorKind,
    offset: Option<usize>,
    found: String,
    expected: String,
    hint: Option<String>,
}

/// Which rule a convention breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ConventionErrorKind {
    /// Nothing where something is needed.
    Empty,
    /// More than the limit, which keeps the checks quick.
    TooLong,
    /// The same line, environment or field twice.
    Duplicate,
    /// A brace that is not closed or not opened, or a character no name holds.
    Syntax,
    /// A field that there is not, or not in this template.
    Field,
    /// A field or value that has to be there and is not.
    Missing,
    /// A value that no template prints.
    Unused,
    /// A template that prints a text which is not a legal name.
    Illegal,
    /// A template that prints one text for two meanings.
    Ambiguous,
}

impl ConventionError {
    pub(crate) fn new(
        field: impl Into<Cow<'static, str>>,
        input: &str,
        kind: ConventionErrorKind,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        Self(Box::new(Details {
            field: field.into(),
            input: input.to_owned(),
            kind,
            offset: None,
            found: found.into(),
            expected: expected.into(),
            hint: None,
        }))
    }

    pub(crate) fn at(mut self, offset: usize) -> Self {
        self.0.offset = Some(offset);
        self
    }

    pub(crate) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// The path of the key: `image`, `registry.host`, `lines[1]`, `environments[2]`; indexes count from 0.
    #[must_use]
    pub fn field(&self) -> &str {
        &self.0.field
    }

    /// The whole value of that key; empty where it is missing, or a list that is wrong as a whole.
    #[must_use]
    pub fn input(&self) -> &str {
        &self.0.input
    }

    /// The rule that is broken.
    #[must_use]
    pub fn kind(&self) -> ConventionErrorKind {
        self.0.kind
    }

    /// Where, in bytes from the start of [`input`](Self::input), if there is one place.
    #[must_use]
    pub fn offset(&self) -> Option<usize> {
        self.0.offset
    }

    /// What stands there.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.0.found
    }

    /// What has to stand there.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.0.expected
    }

    /// How to mend it, where that can be said.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        self.0.hint.as_deref()
    }
}

impl fmt::Display for ConventionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Details { field, input, offset, found, expected, hint, .. } = &*self.0;
        // Nothing is shown of what is missing, nor of a list that is wrong as a whole.
        let shown = if input.is_empty() { String::new() } else { format!(" {}", quoted(input)) };
        write!(f, "invalid {field}{shown} of the convention: found {found}")?;
        if let Some(offset) = offset {
            write!(f, " at byte {offset}")?;
        }
        write!(f, ", expected {expected}")?;
        match hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ConventionError {}
