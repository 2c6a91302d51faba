//! The Deployment of a version of an app.

use k8s_openapi::api::apps::v1::{Deployment, DeploymentSpec, DeploymentStrategy, RollingUpdateDeployment};
use pavedroad_rollout::RollingUpdate;

use super::config_maps::ConfigMaps;
use super::int_or_string::int_or_string;
use super::version::Version;
use super::workload::{HISTORY, MIN_READY, replicas};
use super::{labels, pod, volumes};
use crate::App;
use crate::spec::probe::Probes;

/// Without progress for this long a rollout counts as failed, in seconds: Kubernetes' default.
const DEADLINE: u32 = 600;
/// What scheduling a pod and pulling its image may take beside the app's own start, in seconds.
const PULL: u32 = 300;

#[allow(clippy::useless_conversion, reason = "of use with older versions of Kubernetes")]
pub(super) fn deployment(app: &App, version: &Version<'_>, config_maps: &ConfigMaps) -> Deployment {
    Deployment {
        metadata: labels::named(app, &version.name),
        // Optional in the types of Kubernetes up to 1.36, required in later ones: this is right for both.
        spec: DeploymentSpec {
            replicas: replicas(&version.scale),
            min_ready_seconds: Some(MIN_READY),
            revision_history_limit: Some(HISTORY),
            progress_deadline_seconds: deadline(&app.probes),
            selector: labels::selector(labels::of_track(app, version.track)),
            strategy: Some(if volumes::has_exclusive_claim(app) { recreate() } else { rolling(app.rolling_update) }),
            template: pod::template(app, version, config_maps),
            ..DeploymentSpec::default()
        }
        .into(),
        ..Deployment::default()
    }
}

/// Longer than the default where the app may take so long to start that the default would call it failed.
fn deadline(probes: &Probes) -> Option<i32> {
    let needed = probes.startup.as_ref()?.within.get().saturating_add(PULL);
    (needed > DEADLINE).then_some(needed.min(i32::MAX.cast_unsigned()).cast_signed())
}

/// The old pod has to let go of its claim before a new one can start: beside each other they would wait for ever.
fn recreate() -> DeploymentStrategy {
    DeploymentStrategy { type_: Some("Recreate".to_owned()), ..DeploymentStrategy::default() }
}

fn rolling(update: RollingUpdate) -> DeploymentStrategy {
    DeploymentStrategy {
        type_: Some("RollingUpdate".to_owned()),
        rolling_update: Some(RollingUpdateDeployment {
            max_surge: Some(int_or_string(update.max_surge())),
            max_unavailable: Some(int_or_string(update.max_unavailable())),
        }),
    }
}
