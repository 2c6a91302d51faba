//! How many rounds an effect needs, from a pilot.

use super::compare::{Scale, differences};
use super::pair_test::PairTest;
use super::reach::rounds_to_show;
use super::rounds::Rounds;
use crate::statistics::exceeded_by;

/// An effect that further rounds should show, and how surely.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// The ratio of two paths' values, or its reciprocal: 1.05 or 0.9524 for 5 %. Above 0 and not 1.
    pub ratio: f64,
    /// The probability that it is shown, if it is there: at least 0.5 and below 1.
    pub power: f64,
}

/// The rounds needed so that an effect between two paths is shown, taking from a pilot how much their values vary.
/// All pairs of the pilot's paths are the family for Holm's correction, and this pair is taken for its first.
///
/// The rule is that of a t test in normal approximation, (z(alpha / 2 pairs) + z(1 - power))^2 s^2 / effect^2 on
/// logarithms, with Guenther's correction for few rounds (1981) and the efficiency 3/pi that ranks have (Pitman); never
/// below what [`rounds_to_show`](crate::rounds_to_show) says. An estimate, then: the pilot's own spread is uncertain,
/// by a third either way with six rounds.
///
/// None if the pilot has fewer than two values of each path (in common rounds, for a paired test), if one is not above
/// 0, or if the effect or `alpha` is out of its range.
///
/// # Examples
/// ```
/// use pavedroad_netbench::{Better, Effect, Metric, PairTest, Rounds, rounds_for_effect};
///
/// let metric = Metric::new("cpu per Gbit/s", "%", Better::Lower);
/// let pilot = Rounds::from_columns(metric, [
///     ("ipip", &[2.88, 2.95, 2.87, 2.98, 2.92][..]), ("hostgw", &[3.07, 3.23, 3.00, 2.92, 2.89]),
/// ])?;
/// let effect = Effect { ratio: 1.05, power: 0.8 };
/// assert_eq!(rounds_for_effect(&pilot, (0, 1), PairTest::SignFlip, 0.05, effect), Some(10));
/// let effect = Effect { ratio: 1.01, power: 0.8 };
/// assert_eq!(rounds_for_effect(&pilot, (0, 1), PairTest::SignFlip, 0.05, effect), Some(192));
/// # Ok::<(), pavedroad_netbench::RankingError>(())
/// ```
#[must_use]
pub fn rounds_for_effect(
    pilot: &Rounds,
    (a, b): (usize, usize),
    test: PairTest,
    alpha: f64,
    effect: Effect,
) -> Option<usize> {
    let shift = libm::log(effect.ratio).abs();
    let legal = shift > 0.0
        && shift.is_finite()
        && (0.5..1.0).contains(&effect.power)
        && alpha > 0.0
        && alpha < 1.0
        && pilot.all_positive();
    if !legal {
        return None;
    }
    let paths = pilot.paths().len();
    let pairs = (paths * paths.saturating_sub(1) / 2).max(1);
    let z = exceeded_by(alpha / (2.0 * pairs as f64));
    let standardised = (z + exceeded_by(1.0 - effect.power)) / shift;
    let (spread, correction) = if test.is_paired() {
        (variance(&differences(pilot, a, b, Scale::Ratio))?, z * z / 2.0)
    } else {
        let logarithms = |path| pilot.values(path).into_iter().map(libm::log).collect::<Vec<f64>>();
        // The difference of two means has the variance of both.
        (variance(&logarithms(a))? + variance(&logarithms(b))?, z * z / 4.0)
    };
    let rounds = standardised * standardised * spread * RANK_LOSS + correction;
    // A cast from f64 keeps to the range of the integer.
    Some((rounds.ceil() as usize).max(rounds_to_show(test, pairs, alpha)?))
}

/// How many more runs a test on ranks needs than the t test does, where values are normal: pi / 3.
const RANK_LOSS: f64 = std::f64::consts::PI / 3.0;

/// The sample variance.
fn variance(values: &[f64]) -> Option<f64> {
    let n = values.len() as f64;
    if n < 2.0 {
        return None;
    }
    let mean = values.iter().sum::<f64>() / n;
    Some(values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (n - 1.0))
}

