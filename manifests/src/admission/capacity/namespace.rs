//! How much the objects of a namespace need.

use k8s_openapi::api::apps::v1::{DaemonSetSpec, DeploymentSpec};
use k8s_openapi::api::autoscaling::v2::HorizontalPodAutoscalerSpec;
use k8s_openapi::api::core::v1::Pod;
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;
use pavedroad_rollout::{IntOrPercent, RollingUpdate};
use serde::Serialize;

use super::demand::times;
use super::{Demand, QuotaHeadroom, default_pod};
use crate::Quantity;
use crate::admission::{AmountErrors, LimitRangeRules, Quota, QuotaUsage, ResourceList};
use crate::object::Object;
use crate::pods::{self, Pods};

/// How much the objects of a namespace need, and what its quotas leave.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NamespaceCapacity {
    namespace: String,
    least: Demand,
    most: Demand,
    peak: Demand,
    quotas: Vec<QuotaHeadroom>,
}

/// How many pods of one kind there are.
struct Count {
    least: u64,
    most: u64,
    /// On top of the most, while they are replaced.
    surge: u64,
}

impl NamespaceCapacity {
    pub(super) fn of(namespace: &str, objects: &[&Object], nodes: u64) -> Result<Self, AmountErrors> {
        let mut limits = Vec::new();
        let mut quotas = Vec::new();
        for object in objects {
            match object {
                Object::LimitRange(range) => limits.push(LimitRangeRules::read(range)?),
                Object::ResourceQuota(quota) => quotas.push(Quota::read(quota)?),
                _ => {}
            }
        }
        let mut capacity = Self {
            namespace: namespace.to_owned(),
            least: Demand::default(),
            most: Demand::default(),
            peak: Demand::default(),
            quotas: quotas.iter().flat_map(unused).collect(),
        };
        for object in objects {
            if let Some(pods) = pods::pods((0, object)).filter(|_| !is_owned(object)) {
                let count = count(&pods, objects, nodes);
                capacity.add_pods(&stored(&pods, &limits)?, &count, &quotas)?;
                for claim in pods.claims {
                    capacity.use_up(&quotas, &QuotaUsage::of_claim(claim)?, &count);
                }
            }
            capacity.add_object(object, &quotas)?;
        }
        Ok(capacity)
    }

    fn add_pods(&mut self, pod: &Pod, count: &Count, quotas: &[Quota]) -> Result<(), AmountErrors> {
        let demand = Demand::of(pod)?;
        self.least.add(&demand.times(count.least));
        self.most.add(&demand.times(count.most));
        self.peak.add(&demand.times(count.most.saturating_add(count.surge)));
        self.use_up(quotas, &QuotaUsage::of_pod(pod)?, count);
        Ok(())
    }

    /// What the object itself takes of quotas.
    fn add_object(&mut self, object: &Object, quotas: &[Quota]) -> Result<(), AmountErrors> {
        let one = Count { least: 1, most: 1, surge: 0 };
        match object {
            Object::Service(service) => self.use_up(quotas, &QuotaUsage::of_service(service), &one),
            Object::PersistentVolumeClaim(claim) => self.use_up(quotas, &QuotaUsage::of_claim(claim)?, &one),
            // A pod counts as what it asks for.
            Object::Pod(_) => {}
            object => self.use_up(quotas, &object.quota_usage(), &one),
        }
        Ok(())
    }

    fn use_up(&mut self, quotas: &[Quota], usage: &QuotaUsage<'_>, count: &Count) {
        for quota in quotas {
            let amounts = quota.usage(usage);
            let of_quota = self.quotas.iter_mut().filter(|headroom| headroom.quota == quota.name());
            for headroom in of_quota {
                let Some(amount) = amounts.get(&headroom.resource) else { continue };
                let one = ResourceList::from_iter([("", amount.clone())]);
                let many = |pods| times(&one, pods).get("").cloned().unwrap_or_default();
                headroom.least += &many(count.least);
                headroom.most += &many(count.most);
                headroom.peak += &many(count.most.saturating_add(count.surge));
            }
        }
    }

    /// The namespace.
    #[must_use]
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// What the fewest pods ask for: of what is scaled, an autoscaler's minimum.
    #[must_use]
    pub fn least(&self) -> &Demand {
        &self.least
    }

