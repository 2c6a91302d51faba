//! Who may call an app, and whom it may call.
//!
//! Everything here follows from the app's own file and the platform: whom it calls it names, and which of their ports,
//! their files say; so a call is allowed by app, to every port. A kubelet's probes need no rule: a plugin lets a node
//! reach its own pods ("Network Policies" in Kubernetes' documentation).

mod destinations;
mod egress;
mod ingress;
mod peer;

use k8s_openapi::api::networking::v1::{NetworkPolicy, NetworkPolicyPort, NetworkPolicySpec};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use super::labels;
use crate::App;

/// Where a pod of the mesh takes the requests of others, tunnelled; pods with a proxy of their own take them there from
/// pods without. Source: Istio, "Ambient and Kubernetes NetworkPolicy".
const HBONE: u16 = 15008;

/// Ingress is what the app allows; egress stays open until the app says whom it calls.
pub(super) fn network_policy(app: &App) -> NetworkPolicy {
    let egress = app.calls.as_deref().map(|calls| egress::rules(app, calls));
    let mut types = vec!["Ingress".to_owned()];
    types.extend(egress.as_ref().map(|_| "Egress".to_owned()));
    NetworkPolicy {
        metadata: labels::metadata(app),
        spec: Some(NetworkPolicySpec {
            pod_selector: Some(labels::selector(labels::of_name(&app.name))),
            policy_types: Some(types),
            ingress: Some(ingress::rules(app)).filter(|rules| !rules.is_empty()),
            egress,
        }),
    }
}

fn tcp(port: u16) -> NetworkPolicyPort {
    protocol(port, "TCP")
}

/// By number: a named port would have to be declared by every pod the policy selects.
fn protocol(port: u16, protocol: &str) -> NetworkPolicyPort {
    NetworkPolicyPort {
        port: Some(IntOrString::Int(port.into())),
        protocol: Some(protocol.to_owned()),
        ..NetworkPolicyPort::default()
    }
}
