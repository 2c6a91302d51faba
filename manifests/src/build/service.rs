//! The Services of an app.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::{Service, ServicePort, ServiceSpec};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;
use pavedroad_naming::Derivation;

use super::labels;
use super::version::Version;
use crate::App;
use crate::spec::port::Port;
use crate::spec::workload::Workload;

/// The Service, or none for an app without ports. It selects `app` alone and so serves every track.
pub(super) fn service(app: &App) -> Option<Service> {
    of_pods(app, labels::metadata(app), labels::of_app(app))
}

/// The Service of one version alone, for a router that divides requests among Services; the app's own serves all.
pub(super) fn of_version(app: &App, version: &Version<'_>) -> Option<Service> {
    let name = name_of_version(app, version.track);
    of_pods(app, labels::named(app, &name), labels::of_track(app, version.track))
}

/// `<app>-<track>`: `<app>-stable` and `<app>-canary` too.
pub(super) fn name_of_version(app: &App, track: &str) -> String {
    format!("{}-{track}", app.name)
}

fn of_pods(app: &App, metadata: ObjectMeta, selector: BTreeMap<String, String>) -> Option<Service> {
    if app.ports.is_empty() {
        return None;
    }
    let ports = app.ports.iter().map(|port| service_port(port, port.service.get()));
    Some(Service {
        metadata,
        spec: Some(ServiceSpec { selector: Some(selector), ports: Some(ports.collect()), ..ServiceSpec::default() }),
        ..Service::default()
    })
}

/// The Service that gives each pod of a StatefulSet a name, which is how its members find each other: before they are
/// ready too, since they may need each other for that. Whoever just calls the app calls the other Service.
pub(super) fn headless_service(app: &App) -> Option<Service> {
    if app.workload != Workload::Stateful {
        return None;
    }
    // There is nothing in between that would turn one port into another: its ports are those of the pods.
    let ports: Vec<ServicePort> = app.ports.iter().map(|port| service_port(port, port.port.get())).collect();
    Some(Service {
        metadata: labels::named(app, &headless_name(app)),
        spec: Some(ServiceSpec {
            cluster_ip: Some("None".to_owned()),
            publish_not_ready_addresses: Some(true),
            selector: Some(labels::of_app(app)),
            ports: (!ports.is_empty()).then_some(ports),
            ..ServiceSpec::default()
        }),
        ..Service::default()
    })
}

/// The name of the headless Service.
pub(super) fn headless_name(app: &App) -> String {
    app.name.derive(&Derivation::HeadlessService).to_string()
}

fn service_port(port: &Port, number: u16) -> ServicePort {
    ServicePort {
        name: Some(port.name.as_str().to_owned()),
        port: number.into(),
        protocol: Some("TCP".to_owned()),
        // By name, so that the container's port may change without the Service noticing.
        target_port: Some(IntOrString::String(port.name.as_str().to_owned())),
        app_protocol: Some(port.protocol.as_str().to_owned()),
        ..ServicePort::default()
    }
}
