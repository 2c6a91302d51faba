//! Would the API server admit it, would the scheduler place it, and what is left?
//!
//! ```text
//! files ──> Manifests ──> Given ──> Cluster (rules, nodes, what is there) ─┐
//!                           └─────> Group (pods that an object makes) ─────┴─> Report ──> table or JSON
//! ```
//! Without arguments it plays the three levels of resource limits of SkyForm's slide "多层次资源限制", which contradict
//! each other.

mod cluster;
mod create;
mod daemon;
mod given;
mod group;
mod json;
mod owned;
mod report;
mod scenes;
mod text;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use examples::{Inputs, Outcome, print};
use pavedroad_manifests::Manifests;
use serde_json::Value;

use crate::report::Report;

/// Ask before anything is applied: is it admitted, where is it placed, what is left?
///
/// Reads manifests of any kind: YAML or JSON, many documents, lists as `kubectl get -o yaml` prints them. LimitRanges,
/// ResourceQuotas, the Pod Security labels of Namespaces, Nodes and running Pods (those with a spec.nodeName) among them
/// are what the others are judged by. A Deployment makes as many pods as it has replicas, or as its autoscaler keeps at
/// least, a DaemonSet one for each node that it wants, a Job or a run of a CronJob those that run at once; pods of
/// theirs that are there already are not made again. Of two objects of one kind and name the later one counts.
///
/// Exit code: 0 everything is admitted and, if there are nodes, placed; 1 something is refused, does not fit or is no
/// manifest; 2 wrong usage or an unreadable file.
#[derive(Parser)]
#[command(name = "admit", after_help = EXAMPLES)]
struct Arguments {
    /// Manifests, folders to search for *.yaml and *.yml, or - for standard input; without any, the slide
    #[arg(value_name = "FILE | DIR | -")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    settings: Settings,
}

/// How files are judged and the answer is shown.
#[derive(clap::Args, Clone)]
struct Settings {
    /// The namespace of objects that give none
    #[arg(long, value_name = "NAME", default_value = "default")]
    namespace: String,

    /// Also show which nodes do not take a pod that fits elsewhere, and why
    #[arg(long)]
    explain: bool,

    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Output::Table)]
    output: Output,
}

#[derive(Clone, Copy, ValueEnum)]
enum Output {
    /// Tables and reasons
    Table,
    /// An object with the fields limitRanges, unusable, notJudged, refused, pods, quotas, nodes, running; nodes count
    /// thousandths of a core and bytes
    Json,
}

const EXAMPLES: &str = "\
Examples:
  cargo run --example admit
  cargo run --example admit -- manifests nodes.yaml
  cargo run --example admit -- examples/admission/nodes.yaml examples/admission/pods.yaml --explain
  cargo run --example deliver -- --environment prod --out - | cargo run --example admit -- - nodes.yaml
  kubectl get nodes,pods,limitranges,resourcequotas -A -o yaml | cargo run --example admit -- - app.yaml --output json";

/// What the program has to say about files.
struct Answer {
    outcome: Outcome,
    /// For standard error: what the strict reader found.
    findings: String,
    /// For standard output.
    text: String,
    json: Value,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let shown = if arguments.paths.is_empty() {
        scenes::play(&arguments.settings).map(|text| (Outcome::Done, text))
    } else {
        let inputs = Inputs::read(&arguments.paths);
        for message in inputs.unreadable() {
            eprintln!("error: {message}");
        }
        // What is missing could have been the rule that refuses.
        if !inputs.unreadable().is_empty() {
            return Outcome::Unusable.into();
        }
        answer(&inputs, &arguments.settings).map(|answer| {
            eprint!("{}", answer.findings);
            let text = match arguments.settings.output {
                Output::Table => answer.text,
                Output::Json => format!("{:#}\n", answer.json),
            };
            (answer.outcome, text)
        })
    };
    match shown.and_then(|(outcome, text)| print(&text).map(|()| outcome)) {
        Ok(outcome) => outcome.into(),
        Err(message) => {
            eprintln!("error: {message}");
            Outcome::Unusable.into()
        }
    }
}

/// Judges the files.
fn answer(inputs: &Inputs, settings: &Settings) -> Result<Answer, String> {
    let manifests = Manifests::read_all(inputs.files());
    let report = Report::of(&manifests, &settings.namespace)?;
    let outcome =
        if report.is_fine() && !manifests.findings().has_errors() { Outcome::Done } else { Outcome::Findings };
    Ok(Answer {
        outcome,
        findings: inputs.explain(manifests.findings()),
        text: text::text(&report, settings.explain),
        json: json::json(&report),
    })
}
