//! A p-value that says where it comes from.

use super::normal;

/// A two-sided p-value, with how it was computed and what the values could have shown at best.
///
/// # Examples
/// ```
/// use pavedroad_netbench::{Method, mann_whitney};
///
/// // Three runs of each path, as far apart as can be: no test on ranks can call that 5 %.
/// let p = mann_whitney(&[52.1, 52.6, 53.0], &[60.2, 61.7, 64.4])?.p;
/// assert_eq!((p.value, p.least, p.method), (0.1, 0.1, Method::Exact));
/// # Ok::<(), pavedroad_netbench::StatisticsError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct PValue {
    /// min(1, 2 * min(lower tail, upper tail)), both tails with what was observed: above 0, at most 1.
    pub value: f64,
    /// The smallest p that these values give in any of their permutations, ties and zeros included. An effect of any
    /// size has at least this p: where it is above the level of a test, that test cannot reject. At most
    /// [`value`](Self::value).
    pub least: f64,
    /// From which distribution.
    pub method: Method,
}

/// Where a p-value or an interval comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// The distribution itself, every permutation counted.
    Exact,
    /// A normal distribution in its place: there are more values than the exact one is computed for.
    Normal,
}

impl PValue {
    /// From the smaller tail of the permutation distribution, and the smallest tail that it has.
    pub(super) fn exact(tail: f64, least_tail: f64) -> Self {
        Self::two_sided(tail, least_tail, Method::Exact)
    }

    /// From how far a sum is from its mean, less the correction for continuity, and from its variance.
    pub(super) fn normal(distance: f64, variance: f64, least_tail: f64) -> Self {
        let tail = if variance > 0.0 { normal::above(distance / variance.sqrt()) } else { 1.0 };
        Self::two_sided(tail, least_tail, Method::Normal)
    }

    /// Small tails may be rounded to nothing, and the normal distribution knows of no least tail: both are mended here,
    /// so that 0 < least <= value <= 1 holds.
    fn two_sided(tail: f64, least_tail: f64, method: Method) -> Self {
        let least = (2.0 * least_tail).clamp(f64::MIN_POSITIVE, 1.0);
        Self { value: (2.0 * tail).clamp(least, 1.0), least, method }
    }
}
