//! Values without what their path and their round have in common.

use std::collections::BTreeMap;

use super::Change;
use crate::ranking::{Rounds, Run, Scale};
use crate::statistics::{mann_whitney, median};

/// The level of every test behind a warning.
pub(super) const LEVEL: f64 = 0.05;

/// Each run with how far its value is from the median of its path, on a scale.
pub(super) fn of_paths(rounds: &Rounds, scale: Scale) -> Vec<(&Run, f64)> {
    let of_path = |path: usize| {
        let values: Vec<f64> = rounds.values(path).into_iter().map(|value| scale.to(value)).collect();
        let middle = median(&values).unwrap_or_default();
        rounds.runs(path).iter().zip(values).map(move |(run, value)| (run, value - middle))
    };
    (0..rounds.paths().len()).flat_map(of_path).collect()
}

/// The median of what each round's runs come with.
pub(super) fn by_round(runs: &[(&Run, f64)]) -> BTreeMap<u32, f64> {
    let mut rounds: BTreeMap<u32, Vec<f64>> = BTreeMap::new();
    for (run, value) in runs {
        rounds.entry(run.round).or_default().push(*value);
    }
    rounds.into_iter().map(|(round, values)| (round, median(&values).unwrap_or_default())).collect()
}

/// The change from the values with lesser keys to those with greater ones, cut in the middle of the values; those that
/// share the middle key go to the lesser half together.
pub(super) fn change(scale: Scale, mut keyed: Vec<(f64, f64)>) -> Option<Change> {
    keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
    let middle = keyed.get((keyed.len().checked_sub(1)?) / 2)?.0;
    let cut = keyed.partition_point(|(key, _)| *key <= middle);
    let values: Vec<f64> = keyed.into_iter().map(|(_, value)| value).collect();
    let (first, second) = values.split_at_checked(cut)?;
    let p = mann_whitney(second, first).ok()?.p.value;
    Some(Change { scale, value: scale.back(median(second)? - median(first)?), p })
}
