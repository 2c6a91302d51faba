//! Who may call an app.

use std::collections::BTreeMap;

use k8s_openapi::api::networking::v1::{
    NetworkPolicy, NetworkPolicyIngressRule, NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicySpec,
};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use super::labels;
use crate::App;

/// Set by the API server on every namespace since Kubernetes 1.21, so it can be relied on.
const NAMESPACE_NAME: &str = "kubernetes.io/metadata.name";

/// Ingress to the declared ports from the own namespace and from the platform's monitoring; everything else is
/// refused. Egress stays open until the app says whom it calls.
pub(super) fn network_policy(app: &App) -> NetworkPolicy {
    NetworkPolicy {
        metadata: labels::metadata(app),
        spec: Some(NetworkPolicySpec {
            pod_selector: Some(labels::selector(labels::of_name(&app.name))),
            policy_types: Some(vec!["Ingress".to_owned()]),
            ingress: ingress(app),
            ..NetworkPolicySpec::default()
        }),
    }
}

/// One rule, or none for an app without ports: nobody has anything to call there.
fn ingress(app: &App) -> Option<Vec<NetworkPolicyIngressRule>> {
    if app.ports.is_empty() {
        return None;
    }
    let mut from =
        vec![NetworkPolicyPeer { pod_selector: Some(LabelSelector::default()), ..NetworkPolicyPeer::default() }];
    if let Some(namespace) = app.settings.monitoring.as_ref().filter(|monitoring| **monitoring != app.namespace) {
        let name = BTreeMap::from([(NAMESPACE_NAME.to_owned(), namespace.as_str().to_owned())]);
        from.push(NetworkPolicyPeer {
            namespace_selector: Some(labels::selector(name)),
            ..NetworkPolicyPeer::default()
        });
    }
    // By number: a named port would have to be declared by every pod the policy selects.
    let ports = app.ports.iter().map(|port| NetworkPolicyPort {
        port: Some(IntOrString::Int(port.port.get().into())),
        protocol: Some("TCP".to_owned()),
        ..NetworkPolicyPort::default()
    });
    Some(vec![NetworkPolicyIngressRule { from: Some(from), ports: Some(ports.collect()) }])
}
