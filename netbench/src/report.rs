//! What runs show, all of it in one value: an order per metric as far as there is one, what physics says of it, and what
//! failed.

mod axis;
mod block;
mod build;
mod compose;
mod json;
mod language;
mod markdown;
mod metric_section;
mod schema;
mod svg;
mod terminal;
mod unit_scale;
mod warning_words;

pub use build::report;
pub use compose::Picture;
pub use language::Language;
pub use schema::report_schema;

use std::collections::BTreeMap;

use crate::bit_rate::BitRate;
use crate::ceiling_check::CeilingCheck;
use crate::metric_id::MetricId;
use crate::mtu::Mtu;
use crate::order_audit::OrderAudit;
use crate::output::{Failure, Tool};
use crate::ranking::{Ranking, RankingRules, Rounds};
use crate::warning::Warning;

/// How a report is made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReportRules {
    /// How paths are compared: level, margin, test and reference. A reference that was not measured is an error; the
    /// default is `host` where there is one.
    pub ranking: RankingRules,
    /// The link that was measured over; without it nothing is said of ceilings.
    pub link: Option<Link>,
}

/// The link between the nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its rate.
    pub rate: BitRate,
    /// Its MTU.
    pub mtu: Mtu,
}

/// What runs show.
///
/// # Examples
/// ```
/// use pavedroad_netbench::{BenchRun, Language, ReportRules, parse, report};
///
/// let run = |path: &str, round, text: &str| BenchRun::new(format!("r{round:02}_{path}.txt"), path, round, parse(text.as_bytes()));
/// let runs = [
///     run("host", 0, "tcp_lat:\n    latency  =  12.4 us\n"),
///     run("flannel-vxlan", 0, "tcp_lat:\n    latency  =  15.5 us\n"),
/// ];
/// let report = report(&runs, &ReportRules::default())?;
/// // One run of each shows nothing, whatever a talk's slide says.
/// assert!(report.metrics[0].ranking.order().is_err());
/// assert!(report.to_markdown(Language::English).contains("no order can be shown"));
/// # Ok::<(), pavedroad_netbench::RankingError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Report {
    /// The paths, in the order in which they come first.
    pub paths: Vec<String>,
    /// How many rounds there are.
    pub rounds: usize,
    /// How many runs there are, and of which tools.
    pub tools: BTreeMap<Tool, usize>,
    /// One for each metric: latency first, then bandwidth and the rest.
    pub metrics: Vec<MetricReport>,
    /// The order of the paths by every metric, beside the one that physics expects.
    pub audit: OrderAudit,
    /// What failed in the order of the runs: runs, tests and single values. None of it is in a metric.
    pub failures: Vec<RunFailure>,
    /// Runs that were left out because their path was measured already in that round: file, and the file that is used.
    pub repeated: Vec<(String, String)>,
    /// How many lines of all files nobody understands.
    pub unknown_lines: u64,
}

/// What runs show of one metric.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MetricReport {
    /// Which it is.
    pub id: MetricId,
    /// Every value.
    pub rounds: Rounds,
    /// The order of the paths, as far as the rounds show one.
    pub ranking: Ranking,
    /// What is to be known before the order is believed.
    pub warnings: Vec<Warning>,
    /// For bandwidth received over a known link: the median of each path beside its ceiling, by the name of the path.
    pub ceilings: Vec<(String, CeilingCheck)>,
}

/// Something that failed in one run.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RunFailure {
    /// The file.
    pub file: String,
    /// The path.
    pub path: String,
    /// The round.
    pub round: u32,
    /// What failed.
    pub failure: Failure,
}
