//! `platform.yaml`: the platform's convention and defaults, read.

pub(crate) mod backends;
pub(crate) mod budget;
pub(crate) mod mesh;
pub(crate) mod pod_security;
pub(crate) mod quota;
pub(crate) mod routing;

use std::sync::Arc;

use pavedroad_naming::{
    AppName, BusinessLine, ClusterDomain, Convention, ConventionError, ConventionSpec, DnsLabel, DnsSubdomain,
    Environment, Line, Namespace, Registry,
};

use super::places::Places;
use super::resources;
use crate::decode::{Decoder, ValueError, map, one_of, parse, sequence, text};
use crate::settings::Settings;
use crate::yaml::tree::{Node, Sources, parse_one};
use crate::{FindingCode, Findings, Platform};
use routing::Routing;

impl Platform {
    /// Reads a platform file, as text or as its bytes. `file` is the name that findings show; nothing is opened.
    ///
    /// What the file leaves out is as in the built-in platform, one key of the convention at a time. What is worth
    /// knowing and stops nothing is in [`findings`](Self::findings).
    ///
    /// # Errors
    /// All mistakes of the file, each once: bytes that are no UTF-8, YAML that cannot be read, unknown and doubled
    /// keys, values that break a rule, templates that cannot be read back in one way only (with the two readings that collide).
    pub fn read(file: &str, text: impl AsRef<[u8]>) -> Result<Self, Findings> {
        let mut findings = Findings::new();
        let mut sources = Sources::new();
        let platform = sources
            .add_bytes(file, text.as_ref(), &mut findings)
            .and_then(|source| parse_one(&sources, source, &mut findings))
            .and_then(|root| {
                let platform = platform(&mut Decoder::new(&sources, &mut findings), &root)?;
                Some(Self { places: Places::of(file, root), ..platform })
            });
        match platform {
            Some(platform) if !findings.has_errors() => Ok(Self { findings, ..platform }),
            _ => Err(findings),
        }
    }
}

fn platform(decoder: &mut Decoder<'_>, root: &Node) -> Option<Platform> {
    let mut fields = decoder.fields(root, "a mapping such as `convention: {environments: [test, prod]}`")?;
    let _ = fields.optional("apiVersion", super::api_version);
    let read = fields.optional("convention", convention).map(Option::unwrap_or_default);
    let sets = read.as_ref().map(|(convention, _)| (convention.lines(), convention.environments()));
    let environments = sets.map(|(_, environments)| environments);
    let pull_secret = fields.optional("pullSecret", parse::<DnsSubdomain>("the name of a Secret"));
    let domain = fields.optional("domain", routing::domain);
    let routing = fields.optional("routing", one_of(&Routing::ALL));
    let gateway_class =
        fields.optional("gatewayClass", parse::<DnsSubdomain>("the name of a GatewayClass such as `istio`"));
    let ingress_class =
        fields.optional("ingressClass", parse::<DnsSubdomain>("the name of an IngressClass such as `traefik`"));
    let pod_security = fields.optional("podSecurity", |decoder, node| pod_security::decode(decoder, node, sets));
    let mesh = fields.optional("mesh", mesh::decode);
    let monitoring = fields.optional("monitoring", monitoring);
    let consul = fields.optional("consul", backends::backend);
    let tracing = fields.optional("tracing", backends::backend);
    let profiles =
        fields.optional("profiles", map(parse::<DnsLabel>("a name such as `2c4g`"), resources::decode_profile));
    let logs = fields.optional("logs", backends::logs);
    let apollo = fields.optional("apollo", backends::apollo);
    let limits = fields.optional("limits", budget::limits);
    let quota = fields.optional("quota", |decoder, node| quota::quota(decoder, node, environments));
    let min_replicas =
        fields.optional("minReplicas", |decoder, node| budget::min_replicas(decoder, node, environments));
    fields.finish();
    quota::cpu_limits(decoder, root, quota.iter().flatten().flatten());
    let (convention, cluster_domain) = read?;
    let mesh = mesh?.unwrap_or_default();
    let settings = Settings {
        convention,
        cluster_domain,
        pull_secret: pull_secret?,
        domain: domain?,
        routing: routing?.unwrap_or_default(),
        gateway_class: gateway_class?.unwrap_or(routing::GATEWAY_CLASS),
        ingress_class: ingress_class?.unwrap_or(routing::INGRESS_CLASS),
        mesh_cni: mesh.cni,
        mesh_proxy: mesh.proxy,
        monitoring: monitoring?,
        consul: consul?,
        tracing: tracing?,
        logs: logs?,
        apollo: apollo?,
    };
    Some(Platform {
        settings: Arc::new(settings),
        pod_security: pod_security?.unwrap_or_default(),
        profiles: profiles?.unwrap_or_default(),
        limits: limits?.unwrap_or_default(),
        quota: quota?.unwrap_or_default(),
        min_replicas: min_replicas?.unwrap_or_default(),
        // Whoever has the file puts them here.
        places: Places::default(),
        // Whoever reads the file has them, and puts them here.
        findings: Findings::new(),
    })
}

/// An app name of the convention's form.
pub(super) fn app_name(decoder: &mut Decoder<'_>, platform: &Platform, node: &Node) -> Option<AppName> {
    let name = parse::<AppName>("an app name such as `ai-dc-web`")(decoder, node)?;
    match platform.settings.convention.parse_app(&name) {
        Ok(_) => Some(name),
        Err(error) => {
            let span = decoder.inside(node, error.offset());
            decoder.refuse_value(span, FindingCode::Convention, &error)
        }
    }
}

