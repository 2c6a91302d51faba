//! What some pods ask for at once.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::Pod;
use serde::Serialize;

use super::super::{AmountErrors, ContainerRole, PodResources, ResourceList};

/// What some pods ask for at once.
///
/// # Examples
/// ```
/// use pavedroad_manifests::admission::Capacity;
/// use pavedroad_manifests::{AppSpec, Platform};
///
/// let text = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nresources: {cpu: 250m, memory: 1Gi, limits: {memory: 1.5Gi}}\n";
/// let platform = Platform::default();
/// let spec = AppSpec::read(&platform, "app.yaml", text)?;
/// let capacity = Capacity::of(&platform.objects(spec.app("test")), &[])?;
/// let demand = capacity.namespaces()[0].most();
/// assert_eq!(demand.pods(), 2);
/// assert_eq!(demand.requests().to_string(), "cpu=500m,memory=2Gi");
/// assert_eq!(demand.limits().to_string(), "memory=3Gi");
/// // Half as much again as is kept for them, and as much cpu as the nodes have.
/// assert_eq!(demand.overcommit("memory"), Some(150));
/// assert_eq!((demand.overcommit("cpu"), demand.unlimited("cpu")), (None, 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Demand {
    pods: u64,
    requests: ResourceList,
    limits: ResourceList,
    /// How many of the pods have a limit, by resource.
    limited: BTreeMap<String, u64>,
}

impl Demand {
    /// What one pod asks for: its effective requests and limits.
    pub(super) fn of(pod: &Pod) -> Result<Self, AmountErrors> {
        let resources = pod.spec.as_ref().map(PodResources::read).transpose()?.unwrap_or_default();
        let limits = resources.limits();
        let limited = limits.iter().map(|(name, _)| name).filter(|name| is_limited(&resources, name));
        let limited = limited.map(|name| (name.to_owned(), 1)).collect();
        Ok(Self { pods: 1, requests: resources.requests(), limits, limited })
    }

    /// How many pods.
    #[must_use]
    pub fn pods(&self) -> u64 {
        self.pods
    }

    /// What the scheduler keeps for them: the sum of their effective requests, with sidecars, init containers and overhead.
    #[must_use]
    pub fn requests(&self) -> &ResourceList {
        &self.requests
    }

    /// The sum of their limits. Containers without one add nothing: see [`unlimited`](Self::unlimited).
    #[must_use]
    pub fn limits(&self) -> &ResourceList {
        &self.limits
    }

    /// How many of the pods have no limit on a resource, in one container at least: they may use what their node has.
    #[must_use]
    pub fn unlimited(&self, resource: &str) -> u64 {
        self.pods.saturating_sub(self.limited.get(resource).copied().unwrap_or(0))
    }

    /// How many percent of the requests the limits are, rounded down: over 100 is overcommitted. `None` where a pod has no
    /// limit, since then there is no such figure, and where nothing is requested.
    #[must_use]
    pub fn overcommit(&self, resource: &str) -> Option<u64> {
        if self.unlimited(resource) > 0 {
            return None;
        }
        self.limits.get(resource)?.percent_of(self.requests.get(resource)?)
    }

    /// Adds another's.
    pub(super) fn add(&mut self, other: &Self) {
        self.pods = self.pods.saturating_add(other.pods);
        self.requests.add(&other.requests);
        self.limits.add(&other.limits);
        for (name, pods) in &other.limited {
            let sum = self.limited.entry(name.clone()).or_default();
            *sum = sum.saturating_add(*pods);
        }
    }

    /// As many of these.
    pub(super) fn times(&self, pods: u64) -> Self {
        if pods == 0 {
            return Self::default();
        }
        let limited = self.limited.iter().map(|(name, count)| (name.clone(), count.saturating_mul(pods)));
        Self {
            pods: self.pods.saturating_mul(pods),
            requests: times(&self.requests, pods),
            limits: times(&self.limits, pods),
            limited: limited.collect(),
        }
    }
}

/// Whether every container that runs beside others to the end has a limit, or the pod as a whole. A limit of 0 is none.
fn is_limited(pod: &PodResources, name: &str) -> bool {
    let is_bound = |limits: &ResourceList| limits.get(name).is_some_and(|limit| !limit.is_zero());
    let mut lasting = pod.containers().iter().filter(|container| container.role() != ContainerRole::Init);
    is_bound(pod.own_limits()) || lasting.all(|container| is_bound(container.limits()))
}

/// Each amount as many times.
pub(super) fn times(amounts: &ResourceList, factor: u64) -> ResourceList {
    let factor = i64::try_from(factor).unwrap_or(i64::MAX);
    amounts.iter().map(|(name, amount)| (name, amount * factor)).collect::<ResourceList>()
}
