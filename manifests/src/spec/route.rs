//! `routes:` ways to an app, by name, in the order of the file.

use std::num::NonZeroU32;

use pavedroad_naming::{DnsLabel, DnsSubdomain, PortName};
use serde_json::{Value, json};

use super::declared::Declared;
use super::port::{Port, declared};
use super::track::Track;
use crate::FindingCode;
use crate::decode::{Decoder, boolean, integer, map, parse, text};
use crate::finding::{Problem, quote};
use crate::schema::object;
use crate::yaml::tree::Node;

/// The track of the app's own Deployment.
pub(crate) const STABLE: &str = "stable";

/// A way to an app: from outside, or within the mesh.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Route {
    /// Its name, unique in the app.
    pub name: DnsLabel,
    /// The host that is asked for. Unless given, that of a public route is the platform's for the app, and one that is
    /// not public is for those who ask for the app's Service.
    pub host: Option<Box<str>>,
    /// What the path of a request begins with, part by part: `/api` is for `/api/v1`, and not for `/apiary`. Of several
    /// routes the one with the longest path decides, wherever it stands in the file.
    pub path: Box<str>,
    /// A declared port.
    pub port: PortName,
    /// Whether it is open to the internet, at the platform's public gateway; else it is for the apps of the mesh.
    pub public: bool,
    /// Shares of the app's tracks, in the order of the file; all to `stable` where there are none.
    pub split: Vec<(DnsLabel, u32)>,
}

/// What is decoded with; `None` where it is wrong itself.
pub(super) struct Targets<'a> {
    pub(super) ports: Option<&'a Declared<'a, Port>>,
    pub(super) tracks: Option<&'a Declared<'a, Track>>,
}

pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node, targets: &Targets<'_>) -> Option<Vec<Route>> {
    let _ = decoder.fields(node, "a mapping such as `{web: {host: dc.example.com}}`")?;
    let name = parse::<DnsLabel>("the name of a route such as `web`");
    let routes = map(name, |decoder, node| route(decoder, node, targets))(decoder, node)?;
    Some(routes.into_iter().map(|(name, route)| Route { name, ..route }).collect())
}

fn route(decoder: &mut Decoder<'_>, node: &Node, targets: &Targets<'_>) -> Option<Route> {
    let mut fields = decoder.fields(node, "a mapping such as `{host: dc.example.com, path: /}`")?;
    let host = fields.optional("host", host);
    let path = fields.optional("path", path);
    let port = fields.optional("port", |decoder, node| declared(decoder, node, targets.ports));
    let public = fields.optional("public", boolean);
    let split = fields.optional("split", |decoder, node| split(decoder, node, targets.tracks));
    fields.finish();
    let port = match (port?, targets.ports?.first()) {
        (Some(port), _) => port.name,
        (None, Some(first)) => first.name.clone(),
        (None, None) => {
            let problem =
                Problem::error(FindingCode::DanglingReference, "a route to an app without ports", "a declared port");
            return decoder.refuse(decoder.owner(node), problem);
        }
    };
    Some(Route {
        // Whoever asked knows the name, and puts it here.
        name: DnsLabel::from_static("route"),
        host: host?,
        path: path?.unwrap_or_else(|| "/".into()),
        port,
        public: public?.unwrap_or(false),
        split: split?.unwrap_or_default(),
    })
}

/// A host name of at least two labels, or one with `*.` in front: what a Gateway's and an HTTPRoute's host take.
fn host(decoder: &mut Decoder<'_>, node: &Node) -> Option<Box<str>> {
    named(decoder, node, true)
}

/// A host name of at least two labels: what an ExternalName Service takes.
pub(super) fn full_host(decoder: &mut Decoder<'_>, node: &Node) -> Option<Box<str>> {
    named(decoder, node, false)
}

fn named(decoder: &mut Decoder<'_>, node: &Node, wildcard: bool) -> Option<Box<str>> {
    let host = text(decoder, node)?;
    let name = host.strip_prefix("*.").filter(|_| wildcard).unwrap_or(&host);
    match name.parse::<DnsSubdomain>() {
        Ok(_) if name.contains('.') => Some(host.into()),
        Ok(_) => {
            let problem =
                Problem::error(FindingCode::InvalidValue, quote(&host), "a full host name such as `dc.example.com`");
            decoder.refuse(node.span(), problem)
        }
        Err(error) => {
            let span = decoder.inside(node, host.len() - name.len() + error.offset());
            let found = format!("{} in {}", error.found(), quote(&host));
            // A hint about the characters of a URL would only make another wrong host of it.
            let hint = if host.contains("://") { Some("write the host alone") } else { error.hint() };
            let problem = Problem::error(FindingCode::InvalidValue, found, error.expected());
            decoder.refuse(span, problem.hint_if(hint))
        }
    }
}

