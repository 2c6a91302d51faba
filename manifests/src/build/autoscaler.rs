//! The HorizontalPodAutoscaler of an app.

use k8s_openapi::api::autoscaling::v2::{
    CrossVersionObjectReference, HorizontalPodAutoscaler, HorizontalPodAutoscalerSpec, MetricSpec, MetricTarget,
    ResourceMetricSource,
};

use super::labels;
use crate::App;
use crate::app::Scale;
use crate::spec::autoscale::Percent;

/// The autoscaler, when the app asks for one.
#[allow(clippy::useless_conversion, reason = "of use with other versions of Kubernetes")]
pub(super) fn autoscaler(app: &App) -> Option<HorizontalPodAutoscaler> {
    let Scale::Auto(autoscale) = &app.scale else { return None };
    let metrics = [("cpu", autoscale.cpu), ("memory", autoscale.memory)];
    Some(HorizontalPodAutoscaler {
        metadata: labels::metadata(app),
        // Optional in the types of some versions of Kubernetes, required in others: this is right for both.
        spec: HorizontalPodAutoscalerSpec {
            scale_target_ref: CrossVersionObjectReference {
                api_version: Some("apps/v1".to_owned()),
                kind: "Deployment".to_owned(),
                name: app.name.as_str().to_owned(),
            },
            min_replicas: Some(autoscale.min.get().cast_signed()),
            max_replicas: autoscale.max.get().cast_signed(),
            metrics: Some(metrics.iter().filter_map(|(name, percent)| Some(metric(name, (*percent)?))).collect()),
            ..HorizontalPodAutoscalerSpec::default()
        }
        .into(),
        ..HorizontalPodAutoscaler::default()
    })
}

/// The mean use over all pods, in percent of what they request.
fn metric(name: &str, percent: Percent) -> MetricSpec {
    MetricSpec {
        type_: "Resource".to_owned(),
        resource: Some(ResourceMetricSource {
            name: name.to_owned(),
            target: MetricTarget {
                type_: "Utilization".to_owned(),
                average_utilization: Some(percent.get().cast_signed()),
                ..MetricTarget::default()
            },
        }),
        ..MetricSpec::default()
    }
}
