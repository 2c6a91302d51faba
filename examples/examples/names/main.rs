//! Names: an inventory checked, a single name explained, names built.
//!
//! Without arguments it checks the table of services of the talk the convention comes from, which ships beside it
//! and breaks its own rule once.

mod build;
mod explained;
mod inventory;
mod problems;
mod reading;
mod readings;
mod workloads;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use examples::{Outcome, explain, print, read};
use pavedroad_manifests::Platform;
use pavedroad_naming::{Convention, Namespace};

/// Check an inventory of services against the naming convention, explain single names, or build names.
///
/// Exit code: 0 all names are right, 1 one is not, 2 wrong usage or an unreadable file.
#[derive(Parser)]
#[command(name = "names", after_help = EXAMPLES)]
struct Arguments {
    /// Names to explain: of anything
    #[arg(conflicts_with_all = ["inventory", "app"])]
    names: Vec<String>,

    /// The namespace of the pod in which names of services are resolved; without it, default
    #[arg(long, value_name = "NAMESPACE", requires = "names", conflicts_with_all = ["inventory", "app"])]
    from: Option<Namespace>,

    /// Rows of namespace, service, app, package and image: CSV with a header, or a JSON list (NAME.json); without
    /// any, a table that ships with this program
    #[arg(long, value_name = "FILE", conflicts_with = "app")]
    inventory: Option<PathBuf>,

    /// Build every name of this app
    #[arg(long, value_name = "NAME")]
    app: Option<String>,

    /// With --app: the tag of its images
    #[arg(long, value_name = "TAG", requires = "app")]
    tag: Option<String>,

    /// With --app: the port of its Service
    #[arg(long, value_name = "PORT", requires = "app", default_value_t = 80)]
    port: u16,

    /// The platform whose convention the names follow; without it, the built-in platform
    #[arg(long, value_name = "FILE")]
    platform: Option<PathBuf>,

    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Output::Table)]
    output: Output,
}

#[derive(Clone, Copy, ValueEnum)]
enum Output {
    Table,
    Json,
}

const EXAMPLES: &str = "\
Examples:
  cargo run --example names
  cargo run --example names -- --inventory services.csv --output json
  cargo run --example names -- ai-dc-web registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20
  cargo run --example names -- ai-api-8566595ffb-gwpha kubernetes.cluster.svc.local k8s-test-node-0-121
  cargo run --example names -- --from ai-test ai-dc-web
  cargo run --example names -- --app ai-dc-web --tag 20190510-1033_v20";

/// What a program of ours has to say: a text for people, a value for programs, and how it ended.
struct Report {
    outcome: Outcome,
    text: String,
    json: serde_json::Value,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let report = match report(&arguments) {
        Ok(report) => report,
        Err((outcome, message)) => {
            eprintln!("{}", message.trim_end());
            return outcome.into();
        }
    };
    let text = match arguments.output {
        Output::Table => report.text,
        Output::Json => format!("{:#}\n", report.json),
    };
    match print(&text) {
        Ok(()) => report.outcome.into(),
        Err(message) => {
            eprintln!("error: {message}");
            Outcome::Unusable.into()
        }
    }
}

fn report(arguments: &Arguments) -> Result<Report, (Outcome, String)> {
    let convention = convention(arguments.platform.as_deref())?;
    if let Some(app) = &arguments.app {
        return build::report(&convention, app, arguments.tag.as_deref(), arguments.port);
    }
    if arguments.names.is_empty() {
        return inventory::report(&convention, arguments.inventory.as_deref());
    }
    Ok(explained::report(&convention, &arguments.names, arguments.from.as_ref()))
}

fn convention(platform: Option<&Path>) -> Result<Convention, (Outcome, String)> {
    let Some(path) = platform else { return Ok(Convention::default()) };
    let text = read(path).map_err(unusable)?;
    match Platform::read(&path.to_string_lossy(), &text) {
        Ok(platform) => Ok(platform.convention().clone()),
        Err(findings) => Err((Outcome::Findings, explain(&findings, &text))),
    }
}

fn unusable(message: impl std::fmt::Display) -> (Outcome, String) {
    (Outcome::Unusable, format!("error: {message}"))
}
