//! An order of paths, as far as the rounds can show one.

use std::cmp::Ordering;

use super::compare::{Estimate, Scale, ratios_to};
use super::error::{RankingError, RankingErrorKind};
use super::letters::Letters;
use super::pair::{Pair, Verdict, test_pairs};
use super::pair_test::PairTest;
use super::reach::TooFewRounds;
use super::rounds::{Better, Metric, Rounds};
use crate::statistics::{Interval, median, median_interval};

/// What counts as shown.
///
/// # Examples
/// ```
/// use pavedroad_netbench::RankingRules;
///
/// // Less than 2 % does not matter to us; ratios to the host network.
/// let rules = RankingRules { margin: Some(0.02), reference: Some("host".to_owned()), ..RankingRules::default() };
/// assert_eq!(rules.alpha, 0.05);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct RankingRules {
    /// The chance of even one wrong claim of a difference in the whole ranking: at least 1e-9 and below 1. By default
    /// 0.05.
    pub alpha: f64,
    /// The difference that does not matter: 0.02 for ratios from 1/1.02 to 1.02; on [`Scale::Difference`] it is in the
    /// unit of the metric. Above 0. By default there is none, and no pair is called equivalent.
    pub margin: Option<f64>,
    /// The test of each pair. By default sign flips.
    pub test: PairTest,
    /// The path that the others' ratios are to. By default there is none.
    pub reference: Option<String>,
}

impl Default for RankingRules {
    fn default() -> Self {
        Self { alpha: 0.05, margin: None, test: PairTest::default(), reference: None }
    }
}

/// Paths by their medians, and what the rounds show of every pair. Made by [`rank`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Ranking {
    /// What was measured.
    pub metric: Metric,
    /// What counts as shown.
    pub rules: RankingRules,
    /// What values are compared by.
    pub scale: Scale,
    /// The paths, the best median first; those with equal medians in the order of the rounds, those without runs last.
    pub standings: Vec<Standing>,
    /// Every pair of paths, in the order of the standings.
    pub pairs: Vec<Pair>,
    /// Why there is no order at all, if so.
    pub refusal: Option<TooFewRounds>,
}

/// One path in a [`Ranking`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Standing {
    /// The path.
    pub path: String,
    /// How many runs it has.
    pub runs: usize,
    /// The median of their values; none without runs.
    pub median: Option<f64>,
    /// The exact interval of the median, at 1 - alpha; none where there are too few runs for one.
    pub interval: Option<Interval>,
    /// How it stands to the reference, round by round; see [`ratios_to`].
    pub to_reference: Option<Estimate>,
    /// Its tie groups; none without runs.
    pub letters: Letters,
}

/// Ranks paths by their medians and tests every pair of them.
///
/// A pair is different if its p, corrected after Holm over all pairs, is at most alpha; and equivalent if both one-sided
/// tests within the margin are, corrected likewise. Everything else is undecided.
///
/// # Errors
/// - alpha is below 1e-9, or not below 1;
/// - the margin is not above 0, or not finite;
/// - the reference is none of the paths.
///
/// # Examples
/// ```
/// use pavedroad_netbench::{Better, Metric, RankingRules, Rounds, rank};
///
/// let metric = Metric::new("cpu per Gbit/s", "%", Better::Lower);
/// let rounds = Rounds::from_columns(metric, [
///     ("vxlan", &[4.14, 4.20, 3.91, 4.25, 4.02, 4.08, 4.18, 4.13][..]),
///     ("host", &[1.97, 2.02, 1.76, 1.87, 1.82, 1.86, 1.91, 2.02]),
///     ("ipip", &[2.88, 2.95, 2.87, 2.98, 2.92, 3.00, 2.97, 2.81]),
///     ("hostgw", &[3.07, 3.23, 3.00, 2.92, 2.89, 2.97, 3.07, 2.71]),
/// ])?;
/// let ranking = rank(&rounds, &RankingRules::default())?;
/// let order = ranking.order().unwrap();
/// assert_eq!(order, [vec!["host"], vec!["ipip", "hostgw"], vec!["vxlan"]]);
/// # Ok::<(), pavedroad_netbench::RankingError>(())
/// ```
pub fn rank(rounds: &Rounds, rules: &RankingRules) -> Result<Ranking, RankingError> {
    let reference = check(rounds, rules)?;
    let scale = Scale::of(rounds);
    let confidence = 1.0 - rules.alpha;
    let ratios = reference.map_or_else(Vec::new, |reference| ratios_to(rounds, reference, confidence));
    let mut order: Vec<(usize, Option<f64>)> =
        (0..rounds.paths().len()).map(|path| (path, median(&rounds.values(path)))).collect();
    order.sort_by(|a, b| by_median(a.1, b.1, rounds.metric().better));

    let places: Vec<usize> = order.iter().map(|(path, _)| *path).collect();
    let (pairs, refusal) = test_pairs(rounds, &places, rules);
    let ranked = order.iter().take_while(|(_, median)| median.is_some()).count();
    let mut letters = Letters::assign(ranked, |first, second| {
        pairs
            .binary_search_by_key(&(first, second), |pair| (pair.first, pair.second))
            .is_ok_and(|at| pairs.get(at).is_some_and(|pair| matches!(pair.verdict, Verdict::Different { .. })))
    })
    .into_iter();
    let standings = order
        .iter()
        .map(|(path, median)| Standing {
            path: rounds.name(*path).to_owned(),
            runs: rounds.runs(*path).len(),
            median: *median,
            interval: median_interval(&rounds.values(*path), confidence).ok(),
            to_reference: ratios.get(*path).copied().flatten(),
            letters: letters.next().unwrap_or_default(),
        })
        .collect();
    Ok(Ranking { metric: rounds.metric().clone(), rules: rules.clone(), scale, standings, pairs, refusal })
}

