//! The names under which a mesh routes to a service.

use std::net::{IpAddr, Ipv4Addr};

use crate::{ClusterDomain, Dns1035Label, DnsSubdomain, NameError, Namespace, ServiceDns};

/// A port of a service as a mesh routes to it: the virtual host of an Envoy route table, and its domains.
///
/// A request reaches a virtual host if its `Host` header is one of the domains, so the list says under which names
/// the service can be called from a given proxy.
///
/// # Examples
/// The listing of Istio 0.7 for `reviews`, and what today's Pilot makes of it:
/// ```
/// use pavedroad_naming::VirtualHost;
///
/// let reviews = VirtualHost::new("reviews.default.svc.cluster.local".parse()?, 9080)
///     .with_address([10, 104, 14, 93].into());
/// let classic = reviews.classic_domains("default.svc.cluster.local");
/// assert_eq!(classic.len(), 12);
/// assert_eq!(classic[..2], ["reviews:9080", "reviews"]);
/// assert_eq!(classic[11], "10.104.14.93");
///
/// assert_eq!(
///     reviews.domains("ai-prod.svc.cluster.local"),
///     [
///         "reviews.default.svc.cluster.local",
///         "reviews.default.svc.cluster.local.",
///         "reviews.default",
///         "reviews.default.svc",
///         "10.104.14.93",
///     ]
/// );
/// # Ok::<(), pavedroad_naming::NameError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VirtualHost {
    host: DnsSubdomain,
    port: u16,
    aliases: Vec<DnsSubdomain>,
    addresses: Vec<IpAddr>,
    headless: bool,
}

impl VirtualHost {
    /// A port of a host: the whole name of a service, or any host of a ServiceEntry.
    #[must_use]
    pub fn new(host: DnsSubdomain, port: u16) -> Self {
        Self { host, port, aliases: Vec::new(), addresses: Vec::new(), headless: false }
    }

    /// A port of a service of a cluster with this domain.
    ///
    /// # Errors
    /// If the whole name has more than 253 bytes.
    pub fn of_service(
        service: &Dns1035Label,
        namespace: &Namespace,
        domain: &ClusterDomain,
        port: u16,
    ) -> Result<Self, NameError> {
        let host = ServiceDns::of_service(service, namespace, domain)?;
        Ok(Self::new(host.as_str().parse()?, port))
    }

    /// With a cluster address behind those there are. 0.0.0.0 stands for none.
    #[must_use]
    pub fn with_address(mut self, address: IpAddr) -> Self {
        self.addresses.push(address);
        self
    }

    /// With another host that leads to the same service, such as an ExternalName that points to it.
    #[must_use]
    pub fn with_alias(mut self, host: DnsSubdomain) -> Self {
        self.aliases.push(host);
        self
    }

    /// Without a cluster address of its own, so that its pods are called by their names: today's Pilot adds a
    /// wildcard for each domain.
    #[must_use]
    pub fn headless(mut self) -> Self {
        self.headless = true;
        self
    }

    /// The host.
    #[must_use]
    pub fn host(&self) -> &DnsSubdomain {
        &self.host
    }

    /// The number of the port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The name of the virtual host today: `reviews.default.svc.cluster.local:9080`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    /// The name of the virtual host in Istio 0.7, given the name of the port:
    /// `reviews.default.svc.cluster.local|http`.
    #[must_use]
    pub fn classic_name(&self, port_name: &str) -> String {
        if port_name.is_empty() { self.host.to_string() } else { format!("{}|{port_name}", self.host) }
    }

    /// The domains that Istio 0.7 gave it in a proxy with this DNS domain, in its order: from the shortest name
    /// that is unique in that domain to the whole one, then the addresses, each with the port and without.
    ///
    /// IPv6 addresses are in brackets, which Istio 0.7 forgot. A host that has no labels but those of the proxy's
    /// domain, and fewer, stopped Istio 0.7; here it has the domains of its own labels. Source: `BuildVirtualHost`
    /// in Istio 0.7's `pilot/pkg/proxy/envoy/v1/route.go`.
    #[must_use]
    pub fn classic_domains(&self, proxy_domain: &str) -> Vec<String> {
        let host = self.host.as_str();
        let shared = shared_labels(host, proxy_domain);
        let unique = host.split('.').count() - shared;
        let mut hosts: Vec<String> = Vec::with_capacity(shared + 2);
        let mut end = 0;
        for (index, label) in host.split('.').enumerate() {
            end += label.len() + usize::from(index > 0);
            if index + 1 >= unique {
                hosts.push(host.get(..end).unwrap_or_default().to_owned());
            }
        }
        hosts.extend(self.addresses.iter().map(|address| bracketed(*address)));
        hosts.into_iter().flat_map(|host| [format!("{host}:{}", self.port), host]).collect()
    }

