//! The command line.

use std::path::PathBuf;
use std::time::Duration;

use clap::Parser;
use pavedroad_rollout::{IntOrPercent, Readiness};

/// Show a rolling update step by step: sizes, ready pods, bounds, and whether it ends.
///
/// Without arguments: the hand-over from an old replication controller to a new one, and the update of a Deployment
/// that says nothing. Exit code: 0 it completes, 1 it never does or misses its deadline, 2 wrong usage.
#[derive(Parser)]
#[command(name = "rolling")]
pub(crate) struct Arguments {
    /// How many pods there shall be
    #[arg(long, value_name = "N", conflicts_with = "from", value_parser = pods())]
    pub(crate) replicas: Option<u32>,

    /// Pods above the replicas: a number or a percentage [default: 25%, or 1 for a hand-over]
    #[arg(long, value_name = "PODS")]
    pub(crate) max_surge: Option<IntOrPercent>,

    /// Pods that may be missing [default: 25%, 0 for a hand-over, 1 for a StatefulSet]
    #[arg(long, value_name = "PODS")]
    pub(crate) max_unavailable: Option<IntOrPercent>,

    /// New pods never become ready
    #[arg(long, conflicts_with = "slow_start")]
    never_ready: bool,

    /// How long a pod takes to become ready [default: 10s]
    #[arg(long, value_name = "TIME", value_parser = duration)]
    slow_start: Option<Duration>,

    /// The replicas before, when they change during the update
    #[arg(long, value_name = "N", requires = "to", value_parser = pods())]
    pub(crate) from: Option<u32>,

    /// The replicas after
    #[arg(long, value_name = "N", conflicts_with_all = ["stateful", "recreate"], value_parser = pods())]
    pub(crate) to: Option<u32>,

    /// When the replicas change
    #[arg(long, value_name = "TIME", default_value = "15s", requires = "to", value_parser = duration)]
    pub(crate) scale_after: Duration,

    /// A Deployment that deletes all old pods first
    #[arg(long, conflicts_with_all = ["stateful", "hand_over", "max_surge", "max_unavailable"])]
    pub(crate) recreate: bool,

    /// A StatefulSet instead of a Deployment
    #[arg(long, conflicts_with_all = ["hand_over", "max_surge"])]
    pub(crate) stateful: bool,

    /// The lowest ordinal of the StatefulSet that is updated
    #[arg(long, value_name = "N", default_value_t = 0, requires = "stateful")]
    pub(crate) partition: u32,

    /// The StatefulSet creates its pods in parallel
    #[arg(long, requires = "stateful")]
    pub(crate) parallel: bool,

    /// Two replication controllers, as `kubectl rolling-update` scaled them
    #[arg(long)]
    pub(crate) hand_over: bool,

    /// How long a Deployment may make no progress: more than nothing
    #[arg(long, value_name = "TIME", default_value = "600s", value_parser = deadline)]
    pub(crate) deadline: Duration,

    /// Draw it into this file
    #[arg(long, value_name = "FILE")]
    pub(crate) svg: Option<PathBuf>,
}

impl Arguments {
    /// Whether nothing was asked for in particular.
    pub(crate) fn are_default(&self) -> bool {
        let numbers = self.replicas.is_none() && self.from.is_none() && self.to.is_none();
        let bounds = self.max_surge.is_none() && self.max_unavailable.is_none();
        numbers && bounds && !self.recreate && !self.stateful && !self.hand_over
    }

    pub(crate) fn readiness(&self) -> Readiness {
        if self.never_ready {
            return Readiness::Never;
        }
        Readiness::After(self.slow_start.unwrap_or(Duration::from_secs(10)))
    }

    /// The pods before the update.
    pub(crate) fn start(&self, default: u32) -> u32 {
        self.from.or(self.replicas).unwrap_or(default)
    }
}

/// What a `replicas` field holds.
fn pods() -> clap::builder::RangedI64ValueParser<u32> {
    clap::value_parser!(u32).range(0..=2_147_483_647)
}

/// A time above 0, as the API server wants it.
fn deadline(text: &str) -> Result<Duration, String> {
    duration(text).and_then(|time| if time.is_zero() { Err(format!("found {text}, expected more")) } else { Ok(time) })
}

/// `500ms`, `30s`, `10m`, `1h30m`.
fn duration(text: &str) -> Result<Duration, String> {
    let mut total = Duration::ZERO;
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(rest.len());
        let (number, after) = rest.split_at(digits);
        let letters = after.find(|sign: char| sign.is_ascii_digit()).unwrap_or(after.len());
        let (unit, after) = after.split_at(letters);
        let unit = match unit {
            "ms" => 1,
            "s" => 1_000,
            "m" => 60_000,
            "h" => 3_600_000,
            "" => return Err("found no unit, expected ms, s, m or h, as in 1m30s".to_owned()),
            _ => return Err(format!("found unit {unit:?}, expected ms, s, m or h, as in 1m30s")),
        };
        // At most five digits, as in Gateway API's durations: nothing overflows.
        let number = match number.len() {
            1..=5 => number.parse::<u64>().map_err(|error| error.to_string())?,
            length => return Err(format!("found {length} digits, expected 1 to 5")),
        };
        total += Duration::from_millis(number * unit);
        rest = after;
    }
    if text.is_empty() { Err("found nothing, expected a time such as 30s".to_owned()) } else { Ok(total) }
}
