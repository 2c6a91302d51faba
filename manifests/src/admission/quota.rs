//! What a ResourceQuota lets into its namespace.

use std::collections::{BTreeMap, BTreeSet};

use k8s_openapi::api::core::v1::{ResourceQuota, ResourceQuotaSpec};

use super::qualified_name::is_native;
use super::quota_scope::{Scope, scopes};
use super::quota_usage::{ALIASES, Counted, QuotaUsage, STORAGE_CLASS, lacks};
use super::quota_violation::QuotaViolation;
use super::{AmountErrors, PodResources, Refusal, ResourceList};
use crate::Quantity;

/// A ResourceQuota: what may be used, and what is.
///
/// Source: `CheckRequest` in Kubernetes' `apiserver/pkg/admission/plugin/resourcequota/controller.go` and the evaluators
/// in `pkg/quota/v1/evaluator/core`, version 1.36.
///
/// # Examples
/// ```
/// use k8s_openapi::api::core::v1::{Pod, ResourceQuota};
/// use pavedroad_manifests::admission::{Quota, QuotaUsage};
/// use serde_json::{from_value, json};
///
/// let quota: ResourceQuota = from_value(json!({"metadata": {"name": "my-quota"}, "spec": {"hard": {"cpu": "1"}}}))?;
/// let pod: Pod = from_value(json!({
///     "metadata": {"name": "web"},
///     "spec": {"containers": [{"name": "web", "resources": {"requests": {"cpu": "600m"}}}]},
/// }))?;
/// let mut quota = Quota::read(&quota)?;
/// let usage = QuotaUsage::of_pod(&pod)?;
/// assert_eq!(quota.room_for(&usage), Some(1));
/// assert_eq!(quota.admit(&usage), None);
/// quota.charge(&usage);
/// let refusal = quota.admit(&usage).ok_or("admitted")?;
/// assert_eq!(
///     refusal.to_string(),
///     "pods \"web\" is forbidden: exceeded quota: my-quota, requested: cpu=600m, used: cpu=600m, limited: cpu=1"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quota {
    name: String,
    scopes: Vec<Scope>,
    hard: ResourceList,
    used: ResourceList,
}

/// What containers have to give where a quota counts it. Source: `validationSet` in `pods.go`.
const DEMANDED: [&str; 6] = ["cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory"];

/// What quotas count of pods. Source: `podResources` in `pods.go`.
const OF_PODS: [&str; 11] = [
    "count/pods",
    "pods",
    "cpu",
    "memory",
    "ephemeral-storage",
    "requests.cpu",
    "requests.memory",
    "requests.ephemeral-storage",
    "limits.cpu",
    "limits.memory",
    "limits.ephemeral-storage",
];

impl Quota {
    /// Reads a quota: `spec.hard`, and of `status.used` what that names; what has no usage yet counts as 0.
    ///
    /// # Errors
    /// Every amount that is no quantity.
    pub fn read(quota: &ResourceQuota) -> Result<Self, AmountErrors> {
        let spec = quota.spec.as_ref();
        let list = |path, amounts| ResourceList::read(path, amounts).map(ResourceList::rounded);
        let hard = list("spec.hard", spec.and_then(|spec| spec.hard.as_ref()))?;
        let stated = list("status.used", quota.status.as_ref().and_then(|status| status.used.as_ref()))?;
        let used = hard.iter().map(|(name, _)| (name, stated.get(name).cloned().unwrap_or_default())).collect();
        let name = quota.metadata.name.clone().unwrap_or_default();
        Ok(Self { name, scopes: spec.map(scopes).unwrap_or_default(), hard, used })
    }

    /// A quota without scopes of which nothing is used.
    #[must_use]
    pub fn new(name: &str, hard: ResourceList) -> Self {
        let used = hard.iter().map(|(name, _)| (name, Quantity::ZERO)).collect();
        Self { name: name.to_owned(), scopes: scopes(&ResourceQuotaSpec::default()), hard, used }
    }

    /// The quota's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What may be used.
    #[must_use]
    pub fn hard(&self) -> &ResourceList {
        &self.hard
    }

    /// What is used, of everything that [`hard`](Self::hard) names.
    #[must_use]
    pub fn used(&self) -> &ResourceList {
        &self.used
    }

    /// Whether the quota counts the object at all: it names something that objects of this kind use, and all its scopes
    /// match.
    #[must_use]
    pub fn matches(&self, usage: &QuotaUsage<'_>) -> bool {
        self.hard.iter().any(|(name, _)| counts(usage, name))
            && self.scopes.iter().all(|scope| scope.matches(&usage.object))
    }

    /// What the quota would count of the object; nothing if it does not match.
    #[must_use]
    pub fn usage(&self, usage: &QuotaUsage<'_>) -> ResourceList {
        if self.matches(usage) {
            usage.amounts().filter(|name| self.hard.get(name).is_some())
        } else {
            ResourceList::new()
        }
    }

    /// Counts an object as used, admitted or not.
    pub fn charge(&mut self, usage: &QuotaUsage<'_>) {
        self.used.add(&self.usage(usage));
    }

    /// What the server would say to the creation of an object; `None` if it is admitted.
    #[must_use]
    pub fn admit(&self, usage: &QuotaUsage<'_>) -> Option<Refusal<QuotaViolation>> {
        self.refusal(usage, usage.amounts())
    }

