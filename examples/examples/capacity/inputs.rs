//! What is read: the platform, the apps, the nodes.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::fs::canonicalize;
use std::path::{Path, PathBuf};

use examples::{Outcome, explain, read, yaml_files};
use k8s_openapi::api::core::v1::Node;
use pavedroad_manifests::{AppSpec, Manifests, Object, Platform};
use pavedroad_naming::{AppName, Environment};

use crate::arguments::Arguments;

/// The shipped apps: one for each design point.
const SHIPPED: [(&str, &str); 10] = [
    ("examples/design/apps/01-gateway.yaml", include_str!("../../design/apps/01-gateway.yaml")),
    ("examples/design/apps/02-stateless.yaml", include_str!("../../design/apps/02-stateless.yaml")),
    ("examples/design/apps/03-database.yaml", include_str!("../../design/apps/03-database.yaml")),
    ("examples/design/apps/04-cache.yaml", include_str!("../../design/apps/04-cache.yaml")),
    ("examples/design/apps/05-discovery.yaml", include_str!("../../design/apps/05-discovery.yaml")),
    ("examples/design/apps/06-elasticity.yaml", include_str!("../../design/apps/06-elasticity.yaml")),
    ("examples/design/apps/07-config.yaml", include_str!("../../design/apps/07-config.yaml")),
    ("examples/design/apps/08-logs.yaml", include_str!("../../design/apps/08-logs.yaml")),
    ("examples/design/apps/09-resilience.yaml", include_str!("../../design/apps/09-resilience.yaml")),
    ("examples/design/apps/10-monitoring.yaml", include_str!("../../design/apps/10-monitoring.yaml")),
];
const SHIPPED_PLATFORM: (&str, &str) = ("examples/design/platform.yaml", include_str!("../../design/platform.yaml"));
const SHIPPED_NODES: (&str, &str) = ("examples/inventories/nodes.yaml", include_str!("../../inventories/nodes.yaml"));

/// Why nothing was counted, and what a person is told.
pub(crate) struct Failure(pub(crate) Outcome, pub(crate) String);

impl Failure {
    pub(crate) fn unusable(message: impl Display) -> Self {
        Self(Outcome::Unusable, format!("error: {message}\n"))
    }
}

/// What the command line names.
pub(crate) struct Inputs {
    pub(crate) platform: Platform,
    pub(crate) environments: Vec<Environment>,
    pub(crate) specs: Vec<AppSpec>,
    /// None if they are not known.
    pub(crate) nodes: Option<Vec<Node>>,
}

impl Inputs {
    pub(crate) fn read(arguments: &Arguments) -> Result<Self, Failure> {
        let platform = read_platform(arguments)?;
        let environments = environments(&platform, arguments.environment.as_deref())?;
        let nodes = read_nodes(arguments)?;
        let specs = read_apps(arguments, &platform)?;
        Ok(Self { platform, environments, specs, nodes })
    }
}

/// The text of the file that is named, or of the shipped one if the shipped apps are shown.
fn named_or_shipped(
    path: Option<&Path>,
    arguments: &Arguments,
    shipped: (&str, &str),
) -> Result<Option<(String, Vec<u8>)>, Failure> {
    match path {
        Some(path) => Ok(Some((path.display().to_string(), read(path).map_err(Failure::unusable)?))),
        None if arguments.is_default() => Ok(Some((shipped.0.to_owned(), shipped.1.into()))),
        None => Ok(None),
    }
}

fn read_platform(arguments: &Arguments) -> Result<Platform, Failure> {
    let file = named_or_shipped(arguments.platform.as_deref(), arguments, SHIPPED_PLATFORM)?;
    let Some((name, text)) = file else { return Ok(Platform::default()) };
    let platform =
        Platform::read(&name, &text).map_err(|findings| Failure(Outcome::Findings, explain(&findings, &text)))?;
    eprint!("{}", explain(platform.findings(), &text));
    Ok(platform)
}

fn environments(platform: &Platform, only: Option<&str>) -> Result<Vec<Environment>, Failure> {
    let all = platform.convention().environments();
    let Some(name) = only else { return Ok(all.to_vec()) };
    match all.iter().find(|environment| environment.as_str() == name) {
        Some(environment) => Ok(vec![environment.clone()]),
        None => {
            let names: Vec<&str> = all.iter().map(Environment::as_str).collect();
            let names = names.join(", ");
            Err(Failure::unusable(format!("found environment {name:?}, expected one of the platform's: {names}")))
        }
    }
}

fn read_nodes(arguments: &Arguments) -> Result<Option<Vec<Node>>, Failure> {
    let file = named_or_shipped(arguments.nodes.as_deref(), arguments, SHIPPED_NODES)?;
    let Some((name, text)) = file else { return Ok(None) };
    let manifests =
        Manifests::read(&name, &text).map_err(|findings| Failure(Outcome::Findings, explain(&findings, &text)))?;
    let node = |object| if let Object::Node(node) = object { Some(*node) } else { None };
    let nodes: Vec<Node> = manifests.into_objects().into_iter().filter_map(node).collect();
    if nodes.is_empty() {
        let message = format!("found no node in {name}, expected what `kubectl get nodes -o yaml` prints");
        return Err(Failure::unusable(message));
    }
    Ok(Some(nodes))
}

fn read_apps(arguments: &Arguments, platform: &Platform) -> Result<Vec<AppSpec>, Failure> {
    let sources = sources(arguments)?;
    let mut first: BTreeMap<AppName, &str> = BTreeMap::new();
    let (mut specs, mut refused) = (Vec::new(), String::new());
    for (file, text) in &sources {
        match AppSpec::read(platform, file, text) {
            Err(findings) => refused += &explain(&findings, text),
            Ok(spec) => {
                eprint!("{}", explain(spec.findings(), text));
                if let Some(other) = first.insert(spec.name().clone(), file) {
                    let name = spec.name();
                    refused += &format!("error: {file}: app {name} is in {other} too, expected one file for an app\n");
                }
                specs.push(spec);
            }
        }
    }
    if refused.is_empty() { Ok(specs) } else { Err(Failure(Outcome::Findings, refused)) }
}

/// The files of apps with their texts. In a folder, the files of other options are none.
fn sources(arguments: &Arguments) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    if arguments.is_default() {
        return Ok(SHIPPED.map(|(name, text)| (name.to_owned(), text.into())).into());
    }
    let (mut files, mut unreadable) = yaml_files(&arguments.paths);
    let real = |path: &PathBuf| canonicalize(path).ok();
    let others: Vec<PathBuf> = arguments.platform.iter().chain(&arguments.nodes).filter_map(real).collect();
    files.retain(|path| arguments.paths.contains(path) || real(path).is_none_or(|path| !others.contains(&path)));
    if files.is_empty() && unreadable.is_empty() {
        let paths: Vec<String> = arguments.paths.iter().map(|path| path.display().to_string()).collect();
        unreadable.push(format!("found no YAML files in {}, expected app specs", paths.join(", ")));
    }
    let mut sources = Vec::with_capacity(files.len());
    for path in files {
        match read(&path) {
            Ok(text) => sources.push((path.display().to_string(), text)),
            Err(message) => unreadable.push(message),
        }
    }
    let text: String = unreadable.iter().map(|message| format!("error: {message}\n")).collect();
    if text.is_empty() { Ok(sources) } else { Err(Failure(Outcome::Unusable, text)) }
}
