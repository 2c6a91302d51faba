//! What the Pod Security levels say of a pod.

mod access;
mod container_view;
mod host;
mod profile;
mod setters;
mod user;
mod volume;

use std::fmt;

use k8s_openapi::api::core::v1::{Pod, PodSpec, PodTemplateSpec};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use super::Refusal;
use super::refusal::shown_name;
use crate::PodSecurity;

/// One check of the Pod Security Standards that a pod does not pass.
///
/// [`Display`](fmt::Display) is the server's: `hostPort (container "web" uses hostPort 80)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PodSecurityViolation {
    check: &'static str,
    reason: &'static str,
    detail: String,
}

impl PodSecurityViolation {
    fn new(check: &'static str, reason: &'static str, detail: String) -> Self {
        Self { check, reason, detail }
    }

    /// The check, by Kubernetes' id of it: `hostPorts`, `runAsNonRoot`.
    #[must_use]
    pub fn check(&self) -> &'static str {
        self.check
    }

    /// What is wrong, in the server's words: `hostPort`, `runAsNonRoot != true`.
    #[must_use]
    pub fn reason(&self) -> &'static str {
        self.reason
    }

    /// Where, and what to do: `pod or container "web" must set securityContext.runAsNonRoot=true`.
    #[must_use]
    pub fn detail(&self) -> &str {
        &self.detail
    }
}

impl fmt::Display for PodSecurityViolation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.reason, self.detail)
    }
}

/// Everything that keeps a pod from a Pod Security level; at least one violation.
///
/// [`Display`](fmt::Display) is the server's: `violates PodSecurity "restricted:latest": hostPort (...), ...`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PodSecurityViolations {
    level: PodSecurity,
    violations: Vec<PodSecurityViolation>,
}

impl PodSecurityViolations {
    /// The level that is not met.
    #[must_use]
    pub fn level(&self) -> PodSecurity {
        self.level
    }

    /// The violations: those of the baseline, then those of the restricted level, each by the check's id.
    #[must_use]
    pub fn violations(&self) -> &[PodSecurityViolation] {
        &self.violations
    }
}

impl fmt::Display for PodSecurityViolations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "violates PodSecurity \"{}:latest\": ", self.level.as_str())?;
        for (at, violation) in self.violations.iter().enumerate() {
            write!(f, "{}{violation}", if at > 0 { ", " } else { "" })?;
        }
        Ok(())
    }
}

impl std::error::Error for PodSecurityViolations {}

type Check = fn(&ObjectMeta, &PodSpec) -> Option<PodSecurityViolation>;

/// The checks of the baseline in the order of their ids, and whether a check of the restricted level takes their place.
const BASELINE: [(Check, bool); 12] = [
    (profile::app_armor, false),
    (access::capabilities_baseline, true),
    (host::namespaces, false),
    (volume::host_path, true),
    (host::ports, false),
    (host::probes, false),
    (access::privileged, false),
    (access::proc_mount_baseline, true),
    (profile::se_linux, false),
    (profile::seccomp_baseline, true),
    (access::sysctls, false),
    (host::windows_process, false),
];

/// The checks of the restricted level in the order of their ids.
const RESTRICTED: [Check; 7] = [
    access::privilege_escalation,
    access::capabilities_restricted,
    access::proc_mount_restricted,
    volume::restricted,
    user::non_root,
    user::not_zero,
    profile::seccomp_restricted,
];

