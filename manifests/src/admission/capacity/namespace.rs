//! How much the objects of a namespace need.

use k8s_openapi::api::autoscaling::v2::HorizontalPodAutoscaler;
use k8s_openapi::api::core::v1::{Node, Pod};
use serde::Serialize;

use super::count::Count;
use super::demand::times;
use super::error::Refused;
use super::owned::Owners;
use super::{Demand, DemandRange, QuotaHeadroom, default_pod};
use crate::Quantity;
use crate::admission::{AmountErrors, LimitRangeRules, Quota, QuotaUsage};
use crate::object::Object;
use crate::pods::{self, Pods};

/// How much the objects of a namespace need, and what its quotas leave.
///
/// # Examples
/// ```
/// use pavedroad_manifests::admission::Capacity;
/// use pavedroad_manifests::{AppSpec, Platform};
///
/// let platform = Platform::read("platform.yaml", "quota: {prod: {requests.memory: 4Gi, pods: 10}}")?;
/// let text = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nresources: {cpu: 250m, memory: 512Mi}\n";
/// let spec = AppSpec::read(&platform, "app.yaml", text)?;
/// let capacity = Capacity::of(&platform.objects(spec.apps()), &[])?;
/// let [preview, prod, test] = capacity.namespaces() else { panic!("three environments") };
/// assert_eq!(prod.namespace(), "ai-prod");
/// assert_eq!(prod.quotas().iter().map(|room| room.left().to_string()).collect::<Vec<_>>(), ["8", "3Gi"]);
/// // Nothing bounds a namespace without a quota but the nodes.
/// assert!(preview.quotas().is_empty() && test.quotas().is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NamespaceCapacity {
    namespace: String,
    #[serde(flatten)]
    demand: DemandRange,
    quotas: Vec<QuotaHeadroom>,
}

impl NamespaceCapacity {
    pub(super) fn of(namespace: &str, objects: &[&Object], nodes: &[Node], refused: &mut Refused) -> Self {
        let mut limits = Vec::new();
        let mut quotas = Vec::new();
        let mut autoscalers = Vec::new();
        for object in objects {
            match object {
                Object::HorizontalPodAutoscaler(autoscaler) => autoscalers.push(&**autoscaler),
                Object::LimitRange(range) => limits.extend(refused.keep(object, LimitRangeRules::read(range))),
                Object::ResourceQuota(quota) => quotas.extend(refused.keep(object, Quota::read(quota))),
                _ => {}
            }
        }
        let mut capacity = Self {
            namespace: namespace.to_owned(),
            demand: DemandRange::default(),
            quotas: quotas.iter().flat_map(unused).collect(),
        };
        let owners = Owners::of(objects);
        for object in objects {
            let added = match pods::pods((0, object)).filter(|_| !owners.own(object)) {
                Some(pods) if !has_ended(object) => capacity.add_pods(&pods, &autoscalers, &limits, &quotas, nodes),
                _ => Ok(()),
            };
            refused.keep(object, added);
            let added = capacity.add_object(object, &owners, &quotas);
            refused.keep(object, added);
        }
        capacity
    }

    /// The pods that an object makes or is, and their claims.
    fn add_pods(
        &mut self,
        pods: &Pods<'_>,
        autoscalers: &[&HorizontalPodAutoscaler],
        limits: &[LimitRangeRules],
        quotas: &[Quota],
        nodes: &[Node],
    ) -> Result<(), AmountErrors> {
        let pod = stored(pods, limits)?;
        let count = Count::of(pods, &pod, autoscalers, nodes);
        self.demand.add_pods(&Demand::of(&pod)?, count);
        self.use_up(quotas, &QuotaUsage::of_pod(&pod)?, count);
        for claim in pods.claims {
            self.use_up(quotas, &QuotaUsage::of_claim(claim)?, count);
        }
        Ok(())
    }

    /// What the object itself takes of quotas.
    fn add_object(&mut self, object: &Object, owners: &Owners<'_>, quotas: &[Quota]) -> Result<(), AmountErrors> {
        let usage = match object {
            Object::Service(service) => QuotaUsage::of_service(service),
            Object::PersistentVolumeClaim(claim) if !owners.own(object) => QuotaUsage::of_claim(claim)?,
            Object::Pod(pod) if has_ended(object) => QuotaUsage::of_pod(pod)?,
            // Any other pod counted as what it asks for, and what is somebody's with its owner.
            Object::Pod(_) | Object::PersistentVolumeClaim(_) => return Ok(()),
            object => object.quota_usage(),
        };
        self.use_up(quotas, &usage, Count::ONE);
        Ok(())
    }

    fn use_up(&mut self, quotas: &[Quota], usage: &QuotaUsage<'_>, count: Count) {
        for quota in quotas {
            let used = quota.usage(usage);
            let [least, most, peak] = [count.least, count.most, count.peak()].map(|pods| times(&used, pods));
            for headroom in self.quotas.iter_mut().filter(|headroom| headroom.quota == quota.name()) {
                let name = &headroom.resource;
                let (Some(least), Some(most), Some(peak)) = (least.get(name), most.get(name), peak.get(name)) else {
                    continue;
                };
                headroom.least += least;
                headroom.most += most;
                headroom.peak += peak;
            }
        }
    }

    /// The namespace; empty for objects that name none.
    #[must_use]
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// What its pods ask for.
    #[must_use]
    pub fn demand(&self) -> &DemandRange {
        &self.demand
    }

    /// What the fewest pods ask for: of what is scaled, an autoscaler's minimum.
    #[must_use]
    pub fn least(&self) -> &Demand {
        self.demand.least()
    }

    /// What the most pods ask for, outside of updates.
    #[must_use]
    pub fn most(&self) -> &Demand {
        self.demand.most()
    }

    /// What is asked for while every workload is updated at once.
    #[must_use]
    pub fn peak(&self) -> &Demand {
        self.demand.peak()
    }

    /// Each amount of each quota, by the quotas' order among the objects; none where nothing is bounded.
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

/// Whether it is a pod that ran to its end: its node is free of it.
fn has_ended(object: &Object) -> bool {
    let Object::Pod(pod) = object else { return false };
    let phase = pod.status.as_ref().and_then(|status| status.phase.as_deref());
    matches!(phase, Some("Succeeded" | "Failed"))
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