/// What a path begins with, as routers take it. Queries and fragments are no part of it, and routers compare without
/// decoding.
///
/// Source: the rules of an HTTPRoute's `path`, of which those of an Ingress' are a part.
fn path(decoder: &mut Decoder<'_>, node: &Node) -> Option<Box<str>> {
    let path = text(decoder, node)?;
    let legal = path.starts_with('/')
        && path.len() <= 1024
        && path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-/._~!$&'()*+,;=:@%".contains(&byte))
        && path.split('%').skip(1).all(is_encoded)
        && path.strip_suffix('/').unwrap_or(&path).split('/').skip(1).all(|part| !["", ".", ".."].contains(&part));
    if legal {
        return Some(path.into());
    }
    let hint = (!path.starts_with('/') && !path.contains("://")).then(|| format!("write `/{path}`"));
    let problem = Problem::error(FindingCode::InvalidValue, quote(&path), "a path such as `/` or `/api`");
    decoder.refuse(node.span(), problem.hint_if(hint))
}

/// Whether an encoded byte stands here, and none that is a `/`.
fn is_encoded(text: &str) -> bool {
    text.get(..2)
        .is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()) && digits != "2f" && digits != "2F")
}

/// Shares of tracks; at least one is not 0.
fn split(decoder: &mut Decoder<'_>, node: &Node, tracks: Option<&Declared<'_, Track>>) -> Option<Vec<(DnsLabel, u32)>> {
    let _ = decoder.fields(node, "a mapping such as `{stable: 50, v2: 50}`")?;
    let split = map(|decoder, node| track(decoder, node, tracks), integer(0..=1_000_000_u32))(decoder, node)?;
    if split.iter().filter_map(|(_, share)| NonZeroU32::new(*share)).next().is_none() {
        let problem = Problem::error(FindingCode::InvalidValue, "no share above 0", "a share such as `stable: 50`");
        return decoder.refuse(decoder.owner(node), problem);
    }
    Some(split)
}

/// `stable`, or a declared track.
fn track(decoder: &mut Decoder<'_>, node: &Node, tracks: Option<&Declared<'_, Track>>) -> Option<DnsLabel> {
    let name = parse::<DnsLabel>("a track such as `stable`")(decoder, node)?;
    let tracks = tracks?;
    if name.as_str() == STABLE || tracks.get(name.as_str()).is_some() {
        return Some(name);
    }
    let names = std::iter::once(STABLE).chain(tracks.names());
    decoder.dangling(node, "track", name.as_str(), "a declared track", names)
}

/// The JSON schema of `routes:`.
pub(crate) fn schema() -> Value {
    json!({
        "description": "Ways to the app, by name. Of those with one host the longest path decides.",
        "type": "object",
        "propertyNames": {"pattern": DnsLabel::PATTERN},
        "additionalProperties": object("A route.", &json!({
            "host": {
                "description": "The host that is asked for. Unless given, that of a public route is the platform's for the app, and others are for those who ask for the app's Service.",
                "type": "string",
                "examples": ["dc.example.com"],
            },
            "path": {
                "description": "What the path begins with, part by part: /api is for /api/v1, and not for /apiary; / unless given.",
                "type": "string", "pattern": "^/[-A-Za-z0-9/._~!$&'()*+,;=:@%]*$", "maxLength": 1024, "examples": ["/api"],
            },
            "port": {"description": "A declared port; the first unless given.", "type": "string", "pattern": PortName::PATTERN},
            "public": {"description": "Whether it is open to the internet; unless given it is not, and is for the apps of the mesh.", "type": "boolean"},
            "split": {
                "description": "Shares of tracks; all to `stable` unless given.",
                "type": "object",
                "propertyNames": {"pattern": DnsLabel::PATTERN},
                "additionalProperties": {"type": "integer", "minimum": 0, "maximum": 1_000_000},
                "examples": [{"stable": 50, "v2": 50}],
            },
        }), &[]),
        "examples": [{"web": {"host": "dc.example.com", "public": true}}],
    })
}
