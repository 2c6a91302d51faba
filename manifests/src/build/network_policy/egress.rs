//! Whom an app may call.

use k8s_openapi::api::networking::v1::NetworkPolicyEgressRule;

use super::destinations::Destinations;
use super::{HBONE, peer};
use crate::App;
use crate::build::role;
use crate::spec::calls::Call;
use crate::spec::mesh::MeshMode;

/// Where a proxy learns what it has to know.
const ISTIOD: u16 = 15012;
/// Where the API server listens: the rule is about the address behind its Service.
const API_SERVER: [u16; 2] = [443, 6443];

/// The app itself and the apps that it calls, on every port: which they have, their own files say. Then what every app
/// needs, and what this one uses of the platform. What is outside the cluster is allowed by its port alone, wherever it
/// is, unless its address is given: a policy knows no names of hosts.
pub(super) fn rules(app: &App, calls: &[Call]) -> Vec<NetworkPolicyEgressRule> {
    let mut destinations = Destinations::of(app, calls);
    if app.mesh.mode != MeshMode::None {
        // A tunnel leads to whoever proves who it is: waypoints, and gateways of other clusters.
        [ISTIOD, HBONE].into_iter().for_each(|port| destinations.port(port));
    }
    if role::is_given(&app.access) {
        API_SERVER.into_iter().for_each(|port| destinations.port(port));
    }
    let called = calls.iter().filter_map(|call| match call {
        Call::App(name) => peer::of_app(app, name),
        Call::External { .. } => None,
    });
    let to = std::iter::once(peer::itself(app)).chain(called).chain(destinations.peers());
    let pods = NetworkPolicyEgressRule { to: Some(to.collect()), ports: None };
    std::iter::once(pods).chain(destinations.rules()).collect()
}