    /// What the server would say to a change of a Service or a claim from `old` to `new`; `None` if it is admitted. Only
    /// what the object uses more than before is asked for. Other objects are not asked about when they change.
    #[must_use]
    pub fn admit_change(&self, old: &QuotaUsage<'_>, new: &QuotaUsage<'_>) -> Option<Refusal<QuotaViolation>> {
        if !matches!(new.object, Counted::Service | Counted::Claim(_)) {
            return None;
        }
        let mut more = new.amounts().clone();
        if self.matches(old) {
            for (name, amount) in old.amounts().iter() {
                if let Some(new) = new.amounts().get(name) {
                    more.insert(name, (new - amount).max(Quantity::ZERO));
                }
            }
        }
        self.refusal(new, &more)
    }

    fn refusal(&self, usage: &QuotaUsage<'_>, requested: &ResourceList) -> Option<Refusal<QuotaViolation>> {
        if !self.matches(usage) {
            return None;
        }
        let negative = |name: &&str| usage.amounts().get(name).is_some_and(|amount| amount < &Quantity::ZERO);
        let names: BTreeSet<String> =
            usage.amounts().iter().map(|(name, _)| name).filter(negative).map(str::to_owned).collect();
        let violation = self
            .missing(usage)
            .or_else(|| (!names.is_empty()).then_some(QuotaViolation::Negative { names }))
            .or_else(|| self.excess(requested))?;
        Refusal::new(usage.resource(), usage.name(), vec![violation])
    }

    /// What a container does not give although the quota counts it. Source: `Constraints` in `pods.go`.
    fn missing(&self, usage: &QuotaUsage<'_>) -> Option<QuotaViolation> {
        let Counted::Pod { resources, .. } = &usage.object else { return None };
        if own_amounts(resources) {
            return None;
        }
        let mut missing = BTreeMap::new();
        for key in DEMANDED.into_iter().filter(|key| self.hard.get(key).is_some()) {
            let lacking = resources.containers().iter().filter(|container| lacks(container, key));
            let names: BTreeSet<String> = lacking.map(|container| container.name().to_owned()).collect();
            if !names.is_empty() {
                missing.insert(key.to_owned(), names);
            }
        }
        (!missing.is_empty()).then(|| QuotaViolation::MustSpecify { quota: self.name.clone(), missing })
    }

    /// What would be exceeded. Nothing is asked about that the object adds nothing to.
    fn excess(&self, requested: &ResourceList) -> Option<QuotaViolation> {
        let is_over = |name: &str| match (requested.get(name), self.hard.get(name)) {
            (Some(amount), Some(hard)) if !amount.is_zero() => {
                self.used.get(name).map_or_else(|| amount > hard, |used| &(used + amount) > hard)
            }
            _ => false,
        };
        let requested = requested.filter(is_over);
        if requested.is_empty() {
            return None;
        }
        let over = |name: &str| requested.get(name).is_some();
        let (used, limited) = (self.used.filter(over), self.hard.filter(over));
        Some(QuotaViolation::Exceeded { quota: self.name.clone(), requested, used, limited })
    }

    /// How many more objects of this usage fit; `None` if the quota does not bound them. 0 if containers do not give what
    /// the quota counts.
    #[must_use]
    pub fn room_for(&self, usage: &QuotaUsage<'_>) -> Option<u64> {
        if !self.matches(usage) {
            return None;
        }
        if self.missing(usage).is_some() {
            return Some(0);
        }
        let counted = self.usage(usage);
        let rooms = counted.iter().filter(|(_, amount)| **amount > Quantity::ZERO).filter_map(|(name, amount)| {
            let left = (self.hard.get(name)? - self.used.get(name)?).max(Quantity::ZERO);
            // A hundred objects are the whole, so a percent is an object.
            left.percent_of(&(amount * 100))
        });
        rooms.min()
    }
}

/// Whether the pod as a whole has amounts that pods may have. Source: `IsPodLevelResourcesSet` in Kubernetes'
/// `component-helpers/resource/helpers.go`.
fn own_amounts(pod: &PodResources) -> bool {
    let mut names = pod.own_requests().iter().chain(pod.own_limits().iter());
    names.any(|(name, _)| super::effective::is_pod_level(name))
}

/// Whether a quota's name is one that objects of this kind count under. Source: `MatchingResources` of each evaluator.
fn counts(usage: &QuotaUsage<'_>, name: &str) -> bool {
    match &usage.object {
        Counted::Pod { .. } => {
            let pages = name.starts_with("hugepages-") || name.starts_with("requests.hugepages-");
            OF_PODS.contains(&name) || pages || (!is_native(name) && name.starts_with("requests."))
        }
        Counted::Service => {
            matches!(name, "count/services" | "services" | "services.nodeports" | "services.loadbalancers")
        }
        Counted::Claim(_) => {
            let of_class = |suffix: &str| name.ends_with(&format!("{STORAGE_CLASS}{suffix}"));
            matches!(name, "count/persistentvolumeclaims" | "persistentvolumeclaims" | "requests.storage")
                || of_class("persistentvolumeclaims")
                || of_class("requests.storage")
        }
        Counted::Other => {
            name.strip_prefix("count/") == Some(usage.resource())
                || (ALIASES.contains(&usage.resource()) && name == usage.resource())
        }
        Counted::Ignored => false,
    }
}
