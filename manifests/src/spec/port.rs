//! `ports:` where the app listens.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use pavedroad_naming::PortName;

use super::declared::Declared;
use crate::FindingCode;
use crate::decode::{Decoder, Spanned, integer, map, one_of, parse, spanned};
use crate::finding::Problem;
use crate::yaml::tree::Node;

/// A port an app listens on, and how its Service offers it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Port {
    /// The name, unique in the app: the Service targets it.
    pub name: PortName,
    /// Where the container listens.
    pub port: NonZeroU16,
    /// Where the Service listens.
    pub service: NonZeroU16,
    /// What is spoken there.
    pub protocol: AppProtocol,
}

/// What is spoken on a port, as `appProtocol` of a Service says it: a mesh reads it, and so does a gateway.
///
/// Source: Istio's explicit protocol selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum AppProtocol {
    /// HTTP/1.1 in clear text.
    Http,
    /// HTTP/2 in clear text.
    Http2,
    /// HTTP inside TLS that the app itself ends.
    Https,
    /// gRPC.
    Grpc,
    /// gRPC for browsers, over HTTP/1.1.
    GrpcWeb,
    /// Anything inside TLS that the app itself ends.
    Tls,
    /// Bytes.
    Tcp,
}

impl AppProtocol {
    /// Every protocol with its name.
    pub const ALL: [(&'static str, Self); 7] = [
        ("http", Self::Http),
        ("http2", Self::Http2),
        ("https", Self::Https),
        ("grpc", Self::Grpc),
        ("grpc-web", Self::GrpcWeb),
        ("tls", Self::Tls),
        ("tcp", Self::Tcp),
    ];

    /// The name, as in `appProtocol`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Http2 => "http2",
            Self::Https => "https",
            Self::Grpc => "grpc",
            Self::GrpcWeb => "grpc-web",
            Self::Tls => "tls",
            Self::Tcp => "tcp",
        }
    }

    /// Whether requests can be told apart, so that a router divides them: HTTP, and not inside TLS of the app's own.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::AppProtocol;
    ///
    /// assert!(AppProtocol::Grpc.is_http());
    /// assert!(!AppProtocol::Https.is_http());
    /// ```
    #[must_use]
    pub const fn is_http(self) -> bool {
        matches!(self, Self::Http | Self::Http2 | Self::Grpc | Self::GrpcWeb)
    }

    /// The protocol a port's name speaks of: by its beginning, the longest that fits, else TCP. `https` is not
    /// taken for `http`: a mesh would read TLS records as requests.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::AppProtocol;
    ///
    /// assert_eq!(AppProtocol::of_port_name("http-admin"), AppProtocol::Http);
    /// assert_eq!(AppProtocol::of_port_name("https"), AppProtocol::Https);
    /// assert_eq!(AppProtocol::of_port_name("mysql"), AppProtocol::Tcp);
    /// ```
    #[must_use]
    pub fn of_port_name(name: &str) -> Self {
        Self::ALL
            .into_iter()
            .filter(|(prefix, _)| name.starts_with(prefix))
            .max_by_key(|(prefix, _)| prefix.len())
            .map_or(Self::Tcp, |(_, protocol)| protocol)
    }
}

impl Port {
    /// Whether metrics are read here, as the name says: one that begins or ends with `metrics`, as `http-metrics`.
    pub(crate) fn is_of_metrics(&self) -> bool {
        let name = self.name.as_str();
        name.starts_with("metrics") || name.ends_with("metrics")
    }
}

/// What a file says of a port, beside its name.
struct PortSpec {
    port: Spanned<NonZeroU16>,
    service: Option<Spanned<NonZeroU16>>,
    protocol: Option<AppProtocol>,
}

/// Decodes `ports:`, in which short forms are long already. No number is given twice: the API server would take two
/// names for one container port, with a warning, and refuse two Service ports of one number.
pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<Vec<Port>> {
    let _ = decoder.fields(node, "a mapping such as `{http: 8080}`")?;
    let specs = map(parse::<PortName>("a port name such as `http`"), decode_one)(decoder, node)?;
    let mut ports: Vec<Port> = Vec::with_capacity(specs.len());
    let mut distinct = true;
    // Who has a number first. Maps, since a file may hold tens of thousands of ports.
    let (mut containers, mut services) = (BTreeMap::new(), BTreeMap::new());
    for (name, PortSpec { port, service, protocol }) in specs {
        let listen = service.unwrap_or(port);
        let container = *containers.entry(port.value).or_insert(ports.len());
        let offered = *services.entry(listen.value).or_insert(ports.len());
        if let Some(other) = ports.get(container) {
            distinct = refuse_twice(decoder, port, &name, other, "container port");
        } else if let Some(other) = ports.get(offered) {
            distinct = refuse_twice(decoder, listen, &name, other, "Service port");
        }
        ports.push(Port {
            protocol: protocol.unwrap_or_else(|| AppProtocol::of_port_name(name.as_str())),
            name,
            port: port.value,
            service: listen.value,
        });
    }
    distinct.then_some(ports)
}

/// Decodes the name of a declared port; `ports` is `None` where those are wrong themselves.
pub(super) fn declared(decoder: &mut Decoder<'_>, node: &Node, ports: Option<&Declared<'_, Port>>) -> Option<Port> {
    let name = parse::<PortName>("the name of a port")(decoder, node)?;
    let ports = ports?;
    if let Some(port) = ports.get(name.as_str()) {
        return Some(port.clone());
    }
    decoder.dangling(node, "port", name.as_str(), "a declared port", ports.names())
}

fn decode_one(decoder: &mut Decoder<'_>, node: &Node) -> Option<PortSpec> {
    let mut fields = decoder.fields(node, "a port number, or a mapping such as `{port: 8080, service: 80}`")?;
    let port = fields.required("port", spanned(number));
    let service = fields.optional("service", spanned(number));
    let protocol = fields.optional("protocol", one_of(&AppProtocol::ALL));
    fields.finish();
    Some(PortSpec { port: port?, service: service?, protocol: protocol? })
}

fn number(decoder: &mut Decoder<'_>, node: &Node) -> Option<NonZeroU16> {
    integer(1..=u16::MAX)(decoder, node).and_then(NonZeroU16::new)
}

fn refuse_twice(
    decoder: &mut Decoder<'_>,
    port: Spanned<NonZeroU16>,
    name: &PortName,
    other: &Port,
    what: &str,
) -> bool {
    let found = format!("{what} {} in `{name}` and in `{}`", port.value, other.name);
    decoder.report(port.span, Problem::error(FindingCode::Conflict, found, "a number of its own for each port"));
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_beginning_of_a_port_name_says_the_protocol() {
        for (name, protocol) in [
            ("http", "http"),
            ("http-admin", "http"),
            ("http1", "http"),
            ("http2", "http2"),
            ("http2-api", "http2"),
            ("https", "https"),
            ("https-admin", "https"),
            ("grpc", "grpc"),
            ("grpc-web", "grpc-web"),
            ("grpc-query", "grpc"),
            ("tls", "tls"),
            ("tls-mqtt", "tls"),
            ("tcp", "tcp"),
            ("mysql", "tcp"),
            ("admin-http", "tcp"),
        ] {
            assert_eq!(AppProtocol::of_port_name(name).as_str(), protocol, "{name}");
        }
    }

    #[test]
    fn every_protocol_is_listed_under_its_own_name() {
        for (name, protocol) in AppProtocol::ALL {
            assert_eq!(protocol.as_str(), name);
        }
    }
}
