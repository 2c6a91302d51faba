//! How many pods the stable version and the canary have.

use std::num::NonZeroU32;

use pavedroad_rollout::{CanaryPods, pods_for_traffic, pods_for_weight};

use crate::App;
use crate::app::Scale;
use crate::spec::autoscale::Autoscale;
use crate::spec::canary::divides_requests;

/// The pods of the stable version.
pub(super) fn stable(app: &App) -> Scale {
    scale(app, |pods| pods.stable)
}

/// The pods of the canary.
pub(super) fn canary(app: &App) -> Scale {
    scale(app, |pods| pods.canary)
}

/// The part of one version. Of a range, its two ends are divided, and each version has an autoscaler of its own; one that
/// gets nothing even at the upper end has no pods, and then no autoscaler, which cannot start from none.
fn scale(app: &App, part: fn(CanaryPods) -> u32) -> Scale {
    match &app.scale {
        Scale::Fixed(replicas) => Scale::Fixed(part(divided(app, *replicas))),
        Scale::Auto(autoscale) => {
            let part = |pods: NonZeroU32| NonZeroU32::new(part(divided(app, pods.get())));
            let Some(max) = part(autoscale.max) else { return Scale::Fixed(0) };
            let min = part(autoscale.min).unwrap_or(NonZeroU32::MIN).min(max);
            Scale::Auto(Autoscale { min, max, ..autoscale.clone() })
        }
    }
}

/// Where something divides the requests, the stable version keeps its pods and the canary has enough for its part, and
/// one already if some requests go to it whatever the weight. Elsewhere the Service spreads them over all pods, so that
/// the pods themselves are the weight, and both versions share the number.
fn divided(app: &App, replicas: u32) -> CanaryPods {
    if !divides_requests(app.settings.routing, Some(&app.mesh), &app.routes) {
        return pods_for_weight(replicas, app.canary_weight);
    }
    let mut pods = pods_for_traffic(replicas, app.canary_weight);
    if app.canary.as_ref().is_some_and(|canary| canary.plan.route_match().is_some()) {
        pods.canary = pods.canary.max(replicas.min(1));
    }
    pods
}
