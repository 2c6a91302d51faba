//! The container of an app.

use std::collections::BTreeSet;

use k8s_openapi::api::core::v1::{
    Capabilities, Container, ContainerPort, EnvVar as ApiEnvVar, EnvVarSource, Lifecycle, LifecycleHandler,
    ObjectFieldSelector, ResourceRequirements, SecretKeySelector, SecurityContext, SleepAction, VolumeMount,
};

use super::version::Version;
use super::{backends, filebeat, probe, volumes};
use crate::spec::env::{EnvValue, EnvVar};
use crate::spec::security::Capability;
use crate::{App, Resources};

/// The container of a version.
pub(super) fn container(app: &App, version: &Version<'_>) -> Container {
    Container {
        name: app.name.as_str().to_owned(),
        image: Some(version.image.to_owned()),
        image_pull_policy: Some("IfNotPresent".to_owned()),
        command: non_empty(app.command.iter().map(ToString::to_string)),
        args: non_empty(app.args.iter().map(ToString::to_string)),
        ports: non_empty(app.ports.iter().map(|port| ContainerPort {
            name: Some(port.name.as_str().to_owned()),
            container_port: port.port.get().into(),
            protocol: Some("TCP".to_owned()),
            ..ContainerPort::default()
        })),
        env: env(app),
        resources: resources(&app.resources),
        startup_probe: probe::startup(&app.probes),
        readiness_probe: probe::readiness(&app.probes),
        liveness_probe: probe::liveness(&app.probes),
        lifecycle: lifecycle(app),
        security_context: Some(security_context(app)),
        volume_mounts: mounts(app),
        ..Container::default()
    }
}

/// What the platform's backends are found by, then what the file gives, which wins.
pub(super) fn env(app: &App) -> Option<Vec<ApiEnvVar>> {
    env_with(backends::env(app), &app.env)
}

/// Variables, and what the file gives beside them, which wins.
pub(super) fn env_with(mut variables: Vec<ApiEnvVar>, given: &[EnvVar]) -> Option<Vec<ApiEnvVar>> {
    let names: BTreeSet<&str> = given.iter().map(|given| &*given.name).collect();
    variables.retain(|variable| !names.contains(variable.name.as_str()));
    variables.extend(given.iter().map(env_var));
    non_empty(variables.into_iter())
}

/// What a container of the app's image has.
pub(super) fn mounts(app: &App) -> Option<Vec<VolumeMount>> {
    let mut mounts = volumes::mounts(app);
    mounts.extend(filebeat::mounts(app));
    non_empty(mounts.into_iter())
}

/// After it was told to stop, a pod goes on serving until every load balancer has heard.
fn lifecycle(app: &App) -> Option<Lifecycle> {
    let seconds = i64::try_from(app.availability.drain.as_secs()).ok().filter(|seconds| *seconds > 0)?;
    let sleep = LifecycleHandler { sleep: Some(SleepAction { seconds }), ..LifecycleHandler::default() };
    Some(Lifecycle { pre_stop: Some(sleep), ..Lifecycle::default() })
}

/// What "restricted" asks of a container, but for what the file gives back. A privileged container, and one with
/// `SYS_ADMIN`, may escalate by being one, and the API server refuses to have it said otherwise.
pub(super) fn security_context(app: &App) -> SecurityContext {
    let security = &app.security;
    let restricted = restricted();
    let escalates = security.privileged || security.capabilities.contains(&Capability::SysAdmin);
    SecurityContext {
        allow_privilege_escalation: (!escalates).then_some(false),
        privileged: security.privileged.then_some(true),
        capabilities: restricted.capabilities.map(|capabilities| Capabilities {
            add: non_empty(security.capabilities.iter().map(|capability| capability.as_str().to_owned())),
            ..capabilities
        }),
        read_only_root_filesystem: Some(!security.writable_root),
        ..restricted
    }
}

/// What "restricted" asks of a container, and a root file system that is only read.
pub(super) fn restricted() -> SecurityContext {
    SecurityContext {
        allow_privilege_escalation: Some(false),
        capabilities: Some(Capabilities { drop: Some(vec!["ALL".to_owned()]), ..Capabilities::default() }),
        read_only_root_filesystem: Some(true),
        ..SecurityContext::default()
    }
}

/// Requests and limits, if any are given.
pub(super) fn resources(resources: &Resources) -> Option<ResourceRequirements> {
    (!resources.is_empty()).then(|| resources.to_k8s())
}

pub(super) fn env_var(variable: &EnvVar) -> ApiEnvVar {
    let (value, value_from) = match &variable.value {
        // The API server stores no empty value.
        EnvValue::Text(text) => (Some(text.to_string()).filter(|text| !text.is_empty()), None),
        EnvValue::Secret { name, key } => (
            None,
            Some(EnvVarSource {
                secret_key_ref: Some(SecretKeySelector {
                    name: name.as_str().to_owned(),
                    key: key.to_string(),
                    ..SecretKeySelector::default()
                }),
                ..EnvVarSource::default()
            }),
        ),
        EnvValue::Field(path) => (
            None,
            Some(EnvVarSource {
                field_ref: Some(ObjectFieldSelector { field_path: path.to_string(), ..ObjectFieldSelector::default() }),
                ..EnvVarSource::default()
            }),
        ),
    };
    ApiEnvVar { name: variable.name.to_string(), value, value_from }
}

/// A list, or nothing: the API server stores no empty list.
pub(super) fn non_empty<T>(items: impl ExactSizeIterator<Item = T>) -> Option<Vec<T>> {
    (items.len() > 0).then(|| items.collect())
}
