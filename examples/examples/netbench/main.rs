//! Network benchmarks: what runs of qperf, ping, iperf3, sockperf, netperf and fping show of the paths they went.
//!
//! Without arguments it reports on twelve rounds over six paths that ship beside it. `netbench seed` puts the three lists
//! of a talk beside what physics expects and such rounds can show.

mod ceiling;
mod mtu;
mod runs;
mod seed;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use examples::{Outcome, print, write};
use pavedroad_netbench::{
    BitRate, CeilingVerdict, Language, Link, Mtu, PairTest, RankingRules, Report, ReportRules, ViolationKind, report,
};

/// Compare network paths by the output of bench tools: order, ties, intervals, ceilings and what failed.
///
/// Exit code: 0 done, 1 runs failed or contradict what their paths were declared to be, 2 wrong usage or an unreadable
/// file.
#[derive(Parser)]
#[command(name = "netbench", after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,

    #[command(flatten)]
    compare: Compare,
}

#[derive(Subcommand)]
enum Command {
    /// The most data a link can carry over each path
    Ceiling(ceiling::Arguments),
    /// The MTU for pods: by encapsulation, plugin and cloud; or what a ladder of pings shows
    Mtu(mtu::Arguments),
    /// The three lists of a talk, explained
    Seed(seed::Arguments),
}

#[derive(Args)]
struct Compare {
    /// Outputs, and folders of them: with an index.jsonl, or with names such as r03_calico-bgp_ping.txt; without any,
    /// rounds that ship with this program
    #[arg(value_name = "FILE | DIR")]
    inputs: Vec<PathBuf>,

    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Write the report and its pictures into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Only metrics whose name contains this, such as latency or iperf3
    #[arg(long, value_name = "TEXT")]
    metric: Option<String>,

    /// The path that others are compared with; host, where there is one, unless given
    #[arg(long, value_name = "PATH")]
    reference: Option<String>,

    /// The level of the tests, over all pairs of paths
    #[arg(long, value_name = "P", default_value_t = 0.05)]
    alpha: f64,

    /// Paths that differ by less than this part are equivalent, such as 0.05 for 5 %
    #[arg(long, value_name = "PART")]
    margin: Option<f64>,

    #[arg(long, value_enum, default_value_t = Test::SignFlip)]
    test: Test,

    /// The rate of the link between the nodes, such as 10G or 100M: bandwidths are put beside its ceilings
    #[arg(long, value_name = "RATE", value_parser = ceiling::rate)]
    rate: Option<BitRate>,

    /// With --rate: the MTU of that link
    #[arg(long, value_name = "BYTES", value_parser = mtu::mtu, default_value = "1500")]
    mtu: Mtu,

    #[arg(long, value_enum, default_value_t = Words::En)]
    lang: Words,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A report for the terminal
    Text,
    /// Markdown; with --out, with pictures
    Md,
    /// JSON; its schema is docs/schemas/netbench-report.json
    Json,
    /// The pictures: to --out, or the one that --metric leaves to standard output
    Svg,
}

#[derive(Clone, Copy, ValueEnum)]
enum Test {
    /// Paired within rounds: exact permutation of signs
    SignFlip,
    /// Paired within rounds, by ranks
    Wilcoxon,
    /// Unpaired: rounds are not used
    MannWhitney,
}

#[derive(Clone, Copy, ValueEnum)]
enum Words {
    En,
    Zh,
}

const EXAMPLES: &str = "\
Examples:
  cargo run --example netbench
  cargo run --example netbench -- --metric latency --lang zh
  cargo run --example netbench -- --format md --out report
  cargo run --example netbench -- examples/rounds/wire-100mbit --rate 100M
  cargo run --example netbench -- my-runs --reference host --margin 0.05 --format json
  cargo run --example netbench -- ceiling --rate 10G --mtu 1500
  cargo run --example netbench -- mtu --underlay 9001
  cargo run --example netbench -- seed";

/// Why there is no answer, and what a person is told.
type Failure = (Outcome, String);

