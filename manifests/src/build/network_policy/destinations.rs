//! Hosts, as far as a policy can express them.

use std::collections::BTreeSet;
use std::net::IpAddr;

use k8s_openapi::api::networking::v1::{NetworkPolicyEgressRule, NetworkPolicyPeer, NetworkPolicyPort};
use pavedroad_naming::{ServiceDnsExtent, ServiceDnsRef};

use super::{peer, protocol, tcp};
use crate::App;
use crate::spec::calls::Call;
use crate::spec::platform::backends::Backend;

const DNS: u16 = 53;
/// Where filebeat sends logs if the address of Elasticsearch has no port.
const ELASTICSEARCH: u16 = 9200;

/// What an app calls beside other apps. A policy knows addresses, namespaces and ports, but no names of hosts.
pub(super) struct Destinations {
    /// The namespaces of Services, all ports of them: a rule is about the ports of pods, and which those are, the
    /// Service knows.
    namespaces: BTreeSet<Box<str>>,
    addresses: BTreeSet<(IpAddr, u16)>,
    /// TCP ports, wherever they are.
    ports: BTreeSet<u16>,
}

impl Destinations {
    /// The hosts that the app says it calls, and the backends of the platform that it uses.
    pub(super) fn of(app: &App, calls: &[Call]) -> Self {
        let mut all = Self { namespaces: BTreeSet::new(), addresses: BTreeSet::new(), ports: BTreeSet::new() };
        for call in calls {
            if let Call::External { host, port } = call {
                all.host(app, host, port.get());
            }
        }
        let settings = &app.settings;
        let consul = settings.consul.as_ref().filter(|_| app.config.consul.is_some());
        let tracing = settings.tracing.as_ref().filter(|_| app.tracing.is_some());
        for Backend { address, port } in consul.into_iter().chain(tracing) {
            all.host(app, address, port.get());
        }
        if let Some(apollo) = settings.apollo.as_ref().filter(|_| app.config.apollo.is_some()) {
            all.url(app, &apollo.address(&app.environment), None);
        }
        if let Some(logs) = settings.logs.as_ref().filter(|_| app.logs.is_some()) {
            logs.elasticsearch.iter().for_each(|url| all.url(app, url, Some(ELASTICSEARCH)));
        }
        all
    }

    pub(super) fn port(&mut self, port: u16) {
        self.ports.insert(port);
    }

    /// A name that is surely a Service's is allowed by its namespace. What a shorter one is, a resolver decides, so it is
    /// allowed by its port, like a host outside the cluster.
    fn host(&mut self, app: &App, host: &str, port: u16) {
        if let Ok(address) = host.trim_matches(['[', ']']).parse::<IpAddr>() {
            self.addresses.insert((address, port));
            return;
        }
        let service = ServiceDnsRef::parse_in(host, &app.settings.cluster_domain).ok();
        let service = service.filter(|name| name.extent() >= ServiceDnsExtent::Zone);
        match service.and_then(ServiceDnsRef::namespace) {
            Some(namespace) => self.namespaces.insert(namespace.into()),
            None => self.ports.insert(port),
        };
    }

    /// The host of an address of the web.
    fn url(&mut self, app: &App, url: &str, default: Option<u16>) {
        let (scheme, rest) = url.split_once("://").unwrap_or(("http", url));
        let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
        let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        let (host, port) = match host.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, port.parse().ok()),
            _ => (host, None),
        };
        let port = port.or(default).unwrap_or(if scheme == "https" { 443 } else { 80 });
        self.host(app, host, port);
    }

    pub(super) fn peers(&self) -> impl Iterator<Item = NetworkPolicyPeer> {
        self.namespaces.iter().map(|name| peer::namespace(name))
    }

    /// A rule for each address, and one for what is found anywhere: that, and DNS. Resolvers are in the cluster or on
    /// the node, where no selector reaches them.
    pub(super) fn rules(&self) -> impl Iterator<Item = NetworkPolicyEgressRule> {
        let one = |(address, port): &(IpAddr, u16)| NetworkPolicyEgressRule {
            to: Some(vec![peer::address(*address)]),
            ports: Some(vec![tcp(*port)]),
        };
        let ports: Vec<NetworkPolicyPort> =
            [protocol(DNS, "UDP"), tcp(DNS)].into_iter().chain(self.ports.iter().copied().map(tcp)).collect();
        let anywhere = NetworkPolicyEgressRule { to: None, ports: Some(ports) };
        self.addresses.iter().map(one).chain(std::iter::once(anywhere))
    }
}
