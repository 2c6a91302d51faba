//! The app spec: from the text of a file to one checked [`App`] for each environment.
//!
//! Text becomes a tree, defaults, file and override are merged on the tree, and each section is decoded from the
//! merged one. Every value keeps its place through all of this, so a mistake is reported where it was written, once.

pub(crate) mod access;
pub(crate) mod autoscale;
pub(crate) mod availability;
pub(crate) mod calls;
pub(crate) mod canary;
mod canonical;
mod choices;
pub(crate) mod command;
pub(crate) mod config;
pub(crate) mod containers;
mod declared;
pub(crate) mod duration;
pub(crate) mod env;
mod file_path;
pub(crate) mod image;
pub(crate) mod job;
pub(crate) mod labels;
pub(crate) mod layers;
pub(crate) mod logs;
pub(crate) mod mesh;
mod object_key;
pub(crate) mod patch;
pub(crate) mod placement;
pub(crate) mod places;
pub(crate) mod platform;
pub(crate) mod port;
pub(crate) mod probe;
pub(crate) mod quantity;
pub(crate) mod rate;
mod read_all;
pub(crate) mod resources;
pub(crate) mod route;
mod rules;
mod scale;
pub(crate) mod secrets;
pub(crate) mod sections;
pub(crate) mod security;
pub(crate) mod shape;
pub(crate) mod storage;
pub(crate) mod time_zone;
pub(crate) mod tracing;
pub(crate) mod track;
pub(crate) mod workload;

use pavedroad_naming::{AppName, Derivation, Environment};

use self::places::Places;
use self::shape::SECTIONS;
use crate::decode::{Decoder, did_you_mean, listed, one_of, parse};
use crate::finding::{Problem, quote};
use crate::yaml::tree::{Node, Sources, merge, parse_one};
use crate::{App, FindingCode, Findings, Platform, Severity};

/// The one version of both documents there is.
pub(crate) const API_VERSION: &str = "pavedroad/v1alpha1";

/// What a service team writes, read for every environment of a platform.
///
/// # Examples
/// ```
/// use pavedroad_manifests::{AppSpec, Platform, Scale};
///
/// let text = "\
/// app: ai-dc-web
/// image: {tag: 20190510-1033_v20}
/// ports: {http: 8080}
/// resources: {cpu: 250m, memory: 512Mi}
/// environments:
///   test: {replicas: 1}
/// ";
/// let spec = AppSpec::read(&Platform::default(), "app.yaml", text)?;
/// let pods: Vec<_> = spec.apps().iter().map(|app| (app.environment().as_str(), app.scale().least())).collect();
/// assert_eq!(pods, [("test", 1), ("preview", 2), ("prod", 2)]);
/// # Ok::<(), pavedroad_manifests::Findings>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppSpec {
    name: AppName,
    apps: Vec<App>,
    findings: Findings,
    pub(crate) places: Places,
}

impl AppSpec {
    /// Reads an app spec, as text or as the bytes of a file. `file` is the name that findings show; nothing is opened.
    ///
    /// # Errors
    /// All mistakes of the file, for all environments, each once: bytes that are no UTF-8, YAML that cannot be read,
    /// unknown, missing and doubled keys, values that break a rule, names that break the platform's convention.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::{AppSpec, Platform};
    ///
    /// let findings = AppSpec::read(&Platform::default(), "app.yaml", "app: ai-dc-web\nimagee: {tag: v1}\n").unwrap_err();
    /// assert_eq!(
    ///     findings.to_string(),
    ///     "app.yaml:2:1: error[unknown-key] imagee: found unknown key `imagee`, expected one of `apiVersion`, `app`, \
    ///      `environments`, `labels`, `workload`, `image`, `command`, `args`, `ports`, `resources`, `replicas`, \
    ///      `autoscale` and 21 more; did you mean `image`?\n"
    /// );
    /// ```
    pub fn read(platform: &Platform, file: &str, text: impl AsRef<[u8]>) -> Result<Self, Findings> {
        let mut findings = Findings::new();
        match read(platform, file, text.as_ref(), &mut findings) {
            Some((name, apps, root)) if !findings.has_errors() => {
                Ok(Self { name, apps, findings, places: Places::of(file, root) })
            }
            _ => Err(findings),
        }
    }

    /// The name of the app.
    #[must_use]
    pub fn name(&self) -> &AppName {
        &self.name
    }

    /// The app in every environment, in promotion order.
    #[must_use]
    pub fn apps(&self) -> &[App] {
        &self.apps
    }

    /// The app in one environment, if the platform has that.
    #[must_use]
    pub fn app(&self, environment: &str) -> Option<&App> {
        self.apps.iter().find(|app| app.environment.as_str() == environment)
    }

    /// Warnings and notes: what is worth knowing and stops nothing.
    #[must_use]
    pub fn findings(&self) -> &Findings {
        &self.findings
    }
}

