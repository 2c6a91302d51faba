//! The containers of a pod, all three kinds alike.

use k8s_openapi::api::core::v1::{ContainerPort, Lifecycle, PodSpec, Probe, SecurityContext};

/// What the checks look at in a container.
pub(super) struct ContainerView<'a> {
    pub(super) name: &'a str,
    pub(super) security: Option<&'a SecurityContext>,
    pub(super) ports: &'a [ContainerPort],
    pub(super) probes: [Option<&'a Probe>; 3],
    pub(super) lifecycle: Option<&'a Lifecycle>,
}

macro_rules! view {
    ($container:expr) => {
        ContainerView {
            name: &$container.name,
            security: $container.security_context.as_ref(),
            ports: $container.ports.as_deref().unwrap_or_default(),
            probes: [
                $container.liveness_probe.as_ref(),
                $container.readiness_probe.as_ref(),
                $container.startup_probe.as_ref(),
            ],
            lifecycle: $container.lifecycle.as_ref(),
        }
    };
}

/// Init containers, containers, ephemeral containers: the order of `visitContainers` in Kubernetes'
/// `pod-security-admission/policy/visitor.go`.
pub(super) fn containers(spec: &PodSpec) -> impl Iterator<Item = ContainerView<'_>> {
    let init = spec.init_containers.iter().flatten().map(|container| view!(container));
    let apps = spec.containers.iter().map(|container| view!(container));
    let ephemeral = spec.ephemeral_containers.iter().flatten().map(|container| view!(container));
    init.chain(apps).chain(ephemeral)
}
