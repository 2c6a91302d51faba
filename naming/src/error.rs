//! The one error of this crate.

use std::borrow::Cow;
use std::fmt;

/// Why a text is not the name it should be: what was found, what was expected, where, and a hint.
///
/// # Examples
/// ```
/// use pavedroad_naming::{AppName, NameErrorKind};
///
/// let error = "ai_dc_web".parse::<AppName>().unwrap_err();
/// assert_eq!(error.kind(), NameErrorKind::Character);
/// assert_eq!(error.offset(), 2);
/// assert_eq!(
///     error.to_string(),
///     "invalid app name \"ai_dc_web\": found '_' at byte 2, expected a lowercase letter, a digit or '-'; \
///      did you mean \"ai-dc-web\"?"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameError(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Details {
    what: &'static str,
    input: Box<str>,
    kind: NameErrorKind,
    offset: usize,
    found: Cow<'static, str>,
    expected: Cow<'static, str>,
    hint: Option<Box<str>>,
}

/// Which rule a name breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NameErrorKind {
    /// Nothing where something is needed.
    Empty,
    /// More bytes than the rule allows.
    TooLong,
    /// A character that may not stand first.
    Start,
    /// A character that may not stand anywhere.
    Character,
    /// A character that may not stand last, or a text that ends too early.
    End,
    /// Characters that are each legal, in an order that is not (`--` in a port name).
    Sequence,
    /// A part that has to be there and is not (a letter in a port name, a digest after `@`).
    Missing,
    /// A well-formed value outside its range (a date that no calendar has).
    Range,
    /// Not a member of a closed set (a business line the convention does not list).
    Unknown,
    /// Well formed, but not what the convention's template prints.
    Template,
    /// Two parts that have to agree do not.
    Mismatch,
    /// A name that is there already (two Services of one name in a namespace).
    Duplicate,
}

/// What a rule found wrong. Plain data, so that rules can be `const fn` and cost nothing when they pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Violation {
    pub(crate) kind: NameErrorKind,
    /// Byte offset into the input; its length when the text ends too early.
    pub(crate) offset: usize,
    pub(crate) expected: &'static str,
    found: Found,
}

/// What the message says was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    /// The character at the offset; for `Empty` nothing, for `TooLong` the length of the whole input.
    Default,
    /// So many of something, as in "63 hex digits".
    Count(usize, &'static str),
    /// The part of the input from the offset to here, quoted.
    Part(usize),
    Words(&'static str),
}

impl Violation {
    pub(crate) const fn new(kind: NameErrorKind, offset: usize, expected: &'static str) -> Self {
        Self { kind, offset, expected, found: Found::Default }
    }

    /// A part of the input has the wrong number of `unit`.
    pub(crate) const fn found_count(mut self, count: usize, unit: &'static str) -> Self {
        self.found = Found::Count(count, unit);
        self
    }

    /// What is wrong is the whole part from the offset to `end`, not its first character.
    pub(crate) const fn found_part(mut self, end: usize) -> Self {
        self.found = Found::Part(end);
        self
    }

    /// What is wrong has to be described.
    pub(crate) const fn found_words(mut self, words: &'static str) -> Self {
        self.found = Found::Words(words);
        self
    }

    /// Makes the error a caller sees; `what` names the type, as in "app name".
    pub(crate) fn into_error(self, what: &'static str, input: &str) -> NameError {
        let found = match (self.found, self.kind) {
            (Found::Count(count, unit), _) => Cow::Owned(format!("{count} {unit}")),
            (Found::Words(words), _) => Cow::Borrowed(words),
            (Found::Part(end), _) => Cow::Owned(format!("{:?}", input.get(self.offset..end).unwrap_or_default())),
            (Found::Default, NameErrorKind::Empty) => Cow::Borrowed("nothing"),
            (Found::Default, NameErrorKind::TooLong) => Cow::Owned(format!("{} bytes", input.len())),
            (Found::Default, _) => match input.get(self.offset..).and_then(|rest| rest.chars().next()) {
                Some(character) => Cow::Owned(format!("{character:?}")),
                None => Cow::Borrowed("the end"),
            },
        };
        // Limits fall where they fall; a caller who cuts the input there must not cut a character.
        let offset = input.floor_char_boundary(self.offset);
        NameError::new(what, input, self.kind, offset, found, self.expected)
    }
}

impl NameError {
    pub(crate) fn new(
        what: &'static str,
        input: &str,
        kind: NameErrorKind,
        offset: usize,
        found: impl Into<Cow<'static, str>>,
        expected: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self(Box::new(Details {
            what,
            input: input.into(),
            kind,
            offset,
            found: found.into(),
            expected: expected.into(),
            hint: None,
        }))
    }

    /// Adds a hint: a whole clause such as `did you mean "ai-dc-web"?`.
    pub(crate) fn with_hint(mut self, hint: impl Into<Box<str>>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// What the text should have been, as in "app name".
    #[must_use]
    pub fn what(&self) -> &'static str {
        self.0.what
    }

    /// The whole text that was read.
    #[must_use]
    pub fn input(&self) -> &str {
        &self.0.input
    }

    /// The rule that is broken.
    #[must_use]
    pub fn kind(&self) -> NameErrorKind {
        self.0.kind
    }

    /// Where, in bytes from the start of [`input`](Self::input); its length when the text ends too early.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// What stands there, to be read after the word "found": a quoted character, a part and what it is, a length,
    /// "nothing" or "the end".
    #[must_use]
    pub fn found(&self) -> &str {
        &self.0.found
    }

    /// What the rule wants there.
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

/// The text as a message repeats it: in quotes, and of a long one the first 160 bytes. The errors have all of it.
pub(crate) fn quoted(text: &str) -> String {
    let (shown, more) = text.split_at(text.floor_char_boundary(160));
    format!("{shown:?}{}", if more.is_empty() { "" } else { " ..." })
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Details { what, input, kind, offset, found, expected, hint } = &*self.0;
        write!(f, "invalid {what} {}: found {found}", quoted(input))?;
        if !matches!(kind, NameErrorKind::Empty | NameErrorKind::TooLong | NameErrorKind::Duplicate) {
            write!(f, " at byte {offset}")?;
        }
        write!(f, ", expected {expected}")?;
        match hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for NameError {}
