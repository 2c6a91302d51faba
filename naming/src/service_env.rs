//! The environment variables that a kubelet makes of Services.

use std::fmt;

use crate::{ClusterIp, DnsLabel};

/// A Service as a kubelet sees it.
///
/// # Examples
/// ```
/// use pavedroad_naming::{ClusterService, ServicePort, service_env};
///
/// let grafana = ClusterService {
///     name: "monitoring-grafana".parse()?,
///     cluster_ip: "192.168.3.33".parse()?,
///     ports: vec![ServicePort::tcp(80)],
/// };
/// let variables: Vec<String> = service_env([&grafana]).map(|variable| variable.to_string()).collect();
/// assert_eq!(variables[0], "MONITORING_GRAFANA_SERVICE_HOST=192.168.3.33");
/// assert_eq!(variables[3], "MONITORING_GRAFANA_PORT_80_TCP=tcp://192.168.3.33:80");
/// # Ok::<(), pavedroad_naming::NameError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClusterService {
    /// The name. Clusters from 1.36 on let it begin with a digit, so it is a [`DnsLabel`] here.
    pub name: DnsLabel,
    /// The address; [`ClusterIp::none`] for a headless Service.
    pub cluster_ip: ClusterIp,
    /// The ports, in the Service's order; the API server wants one where there is an address.
    pub ports: Vec<ServicePort>,
}

/// A port of a [`ClusterService`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServicePort {
    /// The name; the API server wants one as soon as there are two ports. Unlike a container's port, a Service's
    /// may have a name of up to 63 bytes.
    pub name: Option<DnsLabel>,
    /// The number, 1 to 65535.
    pub port: u16,
    /// The transport protocol.
    pub protocol: Protocol,
}

/// The transport protocol of a port.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Protocol {
    /// What a port has that names none.
    #[default]
    Tcp,
    /// Datagrams.
    Udp,
    /// RFC 9260.
    Sctp,
}

/// One environment variable; prints as `NAME=value`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EnvVar {
    /// The name.
    pub name: String,
    /// The value.
    pub value: String,
}

impl ServicePort {
    /// A TCP port without a name.
    #[must_use]
    pub fn tcp(port: u16) -> Self {
        Self { name: None, port, protocol: Protocol::Tcp }
    }

    /// The same port with a name.
    #[must_use]
    pub fn named(self, name: DnsLabel) -> Self {
        Self { name: Some(name), ..self }
    }
}

impl Protocol {
    /// As an object says it: `TCP`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tcp => "TCP",
            Self::Udp => "UDP",
            Self::Sctp => "SCTP",
        }
    }

    /// As a URL says it: `tcp`.
    const fn scheme(self) -> &'static str {
        match self {
            Self::Tcp => "tcp",
            Self::Udp => "udp",
            Self::Sctp => "sctp",
        }
    }
}

impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Display for EnvVar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.name, self.value)
    }
}

/// The variables that the kubelet gives every container of a pod with `enableServiceLinks` (the default), for the
/// Services of the pod's namespace in the order given.
///
/// For each Service: `NAME_SERVICE_HOST`, `NAME_SERVICE_PORT` of the first port, `NAME_SERVICE_PORT_<PORT NAME>` of
/// every port with a name, `NAME_PORT` of the first port, then for every port `NAME_PORT_80_TCP`, `_PROTO`, `_PORT`
/// and `_ADDR`. Names are in upper case with `_` for `-`; only in URLs does an address of version 6 stand in
/// brackets. A headless Service gives none. Source: `FromServices` in Kubernetes' `pkg/kubelet/envvars`.
///
/// Two Services can make one name (`ai` and `ai-service` both make `AI_SERVICE_PORT`); the kubelet then uses the
/// one that comes last. A Service with an address and without ports, which the API server refuses, gives none.
pub fn service_env<'a>(services: impl IntoIterator<Item = &'a ClusterService>) -> impl Iterator<Item = EnvVar> {
    services.into_iter().flat_map(variables)
}

fn variables(service: &ClusterService) -> Vec<EnvVar> {
    let (Some(address), Some(first)) = (service.cluster_ip.address(), service.ports.first()) else {
        return Vec::new();
    };
    let name = upper(&service.name);
    let mut variables = Vec::with_capacity(3 + 5 * service.ports.len());
    let mut add = |suffix: fmt::Arguments<'_>, value: String| {
        variables.push(EnvVar { name: format!("{name}_{suffix}"), value });
    };
    add(format_args!("SERVICE_HOST"), address.to_owned());
    add(format_args!("SERVICE_PORT"), first.port.to_string());
    for port in &service.ports {
        if let Some(name) = &port.name {
            add(format_args!("SERVICE_PORT_{}", upper(name)), port.port.to_string());
        }
    }
    let url = |port: &ServicePort| {
        let (scheme, number) = (port.protocol.scheme(), port.port);
        if service.cluster_ip.is_ipv6() {
            format!("{scheme}://[{address}]:{number}")
        } else {
            format!("{scheme}://{address}:{number}")
        }
    };
    add(format_args!("PORT"), url(first));
    for port in &service.ports {
        let (number, protocol) = (port.port, port.protocol);
        add(format_args!("PORT_{number}_{protocol}"), url(port));
        add(format_args!("PORT_{number}_{protocol}_PROTO"), protocol.scheme().to_owned());
        add(format_args!("PORT_{number}_{protocol}_PORT"), number.to_string());
        add(format_args!("PORT_{number}_{protocol}_ADDR"), address.to_owned());
    }
    variables
}

fn upper(name: &DnsLabel) -> String {
    name.as_str().to_ascii_uppercase().replace('-', "_")
}
