//! Effects of when a run was made: of its round, and of its place within the round.

use super::residuals::{self, LEVEL};
use super::{Change, Warning};
use crate::ranking::{Rounds, Run, Scale, holm};

pub(super) fn drift(rounds: &Rounds) -> Vec<Warning> {
    let scale = Scale::of(rounds);
    let by_round = residuals::by_round(&residuals::of_paths(rounds, scale));
    let together = by_round.into_iter().map(|(round, value)| (f64::from(round), value)).collect();
    if let Some(change) = residuals::change(scale, together).filter(|change| change.p <= LEVEL) {
        return vec![Warning::Drift { path: None, change }];
    }
    let of_path = |path: usize| {
        let keyed = rounds.runs(path).iter().map(|run| (f64::from(run.round), scale.to(run.value))).collect();
        Some((path, residuals::change(scale, keyed)?))
    };
    let changes: Vec<(usize, Change)> = (0..rounds.paths().len()).filter_map(of_path).collect();
    let adjusted = holm(&changes.iter().map(|(_, change)| change.p).collect::<Vec<f64>>());
    changes
        .into_iter()
        .zip(adjusted)
        .filter(|(_, p)| *p <= LEVEL)
        .map(|((path, change), p)| Warning::Drift {
            path: Some(rounds.name(path).to_owned()),
            change: Change { p, ..change },
        })
        .collect()
}

pub(super) fn position(rounds: &Rounds) -> Option<Warning> {
    if fixed(rounds) {
        return Some(Warning::FixedPositions);
    }
    let scale = Scale::of(rounds);
    let residuals = residuals::of_paths(rounds, scale);
    let by_round = residuals::by_round(&residuals);
    let keyed = residuals
        .iter()
        .filter_map(|(run, residual)| Some((f64::from(run.position?), residual - by_round.get(&run.round)?)))
        .collect();
    residuals::change(scale, keyed).filter(|change| change.p <= LEVEL).map(Warning::PositionEffect)
}

/// Whether two paths or more ran in two rounds or more, each always at one place.
fn fixed(rounds: &Rounds) -> bool {
    let runs: Vec<&[Run]> =
        (0..rounds.paths().len()).map(|path| rounds.runs(path)).filter(|runs| !runs.is_empty()).collect();
    let place = |runs: &[Run]| runs.first().and_then(|run| run.position);
    let never_moved = |runs: &&[Run]| place(runs).is_some() && runs.iter().all(|run| run.position == place(runs));
    runs.len() > 1 && runs.iter().any(|runs| runs.len() > 1) && runs.iter().all(never_moved)
}
