//! What a number of rounds can show at best.

use std::fmt;

use super::pair_test::PairTest;
use crate::statistics::{MannWhitney, SignFlip, Wilcoxon};

/// The smallest p that a test can give for two paths with so many runs, whatever the values: two-sided,
/// 2 / C(a + b, a) unpaired and 2 / 2^n paired, where n is the lesser of the two. 1 where a path has none.
///
/// # Examples
/// ```
/// use pavedroad_netbench::{PairTest, smallest_p};
///
/// assert_eq!(smallest_p(PairTest::MannWhitney, 3, 3), 0.1);
/// assert_eq!(smallest_p(PairTest::SignFlip, 3, 3), 0.25);
/// ```
#[must_use]
pub fn smallest_p(test: PairTest, a: usize, b: usize) -> f64 {
    match test {
        PairTest::SignFlip => SignFlip::least_p(a.min(b)),
        PairTest::Wilcoxon => Wilcoxon::least_p(a.min(b)),
        PairTest::MannWhitney => MannWhitney::least_p(a, b),
    }
}

/// The fewest rounds with which every one of `pairs` pairs can be shown to differ at level `alpha` after Holm's
/// correction. None if there is no such number up to 1024, beyond which an `f64` tells no smaller p.
///
/// # Examples
/// ```
/// use pavedroad_netbench::{PairTest, rounds_to_show};
///
/// // Six paths are 15 pairs.
/// assert_eq!(rounds_to_show(PairTest::SignFlip, 15, 0.05), Some(10));
/// assert_eq!(rounds_to_show(PairTest::MannWhitney, 15, 0.05), Some(6));
/// ```
#[must_use]
pub fn rounds_to_show(test: PairTest, pairs: usize, alpha: f64) -> Option<usize> {
    (1..=MOST_ROUNDS).find(|rounds| smallest_p(test, *rounds, *rounds) * pairs as f64 <= alpha)
}

/// With more rounds than this the smallest p falls no further.
const MOST_ROUNDS: usize = 1024;

/// Why rounds show no order: not even paths that differ in every round could be told apart.
///
/// # Examples
/// ```
/// use pavedroad_netbench::{Better, Metric, PairTest, RankingRules, Rounds, rank};
///
/// let metric = Metric::new("tcp latency", "us", Better::Lower);
/// let rounds = Rounds::from_columns(metric, [
///     ("host", &[12.4, 12.6, 12.1][..]), ("bgp", &[13.4, 13.6, 13.1]), ("ipip", &[15.5, 15.9, 15.2]),
/// ])?;
/// let ranking = rank(&rounds, &RankingRules { test: PairTest::MannWhitney, ..RankingRules::default() })?;
/// assert_eq!(
///     ranking.order().unwrap_err().to_string(),
///     "no order can be shown: 3 rounds give at best p = 0.1 (unpaired); 3 pairs at 0.05 need 5 rounds unpaired or 7 \
///      paired"
/// );
/// # Ok::<(), pavedroad_netbench::RankingError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TooFewRounds {
    /// The most rounds that any pair of paths has.
    pub rounds: usize,
    /// The test that was asked for.
    pub test: PairTest,
    /// The smallest p that so many rounds can give.
    pub smallest_p: f64,
    /// The pairs of the family that Holm's correction is for.
    pub pairs: usize,
    /// The level that was asked for.
    pub alpha: f64,
    /// The fewest rounds that could show every pair in an unpaired test.
    pub unpaired: usize,
    /// The fewest rounds that could show every pair in a paired test.
    pub paired: usize,
}

impl TooFewRounds {
    /// The smallest p in a sentence: three decimals tell enough, and 2/20 is 0.1; but nothing is ever 0.
    pub(crate) fn best(&self) -> String {
        if self.smallest_p < 0.001 {
            return format!("{:.1e}", self.smallest_p);
        }
        ((self.smallest_p * 1000.0).round() / 1000.0).to_string()
    }
}

impl fmt::Display for TooFewRounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rounds, pairs, alpha, unpaired, paired, .. } = self;
        let kind = if self.test.is_paired() { "paired" } else { "unpaired" };
        write!(
            f,
            "no order can be shown: {rounds} round{} give{} at best p = {} ({kind}); {pairs} pair{} at {alpha} need{} \
             {unpaired} rounds unpaired or {paired} paired",
            if *rounds == 1 { "" } else { "s" },
            if *rounds == 1 { "s" } else { "" },
            self.best(),
            if *pairs == 1 { "" } else { "s" },
            if *pairs == 1 { "s" } else { "" },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{PairTest, rounds_to_show, smallest_p};

    #[test]
    fn the_smallest_p_of_few_runs() {
        for (test, a, b, expected) in [
            (PairTest::MannWhitney, 3, 3, 2.0 / 20.0),
            (PairTest::MannWhitney, 6, 6, 2.0 / 924.0),
            (PairTest::MannWhitney, 2, 5, 2.0 / 21.0),
            (PairTest::MannWhitney, 5, 2, 2.0 / 21.0),
            (PairTest::MannWhitney, 1, 1, 1.0),
            (PairTest::MannWhitney, 0, 9, 1.0),
            (PairTest::MannWhitney, 12, 12, 2.0 / 2_704_156.0),
            (PairTest::SignFlip, 10, 10, 2.0 / 1024.0),
            (PairTest::Wilcoxon, 12, 10, 2.0 / 1024.0),
            (PairTest::Wilcoxon, 1, 1, 1.0),
            (PairTest::SignFlip, 0, 0, 1.0),
            (PairTest::SignFlip, usize::MAX, usize::MAX, f64::MIN_POSITIVE),
        ] {
            let found = smallest_p(test, a, b);
            assert!((found - expected).abs() <= 1e-15 * expected, "{test} of {a} and {b}: {found}, not {expected}");
        }
    }

    #[test]
    fn rounds_that_could_show_all_pairs() {
        for (paths, unpaired, paired) in [(2, 4, 6), (3, 5, 7), (4, 5, 8), (5, 6, 9), (6, 6, 10), (23, 8, 14)] {
            let pairs = paths * (paths - 1) / 2;
            let found = [PairTest::MannWhitney, PairTest::SignFlip].map(|test| rounds_to_show(test, pairs, 0.05));
            assert_eq!(found, [Some(unpaired), Some(paired)], "{paths} paths");
        }
    }

    #[test]
    fn odd_levels_end() {
        for alpha in [0.0, -1.0, f64::NAN, f64::NEG_INFINITY] {
            assert_eq!(rounds_to_show(PairTest::SignFlip, 15, alpha), None, "{alpha}");
        }
        assert_eq!(rounds_to_show(PairTest::SignFlip, 1, f64::INFINITY), Some(1));
        assert_eq!(rounds_to_show(PairTest::SignFlip, 0, 0.05), Some(1));
        assert_eq!(rounds_to_show(PairTest::SignFlip, usize::MAX, f64::MIN_POSITIVE), None);
    }
}
