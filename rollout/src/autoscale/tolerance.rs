//! How far a metric may be from its target before anything is scaled.

use std::fmt;
use std::str::FromStr;

use crate::error::{RolloutError, RolloutErrorKind};

/// A part of the target by which a metric may miss it in one direction, from 0 to 10 (1000 %), in billionths.
///
/// A ratio of measured to target within `1 - down ..= 1 + up` keeps the replicas. The bounds belong to the range: a
/// ratio of exactly 1.1 does not scale at a tolerance of 0.1, as in Kubernetes since 1.33. Source: `Tolerances` in
/// Kubernetes' `pkg/controller/podautoscaler/replica_calculator.go`.
///
/// # Syntax
/// A decimal number such as `0.1`, or a percentage such as `10%` or `2.5%`; at most nine digits behind the point.
///
/// # Examples
/// ```
/// use pavedroad_rollout::Tolerance;
///
/// let tolerance: Tolerance = "0.1".parse()?;
/// assert_eq!(tolerance, Tolerance::KUBERNETES);
/// assert_eq!(tolerance, "10%".parse()?);
/// assert_eq!(tolerance.to_string(), "0.1");
/// # Ok::<(), pavedroad_rollout::RolloutError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tolerance(u64);

/// Billionths of one.
pub(crate) const NANOS: u64 = 1_000_000_000;
const MOST: u64 = 10 * NANOS;

impl Tolerance {
    /// What a cluster has that says nothing: 0.1.
    pub const KUBERNETES: Self = Self(NANOS / 10);
    /// None at all: every difference scales.
    pub const ZERO: Self = Self(0);

    /// Takes billionths of one: 100,000,000 is 0.1.
    ///
    /// # Errors
    /// - above 10,000,000,000, which is 1000 %.
    pub fn from_nanos(nanos: u64) -> Result<Self, RolloutError> {
        if nanos > MOST {
            let text = Self(nanos).to_string();
            return Err(RolloutError::new(WHAT, text.clone(), RolloutErrorKind::TooLarge, 0, text, "at most 10"));
        }
        Ok(Self(nanos))
    }

    /// Billionths of one.
    #[must_use]
    pub const fn as_nanos(self) -> u64 {
        self.0
    }
}

const WHAT: &str = "tolerance";
const EXPECTED: &str = "a number such as 0.1, or a percentage such as 10%";

impl FromStr for Tolerance {
    type Err = RolloutError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error =
            |kind, offset, found: String, expected| RolloutError::new(WHAT, text, kind, offset, found, expected);
        let (number, unit) = match text.strip_suffix('%') {
            Some(number) => (number, NANOS / 100),
            None => (text, NANOS),
        };
        if number.is_empty() {
            let kind = if text.is_empty() { RolloutErrorKind::Empty } else { RolloutErrorKind::Incomplete };
            return Err(error(kind, 0, if text.is_empty() { "nothing" } else { "'%'" }.to_owned(), EXPECTED));
        }
        let (mut value, mut digit, mut point) = (0_u64, unit, None);
        for (offset, character) in number.char_indices() {
            match character {
                '.' if point.is_none() && offset > 0 => point = Some(offset),
                '0'..='9' if point.is_none() => {
                    // At most 2^34 + 9, times ten billionths: below 2^64.
                    value = value.min(MOST * 2) * 10 + u64::from(character as u8 - b'0') * unit;
                }
                '0'..='9' => {
                    let number = u64::from(character as u8 - b'0');
                    if digit < 10 && number > 0 {
                        let kind = RolloutErrorKind::Character;
                        return Err(error(kind, offset, format!("'{number}'"), "nothing below a billionth"));
                    }
                    digit /= 10;
                    value = value.saturating_add(number * digit);
                }
                '-' if offset == 0 => {
                    return Err(error(RolloutErrorKind::Negative, 0, "'-'".to_owned(), "0 or more"));
                }
                other => return Err(error(RolloutErrorKind::Character, offset, format!("{other:?}"), EXPECTED)),
            }
        }
        if point.is_some_and(|point| point + 1 == number.len()) {
            return Err(error(RolloutErrorKind::Incomplete, number.len(), "the end".to_owned(), "a digit"));
        }
        if value > MOST {
            return Err(error(RolloutErrorKind::TooLarge, 0, "more than 10".to_owned(), "at most 10, which is 1000%"));
        }
        Ok(Self(value))
    }
}

impl fmt::Display for Tolerance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / NANOS, self.0 % NANOS);
        let text = format!("{whole}.{part:09}");
        f.pad(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

impl Default for Tolerance {
    /// [`Tolerance::KUBERNETES`].
    fn default() -> Self {
        Self::KUBERNETES
    }
}
