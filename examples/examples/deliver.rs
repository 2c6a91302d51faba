//! The main job: app specs in, manifests for every environment out.
//!
//! Without arguments it shows what the built-in platform delivers of three apps that ship beside it. With
//! `--out` it writes YAML for `kubectl apply -f`. Nothing is written unless every file is free of errors.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use examples::{Outcome, explain, print, read, table, write};
use pavedroad_manifests::{App, AppSpec, ExplainedValue, Objects, OriginKind, Platform, ResourceName, Scale};
use pavedroad_naming::Environment;

/// Turn app specs into Kubernetes manifests for every environment.
///
/// Exit code: 0 done, 1 the files have errors or ask for what is not written yet (nothing is written), 2 wrong usage or
/// an unreadable file.
#[derive(Parser)]
#[command(name = "deliver", after_help = EXAMPLES)]
struct Arguments {
    /// App specs to deliver; without any, three apps that ship with this program
    #[arg(long = "app", value_name = "FILE", num_args = 1..)]
    apps: Vec<PathBuf>,

    /// The platform's convention and defaults; without it, the built-in platform
    #[arg(long, value_name = "FILE")]
    platform: Option<PathBuf>,

    /// Deliver to this environment only
    #[arg(long, value_name = "NAME")]
    environment: Option<String>,

    /// Write NAME.yaml for each environment into this folder, or all of them to standard output (-)
    #[arg(long, value_name = "DIR | -")]
    out: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  cargo run --example deliver
  cargo run --example deliver -- --app app.yaml --out manifests
  cargo run --example deliver -- --app app.yaml --platform platform.yaml --out -
  cargo run --example deliver -- --environment test --out - | kubectl apply -f -";

/// The apps that ship with this program: those of the talk the convention comes from.
const SHIPPED: [(&str, &str); 3] = [
    ("examples/apps/ai-dc-api.yaml", include_str!("../apps/ai-dc-api.yaml")),
    ("examples/apps/ai-dc-server.yaml", include_str!("../apps/ai-dc-server.yaml")),
    ("examples/apps/ai-dc-web.yaml", include_str!("../apps/ai-dc-web.yaml")),
];

/// Why nothing was delivered, and what a person is told.
struct Failure(Outcome, String);

impl Failure {
    fn unusable(message: impl Display) -> Self {
        Self(Outcome::Unusable, format!("error: {message}\n"))
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
    let platform = read_platform(arguments.platform.as_deref())?;
    let environments = environments(&platform, arguments.environment.as_deref())?;
    let specs = read_apps(&platform, &arguments.apps)?;
    let deliveries: Vec<Delivery> =
        environments.into_iter().map(|environment| Delivery::new(&platform, &specs, environment)).collect();
    let file = arguments.platform.as_deref().map_or_else(String::new, |path| path.display().to_string());
    let unwritten = unwritten(&platform, &file, &specs, &deliveries);
    if !unwritten.is_empty() {
        return Err(Failure(Outcome::Findings, unwritten + "nothing is written\n"));
    }
    match arguments.out.as_deref() {
        None => show(&deliveries, arguments),
        Some(out) if out == Path::new("-") => {
            let streams: Vec<String> = deliveries.iter().map(Delivery::to_yaml).collect::<Result<_, _>>()?;
            print(&streams.join("---\n")).map_err(Failure::unusable)
        }
        Some(out) => write_files(&deliveries, out),
    }
}

/// What one environment gets.
struct Delivery<'a> {
    environment: &'a Environment,
    apps: Vec<&'a App>,
    objects: Objects,
}

impl<'a> Delivery<'a> {
    fn new(platform: &Platform, specs: &'a [AppSpec], environment: &'a Environment) -> Self {
        let apps: Vec<&App> = specs.iter().filter_map(|spec| spec.app(environment.as_str())).collect();
        let objects = platform.objects(apps.iter().copied());
        Self { environment, apps, objects }
    }

