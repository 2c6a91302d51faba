//! DNS names of services, of the pods behind them, and of their ports.

use std::fmt::Display;
use std::net::IpAddr;
use std::str::FromStr;

use crate::dashed_address::Dashed;
use crate::error::NameError;
use crate::name_type::text_traits;
use crate::service_dns_grammar::{Parts, ServiceDnsExtent, ServiceDnsKind};
use crate::{ClusterDomain, Dns1035Label, DnsLabel, Namespace, SearchList, ServiceDnsRef};

/// A DNS name of a service, in any of the forms that work inside a cluster, kept and printed as written.
///
/// [`FromStr`] and serde read the names of a cluster whose domain is `cluster.local`; for another domain there is
/// [`parse_in`](Self::parse_in). To read without allocating, see [`ServiceDnsRef`].
///
/// # Syntax
/// | form | leads to |
/// |---|---|
/// | `web` | the service in the pod's own namespace |
/// | `web.ai-test`, `web.ai-test.svc`, `web.ai-test.svc.cluster.local`, the last also with a final `.` | the service |
/// | `web-0.web.ai-test` and on | a pod of a StatefulSet, behind its headless service |
/// | `10-12-0-3.web.ai-test` and on | a pod behind a headless service, by its address |
/// | `10-12-0-3.ai-test.pod` and on | a pod by its address |
/// | `_http._tcp.web` and on | a port, as SRV records name it |
///
/// Service names are [`Dns1035Label`]s, everything else [`DnsLabel`]s; 253 bytes without the final dot. DNS
/// ignores case; here capitals are refused, with the lower case as hint. Sources: the Kubernetes DNS
/// specification 1.0.1, sections 2.3 to 2.6; CoreDNS for IPv6 (`fd00--1`).
///
/// A text of two labels is a service and a namespace; it may also be a pod and its service, `web-0.web`. What a
/// resolver makes of it, [`candidates`](Self::candidates) says.
///
/// # Examples
/// ```
/// use pavedroad_naming::{Namespace, ServiceDns};
///
/// let web: ServiceDns = "ai-dc-web".parse()?;
/// let from: Namespace = "ai-test".parse()?;
/// assert_eq!(web.qualified(&from)?, "ai-dc-web.ai-test.svc.cluster.local");
///
/// let error = "kubernetes.cluster.svc.local".parse::<ServiceDns>().unwrap_err();
/// assert_eq!(error.hint(), Some("did you mean \"kubernetes.default.svc.cluster.local\"?"));
/// # Ok::<(), pavedroad_naming::NameError>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceDns {
    text: String,
    parts: Parts,
}

impl ServiceDns {
    /// Reads a name of a cluster whose domain is `cluster.local`; the same as [`str::parse`].
    ///
    /// # Errors
    /// Those of [`ServiceDnsRef::parse_in`].
    pub fn new(text: &str) -> Result<Self, NameError> {
        text.parse()
    }

    /// Reads a name of a cluster with this domain.
    ///
    /// # Errors
    /// Those of [`ServiceDnsRef::parse_in`].
    pub fn parse_in(text: &str, domain: &ClusterDomain) -> Result<Self, NameError> {
        ServiceDnsRef::parse_in(text, domain).map(ServiceDnsRef::into_owned)
    }

    pub(crate) const fn from_parts(text: String, parts: Parts) -> Self {
        Self { text, parts }
    }

    /// The whole name of a service: `web.ai-test.svc.cluster.local`.
    ///
    /// # Errors
    /// If it has more than 253 bytes, which takes a domain of more than 121.
    pub fn of_service(
        service: &Dns1035Label,
        namespace: &Namespace,
        domain: &ClusterDomain,
    ) -> Result<Self, NameError> {
        whole(service, namespace, "svc", domain)
    }

    /// The whole name of a pod behind a headless service, by its hostname, which for a StatefulSet is the name of
    /// the pod: `web-0.web.ai-test.svc.cluster.local`.
    ///
    /// # Errors
    /// If it has more than 253 bytes.
    pub fn of_endpoint(
        hostname: &DnsLabel,
        service: &Dns1035Label,
        namespace: &Namespace,
        domain: &ClusterDomain,
    ) -> Result<Self, NameError> {
        whole(&format_args!("{hostname}.{service}"), namespace, "svc", domain)
    }

    /// The whole name of a pod without a hostname behind a headless service: `10-12-0-3.web.ai-test.svc.cluster.local`.
    ///
    /// IPv6 addresses that begin or end with `::` are printed with a `0` there (`0--1`): CoreDNS prints them with
    /// a `-`, with which no label may begin or end. No pod has such an address.
    ///
    /// # Errors
    /// If it has more than 253 bytes.
    pub fn of_endpoint_address(
        address: IpAddr,
        service: &Dns1035Label,
        namespace: &Namespace,
        domain: &ClusterDomain,
    ) -> Result<Self, NameError> {
        whole(&format_args!("{}.{service}", Dashed(address)), namespace, "svc", domain)
    }

    /// The whole name of a pod by its address: `10-12-0-3.ai-test.pod.cluster.local`.
    ///
    /// # Errors
    /// If it has more than 253 bytes.
    pub fn of_pod(address: IpAddr, namespace: &Namespace, domain: &ClusterDomain) -> Result<Self, NameError> {
        whole(&Dashed(address), namespace, "pod", domain)
    }

