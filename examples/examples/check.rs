//! What is wrong with app specs and their platform file, all of it at once, for people and for machines.
//!
//! Without arguments it shows a file that ships with it: twenty mistakes, each explained. With files or folders it is a
//! step of a pipeline: findings on standard output as text, JSON or SARIF, and an exit code.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use examples::{Inputs, Outcome, print, read, table};
use pavedroad_manifests::{AppSpec, Catalog, Findings, Platform, Quantity, ResourceName, Severity, Total};

/// Find every mistake in app specs and in their platform file.
///
/// Exit code: 0 no errors, 1 the files have errors, 2 wrong usage or an unreadable file. Warnings and notes are shown
/// and change nothing, unless --strict is given.
#[derive(Parser)]
#[command(name = "check", after_help = EXAMPLES)]
struct Arguments {
    /// App specs, folders to search for *.yaml and *.yml, or - for standard input; without any, a file of twenty
    /// mistakes that ships with this program
    #[arg(value_name = "FILE | DIR | -")]
    paths: Vec<PathBuf>,

    /// The platform's convention and defaults, checked too; without it, the built-in platform
    #[arg(long, value_name = "FILE")]
    platform: Option<PathBuf>,

    /// How findings are printed
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,

    /// Let warnings fail as errors do
    #[arg(long)]
    strict: bool,

    /// These are all the apps of the platform: one that is called and not among them is an error, and no note
    #[arg(long)]
    complete: bool,

    /// Show what the apps need together, by business line and environment
    #[arg(long)]
    totals: bool,
}

/// The forms of findings.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// As compilers do: the message, the line of the file, a caret
    Text,
    /// A list of objects with the fields code, severity, file, line, column, endLine, endColumn, path, found, expected,
    /// hint
    Json,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
}

const EXAMPLES: &str = "\
Examples:
  cargo run --example check
  cargo run --example check -- app.yaml --platform platform.yaml
  cargo run --example check -- apps --strict
  cargo run --example check -- apps --complete --totals
  cargo run --example check -- apps --format sarif > findings.sarif";

/// What is shown without arguments.
const SHIPPED: (&str, &str) =
    ("examples/apps/broken/twenty-mistakes.yaml", include_str!("../apps/broken/twenty-mistakes.yaml"));

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match check(&arguments) {
        Ok(outcome) => outcome.into(),
        Err(message) => {
            eprintln!("error: {message}");
            Outcome::Unusable.into()
        }
    }
}

fn check(arguments: &Arguments) -> Result<Outcome, String> {
    let mut inputs = Inputs::read(&arguments.paths);
    if arguments.paths.is_empty() {
        inputs.add(SHIPPED.0, SHIPPED.1);
    }
    let apps = inputs.files().len();
    let mut findings = Findings::new();
    let platform = match &arguments.platform {
        None => Some(Platform::default()),
        Some(path) => {
            let (name, text) = (path.display().to_string(), read(path)?);
            let platform = Platform::read(&name, &text);
            inputs.add(&name, text);
            let said = platform.as_ref().map_or_else(Findings::clone, |platform| platform.findings().clone());
            findings.extend(said);
            platform.ok()
        }
    };
    let mut totals = String::new();
    match &platform {
        Some(platform) => {
            let (specs, said) = AppSpec::read_all(platform, inputs.files().take(apps));
            findings.extend(said);
            let catalog = Catalog::new(platform, &specs);
            let catalog = if arguments.complete { catalog.complete() } else { catalog };
            findings.extend(catalog.findings());
            totals = totals_table(&catalog.totals());
        }
        // Every name in an app is right or wrong by the platform's convention.
        None => eprintln!("the platform file has errors, so the apps are not checked"),
    }

    print(&shown(arguments, &findings, &inputs))?;
    if arguments.totals && matches!(arguments.format, Format::Text) {
        print(&format!("\n{totals}"))?;
    }
    for message in inputs.unreadable() {
        eprintln!("error: {message}");
    }
    let fails = |severity| severity == Severity::Error || (arguments.strict && severity == Severity::Warning);
    Ok(if !inputs.unreadable().is_empty() {
        Outcome::Unusable
    } else if !arguments.paths.is_empty() && findings.iter().any(|finding| fails(finding.severity())) {
        Outcome::Findings
    } else {
        Outcome::Done
    })
}

fn shown(arguments: &Arguments, findings: &Findings, inputs: &Inputs) -> String {
    match arguments.format {
        Format::Json => {
            serde_json::to_string_pretty(findings).map_or_else(|error| error.to_string(), |json| json + "\n")
        }
        Format::Sarif => findings.to_sarif(),
        Format::Text => {
            let mut text = inputs.explain(findings);
            text += if findings.is_empty() { "" } else { "\n" };
            text += &summary(findings, inputs.files().len());
            if arguments.paths.is_empty() {
                text += "Check your own: cargo run --example check -- app.yaml\n";
            }
            text
        }
    }
}

/// What the apps need: least and most, where they are scaled between two numbers.
fn totals_table(totals: &[Total]) -> String {
    let mut rows = vec![["LINE", "ENVIRONMENT", "APPS", "PODS", "CPU", "MEMORY"].map(str::to_owned)];
    for total in totals {
        let range = |least: String, most: String| if least == most { least } else { format!("{least} to {most}") };
        let amount = |name: &ResourceName| {
            let text =
                |sums: &BTreeMap<ResourceName, _>| sums.get(name).map_or_else(|| "-".to_owned(), Quantity::to_string);
            range(text(&total.requests.0), text(&total.requests.1))
        };
        rows.push([
            total.line.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string),
            total.environment.to_string(),
            total.apps.to_string(),
            range(total.pods.0.to_string(), total.pods.1.to_string()),
            amount(&ResourceName::CPU),
            amount(&ResourceName::MEMORY),
        ]);
    }
    table(&rows)
}

/// `3 files: 20 errors, 1 warning`.
fn summary(findings: &Findings, files: usize) -> String {
    let count = |number: usize, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (findings.iter().filter(|finding| finding.severity() == severity).count(), severity))
        .filter(|(number, _)| *number > 0)
        .map(|(number, severity)| count(number, severity.as_str()))
        .collect();
    let counts = if counts.is_empty() { "no findings".to_owned() } else { counts.join(", ") };
    format!("{}: {counts}\n", count(files, "file"))
}
