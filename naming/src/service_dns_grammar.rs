//! The grammar of a service's DNS names, read in one walk from the right.

use crate::ClusterDomain;
use crate::dashed_address::read_address;
use crate::dns_label::label_characters;
use crate::error::{NameErrorKind, Violation};

/// What a name leads to, which decides what its first labels are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ServiceDnsKind {
    /// A service: `web.ai-test.svc.cluster.local`.
    Service,
    /// One pod behind a service, by its hostname or its address: `web-0.web.ai-test.svc.cluster.local`,
    /// `10-12-0-3.web.ai-test.svc.cluster.local`.
    Endpoint,
    /// A pod by its address alone: `10-12-0-3.ai-test.pod.cluster.local`.
    Pod,
    /// A port of a service, as SRV records have it: `_http._tcp.web.ai-test.svc.cluster.local`.
    Port,
}

/// How much of the whole name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ServiceDnsExtent {
    /// The service alone: `web`.
    Service,
    /// Up to the namespace: `web.ai-test`.
    Namespace,
    /// Up to `svc` or `pod`: `web.ai-test.svc`.
    Zone,
    /// Up to the domain of the cluster: `web.ai-test.svc.cluster.local`.
    Domain,
}

/// What [`scan`] learnt; the labels are found again by counting dots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Parts {
    pub(crate) kind: ServiceDnsKind,
    pub(crate) extent: ServiceDnsExtent,
    /// Whether a final dot is written.
    pub(crate) rooted: bool,
    /// Where the domain of the cluster begins, if it is written.
    pub(crate) domain: u8,
}

pub(crate) const LONGEST: usize = 253;

const SERVICE: &str = "a lowercase letter, with which the name of a service begins";

/// Reads a name; offsets are those of the whole text.
pub(crate) fn scan(text: &str, domain: &ClusterDomain) -> Result<Parts, Violation> {
    let (body, rooted) = match text.strip_suffix('.') {
        Some(body) => (body, true),
        None => (text, false),
    };
    if text.is_empty() {
        return Err(Violation::new(NameErrorKind::Empty, 0, "1 to 253 bytes"));
    }
    if body.len() > LONGEST {
        return Err(Violation::new(NameErrorKind::TooLong, LONGEST, "at most 253 bytes"));
    }
    characters(body)?;
    let (head, domain_at) = split_domain(body, domain)?;
    if rooted && domain_at == 0 {
        return Err(Violation::new(
            NameErrorKind::Missing,
            body.len(),
            "the domain of the cluster before the final '.'",
        ));
    }
    let (head, zone) = split_zone(head, domain_at > 0)?;
    let (kind, named) = labels(head, zone)?;
    let extent = match (domain_at, zone, named) {
        (1.., _, _) => ServiceDnsExtent::Domain,
        (_, Some(_), _) => ServiceDnsExtent::Zone,
        (_, None, true) => ServiceDnsExtent::Namespace,
        (_, None, false) => ServiceDnsExtent::Service,
    };
    // The body has at most 253 bytes.
    Ok(Parts { kind, extent, rooted, domain: u8::try_from(domain_at).unwrap_or(u8::MAX) })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Zone {
    Svc,
    Pod,
}

/// Every label has 1 to 63 legal characters; before a port and its protocol, the first two, stands a `_`.
fn characters(body: &str) -> Result<(), Violation> {
    let bytes = body.as_bytes();
    let (mut from, mut index) = (0, 0);
    loop {
        let to = bytes.iter().skip(from).position(|byte| *byte == b'.').map_or(bytes.len(), |length| from + length);
        let prefixed = index < 2 && bytes.first() == Some(&b'_') && bytes.get(from) == Some(&b'_');
        let start = from + usize::from(prefixed);
        if start == to {
            let kind = if to == bytes.len() { NameErrorKind::End } else { NameErrorKind::Sequence };
            let kind = if to == 0 { NameErrorKind::Start } else { kind };
            return Err(Violation::new(kind, to, "a lowercase letter or a digit"));
        }
        if let Some(violation) = label_characters(bytes, start, to) {
            return Err(violation);
        }
        if to - from > 63 {
            let violation = Violation::new(NameErrorKind::Sequence, from, "labels of at most 63 bytes");
            return Err(violation.found_count(to - from, "bytes in one label"));
        }
        if to == bytes.len() {
            return Ok(());
        }
        (from, index) = (to + 1, index + 1);
    }
}

/// The labels before the domain of the cluster, and where it begins; 0 if it is not written.
fn split_domain<'a>(body: &'a str, domain: &ClusterDomain) -> Result<(&'a str, usize), Violation> {
    match body.strip_suffix(domain.as_str()) {
        Some("") => Err(Violation::new(NameErrorKind::Missing, 0, "a service before the domain of the cluster")
            .found_part(body.len())),
        Some(head) => match head.strip_suffix('.') {
            Some(head) => Ok((head, head.len() + 1)),
            None => Ok((body, 0)),
        },
        None => Ok((body, 0)),
    }
}

