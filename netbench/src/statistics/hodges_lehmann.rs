//! By how much two paths differ: the estimates of Hodges and Lehmann (1963), with intervals from rank tests.

use super::error::StatisticsError;
use super::interval::{Interval, fits, tail};
use super::normal;
use super::p_value::Method;
use super::pairs::Pairs;
use super::rank_sums::{any_of, choosing};
use super::ranks::sorted;
use super::{MannWhitney, Wilcoxon, binomial::ways, sign_flip::least_tail};

/// By how much the values of `a` exceed those of `b`: the median of all differences between one of each.
///
/// Of logarithms it is the logarithm of a ratio.
///
/// # Errors
/// - a sample is empty;
/// - a value is NaN or infinite, or differences are beyond an `f64`.
///
/// # Examples
/// ```
/// use pavedroad_netbench::hodges_lehmann;
///
/// assert_eq!(hodges_lehmann(&[60.0, 61.5, 70.0], &[52.0, 52.5, 53.0])?, 9.0);
/// # Ok::<(), pavedroad_netbench::StatisticsError>(())
/// ```
pub fn hodges_lehmann(a: &[f64], b: &[f64]) -> Result<f64, StatisticsError> {
    Pairs::differences(&sorted(a)?, &sorted(b)?)?.median()
}

/// The interval for [`hodges_lehmann`]: all shifts that the Mann-Whitney test does not reject. It takes for granted that
/// the two distributions differ by a shift alone.
///
/// The distribution is exact up to [`MannWhitney::EXACT_UP_TO`] values in both samples together, and normal beyond
/// that. It is the one of values without ties, with which an interval that includes its ends covers at least as often
/// where there are some.
///
/// # Errors
/// - as [`hodges_lehmann`];
/// - the confidence is not between 0 and 1;
/// - too few values: no shift can be rejected. Four in each sample do for 0.95.
///
/// # Examples
/// ```
/// use pavedroad_netbench::hodges_lehmann_interval;
///
/// let interval = hodges_lehmann_interval(&[60.0, 61.5, 70.0, 63.0], &[52.0, 52.5, 53.0, 54.0], 0.95)?;
/// assert_eq!((interval.low, interval.high), (6.0, 18.0));
/// assert_eq!(interval.coverage, 1.0 - 2.0 / 70.0);
/// # Ok::<(), pavedroad_netbench::StatisticsError>(())
/// ```
pub fn hodges_lehmann_interval(a: &[f64], b: &[f64], confidence: f64) -> Result<Interval, StatisticsError> {
    let tail = tail(confidence)?;
    let (a, b) = (sorted(a)?, sorted(b)?);
    let pairs = Pairs::differences(&a, &b)?;
    let (smaller, total) = (a.len().min(b.len()), a.len() + b.len());
    let (m, n) = (a.len() as f64, b.len() as f64);
    let cut = if total <= MannWhitney::EXACT_UP_TO {
        let ranks: Vec<usize> = (0..total).collect();
        // U is the sum of the ranks from 0, less that of the lowest ones.
        let lowest = smaller * (smaller - 1) / 2;
        let counts = choosing(&ranks, smaller, lowest + a.len() * b.len() / 2);
        let all = ways(total, smaller);
        Cut::exact(counts.iter().skip(lowest).map(|count| count / all), tail)
    } else {
        Cut::normal(m * n / 2.0, m * n * (m + n + 1.0) / 12.0, tail)
    };
    let fewest = || (1..).find(|&each| 1.0 / ways(2 * each, each) <= tail).unwrap_or(usize::MAX);
    cut.interval(&pairs, confidence).ok_or_else(|| StatisticsError::too_few_for(confidence, smaller, fewest()))
}

