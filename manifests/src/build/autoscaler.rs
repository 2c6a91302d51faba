//! The HorizontalPodAutoscaler of a version.

use k8s_openapi::api::autoscaling::v2::{
    ContainerResourceMetricSource, CrossVersionObjectReference, HPAScalingPolicy, HPAScalingRules,
    HorizontalPodAutoscaler, HorizontalPodAutoscalerBehavior, HorizontalPodAutoscalerSpec, MetricSpec, MetricTarget,
};

use super::labels;
use super::version::Version;
use crate::App;
use crate::app::Scale;
use crate::spec::autoscale::Percent;
use crate::spec::workload::Workload;

/// The autoscaler, when the app asks for one.
#[allow(clippy::useless_conversion, reason = "of use with other versions of Kubernetes")]
pub(super) fn autoscaler(app: &App, version: &Version<'_>) -> Option<HorizontalPodAutoscaler> {
    let Scale::Auto(autoscale) = &version.scale else { return None };
    let kind = match app.workload {
        Workload::Stateless => "Deployment",
        Workload::Stateful => "StatefulSet",
        Workload::PerNode => return None,
    };
    let metrics = [("cpu", autoscale.cpu), ("memory", autoscale.memory)];
    let metrics = metrics.iter().filter_map(|(name, percent)| Some(metric(app, name, (*percent)?)));
    Some(HorizontalPodAutoscaler {
        metadata: labels::named(app, &version.name),
        // Optional in the types of some versions of Kubernetes, required in others: this is right for both.
        spec: HorizontalPodAutoscalerSpec {
            scale_target_ref: CrossVersionObjectReference {
                api_version: Some("apps/v1".to_owned()),
                kind: kind.to_owned(),
                name: version.name.clone(),
            },
            min_replicas: Some(autoscale.min.get().cast_signed()),
            max_replicas: autoscale.max.get().cast_signed(),
            metrics: Some(metrics.collect()),
            behavior: Some(behavior()),
        }
        .into(),
        ..HorizontalPodAutoscaler::default()
    })
}

/// The mean use of the app's own container, in percent of what it requests. Over the whole pod, a proxy's use would count
/// too, and a sidecar without a request would stop the autoscaler: `calculatePodRequests` in Kubernetes'
/// `pkg/controller/podautoscaler`.
fn metric(app: &App, name: &str, percent: Percent) -> MetricSpec {
    MetricSpec {
        type_: "ContainerResource".to_owned(),
        container_resource: Some(ContainerResourceMetricSource {
            container: app.name.as_str().to_owned(),
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

/// Up at once, by four pods or twice as many in 15 seconds, as Kubernetes does itself. Down only after five minutes of
/// less load, and by no more than a quarter a minute, where Kubernetes would take all at once: what a lull or a broken
/// client took away is missing when the load comes back. From two pods on, a quarter is at least one: what stays is
/// rounded down.
fn behavior() -> HorizontalPodAutoscalerBehavior {
    HorizontalPodAutoscalerBehavior {
        scale_up: Some(rules(0, vec![policy("Percent", 100, 15), policy("Pods", 4, 15)])),
        scale_down: Some(rules(300, vec![policy("Percent", 25, 60)])),
    }
}

fn rules(window: i32, policies: Vec<HPAScalingPolicy>) -> HPAScalingRules {
    HPAScalingRules {
        policies: Some(policies),
        select_policy: Some("Max".to_owned()),
        stabilization_window_seconds: Some(window),
        ..HPAScalingRules::default()
    }
}

fn policy(kind: &str, value: i32, period_seconds: i32) -> HPAScalingPolicy {
    HPAScalingPolicy { type_: kind.to_owned(), value, period_seconds }
}
