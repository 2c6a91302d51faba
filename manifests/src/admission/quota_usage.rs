//! What one object counts against quotas.

use std::time::Duration;

use k8s_openapi::api::core::v1::{PersistentVolumeClaim, Pod, Service};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::{ObjectMeta, Time};
use k8s_openapi::{Metadata, Resource};

use super::qualified_name::is_extended;
use super::refusal::shown_name;
use super::{AmountErrors, ContainerResources, PodResources, ResourceList};
use crate::Quantity;

/// What one object counts against the quotas of its namespace, by the names that a quota has for it.
///
/// The usage of a set is the [sum](ResourceList::add) of its parts. Sources: `pods.go`, `services.go`,
/// `persistent_volume_claims.go` and `registry.go` in Kubernetes' `pkg/quota/v1/evaluator/core`, version 1.36.
///
/// # Examples
/// ```
/// use k8s_openapi::api::core::v1::{ConfigMap, Pod, Service};
/// use pavedroad_manifests::admission::QuotaUsage;
/// use serde_json::{from_value, json};
///
/// let pod: Pod = from_value(json!({
///     "spec": {"containers": [{"name": "web", "resources": {"requests": {"cpu": "250m"}, "limits": {"memory": "1Gi"}}}]},
/// }))?;
/// assert_eq!(
///     QuotaUsage::of_pod(&pod)?.amounts().to_string(),
///     "count/pods=1,cpu=250m,limits.memory=1Gi,pods=1,requests.cpu=250m"
/// );
/// let service: Service = from_value(json!({"spec": {"type": "NodePort", "ports": [{"port": 80}, {"port": 443}]}}))?;
/// assert_eq!(
///     QuotaUsage::of_service(&service).amounts().to_string(),
///     "count/services=1,services=1,services.loadbalancers=0,services.nodeports=2"
/// );
/// let config = ConfigMap::default();
/// assert_eq!(QuotaUsage::of_object(&config).amounts().to_string(), "configmaps=1,count/configmaps=1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct QuotaUsage<'a> {
    pub(super) object: Counted<'a>,
    resource: String,
    name: &'a str,
    amounts: ResourceList,
}

/// What the evaluators look at besides the amounts.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Counted<'a> {
    Pod {
        pod: &'a Pod,
        resources: PodResources,
    },
    Service,
    Claim(&'a PersistentVolumeClaim),
    Other,
    /// What quotas never count.
    Ignored,
}

const ONE: Quantity = Quantity::from_static("1");

/// What quotas call a storage class's share of a name.
pub(super) const STORAGE_CLASS: &str = ".storageclass.storage.k8s.io/";

/// Source: `ignoredResources` in Kubernetes' `pkg/quota/v1/install/registry.go`.
const IGNORED: [&str; 8] = [
    "bindings",
    "componentstatuses",
    "events",
    "localsubjectaccessreviews.authorization.k8s.io",
    "selfsubjectaccessreviews.authorization.k8s.io",
    "selfsubjectrulesreviews.authorization.k8s.io",
    "subjectaccessreviews.authorization.k8s.io",
    "tokenreviews.authentication.k8s.io",
];

/// What counts under its plain name too. Source: `legacyObjectCountAliases` in `registry.go`.
pub(super) const ALIASES: [&str; 4] = ["configmaps", "replicationcontrollers", "resourcequotas", "secrets"];

impl<'a> QuotaUsage<'a> {
    /// A pod's: effective requests and limits with sidecars, init containers, the pod's own amounts and overhead, and one
    /// of `pods`. A pod that ended is no more than one of `count/pods`.
    ///
    /// Of a pod that is being resized, the server counts the greater of what its status and its spec say; this counts the
    /// spec.
    ///
    /// # Errors
    /// Every amount that is no quantity.
    pub fn of_pod(pod: &'a Pod) -> Result<Self, AmountErrors> {
        let resources = pod.spec.as_ref().map(PodResources::read).transpose()?.unwrap_or_default();
        let mut amounts = ResourceList::from_iter([("count/pods", ONE)]);
        let phase = pod.status.as_ref().and_then(|status| status.phase.as_deref());
        if !matches!(phase, Some("Failed" | "Succeeded")) {
            amounts.add(&compute(&resources.requests(), &resources.limits()));
        }
        let (name, object) = (shown_name(&pod.metadata), Counted::Pod { pod, resources });
        Ok(Self { object, resource: "pods".to_owned(), name, amounts })
    }

