//! Quantiles.

use super::binomial::binomial;
use super::error::StatisticsError;
use super::interval::{Interval, fits, tail};
use super::p_value::Method;
use super::ranks::sorted;

/// The quantile at `p` (0 the least, 0.5 the median, 1 the greatest), between two values in proportion: the seventh
/// definition of Hyndman and Fan (1996), which is the one of NumPy and R when they are not told otherwise.
///
/// # Errors
/// - `p` is not from 0 to 1;
/// - there are no values, or one is NaN or infinite.
///
/// # Examples
/// ```
/// use pavedroad_netbench::quantile;
///
/// let times = [1.0, 2.0, 3.0, 4.0];
/// assert_eq!(quantile(&times, 0.25)?, 1.75);
/// assert_eq!(quantile(&times, 1.0)?, 4.0);
/// # Ok::<(), pavedroad_netbench::StatisticsError>(())
/// ```
pub fn quantile(values: &[f64], p: f64) -> Result<f64, StatisticsError> {
    if !(0.0..=1.0).contains(&p) {
        return Err(StatisticsError::out_of_range("quantile", p, "a number from 0 to 1"));
    }
    let sorted = sorted(values)?;
    let place = sorted.len().saturating_sub(1) as f64 * p;
    let below = place.floor();
    let (Some(&low), Some(&high)) = (sorted.get(below as usize), sorted.get(place.ceil() as usize)) else {
        return Err(StatisticsError::too_few(0, 1));
    };
    let part = place - below;
    // Weighted, not `low + part * (high - low)`: that difference may be beyond an f64. Rounding stays between the two.
    Ok((low * (1.0 - part) + high * part).clamp(low, high))
}

/// The interval for the quantile at `p` between two of the values. Nothing is assumed of the distribution: the number
/// of values below its quantile is binomial (n, p), and each end leaves out at most half of what the confidence allows.
///
/// # Errors
/// - `p` or the confidence is not between 0 and 1;
/// - a value is NaN or infinite;
/// - too few values: even the least or the greatest leaves out more than that. A 99th percentile takes 368 of them for
///   a confidence of 0.95.
///
/// # Examples
/// ```
/// use pavedroad_netbench::quantile_interval;
///
/// let times: Vec<f64> = (1..=400).map(f64::from).collect();
/// let interval = quantile_interval(&times, 0.99, 0.95)?;
/// assert_eq!((interval.low, interval.high), (392.0, 400.0));
/// # Ok::<(), pavedroad_netbench::StatisticsError>(())
/// ```
pub fn quantile_interval(values: &[f64], p: f64, confidence: f64) -> Result<Interval, StatisticsError> {
    if !(p > 0.0 && p < 1.0) {
        return Err(StatisticsError::out_of_range("quantile", p, "a number between 0 and 1"));
    }
    let tail = tail(confidence)?;
    let sorted = sorted(values)?;
    // The value of a rank is above the quantile if fewer values than its rank are below. The lower end is of the
    // greatest rank with which that has at most the probability `tail`, and the upper end its mirror image.
    let below = binomial(sorted.len(), p);
    let (rank, left_out) = fits(below.iter().copied(), tail);
    let (rank_from_above, left_out_above) = fits(below.iter().rev().copied(), tail);
    // A rank of 0 is that of no value.
    let (Some(low), Some(high)) = (
        rank.checked_sub(1).and_then(|index| sorted.get(index).copied()),
        rank_from_above.checked_sub(1).and_then(|index| sorted.iter().rev().nth(index).copied()),
    ) else {
        return Err(StatisticsError::too_few_for(confidence, sorted.len(), fewest(p, tail)));
    };
    Ok(Interval { low, high, confidence, coverage: 1.0 - left_out - left_out_above, method: Method::Exact })
}

/// The fewest values of which both the least and the greatest may be ends: p^n and (1 - p)^n fit in the tail.
fn fewest(p: f64, tail: f64) -> usize {
    let rarer = p.max(1.0 - p);
    // A float beyond usize becomes its greatest.
    (tail.ln() / rarer.ln()).ceil() as usize
}
