//! Rolling updates, step by step: what the controller does when, how many pods are ready, and whether it ever ends.
//!
//! Without arguments it runs the hand-over of SkyForm's slide, from an old replication controller to a new one, and
//! the update of a Deployment that says nothing.

mod report;
mod run;
mod settings;

use std::process::ExitCode;

use clap::Parser;
use examples::chart::svg;
use examples::{Outcome, print, write};

use crate::report::{chart, text};
use crate::run::{Run, runs};
use crate::settings::Arguments;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match show(&arguments) {
        Ok(outcome) => outcome.into(),
        Err(message) => {
            eprintln!("error: {message}");
            Outcome::Unusable.into()
        }
    }
}

fn show(arguments: &Arguments) -> Result<Outcome, String> {
    let runs = runs(arguments)?;
    let texts: Vec<String> = runs.iter().map(text).collect();
    print(&texts.join("\n"))?;
    if let Some(path) = &arguments.svg {
        write(path, &svg(&chart(&runs)))?;
    }
    Ok(if runs.iter().all(Run::is_fine) { Outcome::Done } else { Outcome::Findings })
}
