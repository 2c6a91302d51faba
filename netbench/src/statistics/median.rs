//! The median.

use super::error::StatisticsError;
use super::interval::Interval;
use super::quantile::{quantile, quantile_interval};

/// The middle value, or the mean of the two in the middle. None for no values, or where one is NaN or infinite.
///
/// # Examples
/// ```
/// use pavedroad_netbench::median;
///
/// assert_eq!(median(&[54.6, 52.1, 53.0]), Some(53.0));
/// assert_eq!(median(&[54.0, 52.0, 53.0, 55.0]), Some(53.5));
/// assert_eq!(median(&[]), None);
/// ```
#[must_use]
pub fn median(values: &[f64]) -> Option<f64> {
    quantile(values, 0.5).ok()
}

/// The interval for the median between two of the values, of equal rank from both ends. Nothing is assumed of the
/// distribution: the number of values below its median is binomial (n, 1/2).
///
/// Six values are the fewest with an interval of 0.95, from the least to the greatest.
///
/// # Errors
/// - the confidence is not between 0 and 1;
/// - a value is NaN or infinite;
/// - too few values: even the least and the greatest do not cover so often.
///
/// # Examples
/// ```
/// use pavedroad_netbench::median_interval;
///
/// let rounds = [52.1, 52.6, 53.0, 53.3, 53.9, 54.0, 54.2, 54.6, 55.9, 60.2, 61.7, 64.4];
/// let interval = median_interval(&rounds, 0.95)?;
/// assert_eq!((interval.low, interval.high), (53.0, 60.2)); // The third from below and from above.
/// assert!((interval.coverage - 0.9614).abs() < 1e-4);
/// # Ok::<(), pavedroad_netbench::StatisticsError>(())
/// ```
pub fn median_interval(values: &[f64], confidence: f64) -> Result<Interval, StatisticsError> {
    quantile_interval(values, 0.5, confidence)
}
