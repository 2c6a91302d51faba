//! Change an app spec by operations: scale, resize, mesh, routes, ports, image.
//!
//! Without arguments it makes a series of edits on a file that ships with it, and shows what each changes. Comments,
//! order and blank lines of all other lines stay; an edit that would break a rule is refused and explained.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use examples::{Outcome, explain, print, read, write};
use pavedroad_manifests::{AppSpec, Edit, Platform, edit};
use pavedroad_naming::Environment;

/// Change an app spec and show the difference; write it with --write.
///
/// Exit code: 0 done, 1 the file has errors or the edit is refused (nothing is written), 2 wrong usage or an
/// unreadable file.
#[derive(Parser)]
#[command(name = "edit", after_help = EXAMPLES)]
struct Arguments {
    /// The app spec; without it, a series of edits on one that ships with this program
    file: Option<PathBuf>,

    /// What is to hold, such as scale=4, or to go, such as port.grpc-; see below
    edits: Vec<String>,

    /// Edit what holds in this environment alone
    #[arg(long, value_name = "NAME")]
    environment: Option<String>,

    /// The platform's convention and defaults; without it, the built-in platform
    #[arg(long, value_name = "FILE")]
    platform: Option<PathBuf>,

    /// Write the file
    #[arg(long)]
    write: bool,
}

const EXAMPLES: &str = "\
Edits:
  cpu=500m  memory=1Gi  limits.cpu=2  limits.memory=2Gi  limits.cpu-  limits.memory-  size=2c4g
  scale=4  scale-  autoscale.min=2  autoscale.max=10  autoscale.cpu=60%  autoscale.memory=80%  autoscale-
  mesh=none|sidecar|ambient|manual
  expose.NAME=HOST  expose.NAME.path=/api  expose.NAME.port=http  expose.NAME.public=true  hide.NAME
  port.NAME=9090  port.NAME-
  image.tag=TAG  image.digest=DIGEST  image.reference=REFERENCE

Examples:
  cargo run --example edit
  cargo run --example edit -- app.yaml scale=4 cpu=500m
  cargo run --example edit -- app.yaml mesh=sidecar --environment prod --write";

const SHIPPED: (&str, &str) = ("examples/apps/ai-dc-search.yaml", include_str!("../apps/ai-dc-search.yaml"));

/// A life of an app: each step goes on with the text of the one before.
const STEPS: [(&[&str], Option<&str>); 8] = [
    (&["scale=4", "cpu=50m"], None),
    (&["autoscale.min=4", "autoscale.max=40", "autoscale.cpu=60%"], Some("prod")),
    (&["expose.web=dc.example.com", "expose.web.public=true"], None),
    (&["mesh=sidecar"], None),
    (&["mesh=none"], None),
    (&["port.admin-"], None),
    (&["image.tag=20190811-0900_v21"], Some("test")),
    (&["scale=9"], Some("prod")),
];

/// Why nothing was edited, and what a person is told.
struct Failure(Outcome, String);

impl Failure {
    fn unusable(message: impl std::fmt::Display) -> Self {
        Self(Outcome::Unusable, format!("error: {message}\n"))
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match &arguments.file {
        Some(file) => edit_file(&arguments, file),
        None => show_steps(),
    };
    match done {
        Ok(()) => Outcome::Done.into(),
        Err(Failure(outcome, message)) => {
            eprint!("{message}");
            outcome.into()
        }
    }
}

fn edit_file(arguments: &Arguments, path: &std::path::Path) -> Result<(), Failure> {
    let environment = arguments.environment.as_deref();
    let edits = parse(&arguments.edits, environment)?;
    if edits.is_empty() {
        return Err(Failure::unusable(format!("found no edit, expected at least one\n\n{EXAMPLES}")));
    }
    let platform = read_platform(arguments.platform.as_deref())?;
    let file = path.to_string_lossy();
    let bytes = read(path).map_err(Failure::unusable)?;
    let findings = |findings| Failure(Outcome::Findings, explain(findings, &bytes) + "nothing is written\n");
    let Ok(text) = str::from_utf8(&bytes) else {
        // The reader says where it is no text.
        return match AppSpec::read(&platform, &file, &bytes) {
            Ok(_) => Err(Failure::unusable("the file is no UTF-8 text")),
            Err(error) => Err(findings(&error)),
        };
    };
    let edited = edit(&platform, &file, text, &edits)
        .map_err(|error| Failure(Outcome::Findings, format!("error: {}nothing is written\n", error.render())))?;
    eprint!("{}", explain(edited.findings(), edited.text().as_bytes()));
    if !edited.is_changed() {
        eprintln!("nothing to change: it is so already");
        return Ok(());
    }
    if arguments.write {
        write(path, edited.text()).map_err(Failure::unusable)?;
        eprintln!("wrote {file}");
    }
    print(&edited.difference().to_string()).map_err(Failure::unusable)
}

/// Reads every edit before it gives up, so that all that are wrong are seen at once.
fn parse(texts: &[String], environment: Option<&str>) -> Result<Vec<Edit>, Failure> {
    let environment: Option<Environment> =
        environment.map(|name| name.parse().map_err(Failure::unusable)).transpose()?;
    let mut edits = Vec::new();
    let mut wrong = String::new();
    for text in texts {
        match (text.parse::<Edit>(), &environment) {
            (Ok(edit), Some(environment)) => edits.push(edit.in_environment(environment.clone())),
            (Ok(edit), None) => edits.push(edit),
            (Err(error), _) => wrong += &format!("error: {error}\n"),
        }
    }
    if wrong.is_empty() { Ok(edits) } else { Err(Failure(Outcome::Unusable, wrong)) }
}

fn read_platform(path: Option<&std::path::Path>) -> Result<Platform, Failure> {
    let Some(path) = path else { return Ok(Platform::default()) };
    let text = read(path).map_err(Failure::unusable)?;
    Platform::read(&path.to_string_lossy(), &text)
        .map_err(|findings| Failure(Outcome::Findings, explain(&findings, &text) + "nothing is written\n"))
}

/// Edits the shipped file step by step; the last step is one that is refused.
fn show_steps() -> Result<(), Failure> {
    let platform = Platform::default();
    let (file, text) = SHIPPED;
    let mut text = text.to_owned();
    let mut shown = format!("{file} as it is:\n\n{text}\n");
    for (words, environment) in STEPS {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let option = environment.map(|name| format!(" --environment {name}")).unwrap_or_default();
        shown += &format!("$ edit {file} {}{option}\n", words.join(" "));
        match edit(&platform, file, &text, &parse(&words, environment)?) {
            Ok(edited) => {
                shown += &format!("{}\n", edited.difference());
                text = edited.text().to_owned();
            }
            Err(error) => shown += &format!("error: {}\n", error.render()),
        }
    }
    shown += "Edit your own app: cargo run --example edit -- app.yaml scale=4 --write\n";
    print(&shown).map_err(Failure::unusable)
}
