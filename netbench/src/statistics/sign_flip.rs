//! The sign-flip test of paired differences.

use super::error::StatisticsError;
use super::p_value::PValue;
use super::ranks::{TIE, finite};

/// What the sign-flip test says of paired differences.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct SignFlip {
    /// The mean difference.
    pub mean: f64,
    /// How often signs dealt at random give a mean as far from zero.
    pub p: PValue,
}

/// Whether paired differences are centred on zero: the two-sided permutation test of their mean (Fisher, 1935), for
/// runs compared within a round. Differences of logarithms ask whether the ratio is 1.
///
/// Up to [`SignFlip::EXACT_UP_TO`] differences the p-value is exact: of all 2^n ways to deal the signs. Means that are
/// equal up to rounding count as equal, to eleven digits. Beyond that it is the normal approximation, of the variance
/// that the signs give to the sum.
///
/// # Errors
/// - there are no differences;
/// - one is NaN or infinite, such as the logarithm of a failed run's 0.
///
/// # Examples
/// ```
/// use pavedroad_netbench::sign_flip;
///
/// // tcp_lat of host and vxlan in six rounds: vxlan is slower in all of them, and one round is odd.
/// let rounds: [(f64, f64); 6] =
///     [(52.1, 60.2), (52.6, 61.7), (53.0, 61.7), (53.0, 64.4), (53.9, 53.9), (70.3, 54.2)];
/// let logarithms = rounds.map(|(host, vxlan)| (vxlan / host).ln());
/// assert_eq!(sign_flip(&logarithms)?.p.value, 12.0 / 32.0);
/// # Ok::<(), pavedroad_netbench::StatisticsError>(())
/// ```
pub fn sign_flip(differences: &[f64]) -> Result<SignFlip, StatisticsError> {
    finite(differences)?;
    if differences.is_empty() {
        return Err(StatisticsError::too_few(0, 1));
    }
    // By a power of two, so that no sum overflows and no digit is lost.
    let greatest = differences.iter().fold(0.0_f64, |greatest, difference| greatest.max(difference.abs()));
    let (_, exponent) = libm::frexp(greatest);
    let scaled: Vec<f64> = differences.iter().map(|&difference| libm::scalbn(difference, -exponent)).collect();
    let mean = libm::scalbn(scaled.iter().sum::<f64>() / scaled.len() as f64, exponent);

    // A zero has no sign to flip.
    let sizes: Vec<f64> = scaled.iter().map(|difference| difference.abs()).filter(|&size| size > 0.0).collect();
    let least = least_tail(sizes.len());
    let up: f64 = scaled.iter().filter(|&&difference| difference > 0.0).sum();
    let all: f64 = sizes.iter().sum();
    let down = all - up;
    let p = if sizes.len() <= SignFlip::EXACT_UP_TO {
        let limit = up.min(down) + TIE * all;
        PValue::exact(sums_up_to(&sizes, limit) as f64 * least, least)
    } else {
        PValue::normal((up - down).abs(), sizes.iter().map(|size| size * size).sum(), least)
    };
    Ok(SignFlip { mean, p })
}

impl SignFlip {
    /// The most differences other than zero for which the p-value is exact.
    pub const EXACT_UP_TO: usize = 30;

    /// The least p-value that so many differences can have, which takes one sign of all of them: 2/2^n.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_netbench::SignFlip;
    ///
    /// assert_eq!(SignFlip::least_p(6), 0.03125);
    /// ```
    #[must_use]
    pub fn least_p(n: usize) -> f64 {
        PValue::exact(0.0, least_tail(n)).least
    }
}

/// The share that one way has of all ways to deal `n` signs.
pub(super) fn least_tail(n: usize) -> f64 {
    // 0 from 2^-1075 on, as it has to be.
    0.5_f64.powi(i32::try_from(n).unwrap_or(i32::MAX))
}

/// In how many ways to deal the signs the negative differences sum to at most `limit`: one for each subset of sizes.
/// Met in the middle: the sums of each half in order, 2^15 for the most sizes, and one pass over both.
fn sums_up_to(sizes: &[f64], limit: f64) -> u64 {
    let (left, right) = sizes.split_at(sizes.len() / 2);
    let right = subset_sums(right);
    let mut reach = right.len();
    let mut count = 0;
    for sum in subset_sums(left) {
        while reach.checked_sub(1).and_then(|last| right.get(last)).is_some_and(|other| sum + other > limit) {
            reach -= 1;
        }
        count += reach as u64;
    }
    count
}

/// The sums of all subsets, in order.
fn subset_sums(sizes: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0];
    for size in sizes {
        let mut merged = Vec::with_capacity(2 * sums.len());
        let mut without = sums.iter().copied().peekable();
        for with in sums.iter().map(|sum| sum + size) {
            while let Some(sum) = without.next_if(|&sum| sum <= with) {
                merged.push(sum);
            }
            merged.push(with);
        }
        merged.extend(without);
        sums = merged;
    }
    sums
}
