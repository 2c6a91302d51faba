//! Settings in which runs differ that are to be compared.

use std::collections::BTreeMap;

use super::Warning;
use crate::ranking::Rounds;

/// The values of one setting, and the runs that had them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Usage {
    /// The setting: `tool`, `kernel`.
    pub key: String,
    /// The path whose runs differ, if others may have another value.
    pub path: Option<String>,
    /// Each value with its runs, as path and round; the most frequent first.
    pub values: Vec<(String, Vec<(String, u32)>)>,
}

/// The setting that tells which tool it was.
const TOOL: &str = "tool";

/// What must be the same for all runs.
const FOR_ALL: [&str; 12] = [
    "congestion",
    "congestion_receiver",
    "congestion_sender",
    "duration",
    "kernel",
    "message_size",
    "offloads",
    "streams",
    "test",
    "time",
    "transport",
    "version",
];

/// What must be the same for all runs of one path.
const FOR_ONE_PATH: [&str; 2] = ["mss", "mtu"];

pub(super) fn mixed(rounds: &Rounds) -> Vec<Warning> {
    let all = 0..rounds.paths().len();
    let mut found: Vec<Warning> = usage(rounds, TOOL, all.clone()).map(Warning::MixedTools).into_iter().collect();
    found.extend(FOR_ALL.iter().filter_map(|key| usage(rounds, key, all.clone())).map(Warning::MixedSettings));
    for key in FOR_ONE_PATH {
        found.extend(all.clone().filter_map(|path| {
            let usage = usage(rounds, key, path..path.saturating_add(1))?;
            Some(Warning::MixedSettings(Usage { path: Some(rounds.name(path).to_owned()), ..usage }))
        }));
    }
    found
}

/// None if there is no more than one value.
fn usage(rounds: &Rounds, key: &str, paths: impl Iterator<Item = usize>) -> Option<Usage> {
    let mut values: BTreeMap<&str, Vec<(String, u32)>> = BTreeMap::new();
    for path in paths {
        for run in rounds.runs(path) {
            if let Some(value) = run.settings.get(key) {
                values.entry(value).or_default().push((rounds.name(path).to_owned(), run.round));
            }
        }
    }
    let mut values: Vec<(String, Vec<(String, u32)>)> =
        values.into_iter().map(|(value, runs)| (value.to_owned(), runs)).collect();
    values.sort_by_key(|(_, runs)| std::cmp::Reverse(runs.len()));
    (values.len() > 1).then(|| Usage { key: key.to_owned(), path: None, values })
}
