//! The ports of a node that pods take.

use k8s_openapi::api::core::v1::{Container, PodSpec};

use super::requests::is_sidecar;

/// A port of the node; an address of `0.0.0.0` stands for all of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct HostPort {
    port: i32,
    protocol: Box<str>,
    address: Box<str>,
}

const EVERY_ADDRESS: &str = "0.0.0.0";

impl HostPort {
    /// The ports a pod takes, those of its sidecars included. With `hostNetwork` every container port is one, as the API
    /// server fills it in. Source: `GetHostPorts` in Kubernetes' `pkg/scheduler/util` and `SetDefaults_PodSpec` in its
    /// `pkg/apis/core/v1/defaults.go`.
    pub(super) fn of(spec: &PodSpec) -> Vec<Self> {
        let host_network = spec.host_network == Some(true);
        let sidecars = spec.init_containers.iter().flatten().filter(|container| is_sidecar(container));
        let ports = |container: &Container| -> Vec<Self> {
            let ports = container.ports.iter().flatten();
            let taken = ports.filter_map(|port| {
                let host_port = match port.host_port {
                    None | Some(0) if host_network => port.container_port,
                    host_port => host_port.unwrap_or_default(),
                };
                let or = |text: &Option<String>, default: &str| match text.as_deref() {
                    None | Some("") => default.into(),
                    Some(text) => text.into(),
                };
                (host_port > 0).then(|| Self {
                    port: host_port,
                    protocol: or(&port.protocol, "TCP"),
                    address: or(&port.host_ip, EVERY_ADDRESS),
                })
            });
            taken.collect()
        };
        sidecars.chain(&spec.containers).flat_map(ports).collect()
    }

    /// Source: `HostPortInfo.CheckConflict` in Kubernetes' `kube-scheduler/framework`.
    pub(super) fn conflicts_with(&self, other: &Self) -> bool {
        self.port == other.port
            && self.protocol == other.protocol
            && (self.address == other.address || &*self.address == EVERY_ADDRESS || &*other.address == EVERY_ADDRESS)
    }
}
