//! Which objects a quota with scopes counts.

use std::collections::BTreeSet;

use k8s_openapi::api::core::v1::{
    PersistentVolumeClaim, Pod, PodAffinityTerm, PodSpec, ResourceQuotaSpec, ScopedResourceSelectorRequirement,
    WeightedPodAffinityTerm,
};

use super::quota_usage::Counted;
use super::{PodResources, QosClass};

/// One scope of a quota; all of them have to match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scope {
    name: String,
    operator: Operator,
    values: BTreeSet<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    In,
    NotIn,
    Exists,
    DoesNotExist,
    /// Nothing that the API server would take.
    Unknown,
}

/// The scopes of a quota, from both of its lists. Source: `getScopeSelectorsFromQuota` in Kubernetes'
/// `apiserver/pkg/quota/v1/generic/evaluator.go`.
pub(super) fn scopes(spec: &ResourceQuotaSpec) -> Vec<Scope> {
    let plain = spec.scopes.iter().flatten();
    let plain = plain.map(|name| Scope { name: name.clone(), operator: Operator::Exists, values: BTreeSet::new() });
    let selected = spec.scope_selector.iter().flat_map(|selector| selector.match_expressions.iter().flatten());
    plain.chain(selected.map(Scope::read)).collect()
}

impl Scope {
    fn read(requirement: &ScopedResourceSelectorRequirement) -> Self {
        let values: BTreeSet<String> = requirement.values.iter().flatten().cloned().collect();
        let operator = match (requirement.operator.as_str(), values.is_empty()) {
            ("In", false) => Operator::In,
            ("NotIn", false) => Operator::NotIn,
            ("Exists", true) => Operator::Exists,
            ("DoesNotExist", true) => Operator::DoesNotExist,
            _ => Operator::Unknown,
        };
        Self { name: requirement.scope_name.clone(), operator, values }
    }

    /// Whether it matches an object. A Service and what is only counted match no scope at all.
    pub(super) fn matches(&self, object: &Counted<'_>) -> bool {
        match object {
            Counted::Pod { pod, resources } => self.matches_pod(pod, resources),
            Counted::Claim(claim) => {
                self.name == "VolumeAttributesClass" && {
                    let classes = volume_attributes_classes(claim);
                    if classes.is_empty() {
                        self.selects(None)
                    } else {
                        classes.iter().any(|class| self.selects(Some(class)))
                    }
                }
            }
            Counted::Service | Counted::Other | Counted::Ignored => false,
        }
    }

    /// Source: `podMatchesScopeFunc` in Kubernetes' `pkg/quota/v1/evaluator/core/pods.go`. The operator matters to
    /// `PriorityClass` alone.
    fn matches_pod(&self, pod: &Pod, resources: &PodResources) -> bool {
        let spec = pod.spec.as_ref();
        let terminating = || spec.and_then(|spec| spec.active_deadline_seconds).is_some_and(|seconds| seconds >= 0);
        let stated =
            pod.status.as_ref().and_then(|status| status.qos_class.as_deref()).filter(|class| !class.is_empty());
        let best_effort = || match stated {
            Some(class) => class == QosClass::BestEffort.as_str(),
            None => resources.qos_class() == QosClass::BestEffort,
        };
        match self.name.as_str() {
            "Terminating" => terminating(),
            "NotTerminating" => !terminating(),
            "BestEffort" => best_effort(),
            "NotBestEffort" => !best_effort(),
            "PriorityClass" => {
                let class = spec.and_then(|spec| spec.priority_class_name.as_deref());
                self.selects(class.filter(|class| !class.is_empty()))
            }
            "CrossNamespacePodAffinity" => spec.is_some_and(crosses_namespaces),
            _ => false,
        }
    }

    /// As a label selector does, of a label that may be missing.
    fn selects(&self, value: Option<&str>) -> bool {
        let listed = || value.is_some_and(|value| self.values.contains(value));
        match self.operator {
            Operator::In => listed(),
            Operator::NotIn => !listed(),
            Operator::Exists => value.is_some(),
            Operator::DoesNotExist => value.is_none(),
            Operator::Unknown => false,
        }
    }
}

/// Whether a pod wants to be near, or away from, pods of other namespaces.
fn crosses_namespaces(spec: &PodSpec) -> bool {
    let Some(affinity) = &spec.affinity else { return false };
    let near = affinity.pod_affinity.as_ref();
    let away = affinity.pod_anti_affinity.as_ref();
    let required = near.and_then(|near| near.required_during_scheduling_ignored_during_execution.as_ref());
    let kept_away = away.and_then(|away| away.required_during_scheduling_ignored_during_execution.as_ref());
    let preferred = near.and_then(|near| near.preferred_during_scheduling_ignored_during_execution.as_ref());
    let avoided = away.and_then(|away| away.preferred_during_scheduling_ignored_during_execution.as_ref());
    let weighted = [preferred, avoided].into_iter().flatten().flatten();
    let weighted = weighted.map(|WeightedPodAffinityTerm { pod_affinity_term, .. }| pod_affinity_term);
    let terms = [required, kept_away].into_iter().flatten().flatten().chain(weighted);
    terms.into_iter().any(|PodAffinityTerm { namespaces, namespace_selector, .. }| {
        namespaces.as_ref().is_some_and(|namespaces| !namespaces.is_empty()) || namespace_selector.is_some()
    })
}

/// The classes that a claim names, has, or is on its way to.
fn volume_attributes_classes(claim: &PersistentVolumeClaim) -> BTreeSet<&str> {
    let status = claim.status.as_ref();
    let named = claim.spec.as_ref().and_then(|spec| spec.volume_attributes_class_name.as_deref());
    let has = status.and_then(|status| status.current_volume_attributes_class_name.as_deref());
    let modified = status.and_then(|status| status.modify_volume_status.as_ref());
    let target = modified.and_then(|modified| modified.target_volume_attributes_class_name.as_deref());
    [named, has, target].into_iter().flatten().filter(|class| !class.is_empty()).collect()
}
