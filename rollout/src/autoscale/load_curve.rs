//! A demand over time.

use std::time::Duration;

use crate::error::{RolloutError, RolloutErrorKind};

/// A demand over time, in thousandths of a metric's unit: points joined by straight lines, rounded down.
///
/// # Examples
/// ```
/// use std::time::Duration;
/// use pavedroad_rollout::LoadCurve;
///
/// // From half a core to two cores within a minute.
/// let curve = LoadCurve::new(vec![(Duration::ZERO, 500), (Duration::from_secs(60), 2000)])?;
/// assert_eq!(curve.at(Duration::from_secs(20)), 1000);
/// assert_eq!(curve.at(Duration::from_secs(600)), 2000);
/// # Ok::<(), pavedroad_rollout::RolloutError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LoadCurve {
    /// At least one, their instants strictly ascending, from 0 on.
    points: Vec<(Duration, u64)>,
}

/// The latest instant: almost 2^32 seconds, which keeps every product below 2^127.
const LATEST: Duration = Duration::from_secs(u32::MAX as u64);

impl LoadCurve {
    /// Takes the points: when, and how many thousandths of the metric's unit.
    ///
    /// # Errors
    /// - there is no point, or the first is not at 0;
    /// - a point is not later than the one before it, or later than 4294967295 seconds;
    /// - a demand is above 2^63 - 1.
    pub fn new(points: Vec<(Duration, u64)>) -> Result<Self, RolloutError> {
        let error = |number: usize, kind, found: String, expected| {
            Err(RolloutError::new("load curve", format!("point {}", number + 1), kind, 0, found, expected))
        };
        let mut before = None;
        for (number, &(at, demand)) in points.iter().enumerate() {
            let found = || format!("{at:?}");
            match before {
                None if !at.is_zero() => {
                    return error(number, RolloutErrorKind::Order, found(), "the first point at 0 s");
                }
                Some(before) if at <= before => {
                    return error(
                        number,
                        RolloutErrorKind::Order,
                        found(),
                        "an instant after that of the point before",
                    );
                }
                _ if at > LATEST => {
                    return error(number, RolloutErrorKind::TooLarge, found(), "at most 4294967295 s");
                }
                _ if demand > i64::MAX.unsigned_abs() => {
                    return error(
                        number,
                        RolloutErrorKind::TooLarge,
                        demand.to_string(),
                        "at most 9223372036854775807",
                    );
                }
                _ => before = Some(at),
            }
        }
        match before {
            Some(_) => Ok(Self { points }),
            None => error(0, RolloutErrorKind::Empty, "nothing".to_owned(), "at least one point"),
        }
    }

    /// The demand at an instant; after the last point that of the last.
    #[must_use]
    pub fn at(&self, instant: Duration) -> u64 {
        let next = self.points.partition_point(|&(at, _)| at <= instant);
        let before = next.checked_sub(1).and_then(|before| self.points.get(before));
        match (before, self.points.get(next)) {
            (Some(&(start, from)), Some(&(end, to))) => {
                let (passed, whole) = (instant.saturating_sub(start).as_nanos(), end.saturating_sub(start).as_nanos());
                // Below 2^63 times 2^62.
                let change = u128::from(from.abs_diff(to)) * passed;
                let up = to >= from;
                let change = if up { change / whole.max(1) } else { change.div_ceil(whole.max(1)) };
                let change = u64::try_from(change).unwrap_or(0);
                if up { from.saturating_add(change) } else { from.saturating_sub(change) }
            }
            (Some(&(_, demand)), None) | (None, Some(&(_, demand))) => demand,
            (None, None) => 0,
        }
    }

    /// The instant of the last point.
    #[must_use]
    pub fn end(&self) -> Duration {
        self.points.last().map_or(Duration::ZERO, |&(at, _)| at)
    }

    /// The points: instants strictly ascending, from 0 on.
    #[must_use]
    pub fn points(&self) -> &[(Duration, u64)] {
        &self.points
    }
}
