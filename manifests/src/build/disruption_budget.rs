//! The PodDisruptionBudget of an app.

use k8s_openapi::api::policy::v1::{PodDisruptionBudget, PodDisruptionBudgetSpec};

use super::int_or_string::int_or_string;
use super::labels;
use super::version::Version;
use crate::App;
use crate::spec::workload::Workload;

/// As many pods of a version at a time as the app bears may be evicted, one unless it says so, and pods that are not
/// healthy anyway never block a drain. A budget in `maxUnavailable` stays right at every size, one replica included.
///
/// Each version has its own, of its own pods: the API server evicts no pod that two budgets select. A per-node app has
/// none: a drain leaves its pods alone, and the disruption controller, which knows no number of pods to expect of a
/// DaemonSet, would refuse every eviction (`getExpectedScale` in Kubernetes' `pkg/controller/disruption`).
pub(super) fn disruption_budget(app: &App, version: &Version<'_>) -> Option<PodDisruptionBudget> {
    if app.workload == Workload::PerNode {
        return None;
    }
    Some(PodDisruptionBudget {
        metadata: labels::named(app, &version.name),
        spec: Some(PodDisruptionBudgetSpec {
            max_unavailable: Some(int_or_string(app.availability.disruption)),
            selector: Some(labels::selector(labels::of_track(app, version.track))),
            unhealthy_pod_eviction_policy: Some("AlwaysAllow".to_owned()),
            ..PodDisruptionBudgetSpec::default()
        }),
        ..PodDisruptionBudget::default()
    })
}
