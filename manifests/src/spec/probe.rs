//! `probes:` how the kubelet sees that the app has started, is ready, is alive.

use std::num::{NonZeroU16, NonZeroU32};

use pavedroad_naming::PortName;
use serde_json::{Value, json};

use super::duration;
use super::port::{AppProtocol, Port};
use crate::FindingCode;
use crate::decode::{Decoder, Spanned, closest, parse, sequence, spanned, text};
use crate::finding::{Problem, quote};
use crate::schema::object;
use crate::yaml::tree::Node;

/// Seconds between two startup probes.
pub(crate) const STARTUP_PERIOD: u32 = 5;

/// The probes of a container; an app without ports has none unless it gives one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Probes {
    /// Until this answers, nothing else is asked.
    pub startup: Option<Startup>,
    /// Whether the app gets traffic.
    pub readiness: Option<Check>,
    /// Whether the app is restarted.
    pub liveness: Option<Check>,
}

/// The startup probe.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Startup {
    /// What is asked.
    pub check: Check,
    /// How long a start may take, in seconds.
    pub within: NonZeroU32,
}

/// What a probe asks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Check {
    /// `GET` of a path: good if it answers 200 to 399.
    Http {
        /// The path, with its leading `/`.
        path: Box<str>,
        /// A declared port.
        port: PortName,
        /// Whether the port speaks TLS. The kubelet does not check the certificate.
        tls: bool,
    },
    /// A connection.
    Tcp {
        /// A declared port.
        port: PortName,
    },
    /// The gRPC health service.
    Grpc {
        /// The number of a declared port: the API takes no name here.
        port: NonZeroU16,
    },
    /// A command in the container: good if it exits with 0.
    Exec {
        /// The command and its arguments; no shell.
        command: Vec<Box<str>>,
    },
}

impl Startup {
    /// How many probes fit into [`within`](Self::within), rounded up.
    pub(crate) fn attempts(&self) -> u32 {
        self.within.get().div_ceil(STARTUP_PERIOD)
    }
}

/// What a file says of probes, its ports not yet looked up.
#[derive(Default)]
pub(super) struct ProbesSpec {
    startup: Option<(CheckSpec, u32)>,
    readiness: Option<CheckSpec>,
    liveness: Option<CheckSpec>,
}

enum CheckSpec {
    /// The first port, however it speaks.
    FirstPort,
    Http { path: Box<str>, port: Option<Spanned<PortName>> },
    Tcp(Spanned<PortName>),
    Grpc(Spanned<PortName>),
    Exec(Vec<Box<str>>),
}

pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<ProbesSpec> {
    let mut fields = decoder.fields(node, "a mapping such as `{readiness: {http: /ready}}`")?;
    let startup = fields.optional("startup", startup);
    let readiness = fields.optional("readiness", check);
    let liveness = fields.optional("liveness", check);
    fields.finish();
    Some(ProbesSpec { startup: startup?, readiness: readiness?, liveness: liveness? })
}

fn startup(decoder: &mut Decoder<'_>, node: &Node) -> Option<(CheckSpec, u32)> {
    decode_check(decoder, node, true).and_then(|(check, within)| Some((check, within?)))
}

fn check(decoder: &mut Decoder<'_>, node: &Node) -> Option<CheckSpec> {
    decode_check(decoder, node, false).map(|(check, _)| check)
}

/// A check, and `within` where the probe has one.
fn decode_check(decoder: &mut Decoder<'_>, node: &Node, has_within: bool) -> Option<(CheckSpec, Option<u32>)> {
    let port_name = || spanned(parse::<PortName>("the name of a port"));
    let mut fields = decoder.fields(node, "a mapping such as `{http: /ready}`")?;
    let http = fields.optional("http", path);
    let port = fields.optional("port", port_name());
    let tcp = fields.optional("tcp", port_name());
    let grpc = fields.optional("grpc", port_name());
    let exec = fields.optional("exec", command);
    let within = if has_within { Some(fields.required("within", duration::seconds)) } else { None };
    fields.finish();
    let within = match within {
        Some(within) => Some(within?),
        None => None,
    };
    let check = match (http?, port?, tcp?, grpc?, exec?) {
        (None, None, None, None, None) => CheckSpec::FirstPort,
        (Some(path), port, None, None, None) => CheckSpec::Http { path, port },
        (None, None, Some(port), None, None) => CheckSpec::Tcp(port),
        (None, None, None, Some(port), None) => CheckSpec::Grpc(port),
        (None, None, None, None, Some(command)) => CheckSpec::Exec(command),
        (None, Some(_), None, None, None) => {
            let problem = Problem::error(FindingCode::MissingKey, "`port` alone", "what is asked there")
                .hint("write `{tcp: PORT}` for a connection, or add `http: /path`");
            return decoder.refuse(decoder.owner(node), problem.subject("http"));
        }
        _ => {
            let expected = "one of `http` (with `port`), `tcp`, `grpc`, `exec`";
            let problem = Problem::error(FindingCode::Conflict, "several kinds of check", expected);
            return decoder.refuse(decoder.owner(node), problem);
        }
    };
    Some((check, within))
}

