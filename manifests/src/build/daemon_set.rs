//! The DaemonSet of an app with a pod on every node.

use k8s_openapi::api::apps::v1::{DaemonSet, DaemonSetSpec, DaemonSetUpdateStrategy, RollingUpdateDaemonSet};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use super::config_maps::ConfigMaps;
use super::int_or_string::int_or_string;
use super::version::Version;
use super::workload::{HISTORY, MIN_READY};
use super::{labels, pod};
use crate::App;
use crate::spec::storage::VolumeSource;

/// How many nodes are without their pod at a time, where the old one has to go first: at least one, since a DaemonSet
/// rounds up.
const WITHOUT: &str = "10%";

#[allow(clippy::useless_conversion, reason = "of use with other versions of Kubernetes")]
pub(super) fn daemon_set(app: &App, version: &Version<'_>, config_maps: &ConfigMaps) -> DaemonSet {
    DaemonSet {
        metadata: labels::named(app, &version.name),
        // Optional in the types of some versions of Kubernetes, required in others: this is right for both.
        spec: DaemonSetSpec {
            min_ready_seconds: Some(MIN_READY),
            revision_history_limit: Some(HISTORY),
            selector: labels::selector(labels::of_track(app, version.track)),
            update_strategy: Some(DaemonSetUpdateStrategy {
                type_: Some("RollingUpdate".to_owned()),
                rolling_update: Some(rolling_update(app)),
            }),
            template: pod::template(app, version, config_maps),
        }
        .into(),
        ..DaemonSet::default()
    }
}

/// The new pod of a node is ready before the old one goes, as in a Deployment, unless both would write to a path of the
/// node. The API server takes a part of the nodes for one of the two numbers and 0 for the other:
/// `ValidateRollingUpdateDaemonSet` in Kubernetes' `pkg/apis/apps/validation`.
fn rolling_update(app: &App) -> RollingUpdateDaemonSet {
    let writes_to_node =
        app.storage.iter().any(|volume| matches!(volume.source, VolumeSource::HostPath(_)) && !volume.read_only);
    let (surge, unavailable) = if writes_to_node {
        (IntOrString::Int(0), IntOrString::String(WITHOUT.to_owned()))
    } else {
        (int_or_string(app.rolling_update.max_surge()), IntOrString::Int(0))
    };
    RollingUpdateDaemonSet { max_surge: Some(surge), max_unavailable: Some(unavailable) }
}
