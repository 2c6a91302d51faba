//! What else the machine did.

use super::Warning;
use super::residuals::{self, LEVEL};
use crate::ranking::{Rounds, Run, Scale};

/// The part of the time from which on a machine counts as busy. A run itself takes some; what is left is the reserve
/// that lets it run undisturbed.
const BUSY: f64 = 0.9;

pub(super) fn busy(rounds: &Rounds) -> Option<Warning> {
    let known: Vec<f64> =
        (0..rounds.paths().len()).flat_map(|path| rounds.runs(path)).filter_map(|run| run.busy).collect();
    let runs = known.iter().filter(|busy| **busy >= BUSY).count();
    (runs > 0).then_some(Warning::Busy { runs, of: known.len() })
}

/// By the load average if it is known, and by the busy fraction otherwise: the former still differs where the latter is
/// always 1. The rounds are what is counted, since the runs of one share their load.
pub(super) fn effect(rounds: &Rounds) -> Option<Warning> {
    let scale = Scale::of(rounds);
    let residuals = residuals::of_paths(rounds, scale);
    let values = residuals::by_round(&residuals);
    let change = |load: fn(&Run) -> Option<f64>| {
        let known: Vec<(&Run, f64)> = residuals.iter().filter_map(|(run, _)| Some((*run, load(run)?))).collect();
        let loads = residuals::by_round(&known);
        let keyed = loads.into_iter().filter_map(|(round, load)| Some((load, *values.get(&round)?))).collect();
        residuals::change(scale, keyed)
    };
    change(|run| run.load1)
        .or_else(|| change(|run| run.busy))
        .filter(|change| change.p <= LEVEL)
        .map(Warning::LoadEffect)
}