    /// As [`of_pod`](Self::of_pod), at a time: a pod that should have been gone by then (its node is lost, say) is no more
    /// than one of `count/pods`.
    ///
    /// # Errors
    /// Every amount that is no quantity.
    pub fn of_pod_at(pod: &'a Pod, now: &Time) -> Result<Self, AmountErrors> {
        let mut usage = Self::of_pod(pod)?;
        if is_overdue(&pod.metadata, now) {
            usage.amounts = usage.amounts.filter(|name| name == "count/pods");
        }
        Ok(usage)
    }

    /// A Service's: a node port for each port of type `NodePort` and `LoadBalancer`; without
    /// `allocateLoadBalancerNodePorts`, for the ports that name one.
    #[must_use]
    pub fn of_service(service: &'a Service) -> Self {
        let spec = service.spec.as_ref();
        let ports = || spec.iter().flat_map(|spec| spec.ports.iter().flatten());
        let named = || ports().filter(|port| port.node_port.is_some_and(|port| port != 0)).count();
        let allocates = spec.and_then(|spec| spec.allocate_load_balancer_node_ports) != Some(false);
        let (balancers, node_ports) = match spec.and_then(|spec| spec.type_.as_deref()) {
            Some("NodePort") => (0, ports().count()),
            Some("LoadBalancer") if allocates => (1, ports().count()),
            Some("LoadBalancer") => (1, named()),
            _ => (0, 0),
        };
        let amounts = ResourceList::from_iter([
            ("count/services", ONE),
            ("services", ONE),
            ("services.loadbalancers", ONE * balancers),
            ("services.nodeports", ONE * i64::try_from(node_ports).unwrap_or(i64::MAX)),
        ]);
        Self { object: Counted::Service, resource: "services".to_owned(), name: shown_name(&service.metadata), amounts }
    }

    /// A claim's: its storage, rounded up to bytes, and itself; both under the name of its storage class too. What was
    /// allocated counts where that is more.
    ///
    /// # Errors
    /// Every amount that is no quantity.
    pub fn of_claim(claim: &'a PersistentVolumeClaim) -> Result<Self, AmountErrors> {
        let spec = claim.spec.as_ref();
        let requests = spec.and_then(|spec| spec.resources.as_ref()).and_then(|resources| resources.requests.as_ref());
        let requests = ResourceList::read("spec.resources.requests", requests)?;
        let allocated = claim.status.as_ref().and_then(|status| status.allocated_resources.as_ref());
        let allocated = ResourceList::read("status.allocatedResources", allocated)?;
        let asked = requests.get("storage").map(|storage| storage.rounded_up(0));
        let storage = asked.map(|asked| {
            let more = allocated.get("storage").filter(|storage| **storage > asked);
            more.map_or(asked, |storage| storage.rounded_up(0))
        });
        let mut amounts =
            ResourceList::from_iter([("persistentvolumeclaims", ONE), ("count/persistentvolumeclaims", ONE)]);
        let class = storage_class(claim).filter(|class| !class.is_empty());
        if let Some(class) = class {
            amounts.insert(&format!("{class}{STORAGE_CLASS}persistentvolumeclaims"), ONE);
        }
        if let Some(storage) = storage {
            if let Some(class) = class {
                amounts.insert(&format!("{class}{STORAGE_CLASS}requests.storage"), storage.clone());
            }
            amounts.insert("requests.storage", storage);
        }
        let (resource, name) = ("persistentvolumeclaims".to_owned(), shown_name(&claim.metadata));
        Ok(Self { object: Counted::Claim(claim), resource, name, amounts })
    }

