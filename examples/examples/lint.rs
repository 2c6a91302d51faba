//! What is wrong between objects: what a check of one object at a time misses.
//!
//! Without arguments it looks at a file that ships with it: a shop whose every object is right by itself. With files or
//! folders it is a step of a pipeline: findings on standard output as text or JSON, and an exit code.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use examples::{Inputs, Outcome, counted, print, table};
use pavedroad_manifests::{Lint, LintCode, LintFinding, Manifest, Manifests, Severity};
use serde_json::json;

/// Find what does not fit between objects: selectors that find nothing, references to nothing, routes to nowhere.
///
/// Reads manifests of any kind, strictly: YAML or JSON, many documents, lists. What is wrong in one of them goes to
/// standard error; an object that cannot be read is left out. A finding is switched off for one object by its annotation
/// lint.pavedroad/CODE, which says why.
///
/// Exit code: 0 no errors, 1 errors in or between the objects, 2 wrong usage or an unreadable file. Warnings are shown
/// and change nothing, unless --strict is given.
#[derive(Parser)]
#[command(name = "lint", after_help = EXAMPLES)]
struct Arguments {
    /// Manifests, folders to search for *.yaml and *.yml, or - for standard input; without any, a shop that ships with
    /// this program
    #[arg(value_name = "FILE | DIR | -")]
    paths: Vec<PathBuf>,

    /// These objects are all there is: what they refer to and do not contain is missing
    #[arg(long)]
    closed: bool,

    /// Leave out a rule, and say why; may be given many times
    #[arg(long, value_name = "CODE=REASON", value_parser = switched_off)]
    without: Vec<(LintCode, String)>,

    /// Let warnings fail as errors do
    #[arg(long)]
    strict: bool,

    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Output::Text)]
    output: Output,

    /// Show every rule, and look at nothing
    #[arg(long, conflicts_with = "paths")]
    rules: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Output {
    /// As compilers do: the message, the place, the reason, what mends it
    Text,
    /// A list of objects with the fields code, severity, file, line, kind, namespace, name, path, found, expected,
    /// reason, fix
    Json,
}

const EXAMPLES: &str = "\
Examples:
  cargo run --example lint
  cargo run --example lint -- manifests --closed --strict
  cargo run --example lint -- manifests --without blocks-drains='nodes are drained by hand'
  cargo run --example deliver -- --environment prod --out - | cargo run --example lint -- - --output json";

/// What is looked at without arguments.
const SHIPPED: (&str, &str) = ("examples/lint/shop.yaml", include_str!("../lint/shop.yaml"));

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match lint(&arguments) {
        Ok(outcome) => outcome.into(),
        Err(message) => {
            eprintln!("error: {message}");
            Outcome::Unusable.into()
        }
    }
}

fn lint(arguments: &Arguments) -> Result<Outcome, String> {
    if arguments.rules {
        return print(&rules()).map(|()| Outcome::Done);
    }
    let mut inputs = Inputs::read(&arguments.paths);
    if arguments.paths.is_empty() {
        inputs.add(SHIPPED.0, SHIPPED.1);
    }
    let manifests = Manifests::read_all(inputs.files());
    eprint!("{}", inputs.explain(manifests.findings()));
    let mut lint = if arguments.closed { Lint::new().closed() } else { Lint::new() };
    for (code, reason) in &arguments.without {
        lint = lint.without(*code, reason);
    }
    let findings = lint.run(manifests.objects());
    // Findings count the objects that were looked at.
    let objects: Vec<&Manifest> = manifests.manifests().iter().filter(|it| it.object().is_some()).collect();
    let placed: Vec<(&LintFinding, &Manifest)> =
        findings.iter().filter_map(|finding| Some((finding, *objects.get(finding.index())?))).collect();
    print(&match arguments.output {
        Output::Text => text(arguments, &placed, objects.len()),
        Output::Json => {
            format!("{:#}\n", placed.iter().map(|(finding, at)| json(finding, at)).collect::<serde_json::Value>())
        }
    })?;
    for message in inputs.unreadable() {
        eprintln!("error: {message}");
    }
    let fails = |severity| severity == Severity::Error || (arguments.strict && severity == Severity::Warning);
    let read = manifests.findings().iter().any(|finding| fails(finding.severity()));
    Ok(if !inputs.unreadable().is_empty() {
        Outcome::Unusable
    } else if !arguments.paths.is_empty() && (read || findings.iter().any(|finding| fails(finding.severity()))) {
        Outcome::Findings
    } else {
        Outcome::Done
    })
}

fn text(arguments: &Arguments, findings: &[(&LintFinding, &Manifest)], objects: usize) -> String {
    let mut text = String::new();
    for (finding, at) in findings {
        let code = finding.code();
        text += &format!("{}[{code}]: found {}, expected {}\n", code.severity(), finding.found(), finding.expected());
        text += &format!(" --> {}:{} ({}, {})\n", at.file(), at.line(), finding.object(), finding.path());
        text += &format!("  = {}\n  = {}\n\n", code.reason(), finding.fix());
    }
    let count = |severity| findings.iter().filter(|(finding, _)| finding.severity() == severity).count();
    let counts = [Severity::Error, Severity::Warning, Severity::Note].map(|severity| (count(severity), severity));
    let counts: Vec<String> = counts
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, severity)| counted(*number as u64, severity.as_str()))
        .collect();
    let counts = if counts.is_empty() { "no findings".to_owned() } else { counts.join(", ") };
    text += &format!("{}: {counts}\n", counted(objects as u64, "object"));
    for (code, reason) in &arguments.without {
        text += &format!("without {code}: {reason}\n");
    }
    if arguments.paths.is_empty() {
        text += "Look at your own: cargo run --example lint -- manifests\n";
    }
    text
}

fn json(finding: &LintFinding, at: &Manifest) -> serde_json::Value {
    let object = finding.object();
    json!({
        "code": finding.code(),
        "severity": finding.severity(),
        "file": at.file(),
        "line": at.line(),
        "kind": object.kind,
        "namespace": object.namespace,
        "name": object.name,
        "path": finding.path(),
        "found": finding.found(),
        "expected": finding.expected(),
        "reason": finding.code().reason(),
        "fix": finding.fix(),
    })
}

/// Every rule with its severity and reason.
fn rules() -> String {
    let mut rows = vec![["CODE", "SEVERITY", "REASON"].map(str::to_owned)];
    let row = |code: &LintCode| [code.as_str(), code.severity().as_str(), code.reason()].map(str::to_owned);
    rows.extend(LintCode::ALL.iter().map(row));
    table(&rows)
}

/// `blocks-drains=nodes are drained by hand`.
fn switched_off(text: &str) -> Result<(LintCode, String), String> {
    let (name, reason) = text.split_once('=').unwrap_or((text, ""));
    let code = LintCode::ALL.iter().find(|code| code.as_str() == name);
    let code = code.ok_or_else(|| format!("found the code {name:?}, expected one that `lint --rules` shows"))?;
    if reason.trim().is_empty() {
        return Err(format!("found no reason, expected one, as in `{name}=why it does not count`"));
    }
    Ok((*code, reason.to_owned()))
}
