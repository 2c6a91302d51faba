//! The Wilcoxon signed-rank test of paired differences.

use super::error::StatisticsError;
use super::p_value::PValue;
use super::rank_sums::any_of;
use super::ranks::{TIE, doubled_ranks, finite, tie_groups, tie_term};
use super::sign_flip::{SignFlip, least_tail};

/// What the signed-rank test says of paired differences.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Wilcoxon {
    /// The sum of the ranks of positive differences.
    pub positive: f64,
    /// How many differences are not zero.
    pub nonzero: usize,
    /// How often signs dealt at random give a sum as far from its mean.
    pub p: PValue,
}

/// Whether paired differences are centred on zero, by the ranks of their sizes: the two-sided Wilcoxon signed-rank
/// test. One odd round weighs no more here than the greatest rank; with the mean of [`sign_flip`](super::sign_flip) it
/// may outweigh all others.
///
/// Differences of zero are dropped (Wilcoxon, 1945). Sizes that are equal up to rounding tie, to eleven digits, and get
/// mid-ranks. Up to [`Wilcoxon::EXACT_UP_TO`] others the p-value is exact: of all 2^n ways to deal the signs. Beyond
/// that it is the normal approximation, corrected for ties and continuity. If all differences are zero it is 1.
///
/// # Errors
/// - there are no differences;
/// - one is NaN or infinite.
///
/// # Examples
/// ```
/// use pavedroad_netbench::wilcoxon;
///
/// let test = wilcoxon(&[8.1, 9.1, 8.7, 11.4, 0.0, -16.1])?;
/// assert_eq!((test.positive, test.nonzero), (10.0, 5));
/// assert_eq!(test.p.value, 20.0 / 32.0);
/// # Ok::<(), pavedroad_netbench::StatisticsError>(())
/// ```
pub fn wilcoxon(differences: &[f64]) -> Result<Wilcoxon, StatisticsError> {
    finite(differences)?;
    if differences.is_empty() {
        return Err(StatisticsError::too_few(0, 1));
    }
    let mut nonzero: Vec<f64> = differences.iter().copied().filter(|&difference| difference != 0.0).collect();
    nonzero.sort_unstable_by(|a, b| a.abs().total_cmp(&b.abs()));
    let sizes: Vec<f64> = nonzero.iter().map(|difference| difference.abs()).collect();
    let groups = tie_groups(&sizes, |x, y| y - x <= TIE * y);
    let ranks: Vec<usize> = groups
        .iter()
        .zip(doubled_ranks(&groups))
        .flat_map(|(&length, rank)| std::iter::repeat_n(rank, length))
        .collect();
    let sum: usize =
        ranks.iter().zip(&nonzero).filter(|(_, difference)| **difference > 0.0).map(|(rank, _)| rank).sum();
    let all: usize = ranks.iter().sum();

    let least = least_tail(nonzero.len());
    let positive = sum as f64 / 2.0;
    let p = if nonzero.len() <= Wilcoxon::EXACT_UP_TO {
        PValue::exact(any_of(&ranks, sum.min(all - sum)).iter().sum::<f64>() * least, least)
    } else {
        let n = nonzero.len() as f64;
        let variance = n * (n + 1.0) * (2.0 * n + 1.0) / 24.0 - tie_term(&groups) / 48.0;
        PValue::normal((positive - n * (n + 1.0) / 4.0).abs() - 0.5, variance, least)
    };
    Ok(Wilcoxon { positive, nonzero: nonzero.len(), p })
}

impl Wilcoxon {
    /// The most differences other than zero for which the p-value is exact.
    pub const EXACT_UP_TO: usize = 100;

    /// The least p-value that so many differences can have, which takes one sign of all of them: 2/2^n.
    #[must_use]
    pub fn least_p(n: usize) -> f64 {
        SignFlip::least_p(n)
    }
}
