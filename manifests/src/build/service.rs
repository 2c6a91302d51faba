//! The Service of an app.

use k8s_openapi::api::core::v1::{Service, ServicePort, ServiceSpec};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use super::labels;
use crate::App;

/// The Service, or none for an app without ports. It selects `app` alone and so serves every track.
pub(super) fn service(app: &App) -> Option<Service> {
    if app.ports.is_empty() {
        return None;
    }
    let ports = app.ports.iter().map(|port| ServicePort {
        name: Some(port.name.as_str().to_owned()),
        port: port.service.get().into(),
        protocol: Some("TCP".to_owned()),
        // By name, so that the container's port may change without the Service noticing.
        target_port: Some(IntOrString::String(port.name.as_str().to_owned())),
        app_protocol: Some(port.protocol.as_str().to_owned()),
        ..ServicePort::default()
    });
    Some(Service {
        metadata: labels::metadata(app),
        spec: Some(ServiceSpec {
            selector: Some(labels::of_app(app)),
            ports: Some(ports.collect()),
            ..ServiceSpec::default()
        }),
        ..Service::default()
    })
}