fn unusable(message: impl std::fmt::Display) -> Failure {
    (Outcome::Unusable, format!("error: {message}"))
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match &arguments.command {
        Some(Command::Ceiling(arguments)) => ceiling::run(arguments),
        Some(Command::Mtu(arguments)) => mtu::run(arguments),
        Some(Command::Seed(arguments)) => seed::run(arguments),
        None => compare(&arguments.compare),
    };
    match outcome {
        Ok(outcome) => outcome.into(),
        Err((outcome, message)) => {
            eprintln!("{}", message.trim_end());
            outcome.into()
        }
    }
}

fn compare(arguments: &Compare) -> Result<Outcome, Failure> {
    let runs = runs::read_runs(&arguments.inputs)?;
    let test = match arguments.test {
        Test::SignFlip => PairTest::SignFlip,
        Test::Wilcoxon => PairTest::Wilcoxon,
        Test::MannWhitney => PairTest::MannWhitney,
    };
    let (alpha, margin, reference) = (arguments.alpha, arguments.margin, arguments.reference.clone());
    let ranking = RankingRules { alpha, margin, test, reference };
    let link = arguments.rate.map(|rate| Link { rate, mtu: arguments.mtu });
    let mut report = report(&runs, &ReportRules { ranking, link }).map_err(unusable)?;
    if let Some(wanted) = &arguments.metric {
        select(&mut report, wanted)?;
    }
    show(&report, arguments)?;
    Ok(outcome(&report))
}

/// Keeps the metrics whose name contains `wanted`.
fn select(report: &mut Report, wanted: &str) -> Result<(), Failure> {
    let names: Vec<String> = report.metrics.iter().map(|metric| metric.id.to_string()).collect();
    report.retain_metrics(|metric| metric.to_string().contains(wanted));
    if report.metrics.is_empty() {
        return Err(unusable(format!("no metric contains {wanted:?}; there are:\n  {}", names.join("\n  "))));
    }
    Ok(())
}

fn show(report: &Report, arguments: &Compare) -> Result<(), Failure> {
    let language = match arguments.lang {
        Words::En => Language::English,
        Words::Zh => Language::Chinese,
    };
    let (name, text) = match arguments.format {
        Format::Text => ("report.txt", report.to_text(language)),
        Format::Md => ("report.md", report.to_markdown(language)),
        Format::Json => ("report.json", report.to_json()),
        Format::Svg => ("", String::new()),
    };
    let pictures = || report.pictures(language);
    let Some(out) = &arguments.out else {
        if arguments.format != Format::Svg {
            return print(&text).map_err(unusable);
        }
        return match pictures().as_slice() {
            [picture] => print(&picture.svg).map_err(unusable),
            several => Err(unusable(format!(
                "found {} pictures for one standard output; add --out DIR, or --metric with one of:\n  {}",
                several.len(),
                report.metrics.iter().map(|metric| metric.id.to_string()).collect::<Vec<_>>().join("\n  ")
            ))),
        };
    };
    std::fs::create_dir_all(out).map_err(|error| unusable(format!("cannot make {}: {error}", out.display())))?;
    let mut files: Vec<(String, String)> = Vec::new();
    if arguments.format != Format::Svg {
        files.push((name.to_owned(), text));
    }
    if matches!(arguments.format, Format::Md | Format::Svg) {
        files.extend(pictures().into_iter().map(|picture| (picture.file, picture.svg)));
    }
    let mut written = String::new();
    for (name, text) in files {
        let path: PathBuf = Path::new(out).join(name);
        write(&path, &text).map_err(unusable)?;
        written += &format!("wrote {}\n", path.display());
    }
    print(&written).map_err(unusable)
}

/// Whether something is wrong with the runs themselves.
fn outcome(report: &Report) -> Outcome {
    let above = |verdict: &CeilingVerdict| matches!(verdict, CeilingVerdict::AboveCeiling { .. });
    let impossible =
        report.metrics.iter().any(|metric| metric.ceilings.iter().any(|(_, check)| above(&check.verdict())));
    let established = report.audit.violations.iter().any(|violation| violation.kind == ViolationKind::Established);
    if report.failures.is_empty() && !impossible && !established { Outcome::Done } else { Outcome::Findings }
}
