//! What the mesh is told about an app. Faults, timeouts and retries are told to its clients, with its routes.

mod authorization_policy;
mod destination_rule;
mod peer_authentication;
mod rate_limit;
mod service_entry;
mod telemetry;

pub(super) use destination_rule::host;

use super::labels;
use crate::istio::{NetworkingSelector, WorkloadSelector};
use crate::object::Object;
use crate::{App, MeshMode, Mtls, Port};

/// The objects, in any order.
pub(super) fn objects(app: &App) -> Vec<Object> {
    let mut objects: Vec<Object> = Vec::new();
    if app.mesh.mode != MeshMode::None {
        objects.push(peer_authentication::peer_authentication(app).into());
        objects.extend(authorization_policy::authorization_policy(app).map(Object::from));
        objects.extend(service_entry::service_entries(app).map(Object::from));
    }
    // The proxy of a node reads no requests, so there these have nothing to tell.
    if has_own_proxy(app) {
        objects.extend(telemetry::telemetry(app).map(Object::from));
        objects.extend(rate_limit::envoy_filter(app).map(Object::from));
    }
    objects.extend(destination_rule::destination_rules(app).into_iter().map(Object::from));
    objects
}

/// Whether each pod has a proxy of its own, which reads requests.
pub(super) fn has_own_proxy(app: &App) -> bool {
    matches!(app.mesh.mode, MeshMode::Sidecar | MeshMode::Manual)
}

/// The ports that are read in plain text though the app takes mutual TLS alone: those of metrics, where the platform
/// says who collects them. That is an ordinary Prometheus, outside the mesh, which has nothing to prove who it is by; who
/// may connect at all, the NetworkPolicy says.
pub(crate) fn plain_ports(app: &App) -> impl Iterator<Item = &Port> {
    let open = app.mesh.mode != MeshMode::None && app.mesh.mtls == Mtls::Strict && app.settings.monitoring.is_some();
    app.ports.iter().filter(move |port| open && port.is_of_metrics())
}

/// The pods of the app and of its jobs.
fn selector(app: &App) -> WorkloadSelector {
    WorkloadSelector { match_labels: labels::of_name(&app.name) }
}

/// The same, as objects of networking say it.
fn networking_selector(app: &App) -> NetworkingSelector {
    NetworkingSelector { labels: labels::of_name(&app.name) }
}