/// What paired differences are centred on: the median of the means of any two of them, each with itself included.
///
/// It is the estimate that belongs to the Wilcoxon signed-rank test, and also the median of the differences if their
/// distribution is symmetric.
///
/// # Errors
/// - there are no differences;
/// - one is NaN or infinite.
///
/// # Examples
/// ```
/// use pavedroad_netbench::pseudomedian;
///
/// assert_eq!(pseudomedian(&[8.0, 9.0, 16.0])?, 10.5);
/// # Ok::<(), pavedroad_netbench::StatisticsError>(())
/// ```
pub fn pseudomedian(differences: &[f64]) -> Result<f64, StatisticsError> {
    Pairs::means(&sorted(differences)?)?.median()
}

/// The interval for [`pseudomedian`]: all centres that the Wilcoxon signed-rank test does not reject. It takes for
/// granted that the distribution of differences is symmetric.
///
/// The distribution is exact up to [`Wilcoxon::EXACT_UP_TO`] differences, and normal beyond that. It is the one of
/// differences without ties and zeros, with which an interval that includes its ends covers at least as often where
/// there are some.
///
/// # Errors
/// - as [`pseudomedian`];
/// - the confidence is not between 0 and 1;
/// - too few differences: no centre can be rejected. Six do for 0.95.
///
/// # Examples
/// ```
/// use pavedroad_netbench::pseudomedian_interval;
///
/// let interval = pseudomedian_interval(&[8.0, 9.0, 8.5, 11.0, 9.5, 16.0], 0.95)?;
/// assert_eq!((interval.low, interval.high), (8.0, 16.0));
/// assert_eq!(interval.coverage, 1.0 - 2.0 / 64.0);
/// # Ok::<(), pavedroad_netbench::StatisticsError>(())
/// ```
pub fn pseudomedian_interval(differences: &[f64], confidence: f64) -> Result<Interval, StatisticsError> {
    let tail = tail(confidence)?;
    let sorted = sorted(differences)?;
    let pairs = Pairs::means(&sorted)?;
    let n = sorted.len() as f64;
    let cut = if sorted.len() <= Wilcoxon::EXACT_UP_TO {
        let ranks: Vec<usize> = (1..=sorted.len()).collect();
        let each = least_tail(sorted.len());
        Cut::exact(any_of(&ranks, ranks.iter().sum::<usize>() / 2).iter().map(|count| count * each), tail)
    } else {
        Cut::normal(n * (n + 1.0) / 4.0, n * (n + 1.0) * (2.0 * n + 1.0) / 24.0, tail)
    };
    let fewest = || (1..).find(|&n| least_tail(n) <= tail).unwrap_or(usize::MAX);
    cut.interval(&pairs, confidence).ok_or_else(|| StatisticsError::too_few_for(confidence, sorted.len(), fewest()))
}

/// The ends of an interval among pairs in order: the `rank`-th from below and from above, ranks from 1.
struct Cut {
    rank: u64,
    left_out: f64,
    method: Method,
}

impl Cut {
    /// From the probabilities that 0, 1, ... pairs are below: as many as fit in the tail.
    fn exact(probabilities: impl Iterator<Item = f64>, tail: f64) -> Self {
        let (rank, left_out) = fits(probabilities, tail);
        Self { rank: rank as u64, left_out, method: Method::Exact }
    }

    /// The greatest rank of which one less, corrected for continuity, has at most the tail below it.
    fn normal(mean: f64, variance: f64, tail: f64) -> Self {
        let deviation = variance.sqrt();
        // Below 1 it becomes 0.
        let rank = (mean + 0.5 - normal::exceeded_by(tail) * deviation).floor() as u64;
        Self { rank, left_out: normal::above((mean + 0.5 - rank as f64) / deviation), method: Method::Normal }
    }

    /// None if even the first and the last pair leave out more than the tail.
    fn interval(&self, pairs: &Pairs<'_>, confidence: f64) -> Option<Interval> {
        let last = pairs.number().checked_sub(self.rank)?;
        (self.rank > 0).then(|| Interval {
            low: pairs.at(self.rank),
            high: pairs.at(last + 1),
            confidence,
            coverage: 1.0 - 2.0 * self.left_out,
            method: self.method,
        })
    }
}
