//! Why a text is not a quantity, and what was probably meant.

use std::borrow::Cow;
use std::fmt;

use super::hint::hint;

/// Why a text is not a quantity: what was found, what was expected, where, and a hint.
///
/// # Examples
/// ```
/// use pavedroad_manifests::{Quantity, QuantityErrorKind};
///
/// let error = "512MB".parse::<Quantity>().unwrap_err();
/// assert_eq!(error.kind(), QuantityErrorKind::Character);
/// assert_eq!(error.offset(), 4);
/// assert_eq!(
///     error.to_string(),
///     "invalid quantity \"512MB\": found 'B' at byte 4, expected the end; \
///      did you mean \"512M\" (1000^2) or \"512Mi\" (1024^2)?"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuantityError(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Details {
    input: Box<str>,
    kind: QuantityErrorKind,
    offset: usize,
    found: Cow<'static, str>,
    expected: &'static str,
    hint: Option<Box<str>>,
}

/// Which rule a text breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum QuantityErrorKind {
    /// No text at all.
    Empty,
    /// A suffix without a number before it.
    Number,
    /// A character that no quantity holds in that place.
    Character,
    /// Letters that may stand in a suffix, but are none together (`1K`, `1mi`).
    Suffix,
    /// An `e` and perhaps a sign, without digits behind them.
    Exponent,
    /// An exponent outside -2147483648 to 2147483647.
    Range,
}

/// What the parser found wrong: plain data, so that the parser can be `const`.
#[derive(Clone, Copy)]
pub(super) struct Violation {
    kind: QuantityErrorKind,
    offset: usize,
}

const SUFFIX: &str = "n, u, m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei or an exponent such as e3";

impl Violation {
    pub(super) const fn new(kind: QuantityErrorKind, offset: usize) -> Self {
        Self { kind, offset }
    }

    pub(super) fn into_error(self, input: &str) -> QuantityError {
        let Self { kind, offset } = self;
        let (before, rest) = input.split_at_checked(offset).unwrap_or((input, ""));
        let found = match (kind, rest.chars().next()) {
            (QuantityErrorKind::Empty, _) => Cow::Borrowed("nothing"),
            (QuantityErrorKind::Suffix | QuantityErrorKind::Range, Some(_)) => Cow::Owned(quoted(rest)),
            (_, Some(character)) => Cow::Owned(format!("{character:?}")),
            (_, None) => Cow::Borrowed("the end"),
        };
        let expected = match kind {
            QuantityErrorKind::Empty => "a number such as 500m or 1Gi",
            QuantityErrorKind::Number => "a digit",
            QuantityErrorKind::Suffix => SUFFIX,
            QuantityErrorKind::Exponent => "the digits of an exponent",
            QuantityErrorKind::Range => "an exponent from -2147483648 to 2147483647",
            QuantityErrorKind::Character if before.trim_start_matches(['+', '-']).is_empty() => "a digit",
            QuantityErrorKind::Character if before.ends_with(|c: char| c.is_ascii_digit() || c == '.') => {
                "a digit, the end or a suffix such as m, k, Mi or Gi"
            }
            QuantityErrorKind::Character => "the end",
        };
        QuantityError(Box::new(Details { input: input.into(), kind, offset, found, expected, hint: hint(input) }))
    }
}

impl QuantityError {
    /// The whole text that was read.
    #[must_use]
    pub fn input(&self) -> &str {
        &self.0.input
    }

    /// The rule that is broken.
    #[must_use]
    pub fn kind(&self) -> QuantityErrorKind {
        self.0.kind
    }

    /// Where, in bytes from the start of [`input`](Self::input); its length when the text ends too early.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// What stands there: a quoted character, a quoted suffix, "nothing" or "the end".
    #[must_use]
    pub fn found(&self) -> &str {
        &self.0.found
    }

    /// What should stand there.
    #[must_use]
    pub fn expected(&self) -> &str {
        self.0.expected
    }

    /// How to mend it, where that can be said.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        self.0.hint.as_deref()
    }
}

/// How much of a long text a message repeats, in bytes. [`QuantityError::input`] always has all of it.
const QUOTED: usize = 160;

fn quoted(text: &str) -> String {
    let (shown, more) = text.split_at(text.floor_char_boundary(QUOTED));
    format!("{shown:?}{}", if more.is_empty() { "" } else { " ..." })
}

impl fmt::Display for QuantityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Details { input, kind, offset, found, expected, hint } = &*self.0;
        write!(f, "invalid quantity {}: found {found}", quoted(input))?;
        if *kind != QuantityErrorKind::Empty {
            write!(f, " at byte {offset}")?;
        }
        write!(f, ", expected {expected}")?;
        match hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for QuantityError {}
