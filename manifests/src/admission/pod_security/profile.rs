//! The profiles that keep a container in: AppArmor, SELinux, seccomp.

use std::collections::BTreeSet;

use k8s_openapi::api::core::v1::{PodSpec, SELinuxOptions};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use super::container_view::{ContainerView, containers};
use super::setters::{named, names_of, plural, quoted, setters};
use super::{PodSecurityViolation, is_windows};
use crate::admission::go_text::{Quoted, join_quoted};

const APP_ARMOR: &str = "container.apparmor.security.beta.kubernetes.io/";

/// What the types of AppArmor and seccomp may be.
fn is_known(profile: &str) -> bool {
    matches!(profile, "RuntimeDefault" | "Localhost")
}

/// Source: `check_appArmorProfile.go`.
pub(super) fn app_armor(metadata: &ObjectMeta, spec: &PodSpec) -> Option<PodSecurityViolation> {
    let of_pod = spec.security_context.as_ref().and_then(|security| security.app_armor_profile.as_ref());
    let of_pod = of_pod.map(|profile| profile.type_.as_str()).filter(|profile| !is_known(profile));
    let of = |container: &ContainerView<'_>| {
        let profile = container.security.and_then(|security| security.app_armor_profile.as_ref());
        profile.is_some_and(|profile| !is_known(&profile.type_))
    };
    let names = names_of(spec, of);
    let set = containers(spec).filter_map(|container| container.security?.app_armor_profile.as_ref());
    let set = set.map(|profile| profile.type_.as_str()).filter(|profile| !is_known(profile));
    let values: BTreeSet<&str> = of_pod.into_iter().chain(set).collect();
    let annotations = metadata.annotations.iter().flatten().filter(|(key, value)| {
        let allowed = value.is_empty() || *value == "runtime/default" || value.starts_with("localhost/");
        key.starts_with(APP_ARMOR) && !allowed
    });
    let mut annotations: Vec<String> = annotations.map(|(key, value)| format!("{key}={}", Quoted(value))).collect();
    annotations.sort();
    let annotated =
        (!annotations.is_empty()).then(|| plural("annotation", "annotations", annotations.len()).to_owned());
    let who: Vec<String> = setters(of_pod.is_some(), &names).into_iter().chain(annotated).collect();
    if who.is_empty() {
        return None;
    }
    let count = values.len() + annotations.len();
    let values = join_quoted(values.into_iter().chain(annotations.iter().map(String::as_str)));
    let detail = format!("{} must not set AppArmor profile type to {values}", who.join(" and "));
    let reason = plural("forbidden AppArmor profile", "forbidden AppArmor profiles", count);
    Some(PodSecurityViolation::new("appArmorProfile", reason, detail))
}

/// Source: `check_seLinuxOptions.go`, version 1.31.
pub(super) fn se_linux(_: &ObjectMeta, spec: &PodSpec) -> Option<PodSecurityViolation> {
    let of_pod = spec.security_context.as_ref().and_then(|security| security.se_linux_options.as_ref());
    let of = |container: &ContainerView<'_>| {
        container.security.and_then(|security| security.se_linux_options.as_ref()).is_some_and(is_forbidden)
    };
    let names = names_of(spec, of);
    let who = setters(of_pod.is_some_and(is_forbidden), &names)?;
    let set = containers(spec).filter_map(|container| container.security?.se_linux_options.as_ref());
    let all: Vec<&SELinuxOptions> = of_pod.into_iter().chain(set).collect();
    let types: BTreeSet<&str> =
        all.iter().filter_map(|options| options.type_.as_deref()).filter(|name| !is_known_type(name)).collect();
    let mut what = Vec::new();
    if !types.is_empty() {
        what.push(format!("{} {}", plural("type", "types", types.len()), quoted(&types)));
    }
    if all.iter().any(|options| is_set(&options.user)) {
        what.push("user may not be set".to_owned());
    }
    if all.iter().any(|options| is_set(&options.role)) {
        what.push("role may not be set".to_owned());
    }
    let detail = format!("{who} set forbidden securityContext.seLinuxOptions: {}", what.join("; "));
    Some(PodSecurityViolation::new("seLinuxOptions", "seLinuxOptions", detail))
}

fn is_forbidden(options: &SELinuxOptions) -> bool {
    options.type_.as_deref().is_some_and(|name| !is_known_type(name)) || is_set(&options.user) || is_set(&options.role)
}

fn is_known_type(name: &str) -> bool {
    matches!(name, "" | "container_t" | "container_init_t" | "container_kvm_t" | "container_engine_t")
}

fn is_set(text: &Option<String>) -> bool {
    text.as_deref().is_some_and(|text| !text.is_empty())
}

/// Source: `check_seccompProfile_baseline.go`, version 1.19.
pub(super) fn seccomp_baseline(_: &ObjectMeta, spec: &PodSpec) -> Option<PodSecurityViolation> {
    forbidden_seccomp("seccompProfile_baseline", spec)
}

/// Source: `check_seccompProfile_restricted.go`, version 1.25.
pub(super) fn seccomp_restricted(_: &ObjectMeta, spec: &PodSpec) -> Option<PodSecurityViolation> {
    const CHECK: &str = "seccompProfile_restricted";
    if is_windows(spec) {
        return None;
    }
    if let Some(violation) = forbidden_seccomp(CHECK, spec) {
        return Some(violation);
    }
    if seccomp_of_pod(spec).is_some() {
        return None;
    }
    let names = names_of(spec, |container| seccomp_of(container).is_none());
    (!names.is_empty()).then(|| {
        let detail = format!(
            "pod or {} must set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\"",
            named(&names)
        );
        PodSecurityViolation::new(CHECK, "seccompProfile", detail)
    })
}

fn seccomp_of<'a>(container: &ContainerView<'a>) -> Option<&'a str> {
    Some(&container.security?.seccomp_profile.as_ref()?.type_)
}

fn seccomp_of_pod(spec: &PodSpec) -> Option<&str> {
    Some(&spec.security_context.as_ref()?.seccomp_profile.as_ref()?.type_)
}

fn forbidden_seccomp(check: &'static str, spec: &PodSpec) -> Option<PodSecurityViolation> {
    let of_pod = seccomp_of_pod(spec).filter(|profile| !is_known(profile));
    let names = names_of(spec, |container| seccomp_of(container).is_some_and(|profile| !is_known(profile)));
    let who = setters(of_pod.is_some(), &names)?;
    let set = containers(spec).filter_map(|container| seccomp_of(&container)).filter(|profile| !is_known(profile));
    let values: BTreeSet<&str> = of_pod.into_iter().chain(set).collect();
    let detail = format!("{who} must not set securityContext.seccompProfile.type to {}", quoted(&values));
    Some(PodSecurityViolation::new(check, "seccompProfile", detail))
}