fn read(platform: &Platform, file: &str, text: &[u8], findings: &mut Findings) -> Option<(AppName, Vec<App>, Node)> {
    let mut sources = Sources::new();
    let defaults = sources.add_built_in("built-in defaults", layers::DEFAULTS);
    let source = sources.add_bytes(file, text, findings)?;
    let defaults = parse_one(&sources, defaults, findings)?;
    let root = parse_one(&sources, source, findings)?;

    let mut decoder = Decoder::new(&sources, findings);
    let document = document(&mut decoder, platform, &root)?;
    let base = layers::over_defaults(&document.base, &defaults);
    let mut apps = Vec::new();
    for environment in platform.settings.convention.environments() {
        let overrides = document.overrides.iter().find(|(name, _)| name == environment).map(|(_, node)| node);
        let merged = overrides.map_or_else(|| base.clone(), |node| merge(&base, node));
        decoder.lay_over(environment.as_str(), overrides);
        let node = layers::restored(&merged, &defaults);
        apps.push(sections::decode(&mut decoder, platform, document.name.as_ref(), environment, &node));
    }
    Some((document.name?, apps.into_iter().collect::<Option<_>>()?, root))
}

/// The keys of the document itself, and what is below them.
struct Document {
    name: Option<AppName>,
    base: Node,
    overrides: Vec<(Environment, Node)>,
}

fn document(decoder: &mut Decoder<'_>, platform: &Platform, root: &Node) -> Option<Document> {
    let mut fields = decoder.fields(root, "a mapping such as `app: ai-dc-web`")?;
    let _ = fields.optional("apiVersion", api_version);
    let name = fields.required("app", |decoder, node| name(decoder, platform, node));
    let overrides = fields.optional("environments", |decoder, node| overrides(decoder, platform, node));
    SECTIONS.iter().for_each(|(key, _)| fields.allow(key));
    fields.finish();
    Some(Document { name, base: layers::base(root), overrides: overrides.flatten().unwrap_or_default() })
}

/// The version of a document. There is one, so an older or newer one is explained rather than guessed at.
fn api_version(decoder: &mut Decoder<'_>, node: &Node) -> Option<()> {
    one_of(&[(API_VERSION, ())])(decoder, node)
}

/// An app name of the convention's form, that every environment has a namespace for.
fn name(decoder: &mut Decoder<'_>, platform: &Platform, node: &Node) -> Option<AppName> {
    let name = parse::<AppName>("an app name such as `ai-dc-web`")(decoder, node)?;
    let convention = &platform.settings.convention;
    let namespaces = convention.environments().iter().map(|environment| convention.namespace_of(&name, environment));
    match convention.parse_app(&name).and_then(|_| namespaces.collect::<Result<Vec<_>, _>>()) {
        Ok(_) => {
            // A selector cannot change and a rename is a new app, so this is said before there is a canary.
            for error in name.lacks_room([&Derivation::Canary]) {
                let problem = Problem::error(FindingCode::InvalidValue, error.found(), error.expected());
                decoder.report(node.span(), problem.severity(Severity::Warning).hint_if(error.hint()));
            }
            Some(name)
        }
        Err(error) => {
            let span = decoder.inside(node, error.offset());
            decoder.refuse_value(span, FindingCode::Convention, &error)
        }
    }
}

/// `environments:` one mapping of sections each, made ready to be laid over the others.
fn overrides(decoder: &mut Decoder<'_>, platform: &Platform, node: &Node) -> Option<Vec<(Environment, Node)>> {
    let Some(mapping) = node.as_mapping() else {
        return decoder.wrong_type(node, "a mapping such as `{test: {replicas: 1}}`", None);
    };
    let environments = platform.settings.convention.environments();
    let mut overrides = Vec::new();
    for entry in &mapping.entries {
        decoder.at_key(&entry.key, |decoder| {
            let environment = environments.iter().find(|environment| environment.as_str() == entry.key.text());
            let Some(environment) = environment else {
                let problem = unknown_environment(entry.key.text(), environments);
                decoder.report(entry.key.span, problem);
                return;
            };
            if entry.value.is_null() {
                return;
            }
            if let Some(mut fields) = decoder.fields(&entry.value, "a mapping such as `{replicas: 1}`") {
                SECTIONS.iter().for_each(|(key, _)| fields.allow(key));
                fields.finish();
                overrides.push((environment.clone(), layers::over(&entry.value)));
            }
        });
    }
    Some(overrides)
}

/// What is said about an environment that the platform does not have.
pub(crate) fn unknown_environment(name: &str, environments: &[Environment]) -> Problem {
    let names = environments.iter().map(Environment::as_str);
    let found = format!("unknown environment {}", quote(name));
    Problem::error(FindingCode::UnknownKey, found, listed("one of the platform's", names.clone()))
        .hint_if(did_you_mean(name, names))
}