/// One of the platform's environments; any, where those are wrong themselves.
fn environment(decoder: &mut Decoder<'_>, node: &Node, known: Option<&[Environment]>) -> Option<Environment> {
    let name = parse::<Environment>("an environment such as `test`")(decoder, node)?;
    let names = || known.unwrap_or_default().iter().map(Environment::as_str);
    if known.is_none() || names().any(|known| known == name.as_str()) {
        Some(name)
    } else {
        decoder.dangling(node, "environment", name.as_str(), "one of the platform's", names())
    }
}

/// One of the platform's business lines; any, where those are wrong themselves.
fn line(decoder: &mut Decoder<'_>, node: &Node, known: Option<&[Line]>) -> Option<BusinessLine> {
    let name = parse::<BusinessLine>("a business line such as `ai`")(decoder, node)?;
    let names = || known.unwrap_or_default().iter().map(|line| line.name.as_str());
    if known.is_none() || names().any(|known| known == name.as_str()) {
        Some(name)
    } else {
        decoder.dangling(node, "business line", name.as_str(), "one of the platform's", names())
    }
}

fn monitoring(decoder: &mut Decoder<'_>, node: &Node) -> Option<Namespace> {
    let mut fields = decoder.fields(node, "a mapping such as `{namespace: monitoring}`")?;
    let namespace = fields.required("namespace", parse::<Namespace>("a namespace"));
    fields.finish();
    namespace
}

fn convention(decoder: &mut Decoder<'_>, root: &Node) -> Option<(Convention, ClusterDomain)> {
    let mut fields = decoder.fields(root, "a mapping such as `{environments: [test, prod]}`")?;
    let lines = fields.optional("lines", lines);
    let environments = fields.optional("environments", sequence(parse::<Environment>("an environment such as `test`")));
    let app = fields.optional("app", text);
    let namespace = fields.optional("namespace", text);
    let registry = fields.optional("registry", registry);
    let image = fields.optional("image", text);
    let tag = fields.optional("tag", text);
    let console_tag = fields.optional("consoleTag", text);
    let node = fields.optional("node", text);
    let cluster_domain = fields.optional("clusterDomain", parse::<ClusterDomain>("a domain such as `cluster.local`"));
    fields.finish();
    let built_in = ConventionSpec::default();
    let spec = ConventionSpec {
        lines: lines?.unwrap_or(built_in.lines),
        environments: environments?.unwrap_or(built_in.environments),
        app: app?.unwrap_or(built_in.app),
        namespace: namespace?.unwrap_or(built_in.namespace),
        registry: registry?.unwrap_or(built_in.registry),
        image: image?.unwrap_or(built_in.image),
        tag: tag?.unwrap_or(built_in.tag),
        console_tag: console_tag?.unwrap_or(built_in.console_tag),
        node: node?.unwrap_or(built_in.node),
    };
    match Convention::new(spec) {
        Ok(convention) => Some((convention, cluster_domain?.unwrap_or_default())),
        Err(errors) => {
            for error in &errors {
                report(decoder, root, error.field(), error);
            }
            None
        }
    }
}

fn lines(decoder: &mut Decoder<'_>, node: &Node) -> Option<Vec<Line>> {
    let _ = decoder.fields(node, "a mapping such as `{ai: Artificial Intelligence}`")?;
    let lines = map(parse::<BusinessLine>("a business line such as `ai`"), text)(decoder, node)?;
    Some(lines.into_iter().map(|(name, description)| Line { name, description }).collect())
}

fn registry(decoder: &mut Decoder<'_>, node: &Node) -> Option<Registry> {
    let mut fields = decoder.fields(node, "a mapping such as `{host: registry.example.com, path: apps}`")?;
    let host = fields.required("host", text);
    let path = fields.optional("path", text);
    fields.finish();
    Some(Registry { host: host?, path: path? })
}

/// Reports at the key of an error: `registry.host`, `lines[1]`. What is not in the file is the built-in's, and the
/// mapping that leaves it out is to blame.
fn report(decoder: &mut Decoder<'_>, node: &Node, field: &str, error: &ConventionError) {
    let (key, rest) = field.split_once('.').unwrap_or((field, ""));
    let (key, index) = match key.split_once('[') {
        Some((key, index)) => (key, index.trim_end_matches(']').parse::<usize>().ok()),
        None => (key, None),
    };
    let Some(entry) = node.as_mapping().and_then(|mapping| mapping.get(key)) else {
        decoder.refuse_value::<()>(decoder.owner(node), FindingCode::Convention, error);
        return;
    };
    decoder.at_key(&entry.key, |decoder| {
        if !rest.is_empty() {
            return report(decoder, &entry.value, rest, error);
        }
        let item = index.and_then(|index| match entry.value.as_mapping() {
            Some(mapping) => mapping.entries.get(index).map(|entry| entry.key.span),
            None => entry.value.as_sequence()?.get(index).map(Node::span),
        });
        let span = item.unwrap_or_else(|| match error.offset() {
            Some(offset) => decoder.inside(&entry.value, offset),
            None => entry.value.span(),
        });
        decoder.refuse_value::<()>(span, FindingCode::Convention, error);
    });
}

impl ValueError for ConventionError {
    fn offset(&self) -> Option<usize> {
        Self::offset(self)
    }

    fn found(&self) -> &str {
        Self::found(self)
    }

    fn expected(&self) -> &str {
        Self::expected(self)
    }

    fn hint(&self) -> Option<&str> {
        Self::hint(self)
    }
}