fn path(decoder: &mut Decoder<'_>, node: &Node) -> Option<Box<str>> {
    let path = text(decoder, node)?;
    if path.starts_with('/') {
        return Some(path.into());
    }
    let problem = Problem::error(FindingCode::InvalidValue, quote(&path), "a path that begins with `/`");
    decoder.refuse(node.span(), problem.hint(format!("write `/{path}`")))
}

fn command(decoder: &mut Decoder<'_>, node: &Node) -> Option<Vec<Box<str>>> {
    let words = sequence(text)(decoder, node)?;
    if words.is_empty() {
        return decoder.refuse(node.span(), Problem::error(FindingCode::InvalidValue, "an empty list", "a command"));
    }
    Some(words.into_iter().map(String::into_boxed_str).collect())
}

/// Looks up the ports; `ports` is `None` where those are wrong themselves, and then nothing is said of them here.
pub(super) fn resolve(decoder: &mut Decoder<'_>, spec: ProbesSpec, ports: Option<&[Port]>) -> Option<Probes> {
    let startup = spec.startup.map(|(check, within)| (resolve_one(decoder, check, ports), within));
    let readiness = spec.readiness.map(|check| resolve_one(decoder, check, ports));
    let liveness = spec.liveness.map(|check| resolve_one(decoder, check, ports));
    let startup = match startup {
        Some((check, within)) => Some((check?, NonZeroU32::new(within)?)),
        None => None,
    };
    Some(Probes {
        startup: startup.and_then(|(check, within)| Some(Startup { check: check?, within })),
        readiness: readiness.map_or(Some(None), |check| check)?,
        liveness: liveness.map_or(Some(None), |check| check)?,
    })
}

/// The outer `None`: a port is not declared, which is reported. The inner one: there is no first port to ask.
#[expect(clippy::option_option, reason = "the outer one says whether decoding worked, as everywhere here")]
fn resolve_one(decoder: &mut Decoder<'_>, check: CheckSpec, ports: Option<&[Port]>) -> Option<Option<Check>> {
    let ports = ports?;
    let mut find = |name: &Spanned<PortName>| declared(decoder, name, ports);
    let http = |path, port: &Port| Check::Http {
        path,
        port: port.name.clone(),
        tls: matches!(port.protocol, AppProtocol::Https | AppProtocol::Tls),
    };
    Some(match check {
        CheckSpec::FirstPort => ports.first().map(|port| match port.protocol {
            AppProtocol::Grpc => Check::Grpc { port: port.port },
            _ => Check::Tcp { port: port.name.clone() },
        }),
        CheckSpec::Http { path, port: Some(name) } => Some(http(path, find(&name)?)),
        // An app that answers HTTP nowhere it declares has nothing to be asked; its file says so at the ports.
        CheckSpec::Http { path, port: None } => ports.first().map(|port| http(path, port)),
        CheckSpec::Tcp(name) => Some(Check::Tcp { port: find(&name)?.name.clone() }),
        CheckSpec::Grpc(name) => Some(Check::Grpc { port: find(&name)?.port }),
        CheckSpec::Exec(command) => Some(Check::Exec { command }),
    })
}

fn declared<'p>(decoder: &mut Decoder<'_>, name: &Spanned<PortName>, ports: &'p [Port]) -> Option<&'p Port> {
    let names = || ports.iter().map(|port| port.name.as_str());
    if let Some(port) = ports.iter().find(|port| port.name == name.value) {
        return Some(port);
    }
    let expected = match names().collect::<Vec<_>>().join(", ") {
        none if none.is_empty() => "a declared port, and this app declares none".to_owned(),
        names => format!("a declared port: {names}"),
    };
    let hint = closest(name.value.as_str(), names()).map(|name| format!("did you mean `{name}`?"));
    let problem = Problem::error(FindingCode::DanglingReference, format!("port `{}`", name.value), expected);
    decoder.refuse(name.span, problem.hint_if(hint))
}

/// The JSON schema of `probes:`.
pub(crate) fn schema() -> Value {
    let port = |description: &str| json!({"description": description, "type": "string", "pattern": PortName::PATTERN});
    let check = json!({
        "http": {"description": "GET this path; 200 to 399 is good.", "type": "string", "pattern": "^/"},
        "port": port("The port for http; the first one unless given."),
        "tcp": port("Connect to this port."),
        "grpc": port("Ask the gRPC health service on this port."),
        "exec": {
            "description": "Run this command in the container; exit code 0 is good.",
            "type": "array", "items": {"type": "string"}, "minItems": 1,
        },
    });
    let mut startup = check.clone();
    startup["within"] = json!({
        "description": "How long a start may take; 150s unless given.",
        "type": "string", "pattern": duration::PATTERN, "examples": ["150s", "5m"],
    });
    object(
        "How the kubelet sees that the app has started, is ready, is alive. Without a kind of check: a connection to \
         the first port. null takes a probe away.",
        &json!({
            "startup": object("Until this answers, nothing else is asked.", &startup, &[]),
            "readiness": object("Whether the app gets traffic.", &check, &[]),
            "liveness": object("Whether the app is restarted; not done unless given.", &check, &[]),
        }),
        &[],
    )
}