impl Ranking {
    /// The order that is shown, best first: steps of paths, where every path of an earlier step is shown to be better
    /// than every path of a later one. Paths that are not told apart share a step, and so do those between them.
    /// Paths without runs are left out.
    ///
    /// # Errors
    /// The rounds are too few to show any pair different.
    pub fn order(&self) -> Result<Vec<Vec<&str>>, &TooFewRounds> {
        if let Some(refusal) = &self.refusal {
            return Err(refusal);
        }
        // Paths without runs stand last, and a tie with one of them is none.
        let ranked = self.standings.iter().take_while(|standing| standing.median.is_some());
        let places = ranked.clone().count();
        // For each place, the furthest one that is not shown to be worse.
        let mut reaches: Vec<usize> = (0..self.standings.len()).collect();
        for pair in &self.pairs {
            if pair.second < places
                && pair.verdict != (Verdict::Different { better: pair.first })
                && let Some(reach) = reaches.get_mut(pair.first)
            {
                *reach = (*reach).max(pair.second);
            }
        }
        let (mut steps, mut reach) = (Vec::<Vec<&str>>::new(), 0);
        for (place, standing) in ranked.enumerate() {
            match steps.last_mut().filter(|_| place <= reach) {
                Some(step) => step.push(&standing.path),
                None => steps.push(vec![&standing.path]),
            }
            reach = reaches.get(place).map_or(reach, |own| reach.max(*own));
        }
        Ok(steps)
    }

    /// The pair of two paths by their places in [`standings`](Self::standings), in either order.
    #[must_use]
    pub fn pair(&self, a: usize, b: usize) -> Option<&Pair> {
        let at = self.pairs.binary_search_by_key(&(a.min(b), a.max(b)), |pair| (pair.first, pair.second)).ok()?;
        self.pairs.get(at)
    }
}

/// Far below what anybody asks for, and far above what an `f64` tells apart from 0 after any correction.
const LEAST_ALPHA: f64 = 1e-9;

/// The place of the reference, if the rules are legal.
fn check(rounds: &Rounds, rules: &RankingRules) -> Result<Option<usize>, RankingError> {
    if !(LEAST_ALPHA..1.0).contains(&rules.alpha) {
        return Err(RankingError::new(RankingErrorKind::Alpha, "", None, Some(rules.alpha)));
    }
    if let Some(margin) = rules.margin.filter(|margin| !(*margin > 0.0 && margin.is_finite())) {
        return Err(RankingError::new(RankingErrorKind::Margin, "", None, Some(margin)));
    }
    match &rules.reference {
        None => Ok(None),
        Some(name) => match rounds.path(name) {
            Some(path) => Ok(Some(path)),
            None => Err(RankingError::new(RankingErrorKind::UnknownReference, name, None, None)),
        },
    }
}

fn by_median(a: Option<f64>, b: Option<f64>, better: Better) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => match better {
            Better::Lower => a.total_cmp(&b),
            Better::Higher => b.total_cmp(&a),
        },
        (a, b) => a.is_none().cmp(&b.is_none()),
    }
}
