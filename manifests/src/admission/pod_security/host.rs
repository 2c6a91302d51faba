//! What a pod takes of its node: namespaces, ports, addresses, processes.

use std::collections::BTreeSet;

use k8s_openapi::api::core::v1::{LifecycleHandler, PodSpec};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use super::PodSecurityViolation;
use super::container_view::{ContainerView, containers};
use super::setters::{named, names_of, plural, quoted, setters};
use crate::admission::go_text::join_quoted;

/// Source: `check_hostNamespaces.go`.
pub(super) fn namespaces(_: &ObjectMeta, spec: &PodSpec) -> Option<PodSecurityViolation> {
    let all = [("hostNetwork", spec.host_network), ("hostPID", spec.host_pid), ("hostIPC", spec.host_ipc)];
    let taken: Vec<String> =
        all.into_iter().filter(|(_, taken)| *taken == Some(true)).map(|(name, _)| format!("{name}=true")).collect();
    (!taken.is_empty()).then(|| PodSecurityViolation::new("hostNamespaces", "host namespaces", taken.join(", ")))
}

/// Source: `check_hostPorts.go`.
pub(super) fn ports(_: &ObjectMeta, spec: &PodSpec) -> Option<PodSecurityViolation> {
    let taken = |container: &ContainerView<'_>| -> Vec<String> {
        let ports = container.ports.iter().filter_map(|port| port.host_port).filter(|port| *port != 0);
        ports.map(|port| port.to_string()).collect()
    };
    let names = names_of(spec, |container| !taken(container).is_empty());
    // By their digits, as the server sorts them.
    let ports: BTreeSet<String> = containers(spec).flat_map(|container| taken(&container)).collect();
    (!names.is_empty()).then(|| {
        let list = ports.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        let use_ = plural("uses", "use", names.len());
        let ports = plural("hostPort", "hostPorts", ports.len());
        PodSecurityViolation::new("hostPorts", "hostPort", format!("{} {use_} {ports} {list}", named(&names)))
    })
}

/// Source: `check_hostProbesAndhostLifecycle.go`.
pub(super) fn probes(_: &ObjectMeta, spec: &PodSpec) -> Option<PodSecurityViolation> {
    let names: BTreeSet<&str> = names_of(spec, |container| hosts(container).next().is_some()).into_iter().collect();
    let asked: Vec<ContainerView<'_>> = containers(spec).collect();
    let asked: BTreeSet<&str> = asked.iter().flat_map(hosts).collect();
    (!names.is_empty()).then(|| {
        let containers = plural("container", "containers", names.len());
        let use_ = plural("uses", "use", names.len());
        let kind = plural("probe or lifecycle host", "probe or lifecycle hosts", asked.len());
        let detail = format!("{containers} {} {use_} {kind} {}", join_quoted(names), quoted(&asked));
        PodSecurityViolation::new("hostProbesAndHostLifecycle", "probe or lifecycle host", detail)
    })
}

/// The hosts that a container's probes and handlers ask.
fn hosts<'a>(container: &ContainerView<'a>) -> impl Iterator<Item = &'a str> {
    let http = |get: &'a Option<_>| {
        get.as_ref().and_then(|get: &'a k8s_openapi::api::core::v1::HTTPGetAction| get.host.as_deref())
    };
    let tcp = |socket: &'a Option<_>| {
        socket.as_ref().and_then(|socket: &'a k8s_openapi::api::core::v1::TCPSocketAction| socket.host.as_deref())
    };
    let probes =
        container.probes.into_iter().flatten().flat_map(move |probe| [http(&probe.http_get), tcp(&probe.tcp_socket)]);
    let lifecycle = container.lifecycle;
    let handlers =
        lifecycle.into_iter().flat_map(|lifecycle| [lifecycle.post_start.as_ref(), lifecycle.pre_stop.as_ref()]);
    let handlers = handlers
        .flatten()
        .flat_map(move |handler: &'a LifecycleHandler| [http(&handler.http_get), tcp(&handler.tcp_socket)]);
    probes.chain(handlers).flatten().filter(|host| !host.is_empty())
}

/// Source: `check_windowsHostProcess.go`.
pub(super) fn windows_process(_: &ObjectMeta, spec: &PodSpec) -> Option<PodSecurityViolation> {
    let pod = spec.security_context.as_ref().and_then(|security| security.windows_options.as_ref());
    let pod = pod.is_some_and(|options| options.host_process == Some(true));
    let names = names_of(spec, |container| {
        let options = container.security.and_then(|security| security.windows_options.as_ref());
        options.is_some_and(|options| options.host_process == Some(true))
    });
    let detail = format!("{} must not set securityContext.windowsOptions.hostProcess=true", setters(pod, &names)?);
    Some(PodSecurityViolation::new("windowsHostProcess", "hostProcess", detail))
}
