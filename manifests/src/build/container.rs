//! The one container of an app.

use k8s_openapi::api::core::v1::{
    Capabilities, Container, ContainerPort, EnvVar as ApiEnvVar, EnvVarSource, Lifecycle, LifecycleHandler,
    ObjectFieldSelector, SecretKeySelector, SecurityContext, SleepAction, VolumeMount,
};

use super::probe;
use crate::App;
use crate::spec::env::{EnvValue, EnvVar};

/// The volume mounted at `/tmp`.
pub(super) const TEMPORARY_FILES: &str = "tmp";
/// How long a pod goes on serving after it was told to stop, in seconds: until every load balancer has heard.
const DRAIN: i64 = 10;

pub(super) fn container(app: &App) -> Container {
    Container {
        name: app.name.as_str().to_owned(),
        image: Some(app.image.to_string()),
        image_pull_policy: Some("IfNotPresent".to_owned()),
        ports: non_empty(app.ports.iter().map(|port| ContainerPort {
            name: Some(port.name.as_str().to_owned()),
            container_port: port.port.get().into(),
            protocol: Some("TCP".to_owned()),
            ..ContainerPort::default()
        })),
        env: non_empty(app.env.iter().map(env_var)),
        resources: Some(app.resources.to_k8s()),
        startup_probe: probe::startup(&app.probes),
        readiness_probe: probe::readiness(&app.probes),
        liveness_probe: probe::liveness(&app.probes),
        lifecycle: Some(Lifecycle {
            pre_stop: Some(LifecycleHandler {
                sleep: Some(SleepAction { seconds: DRAIN }),
                ..LifecycleHandler::default()
            }),
            ..Lifecycle::default()
        }),
        security_context: Some(SecurityContext {
            allow_privilege_escalation: Some(false),
            capabilities: Some(Capabilities { drop: Some(vec!["ALL".to_owned()]), ..Capabilities::default() }),
            read_only_root_filesystem: Some(true),
            ..SecurityContext::default()
        }),
        volume_mounts: Some(vec![VolumeMount {
            name: TEMPORARY_FILES.to_owned(),
            mount_path: "/tmp".to_owned(),
            ..VolumeMount::default()
        }]),
        ..Container::default()
    }
}

fn env_var(variable: &EnvVar) -> ApiEnvVar {
    let (value, value_from) = match &variable.value {
        EnvValue::Text(text) => (Some(text.to_string()), None),
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

fn non_empty<T>(items: impl ExactSizeIterator<Item = T>) -> Option<Vec<T>> {
    (items.len() > 0).then(|| items.collect())
}
