//! Quotas hold the pods of their namespace, and those of an update beside them.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::{ResourceQuota, ResourceQuotaStatus};

use crate::admission::capacity::count::rolling_update;
use crate::admission::capacity::namespace::stored;
use crate::admission::{Capacity, LimitRangeRules, NamespaceCapacity, Quota, QuotaUsage, ResourceList};
use crate::lint::code::LintCode;
use crate::lint::finding::LintFinding;
use crate::lint::index::{Index, Item, Pods, name, namespace};
use crate::object::Object;

/// Objects with amounts that are no quantities are left out: the API server refuses them, and says so.
pub(super) fn check(index: &Index<'_>, findings: &mut Vec<LintFinding>) {
    let mut spaces: BTreeMap<&str, Vec<&Object>> = BTreeMap::new();
    for (_, object) in &index.items {
        spaces.entry(namespace(object)).or_default().push(object);
    }
    let mut capacities: BTreeMap<&str, Option<NamespaceCapacity>> = BTreeMap::new();
    for item in &index.items {
        let Object::ResourceQuota(quota) = item.1 else { continue };
        let space = namespace(item.1);
        let capacity = capacities.entry(space).or_insert_with(|| {
            let capacity = Capacity::of(spaces.get(space)?.iter().copied(), &[]).ok()?;
            capacity.namespaces().first().cloned()
        });
        let Some(capacity) = capacity else { continue };
        let over = over(*item, capacity);
        if over.is_empty() {
            let quota = used(quota, name(item.1), capacity);
            let limits = spaces.get(space).into_iter().flatten().filter_map(|object| match object {
                Object::LimitRange(range) => LimitRangeRules::read(range).ok(),
                _ => None,
            });
            let limits: Vec<LimitRangeRules> = limits.collect();
            for pods in index.pods_in(space) {
                findings.extend(quota.as_ref().and_then(|quota| surge(&limits, quota, pods)));
            }
        }
        findings.extend(over);
    }
}

fn over(item: Item<'_>, capacity: &NamespaceCapacity) -> Vec<LintFinding> {
    let of_quota = capacity.quotas().iter().filter(|headroom| headroom.quota() == name(item.1));
    of_quota
        .filter(|headroom| headroom.least() > headroom.hard())
        .map(|headroom| {
            LintFinding::new(
                item,
                LintCode::OverQuota,
                format!("spec.hard[{}]", headroom.resource()),
                format!("{} for {} of the objects", headroom.hard(), headroom.least()),
                format!("{} at least", headroom.least()),
            )
        })
        .collect()
}

/// The quota with what the fewest pods use.
fn used(quota: &ResourceQuota, name: &str, capacity: &NamespaceCapacity) -> Option<Quota> {
    let of_quota = capacity.quotas().iter().filter(|headroom| headroom.quota() == name);
    let used: ResourceList = of_quota.map(|headroom| (headroom.resource(), headroom.least().clone())).collect();
    let status = ResourceQuotaStatus { used: used.to_k8s(), ..ResourceQuotaStatus::default() };
    Quota::read(&ResourceQuota { status: Some(status), ..quota.clone() }).ok()
}

/// What an update of a Deployment lacks, all others being as they are.
fn surge(limits: &[LimitRangeRules], quota: &Quota, pods: &Pods<'_>) -> Option<LintFinding> {
    let update = rolling_update(pods.item.1)?;
    let replicas = u32::try_from(pods.replicas?).ok()?;
    let pod = stored(pods, limits).ok()?;
    let usage = QuotaUsage::of_pod(&pod).ok()?;
    let excess = quota.surge_excess(&usage, &usage, replicas, update);
    let first = excess.first()?;
    Some(LintFinding::new(
        pods.item,
        LintCode::SurgeOverQuota,
        "spec.strategy.rollingUpdate.maxSurge",
        format!("a surge that takes too much of ResourceQuota `{}`: {first}", quota.name()),
        "pods that fit beside the old ones",
    ))
}
