//! The error of rounds and rankings.

use std::fmt;

/// Why there is no set of runs to compare, or no ranking by such rules: where, what was found and what was expected.
///
/// # Examples
/// ```
/// use pavedroad_netbench::{Better, Metric, Rounds, RankingErrorKind, Run};
///
/// let metric = Metric::new("tcp latency", "us", Better::Lower);
/// let error = Rounds::new(metric, ["host"], [("hsot", Run::new(0, 12.4))]).unwrap_err();
/// assert_eq!(error.kind(), RankingErrorKind::UnknownPath);
/// assert_eq!(error.to_string(), "path \"hsot\", round 0: found a run, expected runs of the paths given alone");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankingError {
    kind: RankingErrorKind,
    /// Empty where it is about none.
    path: String,
    round: Option<u32>,
    /// Finite, infinite or NaN; compared by its bits, so that errors of NaN are equal.
    found: Option<u64>,
}

/// Which rule of [`Rounds`](crate::Rounds) or [`RankingRules`](crate::RankingRules) is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum RankingErrorKind {
    /// A path is given twice.
    PathTwice,
    /// A run is of a path that is not given.
    UnknownPath,
    /// A path has two runs in one round.
    RunTwice,
    /// A value is infinite or no number.
    NotFinite,
    /// A busy fraction is not from 0 to 1.
    Busy,
    /// A load average is negative or not finite.
    Load,
    /// A print step is not above 0, or not finite.
    Step,
    /// A significance level is below 1e-9, or not below 1.
    Alpha,
    /// A margin is not above 0, or not finite.
    Margin,
    /// The reference is none of the paths.
    UnknownReference,
}

impl RankingError {
    pub(super) fn new(kind: RankingErrorKind, path: &str, round: Option<u32>, found: Option<f64>) -> Self {
        Self { kind, path: path.to_owned(), round, found: found.map(f64::to_bits) }
    }

    /// The rule that is broken.
    #[must_use]
    pub const fn kind(&self) -> RankingErrorKind {
        self.kind
    }

    /// The path, if it is about one.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        Some(self.path.as_str()).filter(|_| !matches!(self.kind, RankingErrorKind::Alpha | RankingErrorKind::Margin))
    }

    /// The round, if it is about a run.
    #[must_use]
    pub const fn round(&self) -> Option<u32> {
        self.round
    }
}

impl fmt::Display for RankingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path() {
            Some(path) => write!(f, "path {path:?}")?,
            None => f.write_str("rules")?,
        }
        if let Some(round) = self.round {
            write!(f, ", round {round}")?;
        }
        match self.found {
            Some(found) => write!(f, ": found {}, expected ", f64::from_bits(found))?,
            None => f.write_str(": found ")?,
        }
        f.write_str(match self.kind {
            RankingErrorKind::PathTwice => "it twice, expected each path once",
            RankingErrorKind::UnknownPath => "a run, expected runs of the paths given alone",
            RankingErrorKind::RunTwice => "two runs, expected one; number repetitions as rounds of their own",
            RankingErrorKind::NotFinite => "a finite value; leave a failed run out",
            RankingErrorKind::Busy => "a busy fraction from 0 to 1",
            RankingErrorKind::Load => "a load average of 0 or more",
            RankingErrorKind::Step => "a print step above 0; leave it out if the number has all its digits",
            RankingErrorKind::Alpha => "a significance level from 1e-9 to below 1, such as 0.05",
            RankingErrorKind::Margin => "a margin above 0, such as 0.02 for 2 %",
            RankingErrorKind::UnknownReference => "it as the reference, expected one of the paths",
        })
    }
}

impl std::error::Error for RankingError {}