    /// The name of a port of this service, as its SRV record has it: `_http._tcp.web.ai-test.svc.cluster.local`.
    /// The protocol is that of the Service's port, `TCP`, `UDP` or `SCTP` in any case.
    ///
    /// # Errors
    /// - this is not the name of a service alone;
    /// - another protocol;
    /// - the port has 63 bytes, or the whole more than 253.
    pub fn port(&self, port: &DnsLabel, protocol: &str) -> Result<Self, NameError> {
        let text = format!("_{port}._{}.{}", protocol.to_ascii_lowercase(), self.text);
        match self.borrowed().domain() {
            Some(domain) => Self::parse_in(&text, &ClusterDomain::checked(domain)),
            None => text.parse(),
        }
    }

    /// The same name, borrowed; it has all the parts.
    #[must_use]
    pub fn borrowed(&self) -> ServiceDnsRef<'_> {
        ServiceDnsRef::from_parts(&self.text, self.parts)
    }

    /// The text as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What it leads to.
    #[must_use]
    pub fn kind(&self) -> ServiceDnsKind {
        self.parts.kind
    }

    /// How much of the whole name is written.
    #[must_use]
    pub fn extent(&self) -> ServiceDnsExtent {
        self.parts.extent
    }

    /// The service; none for a [`Pod`](ServiceDnsKind::Pod).
    #[must_use]
    pub fn service(&self) -> Option<&str> {
        self.borrowed().service()
    }

    /// The namespace, if it is written.
    #[must_use]
    pub fn namespace(&self) -> Option<&str> {
        self.borrowed().namespace()
    }

    /// The whole name, without a final dot, that is meant in a pod of this namespace of a cluster whose domain is
    /// `cluster.local`. A name that has its domain keeps it.
    ///
    /// # Errors
    /// If it has more than 253 bytes.
    pub fn qualified(&self, from: &Namespace) -> Result<Self, NameError> {
        self.qualified_in(from, &ClusterDomain::CLUSTER_LOCAL)
    }

    /// The whole name that is meant in a pod of this namespace of a cluster with this domain.
    ///
    /// # Errors
    /// If it has more than 253 bytes.
    pub fn qualified_in(&self, from: &Namespace, domain: &ClusterDomain) -> Result<Self, NameError> {
        let name = self.borrowed();
        if name.extent() == ServiceDnsExtent::Domain {
            let text = self.text.strip_suffix('.').unwrap_or(&self.text);
            return Ok(Self { text: text.to_owned(), parts: Parts { rooted: false, ..self.parts } });
        }
        let namespace = name.namespace().unwrap_or(from.as_str());
        let zone = if name.kind() == ServiceDnsKind::Pod { "pod" } else { "svc" };
        whole(&name.head(), &namespace, zone, domain)
    }

    /// What a resolver in a pod of this namespace asks for, in order, in a cluster whose domain is
    /// `cluster.local`; the first that exists is the answer. For another domain see [`SearchList`].
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::{Namespace, ServiceDns};
    ///
    /// let web: ServiceDns = "web-0.web".parse()?;
    /// let from: Namespace = "ai-test".parse()?;
    /// assert_eq!(
    ///     web.candidates(&from),
    ///     [
    ///         // The pod web-0 behind the headless service web.
    ///         "web-0.web.ai-test.svc.cluster.local.",
    ///         // The service web-0 of the namespace web.
    ///         "web-0.web.svc.cluster.local.",
    ///         "web-0.web.cluster.local.",
    ///         "web-0.web.",
    ///     ]
    /// );
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    #[must_use]
    pub fn candidates(&self, from: &Namespace) -> Vec<String> {
        SearchList::of_pod(from, &ClusterDomain::CLUSTER_LOCAL).candidates(&self.text)
    }
}

/// Labels that are legal one by one, as a whole name.
fn whole(
    head: &dyn Display,
    namespace: &dyn Display,
    zone: &str,
    domain: &ClusterDomain,
) -> Result<ServiceDns, NameError> {
    ServiceDns::parse_in(&format!("{head}.{namespace}.{zone}.{domain}"), domain)
}

impl FromStr for ServiceDns {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        ServiceDnsRef::parse(text).map(ServiceDnsRef::into_owned)
    }
}

text_traits!(ServiceDns, "a DNS name of a service such as `ai-dc-web.ai-test.svc.cluster.local`", |name| name.text);

/// The pattern is a necessary condition: it does not say which labels make up which name.
#[cfg(feature = "schemars")]
impl schemars::JsonSchema for ServiceDns {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ServiceDns".into()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        concat!(module_path!(), "::ServiceDns").into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "a DNS name of a service such as `ai-dc-web.ai-test.svc.cluster.local`",
            "minLength": 1,
            "maxLength": 254,
            "pattern": "^(_[a-z0-9]([-a-z0-9]*[a-z0-9])?\\._(tcp|udp|sctp)\\.)?\
                [a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\.?$",
            "examples": ["ai-dc-web.ai-test.svc.cluster.local", "web-0.web.ai-test.svc.cluster.local", "ai-dc-web"],
        })
    }
}
