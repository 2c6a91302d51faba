//! The verdicts on every pair of paths.

use std::cmp::Ordering;

use super::compare::{Estimate, Evidence, Scale};
use super::holm::holm;
use super::pair_test::PairTest;
use super::rank::RankingRules;
use super::reach::{TooFewRounds, rounds_to_show, smallest_p};
use super::rounds::{Better, Rounds};
use crate::statistics::PValue;

/// Two paths in a [`Ranking`](crate::Ranking).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Pair {
    /// The one that stands higher, by its place in [`standings`](crate::Ranking::standings).
    pub first: usize,
    /// The other, by its place.
    pub second: usize,
    /// How many runs of each the test rests on: those of common rounds, if it is a paired one.
    pub runs: (usize, usize),
    /// The p by itself; none where there are no such runs.
    pub p: Option<PValue>,
    /// The p after Holm's correction over all pairs that could be tested; 1 where there is none.
    pub adjusted_p: f64,
    /// The p of the two one-sided tests within the margin (TOST), after Holm's correction; none without a margin.
    pub equivalence_p: Option<f64>,
    /// The ratio (or difference) of the second to the first, with an interval at 1 - alpha.
    pub estimate: Option<Estimate>,
    /// Whether so many runs could show a difference at all, after the correction.
    pub within_reach: bool,
    /// What is shown.
    pub verdict: Verdict,
}

/// What rounds show of two paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// They differ.
    Different {
        /// The better one, by its place in [`standings`](crate::Ranking::standings).
        better: usize,
    },
    /// They do not differ by more than the margin. This comes first: a difference that was shown and does not matter
    /// makes no order.
    Equivalent,
    /// Neither is shown. That is no sign that they are alike.
    Undecided,
}

/// Tests every pair of paths, which are given in the order of their standings, and says so if the rounds are too few to
/// show any of them different.
pub(super) fn test_pairs(rounds: &Rounds, order: &[usize], rules: &RankingRules) -> (Vec<Pair>, Option<TooFewRounds>) {
    let scale = Scale::of(rounds);
    let margin = rules.margin.map(|margin| if scale == Scale::Ratio { margin.ln_1p() } else { margin });
    let mut pairs = Vec::new();
    let mut sides = Vec::new();
    for (first, a) in order.iter().enumerate() {
        for (second, b) in order.iter().enumerate().skip(first.saturating_add(1)) {
            let evidence = Evidence::new(rounds, (*a, *b), rules.test, scale);
            let (p, side) = evidence.p(0.0).unzip();
            pairs.push(Pair {
                first,
                second,
                runs: evidence.runs(),
                p,
                adjusted_p: 1.0,
                equivalence_p: margin.and_then(|margin| evidence.equivalence_p(margin)),
                estimate: evidence.estimate(1.0 - rules.alpha),
                within_reach: false,
                verdict: Verdict::Undecided,
            });
            sides.push(side.unwrap_or(Ordering::Equal));
        }
    }
    correct(&mut pairs, rules);
    for (pair, side) in pairs.iter_mut().zip(sides) {
        pair.verdict = verdict(pair, side, rules.alpha, rounds.metric().better);
    }
    let refusal = refusal(&pairs, rules);
    (pairs, refusal)
}

/// Holm's correction, over the pairs that have runs: of both kinds of p, and of the smallest p that so many runs have.
fn correct(pairs: &mut [Pair], rules: &RankingRules) {
    let tested: Vec<&mut Pair> = pairs.iter_mut().filter(|pair| pair.p.is_some()).collect();
    let of = |p: &dyn Fn(&Pair) -> f64| holm(&tested.iter().map(|pair| p(pair)).collect::<Vec<f64>>());
    let adjusted = of(&|pair| pair.p.map_or(1.0, |p| p.value));
    let equivalence = of(&|pair| pair.equivalence_p.unwrap_or(1.0));
    let smallest = of(&|pair| smallest_p(rules.test, pair.runs.0, pair.runs.1));
    for (pair, ((adjusted, equivalence), smallest)) in
        tested.into_iter().zip(adjusted.into_iter().zip(equivalence).zip(smallest))
    {
        pair.adjusted_p = adjusted;
        pair.equivalence_p = pair.equivalence_p.map(|_| equivalence);
        pair.within_reach = smallest <= rules.alpha;
    }
}

/// `side` is where the second path's values lie, seen from the first's.
fn verdict(pair: &Pair, side: Ordering, alpha: f64, better: Better) -> Verdict {
    if pair.equivalence_p.is_some_and(|p| p <= alpha) {
        return Verdict::Equivalent;
    }
    let first_is_better = match better {
        Better::Lower => Ordering::Greater,
        Better::Higher => Ordering::Less,
    };
    match side {
        Ordering::Equal => Verdict::Undecided,
        _ if pair.adjusted_p > alpha => Verdict::Undecided,
        side if side == first_is_better => Verdict::Different { better: pair.first },
        _ => Verdict::Different { better: pair.second },
    }
}

/// Only if no pair at all could be shown; where some have fewer runs than others, each pair says it for itself.
fn refusal(pairs: &[Pair], rules: &RankingRules) -> Option<TooFewRounds> {
    if pairs.is_empty() || pairs.iter().any(|pair| pair.within_reach) {
        return None;
    }
    // Without any run there is nothing to correct for yet, and all pairs are still to be tested.
    let tested = pairs.iter().filter(|pair| pair.p.is_some()).count();
    let family = if tested == 0 { pairs.len() } else { tested };
    let rounds = pairs.iter().map(|pair| pair.runs.0.min(pair.runs.1)).max()?;
    // There are such numbers for every level that rules may have.
    let needed = |test| rounds_to_show(test, family, rules.alpha);
    Some(TooFewRounds {
        rounds,
        test: rules.test,
        smallest_p: smallest_p(rules.test, rounds, rounds),
        pairs: family,
        alpha: rules.alpha,
        unpaired: needed(PairTest::MannWhitney)?,
        paired: needed(PairTest::SignFlip)?,
    })
}