/// What keeps a pod, or a pod of this template, from a Pod Security level; `None` if nothing does.
///
/// The checks are those of `latest` in Kubernetes 1.36. Older servers differ in this: before 1.35 `hostUsers: false` changes
/// nothing, before 1.34 hosts of probes are not looked at. Version 1.37 allows the sysctls
/// `net.ipv4.tcp_slow_start_after_idle` and `net.ipv4.tcp_notsent_lowat` too. Source: `pod-security-admission/policy` in
/// Kubernetes.
///
/// # Examples
/// ```
/// use k8s_openapi::api::core::v1::PodTemplateSpec;
/// use pavedroad_manifests::PodSecurity;
/// use pavedroad_manifests::admission::pod_security;
/// use serde_json::{from_value, json};
///
/// let template: PodTemplateSpec = from_value(json!({
///     "spec": {"hostNetwork": true, "containers": [{"name": "web", "securityContext": {"privileged": true}}]},
/// }))?;
/// let violations = pod_security(PodSecurity::Baseline, &template).ok_or("passes")?;
/// assert_eq!(
///     violations.to_string(),
///     "violates PodSecurity \"baseline:latest\": host namespaces (hostNetwork=true), \
///      privileged (container \"web\" must not set securityContext.privileged=true)"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn pod_security(level: PodSecurity, template: &PodTemplateSpec) -> Option<PodSecurityViolations> {
    let none = ObjectMeta::default();
    violations(level, template.metadata.as_ref().unwrap_or(&none), template.spec.as_ref())
}

/// What the server would say of a pod in a namespace that enforces a level; `None` if it is admitted. A pod from a manifest
/// has to have [its defaults](super::default_pod) first: the ports of a pod on the host's network are host ports.
///
/// # Examples
/// ```
/// use k8s_openapi::api::core::v1::Pod;
/// use pavedroad_manifests::PodSecurity;
/// use pavedroad_manifests::admission::admit_pod_security;
/// use serde_json::{from_value, json};
///
/// let pod: Pod = from_value(json!({
///     "metadata": {"name": "web"},
///     "spec": {"containers": [{"name": "web", "ports": [{"containerPort": 80, "hostPort": 80}]}]},
/// }))?;
/// let refusal = admit_pod_security(PodSecurity::Baseline, &pod).ok_or("admitted")?;
/// assert_eq!(
///     refusal.to_string(),
///     "pods \"web\" is forbidden: violates PodSecurity \"baseline:latest\": \
///      hostPort (container \"web\" uses hostPort 80)"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn admit_pod_security(level: PodSecurity, pod: &Pod) -> Option<Refusal<PodSecurityViolations>> {
    let violations = violations(level, &pod.metadata, pod.spec.as_ref())?;
    Refusal::new("pods", shown_name(&pod.metadata), vec![violations])
}

/// The strictest level that a pod of this template meets.
///
/// # Examples
/// ```
/// use k8s_openapi::api::core::v1::PodTemplateSpec;
/// use pavedroad_manifests::PodSecurity;
/// use pavedroad_manifests::admission::pod_security_level;
/// use serde_json::{from_value, json};
///
/// let template: PodTemplateSpec = from_value(json!({"spec": {"containers": [{"name": "web"}]}}))?;
/// assert_eq!(pod_security_level(&template), PodSecurity::Baseline);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn pod_security_level(template: &PodTemplateSpec) -> PodSecurity {
    let met = |level: &PodSecurity| pod_security(*level, template).is_none();
    [PodSecurity::Restricted, PodSecurity::Baseline].into_iter().find(met).unwrap_or(PodSecurity::Privileged)
}

fn violations(level: PodSecurity, metadata: &ObjectMeta, spec: Option<&PodSpec>) -> Option<PodSecurityViolations> {
    let spec = spec?;
    let restricted = level == PodSecurity::Restricted;
    let baseline = BASELINE.into_iter().filter(|(_, replaced)| !(restricted && *replaced)).map(|(check, _)| check);
    let checks: Vec<Check> = match level {
        PodSecurity::Privileged => Vec::new(),
        PodSecurity::Baseline => baseline.collect(),
        PodSecurity::Restricted => baseline.chain(RESTRICTED).collect(),
    };
    let violations: Vec<_> = checks.into_iter().filter_map(|check| check(metadata, spec)).collect();
    (!violations.is_empty()).then_some(PodSecurityViolations { level, violations })
}

/// Whether the pod's users are not those of the node, from where some rules are relaxed.
fn has_own_users(spec: &PodSpec) -> bool {
    spec.host_users == Some(false)
}

/// Whether the pod is for Windows, where some settings of the restricted level do not exist.
fn is_windows(spec: &PodSpec) -> bool {
    spec.os.as_ref().is_some_and(|os| os.name == "windows")
}
