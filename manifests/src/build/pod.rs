//! The pod template of an app.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::{
    EmptyDirVolumeSource, LocalObjectReference, PodSecurityContext, PodSpec, PodTemplateSpec, SeccompProfile,
    Toleration as ApiToleration, TopologySpreadConstraint, Volume,
};
use k8s_openapi::apimachinery::pkg::api::resource::Quantity as ApiQuantity;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use super::container::non_empty;
use super::{container, labels};
use crate::App;
use crate::spec::placement::{Placement, Toleration};

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
            security_context: Some(security_context(app.security.user)),
            termination_grace_period_seconds: i64::try_from(app.availability.grace.as_secs()).ok(),
            topology_spread_constraints: non_empty(
                app.availability.spread.iter().map(|over| spread(app, over.topology_key())),
            ),
            priority_class_name: app.availability.priority_class.as_ref().map(|name| name.as_str().to_owned()),
            node_selector: node_selector(&app.placement),
            tolerations: non_empty(app.placement.tolerations.iter().map(toleration)),
            containers: vec![container::container(app)],
            volumes: Some(vec![temporary_files()]),
            ..PodSpec::default()
        }),
    }
}

/// What the Pod Security level "restricted" asks of a pod, unless it is root, and a group that owns its volumes.
fn security_context(user: u32) -> PodSecurityContext {
    let id = Some(i64::from(user));
    PodSecurityContext {
        run_as_non_root: Some(user != 0),
        run_as_user: id,
        run_as_group: id,
        fs_group: id,
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

fn node_selector(placement: &Placement) -> Option<BTreeMap<String, String>> {
    let labels = placement.node_selector.iter();
    let labels: BTreeMap<_, _> =
        labels.map(|(key, value)| (key.as_str().to_owned(), value.as_str().to_owned())).collect();
    (!labels.is_empty()).then_some(labels)
}

fn toleration(toleration: &Toleration) -> ApiToleration {
    ApiToleration {
        key: toleration.key.as_ref().map(|key| key.as_str().to_owned()),
        operator: Some(if toleration.value.is_some() { "Equal" } else { "Exists" }.to_owned()),
        value: toleration.value.as_ref().map(|value| value.as_str().to_owned()),
        effect: toleration.effect.map(|effect| effect.as_str().to_owned()),
        toleration_seconds: toleration.seconds.map(i64::from),
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
