//! Everything that a namespace decides about a pod, in one question.

use std::fmt;

use k8s_openapi::api::core::v1::Pod;

use super::defaults::default_pod;
use super::pod_security::{PodSecurityViolations, admit_pod_security};
use super::{AmountErrors, LimitRangeRules, LimitViolation, Quota, QuotaUsage, QuotaViolation, Refusal};
use crate::PodSecurity;

/// The rules of one namespace.
///
/// # Examples
/// ```
/// use k8s_openapi::api::core::v1::{LimitRange, Pod, ResourceQuota};
/// use pavedroad_manifests::admission::{LimitRangeRules, NamespaceRules, Quota};
/// use serde_json::{from_value, json};
///
/// let limits: LimitRange = from_value(json!({
///     "spec": {"limits": [{"type": "Container", "default": {"memory": "512Mi"}}]},
/// }))?;
/// let quota: ResourceQuota = from_value(json!({
///     "metadata": {"name": "my-quota"}, "spec": {"hard": {"memory": "1Gi"}},
/// }))?;
/// let pod: Pod = from_value(json!({"metadata": {"name": "web"}, "spec": {"containers": [{"name": "web"}]}}))?;
/// let mut rules = NamespaceRules {
///     limit_ranges: vec![LimitRangeRules::read(&limits)?],
///     quotas: vec![Quota::read(&quota)?],
///     ..NamespaceRules::default()
/// };
/// for _ in 0..2 {
///     assert!(rules.create_pod(&pod)?.is_admitted());
/// }
/// assert_eq!(
///     rules.create_pod(&pod)?.refusals()[0].to_string(),
///     "pods \"web\" is forbidden: exceeded quota: my-quota, requested: memory=512Mi, used: memory=1Gi, limited: memory=1Gi"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamespaceRules {
    /// Its LimitRanges.
    pub limit_ranges: Vec<LimitRangeRules>,
    /// The Pod Security level that is enforced; none if nothing is said.
    pub pod_security: Option<PodSecurity>,
    /// Its quotas, with what is used.
    pub quotas: Vec<Quota>,
}

/// What became of a pod.
#[derive(Clone, Debug, PartialEq)]
pub struct PodAdmission {
    pod: Pod,
    refusals: Vec<PodRefusal>,
}

/// Who refuses a pod, and why; [`Display`](fmt::Display) is the server's line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PodRefusal {
    /// A LimitRange.
    Limits(Refusal<LimitViolation>),
    /// The Pod Security level.
    PodSecurity(Refusal<PodSecurityViolations>),
    /// A quota.
    Quota(Refusal<QuotaViolation>),
}

impl fmt::Display for PodRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Limits(refusal) => refusal.fmt(f),
            Self::PodSecurity(refusal) => refusal.fmt(f),
            Self::Quota(refusal) => refusal.fmt(f),
        }
    }
}

impl std::error::Error for PodRefusal {}

impl PodAdmission {
    /// The pod as the server would store it: missing amounts filled in.
    #[must_use]
    pub fn pod(&self) -> &Pod {
        &self.pod
    }

    /// Whether nobody refuses it.
    #[must_use]
    pub fn is_admitted(&self) -> bool {
        self.refusals.is_empty()
    }

    /// Who refuses it, in the order in which the server asks. The server stops at the first, and so says that one alone.
    #[must_use]
    pub fn refusals(&self) -> &[PodRefusal] {
        &self.refusals
    }
}

impl NamespaceRules {
    /// What would become of a pod: the server's defaults and those of every LimitRange, then every LimitRange's bounds,
    /// Pod Security, and the quotas. What else the server validates (names, references, requests over limits) is not
    /// asked here.
    ///
    /// # Errors
    /// Every amount that is no quantity.
    pub fn admit_pod(&self, pod: &Pod) -> Result<PodAdmission, AmountErrors> {
        let mut pod = pod.clone();
        if let Some(spec) = &mut pod.spec {
            default_pod(spec)?;
        }
        self.limit_ranges.iter().for_each(|limits| limits.default_pod(&mut pod));
        let mut refusals = Vec::new();
        for limits in &self.limit_ranges {
            refusals.extend(limits.admit_pod(&pod)?.map(PodRefusal::Limits));
        }
        let level = self.pod_security.unwrap_or(PodSecurity::Privileged);
        refusals.extend(admit_pod_security(level, &pod).map(PodRefusal::PodSecurity));
        let usage = QuotaUsage::of_pod(&pod)?;
        let mut by_quotas: Vec<_> = self.quotas.iter().filter_map(|quota| quota.admit(&usage)).collect();
        // What containers lack is asked of all quotas before any amount is.
        by_quotas.sort_by_key(|refusal| match refusal.reasons() {
            [QuotaViolation::MustSpecify { .. }, ..] => 0,
            [QuotaViolation::Negative { .. }, ..] => 1,
            _ => 2,
        });
        refusals.extend(by_quotas.into_iter().map(PodRefusal::Quota));
        Ok(PodAdmission { pod, refusals })
    }

    /// As [`admit_pod`](Self::admit_pod); a pod that is admitted counts as used from then on.
    ///
    /// # Errors
    /// Every amount that is no quantity.
    pub fn create_pod(&mut self, pod: &Pod) -> Result<PodAdmission, AmountErrors> {
        let admission = self.admit_pod(pod)?;
        if admission.is_admitted() {
            let usage = QuotaUsage::of_pod(&admission.pod)?;
            self.quotas.iter_mut().for_each(|quota| quota.charge(&usage));
        }
        Ok(admission)
    }
}
