//! What the API server would say, of any objects.

use k8s_openapi::api::core::v1::{LimitRange, PersistentVolumeClaim, Pod, ResourceQuota, Service};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::PodSecurity;
use crate::admission::{
    LimitRangeRules, PodResources, QosClass, Quota, QuotaUsage, admit_pod_security, default_limit_range, default_pod,
    split_limit_range, validate_limit_range,
};

/// Any JSON list of objects: each is taken for a LimitRange, a Pod, a quota, a claim and a Service in turn. Nothing
/// panics; filling in defaults twice changes nothing; what a quota says agrees with the room it says it has; a pod that
/// meets the restricted level meets the baseline.
pub fn admission(data: &[u8]) {
    let Ok(objects) = serde_json::from_slice::<Vec<Value>>(data) else { return };
    let mut quotas: Vec<Quota> =
        read_all::<ResourceQuota>(&objects).filter_map(|quota| Quota::read(&quota).ok()).collect();
    let limits: Vec<LimitRange> = read_all(&objects).collect();
    limits.iter().for_each(limit_range);
    let rules: Vec<LimitRangeRules> = limits.iter().filter_map(|limits| LimitRangeRules::read(limits).ok()).collect();
    for mut pod in read_all::<Pod>(&objects) {
        if !defaults(&mut pod) {
            continue;
        }
        for rules in &rules {
            rules.default_pod(&mut pod);
            let again = &mut pod.clone();
            rules.default_pod(again);
            assert_eq!(again.spec, pod.spec, "defaults filled in twice");
            let _ = rules.admit_pod(&pod).map(|refusal| refusal.map(|refusal| refusal.to_string()));
        }
        if admit_pod_security(PodSecurity::Restricted, &pod).is_none() {
            assert_eq!(admit_pod_security(PodSecurity::Baseline, &pod), None, "restricted is stricter");
        }
        if let Ok(usage) = QuotaUsage::of_pod(&pod) {
            quotas.iter_mut().for_each(|quota| charged(quota, &usage));
        }
    }
    for claim in read_all::<PersistentVolumeClaim>(&objects) {
        if let Ok(usage) = QuotaUsage::of_claim(&claim) {
            quotas.iter_mut().for_each(|quota| charged(quota, &usage));
        }
        rules.iter().for_each(|rules| drop(rules.admit_claim(&claim)));
    }
    for service in read_all::<Service>(&objects) {
        quotas.iter_mut().for_each(|quota| charged(quota, &QuotaUsage::of_service(&service)));
        quotas.iter_mut().for_each(|quota| charged(quota, &QuotaUsage::of_object(&service)));
    }
}

fn read_all<T: DeserializeOwned>(objects: &[Value]) -> impl Iterator<Item = T> + '_ {
    objects.iter().filter_map(|object| T::deserialize(without_kind(object)).ok())
}

/// The types check `kind` where it is given.
fn without_kind(object: &Value) -> Value {
    let mut object = object.clone();
    if let Some(fields) = object.as_object_mut() {
        fields.remove("kind");
        fields.remove("apiVersion");
    }
    object
}

fn limit_range(limits: &LimitRange) {
    let mut filled = limits.clone();
    let read = default_limit_range(&mut filled);
    let invalid = validate_limit_range(limits);
    assert_eq!(read.is_ok(), invalid.is_ok());
    let once = filled.clone();
    let _ = default_limit_range(&mut filled);
    assert_eq!(filled, once, "defaults filled in twice");
    assert_eq!(validate_limit_range(&filled), invalid, "validity with and without defaults");
    if let Some(split) = split_limit_range(limits) {
        let misplaced = split_limit_range(&split);
        assert_eq!(misplaced, None, "split twice");
    }
}

/// Whether the amounts could be read.
fn defaults(pod: &mut Pod) -> bool {
    let Some(spec) = &mut pod.spec else { return true };
    let before = spec.clone();
    if default_pod(spec).is_err() {
        assert_eq!(*spec, before, "refused and changed");
        return false;
    }
    let once = spec.clone();
    let _ = default_pod(spec);
    assert_eq!(*spec, once, "defaults filled in twice");
    if let Ok(resources) = PodResources::read(spec) {
        let nothing = resources.requests().is_empty() && resources.limits().is_empty();
        assert!(!nothing || resources.qos_class() == QosClass::BestEffort);
    }
    true
}

fn charged(quota: &mut Quota, usage: &QuotaUsage<'_>) {
    let refusal = quota.admit(usage).map(|refusal| refusal.to_string());
    let room = quota.room_for(usage);
    let negative = usage.amounts().iter().any(|(_, amount)| amount < &crate::Quantity::ZERO);
    if !negative {
        assert_eq!(refusal.is_none(), room != Some(0), "{refusal:?} {room:?}");
    }
    let mut used = quota.used().clone();
    quota.charge(usage);
    used.add(&quota.usage(usage));
    assert_eq!(*quota.used(), used);
}
