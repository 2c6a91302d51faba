//! Services find pods that listen.

use k8s_openapi::api::core::v1::ServicePort;
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use crate::lint::code::LintCode;
use crate::lint::finding::LintFinding;
use crate::lint::index::{Index, Pods, ServiceItem};
use crate::lint::labels::{has, written};

pub(super) fn check(index: &Index<'_>, findings: &mut Vec<LintFinding>) {
    for service in index.services() {
        let Some(pods) = selected(index, service) else { continue };
        if pods.is_empty() {
            let labels = service.spec.selector.as_ref().map_or_else(String::new, written);
            findings.push(LintFinding::new(
                service.item,
                LintCode::ServiceWithoutPods,
                "spec.selector",
                format!("{labels}, which selects no pod"),
                "the labels of a pod template",
            ));
            continue;
        }
        for (at, port) in service.spec.ports.iter().flatten().enumerate() {
            check_port(service, at, port, &pods, findings);
        }
    }
}

/// The pods of a Service; `None` for one that selects none by intent: without a selector, or with a name elsewhere.
pub(super) fn selected<'i, 'a>(index: &'i Index<'a>, service: ServiceItem<'a>) -> Option<Vec<&'i Pods<'a>>> {
    let selector = service.spec.selector.as_ref().filter(|selector| !selector.is_empty())?;
    if service.spec.type_.as_deref() == Some("ExternalName") {
        return None;
    }
    let namespace = super::super::index::namespace(service.item.1);
    Some(index.pods_in(namespace).filter(|pods| pods.lasting && has(pods.labels, selector)).collect())
}

/// A port that is named is the container's of that name, in each pod: pods without it are left out. A port by number
/// reaches whoever listens there, declared or not.
fn check_port(
    service: ServiceItem<'_>,
    at: usize,
    port: &ServicePort,
    pods: &[&Pods<'_>],
    findings: &mut Vec<LintFinding>,
) {
    let protocol = port.protocol.as_deref().unwrap_or("TCP");
    let path = format!("spec.ports[{at}].targetPort");
    let declared = || {
        let mut ports: Vec<String> = pods
            .iter()
            .flat_map(|pods| pods.ports())
            .map(|port| match &port.name {
                Some(name) => format!("{name} ({})", port.container_port),
                None => port.container_port.to_string(),
            })
            .collect();
        ports.sort_unstable();
        ports.dedup();
        if ports.is_empty() {
            "a declared port, and there is none".to_owned()
        } else {
            format!("one of {}", ports.join(", "))
        }
    };
    let number = match &port.target_port {
        Some(IntOrString::String(name)) => {
            let has = |pods: &&Pods<'_>| pods.ports().any(|port| port.name.as_deref() == Some(name));
            if !pods.iter().all(has) {
                let found = format!("port `{name}`");
                findings.push(LintFinding::new(service.item, LintCode::UnknownTargetPort, path, found, declared()));
            }
            return;
        }
        // Left out, or 0, it is the Service's own port.
        Some(IntOrString::Int(number)) if *number != 0 => *number,
        _ => port.port,
    };
    let same = |other: &k8s_openapi::api::core::v1::ContainerPort| {
        other.container_port == number && other.protocol.as_deref().unwrap_or("TCP") == protocol
    };
    if !pods.iter().any(|pods| pods.ports().any(same)) {
        let found = format!("port {number}");
        findings.push(LintFinding::new(service.item, LintCode::UndeclaredPort, path, found, declared()));
    }
}