    /// Any other object's: one of `count/deployments.apps`; ConfigMaps, Secrets, ReplicationControllers and ResourceQuotas
    /// under their plain names too. Events and a few that are never stored do not count.
    ///
    /// Of a Pod, a Service and a claim this counts the object alone, not what it uses: take the functions above.
    #[must_use]
    pub fn of_object<K: Resource + Metadata<Ty = ObjectMeta>>(object: &'a K) -> Self {
        Self::of_kind(K::GROUP, K::URL_PATH_SEGMENT, shown_name(object.metadata()))
    }

    /// As [`of_object`](Self::of_object), for a kind that is no Rust type: its group (empty for the core), its plural name,
    /// and the object's name.
    #[must_use]
    pub fn of_kind(group: &str, plural: &str, name: &'a str) -> Self {
        let resource = if group.is_empty() { plural.to_owned() } else { format!("{plural}.{group}") };
        if IGNORED.contains(&resource.as_str()) {
            return Self { object: Counted::Ignored, resource, name, amounts: ResourceList::new() };
        }
        let mut amounts = ResourceList::from_iter([(format!("count/{resource}"), ONE)]);
        if ALIASES.contains(&resource.as_str()) {
            amounts.insert(&resource, ONE);
        }
        Self { object: Counted::Other, resource, name, amounts }
    }

    /// The resource's plural name with its group, as a refusal names it.
    #[must_use]
    pub fn resource(&self) -> &str {
        &self.resource
    }

    /// The object's name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.name
    }

    /// The amounts, by the names of quotas. `cpu` and `memory` are requests.
    #[must_use]
    pub fn amounts(&self) -> &ResourceList {
        &self.amounts
    }
}

/// Requests and limits by the names of quotas, and a pod. Source: `podComputeUsageHelper` in `pods.go`.
pub(super) fn compute(requests: &ResourceList, limits: &ResourceList) -> ResourceList {
    let mut amounts = ResourceList::from_iter([("pods", ONE)]);
    for (name, request) in requests.iter() {
        let own = matches!(name, "cpu" | "memory" | "ephemeral-storage") || name.starts_with("hugepages-");
        if own {
            amounts.insert(name, request.clone());
        }
        if own || is_extended(name) || name.starts_with("deviceclass.resource.kubernetes.io/") {
            amounts.insert(&format!("requests.{name}"), request.clone());
        }
    }
    for (name, limit) in limits.iter().filter(|(name, _)| matches!(*name, "cpu" | "memory" | "ephemeral-storage")) {
        amounts.insert(&format!("limits.{name}"), limit.clone());
    }
    amounts
}

/// Whether what a quota names `key` may be missing in no container.
pub(super) fn lacks(container: &ContainerResources, key: &str) -> bool {
    let (list, name) = match key.split_once('.') {
        Some(("limits", name)) => (container.limits(), name),
        Some((_, name)) => (container.requests(), name),
        None => (container.requests(), key),
    };
    list.get(name).is_none()
}

fn storage_class(claim: &PersistentVolumeClaim) -> Option<&str> {
    // The annotation of old clusters goes first, also if it is empty.
    let old = claim.metadata.annotations.as_ref().and_then(|all| all.get("volume.beta.kubernetes.io/storage-class"));
    old.map(String::as_str).or_else(|| claim.spec.as_ref()?.storage_class_name.as_deref())
}

fn is_overdue(metadata: &ObjectMeta, now: &Time) -> bool {
    let (Some(deletion), Some(grace)) = (&metadata.deletion_timestamp, metadata.deletion_grace_period_seconds) else {
        return false;
    };
    let grace = Duration::from_secs(u64::try_from(grace).unwrap_or_default());
    deletion.0.checked_add(grace).is_ok_and(|end| now.0 > end)
}
