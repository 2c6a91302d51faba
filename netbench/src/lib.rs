//! What runs of network bench tools show of the paths they went: numbers with their meaning, an order as far as the runs
//! tell the paths apart, and what physics says of it.
//!
//! A talk ranks paths between pods by one run each. What do three rounds show?
//! ```
//! use pavedroad_netbench::{BenchRun, Language, ReportRules, parse, report};
//!
//! // What qperf printed over each path, round by round.
//! let measured = [("host", ["12.4", "12.9", "12.1"]), ("flannel-vxlan", ["15.5", "12.6", "16.0"])];
//! let mut runs = Vec::new();
//! for (path, latencies) in measured {
//!     for (round, latency) in (0..).zip(latencies) {
//!         let text = format!("tcp_lat:\n    latency  =  {latency} us\n");
//!         runs.push(BenchRun::new(format!("r{round}_{path}.txt"), path, round, parse(text.as_bytes())));
//!     }
//! }
//! let report = report(&runs, &ReportRules::default())?;
//! assert_eq!(
//!     report.metrics[0].verdict(Language::English),
//!     "no order can be shown: 3 rounds give at best p = 0.25 (paired); 1 pair at 0.05 needs 4 rounds unpaired or 6 paired"
//! );
//! let page = report.to_markdown(Language::English); // Also to_text, to_json and pictures.
//! # assert!(page.starts_with("# Network paths compared"));
//! # Ok::<(), pavedroad_netbench::RankingError>(())
//! ```
//!
//! # The parts
//! [`parse`] reads what qperf, ping, fping, iperf3, sockperf and netperf print, with what each number means; a run that
//! failed is a failure and never a number:
//! ```
//! use pavedroad_netbench::{Trip, parse};
//!
//! let output = parse(b"tcp_lat:\n    latency  =  54.6 us\n");
//! let latency = &output.tests[0].samples[0];
//! assert_eq!((latency.value, latency.trip), (54_600.0, Some(Trip::OneWay))); // Half a round trip, in ns.
//! ```
//!
//! [`rank`] orders any values by path and round, with the exact tests behind it ([`sign_flip`], [`wilcoxon`],
//! [`mann_whitney`]):
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
//! [`Encapsulation`], [`Mtu`] and [`TcpPath`] say what a path costs and a link can carry, in exact integers:
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
mod quantity;
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
pub use quantity::{CpuScope, Quantity, Unit};
pub use ranking::{
    Better, Effect, Estimate, Letters, Metric, Pair, PairTest, Ranking, RankingError, RankingErrorKind, RankingRules,
    Rounds, Run, Scale, Standing, TooFewRounds, Verdict, holm, rank, ratios_to, rounds_for_effect, rounds_to_show,
    smallest_p,
};
pub use report::{Language, Link, MetricReport, Picture, Report, ReportRules, RunFailure, report, report_schema};
pub use run_name::RunName;
pub use sample::{Direction, End, Sample, Span, Statistic, Trip};
pub use statistics::{
    Interval, MannWhitney, Method, PValue, SignFlip, StatisticsError, StatisticsErrorKind, Wilcoxon, hodges_lehmann,
    hodges_lehmann_interval, kendall_tau, mann_whitney, median, median_interval, pseudomedian, pseudomedian_interval,
    quantile, quantile_interval, sign_flip, wilcoxon,
};
pub use talk::talk_orders;
pub use tcp_path::TcpPath;
pub use warning::{Change, Usage, Warning, warnings};
