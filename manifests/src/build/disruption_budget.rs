//! The PodDisruptionBudget of an app.

use k8s_openapi::api::policy::v1::{PodDisruptionBudget, PodDisruptionBudgetSpec};

use super::int_or_string::int_or_string;
use super::labels;
use crate::App;
use crate::spec::route::STABLE;

/// As many pods at a time as the app bears may be evicted, one unless it says so, and pods that are not healthy anyway
/// never block a drain. A budget in `maxUnavailable` stays right at every size, one replica included.
pub(super) fn disruption_budget(app: &App) -> PodDisruptionBudget {
    PodDisruptionBudget {
        metadata: labels::metadata(app),
        spec: Some(PodDisruptionBudgetSpec {
            max_unavailable: Some(int_or_string(app.availability.disruption)),
            selector: Some(labels::selector(labels::of_track(app, STABLE))),
            unhealthy_pod_eviction_policy: Some("AlwaysAllow".to_owned()),
            ..PodDisruptionBudgetSpec::default()
        }),
        ..PodDisruptionBudget::default()
    }
}
