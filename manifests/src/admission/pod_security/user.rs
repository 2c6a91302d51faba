//! Who a container runs as.

use k8s_openapi::api::core::v1::PodSpec;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use super::container_view::ContainerView;
use super::setters::{named, names_of, setters};
use super::{PodSecurityViolation, has_own_users};

/// Source: `check_runAsNonRoot.go`, version 1.35.
pub(super) fn non_root(_: &ObjectMeta, spec: &PodSpec) -> Option<PodSecurityViolation> {
    if has_own_users(spec) {
        return None;
    }
    let of_pod = spec.security_context.as_ref().and_then(|security| security.run_as_non_root);
    let of = |container: &ContainerView<'_>| container.security.and_then(|security| security.run_as_non_root);
    let root = names_of(spec, |container| of(container) == Some(false));
    let detail = if let Some(who) = setters(of_pod == Some(false), &root) {
        format!("{who} must not set securityContext.runAsNonRoot=false")
    } else {
        let silent = names_of(spec, |container| of(container).is_none());
        if of_pod == Some(true) || silent.is_empty() {
            return None;
        }
        format!("pod or {} must set securityContext.runAsNonRoot=true", named(&silent))
    };
    Some(PodSecurityViolation::new("runAsNonRoot", "runAsNonRoot != true", detail))
}

/// Source: `check_runAsUser.go`, version 1.35.
pub(super) fn not_zero(_: &ObjectMeta, spec: &PodSpec) -> Option<PodSecurityViolation> {
    if has_own_users(spec) {
        return None;
    }
    let of_pod = spec.security_context.as_ref().and_then(|security| security.run_as_user);
    let of = |container: &ContainerView<'_>| container.security.and_then(|security| security.run_as_user);
    let names = names_of(spec, |container| of(container) == Some(0));
    let detail = format!("{} must not set runAsUser=0", setters(of_pod == Some(0), &names)?);
    Some(PodSecurityViolation::new("runAsUser", "runAsUser=0", detail))
}
