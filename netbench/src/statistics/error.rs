//! The error of statistics.

use std::fmt;

/// Why there is no such figure: what was found, what was expected.
///
/// # Examples
/// ```
/// use pavedroad_netbench::{StatisticsErrorKind, median_interval};
///
/// let error = median_interval(&[54.6, 52.1, 53.0, 55.9, 54.2], 0.95).unwrap_err();
/// assert_eq!(error.kind(), StatisticsErrorKind::TooFew);
/// assert_eq!(error.at_least(), Some(6));
/// assert_eq!(error.to_string(), "too few values for an interval of 0.95: found 5, expected at least 6");
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StatisticsError(Reason);

#[derive(Clone, Copy, Debug, PartialEq)]
enum Reason {
    TooFew {
        /// None where it is the figure itself that needs values.
        confidence: Option<f64>,
        found: usize,
        at_least: usize,
    },
    /// `found` is a text, so that errors of NaN are equal. Without a position it is a difference of values.
    NotFinite {
        position: Option<usize>,
        found: &'static str,
    },
    LengthsDiffer {
        left: usize,
        right: usize,
    },
    OutOfRange {
        what: &'static str,
        found: Found,
        expected: &'static str,
    },
    AllEqual {
        values: usize,
    },
}

/// A number that equals itself, NaN too.
#[derive(Clone, Copy, Debug)]
struct Found(f64);

impl PartialEq for Found {
    fn eq(&self, other: &Self) -> bool {
        self.0.total_cmp(&other.0).is_eq()
    }
}

/// What a statistic found wrong with its input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum StatisticsErrorKind {
    /// Fewer values than the figure needs: [`StatisticsError::at_least`] says how many would do.
    TooFew,
    /// A value that is NaN or infinite, or values whose difference is.
    NotFinite,
    /// Two lists that belong together have different lengths.
    LengthsDiffer,
    /// A confidence or the like outside its range.
    OutOfRange,
    /// Values that are all equal have no order to compare.
    AllEqual,
}

impl StatisticsError {
    pub(crate) const fn too_few(found: usize, at_least: usize) -> Self {
        Self(Reason::TooFew { confidence: None, found, at_least })
    }

    pub(crate) const fn too_few_for(confidence: f64, found: usize, at_least: usize) -> Self {
        Self(Reason::TooFew { confidence: Some(confidence), found, at_least })
    }

    /// `position` counts from 0; none for a difference of values.
    pub(crate) const fn not_finite(position: Option<usize>, value: f64) -> Self {
        let found = if value.is_nan() {
            "NaN"
        } else if value > 0.0 {
            "infinity"
        } else {
            "minus infinity"
        };
        Self(Reason::NotFinite { position, found })
    }

    pub(crate) const fn lengths_differ(left: usize, right: usize) -> Self {
        Self(Reason::LengthsDiffer { left, right })
    }

    pub(crate) const fn out_of_range(what: &'static str, found: f64, expected: &'static str) -> Self {
        Self(Reason::OutOfRange { what, found: Found(found), expected })
    }

    pub(crate) const fn all_equal(values: usize) -> Self {
        Self(Reason::AllEqual { values })
    }

    /// What is wrong.
    #[must_use]
    pub const fn kind(&self) -> StatisticsErrorKind {
        match self.0 {
            Reason::TooFew { .. } => StatisticsErrorKind::TooFew,
            Reason::NotFinite { .. } => StatisticsErrorKind::NotFinite,
            Reason::LengthsDiffer { .. } => StatisticsErrorKind::LengthsDiffer,
            Reason::OutOfRange { .. } => StatisticsErrorKind::OutOfRange,
            Reason::AllEqual { .. } => StatisticsErrorKind::AllEqual,
        }
    }

    /// How many values would do, where there are too few; of two samples, how many in each.
    #[must_use]
    pub const fn at_least(&self) -> Option<usize> {
        match self.0 {
            Reason::TooFew { at_least, .. } => Some(at_least),
            _ => None,
        }
    }
}

impl fmt::Display for StatisticsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Reason::TooFew { confidence: None, found, at_least } => {
                write!(f, "too few values: found {found}, expected at least {at_least}")
            }
            Reason::TooFew { confidence: Some(confidence), found, at_least } => {
                write!(f, "too few values for an interval of {confidence}: found {found}, expected at least {at_least}")
            }
            Reason::NotFinite { position: Some(position), found } => {
                write!(f, "no finite number at position {position}: found {found}")
            }
            Reason::NotFinite { position: None, found } => {
                write!(f, "no finite difference: found {found}, expected values less than 1.8e308 apart")
            }
            Reason::LengthsDiffer { left, right } => {
                write!(f, "lists of different lengths: found {left} and {right}, expected as many in both")
            }
            Reason::OutOfRange { what, found: Found(found), expected } => {
                write!(f, "impossible {what}: found {found}, expected {expected}")
            }
            Reason::AllEqual { values } => {
                write!(f, "no order: found {values} equal values, expected two that differ")
            }
        }
    }
}

impl std::error::Error for StatisticsError {}