    /// The domains that today's Pilot gives it in a sidecar with this DNS domain (`default.svc.cluster.local`), in
    /// its order. Without ports, because a sidecar's route table ignores the port of a `Host` header.
    ///
    /// - The whole name, and the same with a final dot;
    /// - in a proxy of the same namespace, the service, up to `svc`, up to the namespace: `reviews`,
    ///   `reviews.default.svc`, `reviews.default`; of another namespace of the cluster, `reviews.default` and
    ///   `reviews.default.svc`; of another cluster domain, none of these;
    /// - in a proxy whose domain has no `.svc.` (on a virtual machine), the labels it does not share with the host;
    /// - `*.` before each, if it is [headless](Self::headless); then the addresses.
    ///
    /// `reviews.default.svc.cluster`, which Istio 0.7 had, is gone. Source: `generateVirtualHostDomains`,
    /// `GenerateAltVirtualHosts` and `dedupeDomains` in Istio's `pilot/pkg/networking/core/httproute.go`, with
    /// `PILOT_ENABLE_ABSOLUTE_FQDN_VHOST_DOMAIN` on, its default.
    #[must_use]
    pub fn domains(&self, proxy_domain: &str) -> Vec<String> {
        self.pilot(proxy_domain, None)
    }

    /// The same with and without the port, which a route table has that does compare ports: one for gRPC without a
    /// proxy, or for an HTTP proxy's listener.
    #[must_use]
    pub fn domains_with_ports(&self, proxy_domain: &str) -> Vec<String> {
        self.pilot(proxy_domain, Some(self.port).filter(|port| *port != 0))
    }

    fn pilot(&self, proxy_domain: &str, port: Option<u16>) -> Vec<String> {
        let mut domains = Vec::new();
        for host in std::iter::once(&self.host).chain(&self.aliases) {
            push(&mut domains, host.to_string(), port);
            push_alternatives(&mut domains, host.as_str(), proxy_domain, port);
        }
        if self.headless {
            let wildcards: Vec<String> = domains.iter().map(|domain| format!("*.{domain}")).collect();
            domains.extend(wildcards);
        }
        for address in &self.addresses {
            if *address != IpAddr::V4(Ipv4Addr::UNSPECIFIED) {
                push(&mut domains, bracketed(*address), port);
            }
        }
        // As Pilot's dedupeDomains; Envoy refuses a domain that is there twice.
        let mut different: Vec<String> = Vec::with_capacity(domains.len());
        for domain in domains {
            if !different.contains(&domain) {
                different.push(domain);
            }
        }
        different
    }
}

/// The domain without and, if there is a port, with it.
fn push(domains: &mut Vec<String>, domain: String, port: Option<u16>) {
    let with_port = port.map(|port| format!("{domain}:{port}"));
    domains.push(domain);
    domains.extend(with_port);
}

/// What Pilot adds to a host for a proxy of this domain.
fn push_alternatives(domains: &mut Vec<String>, host: &str, proxy_domain: &str, port: Option<u16>) {
    let address = host.parse::<IpAddr>().is_ok();
    if !address {
        push(domains, format!("{host}."), port);
    } else if let Some(port) = port {
        // As Pilot does: an address gets no final dot, but with a port it does.
        domains.push(format!("{host}.:{port}"));
    }
    if let Some(at) = proxy_domain.find(".svc.") {
        let suffix = proxy_domain.get(at..).unwrap_or_default();
        if !host.ends_with(suffix) {
            return;
        }
        let Some(zone) = host.find(".svc.").filter(|zone| *zone > 0) else { return };
        let Some((service, namespace)) = host.get(..zone).and_then(|name| name.split_once('.')) else { return };
        let name = host.get(..zone).unwrap_or_default();
        let same = Some(namespace) == proxy_domain.get(..at);
        if same {
            push(domains, service.to_owned(), port);
            push(domains, format!("{name}.svc"), port);
            push(domains, name.to_owned(), port);
        } else {
            push(domains, name.to_owned(), port);
            push(domains, format!("{name}.svc"), port);
        }
        return;
    }
    let shared = shared_labels(host, proxy_domain);
    if shared == 0 {
        return;
    }
    let labels: Vec<&str> = host.split('.').collect();
    let unique = labels.get(..labels.len() - shared).unwrap_or_default();
    push(domains, unique.join("."), port);
    if let ([_, _], Some(next)) = (unique, labels.get(2)) {
        push(domains, format!("{}.{next}", unique.join(".")), port);
    }
}

/// How many labels two names have in common, from the right.
fn shared_labels(host: &str, proxy_domain: &str) -> usize {
    host.rsplit('.').zip(proxy_domain.rsplit('.')).take_while(|(ours, theirs)| ours == theirs).count()
}

fn bracketed(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("[{address}]"),
    }
}