    /// What the most pods ask for, outside of updates.
    #[must_use]
    pub fn most(&self) -> &Demand {
        &self.most
    }

    /// What is asked for while every workload is updated at once.
    #[must_use]
    pub fn peak(&self) -> &Demand {
        &self.peak
    }

    /// Each amount of each quota.
    #[must_use]
    pub fn quotas(&self) -> &[QuotaHeadroom] {
        &self.quotas
    }
}

fn unused(quota: &Quota) -> impl Iterator<Item = QuotaHeadroom> {
    quota.hard().iter().map(|(resource, hard)| QuotaHeadroom {
        quota: quota.name().to_owned(),
        resource: resource.to_owned(),
        hard: hard.clone(),
        least: Quantity::ZERO,
        most: Quantity::ZERO,
        peak: Quantity::ZERO,
    })
}

/// Whether a controller made it.
fn is_owned(object: &Object) -> bool {
    object.metadata().owner_references.iter().flatten().any(|owner| owner.controller == Some(true))
}

/// A pod as the API server would store it.
pub(crate) fn stored(pods: &Pods<'_>, limits: &[LimitRangeRules]) -> Result<Pod, AmountErrors> {
    let mut spec = pods.spec.clone();
    default_pod(&mut spec)?;
    let mut pod = Pod { spec: Some(spec), ..Pod::default() };
    pod.metadata.labels = Some(pods.labels.clone());
    limits.iter().for_each(|limits| limits.default_pod(&mut pod));
    Ok(pod)
}

#[allow(clippy::useless_conversion, reason = "of use with other versions of Kubernetes")]
fn count(pods: &Pods<'_>, objects: &[&Object], nodes: u64) -> Count {
    let object = pods.item.1;
    if let Object::DaemonSet(set) = object {
        let spec: Option<&DaemonSetSpec> = (&set.spec).into();
        let update = spec.and_then(|spec| spec.update_strategy.as_ref()?.rolling_update.as_ref());
        let surge =
            update.and_then(|update| percent(update.max_surge.as_ref())).unwrap_or(IntOrPercent::from_static("0"));
        let nodes_at_most = u32::try_from(nodes).unwrap_or(u32::MAX);
        let bounds =
            RollingUpdate::new(surge, IntOrPercent::from_static("0")).map(|update| update.bounds(nodes_at_most));
        return Count { least: nodes, most: nodes, surge: bounds.map_or(0, |bounds| bounds.surge) };
    }
    if !pods.lasting {
        // A CronJob's runs come and go, and a Job's pods are there until they are done.
        let least = u64::from(matches!(object, Object::Job(_)));
        return Count { least, most: 1, surge: 0 };
    }
    let least = u64::try_from(pods.replicas.unwrap_or(1)).unwrap_or(0);
    let (least, most) = scaled(object, objects).unwrap_or((least, least));
    Count { least, most, surge: surge(object, most) }
}

/// The numbers between which an autoscaler moves a workload.
#[allow(clippy::useless_conversion, reason = "of use with other versions of Kubernetes")]
fn scaled(object: &Object, objects: &[&Object]) -> Option<(u64, u64)> {
    objects.iter().find_map(|other| {
        let Object::HorizontalPodAutoscaler(autoscaler) = other else { return None };
        let spec: Option<&HorizontalPodAutoscalerSpec> = (&autoscaler.spec).into();
        let target = &spec?.scale_target_ref;
        let this = target.kind == object.kind() && target.name == pods::name(object);
        let pods = |pods: i32| u64::try_from(pods).unwrap_or(0);
        this.then_some((pods(spec?.min_replicas.unwrap_or(1)), pods(spec?.max_replicas)))
    })
}

/// How many pods there are on top while a Deployment is updated. Others replace their pods in place.
fn surge(object: &Object, replicas: u64) -> u64 {
    let replicas = u32::try_from(replicas).unwrap_or(u32::MAX);
    // Of one version there are never more than the replicas.
    rolling_update(object).map_or(0, |update| update.bounds(replicas).surge.min(u64::from(replicas)))
}

/// How a Deployment replaces its pods, if it does it one after another.
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

fn percent(value: Option<&IntOrString>) -> Option<IntOrPercent> {
    match value? {
        IntOrString::Int(number) => u32::try_from(*number).ok()?.try_into().ok(),
        IntOrString::String(text) => text.parse().ok(),
    }
}
