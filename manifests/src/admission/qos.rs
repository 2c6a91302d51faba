//! The class of service that a pod's amounts make.

use std::fmt;

use super::{PodResources, ResourceList};
use crate::Quantity;

/// Who is evicted first when a node runs out of memory; ordered from first to last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QosClass {
    /// Nothing is asked for.
    BestEffort,
    /// Something is asked for, or less than is allowed.
    Burstable,
    /// Every container has limits of cpu and memory, and requests equal to them.
    Guaranteed,
}

impl QosClass {
    /// Kubernetes' name for it, as in `status.qosClass`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BestEffort => "BestEffort",
            Self::Burstable => "Burstable",
            Self::Guaranteed => "Guaranteed",
        }
    }
}

impl fmt::Display for QosClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl PodResources {
    /// The pod's class of service. Only cpu and memory count, amounts of 0 do not, init containers do; a pod with
    /// `resources` of its own is judged by those alone.
    ///
    /// Source: `ComputePodQOS` in Kubernetes' `pkg/apis/core/v1/helper/qos/qos.go`. It is computed after the API server
    /// filled in [missing requests](super::default_pod).
    ///
    /// # Examples
    /// ```
    /// use k8s_openapi::api::core::v1::PodSpec;
    /// use pavedroad_manifests::admission::{PodResources, QosClass, default_pod};
    /// use serde_json::{from_value, json};
    ///
    /// let mut spec: PodSpec = from_value(json!({
    ///     "containers": [{"name": "web", "resources": {"limits": {"cpu": "1", "memory": "1Gi"}}}],
    /// }))?;
    /// assert_eq!(PodResources::read(&spec)?.qos_class(), QosClass::Burstable);
    /// default_pod(&mut spec)?;
    /// assert_eq!(PodResources::read(&spec)?.qos_class(), QosClass::Guaranteed);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn qos_class(&self) -> QosClass {
        let (mut requests, mut limits) = (ResourceList::new(), ResourceList::new());
        let mut all_limited = true;
        let mut count = |own_requests: &ResourceList, own_limits: &ResourceList| {
            requests.add(&counted(own_requests));
            let own_limits = counted(own_limits);
            all_limited &= own_limits.iter().len() == 2;
            limits.add(&own_limits);
        };
        if self.has_own() {
            count(self.own_requests(), self.own_limits());
        } else {
            self.containers().iter().for_each(|container| count(container.requests(), container.limits()));
        }
        if requests.is_empty() && limits.is_empty() {
            QosClass::BestEffort
        } else if all_limited && requests == limits {
            QosClass::Guaranteed
        } else {
            QosClass::Burstable
        }
    }
}

/// The amounts of cpu and memory that are more than nothing.
fn counted(amounts: &ResourceList) -> ResourceList {
    let more = |name: &str| amounts.get(name).is_some_and(|amount| amount > &Quantity::ZERO);
    amounts.filter(|name| matches!(name, "cpu" | "memory") && more(name))
}
