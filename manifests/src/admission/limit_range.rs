//! What a LimitRange makes of pods and claims.

use k8s_openapi::api::core::v1::{Container, LimitRange, PersistentVolumeClaim, Pod, PodSpec, ResourceRequirements};

use super::amount_error::AmountReader;
use super::defaults::{default_limit_range, fill};
use super::limit_violation::{LimitBound, LimitFound, LimitViolation};
use super::refusal::shown_name;
use super::{AmountErrors, ContainerResources, ContainerRole, PodResources, Refusal, ResourceList};
use crate::Quantity;

/// A LimitRange as the API server enforces it, its missing amounts filled in.
///
/// Source: `LimitRanger` in Kubernetes' `plugin/pkg/admission/limitranger/admission.go`, version 1.36. Bounds are compared
/// exactly; the server's integers overflow from 2^63 thousandths on, and only there it may say something else.
///
/// # Examples
/// ```
/// use k8s_openapi::api::core::v1::{LimitRange, Pod};
/// use pavedroad_manifests::admission::LimitRangeRules;
/// use serde_json::{from_value, json};
///
/// let limits: LimitRange = from_value(json!({
///     "spec": {"limits": [
///         {"type": "Container", "defaultRequest": {"memory": "64Mi"}},
///         {"type": "Pod", "min": {"memory": "256Mi"}},
///     ]},
/// }))?;
/// let mut pod: Pod = from_value(json!({
///     "metadata": {"name": "web"},
///     "spec": {"containers": [{"name": "web"}, {"name": "proxy"}]},
/// }))?;
/// let rules = LimitRangeRules::read(&limits)?;
/// rules.default_pod(&mut pod);
/// let refusal = rules.admit_pod(&pod)?.ok_or("admitted")?;
/// assert_eq!(
///     refusal.to_string(),
///     "pods \"web\" is forbidden: minimum memory usage per Pod is 256Mi, but request is 128Mi"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitRangeRules {
    name: String,
    items: Vec<LimitItem>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LimitItem {
    pub(super) kind: String,
    pub(super) min: ResourceList,
    pub(super) max: ResourceList,
    pub(super) default: ResourceList,
    pub(super) default_request: ResourceList,
    pub(super) ratio: ResourceList,
}

impl LimitRangeRules {
    /// Reads a LimitRange, whether or not [its own defaults](super::default_limit_range) are filled in, and whether or not
    /// [the server would take it](super::validate_limit_range).
    ///
    /// # Errors
    /// Every amount that is no quantity.
    pub fn read(limit_range: &LimitRange) -> Result<Self, AmountErrors> {
        let mut limit_range = limit_range.clone();
        default_limit_range(&mut limit_range)?;
        let mut reader = AmountReader::default();
        let mut list = |amounts: &Option<_>| reader.list("", amounts.as_ref());
        let limits = limit_range.spec.map(|spec| spec.limits).unwrap_or_default();
        let items = limits
            .iter()
            .map(|item| LimitItem {
                kind: item.type_.clone(),
                min: list(&item.min),
                max: list(&item.max),
                default: list(&item.default),
                default_request: list(&item.default_request),
                ratio: list(&item.max_limit_request_ratio),
            })
            .collect();
        let name = limit_range.metadata.name.unwrap_or_default();
        reader.finish(Self { name, items })
    }

