//! What the API server fills into an object when it reads it, before any admission plugin sees it: what they look at.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::{Container, LimitRange, PodSpec, ResourceRequirements};
use k8s_openapi::apimachinery::pkg::api::resource::Quantity as ApiQuantity;

use super::amount_error::AmountReader;
use super::{AmountErrors, PodResources, ResourceList};

const HUGE_PAGES: &str = "hugepages-";

/// Fills in what the API server fills in of all that admission looks at: a missing request becomes the limit, the pod's
/// own amounts are completed from its containers', every amount is rounded up to a thousandth, and on the host's network
/// every port is a host port. Doing it again changes nothing.
///
/// Source: `SetDefaults_Pod`, `SetDefaults_PodSpec` and `SetDefaults_ResourceList` in Kubernetes' `pkg/apis/core/v1/defaults.go`. The server
/// does it when a pod is created, not in the pod template of a Deployment. A sum that is filled in for the pod is a text
/// here, which may lose its unit: with overhead added, what the server prints as `2084197Ki` may print as `2134217728`.
///
/// # Errors
/// Every amount that is no quantity; the pod is then left as it was.
///
/// # Examples
/// ```
/// use k8s_openapi::api::core::v1::PodSpec;
/// use pavedroad_manifests::admission::{PodResources, default_pod};
/// use serde_json::{from_value, json};
///
/// let mut spec: PodSpec = from_value(json!({
///     "containers": [{"name": "web", "resources": {"limits": {"cpu": "0.1m", "memory": "512Mi"}}}],
/// }))?;
/// default_pod(&mut spec)?;
/// assert_eq!(PodResources::read(&spec)?.requests().to_string(), "cpu=1m,memory=512Mi");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn default_pod(spec: &mut PodSpec) -> Result<(), AmountErrors> {
    PodResources::read(spec)?;
    for container in spec.init_containers.iter_mut().flatten().chain(&mut spec.containers) {
        default_requests(container);
    }
    if spec.resources.is_some() {
        let pod = PodResources::read(spec)?;
        let resources = spec.resources.get_or_insert_default();
        default_huge_page_limits(&pod, resources);
        default_own_requests(&pod, resources);
    }
    let containers = spec.init_containers.iter_mut().flatten().chain(&mut spec.containers);
    let all = containers.filter_map(|container| container.resources.as_mut()).chain(spec.resources.as_mut());
    for resources in all {
        round_up(&mut resources.requests);
        round_up(&mut resources.limits);
    }
    round_up(&mut spec.overhead);
    if spec.host_network == Some(true) {
        let containers = spec.init_containers.iter_mut().flatten().chain(&mut spec.containers);
        for port in containers.flat_map(|container| container.ports.iter_mut().flatten()) {
            if port.host_port.is_none_or(|host| host == 0) {
                port.host_port = Some(port.container_port);
            }
        }
    }
    Ok(())
}

/// A container's limit is its request where there is none.
fn default_requests(container: &mut Container) {
    let Some(resources) = &mut container.resources else { return };
    if let Some(limits) = &resources.limits {
        fill(&mut resources.requests, limits);
    }
}

/// A limit of huge pages that only containers give becomes the pod's own, where it has any amounts of its own.
fn default_huge_page_limits(pod: &PodResources, resources: &mut ResourceRequirements) {
    if pod.own_limits().is_empty() && pod.own_requests().is_empty() {
        return;
    }
    let requested = |name: &str| pod.own_requests().get(name).is_some();
    let limits = pod.container_limits().filter(|name| name.starts_with(HUGE_PAGES) && !requested(name));
    fill(&mut resources.limits, &limits.to_k8s().unwrap_or_default());
}

/// The pod's own requests, where it has limits of its own: its containers' together, or else the limits.
fn default_own_requests(pod: &PodResources, resources: &mut ResourceRequirements) {
    let Some(limits) = resources.limits.clone().filter(|limits| !limits.is_empty()) else { return };
    let together = pod.container_requests().filter(|name| matches!(name, "cpu" | "memory"));
    fill(&mut resources.requests, &together.to_k8s().unwrap_or_default());
    let supported = limits.into_iter().filter(|(name, _)| super::effective::is_pod_level(name)).collect();
    fill(&mut resources.requests, &supported);
}

/// Fills in the LimitRange's own amounts as the API server does, in every `Container` item: a missing `default` becomes
/// the `max`, a missing `defaultRequest` the `default`, or else the `min`; so a `max` of cpu gives every container a cpu
/// limit. Every amount is rounded up to a thousandth.
///
/// Source: `SetDefaults_LimitRangeItem` in Kubernetes' `pkg/apis/core/v1/defaults.go`.
///
/// # Errors
/// Every amount that is no quantity; the object is then left as it was.
///
/// # Examples
/// ```
/// use k8s_openapi::api::core::v1::LimitRange;
/// use pavedroad_manifests::admission::default_limit_range;
/// use serde_json::{from_value, json, to_value};
///
/// let mut limits: LimitRange = from_value(json!({"spec": {"limits": [{"type": "Container", "max": {"cpu": "2"}}]}}))?;
/// default_limit_range(&mut limits)?;
/// let item = json!({"type": "Container", "max": {"cpu": "2"}, "default": {"cpu": "2"}, "defaultRequest": {"cpu": "2"}});
/// assert_eq!(to_value(&limits)?["spec"]["limits"][0], item);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn default_limit_range(limit_range: &mut LimitRange) -> Result<(), AmountErrors> {
    let mut reader = AmountReader::default();
    for (at, item) in limit_range.spec.iter().flat_map(|spec| &spec.limits).enumerate() {
        let lists = [&item.default, &item.default_request, &item.max, &item.max_limit_request_ratio, &item.min];
        let names = ["default", "defaultRequest", "max", "maxLimitRequestRatio", "min"];
        for (name, list) in names.into_iter().zip(lists) {
            reader.list(&format!("spec.limits[{at}].{name}"), list.as_ref());
        }
    }
    reader.finish(())?;
    for item in limit_range.spec.iter_mut().flat_map(|spec| &mut spec.limits) {
        if item.type_ == "Container" {
            if let Some(max) = &item.max {
                fill(&mut item.default, max);
            }
            for amounts in [&item.default, &item.min].into_iter().flatten() {
                fill(&mut item.default_request, amounts);
            }
        }
        let lists = [
            &mut item.default,
            &mut item.default_request,
            &mut item.max,
            &mut item.max_limit_request_ratio,
            &mut item.min,
        ];
        lists.into_iter().for_each(round_up);
    }
    Ok(())
}

type Amounts = BTreeMap<String, ApiQuantity>;

/// Adds the amounts whose names are missing.
pub(super) fn fill(list: &mut Option<Amounts>, amounts: &Amounts) {
    for (name, amount) in amounts {
        list.get_or_insert_default().entry(name.clone()).or_insert_with(|| amount.clone());
    }
}

/// Rounds every amount up to a thousandth. Those that are no quantities were refused before.
fn round_up(list: &mut Option<Amounts>) {
    if let Ok(amounts) = ResourceList::read("", list.as_ref()) {
        for (name, amount) in amounts.iter().filter(|(_, amount)| !amount.is_whole(-3)) {
            if let Some(place) = list.as_mut().and_then(|list| list.get_mut(name)) {
                *place = amount.rounded_up(3).into();
            }
        }
    }
}
