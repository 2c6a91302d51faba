//! The pod template of an app.

use k8s_openapi::api::core::v1::{
    EmptyDirVolumeSource, LocalObjectReference, PodSecurityContext, PodSpec, PodTemplateSpec, SeccompProfile,
    TopologySpreadConstraint, Volume,
};
use k8s_openapi::apimachinery::pkg::api::resource::Quantity as ApiQuantity;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use super::{container, labels};
use crate::App;

/// The user and group of every process: above the range that users of a node come from.
const USER: i64 = 10_001;
/// From the first signal to the last, in seconds: longer than the drain of [`container`] and a slow request.
const GRACE: i64 = 45;
/// Where pods are spread: over hosts first, then over zones.
const TOPOLOGY: [&str; 2] = ["kubernetes.io/hostname", "topology.kubernetes.io/zone"];

pub(super) fn template(app: &App) -> PodTemplateSpec {
    PodTemplateSpec {
        metadata: Some(ObjectMeta { labels: Some(labels::of_pod(app)), ..ObjectMeta::default() }),
        spec: Some(PodSpec {
            service_account_name: Some(app.name.as_str().to_owned()),
            automount_service_account_token: Some(false),
            // Variables for every Service of the namespace slow the start and collide with an app's own.
            enable_service_links: Some(false),
            image_pull_secrets: app
                .pull_secret
                .as_ref()
                .map(|name| vec![LocalObjectReference { name: name.as_str().to_owned() }]),
            security_context: Some(security_context()),
            termination_grace_period_seconds: Some(GRACE),
            topology_spread_constraints: Some(TOPOLOGY.iter().map(|key| spread(app, key)).collect()),
            containers: vec![container::container(app)],
            volumes: Some(vec![temporary_files()]),
            ..PodSpec::default()
        }),
    }
}

/// What the Pod Security level "restricted" asks of a pod, and a group that owns its volumes.
fn security_context() -> PodSecurityContext {
    PodSecurityContext {
        run_as_non_root: Some(true),
        run_as_user: Some(USER),
        run_as_group: Some(USER),
        fs_group: Some(USER),
        fs_group_change_policy: Some("OnRootMismatch".to_owned()),
        seccomp_profile: Some(SeccompProfile { type_: "RuntimeDefault".to_owned(), ..SeccompProfile::default() }),
        ..PodSecurityContext::default()
    }
}

/// Evenly where possible, but never at the price of a pod that is not scheduled. The template hash keeps the old
/// pods of a rolling update out of the count.
fn spread(app: &App, key: &str) -> TopologySpreadConstraint {
    TopologySpreadConstraint {
        max_skew: 1,
        topology_key: key.to_owned(),
        when_unsatisfiable: "ScheduleAnyway".to_owned(),
        label_selector: Some(labels::selector(labels::of_stable(app))),
        match_label_keys: Some(vec!["pod-template-hash".to_owned()]),
        ..TopologySpreadConstraint::default()
    }
}

/// The root file system is read-only; this is where temporary files go, bounded so that they cannot fill a node.
fn temporary_files() -> Volume {
    Volume {
        name: container::TEMPORARY_FILES.to_owned(),
        empty_dir: Some(EmptyDirVolumeSource {
            size_limit: Some(ApiQuantity("1Gi".to_owned())),
            ..EmptyDirVolumeSource::default()
        }),
        ..Volume::default()
    }
}