    /// The LimitRange's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn items(&self) -> &[LimitItem] {
        &self.items
    }

    /// Fills the defaults into the pod's containers and init containers, missing amounts only, and notes in the
    /// annotation `kubernetes.io/limit-ranger` what was set, as the server does.
    ///
    /// The server does this after its [own defaults](super::default_pod): call that first for a pod from a manifest.
    pub fn default_pod(&self, pod: &mut Pod) {
        let mut set = Vec::new();
        if let Some(spec) = &mut pod.spec {
            self.default_spec(spec, &mut set);
        }
        if !set.is_empty() {
            let note = format!("LimitRanger plugin set: {}", set.join("; "));
            let annotations = pod.metadata.annotations.get_or_insert_default();
            annotations.insert("kubernetes.io/limit-ranger".to_owned(), note);
        }
    }

    fn default_spec(&self, spec: &mut PodSpec, set: &mut Vec<String>) {
        // Of several Container items, which validation refuses, the last one counts.
        let (mut limits, mut requests) = (ResourceList::new(), ResourceList::new());
        for item in self.items.iter().filter(|item| item.kind == "Container") {
            item.default.iter().for_each(|(name, amount)| limits.insert(name, amount.clone()));
            item.default_request.iter().for_each(|(name, amount)| requests.insert(name, amount.clone()));
        }
        for container in &mut spec.containers {
            default_container(container, "container", &limits, &requests, set);
        }
        for container in spec.init_containers.iter_mut().flatten() {
            default_container(container, "init container", &limits, &requests, set);
        }
    }

    /// What the server would say of a pod whose defaults are filled in; `None` if it is admitted.
    ///
    /// In the server's order: item by item, the containers, the init containers, then the pod as a whole; within one,
    /// the minima, the maxima and the ratios. The server itself takes the names of the resources in random order.
    ///
    /// # Errors
    /// Every amount that is no quantity.
    pub fn admit_pod(&self, pod: &Pod) -> Result<Option<Refusal<LimitViolation>>, AmountErrors> {
        let resources = pod.spec.as_ref().map(PodResources::read).transpose()?.unwrap_or_default();
        Ok(Refusal::new("pods", shown_name(&pod.metadata), self.pod_violations(&resources)))
    }

    /// As [`admit_pod`](Self::admit_pod), of amounts that were read before.
    #[must_use]
    pub fn pod_violations(&self, pod: &PodResources) -> Vec<LimitViolation> {
        let mut violations = Vec::new();
        for item in &self.items {
            match item.kind.as_str() {
                "Container" => {
                    let apps = |container: &&ContainerResources| container.role() == ContainerRole::App;
                    let init = |container: &&ContainerResources| !apps(container);
                    let containers = pod.containers();
                    for container in containers.iter().filter(apps).chain(containers.iter().filter(init)) {
                        let (requests, limits) = (container.requests(), container.limits());
                        violations.extend(item.violations(Some(container.name()), requests, limits));
                    }
                }
                "Pod" => {
                    let requests = with_own(pod.container_requests(), pod.own_requests());
                    let limits = with_own(pod.container_limits(), pod.own_limits());
                    violations.extend(item.violations(None, &requests, &limits));
                }
                _ => {}
            }
        }
        violations
    }

    /// What the server would say of a claim; `None` if it is admitted. Only requests count.
    ///
    /// # Errors
    /// Every amount that is no quantity.
    pub fn admit_claim(&self, claim: &PersistentVolumeClaim) -> Result<Option<Refusal<LimitViolation>>, AmountErrors> {
        let resources = claim.spec.as_ref().and_then(|spec| spec.resources.as_ref());
        let requests = resources.and_then(|resources| resources.requests.as_ref());
        let requests = ResourceList::read("spec.resources.requests", requests)?.rounded();
        let mut violations = Vec::new();
        for item in self.items.iter().filter(|item| item.kind == "PersistentVolumeClaim") {
            for (name, min) in item.min.iter() {
                let found = below(requests.get(name), None, min);
                violations
                    .extend(found.map(|found| LimitViolation::new(item, None, name, LimitBound::Min, min, found)));
            }
            for (name, max) in item.max.iter() {
                let found = match requests.get(name) {
                    None => Some(LimitFound::NoRequest),
                    Some(request) => (request > max).then(|| LimitFound::Request(request.clone())),
                };
                violations
                    .extend(found.map(|found| LimitViolation::new(item, None, name, LimitBound::Max, max, found)));
            }
        }
        Ok(Refusal::new("persistentvolumeclaims", shown_name(&claim.metadata), violations))
    }
}

impl LimitItem {
    fn violations(
        &self,
        container: Option<&str>,
        requests: &ResourceList,
        limits: &ResourceList,
    ) -> Vec<LimitViolation> {
        let mut violations = Vec::new();
        for (name, min) in self.min.iter() {
            let found = below(requests.get(name), limits.get(name), min);
            violations
                .extend(found.map(|found| LimitViolation::new(self, container, name, LimitBound::Min, min, found)));
        }
        for (name, max) in self.max.iter() {
            let found = above(requests.get(name), limits.get(name), max);
            violations
                .extend(found.map(|found| LimitViolation::new(self, container, name, LimitBound::Max, max, found)));
        }
        for (name, ratio) in self.ratio.iter() {
            let found = beyond(requests.get(name), limits.get(name), ratio);
            violations.extend(found.map(|found| {
                LimitViolation::new(self, container, name, LimitBound::MaxLimitRequestRatio, ratio, found)
            }));
        }
        violations
    }
}

