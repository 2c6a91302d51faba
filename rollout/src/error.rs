//! The error of this crate: one type for every text and setting that cannot be taken.

use std::borrow::Cow;
use std::fmt;

/// Why a text or a setting cannot be taken: what was found, what was expected, where, and a hint.
///
/// # Examples
/// ```
/// use pavedroad_rollout::{IntOrPercent, RolloutErrorKind};
///
/// let error = "25 %".parse::<IntOrPercent>().unwrap_err();
/// assert_eq!(error.kind(), RolloutErrorKind::Character);
/// assert_eq!(error.offset(), 2);
/// assert_eq!(
///     error.to_string(),
///     "invalid number or percentage of pods \"25 %\": found ' ' at byte 2, expected a digit; did you mean \"25%\"?"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RolloutError(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Details {
    what: &'static str,
    input: Box<str>,
    kind: RolloutErrorKind,
    offset: usize,
    found: Cow<'static, str>,
    expected: Cow<'static, str>,
    hint: Option<Cow<'static, str>>,
}

/// Which rule is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum RolloutErrorKind {
    /// Nothing where a number or a percentage is needed.
    Empty,
    /// A character that does not belong there, such as a letter among digits.
    Character,
    /// A sign or a `%` without a digit, or a text that ends too early, such as a weight without its `%`.
    Incomplete,
    /// Less than zero.
    Negative,
    /// More than the greatest number that is taken: 2147483647 for pods, as a Kubernetes field holds it, and
    /// 18446744073709551615 for the parts of a fraction.
    TooLarge,
    /// Less than the least number that is taken, such as a target of 0, or a StatefulSet's `maxUnavailable` of 0.
    TooSmall,
    /// An instant that is not after the one before it.
    Order,
    /// Two settings that do not go together, such as a target utilization of a metric that no pod requests.
    Unsupported,
    /// A number in quotes: Kubernetes reads every quoted value as a percentage, so the `%` is missing.
    Quoted,
    /// A `maxUnavailable` above `100%`, more pods than there are; a weight above `100%`, more than everything.
    MoreThanAll,
    /// No replica set has the revision that an undo shall go back to.
    NoRevision,
    /// An undo of a paused Deployment.
    Paused,
    /// `maxSurge` and `maxUnavailable` both zero: no pod could ever be replaced.
    BothZero,
    /// A fraction over 0, as `1/0`.
    ZeroDenominator,
    /// More decimals than can be kept exactly.
    TooPrecise,
    /// Shares or parts that are all zero, or none at all: there is nothing to divide by.
    AllZero,
    /// Fewer units than there are parts that need at least one.
    TooFewUnits,
    /// Two parts of a split with the same name.
    Duplicate,
    /// Weights whose sum is not 100%.
    NotTheWhole,
    /// More parts than the target has room for.
    TooManyParts,
    /// A part that is not zero and would become zero in the target's units.
    Vanishes,
    /// A part below or above what the target takes.
    OutOfRange,
}

impl RolloutError {
    pub(crate) fn new(
        what: &'static str,
        input: impl Into<Box<str>>,
        kind: RolloutErrorKind,
        offset: usize,
        found: impl Into<Cow<'static, str>>,
        expected: impl Into<Cow<'static, str>>,
    ) -> Self {
        let (input, found, expected) = (input.into(), found.into(), expected.into());
        Self(Box::new(Details { what, input, kind, offset, found, expected, hint: None }))
    }

    /// Adds a hint: a whole clause such as `did you mean "25%"?`.
    pub(crate) fn with_hint(mut self, hint: impl Into<Cow<'static, str>>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// What the input should have been, as in "number or percentage of pods".
    #[must_use]
    pub fn what(&self) -> &'static str {
        self.0.what
    }

    /// The whole input; for [`RolloutErrorKind::BothZero`] both settings with their names.
    #[must_use]
    pub fn input(&self) -> &str {
        &self.0.input
    }

    /// The rule that is broken.
    #[must_use]
    pub fn kind(&self) -> RolloutErrorKind {
        self.0.kind
    }

    /// Where, in bytes from the start of [`input`](Self::input); its length when the text ends too early.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// What stands there: a quoted character, a number, "nothing" or "the end".
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

/// How much of a long input a message repeats, in bytes. [`RolloutError::input`] always has all of it.
const QUOTED: usize = 160;

impl fmt::Display for RolloutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use RolloutErrorKind::{Character, Incomplete, Negative, Quoted};

        let Details { what, input, kind, offset, found, expected, hint } = &*self.0;
        let (shown, more) = input.split_at(input.floor_char_boundary(QUOTED));
        write!(f, "invalid {what} {shown:?}{}: found {found}", if more.is_empty() { "" } else { " ..." })?;
        if matches!(kind, Character | Incomplete | Negative | Quoted) {
            write!(f, " at byte {offset}")?;
        }
        write!(f, ", expected {expected}")?;
        match hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for RolloutError {}
