//! An interval that says how often it covers.

use super::error::StatisticsError;
use super::p_value::Method;

/// A confidence interval between two of the values (or of their differences), both ends included.
///
/// Few values have few intervals, so the one found covers more often than was asked: [`coverage`](Self::coverage) says
/// how often.
///
/// # Examples
/// ```
/// let rounds = [54.6, 52.1, 53.0, 55.9, 54.2, 53.3, 54.0];
/// let interval = pavedroad_netbench::median_interval(&rounds, 0.95)?;
/// assert_eq!((interval.low, interval.high), (52.1, 55.9));
/// assert_eq!(interval.coverage, 1.0 - 2.0 / 128.0);
/// # Ok::<(), pavedroad_netbench::StatisticsError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end, at least [`low`](Self::low).
    pub high: f64,
    /// What was asked for: above 0, below 1.
    pub confidence: f64,
    /// How often such an interval covers, of values that do not tie: at least the confidence. Where values tie, it
    /// covers at least as often.
    pub coverage: f64,
    /// From which distribution the coverage is.
    pub method: Method,
}

impl Interval {
    /// Whether a value lies in it, the ends included.
    #[must_use]
    pub fn contains(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// The share that the sums behind a coverage may be off by: an interval that covers exactly what was asked is not
/// passed over for that.
const ROUNDING: f64 = 1e-12;

/// The probability that an interval may leave out on each side.
///
/// # Errors
/// The confidence is not between 0 and 1, or NaN.
pub(super) fn tail(confidence: f64) -> Result<f64, StatisticsError> {
    if confidence > 0.0 && confidence < 1.0 {
        Ok((1.0 - confidence) / 2.0 * (1.0 + ROUNDING))
    } else {
        Err(StatisticsError::out_of_range("confidence", confidence, "a number between 0 and 1"))
    }
}

/// How many of these probabilities fit in the tail, and what they sum to.
pub(super) fn fits(probabilities: impl Iterator<Item = f64>, tail: f64) -> (usize, f64) {
    let mut sum = 0.0;
    let mut count = 0;
    for probability in probabilities {
        if sum + probability > tail {
            break;
        }
        sum += probability;
        count += 1;
    }
    (count, sum)
}
