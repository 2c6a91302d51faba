//! Services find pods that listen.

use k8s_openapi::api::core::v1::{ContainerPort, ServicePort};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use crate::lint::code::LintCode;
use crate::lint::finding::{LintFinding, ObjectRef};
use crate::lint::index::{Index, Pods, ServiceItem};
use crate::lint::labels::{has, written};
use crate::pods::namespace;

pub(super) fn check(index: &Index<'_>, findings: &mut Vec<LintFinding>) {
    for service in index.services() {
        let Some(pods) = selected(index, service) else { continue };
        if pods.is_empty() {
            if !index.expects_pods(service.item.1) {
                continue;
            }
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
    let mut pods = index.pods_with(namespace(service.item.1), Some(selector));
    pods.retain(|pods| has(pods, selector));
    // Pods of jobs are found by Services of their own, to talk to one another; beside others they are there by chance.
    let lasting: Vec<&Pods<'a>> = pods.iter().filter(|pods| pods.lasting).copied().collect();
    Some(if lasting.is_empty() { pods } else { lasting })
}

/// The first and the last port that Istio's proxy keeps for itself and listens on without a declaration.
const PROXY_PORTS: (i32, i32) = (15_000, 15_099);

/// A port that is named is the container's of that name and protocol, in each pod: pods without it are left out. A port
/// by number reaches whoever listens there, declared or not: only pods that declare others are taken at their word.
/// Source: `FindPort` in Kubernetes' `pkg/api/v1/pod/util.go`.
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
            let named = |port: &ContainerPort| port.name.as_deref() == Some(name) && protocol_of(port) == protocol;
            let has = |pods: &Pods<'_>| pods.ports().any(named);
            if !pods.iter().any(|pods| has(pods)) {
                let found = format!("port `{name}`");
                findings.push(LintFinding::new(service.item, LintCode::UnknownTargetPort, path, found, declared()));
            } else if let Some(other) = pods.iter().find(|pods| !has(pods)) {
                let found = format!("port `{name}`, which {} does not declare", ObjectRef::of(other.item.1));
                let expected = "a port of all its pods".to_owned();
                findings.push(LintFinding::new(service.item, LintCode::UndeclaredPort, path, found, expected));
            }
            return;
        }
        // Left out, or 0, it is the Service's own port.
        Some(IntOrString::Int(number)) if *number != 0 => *number,
        _ => port.port,
    };
    let of_proxy = |number: i32| PROXY_PORTS.0 <= number && number <= PROXY_PORTS.1;
    let silent = |pods: &Pods<'_>| !pods.ports().any(|port| !of_proxy(port.container_port));
    let same = |other: &ContainerPort| other.container_port == number && protocol_of(other) == protocol;
    if !of_proxy(number) && !pods.iter().any(|pods| silent(pods) || pods.ports().any(same)) {
        let found = format!("port {number}");
        findings.push(LintFinding::new(service.item, LintCode::UndeclaredPort, path, found, declared()));
    }
}

fn protocol_of(port: &ContainerPort) -> &str {
    port.protocol.as_deref().unwrap_or("TCP")
}
