//! Routes as an Ingress says them: hosts and paths, and no shares.

use k8s_openapi::api::networking::v1::{
    HTTPIngressPath, HTTPIngressRuleValue, Ingress, IngressBackend, IngressRule, IngressServiceBackend, IngressSpec,
    ServiceBackendPort,
};

use super::ways::{Asked, Host, Way};
use crate::App;
use crate::build::labels;
use crate::objects::Objects;

/// One Ingress for all hosts from outside.
pub(super) fn push(objects: &mut Objects, app: &App, hosts: &[Host<'_>]) {
    let rules: Vec<IngressRule> = hosts.iter().filter_map(|host| rule(app, host)).collect();
    if !rules.is_empty() {
        objects.push(Ingress {
            metadata: labels::metadata(app),
            spec: Some(IngressSpec {
                ingress_class_name: Some(app.settings.ingress_class.to_string()),
                rules: Some(rules),
                ..IngressSpec::default()
            }),
            ..Ingress::default()
        });
    }
}

fn rule(app: &App, host: &Host<'_>) -> Option<IngressRule> {
    let Asked::Outside(name) = &host.asked else { return None };
    Some(IngressRule {
        host: Some(name.to_string()),
        http: Some(HTTPIngressRuleValue { paths: host.ways.iter().map(|way| path(app, way)).collect() }),
    })
}

/// By the port's name, as the Service has it: its number may change.
fn path(app: &App, way: &Way<'_>) -> HTTPIngressPath {
    let port = ServiceBackendPort { name: Some(way.port.name.as_str().to_owned()), ..ServiceBackendPort::default() };
    HTTPIngressPath {
        path: Some(if way.path.is_empty() { "/" } else { way.path }.to_owned()),
        path_type: "Prefix".to_owned(),
        backend: IngressBackend {
            service: Some(IngressServiceBackend { name: app.name.to_string(), port: Some(port) }),
            ..IngressBackend::default()
        },
    }
}