#[cfg(test)]
mod tests {
    use super::super::rounds::{Better, Metric, Rounds};
    use super::{Effect, PairTest, rounds_for_effect};

    fn pilot(columns: &[&[f64]]) -> Rounds {
        let metric = Metric::new("tcp latency", "us", Better::Lower);
        Rounds::from_columns(metric, ["a", "b", "c", "d", "e", "f"].into_iter().zip(columns.iter().copied())).unwrap()
    }

    fn rounds(pilot: &Rounds, test: PairTest, ratio: f64, power: f64) -> Option<usize> {
        rounds_for_effect(pilot, (0, 1), test, 0.05, Effect { ratio, power })
    }

    /// Effects of 1.5, 1 and half a standard deviation. Simulated with normal values and so many rounds (3000 times,
    /// SciPy), 0.66 to 0.81 of the Wilcoxon tests and 0.79 of the Mann-Whitney tests showed them; 0.8 was asked for.
    #[test]
    fn the_standard_deviation_of_the_pilot_sets_the_number() {
        // Logarithms of the ratio are 0.1 / sqrt 2 and its opposite: a standard deviation of 0.1.
        let (up, down) = ((0.1 / 2.0_f64.sqrt()).exp(), (-0.1 / 2.0_f64.sqrt()).exp());
        let paired = pilot(&[&[1.0, 1.0], &[up, down]]);
        let unpaired = pilot(&[&[up, down], &[up, down]]);
        for (effect, of_paired, of_unpaired) in [(0.15_f64, 6, 9), (0.1, 11, 18), (0.05, 35, 67)] {
            for ratio in [effect.exp(), (-effect).exp()] {
                assert_eq!(rounds(&paired, PairTest::Wilcoxon, ratio, 0.8), Some(of_paired), "{ratio}");
                assert_eq!(rounds(&unpaired, PairTest::MannWhitney, ratio, 0.8), Some(of_unpaired), "{ratio}");
            }
        }
        // Six paths are 15 pairs: at 0.05 / 15.
        let of_six = pilot(&[&[1.0, 1.0], &[up, down], &[], &[], &[], &[]]);
        assert_eq!(rounds(&of_six, PairTest::SignFlip, 0.1_f64.exp(), 0.8), Some(20));
    }

    #[test]
    fn a_great_effect_needs_the_rounds_that_can_show_anything() {
        let pilot = pilot(&[&[1.0, 1.1], &[1.0, 1.1], &[], &[], &[], &[]]);
        assert_eq!(rounds(&pilot, PairTest::SignFlip, 100.0, 0.8), Some(10));
        assert_eq!(rounds(&pilot, PairTest::MannWhitney, 100.0, 0.8), Some(6));
    }

    #[test]
    fn there_is_no_number_without_a_spread_or_an_effect() {
        let two = pilot(&[&[1.0, 1.1], &[1.0, 1.2]]);
        for (ratio, power) in [
            (1.0, 0.8),
            (0.0, 0.8),
            (-1.0, 0.8),
            (f64::NAN, 0.8),
            (f64::INFINITY, 0.8),
            (1.1, 0.4),
            (1.1, 1.0),
            (1.1, f64::NAN),
        ] {
            assert_eq!(rounds(&two, PairTest::SignFlip, ratio, power), None, "{ratio} {power}");
        }
        for few in
            [pilot(&[]), pilot(&[&[1.0], &[1.1]]), pilot(&[&[1.0, 1.1], &[]]), pilot(&[&[1.0, 1.1], &[0.0, 1.0]])]
        {
            assert_eq!(rounds(&few, PairTest::SignFlip, 1.1, 0.8), None);
            assert_eq!(rounds(&few, PairTest::MannWhitney, 1.1, 0.8), None);
        }
        // The least effect of all needs more rounds than there are numbers for.
        assert!(rounds(&two, PairTest::SignFlip, 1.0 + f64::EPSILON, 0.8) > Some(1 << 40));
    }
}
