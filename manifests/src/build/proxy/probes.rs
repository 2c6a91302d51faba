//! The kubelet's probes, led through the proxy.
//!
//! The kubelet has no certificate of the mesh, so under strict mutual TLS it would get no answer from the app. It asks
//! `pilot-agent` beside the proxy instead, at a port that is not intercepted, and that asks the app.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::{ContainerPort, HTTPGetAction, PodSpec, Probe};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;
use serde_json::{Value, json};

/// Where `pilot-agent` answers.
pub(super) const PILOT_AGENT: i32 = 15020;

/// Leads every probe of a pod to `pilot-agent`, and says what that has to ask in its place: by path, as JSON. A command
/// needs no network, and stays. `None` if there is nothing to ask.
pub(super) fn take_over(pod: &mut PodSpec) -> Option<String> {
    let mut asked = BTreeMap::new();
    for container in pod.init_containers.iter_mut().flatten().chain(&mut pod.containers) {
        let ports = container.ports.as_deref().unwrap_or_default();
        let probes = [
            ("readyz", &mut container.readiness_probe),
            ("livez", &mut container.liveness_probe),
            ("startupz", &mut container.startup_probe),
        ];
        for (name, probe) in probes {
            let Some((probe, prober)) =
                probe.as_mut().and_then(|probe| prober(probe, ports).map(|prober| (probe, prober)))
            else {
                continue;
            };
            let path = format!("/app-health/{}/{name}", container.name);
            (probe.tcp_socket, probe.grpc) = (None, None);
            probe.http_get = Some(HTTPGetAction {
                path: Some(path.clone()),
                port: IntOrString::Int(PILOT_AGENT),
                ..HTTPGetAction::default()
            });
            asked.insert(path, prober);
        }
    }
    (!asked.is_empty()).then(|| json!(asked).to_string())
}

/// What the agent asks: the same, with the port's number in place of its name.
fn prober(probe: &Probe, ports: &[ContainerPort]) -> Option<Value> {
    let number = |port: &IntOrString| match port {
        IntOrString::Int(number) => Some(*number),
        IntOrString::String(name) => {
            ports.iter().find(|port| port.name.as_deref() == Some(name)).map(|port| port.container_port)
        }
    };
    let (kind, asked) = if let Some(http) = &probe.http_get {
        ("httpGet", json!(HTTPGetAction { port: IntOrString::Int(number(&http.port)?), ..http.clone() }))
    } else if let Some(tcp) = &probe.tcp_socket {
        ("tcpSocket", json!({"port": number(&tcp.port)?}))
    } else {
        ("grpc", json!(probe.grpc.as_ref()?))
    };
    Some(match probe.timeout_seconds {
        Some(seconds) => json!({kind: asked, "timeoutSeconds": seconds}),
        None => json!({kind: asked}),
    })
}