/// The labels before `svc` or `pod`, and which it is. It has to be there before the domain; without a domain the
/// last of two labels is a namespace, whatever its name.
fn split_zone(head: &str, whole: bool) -> Result<(&str, Option<Zone>), Violation> {
    let (before, last) = head.rsplit_once('.').unwrap_or(("", head));
    let least = if head.starts_with('_') { 4 } else { 2 };
    let enough = before.split('.').count() >= least;
    let zone = match last {
        "svc" => Some(Zone::Svc),
        "pod" => Some(Zone::Pod),
        _ => None,
    };
    match zone {
        Some(_) if whole && before.is_empty() => {
            Err(Violation::new(NameErrorKind::Missing, 0, "a service and its namespace").found_part(head.len()))
        }
        Some(zone) if whole || enough => Ok((before, Some(zone))),
        _ if whole => {
            let at = head.len() - last.len();
            Err(Violation::new(NameErrorKind::Mismatch, at, "\"svc\" or \"pod\" before the domain of the cluster")
                .found_part(head.len()))
        }
        _ => {
            // "kubernetes.cluster.svc.local": what follows "svc" is no domain of this cluster.
            let skipped: usize = head.split('.').take(least).map(|label| label.len() + 1).sum();
            let rest = head.get(skipped..).unwrap_or_default();
            match rest.strip_prefix("svc.").or(rest.strip_prefix("pod.")) {
                Some(_) => Err(Violation::new(NameErrorKind::Mismatch, skipped + 4, "the domain of the cluster")
                    .found_part(head.len())),
                None => Ok((head, None)),
            }
        }
    }
}

/// What the labels before the zone are, and whether the last of them is a namespace.
fn labels(head: &str, zone: Option<Zone>) -> Result<(ServiceDnsKind, bool), Violation> {
    let count = head.split('.').count();
    if zone == Some(Zone::Pod) {
        let (address, namespace) = head.split_once('.').unwrap_or((head, ""));
        if read_address(address).is_none() {
            let violation =
                Violation::new(NameErrorKind::Mismatch, 0, "an address such as \"10-12-0-3\" before \"pod\"");
            return Err(violation.found_part(address.len()));
        }
        if namespace.is_empty() {
            let violation = Violation::new(NameErrorKind::Missing, head.len() + 1, "a namespace after the address");
            return Err(violation.found_part(head.len() + 4));
        }
        return if count == 2 { Ok((ServiceDnsKind::Pod, true)) } else { Err(too_many(head, 2)) };
    }
    let (kind, before) = if head.starts_with('_') {
        protocol(head)?;
        (ServiceDnsKind::Port, 2)
    } else {
        (if count == 3 { ServiceDnsKind::Endpoint } else { ServiceDnsKind::Service }, if count == 3 { 1 } else { 0 })
    };
    let before_namespace = before + 1;
    if count > before_namespace + 1 {
        return Err(too_many(head, if kind == ServiceDnsKind::Port { 4 } else { 3 }));
    }
    if zone.is_some() && count == before_namespace {
        let violation = Violation::new(NameErrorKind::Missing, head.len() + 1, "a namespace after the service");
        return Err(violation.found_part(head.len() + 4));
    }
    let at: usize = head.split('.').take(before).map(|label| label.len() + 1).sum();
    match head.as_bytes().get(at) {
        Some(b'a'..=b'z') => Ok((kind, count > before_namespace)),
        Some(_) => Err(Violation::new(NameErrorKind::Start, at, SERVICE)),
        None => Err(Violation::new(NameErrorKind::Missing, head.len(), "a service after the protocol")),
    }
}

fn protocol(head: &str) -> Result<(), Violation> {
    let port = head.find('.').unwrap_or(head.len());
    match head.split('.').nth(1) {
        Some("_tcp" | "_udp" | "_sctp") => Ok(()),
        Some(other) => Err(Violation::new(NameErrorKind::Unknown, port + 1, "\"_tcp\", \"_udp\" or \"_sctp\"")
            .found_part(port + 1 + other.len())),
        None => Err(Violation::new(NameErrorKind::Missing, port, "\"_tcp\", \"_udp\" or \"_sctp\" after the port")),
    }
}

fn too_many(head: &str, most: usize) -> Violation {
    let at: usize = head.split('.').take(most).map(|label| label.len() + 1).sum();
    let expected = match most {
        2 => "nothing between the namespace and \"pod\"",
        3 => "at most a hostname, a service and a namespace",
        _ => "at most a port, a protocol, a service and a namespace",
    };
    Violation::new(NameErrorKind::Sequence, at, expected).found_part(head.len())
}
