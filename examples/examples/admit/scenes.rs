//! The slide "多层次资源限制" in three scenes: its LimitRange, its quota and its Pod contradict each other.

use examples::Inputs;
use serde_json::{Value, json};

use crate::{Output, Settings, answer};

/// A file that ships with this program.
macro_rules! shipped {
    ($name:literal) => {
        (concat!("examples/admission/", $name), include_str!(concat!("../../admission/", $name)))
    };
}

type File = (&'static str, &'static str);

const AS_PRINTED: File = shipped!("limits-as-printed.yaml");
const LIMITS: File = shipped!("limits.yaml");
const FRONTEND: File = shipped!("frontend.yaml");
const QUOTA: File = shipped!("quota.yaml");
const COPIES: File = shipped!("copies.yaml");
const NODES: File = shipped!("nodes.yaml");
const PODS: File = shipped!("pods.yaml");

/// A scene: its title, and the files of each command.
type Scene = (&'static str, &'static [&'static [File]]);

const SCENES: [Scene; 3] = [
    ("1. The LimitRange: as it is printed, and indented as it was meant", &[&[AS_PRINTED], &[LIMITS, FRONTEND]]),
    ("2. The quota alone: nine copies of the Pod, and the Pod without requests", &[&[QUOTA, COPIES]]),
    ("3. The nodes alone: who fits, and why the others do not", &[&[NODES, PODS]]),
];

/// Every command with what it prints; the findings of the strict reader, which go to standard error, stand first.
///
/// For programs: a list of commands, each with its files and its report.
pub(crate) fn play(settings: &Settings) -> Result<String, String> {
    let settings = Settings { explain: true, ..settings.clone() };
    let (mut shown, mut values) = (String::new(), Vec::new());
    for (title, commands) in SCENES {
        shown += &format!("{title}\n\n");
        for files in commands {
            let mut inputs = Inputs::default();
            files.iter().for_each(|(name, text)| inputs.add(name, *text));
            let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
            let answer = answer(&inputs, &settings)?;
            shown += &format!("$ admit --explain {}\n{}{}\n", names.join(" "), answer.findings, answer.text);
            values.push(json!({"files": names, "findings": answer.findings, "report": answer.json}));
        }
    }
    shown += "Ask about your own: cargo run --example admit -- manifests nodes.yaml\n";
    Ok(match settings.output {
        Output::Table => shown,
        Output::Json => format!("{:#}\n", Value::from(values)),
    })
}
