//! What the apps of a folder need together, and what quotas and nodes leave: by namespace, business line and environment.
//!
//! Without arguments it shows the apps of the ten design points that ship with it, on nodes of theirs.

mod arguments;
mod chart;
mod figures;
mod inputs;
mod json;
mod report;
mod tables;

use std::process::ExitCode;

use clap::Parser;
use examples::{Outcome, print, write};

use arguments::{Arguments, Output};
use inputs::{Failure, Inputs};
use report::Report;

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(outcome) => outcome.into(),
        Err(Failure(outcome, message)) => {
            eprint!("{message}");
            outcome.into()
        }
    }
}

fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let inputs = Inputs::read(arguments)?;
    let report = Report::of(&inputs)?;
    let text = match arguments.output {
        Output::Table if arguments.is_default() => tables::tables(&report) + tables::NEXT,
        Output::Table => tables::tables(&report),
        Output::Json => json::json(&report),
    };
    print(&text).map_err(Failure::unusable)?;
    if let Some(path) = &arguments.svg {
        write(path, &chart::gauges(&report).svg()).map_err(Failure::unusable)?;
    }
    // The shipped apps show what does not fit, and nobody has to mend it.
    let fits = arguments.is_default() || report.excesses().next().is_none();
    Ok(if fits { Outcome::Done } else { Outcome::Findings })
}
