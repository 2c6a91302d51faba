//! The StatefulSet of an app with state.

use k8s_openapi::api::apps::v1::{
    StatefulSet, StatefulSetPersistentVolumeClaimRetentionPolicy, StatefulSetSpec, StatefulSetUpdateStrategy,
};

use super::config_maps::ConfigMaps;
use super::version::Version;
use super::workload::{HISTORY, MIN_READY, replicas};
use super::{claim, labels, pod, service};
use crate::App;

/// Its pods start and stop together, and are updated one after the other, the last first.
///
/// In order, each would wait until the one before it is ready: members of a cluster that need each other for that would
/// never all start again after an outage, and an update that never becomes ready would have to be mended by hand.
#[allow(clippy::useless_conversion, reason = "of use with other versions of Kubernetes")]
pub(super) fn stateful_set(app: &App, version: &Version<'_>, config_maps: &ConfigMaps) -> StatefulSet {
    StatefulSet {
        metadata: labels::named(app, &version.name),
        // Optional in the types of some versions of Kubernetes, required in others: this is right for both.
        spec: StatefulSetSpec {
            service_name: Some(service::headless_name(app)),
            pod_management_policy: Some("Parallel".to_owned()),
            replicas: replicas(&version.scale),
            min_ready_seconds: Some(MIN_READY),
            revision_history_limit: Some(HISTORY),
            selector: labels::selector(labels::of_track(app, version.track)),
            update_strategy: Some(StatefulSetUpdateStrategy {
                type_: Some("RollingUpdate".to_owned()),
                ..StatefulSetUpdateStrategy::default()
            }),
            template: pod::template(app, version, config_maps),
            volume_claim_templates: claim::templates(app),
            persistent_volume_claim_retention_policy: Some(retention()),
            ..StatefulSetSpec::default()
        }
        .into(),
        ..StatefulSet::default()
    }
}

/// Data outlives its pods and the set: whoever scales down, or deletes the set to make it anew, finds it again.
fn retention() -> StatefulSetPersistentVolumeClaimRetentionPolicy {
    let retain = || Some("Retain".to_owned());
    StatefulSetPersistentVolumeClaimRetentionPolicy { when_deleted: retain(), when_scaled: retain() }
}
