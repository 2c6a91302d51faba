//! Two paths against each other.

use std::cmp::Ordering;

use super::pair_test::PairTest;
use super::rounds::Rounds;
use crate::statistics::{
    Interval, PValue, hodges_lehmann, hodges_lehmann_interval, mann_whitney, median, median_interval, pseudomedian,
    pseudomedian_interval, sign_flip, wilcoxon,
};

/// What two values are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scale {
    /// Their ratio. Tests and intervals work on logarithms, so that twice and half are equally far from equal.
    Ratio,
    /// Their difference, in the unit of the metric: where a value of 0 or below leaves no ratio.
    Difference,
}

impl Scale {
    /// The scale for these rounds: ratios if every value of every path is above 0.
    #[must_use]
    pub fn of(rounds: &Rounds) -> Self {
        if rounds.all_positive() { Self::Ratio } else { Self::Difference }
    }

    /// A value on the scale whose differences count: its logarithm, or itself.
    pub(crate) fn to(self, value: f64) -> f64 {
        match self {
            Self::Ratio => libm::log(value),
            Self::Difference => value,
        }
    }

    /// From a difference on this scale to the ratio or difference it stands for.
    pub(crate) fn back(self, value: f64) -> f64 {
        match self {
            Self::Ratio => libm::exp(value),
            Self::Difference => value,
        }
    }
}

/// How far one path is from another: the ratio or the difference of their values.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Estimate {
    /// The estimate itself.
    pub value: f64,
    /// Its interval; none where there are too few runs for one. It holds for this one estimate, without a correction
    /// for how many there are.
    pub interval: Option<Interval>,
}

impl Estimate {
    fn back(scale: Scale, value: f64, interval: Option<Interval>) -> Self {
        let interval = interval.map(|interval| Interval {
            low: scale.back(interval.low),
            high: scale.back(interval.high),
            ..interval
        });
        Self { value: scale.back(value), interval }
    }

    /// The median of what the rounds say, with its exact interval.
    fn of_rounds(scale: Scale, differences: &[f64], confidence: f64) -> Option<Self> {
        Some(Self::back(scale, median(differences)?, median_interval(differences, confidence).ok()))
    }
}

/// For each path in turn, how its values stand to those of a reference path in the same rounds: the median of the
/// per-round ratios (or differences, on that [`Scale`]), with the exact interval for a median. What a round did to both
/// paths drops out. None for a path that has no round in common with the reference.
///
/// # Examples
/// ```
/// use pavedroad_netbench::{Better, Metric, Rounds, ratios_to};
///
/// // The second round was slow for everybody.
/// let rounds = Rounds::from_columns(Metric::new("tcp latency", "us", Better::Lower), [
///     ("host", &[10.0, 30.0, 12.0, 11.0, 10.0, 20.0][..]), ("vxlan", &[15.0, 48.0, 18.0, 16.0, 14.0, 30.0]),
/// ])?;
/// let ratio = ratios_to(&rounds, 0, 0.95)[1].unwrap();
/// assert!((ratio.value - 1.5).abs() < 1e-9);
/// assert!((ratio.interval.unwrap().high - 1.6).abs() < 1e-9);
/// # Ok::<(), pavedroad_netbench::RankingError>(())
/// ```
#[must_use]
pub fn ratios_to(rounds: &Rounds, reference: usize, confidence: f64) -> Vec<Option<Estimate>> {
    let scale = Scale::of(rounds);
    (0..rounds.paths().len())
        .map(|path| Estimate::of_rounds(scale, &differences(rounds, reference, path, scale), confidence))
        .collect()
}

/// The differences of `b` from `a` on a scale, round by round.
pub(super) fn differences(rounds: &Rounds, a: usize, b: usize, scale: Scale) -> Vec<f64> {
    rounds.common(a, b).map(|(a, b)| scale.to(b.value) - scale.to(a.value)).collect()
}

