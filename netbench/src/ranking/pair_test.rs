//! Which test decides whether two paths differ.

use std::fmt;

/// The tests that two paths can be compared by. All are exact for few rounds and assume no shape of the values.
///
/// The paired ones compare within rounds: what a round did to both paths drops out. They want rounds that visit every
/// path, in an order that is shuffled anew each time. The unpaired one wants nothing but independent runs, and shows
/// an order with fewer of them.
///
/// # Examples
/// ```
/// use pavedroad_netbench::{PairTest, RankingRules};
///
/// let rules = RankingRules { test: PairTest::MannWhitney, ..RankingRules::default() };
/// assert!(!rules.test.is_paired());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PairTest {
    /// Paired: the signs of the per-round differences flipped in every way, their sum compared. Ratios where all values
    /// are above 0 (as differences of logarithms).
    #[default]
    SignFlip,
    /// Paired: Wilcoxon's signed ranks of the same differences, those of 0 left out. One wild round weighs no more
    /// than its rank.
    Wilcoxon,
    /// Unpaired: the ranks of all runs of both paths.
    MannWhitney,
}

impl PairTest {
    /// Whether it compares within rounds.
    #[must_use]
    pub const fn is_paired(self) -> bool {
        !matches!(self, Self::MannWhitney)
    }

    /// Its name, as in "Mann-Whitney".
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SignFlip => "sign flips",
            Self::Wilcoxon => "Wilcoxon",
            Self::MannWhitney => "Mann-Whitney",
        }
    }
}

impl fmt::Display for PairTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
