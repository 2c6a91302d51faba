//! Every value an app has in an environment, and who said so: the app file, an override, the platform, or nobody.
//!
//! Without arguments it explains an app that ships with it, in production. With `--canonical` it prints the normal form
//! of a file, which says the same in one way only.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use examples::{Outcome, explain, print, read};
use pavedroad_manifests::{AppSpec, Explanation, Platform};
use pavedroad_naming::Environment;

/// Explain where each value of an app comes from.
///
/// Exit code: 0 done, 1 a file has errors, 2 wrong usage, an unreadable file or a path without a value.
#[derive(Parser)]
#[command(name = "explain", after_help = EXAMPLES)]
struct Arguments {
    /// The app spec; without it, an app that ships with this program
    file: Option<PathBuf>,

    /// Only the value at this path and those below it, such as `resources` or `probes.startup`
    path: Option<String>,

    /// The environment; the last of the platform's unless given
    #[arg(long, value_name = "NAME")]
    environment: Option<String>,

    /// The platform's convention and defaults; without it, the built-in platform
    #[arg(long, value_name = "FILE")]
    platform: Option<PathBuf>,

    /// How to print
    #[arg(long, value_enum, default_value_t = Output::Table)]
    output: Output,

    /// Print the normal form of the file instead: of all environments, without what is not said in it
    #[arg(long, conflicts_with_all = ["path", "environment", "output"])]
    canonical: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Output {
    /// A line for each value
    Table,
    /// A list of objects
    Json,
}

const EXAMPLES: &str = "\
Examples:
  cargo run --example explain
  cargo run --example explain -- app.yaml --environment prod
  cargo run --example explain -- app.yaml resources --environment test --platform platform.yaml
  cargo run --example explain -- app.yaml --output json
  cargo run --example explain -- app.yaml --canonical";

/// An app that has one pod in `test`, two in `preview`, and as many as it needs in `prod`.
const SHIPPED: (&str, &str) = ("examples/apps/ai-dc-server.yaml", include_str!("../apps/ai-dc-server.yaml"));

/// Why nothing was explained, and what a person is told.
struct Failure(Outcome, String);

impl Failure {
    fn unusable(message: impl Display) -> Self {
        Self(Outcome::Unusable, format!("error: {message}\n"))
    }
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => Outcome::Done.into(),
        Err(Failure(outcome, message)) => {
            eprint!("{message}");
            outcome.into()
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let platform = read_platform(arguments.platform.as_deref())?;
    let environment = environment(&platform, arguments.environment.as_deref())?;
    let spec = read_app(&platform, arguments.file.as_deref())?;
    let text = if arguments.canonical {
        spec.canonical().map_err(Failure::unusable)?
    } else {
        // The environment is one of the platform's, so there is an explanation.
        let all = spec.explain(&platform, environment.as_str()).ok_or_else(|| Failure::unusable("no such app"))?;
        let explanation = match arguments.path.as_deref() {
            Some(path) => below(&all, path)?,
            None => all,
        };
        match arguments.output {
            Output::Json => explanation.to_json() + "\n",
            Output::Table if arguments.file.is_none() => shown(&spec, environment, &explanation),
            Output::Table => explanation.to_string(),
        }
    };
    print(&text).map_err(Failure::unusable)
}

fn read_platform(path: Option<&Path>) -> Result<Platform, Failure> {
    let Some(path) = path else { return Ok(Platform::default()) };
    let text = read(path).map_err(Failure::unusable)?;
    Platform::read(&path.to_string_lossy(), &text)
        .map_err(|findings| Failure(Outcome::Findings, explain(&findings, &text)))
}

fn read_app(platform: &Platform, path: Option<&Path>) -> Result<AppSpec, Failure> {
    let (file, text) = match path {
        Some(path) => (path.display().to_string(), read(path).map_err(Failure::unusable)?),
        None => (SHIPPED.0.to_owned(), SHIPPED.1.into()),
    };
    let spec = AppSpec::read(platform, &file, &text)
        .map_err(|findings| Failure(Outcome::Findings, explain(&findings, &text)))?;
    eprint!("{}", explain(spec.findings(), &text));
    Ok(spec)
}

fn environment<'a>(platform: &'a Platform, name: Option<&str>) -> Result<&'a Environment, Failure> {
    let all = platform.convention().environments();
    let found = match name {
        Some(name) => all.iter().find(|environment| environment.as_str() == name),
        None => all.last(),
    };
    found.ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(Environment::as_str).collect();
        Failure::unusable(format!(
            "found environment {:?}, expected one of the platform's: {}",
            name.unwrap_or_default(),
            names.join(", ")
        ))
    })
}

/// The values at a path; one without any is probably misspelt, so what there is instead is shown.
fn below(all: &Explanation, path: &str) -> Result<Explanation, Failure> {
    let explanation = all.under(path);
    if !explanation.is_empty() {
        return Ok(explanation);
    }
    let mut sections: Vec<&str> = all.iter().filter_map(|value| value.path().split(['.', '[']).next()).collect();
    sections.dedup();
    Err(Failure::unusable(format!("found no value at {path:?}, expected a path below one of {}", sections.join(", "))))
}

/// The table of the shipped app, and how to go on.
fn shown(spec: &AppSpec, environment: &Environment, explanation: &Explanation) -> String {
    format!(
        "{} in {environment}:\n\n{explanation}\n\
         Another environment:  cargo run --example explain -- {file} --environment test\n\
         One section of it:    cargo run --example explain -- {file} resources\n\
         The file, normalised: cargo run --example explain -- {file} --canonical\n",
        spec.name(),
        file = SHIPPED.0,
    )
}
