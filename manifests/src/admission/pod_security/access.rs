//! What a container may do to the kernel.

use std::collections::BTreeSet;

use k8s_openapi::api::core::v1::PodSpec;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use super::container_view::{ContainerView, containers};
use super::setters::{named, names_of, quoted};
use super::{PodSecurityViolation, has_own_users, is_windows};

/// What containers may add at the baseline. Source: `check_capabilities_baseline.go`.
const CAPABILITIES: [&str; 13] = [
    "AUDIT_WRITE",
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "MKNOD",
    "NET_BIND_SERVICE",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYS_CHROOT",
];

/// Source: `check_sysctls.go`, version 1.32.
const SYSCTLS: [&str; 12] = [
    "kernel.shm_rmid_forced",
    "net.ipv4.ip_local_port_range",
    "net.ipv4.tcp_syncookies",
    "net.ipv4.ping_group_range",
    "net.ipv4.ip_unprivileged_port_start",
    "net.ipv4.ip_local_reserved_ports",
    "net.ipv4.tcp_keepalive_time",
    "net.ipv4.tcp_fin_timeout",
    "net.ipv4.tcp_keepalive_intvl",
    "net.ipv4.tcp_keepalive_probes",
    "net.ipv4.tcp_rmem",
    "net.ipv4.tcp_wmem",
];

/// Source: `check_privileged.go`.
pub(super) fn privileged(_: &ObjectMeta, spec: &PodSpec) -> Option<PodSecurityViolation> {
    let privileged = |container: &ContainerView<'_>| container.security.and_then(|security| security.privileged);
    let names = names_of(spec, |container| privileged(container) == Some(true));
    (!names.is_empty()).then(|| {
        let detail = format!("{} must not set securityContext.privileged=true", named(&names));
        PodSecurityViolation::new("privileged", "privileged", detail)
    })
}

/// Source: `check_allowPrivilegeEscalation.go`.
pub(super) fn privilege_escalation(_: &ObjectMeta, spec: &PodSpec) -> Option<PodSecurityViolation> {
    if is_windows(spec) {
        return None;
    }
    let allowed = |container: &ContainerView<'_>| {
        container.security.and_then(|security| security.allow_privilege_escalation) != Some(false)
    };
    let names = names_of(spec, allowed);
    (!names.is_empty()).then(|| {
        let detail = format!("{} must set securityContext.allowPrivilegeEscalation=false", named(&names));
        PodSecurityViolation::new("allowPrivilegeEscalation", "allowPrivilegeEscalation != false", detail)
    })
}

/// The capabilities that a container adds and that `is_bad`.
fn added<'a>(container: &ContainerView<'a>, is_bad: fn(&str) -> bool) -> Vec<&'a str> {
    let capabilities = container.security.and_then(|security| security.capabilities.as_ref());
    let added = capabilities.and_then(|capabilities| capabilities.add.as_deref()).unwrap_or_default();
    added.iter().map(String::as_str).filter(|name| is_bad(name)).collect()
}

/// The containers that add bad capabilities, and these.
fn adders(spec: &PodSpec, is_bad: fn(&str) -> bool) -> Option<String> {
    let names = names_of(spec, |container| !added(container, is_bad).is_empty());
    let capabilities: BTreeSet<&str> = containers(spec).flat_map(|container| added(&container, is_bad)).collect();
    let detail =
        || format!("{} must not include {} in securityContext.capabilities.add", named(&names), quoted(&capabilities));
    (!names.is_empty()).then(detail)
}

/// Source: `check_capabilities_baseline.go`.
pub(super) fn capabilities_baseline(_: &ObjectMeta, spec: &PodSpec) -> Option<PodSecurityViolation> {
    let detail = adders(spec, |name| !CAPABILITIES.contains(&name))?;
    Some(PodSecurityViolation::new("capabilities_baseline", "non-default capabilities", detail))
}

/// Source: `check_capabilities_restricted.go`.
pub(super) fn capabilities_restricted(_: &ObjectMeta, spec: &PodSpec) -> Option<PodSecurityViolation> {
    if is_windows(spec) {
        return None;
    }
    let keeps = |container: &ContainerView<'_>| {
        let capabilities = container.security.and_then(|security| security.capabilities.as_ref());
        let dropped = capabilities.and_then(|capabilities| capabilities.drop.as_deref()).unwrap_or_default();
        !dropped.iter().any(|name| name == "ALL")
    };
    let names = names_of(spec, keeps);
    let kept =
        (!names.is_empty()).then(|| format!("{} must set securityContext.capabilities.drop=[\"ALL\"]", named(&names)));
    let details: Vec<String> = kept.into_iter().chain(adders(spec, |name| name != "NET_BIND_SERVICE")).collect();
    (!details.is_empty())
        .then(|| PodSecurityViolation::new("capabilities_restricted", "unrestricted capabilities", details.join("; ")))
}

/// Source: `check_procMount_baseline.go`.
pub(super) fn proc_mount_baseline(_: &ObjectMeta, spec: &PodSpec) -> Option<PodSecurityViolation> {
    if has_own_users(spec) { None } else { proc_mount("procMount", spec) }
}

/// Source: `check_procMount_restricted.go`.
pub(super) fn proc_mount_restricted(_: &ObjectMeta, spec: &PodSpec) -> Option<PodSecurityViolation> {
    proc_mount("procMount_restricted", spec)
}

fn proc_mount(check: &'static str, spec: &PodSpec) -> Option<PodSecurityViolation> {
    let odd = |container: &ContainerView<'_>| {
        let mount = container.security.and_then(|security| security.proc_mount.as_deref());
        mount.is_some_and(|mount| mount != "Default")
    };
    let names = names_of(spec, odd);
    let all = containers(spec).filter_map(|container| container.security?.proc_mount.as_deref());
    let types: BTreeSet<&str> = all.filter(|mount| *mount != "Default").collect();
    (!names.is_empty()).then(|| {
        let detail = format!("{} must not set securityContext.procMount to {}", named(&names), quoted(&types));
        PodSecurityViolation::new(check, "procMount", detail)
    })
}

/// Source: `check_sysctls.go`.
pub(super) fn sysctls(_: &ObjectMeta, spec: &PodSpec) -> Option<PodSecurityViolation> {
    let sysctls = spec.security_context.iter().flat_map(|security| security.sysctls.iter().flatten());
    let odd: Vec<&str> = sysctls.map(|sysctl| sysctl.name.as_str()).filter(|name| !SYSCTLS.contains(name)).collect();
    (!odd.is_empty()).then(|| PodSecurityViolation::new("sysctls", "forbidden sysctls", odd.join(", ")))
}
