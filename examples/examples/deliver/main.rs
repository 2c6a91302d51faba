//! The main job: app specs in, manifests for every environment out.
//!
//! Without arguments it shows what the built-in platform delivers of three apps that ship beside it. With
//! `--out` it writes YAML for `kubectl apply -f`. Nothing is written unless every file is free of errors.

mod arguments;
mod checked;
mod sources;
mod summary;
mod written;

use std::fmt::Display;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use examples::{Outcome, explain, read};
use indicatif::{ProgressBar, ProgressStyle};
use pavedroad_manifests::Platform;
use pavedroad_naming::Environment;

use arguments::{Arguments, Target};
use written::Delivery;

/// Why nothing was delivered, and what a person is told.
struct Failure(Outcome, String);

impl Failure {
    fn unusable(message: impl Display) -> Self {
        Self(Outcome::Unusable, format!("error: {message}\n"))
    }

    /// One failure for all of these messages, if there is one.
    fn of_all(messages: &[String]) -> Result<(), Self> {
        let text: String = messages.iter().map(|message| format!("error: {message}\n")).collect();
        if text.is_empty() { Ok(()) } else { Err(Self(Outcome::Unusable, text)) }
    }
}

fn main() -> ExitCode {
    match deliver(&Arguments::parse()) {
        Ok(()) => Outcome::Done.into(),
        Err(Failure(outcome, message)) => {
            eprint!("{message}");
            outcome.into()
        }
    }
}

fn deliver(arguments: &Arguments) -> Result<(), Failure> {
    let target = arguments.target().map_err(Failure::unusable)?;
    let platform = read_platform(arguments.platform.as_deref())?;
    let environments = environments(&platform, arguments.environment.as_deref())?;
    let sources = sources::sources(&arguments.apps)?;

    let progress = progress("reading", sources.len());
    let with_rows = matches!(target, Target::Summary);
    let checked = checked::check(arguments, &platform, &environments, &sources, with_rows, &progress);
    progress.finish_and_clear();
    let checked = checked?;

    let progress = self::progress("writing", sources.len());
    let delivery = Delivery {
        arguments,
        platform: &platform,
        environments: &environments,
        checked: &checked,
        progress: &progress,
    };
    let done = match target {
        Target::Summary => summary::show(arguments, &platform, &environments, &checked),
        Target::Standard(format) => delivery.print(format),
        Target::Streams(folder, format) => delivery.write_streams(folder, format),
        Target::Files(folder) => delivery.write_files(folder),
    };
    progress.finish_and_clear();
    done
}

/// How far it is, on a terminal and nowhere else.
fn progress(what: &'static str, files: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} {bar:40} {pos} of {len} files, {eta} left");
    let bar = ProgressBar::new(u64::try_from(files).unwrap_or(u64::MAX)).with_message(what);
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn read_platform(path: Option<&Path>) -> Result<Platform, Failure> {
    let Some(path) = path else { return Ok(Platform::default()) };
    let text = read(path).map_err(Failure::unusable)?;
    match Platform::read(&path.to_string_lossy(), &text) {
        Ok(platform) => {
            eprint!("{}", explain(platform.findings(), &text));
            Ok(platform)
        }
        Err(findings) => Err(Failure(Outcome::Findings, explain(&findings, &text) + "nothing is written\n")),
    }
}

fn environments<'a>(platform: &'a Platform, only: Option<&str>) -> Result<Vec<&'a Environment>, Failure> {
    let all = platform.convention().environments();
    let Some(name) = only else { return Ok(all.iter().collect()) };
    match all.iter().find(|environment| environment.as_str() == name) {
        Some(environment) => Ok(vec![environment]),
        None => {
            let names: Vec<&str> = all.iter().map(Environment::as_str).collect();
            Err(Failure::unusable(format!(
                "found environment {name:?}, expected one of the platform's: {}",
                names.join(", ")
            )))
        }
    }
}
