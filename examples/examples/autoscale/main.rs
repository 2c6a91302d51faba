//! Autoscaling: from a strategy and a load curve to replicas over time, drawn and explained.
//!
//! Without arguments it runs `kubectl autoscale deployment php-apache --cpu-percent=50 --min=1 --max=10` on a load curve
//! that ships with it.

mod curve;
mod picture;
mod policy;
mod report;
mod strategy;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use examples::{Outcome, chart, print, read, write};
use pavedroad_rollout::{AutoscaleSimulation, Workload};

use crate::strategy::Strategy;

/// Run an autoscaler on a load curve: which replicas it sets, when and why, and whether they flap.
///
/// The pods share the load evenly. A pod that is added runs at once and is ready after its startup time.
///
/// Exit code: 0 the replicas follow the load, 1 they flap or the input has errors, 2 wrong usage or an unreadable file.
#[derive(Parser)]
#[command(name = "autoscale")]
struct Arguments {
    /// The load: CSV with the columns `seconds` and `millicores`, joined by straight lines; without it, a curve that
    /// ships with this program
    #[arg(value_name = "LOAD.csv")]
    load: Option<PathBuf>,

    #[command(flatten)]
    strategy: Strategy,

    /// Write the drawing as SVG
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,

    /// Explain every decision, and not only those that change the replicas
    #[arg(long)]
    all: bool,
}

fn main() -> ExitCode {
    let outcome = match run(&Arguments::parse()) {
        Ok(outcome) => outcome,
        Err((outcome, message)) => {
            eprintln!("error: {message}");
            outcome
        }
    };
    outcome.into()
}

/// The curve that ships with this program.
const SHIPPED: &str = "examples/loads/lunch.csv";

/// More decisions than anybody reads or draws: seventeen days at one each 15 seconds.
const MOST_DECISIONS: u64 = 100_000;

/// How wide the drawing is, in columns, and how high a panel, in rows.
const SIZE: (usize, usize) = (100, 10);

fn run(arguments: &Arguments) -> Result<Outcome, (Outcome, String)> {
    let unusable = |message: String| (Outcome::Unusable, message);
    let (name, bytes) = match &arguments.load {
        Some(path) => (path.display().to_string(), read(path).map_err(unusable)?),
        None => (SHIPPED.to_owned(), include_bytes!("../../loads/lunch.csv").to_vec()),
    };
    let load = curve::read(&name, &bytes).map_err(|message| (Outcome::Findings, message))?;
    let strategy = &arguments.strategy;
    let invalid = |error: pavedroad_rollout::RolloutError| (Outcome::Unusable, error.to_string());
    let workload = Workload { load, request: Some(strategy.request()), capacity: Some(strategy.limit()) };
    let autoscaler = strategy.autoscaler().map_err(invalid)?;
    let mut simulation = AutoscaleSimulation::new(autoscaler, vec![workload], strategy.settings()).map_err(invalid)?;
    if strategy.as_kubernetes() {
        simulation = simulation.as_kubernetes();
    }
    if simulation.steps().remaining() > MOST_DECISIONS {
        return Err(unusable(format!("more than {MOST_DECISIONS} decisions: take a shorter load or a longer --sync")));
    }
    let picture = picture::chart(&simulation, &name, strategy);
    let flapping = simulation.flapping();
    let text = format!(
        "{}\n{}",
        chart::terminal(&picture, SIZE.0, SIZE.1),
        report::text(&simulation, strategy, flapping.as_ref(), arguments.all)
    );
    if let Some(path) = &arguments.svg {
        write(path, &chart::svg(&picture)).map_err(unusable)?;
    }
    print(&text).map_err(unusable)?;
    Ok(if flapping.is_some() { Outcome::Findings } else { Outcome::Done })
}