    fn to_yaml(&self) -> Result<String, Failure> {
        self.objects.to_yaml().map_err(Failure::unusable)
    }
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

/// Reads every file before it gives up, so that all errors are seen at once.
fn read_apps(platform: &Platform, paths: &[PathBuf]) -> Result<Vec<AppSpec>, Failure> {
    let mut sources: Vec<(String, Vec<u8>)> = Vec::new();
    let mut unreadable = String::new();
    for path in paths {
        match read(path) {
            Ok(text) => sources.push((path.display().to_string(), text)),
            Err(message) => unreadable += &format!("error: {message}\n"),
        }
    }
    if !unreadable.is_empty() {
        return Err(Failure(Outcome::Unusable, unreadable));
    }
    if paths.is_empty() {
        sources.extend(SHIPPED.map(|(file, text)| (file.to_owned(), text.into())));
    }

    let mut specs: Vec<(&str, AppSpec)> = Vec::new();
    let (mut refused, mut message) = (false, String::new());
    for (file, text) in &sources {
        match AppSpec::read(platform, file, text) {
            Err(findings) => {
                refused = true;
                message += &explain(&findings, text);
            }
            Ok(spec) => {
                eprint!("{}", explain(spec.findings(), text));
                match specs.iter().find(|(_, other)| other.name() == spec.name()) {
                    Some((first, _)) => {
                        refused = true;
                        message += &format!(
                            "error: {file}: app {} is in {first} too, expected one file for an app\n",
                            spec.name()
                        );
                    }
                    None => specs.push((file, spec)),
                }
            }
        }
    }
    if refused {
        return Err(Failure(Outcome::Findings, message + "nothing is written\n"));
    }
    Ok(specs.into_iter().map(|(_, spec)| spec).collect())
}

/// What the files ask for that no object says yet, each section of a file once, with the place that asks for it.
fn unwritten(platform: &Platform, file: &str, specs: &[AppSpec], deliveries: &[Delivery<'_>]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for missing in deliveries.iter().flat_map(|delivery| delivery.objects.unwritten()) {
        let spec = missing.app().and_then(|app| specs.iter().find(|spec| spec.name() == app));
        let values = spec.and_then(|spec| spec.explain(platform, missing.environment().as_str()));
        let section = missing.section();
        let place = values.and_then(|values| {
            let own = |value: &&ExplainedValue| matches!(value.origin().kind(), OriginKind::App | OriginKind::Override);
            let under = values.under(section);
            under.iter().find(own).or_else(|| values.get("app")).map(|value| value.origin().to_string())
        });
        let place = place.unwrap_or_else(|| file.to_owned());
        let line = format!("error: {place}: `{section}` is read and checked, but its objects are not written yet\n");
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.concat()
}

fn write_files(deliveries: &[Delivery<'_>], out: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(out)
        .map_err(|error| Failure::unusable(format!("cannot make the folder {}: {error}", out.display())))?;
    let mut written = String::new();
    for delivery in deliveries {
        let path = out.join(format!("{}.yaml", delivery.environment));
        write(&path, &delivery.to_yaml()?).map_err(Failure::unusable)?;
        written += &format!("wrote {}: {} objects\n", path.display(), delivery.objects.len());
    }
    print(&written).map_err(Failure::unusable)
}

/// The summary: a table for each environment, and how to go on.
fn show(deliveries: &[Delivery<'_>], arguments: &Arguments) -> Result<(), Failure> {
    let mut text = String::new();
    for Delivery { environment, apps, objects } in deliveries {
        text += &format!("{environment}: {} objects\n", objects.len());
        let mut rows = vec![["NAMESPACE", "APP", "PODS", "CPU", "MEMORY", "PORTS", "IMAGE"].map(str::to_owned)];
        rows.extend(apps.iter().map(|app| row(app)));
        text += &table(&rows);
        text.push('\n');
    }
    if arguments.apps.is_empty() {
        text += "Write the manifests:  cargo run --example deliver -- --out manifests\n";
        text += "Deliver your own app: cargo run --example deliver -- --app app.yaml --out manifests\n";
    }
    print(&text).map_err(Failure::unusable)
}

fn row(app: &App) -> [String; 7] {
    let pods = match app.scale() {
        Scale::Auto(autoscale) => format!("{} to {}", autoscale.min, autoscale.max),
        scale => scale.least().to_string(),
    };
    let request = |name| app.resources().request(&name).map_or_else(|| "-".to_owned(), ToString::to_string);
    let ports: Vec<String> = app.ports().iter().map(|port| format!("{} {}", port.name, port.port)).collect();
    [
        app.namespace().to_string(),
        app.name().to_string(),
        pods,
        request(ResourceName::CPU),
        request(ResourceName::MEMORY),
        ports.join(", "),
        app.image().to_owned(),
    ]
}
