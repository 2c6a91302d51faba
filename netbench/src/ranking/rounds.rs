//! What every comparison starts from: one metric, measured on several paths in rounds.

use std::collections::{BTreeMap, BTreeSet};

use super::error::{RankingError, RankingErrorKind};

/// One metric of several paths, round by round: the input of every comparison. A round is one visit to each path; the
/// paths' runs in it share whatever else the machines did then. A path may lack rounds.
///
/// Values are finite, and no path has two runs in one round: two runs are not two replicates if nothing tells them
/// apart. Rounds are numbered as they were run, in any range and with any gaps.
///
/// # Examples
/// ```
/// use pavedroad_netbench::{Better, Metric, Rounds};
///
/// let latency = Metric::new("tcp latency", "us", Better::Lower);
/// let rounds = Rounds::from_columns(latency, [
///     ("host", &[12.4, 19.2, 16.8][..]),
///     ("calico-bgp", &[26.6, 20.5, 19.4]),
/// ])?;
/// assert_eq!(rounds.paths(), ["host", "calico-bgp"]);
/// assert_eq!(rounds.common(0, 1).map(|(host, bgp)| bgp.value / host.value).filter(|ratio| *ratio > 1.1).count(), 2);
/// # Ok::<(), pavedroad_netbench::RankingError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Rounds {
    metric: Metric,
    paths: Vec<String>,
    /// For each path its runs by ascending round.
    runs: Vec<Vec<Run>>,
}

/// What was measured, in which unit, and which way is better.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Metric {
    /// Its name, as in "tcp latency".
    pub name: String,
    /// The unit of every value, as in "us"; empty for a plain number.
    pub unit: String,
    /// Which values are better.
    pub better: Better,
}

impl Metric {
    /// A metric.
    pub fn new(name: impl Into<String>, unit: impl Into<String>, better: Better) -> Self {
        Self { name: name.into(), unit: unit.into(), better }
    }
}

/// Which values of a metric are better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Better {
    /// The lower, as for latency and processor cost.
    Lower,
    /// The higher, as for bandwidth.
    Higher,
}

/// One run of one path: its value, and whatever is known of the circumstances.
///
/// # Examples
/// ```
/// use pavedroad_netbench::Run;
///
/// // Round 4, the second path of that round, on a machine without an idle moment; printed as `12.4`.
/// let mut run = Run::new(4, 12.4);
/// run.position = Some(1);
/// run.busy = Some(1.0);
/// run.step = Some(0.1);
/// run.settings.insert("tool".to_owned(), "qperf".to_owned());
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Run {
    /// The round it belongs to.
    pub round: u32,
    /// The value, in the unit of the metric.
    pub value: f64,
    /// The place of the path in this round, from 0 for the one that ran first.
    pub position: Option<u32>,
    /// The part of all processors' time that the machine was busy during the run: 0 to 1.
    pub busy: Option<f64>,
    /// The load average over one minute at the time: 0 or more.
    pub load1: Option<f64>,
    /// The least difference that the tool's print can show at this value, in the unit of the metric; more than 0.
    pub step: Option<f64>,
    /// What else is known: the tool, its version, the kernel, the MTU. See [`warnings`](crate::warnings) for the keys
    /// that are looked at.
    pub settings: BTreeMap<String, String>,
}

impl Run {
    /// A run of which nothing but the value is known.
    #[must_use]
    pub const fn new(round: u32, value: f64) -> Self {
        Self { round, value, position: None, busy: None, load1: None, step: None, settings: BTreeMap::new() }
    }
}

