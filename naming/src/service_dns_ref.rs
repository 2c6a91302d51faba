//! A DNS name of a service, borrowed from its text.

use std::net::IpAddr;

use crate::borrowed_traits::borrowed_traits;
use crate::dashed_address::read_address;
use crate::error::NameError;
use crate::service_dns_grammar::{Parts, ServiceDnsExtent, ServiceDnsKind, scan};
use crate::service_dns_hint::service_dns_error;
use crate::{ClusterDomain, ServiceDns};

/// A DNS name of a service, borrowed: reading it allocates nothing.
///
/// See [`ServiceDns`] for the syntax; this one is `Copy` and lives as long as the text.
///
/// # Examples
/// ```
/// use pavedroad_naming::{ServiceDnsKind, ServiceDnsRef};
///
/// let pod = ServiceDnsRef::parse("web-0.web.ai-test.svc.cluster.local")?;
/// assert_eq!(pod.kind(), ServiceDnsKind::Endpoint);
/// assert_eq!((pod.hostname(), pod.service(), pod.namespace()), (Some("web-0"), Some("web"), Some("ai-test")));
/// # Ok::<(), pavedroad_naming::NameError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceDnsRef<'a> {
    text: &'a str,
    parts: Parts,
}

impl<'a> ServiceDnsRef<'a> {
    /// Reads a name of a cluster whose domain is `cluster.local`.
    ///
    /// # Errors
    /// Those of [`parse_in`](Self::parse_in).
    pub fn parse(text: &'a str) -> Result<Self, NameError> {
        Self::parse_in(text, &ClusterDomain::CLUSTER_LOCAL)
    }

    /// Reads a name of a cluster with this domain. Takes time in proportion to the length of the text, and no
    /// memory unless it fails.
    ///
    /// # Errors
    /// A [`NameError`] that names the first rule broken and the byte where:
    /// - a domain other than the cluster's: `kubernetes.cluster.svc.local`, `web.ai-test.svc.cluster`;
    /// - no `svc` or `pod` before the domain: `web.ai-test.cluster.local`;
    /// - no namespace where `svc` is written: `web.svc.cluster.local`;
    /// - more labels than a name has: `a.web-0.web.ai-test`;
    /// - a final dot after less than the whole name: `web.ai-test.`;
    /// - no address before `pod`, no protocol after a port, a service that does not begin with a letter;
    /// - a label that is empty or over 63 bytes, or a whole name over 253;
    /// - any other character, as in `http://web.ai-test:9090`.
    pub fn parse_in(text: &'a str, domain: &ClusterDomain) -> Result<Self, NameError> {
        match scan(text, domain) {
            Ok(parts) => Ok(Self { text, parts }),
            Err(violation) => Err(service_dns_error(violation, text, domain)),
        }
    }

    /// For a text that was read before.
    pub(crate) const fn from_parts(text: &'a str, parts: Parts) -> Self {
        Self { text, parts }
    }

    /// The text as written.
    #[must_use]
    pub fn as_str(self) -> &'a str {
        self.text
    }

    /// What it leads to.
    #[must_use]
    pub fn kind(self) -> ServiceDnsKind {
        self.parts.kind
    }

    /// How much of the whole name is written.
    #[must_use]
    pub fn extent(self) -> ServiceDnsExtent {
        self.parts.extent
    }

    /// Whether a resolver asks for it as it stands, because of a final dot.
    #[must_use]
    pub fn is_rooted(self) -> bool {
        self.parts.rooted
    }

    /// The service; none for a [`Pod`](ServiceDnsKind::Pod).
    #[must_use]
    pub fn service(self) -> Option<&'a str> {
        match self.kind() {
            ServiceDnsKind::Pod => None,
            _ => self.label(self.before_service()),
        }
    }

    /// The namespace, if it is written.
    #[must_use]
    pub fn namespace(self) -> Option<&'a str> {
        match (self.kind(), self.extent()) {
            (_, ServiceDnsExtent::Service) => None,
            (ServiceDnsKind::Pod, _) => self.label(1),
            _ => self.label(self.before_service() + 1),
        }
    }

    /// The hostname of an [`Endpoint`](ServiceDnsKind::Endpoint): the name of a StatefulSet's pod, or an address.
    #[must_use]
    pub fn hostname(self) -> Option<&'a str> {
        if self.kind() == ServiceDnsKind::Endpoint { self.label(0) } else { None }
    }

    /// The address that the first label of a pod or an endpoint stands for, if it does: 10.12.0.3 for
    /// `10-12-0-3`, fd00::1 for `fd00--1`.
    #[must_use]
    pub fn address(self) -> Option<IpAddr> {
        match self.kind() {
            ServiceDnsKind::Pod | ServiceDnsKind::Endpoint => read_address(self.label(0)?),
            _ => None,
        }
    }

    /// The name of the port, without its `_`.
    #[must_use]
    pub fn port(self) -> Option<&'a str> {
        if self.kind() == ServiceDnsKind::Port { self.label(0)?.strip_prefix('_') } else { None }
    }

    /// The protocol of the port, without its `_`: `tcp`, `udp` or `sctp`.
    #[must_use]
    pub fn protocol(self) -> Option<&'a str> {
        if self.kind() == ServiceDnsKind::Port { self.label(1)?.strip_prefix('_') } else { None }
    }

    /// The domain of the cluster, if it is written.
    #[must_use]
    pub fn domain(self) -> Option<&'a str> {
        match self.parts.domain {
            0 => None,
            at => self.text.get(usize::from(at)..self.text.len() - usize::from(self.parts.rooted)),
        }
    }

    /// The same name with a text of its own.
    #[must_use]
    pub fn into_owned(self) -> ServiceDns {
        ServiceDns::from_parts(self.text.to_owned(), self.parts)
    }

    /// The labels before the namespace and what follows it.
    pub(crate) fn head(self) -> &'a str {
        let before = match self.kind() {
            ServiceDnsKind::Pod => 1,
            _ => self.before_service() + 1,
        };
        let end = self.text.split('.').take(before).map(|label| label.len() + 1).sum::<usize>();
        self.text.get(..end.saturating_sub(1)).unwrap_or_default()
    }

    fn before_service(self) -> usize {
        match self.kind() {
            ServiceDnsKind::Service | ServiceDnsKind::Pod => 0,
            ServiceDnsKind::Endpoint => 1,
            ServiceDnsKind::Port => 2,
        }
    }

    fn label(self, index: usize) -> Option<&'a str> {
        self.text.split('.').nth(index)
    }
}

borrowed_traits!(ServiceDnsRef, ServiceDns);