/// What a test of one pair needs of the rounds: the differences of `b` from `a` by round, or the values of both.
pub(super) enum Evidence {
    Paired { test: Paired, scale: Scale, differences: Vec<f64> },
    Unpaired { scale: Scale, a: Vec<f64>, b: Vec<f64> },
}

#[derive(Clone, Copy)]
pub(super) enum Paired {
    SignFlip,
    Wilcoxon,
}

impl Evidence {
    pub(super) fn new(rounds: &Rounds, (a, b): (usize, usize), test: PairTest, scale: Scale) -> Self {
        let paired = |test| Self::Paired { test, scale, differences: differences(rounds, a, b, scale) };
        let values = |path| rounds.values(path).into_iter().map(|value| scale.to(value)).collect();
        match test {
            PairTest::SignFlip => paired(Paired::SignFlip),
            PairTest::Wilcoxon => paired(Paired::Wilcoxon),
            PairTest::MannWhitney => Self::Unpaired { scale, a: values(a), b: values(b) },
        }
    }

    /// How many runs of each path it rests on.
    pub(super) fn runs(&self) -> (usize, usize) {
        match self {
            Self::Paired { differences, .. } => (differences.len(), differences.len()),
            Self::Unpaired { a, b, .. } => (a.len(), b.len()),
        }
    }

    /// The two-sided p, and on which side of `a` the values of `b` lie, after `shift` was added to them. None if there
    /// are no runs.
    pub(super) fn p(&self, shift: f64) -> Option<(PValue, Ordering)> {
        match self {
            Self::Paired { test, differences, .. } => {
                let shifted: Vec<f64> = differences.iter().map(|difference| difference + shift).collect();
                match test {
                    Paired::SignFlip => {
                        let test = sign_flip(&shifted).ok()?;
                        Some((test.p, side(test.mean, 0.0)))
                    }
                    Paired::Wilcoxon => {
                        let test = wilcoxon(&shifted).ok()?;
                        // Half the sum of all ranks, 1 to n, would be those of positive differences by chance.
                        let nonzero = test.nonzero as f64;
                        Some((test.p, side(4.0 * test.positive, nonzero * (nonzero + 1.0))))
                    }
                }
            }
            Self::Unpaired { a, b, .. } => {
                let shifted: Vec<f64> = b.iter().map(|value| value + shift).collect();
                let test = mann_whitney(&shifted, a).ok()?;
                // Of all pairs of a run of each, as many as half would be greater by chance.
                Some((test.p, side(2.0 * test.u, a.len() as f64 * b.len() as f64)))
            }
        }
    }

    /// The p of the two one-sided tests (TOST): that `b` is not lower than `a` by `margin` or more, and not higher.
    pub(super) fn equivalence_p(&self, margin: f64) -> Option<f64> {
        let one_sided = |shift, expected| {
            let (p, side) = self.p(shift)?;
            Some(if side == expected { p.value / 2.0 } else { 1.0 })
        };
        Some(f64::max(one_sided(margin, Ordering::Greater)?, one_sided(-margin, Ordering::Less)?))
    }

    /// How far `b` is from `a`, estimated as fits the test.
    pub(super) fn estimate(&self, confidence: f64) -> Option<Estimate> {
        match self {
            Self::Paired { test: Paired::SignFlip, scale, differences } => {
                Estimate::of_rounds(*scale, differences, confidence)
            }
            Self::Paired { test: Paired::Wilcoxon, scale, differences } => {
                let interval = pseudomedian_interval(differences, confidence).ok();
                Some(Estimate::back(*scale, pseudomedian(differences).ok()?, interval))
            }
            Self::Unpaired { scale, a, b } => {
                let interval = hodges_lehmann_interval(b, a, confidence).ok();
                Some(Estimate::back(*scale, hodges_lehmann(b, a).ok()?, interval))
            }
        }
    }
}

/// Neither is ever NaN, and -0 is 0.
fn side(found: f64, expected: f64) -> Ordering {
    found.partial_cmp(&expected).unwrap_or(Ordering::Equal)
}
