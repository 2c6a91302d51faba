//! `mesh:` how an app takes part in the service mesh.

use std::num::NonZeroU32;
use std::time::Duration;

use serde_json::{Value, json};

use super::{duration, rate};
use crate::FindingCode;
use crate::decode::{Decoder, integer, one_of, percent};
use crate::finding::Problem;
use crate::schema::object;
use crate::yaml::tree::Node;

/// How an app takes part in the service mesh.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mesh {
    /// Whether, and by which data plane.
    pub mode: MeshMode,
    /// Whether plain text from outside the mesh is refused.
    pub mtls: Mtls,
    /// How long a request to the app may take.
    pub timeout: Option<Duration>,
    /// How often a failed request is tried again; the mesh's own default unless given.
    pub retries: Option<u32>,
    /// When a pod that fails gets no more requests for a while: circuit breaking.
    pub outlier: Option<Outlier>,
    /// How many connections there may be to the app from each client.
    pub connections: Option<NonZeroU32>,
    /// How many requests each pod takes.
    pub limit: Option<RateLimit>,
    /// Faults that are injected, to see how callers bear them.
    pub fault: Option<Fault>,
}

/// By which data plane an app is in the mesh.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum MeshMode {
    /// It is not.
    #[default]
    None,
    /// A proxy in each pod, put there by the mesh's webhook.
    Sidecar,
    /// The node's proxy.
    Ambient,
    /// A proxy in each pod, written into the manifest: for clusters without the webhook.
    Manual,
}

impl MeshMode {
    /// Every mode with its name.
    pub const ALL: [(&'static str, Self); 4] =
        [("none", Self::None), ("sidecar", Self::Sidecar), ("ambient", Self::Ambient), ("manual", Self::Manual)];

    /// The name in an app spec.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Sidecar => "sidecar",
            Self::Ambient => "ambient",
            Self::Manual => "manual",
        }
    }
}

/// Whether an app takes plain text beside mutual TLS. Source: Istio's PeerAuthentication.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mtls {
    /// Mutual TLS alone.
    #[default]
    Strict,
    /// Both.
    Permissive,
}

impl Mtls {
    /// Both with their names.
    pub const ALL: [(&'static str, Self); 2] = [("strict", Self::Strict), ("permissive", Self::Permissive)];
}

/// When a pod that fails gets no more requests for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Outlier {
    /// How many errors (5xx) in a row.
    pub errors: NonZeroU32,
    /// For how long; longer each time.
    pub ejection: Duration,
}

/// A number of requests per time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// How many.
    pub requests: NonZeroU32,
    /// In how long: a second, a minute or an hour.
    pub per: Duration,
}

/// A fault that is injected into some of the requests; a delay, an error, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// How long a request is held up.
    pub delay: Option<Duration>,
    /// The HTTP status it is answered with, 400 to 599.
    pub abort: Option<u16>,
    /// How many requests of a hundred, 1 to 100.
    pub percent: u32,
}

pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<Mesh> {
    let mut fields = decoder.fields(node, "a mapping such as `{mode: sidecar}`")?;
    let mode = fields.required("mode", one_of(&MeshMode::ALL));
    let mtls = fields.optional("mtls", one_of(&Mtls::ALL));
    let timeout = fields.optional("timeout", duration::decode);
    let retries = fields.optional("retries", integer(0..=100_u32));
    let outlier = fields.optional("outlier", outlier);
    let connections = fields.optional("connections", count);
    let limit = fields.optional("limit", rate::decode);
    let fault = fields.optional("fault", fault);
    fields.finish();
    Some(Mesh {
        mode: mode?,
        mtls: mtls?.unwrap_or_default(),
        timeout: timeout?,
        retries: retries?,
        outlier: outlier?,
        connections: connections?,
        limit: limit?,
        fault: fault?,
    })
}

fn outlier(decoder: &mut Decoder<'_>, node: &Node) -> Option<Outlier> {
    let mut fields = decoder.fields(node, "a mapping such as `{errors: 5, ejection: 30s}`")?;
    let errors = fields.optional("errors", count);
    let ejection = fields.optional("ejection", duration::decode);
    fields.finish();
    // Istio's own defaults.
    Some(Outlier {
        errors: errors?.unwrap_or(NonZeroU32::MIN.saturating_add(4)),
        ejection: ejection?.unwrap_or(Duration::from_secs(30)),
    })
}

fn fault(decoder: &mut Decoder<'_>, node: &Node) -> Option<Fault> {
    let mut fields = decoder.fields(node, "a mapping such as `{delay: 2s, percent: 1%}`")?;
    let delay = fields.optional("delay", duration::decode);
    let abort = fields.optional("abort", integer(400..=599_u16));
    let percent = fields.required("percent", percent(1..=100));
    let known = fields.finish();
    let (delay, abort) = (delay?, abort?);
    if delay.is_none() && abort.is_none() && known {
        let problem = Problem::error(FindingCode::Conflict, "neither `delay` nor `abort`", "one of them, or both");
        return decoder.refuse(decoder.owner(node), problem);
    }
    Some(Fault { delay, abort, percent: percent? })
}

fn count(decoder: &mut Decoder<'_>, node: &Node) -> Option<NonZeroU32> {
    integer(1..=i32::MAX.cast_unsigned())(decoder, node).and_then(NonZeroU32::new)
}

/// The JSON schema of `mesh:`.
pub(crate) fn schema() -> Value {
    let count =
        |description: &str| json!({"description": description, "type": "integer", "minimum": 1, "maximum": i32::MAX});
    object(
        "How the app takes part in the service mesh.",
        &json!({
            "mode": {"description": "By which data plane.", "enum": MeshMode::ALL.map(|(name, _)| name)},
            "mtls": {
                "description": "Whether plain text is taken beside mutual TLS (permissive) or not (strict); strict unless given.",
                "enum": Mtls::ALL.map(|(name, _)| name),
            },
            "timeout": duration::schema("How long a request to the app may take."),
            "retries": {"description": "How often a failed request is tried again.", "type": "integer", "minimum": 0, "maximum": 100},
            "outlier": object("When a pod that fails gets no more requests for a while.", &json!({
                "errors": count("How many errors in a row; 5 unless given."),
                "ejection": duration::schema("For how long; 30s unless given."),
            }), &[]),
            "connections": count("How many connections there may be from each client."),
            "limit": rate::schema("How many requests each pod takes."),
            "fault": object("A fault that is injected: a delay, an error, or both.", &json!({
                "delay": duration::schema("How long a request is held up."),
                "abort": {"description": "The HTTP status it is answered with.", "type": "integer", "minimum": 400, "maximum": 599},
                "percent": {"description": "Of how many requests.", "type": "string", "pattern": "^([1-9][0-9]?|100)%$", "examples": ["1%"]},
            }), &["percent"]),
        }),
        &["mode"],
    )
}
