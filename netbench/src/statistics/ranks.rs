//! Order, ranks and ties.

use super::error::StatisticsError;

/// Differences that agree to this share of themselves tie.
///
/// Benchmarks print three or four digits, so equal differences are common, and those that were computed from binary
/// fractions (or logarithms of them) are equal only up to rounding: of 54.6 - 54.5 and 54.5 - 54.4 the 14th digit
/// differs. A logarithm of a ratio of four digits is at least 1e-4, of which rounding (2^-53, twice) is 2e-12. Two
/// differences that happen to agree to eleven digits, and do not mean to, are one pair in 10^11.
pub(super) const TIE: f64 = 1e-11;

/// The values in order.
///
/// # Errors
/// One is NaN or infinite.
pub(super) fn sorted(values: &[f64]) -> Result<Vec<f64>, StatisticsError> {
    finite(values)?;
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    Ok(sorted)
}

/// # Errors
/// One of the values is NaN or infinite.
pub(super) fn finite(values: &[f64]) -> Result<(), StatisticsError> {
    match values.iter().enumerate().find(|(_, value)| !value.is_finite()) {
        Some((position, &value)) => Err(StatisticsError::not_finite(Some(position), value)),
        None => Ok(()),
    }
}

/// The lengths of the groups of tied values, in order. `sorted` is in order; a group is what ties with its first value.
pub(super) fn tie_groups(sorted: &[f64], tie: impl Fn(f64, f64) -> bool) -> Vec<usize> {
    let mut groups: Vec<usize> = Vec::new();
    let mut first = None;
    for &value in sorted {
        match (first, groups.last_mut()) {
            (Some(first), Some(length)) if tie(first, value) => *length += 1,
            _ => {
                first = Some(value);
                groups.push(1);
            }
        }
    }
    groups
}

/// Twice the mid-rank of each group of tied values, ranks from 1: a group of length t after b others has
/// 2b + t + 1. Doubled ranks are integers.
pub(super) fn doubled_ranks(groups: &[usize]) -> impl Iterator<Item = usize> {
    groups.iter().scan(0, |before, &length| {
        let doubled = 2 * *before + length + 1;
        *before += length;
        Some(doubled)
    })
}

/// The sum of t^3 - t over groups of tied values, by which ties narrow the distribution of a rank sum.
pub(super) fn tie_term(groups: &[usize]) -> f64 {
    groups.iter().map(|&length| (length as f64).powi(3) - length as f64).sum()
}
