//! The other end of a rule.

use std::collections::BTreeMap;
use std::net::IpAddr;

use k8s_openapi::api::networking::v1::{IPBlock, NetworkPolicyPeer};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;
use pavedroad_naming::AppName;

use crate::App;
use crate::build::labels;

/// Set by the API server on every namespace since Kubernetes 1.21, so it can be relied on.
const NAMESPACE_NAME: &str = "kubernetes.io/metadata.name";
/// On the pods that were made for a Gateway. Source: Gateway API, GEP-1762.
const GATEWAY_NAME: &str = "gateway.networking.k8s.io/gateway-name";

/// Every pod of the policy's own namespace.
pub(super) fn own_namespace() -> NetworkPolicyPeer {
    NetworkPolicyPeer { pod_selector: Some(LabelSelector::default()), ..NetworkPolicyPeer::default() }
}

/// Every pod of a namespace.
pub(super) fn namespace(name: &str) -> NetworkPolicyPeer {
    let labels = BTreeMap::from([(NAMESPACE_NAME.to_owned(), name.to_owned())]);
    NetworkPolicyPeer { namespace_selector: Some(labels::selector(labels)), ..NetworkPolicyPeer::default() }
}

/// The pods of the policy's own app: its peers in a cluster of databases, and its jobs.
pub(super) fn itself(app: &App) -> NetworkPolicyPeer {
    NetworkPolicyPeer {
        pod_selector: Some(labels::selector(labels::of_name(&app.name))),
        ..NetworkPolicyPeer::default()
    }
}

/// The pods of another app, which the convention knows the namespace of.
pub(super) fn of_app(app: &App, name: &AppName) -> Option<NetworkPolicyPeer> {
    let place = app.settings.convention.namespace_of(name, &app.environment).ok()?;
    let pods = Some(labels::selector(labels::of_name(name)));
    Some(NetworkPolicyPeer { pod_selector: pods, ..namespace(place.as_str()) })
}

/// The pods that were made for a Gateway of the policy's own namespace.
pub(super) fn made_for_gateway(name: &AppName) -> NetworkPolicyPeer {
    let labels = BTreeMap::from([(GATEWAY_NAME.to_owned(), name.as_str().to_owned())]);
    NetworkPolicyPeer { pod_selector: Some(labels::selector(labels)), ..NetworkPolicyPeer::default() }
}

/// The pods of an ingress controller in whatever namespace, by the name that its chart gives them.
pub(super) fn controller(name: &str) -> NetworkPolicyPeer {
    NetworkPolicyPeer {
        namespace_selector: Some(LabelSelector::default()),
        pod_selector: Some(labels::selector(BTreeMap::from([(labels::NAME.to_owned(), name.to_owned())]))),
        ..NetworkPolicyPeer::default()
    }
}

/// One address.
pub(super) fn address(address: IpAddr) -> NetworkPolicyPeer {
    let length = if address.is_ipv4() { 32 } else { 128 };
    let block = IPBlock { cidr: format!("{address}/{length}"), ..IPBlock::default() };
    NetworkPolicyPeer { ip_block: Some(block), ..NetworkPolicyPeer::default() }
}
