//! The PodDisruptionBudget of an app.

use k8s_openapi::api::policy::v1::{PodDisruptionBudget, PodDisruptionBudgetSpec};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use super::labels;
use crate::App;

/// One pod at a time may be evicted, and pods that are not healthy anyway never block a drain. A budget in
/// `maxUnavailable` stays right at every size, one replica included: it never makes a node undrainable.
pub(super) fn disruption_budget(app: &App) -> PodDisruptionBudget {
    PodDisruptionBudget {
        metadata: labels::metadata(app),
        spec: Some(PodDisruptionBudgetSpec {
            max_unavailable: Some(IntOrString::Int(1)),
            selector: Some(labels::selector(labels::of_stable(app))),
            unhealthy_pod_eviction_policy: Some("AlwaysAllow".to_owned()),
            ..PodDisruptionBudgetSpec::default()
        }),
        ..PodDisruptionBudget::default()
    }
}
