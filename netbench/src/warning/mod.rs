//! What a reader of a ranking must know of its rounds.

mod display;
mod halves;
mod load;
mod residuals;
mod settings;
mod shape;

use crate::ranking::{Rounds, Scale};

pub use settings::Usage;

/// Something about rounds that a ranking of them cannot tell, with its evidence. Paths are named; values are in the unit
/// of the metric. The text of a warning is one line, if names and settings are.
///
/// Each is found by the rule its variant states: an exact test at 0.05, or a plain rule whose rate of false alarms is
/// given. A warning takes nothing away from the tests of a ranking, which hold for any distribution; it says what else
/// may be behind their verdicts.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Warning {
    /// A path lacks rounds that others have.
    MissingRounds {
        /// The path.
        path: String,
        /// The rounds it lacks.
        rounds: Vec<u32>,
    },
    /// Runs were measured with different tools (the setting `tool`). Implementations differ in what they measure.
    MixedTools(Usage),
    /// Runs differ in a setting that must be the same for all, or for all of one path.
    MixedSettings(Usage),
    /// The values of a path fall into two groups: one cut through them explains seven eighths of their variance (on the
    /// scale of the ranking), and both sides have three runs and an eighth of them. Asked for with ten runs or more; 12
    /// values of a normal distribution are called so in 2 % of cases, 50 in less than 0.1 %.
    TwoModes {
        /// The path.
        path: String,
        /// How many runs are in the lower group, and their median.
        low: (usize, f64),
        /// How many are in the upper one, and their median.
        high: (usize, f64),
    },
    /// One run, or a few, are far from the rest of their path: more than six times as far from the median as a standard
    /// deviation estimated by the median distance. Asked for with eight runs or more; 12 values of a normal
    /// distribution contain such a one in 1.5 % of cases.
    Outlier {
        /// The path.
        path: String,
        /// The round of the run.
        round: u32,
        /// Its value.
        value: f64,
        /// The median of the path.
        median: f64,
    },
    /// The tool's print is coarse for how little the values differ: the step is a quarter or more of the distance
    /// between their quartiles, or a third of the runs repeat the value of another.
    Quantised {
        /// The path.
        path: String,
        /// The median print step of its runs, where steps are known.
        step: Option<f64>,
        /// How many different values there are.
        distinct: usize,
        /// How many runs there are.
        runs: usize,
    },
    /// Later rounds differ from earlier ones: the Mann-Whitney test of the first half of the rounds against the second,
    /// in all paths together (by the median of each round), or else in one path, after Holm over the paths.
    Drift {
        /// The path; none for all of them together.
        path: Option<String>,
        /// The change from the first half to the second.
        change: Change,
    },
    /// Within a round, runs that come later differ from those that come first: the Mann-Whitney test of the first half
    /// of the places against the second, of values relative to their path and round.
    PositionEffect(Change),
    /// Every path ran at the same place in every round, so its place may be what was measured.
    FixedPositions,
    /// The machine had no processor to spare: it was busy for nine tenths of the time or more.
    Busy {
        /// In how many runs.
        runs: usize,
        /// Of how many for which it is known.
        of: usize,
    },
    /// Values follow the load of the machine: the Mann-Whitney test of the rounds at a lower load against those at a
    /// higher one, by the medians of each round, of values relative to their path.
    LoadEffect(Change),
}

/// How much one half of the runs is from the other.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Change {
    /// Whether it is a ratio or a difference.
    pub scale: Scale,
    /// The ratio (or difference) of the second half's median to the first's.
    pub value: f64,
    /// The two-sided p of the test; after the correction, if there is one.
    pub p: f64,
}

/// Looks for everything there is to warn of, in the order of [`Warning`]'s variants, and within one of them in the order
/// of the paths.
///
/// # Settings
/// `tool` is to be the same for every run, and so are `congestion` (also of each end, `congestion_sender` and
/// `congestion_receiver`), `duration`, `kernel`, `message_size`, `offloads`, `streams`, `test`, `time`, `transport` and
/// `version`. `mtu` and `mss` are to be the same for every run of one path, since
/// encapsulations leave different ones. Others are not looked at, and runs that do not say are not counted.
///
/// # Examples
/// ```
/// use pavedroad_netbench::{Better, Metric, Rounds, Run, warnings};
///
/// let rounds = Rounds::new(Metric::new("round trip", "ms", Better::Lower), ["host"], (0..4).map(|round| {
///     let mut run = Run::new(round, 0.031 + 0.001 * f64::from(round));
///     let ping = if round == 3 { "ping (inetutils)" } else { "ping (iputils)" };
///     run.settings.insert("tool".to_owned(), ping.to_owned());
///     ("host", run)
/// }))?;
/// let texts: Vec<String> = warnings(&rounds).iter().map(ToString::to_string).collect();
/// assert_eq!(texts, ["mixed tools: ping (iputils) in 3 runs, ping (inetutils) in 1 (round 3)"]);
/// # Ok::<(), pavedroad_netbench::RankingError>(())
/// ```
#[must_use]
pub fn warnings(rounds: &Rounds) -> Vec<Warning> {
    let mut found = missing(rounds);
    found.extend(settings::mixed(rounds));
    found.extend(shape::two_modes(rounds));
    found.extend(shape::outliers(rounds));
    found.extend(shape::quantised(rounds));
    found.extend(halves::drift(rounds));
    found.extend(halves::position(rounds));
    found.extend(load::busy(rounds));
    found.extend(load::effect(rounds));
    found
}

fn missing(rounds: &Rounds) -> Vec<Warning> {
    let all = rounds.rounds();
    let lacking = |path: usize| -> Vec<u32> {
        let runs = rounds.runs(path);
        all.iter().copied().filter(|round| runs.binary_search_by_key(round, |run| run.round).is_err()).collect()
    };
    (0..rounds.paths().len())
        .map(|path| (path, lacking(path)))
        .filter(|(_, lacking)| !lacking.is_empty())
        .map(|(path, lacking)| Warning::MissingRounds { path: rounds.name(path).to_owned(), rounds: lacking })
        .collect()
}
