//! What a cluster network can carry: encapsulation, MTU, segment sizes and the ceiling of a link, in exact integers.
//!
//! "vxlan: MTU 1450" says a talk on container networks. Why, and what does it cost?
//! ```
//! use pavedroad_netbench::{BitRate, Encapsulation, IpVersion, Mtu, TcpPath};
//!
//! let vxlan = Encapsulation::Vxlan(IpVersion::V4);
//! assert_eq!(Mtu::ETHERNET.inside(vxlan)?.bytes(), 1500 - 50);
//!
//! let ceiling = TcpPath::new(Mtu::ETHERNET, vxlan, IpVersion::V4)?.ceiling(BitRate::gbit(10));
//! assert_eq!(ceiling.to_mbit(1), "9089.7"); // Mbit/s of data; the host itself reaches 9414.8.
//! # Ok::<(), pavedroad_netbench::MtuError>(())
//! ```
//!
//! What did qperf measure? [`parse`] reads what bench tools print, with what each number means:
//! ```
//! use pavedroad_netbench::{Trip, parse};
//!
//! let output = parse(b"tcp_lat:\n    latency  =  54.6 us\n");
//! let latency = &output.tests[0].samples[0];
//! assert_eq!((latency.value, latency.trip), (54_600.0, Some(Trip::OneWay))); // Half a round trip, in ns.
//! ```
//!
//! Measured paths are compared by what a few runs can show:
//! ```
//! use pavedroad_netbench::{MannWhitney, mann_whitney};
//!
//! // tcp_lat of four runs each, in us. They are as far apart as can be, and four is the fewest that can show it.
//! let test = mann_whitney(&[52.1, 52.6, 53.0, 53.9], &[60.2, 61.7, 64.4, 70.3])?;
//! assert!(test.p.value < 0.05 && MannWhitney::least_p(3, 3) == 0.1);
//! # Ok::<(), pavedroad_netbench::StatisticsError>(())
//! ```
//!
//! They are ranked only as far as their rounds show an order:
//! ```
//! use pavedroad_netbench::{Better, Metric, RankingRules, Rounds, rank};
//!
//! let latency = Metric::new("tcp latency", "us", Better::Lower);
//! let rounds = Rounds::from_columns(latency, [("host", &[52.1, 52.6, 53.0][..]), ("vxlan", &[60.2, 61.7, 64.4])])?;
//! let refusal = rank(&rounds, &RankingRules::default())?.refusal.unwrap();
//! assert_eq!((refusal.smallest_p, refusal.unpaired, refusal.paired), (0.25, 4, 6)); // So many rounds would do.
//! # Ok::<(), pavedroad_netbench::RankingError>(())
//! ```
//!
//! # Scope
//! Arithmetic on what is declared and what was measured: no packet is sent, no interface is asked, no clock is read,
//! nothing is random. You will not find a benchmark tool here.
//!
//! # Use it
//! ```toml
//! [dependencies]
//! pavedroad-netbench = "0.1"
//! ```
#![cfg_attr(
    not(test),
    deny(
        clippy::disallowed_methods,
        clippy::disallowed_types,
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic
    )
)]

mod bench_run;
mod bit_rate;
mod ceiling_check;
#[doc(hidden)]
pub mod check;
mod cloud_network;
mod df_ladder;
mod encapsulation;
mod error;
mod esp;
mod index;
mod ip_version;
mod metric_id;
mod mtu;
mod network_path;
mod network_plugin;
mod order_audit;
mod output;
mod parse;
mod path_order;
mod ranking;
mod report;
mod run_name;
mod sample;
mod statistics;
mod talk;
mod tcp_path;
mod warning;

pub use bench_run::BenchRun;
pub use bit_rate::BitRate;
pub use ceiling_check::{CeilingCheck, CeilingVerdict};
pub use cloud_network::CloudNetwork;
pub use df_ladder::{DfLadder, LadderFinding, Probe};
pub use encapsulation::{Encapsulation, GeneveOptions};
pub use error::{MtuError, MtuErrorKind};
pub use esp::{Esp, EspCipher};
pub use index::{IndexEntry, IndexError, read_index};
pub use ip_version::IpVersion;
pub use metric_id::{Figure, MetricId};
pub use mtu::Mtu;
pub use network_path::{NetworkPath, PathName, PathQuestion};
pub use network_plugin::NetworkPlugin;
pub use order_audit::{OrderAudit, OrderEvidence, Violation, ViolationKind, audit_orders};
pub use output::{Failure, FailureKind, Output, Test, Tool, Transport, UnknownLines};
pub use parse::parse;
pub use path_order::{Agreement, PathOrder};
pub use ranking::{
    Better, Effect, Estimate, Letters, Metric, Pair, PairTest, Ranking, RankingError, RankingErrorKind, RankingRules,
    Rounds, Run, Scale, Standing, TooFewRounds, Verdict, holm, rank, ratios_to, rounds_for_effect, rounds_to_show,
    smallest_p,
};
pub use report::{Language, Link, MetricReport, Picture, Report, ReportRules, RunFailure, report, report_schema};
pub use run_name::RunName;
pub use sample::{CpuScope, Direction, End, Quantity, Sample, Span, Statistic, Trip, Unit};
pub use statistics::{
    Interval, MannWhitney, Method, PValue, SignFlip, StatisticsError, StatisticsErrorKind, Wilcoxon, hodges_lehmann,
    hodges_lehmann_interval, kendall_tau, mann_whitney, median, median_interval, pseudomedian, pseudomedian_interval,
    quantile, quantile_interval, sign_flip, wilcoxon,
};
pub use talk::talk_orders;
pub use tcp_path::TcpPath;
pub use warning::{Change, Usage, Warning, warnings};