fn below(request: Option<&Quantity>, limit: Option<&Quantity>, min: &Quantity) -> Option<LimitFound> {
    let Some(request) = request else { return Some(LimitFound::NoRequest) };
    if request < min {
        return Some(LimitFound::Request(request.clone()));
    }
    limit.filter(|limit| *limit < min).map(|limit| LimitFound::Limit(limit.clone()))
}

fn above(request: Option<&Quantity>, limit: Option<&Quantity>, max: &Quantity) -> Option<LimitFound> {
    let Some(limit) = limit else { return Some(LimitFound::NoLimit) };
    if limit > max {
        return Some(LimitFound::Limit(limit.clone()));
    }
    request.filter(|request| *request > max).map(|request| LimitFound::Request(request.clone()))
}

fn beyond(request: Option<&Quantity>, limit: Option<&Quantity>, ratio: &Quantity) -> Option<LimitFound> {
    let Some(request) = request.filter(|request| !request.is_zero()) else { return Some(LimitFound::NoRequest) };
    let Some(limit) = limit.filter(|limit| !limit.is_zero()) else { return Some(LimitFound::NoLimit) };
    let (allowed, found) = ratio_as_kubernetes(ratio, limit, request, true);
    let factor = if ratio.value().is_ok_and(|ratio| ratio <= MAX_MILLI_VALUE) { 1000.0 } else { 1.0 };
    (found * factor > allowed).then(|| LimitFound::Ratio(format!("{found:.6}")))
}

/// The greatest amount that Kubernetes counts in thousandths. Source: `MaxMilliValue` in Kubernetes'
/// `apimachinery/pkg/api/resource/quantity.go`.
const MAX_MILLI_VALUE: i64 = i64::MAX / 1000;

/// The ratio that is allowed and the one of two amounts, in floating point as Kubernetes 1.36 computes them. In a pod's
/// admission (`in_milli`) the allowed one is in thousandths, unless it is too great for that.
pub(super) fn ratio_as_kubernetes(
    allowed: &Quantity,
    above: &Quantity,
    below: &Quantity,
    in_milli: bool,
) -> (f64, f64) {
    let value = |quantity: &Quantity| quantity.value().unwrap_or(i64::MAX);
    let milli = |quantity: &Quantity| quantity.milli_value().unwrap_or(i64::MAX);
    let fits = |quantity: &Quantity| {
        if in_milli { value(quantity) <= MAX_MILLI_VALUE } else { value(quantity) < MAX_MILLI_VALUE }
    };
    let all_fit = fits(allowed) && fits(above) && fits(below);
    let in_units = |quantity: &Quantity| (if all_fit { milli(quantity) } else { value(quantity) }) as f64;
    let found = in_units(above) / in_units(below);
    let allowed = match (in_milli, all_fit) {
        (true, _) if fits(allowed) => milli(allowed) as f64,
        (false, true) => milli(allowed) as f64 / 1000.0,
        _ => value(allowed) as f64,
    };
    (allowed, found)
}

/// A pod's own cpu and memory in place of its containers' together. Huge pages stay those of the containers, and
/// overhead does not count: in both this is not what quotas and the scheduler count.
fn with_own(mut together: ResourceList, own: &ResourceList) -> ResourceList {
    for (name, amount) in own.iter().filter(|(name, _)| matches!(*name, "cpu" | "memory")) {
        together.insert(name, amount.clone());
    }
    together
}

fn default_container(
    container: &mut Container,
    role: &str,
    limits: &ResourceList,
    requests: &ResourceList,
    set: &mut Vec<String>,
) {
    if limits.is_empty() && requests.is_empty() {
        return;
    }
    let resources = container.resources.get_or_insert_with(ResourceRequirements::default);
    for (what, list, defaults) in
        [("request", &mut resources.requests, requests), ("limit", &mut resources.limits, limits)]
    {
        let missing = defaults.filter(|name| list.as_ref().is_none_or(|list| !list.contains_key(name)));
        if let Some(amounts) = missing.to_k8s() {
            let names = missing.iter().map(|(name, _)| name).collect::<Vec<_>>().join(", ");
            set.push(format!("{names} {what} for {role} {}", container.name));
            fill(list, &amounts);
        }
    }
}
