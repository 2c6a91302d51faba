//! Whether a quota holds the pods of a rolling update.

use std::fmt;

use pavedroad_rollout::RollingUpdate;

use super::{Quota, QuotaUsage, ResourceList};
use crate::Quantity;

/// What a rolling update takes of a quota that cannot give it.
///
/// [`Display`](fmt::Display) says which and by how much: `cpu: needs 4500m, may use 4, 500m too much`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurgeExcess {
    resource: String,
    needed: Quantity,
    hard: Quantity,
}

impl SurgeExcess {
    /// The quota's name for it, such as `requests.cpu`.
    #[must_use]
    pub fn resource(&self) -> &str {
        &self.resource
    }

    /// The most that the namespace would use of it during the update, the other pods' share included.
    #[must_use]
    pub fn needed(&self) -> &Quantity {
        &self.needed
    }

    /// What may be used.
    #[must_use]
    pub fn hard(&self) -> &Quantity {
        &self.hard
    }

    /// How much is missing.
    #[must_use]
    pub fn by(&self) -> Quantity {
        &self.needed - &self.hard
    }
}

impl fmt::Display for SurgeExcess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: needs {}, may use {}, {} too much", self.resource, self.needed, self.hard, self.by())
    }
}

impl Quota {
    /// Which amounts the quota cannot give to a rolling update from the pods it counts now to new ones, if it needs all of
    /// its surge: by name, empty if the surge fits. The quota's usage has to include the `replicas` old pods.
    ///
    /// A surge that does not fit does not fail the update: the ReplicaSet controller tries again and again, and the update
    /// goes on as far as old pods may go first (`maxUnavailable`). Without that it stands still.
    ///
    /// # Examples
    /// ```
    /// use k8s_openapi::api::core::v1::{Pod, ResourceQuota};
    /// use pavedroad_manifests::admission::{Quota, QuotaUsage};
    /// use pavedroad_rollout::RollingUpdate;
    /// use serde_json::{from_value, json};
    ///
    /// let quota: ResourceQuota = from_value(json!({"spec": {"hard": {"cpu": "4"}}, "status": {"used": {"cpu": "4"}}}))?;
    /// let pod: Pod = from_value(json!({
    ///     "spec": {"containers": [{"name": "web", "resources": {"requests": {"cpu": "500m"}}}]},
    /// }))?;
    /// let (quota, pod) = (Quota::read(&quota)?, QuotaUsage::of_pod(&pod)?);
    /// let excess = quota.surge_excess(&pod, &pod, 8, RollingUpdate::new("1".parse()?, "0".parse()?)?);
    /// assert_eq!(excess[0].to_string(), "cpu: needs 4500m, may use 4, 500m too much");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn surge_excess(
        &self,
        old: &QuotaUsage<'_>,
        new: &QuotaUsage<'_>,
        replicas: u32,
        update: RollingUpdate,
    ) -> Vec<SurgeExcess> {
        let (old, new) = (self.usage(old), self.usage(new));
        let peak = rolling_update_peak(&old, &new, replicas, update);
        let mut excess = Vec::new();
        for (name, hard) in self.hard().iter() {
            let (Some(peak), Some(used)) = (peak.get(name), self.used().get(name)) else { continue };
            let others = match old.get(name) {
                Some(old) => used - &(old * i64::from(replicas)),
                None => used.clone(),
            };
            let needed = &others + peak;
            if &needed > hard && needed > *used {
                excess.push(SurgeExcess { resource: name.to_owned(), needed, hard: hard.clone() });
            }
        }
        excess
    }
}

/// The most that a rolling update uses at any time, by name: all pods of one version and the surge of the other, whichever
/// is more. `old` and `new` are what one pod of each uses.
///
/// # Examples
/// ```
/// use pavedroad_manifests::admission::{ResourceList, rolling_update_peak};
/// use pavedroad_rollout::RollingUpdate;
///
/// let old = ResourceList::from_iter([("cpu", "500m".parse()?)]);
/// let new = ResourceList::from_iter([("cpu", "1".parse()?)]);
/// // 25 % of four pods is one: four new ones and one old.
/// let peak = rolling_update_peak(&old, &new, 4, RollingUpdate::KUBERNETES);
/// assert_eq!(peak.to_string(), "cpu=4500m");
/// # Ok::<(), pavedroad_manifests::QuantityError>(())
/// ```
#[must_use]
pub fn rolling_update_peak(
    old: &ResourceList,
    new: &ResourceList,
    replicas: u32,
    update: RollingUpdate,
) -> ResourceList {
    let surge = i64::try_from(update.bounds(replicas).surge).unwrap_or(i64::MAX);
    // Of one version there are never more than the replicas, so the surge of a few replicas is cut.
    let of_other = surge.min(i64::from(replicas));
    let together = |all: &ResourceList, surge: &ResourceList| {
        let mut sum = ResourceList::new();
        for (name, amount) in all.iter() {
            sum.add_amount(name, &(amount * i64::from(replicas)));
        }
        for (name, amount) in surge.iter() {
            sum.add_amount(name, &(amount * of_other));
        }
        sum
    };
    let mut peak = together(old, new);
    peak.raise(&together(new, old));
    peak
}
