//! What keeps the pods of an app running, whichever kind that is.

use super::config_maps::ConfigMaps;
use super::version::Version;
use super::{daemon_set, deployment, stateful_set};
use crate::App;
use crate::app::Scale;
use crate::object::Object;
use crate::spec::workload::Workload;

/// How long a new pod must stay ready before the rollout goes on, in seconds.
pub(super) const MIN_READY: i32 = 5;
/// How many old revisions are kept for an undo.
pub(super) const HISTORY: i32 = 5;

/// The Deployment, StatefulSet or DaemonSet of a version.
pub(super) fn workload(app: &App, version: &Version<'_>, config_maps: &ConfigMaps) -> Object {
    match app.workload {
        Workload::Stateless => deployment::deployment(app, version, config_maps).into(),
        Workload::Stateful => stateful_set::stateful_set(app, version, config_maps).into(),
        Workload::PerNode => daemon_set::daemon_set(app, version, config_maps).into(),
    }
}

/// `replicas`, but for an autoscaler, whose number one from here would undo at every apply.
pub(super) fn replicas(scale: &Scale) -> Option<i32> {
    match scale {
        Scale::Fixed(replicas) => Some(replicas.cast_signed()),
        Scale::Auto(_) => None,
    }
}
