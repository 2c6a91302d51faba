//! The Mann-Whitney test of two samples.

use super::binomial::{share_of_ways, ways};
use super::error::StatisticsError;
use super::p_value::PValue;
use super::rank_sums::{choosing, in_steps};
use super::ranks::{doubled_ranks, sorted, tie_groups, tie_term};

/// What the Mann-Whitney test (Wilcoxon's rank sum test) says of two samples.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct MannWhitney {
    /// U of the first sample: in how many pairs of one value of each its value is the greater, ties counted as half.
    pub u: f64,
    /// How often labels dealt at random put the samples as far apart.
    pub p: PValue,
}

/// Whether the values of one sample tend to be greater than those of another: the two-sided Mann-Whitney test, for runs
/// that are not paired.
///
/// Up to [`MannWhitney::EXACT_UP_TO`] values in both together the p-value is exact: of all ways to deal the pooled
/// values, with mid-ranks where they tie. Beyond that it is the normal approximation, corrected for ties and continuity
/// (Mann and Whitney, 1947; Lehmann, "Nonparametrics", 1975).
///
/// # Errors
/// - a sample is empty;
/// - a value is NaN or infinite: positions count through both samples.
///
/// # Examples
/// ```
/// use pavedroad_netbench::mann_whitney;
///
/// // tcp_lat of six runs each, in us. Three digits tie often.
/// let host = [52.1, 52.6, 53.0, 53.0, 53.9, 54.2];
/// let vxlan = [53.9, 60.2, 61.7, 61.7, 64.4, 70.3];
/// let test = mann_whitney(&host, &vxlan)?;
/// assert_eq!(test.u, 1.5);
/// assert_eq!(test.p.value, 6.0 / 924.0);
/// # Ok::<(), pavedroad_netbench::StatisticsError>(())
/// ```
pub fn mann_whitney(a: &[f64], b: &[f64]) -> Result<MannWhitney, StatisticsError> {
    if a.is_empty() || b.is_empty() {
        return Err(StatisticsError::too_few(0, 1));
    }
    let pooled = sorted(&[a, b].concat())?;
    let groups = tie_groups(&pooled, |x, y| x == y);
    let (m, n, total) = (a.len() as f64, b.len() as f64, pooled.len() as f64);
    let doubled_sum = a.iter().map(|&value| doubled_rank(value, &pooled)).sum();
    let u = (doubled_sum as f64 - m * (m + 1.0)) / 2.0;
    let least = least_tail(&groups, a.len());
    let p = if pooled.len() <= MannWhitney::EXACT_UP_TO {
        PValue::exact(exact_tail(&groups, a.len(), doubled_sum), least)
    } else {
        let variance = m * n / 12.0 * (total + 1.0 - tie_term(&groups) / (total * (total - 1.0)));
        PValue::normal((u - m * n / 2.0).abs() - 0.5, variance, least)
    };
    Ok(MannWhitney { u, p })
}

impl MannWhitney {
    /// The most values, in both samples together, for which the p-value is exact.
    pub const EXACT_UP_TO: usize = 100;

    /// The least p-value that samples of these sizes can have, which takes values that do not tie: 2/C(m + n, m).
    ///
    /// # Examples
    /// ```
    /// use pavedroad_netbench::MannWhitney;
    ///
    /// assert_eq!(MannWhitney::least_p(3, 3), 0.1);
    /// ```
    #[must_use]
    pub fn least_p(m: usize, n: usize) -> f64 {
        PValue::exact(0.0, 1.0 / ways(m.saturating_add(n), m)).least
    }
}

/// Twice the mid-rank of one of the pooled values: those below it, and those not above it, and one.
fn doubled_rank(value: f64, pooled: &[f64]) -> usize {
    pooled.partition_point(|&other| other < value) + pooled.partition_point(|&other| other <= value) + 1
}

/// The smaller of both tails of the sum of `m` ranks, with the sum itself.
fn exact_tail(groups: &[usize], m: usize, doubled_sum: usize) -> f64 {
    let total: usize = groups.iter().sum();
    let ranks = groups.iter().zip(doubled_ranks(groups)).flat_map(|(&length, rank)| std::iter::repeat_n(rank, length));
    // The sums of both samples say the same. The smaller sample has fewer sums to count; of two as large the lower sum
    // is taken, so that samples in either order give the same digits.
    let (size, sum) = (m, doubled_sum).min((total - m, total * (total + 1) - doubled_sum));
    // An upper tail is a lower tail of the ranks from the other end, where there is less to count.
    let turned = sum > size * (total + 1);
    let turn = |sum: usize, ranks: usize| if turned { ranks * 2 * (total + 1) - sum } else { sum };
    let weights: Vec<usize> = ranks.map(|rank| turn(rank, 1)).collect();
    let (weights, limit) = in_steps(&weights, size, turn(sum, size));

    let counts = choosing(&weights, size, limit);
    let lower: f64 = counts.iter().sum();
    let here = counts.last().copied().unwrap_or_default();
    let all = ways(total, size);
    lower.min(all - lower + here) / all
}

/// The share of all ways to choose `m` values that have the lowest sum of all, or the highest if that is rarer: those
/// that take all groups of ties from one end, and some of the group in which `m` is reached.
fn least_tail(groups: &[usize], m: usize) -> f64 {
    let total = groups.iter().sum();
    let share = |groups: &mut dyn Iterator<Item = &usize>| {
        let mut left = m;
        for &length in groups {
            if left <= length {
                return share_of_ways((length, left), (total, m));
            }
            left -= length;
        }
        1.0
    };
    share(&mut groups.iter()).min(share(&mut groups.iter().rev()))
}
