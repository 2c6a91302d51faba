//! How many pods of one kind there are.

use k8s_openapi::api::apps::v1::{DaemonSetSpec, DeploymentSpec};
use k8s_openapi::api::autoscaling::v2::{HorizontalPodAutoscaler, HorizontalPodAutoscalerSpec};
use k8s_openapi::api::batch::v1::{CronJobSpec, JobSpec};
use k8s_openapi::api::core::v1::{Node, Pod};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;
use pavedroad_rollout::{IntOrPercent, RollingUpdate};

use crate::admission::scheduling::daemon_nodes;
use crate::object::Object;
use crate::pods::{self, Pods};

/// How many pods of one kind there are.
#[derive(Clone, Copy)]
pub(super) struct Count {
    pub(super) least: u64,
    pub(super) most: u64,
    /// On top of the most, while they are replaced.
    surge: u64,
}

impl Count {
    pub(super) const ONE: Self = Self { least: 1, most: 1, surge: 0 };

    /// The pods that an object makes or is; `pod` is one of them, with defaults.
    pub(super) fn of(pods: &Pods<'_>, pod: &Pod, autoscalers: &[&HorizontalPodAutoscaler], nodes: &[Node]) -> Self {
        match pods.item.1 {
            Object::DaemonSet(_) => {
                let count = daemon_nodes(pod, nodes);
                Self { least: count, most: count, surge: surge(daemon_update(pods.item.1), count) }
            }
            Object::Job(_) | Object::CronJob(_) => {
                let (lasts, most) = job(pods.item.1);
                // A CronJob's runs come and go, and a Job's pods are there until they are done.
                Self { least: if lasts { most } else { 0 }, most, surge: 0 }
            }
            object => {
                let replicas = u64::try_from(pods.replicas.unwrap_or(1)).unwrap_or(0);
                // Nobody scales what is set to no pods at all.
                let scaled = (replicas > 0).then(|| scaled(object, autoscalers)).flatten();
                let (least, most) = scaled.unwrap_or((replicas, replicas));
                Self { least, most, surge: surge(rolling_update(object), most) }
            }
        }
    }

    /// How many there are while all are replaced.
    pub(super) fn peak(self) -> u64 {
        self.most.saturating_add(self.surge)
    }
}

/// The numbers between which an autoscaler moves a workload.
#[allow(clippy::useless_conversion, reason = "of use with other versions of Kubernetes")]
fn scaled(object: &Object, autoscalers: &[&HorizontalPodAutoscaler]) -> Option<(u64, u64)> {
    autoscalers.iter().find_map(|autoscaler| {
        let spec: Option<&HorizontalPodAutoscalerSpec> = (&autoscaler.spec).into();
        let target = &spec?.scale_target_ref;
        let this = target.kind == object.kind() && target.name == pods::name(object);
        let pods = |pods: i32| u64::try_from(pods).unwrap_or(0);
        this.then_some((pods(spec?.min_replicas.unwrap_or(1)), pods(spec?.max_replicas)))
    })
}

/// Whether a job runs on its own account, and how many of its pods run at once: as many as it may, and no more than it
/// has to complete.
#[allow(clippy::useless_conversion, reason = "of use with other versions of Kubernetes")]
fn job(object: &Object) -> (bool, u64) {
    let spec: Option<&JobSpec> = match object {
        Object::Job(job) => {
            let conditions = job.status.as_ref().and_then(|status| status.conditions.as_deref()).unwrap_or_default();
            let over = |kind: &str, status: &str| matches!(kind, "Complete" | "Failed") && status == "True";
            if conditions.iter().any(|condition| over(&condition.type_, &condition.status)) {
                return (true, 0);
            }
            (&job.spec).into()
        }
        Object::CronJob(job) => {
            let spec: Option<&CronJobSpec> = (&job.spec).into();
            let running = spec.filter(|spec| spec.suspend != Some(true));
            running.and_then(|spec| (&spec.job_template.spec).into())
        }
        _ => None,
    };
    let Some(spec) = spec.filter(|spec| spec.suspend != Some(true)) else { return (true, 0) };
    let at_once = spec.parallelism.unwrap_or(1);
    let pods = spec.completions.map_or(at_once, |completions| completions.min(at_once));
    (matches!(object, Object::Job(_)), u64::try_from(pods).unwrap_or(0))
}

/// How many pods there are on top while they are replaced.
fn surge(update: Option<RollingUpdate>, replicas: u64) -> u64 {
    let count = u32::try_from(replicas).unwrap_or(u32::MAX);
    // Of one version there are never more than the replicas.
    update.map_or(0, |update| update.bounds(count).surge.min(replicas))
}

/// How a Deployment replaces its pods, if it does it one after another. Others replace their pods in place.
#[allow(clippy::useless_conversion, reason = "of use with other versions of Kubernetes")]
pub(crate) fn rolling_update(object: &Object) -> Option<RollingUpdate> {
    let Object::Deployment(deployment) = object else { return None };
    let spec: Option<&DeploymentSpec> = (&deployment.spec).into();
    let strategy = spec?.strategy.as_ref();
    if strategy.and_then(|strategy| strategy.type_.as_deref()) == Some("Recreate") {
        return None;
    }
    let update = strategy.and_then(|strategy| strategy.rolling_update.as_ref());
    let quarter = IntOrPercent::from_static("25%");
    let surge = update.and_then(|update| percent(update.max_surge.as_ref())).unwrap_or(quarter);
    let unavailable = update.and_then(|update| percent(update.max_unavailable.as_ref())).unwrap_or(quarter);
    RollingUpdate::new(surge, unavailable).ok()
}

/// How a DaemonSet replaces its pods, if it puts new ones beside the old ones.
#[allow(clippy::useless_conversion, reason = "of use with other versions of Kubernetes")]
fn daemon_update(object: &Object) -> Option<RollingUpdate> {
    let Object::DaemonSet(set) = object else { return None };
    let spec: Option<&DaemonSetSpec> = (&set.spec).into();
    let update = spec?.update_strategy.as_ref()?.rolling_update.as_ref()?;
    // What may be missing beside a surge is nothing; no surge at all is then no update that adds pods.
    RollingUpdate::new(percent(update.max_surge.as_ref())?, IntOrPercent::from_static("0")).ok()
}

fn percent(value: Option<&IntOrString>) -> Option<IntOrPercent> {
    match value? {
        IntOrString::Int(number) => u32::try_from(*number).ok()?.try_into().ok(),
        IntOrString::String(text) => text.parse().ok(),
    }
}