impl Rounds {
    /// Gathers runs. `paths` gives the order that paths are told in; each run comes with the name of its path, in any
    /// order. A path without runs may be among them.
    ///
    /// # Errors
    /// - a path is given twice;
    /// - a run is of a path that is not given;
    /// - a value is not finite, or one of the circumstances is out of its range;
    /// - a path has two runs in one round.
    pub fn new<P, N>(
        metric: Metric,
        paths: impl IntoIterator<Item = P>,
        runs: impl IntoIterator<Item = (N, Run)>,
    ) -> Result<Self, RankingError>
    where
        P: Into<String>,
        N: AsRef<str>,
    {
        let paths: Vec<String> = paths.into_iter().map(Into::into).collect();
        let mut index = BTreeMap::new();
        for (at, path) in paths.iter().enumerate() {
            if index.insert(path.as_str(), at).is_some() {
                return Err(RankingError::new(RankingErrorKind::PathTwice, path, None, None));
            }
        }
        let mut columns = vec![BTreeMap::new(); paths.len()];
        for (path, run) in runs {
            let path = path.as_ref();
            check(path, &run)?;
            let round = run.round;
            let Some(column) = index.get(path).and_then(|at| columns.get_mut(*at)) else {
                return Err(RankingError::new(RankingErrorKind::UnknownPath, path, Some(round), None));
            };
            if column.insert(round, run).is_some() {
                return Err(RankingError::new(RankingErrorKind::RunTwice, path, Some(round), None));
            }
        }
        let runs = columns.into_iter().map(|column| column.into_values().collect()).collect();
        Ok(Self { metric, paths, runs })
    }

    /// Takes one column of values for each path, the first of each from round 0. For paths that lack rounds use
    /// [`new`](Self::new).
    ///
    /// # Errors
    /// - a path is given twice;
    /// - a value is not finite.
    pub fn from_columns<'a, P: Into<String>>(
        metric: Metric,
        columns: impl IntoIterator<Item = (P, &'a [f64])>,
    ) -> Result<Self, RankingError> {
        let (paths, columns): (Vec<String>, Vec<&[f64]>) =
            columns.into_iter().map(|(path, values)| (path.into(), values)).unzip();
        let runs: Vec<(&str, Run)> = paths
            .iter()
            .zip(columns)
            .flat_map(|(path, values)| (0..).zip(values).map(|(round, value)| (path.as_str(), Run::new(round, *value))))
            .collect();
        Self::new(metric, paths.clone(), runs)
    }

    /// What was measured.
    #[must_use]
    pub const fn metric(&self) -> &Metric {
        &self.metric
    }

    /// The paths, in the order given. Everywhere else a path is its place in this list.
    #[must_use]
    pub fn paths(&self) -> &[String] {
        &self.paths
    }

    /// The place of a path in [`paths`](Self::paths).
    #[must_use]
    pub fn path(&self, name: &str) -> Option<usize> {
        self.paths.iter().position(|path| path == name)
    }

    /// The name of a path by its place; empty if there is no such place.
    #[must_use]
    pub fn name(&self, path: usize) -> &str {
        self.paths.get(path).map_or("", String::as_str)
    }

    /// The runs of a path by ascending round; none if there is no such path.
    #[must_use]
    pub fn runs(&self, path: usize) -> &[Run] {
        self.runs.get(path).map_or(&[], Vec::as_slice)
    }

    /// The values of a path by ascending round.
    #[must_use]
    pub fn values(&self, path: usize) -> Vec<f64> {
        self.runs(path).iter().map(|run| run.value).collect()
    }

    /// Every round in which some path has a run, ascending.
    #[must_use]
    pub fn rounds(&self) -> Vec<u32> {
        let rounds: BTreeSet<u32> = self.runs.iter().flatten().map(|run| run.round).collect();
        rounds.into_iter().collect()
    }

    /// The runs of two paths in the rounds that both have, by ascending round.
    pub fn common(&self, a: usize, b: usize) -> impl Iterator<Item = (&Run, &Run)> {
        let others = self.runs(b);
        self.runs(a).iter().filter_map(move |run| {
            let at = others.binary_search_by_key(&run.round, |other| other.round).ok()?;
            Some((run, others.get(at)?))
        })
    }

    /// Whether every value is above 0, so that ratios of values have a meaning.
    #[must_use]
    pub fn all_positive(&self) -> bool {
        self.runs.iter().flatten().all(|run| run.value > 0.0)
    }
}

fn check(path: &str, run: &Run) -> Result<(), RankingError> {
    let ranges = [
        (RankingErrorKind::NotFinite, Some(run.value), f64::MIN..=f64::MAX),
        (RankingErrorKind::Busy, run.busy, 0.0..=1.0),
        (RankingErrorKind::Load, run.load1, 0.0..=f64::MAX),
        (RankingErrorKind::Step, run.step, f64::MIN_POSITIVE..=f64::MAX),
    ];
    for (kind, number, range) in ranges {
        if let Some(number) = number
            && !range.contains(&number)
        {
            return Err(RankingError::new(kind, path, Some(run.round), Some(number)));
        }
    }
    Ok(())
}
