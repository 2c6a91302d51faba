//! How the values of one path are spread.

use std::collections::BTreeMap;

use super::Warning;
use crate::ranking::{Rounds, Scale};
use crate::statistics::{median, quantile};

/// The fewest runs to look for two modes in, and the fewest in a mode. With less, normal values are called two modes in
/// 5 % of cases and more.
const MODES_FROM: usize = 10;
const IN_A_MODE: usize = 3;
/// A mode holds at least one run of so many.
const SHARE_OF_A_MODE: usize = 8;
/// What a cut in two must explain of the variance. The best cut explains 2/pi of a normal distribution's and 3/4 of a
/// uniform one's, and a little more in few runs.
const EXPLAINED: f64 = 0.875;

/// The fewest runs to look for outliers in.
const OUTLIERS_FROM: usize = 8;
/// How far out is far, in standard deviations as the median distance estimates them.
const FAR: f64 = 6.0;
/// The standard deviation of a normal distribution with a median distance of 1.
const DEVIATION: f64 = 1.4826;

/// The fewest runs to call a print coarse, the steps that the middle half of values should span, and the part of runs
/// that may repeat others.
const QUANTISED_FROM: usize = 4;
const STEPS: f64 = 4.0;
const REPEATED: f64 = 1.0 / 3.0;

pub(super) fn two_modes(rounds: &Rounds) -> impl Iterator<Item = Warning> {
    let scale = Scale::of(rounds);
    (0..rounds.paths().len()).filter_map(move |path| {
        let mut values = rounds.values(path);
        values.sort_by(f64::total_cmp);
        let (low, high) = cut(&values, scale)?;
        Some(Warning::TwoModes {
            path: rounds.name(path).to_owned(),
            low: (low.len(), median(low)?),
            high: (high.len(), median(high)?),
        })
    })
}

/// The two sides of the cut that explains most, if it explains enough.
fn cut(sorted: &[f64], scale: Scale) -> Option<(&[f64], &[f64])> {
    let runs = sorted.len();
    if runs < MODES_FROM {
        return None;
    }
    let at_least = IN_A_MODE.max(runs.div_ceil(SHARE_OF_A_MODE));
    let scaled: Vec<f64> = sorted.iter().map(|value| scale.to(*value)).collect();
    let mean = scaled.iter().sum::<f64>() / runs as f64;
    let centred: Vec<f64> = scaled.iter().map(|value| value - mean).collect();
    let total: f64 = centred.iter().map(|value| value * value).sum();
    // Between the sides lies n / (m (n - m)) times the squared sum of one of them, since both sums cancel.
    let (mut best, mut sum) = (None, 0.0);
    for (left, value) in (1..).zip(&centred) {
        sum += value;
        if left >= at_least && runs - left >= at_least {
            let between = sum * sum * runs as f64 / (left as f64 * (runs - left) as f64);
            if best.is_none_or(|(most, _)| between > most) {
                best = Some((between, left));
            }
        }
    }
    let (between, left) = best?;
    // Equal values have no variance but what rounding leaves.
    (total > 0.0 && sorted.first() != sorted.last() && between >= EXPLAINED * total)
        .then(|| sorted.split_at_checked(left))?
}

pub(super) fn outliers(rounds: &Rounds) -> impl Iterator<Item = Warning> {
    let scale = Scale::of(rounds);
    (0..rounds.paths().len()).flat_map(move |path| {
        let values = rounds.values(path);
        let scaled: Vec<f64> = values.iter().map(|value| scale.to(*value)).collect();
        let middle = median(&scaled).unwrap_or_default();
        let distances: Vec<f64> = scaled.iter().map(|value| (value - middle).abs()).collect();
        // Where more than half of the runs are equal there is no such distance, and nothing to measure with.
        let far = median(&distances)
            .filter(|distance| *distance > 0.0 && values.len() >= OUTLIERS_FROM)
            .map_or(f64::INFINITY, |distance| FAR * DEVIATION * distance);
        rounds.runs(path).iter().zip(distances).filter(move |(_, distance)| *distance > far).map(move |(run, _)| {
            Warning::Outlier {
                path: rounds.name(path).to_owned(),
                round: run.round,
                value: run.value,
                median: median(&rounds.values(path)).unwrap_or_default(),
            }
        })
    })
}

pub(super) fn quantised(rounds: &Rounds) -> impl Iterator<Item = Warning> {
    (0..rounds.paths().len()).filter_map(|path| {
        let values = rounds.values(path);
        let runs = values.len();
        if runs < QUANTISED_FROM {
            return None;
        }
        let step = median(&rounds.runs(path).iter().filter_map(|run| run.step).collect::<Vec<f64>>());
        let middle_half = quantile(&values, 0.75).ok()? - quantile(&values, 0.25).ok()?;
        let mut times: BTreeMap<u64, usize> = BTreeMap::new();
        for value in &values {
            // Plus zero makes one value of both zeros.
            *times.entry((value + 0.0).to_bits()).or_default() += 1;
        }
        let distinct = times.len();
        let coarse = step.is_some_and(|step| step * STEPS >= middle_half);
        let repeated = (runs - distinct) as f64 >= REPEATED * runs as f64;
        (coarse || repeated).then(|| Warning::Quantised { path: rounds.name(path).to_owned(), step, distinct, runs })
    })
}
