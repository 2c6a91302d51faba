//! What some pods ask for at once.

use k8s_openapi::api::core::v1::Pod;
use serde::Serialize;

use super::super::{AmountErrors, PodResources, ResourceList};
use crate::Quantity;

/// What some pods ask for at once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Demand {
    pods: u64,
    requests: ResourceList,
    limits: ResourceList,
}

impl Demand {
    /// What one pod asks for: its effective requests and limits.
    pub(super) fn of(pod: &Pod) -> Result<Self, AmountErrors> {
        let resources = pod.spec.as_ref().map(PodResources::read).transpose()?.unwrap_or_default();
        Ok(Self { pods: 1, requests: resources.requests(), limits: resources.limits() })
    }

    /// How many pods.
    #[must_use]
    pub fn pods(&self) -> u64 {
        self.pods
    }

    /// What the scheduler keeps for them.
    #[must_use]
    pub fn requests(&self) -> &ResourceList {
        &self.requests
    }

    /// The most that they may use, of what is limited.
    #[must_use]
    pub fn limits(&self) -> &ResourceList {
        &self.limits
    }

    /// How many percent of the requests the limits are, rounded down: over 100 is overcommitted. `None` where nothing is
    /// requested or limited.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::admission::Capacity;
    /// use pavedroad_manifests::{AppSpec, Platform};
    ///
    /// let text = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nresources: {memory: 1Gi, limits: {memory: 1.5Gi}}\n";
    /// let platform = Platform::default();
    /// let spec = AppSpec::read(&platform, "app.yaml", text)?;
    /// let capacity = Capacity::of(&platform.objects(spec.app("test")), &[])?;
    /// assert_eq!(capacity.namespaces()[0].most().overcommit("memory"), Some(150));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn overcommit(&self, resource: &str) -> Option<u64> {
        self.limits.get(resource)?.percent_of(self.requests.get(resource)?)
    }

    /// Adds another's.
    pub(super) fn add(&mut self, other: &Self) {
        self.pods = self.pods.saturating_add(other.pods);
        self.requests.add(&other.requests);
        self.limits.add(&other.limits);
    }

    /// As many of these.
    pub(super) fn times(&self, pods: u64) -> Self {
        Self {
            pods: self.pods.saturating_mul(pods),
            requests: times(&self.requests, pods),
            limits: times(&self.limits, pods),
        }
    }
}

/// Each amount as many times.
pub(super) fn times(amounts: &ResourceList, factor: u64) -> ResourceList {
    let factor = i64::try_from(factor).unwrap_or(i64::MAX);
    amounts
        .iter()
        .map(|(name, amount)| (name, amount * factor))
        .collect::<Vec<(&str, Quantity)>>()
        .into_iter()
        .collect()
}
