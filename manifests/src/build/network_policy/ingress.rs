//! Who may call an app.

use std::net::{IpAddr, Ipv4Addr};

use k8s_openapi::api::networking::v1::{NetworkPolicyIngressRule, NetworkPolicyPeer, NetworkPolicyPort};

use super::{HBONE, peer, tcp};
use crate::App;
use crate::build::gateway::{InFront, in_front};
use crate::spec::mesh::MeshMode;

/// Where a proxy shows its metrics: joined with the app's, and its own. Source: Istio, "Application Requirements".
const PROXY_METRICS: [u16; 2] = [15020, 15090];
/// From where the node's proxy lets the kubelet's probes into a pod of the ambient mesh. Plugins that know a probe by
/// its source do not know this one. Source: Istio, "Ambient and Kubernetes NetworkPolicy".
const AMBIENT_PROBES: IpAddr = IpAddr::V4(Ipv4Addr::new(169, 254, 7, 127));

/// No rule for an app without ports: nobody has anything to call there.
pub(super) fn rules(app: &App) -> Vec<NetworkPolicyIngressRule> {
    let declared = || app.ports.iter().map(|port| tcp(port.port.get()));
    let mut rules = Vec::new();
    if !app.ports.is_empty() {
        let tunnel = (app.mesh.mode != MeshMode::None).then(|| tcp(HBONE));
        rules.push(rule(callers(app), declared().chain(tunnel)));
    }
    if let (MeshMode::Sidecar | MeshMode::Manual, Some(monitoring)) = (app.mesh.mode, &app.settings.monitoring) {
        rules.push(rule(vec![peer::namespace(monitoring.as_str())], PROXY_METRICS.into_iter().map(tcp)));
    }
    if app.mesh.mode == MeshMode::Ambient && !app.ports.is_empty() {
        rules.push(rule(vec![peer::address(AMBIENT_PROBES)], declared()));
    }
    rules
}

fn rule(from: Vec<NetworkPolicyPeer>, ports: impl Iterator<Item = NetworkPolicyPort>) -> NetworkPolicyIngressRule {
    NetworkPolicyIngressRule { from: Some(from), ports: Some(ports.collect()) }
}

/// The callers that are given, and the app itself; else the whole namespace. Then what stands in front of the app, and
/// what watches it.
fn callers(app: &App) -> Vec<NetworkPolicyPeer> {
    let mut from = match &app.callers {
        None => vec![peer::own_namespace()],
        Some(callers) => {
            let others = callers.iter().filter_map(|caller| peer::of_app(app, caller));
            std::iter::once(peer::itself(app)).chain(others).collect()
        }
    };
    let gateway = in_front(app).map(gateway);
    let monitoring = app.settings.monitoring.as_ref().map(|monitoring| peer::namespace(monitoring.as_str()));
    let own = app.callers.is_none().then(|| peer::namespace(app.namespace.as_str()));
    // The whole namespace holds all of its pods.
    let held =
        |peer: &NetworkPolicyPeer| own.as_ref().is_some_and(|own| peer.namespace_selector.is_none() || own == peer);
    for peer in gateway.into_iter().chain(monitoring) {
        if !from.contains(&peer) && !held(&peer) {
            from.push(peer);
        }
    }
    from
}

fn gateway(pods: InFront<'_>) -> NetworkPolicyPeer {
    match pods {
        InFront::Namespace(name) => peer::namespace(name),
        InFront::OwnGateway { name, .. } => peer::made_for_gateway(name),
        InFront::Controller(name) => peer::controller(name),
    }
}
