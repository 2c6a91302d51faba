//! `probes:` how the kubelet sees that the app has started, is ready, is alive.

use std::num::{NonZeroU16, NonZeroU32};

use pavedroad_naming::PortName;
use pavedroad_rollout::DURATION_PATTERN;
use serde_json::{Value, json};

use super::declared::Declared;
use super::port::{AppProtocol, Port, declared};
use super::{command, duration};
use crate::FindingCode;
use crate::decode::{Decoder, Fields, text};
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

/// What is decoded with: the ports of the app, or `None` where those are wrong themselves; then no port is said to
/// be undeclared, since one mistake is one finding.
type Ports<'p> = Option<&'p Declared<'p, Port>>;

/// Decodes `probes:`. The value of a check is `None` where there is no port to ask.
pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node, ports: Ports<'_>) -> Option<Probes> {
    let mut fields = decoder.fields(node, "a mapping such as `{readiness: {http: /ready}}`")?;
    let startup = fields.optional("startup", |decoder, node| startup(decoder, node, ports));
    let readiness = fields.optional("readiness", |decoder, node| check(decoder, node, ports));
    let liveness = fields.optional("liveness", |decoder, node| check(decoder, node, ports));
    fields.finish();
    Some(Probes { startup: startup?.flatten(), readiness: readiness?.flatten(), liveness: liveness?.flatten() })
}

fn startup(decoder: &mut Decoder<'_>, node: &Node, ports: Ports<'_>) -> Option<Option<Startup>> {
    let mut fields = decoder.fields(node, EXAMPLE)?;
    let check = decode_check(&mut fields, ports);
    let within = fields.required("within", duration::seconds);
    fields.finish();
    let within = NonZeroU32::new(within?)?;
    Some(choose(decoder, node, check?, ports)?.map(|check| Startup { check, within }))
}

fn check(decoder: &mut Decoder<'_>, node: &Node, ports: Ports<'_>) -> Option<Option<Check>> {
    let mut fields = decoder.fields(node, EXAMPLE)?;
    let check = decode_check(&mut fields, ports);
    fields.finish();
    choose(decoder, node, check?, ports)
}

const EXAMPLE: &str = "a mapping such as `{http: /ready}`";

/// The keys of a check, as far as given.
struct Keys {
    http: Option<Box<str>>,
    port: Option<Port>,
    tcp: Option<Port>,
    grpc: Option<Port>,
    exec: Option<Vec<Box<str>>>,
}

fn decode_check(fields: &mut Fields<'_, '_, '_>, ports: Ports<'_>) -> Option<Keys> {
    let http = fields.optional("http", path);
    let port = fields.optional("port", |decoder, node| declared(decoder, node, ports));
    let tcp = fields.optional("tcp", |decoder, node| declared(decoder, node, ports));
    let grpc = fields.optional("grpc", |decoder, node| declared(decoder, node, ports));
    let exec = fields.optional("exec", command::command);
    Some(Keys { http: http?, port: port?, tcp: tcp?, grpc: grpc?, exec: exec? })
}

/// Exactly one kind of check; without any, a connection to the first port.
fn choose(decoder: &mut Decoder<'_>, node: &Node, keys: Keys, ports: Ports<'_>) -> Option<Option<Check>> {
    let first = ports?.first();
    Some(match keys {
        Keys { http: None, port: None, tcp: None, grpc: None, exec: None } => first.map(|port| match port.protocol {
            AppProtocol::Grpc => Check::Grpc { port: port.port },
            _ => Check::Tcp { port: port.name.clone() },
        }),
        Keys { http: Some(path), port, tcp: None, grpc: None, exec: None } => {
            let Some(port) = port.as_ref().or(first) else {
                let problem =
                    Problem::error(FindingCode::DanglingReference, "`http` in an app without ports", "a declared port");
                return decoder.refuse(decoder.owner(node), problem);
            };
            let tls = matches!(port.protocol, AppProtocol::Https | AppProtocol::Tls);
            Some(Check::Http { path, port: port.name.clone(), tls })
        }
        Keys { http: None, port: None, tcp: Some(port), grpc: None, exec: None } => {
            Some(Check::Tcp { port: port.name })
        }
        Keys { http: None, port: None, tcp: None, grpc: Some(port), exec: None } => {
            Some(Check::Grpc { port: port.port })
        }
        Keys { http: None, port: None, tcp: None, grpc: None, exec: Some(command) } => Some(Check::Exec { command }),
        Keys { http: None, port: Some(port), tcp: None, grpc: None, exec: None } => {
            let problem = Problem::error(FindingCode::Conflict, "`port` alone", "what is asked there")
                .hint(format!("write `tcp: {}` for a connection, or add `http: /path`", port.name));
            return decoder.refuse(decoder.owner(node), problem);
        }
        _ => {
            let expected = "one of `http` (with `port`), `tcp`, `grpc`, `exec`";
            let problem = Problem::error(FindingCode::Conflict, "several kinds of check", expected);
            return decoder.refuse(decoder.owner(node), problem);
        }
    })
}

fn path(decoder: &mut Decoder<'_>, node: &Node) -> Option<Box<str>> {
    let path = text(decoder, node)?;
    if path.starts_with('/') {
        return Some(path.into());
    }
    let problem = Problem::error(FindingCode::InvalidValue, quote(&path), "a path that begins with `/`");
    decoder.refuse(node.span(), problem.hint(format!("write `/{path}`")))
}

/// The JSON schema of `probes:`.
pub(crate) fn schema() -> Value {
    let port = |description: &str| json!({"description": description, "type": "string", "pattern": PortName::PATTERN, "examples": ["http"]});
    let check = json!({
        "http": {"description": "GET this path; 200 to 399 is good.", "type": "string", "pattern": "^/", "examples": ["/healthz"]},
        "port": port("The port for http; the first one unless given."),
        "tcp": port("Connect to this port."),
        "grpc": port("Ask the gRPC health service on this port."),
        "exec": command::schema("Run this command in the container; exit code 0 is good.", 1),
    });
    let mut startup = check.clone();
    startup["within"] = json!({
        "description": "How long a start may take; 150s unless given.",
        "type": "string", "pattern": DURATION_PATTERN, "examples": ["150s", "5m"],
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
