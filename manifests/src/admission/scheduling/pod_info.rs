//! A pod as the scheduler reads it.

use std::sync::Arc;

use k8s_openapi::api::core::v1::{Pod, PodAffinityTerm, PodTemplateSpec};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::OwnerReference;

use super::error::{Problems, SchedulingError};
use super::node_affinity::{RequiredNodes, Term};
use super::pod_affinity::AffinityTerm;
use super::ports::HostPort;
use super::requests::Requests;
use super::selector::Labels;
use super::taints::{Taint, Toleration, tolerated};
use super::topology_spread::SpreadConstraint;
use super::volumes::{Disk, claims};

/// A pod as the scheduler reads it: what it asks for, and where it can be.
///
/// What the API server would fill in is filled in: requests from limits, host ports of `hostNetwork`, the namespace
/// `default`. Cloning one is cheap, and clones of it are placed fastest: a ReplicaSet is one that is placed many times.
///
/// # Examples
/// ```
/// use k8s_openapi::api::core::v1::PodTemplateSpec;
/// use pavedroad_manifests::admission::PodInfo;
///
/// let template: PodTemplateSpec = serde_json::from_str(
///     r#"{"metadata": {"labels": {"app": "ai-dc-web"}}, "spec": {"containers": [
///         {"name": "app", "resources": {"requests": {"cpu": "250m"}, "limits": {"memory": "512Mi"}}}]}}"#,
/// )?;
/// let pod = PodInfo::of_template("ai-test", "ai-dc-web", &template)?;
/// assert_eq!((pod.namespace(), pod.name()), ("ai-test", "ai-dc-web"));
/// assert_eq!((pod.requested("cpu"), pod.requested("memory")), (250, 512 << 20));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct PodInfo {
    pub(super) name: Arc<str>,
    pub(super) shape: Arc<Shape>,
}

/// Everything about a pod that decides where it can be; pods of one workload share it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shape {
    pub(super) requests: Requests,
    pub(super) namespace: Box<str>,
    /// Namespace, kind and name of the controller.
    pub(super) owner: Option<Box<str>>,
    pub(super) labels: Labels,
    pub(super) node_name: Option<Box<str>>,
    pub(super) required: RequiredNodes,
    /// Nodes it would rather be on, with weights.
    pub(super) preferred: Vec<(i64, Term)>,
    pub(super) tolerations: Vec<Toleration>,
    pub(super) ports: Vec<HostPort>,
    pub(super) disks: Vec<Disk>,
    pub(super) claims: Vec<Box<str>>,
    pub(super) spread: Vec<SpreadConstraint>,
    pub(super) affinity: Vec<AffinityTerm>,
    pub(super) anti_affinity: Vec<AffinityTerm>,
    pub(super) terminating: bool,
}

impl PodInfo {
    /// Reads a pod. Its owner is its controller, if it has one.
    ///
    /// # Errors
    /// Every amount of a resource that is not a quantity (`512MB`), is below zero, or is beyond 64 bits in the units of
    /// [`requested`](Self::requested), where Kubernetes' own arithmetic wraps around.
    pub fn new(pod: &Pod) -> Result<Self, SchedulingError> {
        let metadata = &pod.metadata;
        let namespace = metadata.namespace.as_deref().filter(|namespace| !namespace.is_empty()).unwrap_or("default");
        let name = metadata.name.as_deref().or(metadata.generate_name.as_deref()).unwrap_or_default();
        let controller = metadata.owner_references.iter().flatten().find(|owner| owner.controller == Some(true));
        let owner = controller.map(|OwnerReference { kind, name, .. }| format!("{namespace}/{kind}/{name}").into());
        let object = format!("Pod {namespace}/{name}");
        let mut problems = Problems::default();
        let mut shape = Shape {
            requests: Requests::new(pod, &object, &mut problems),
            namespace: namespace.into(),
            owner,
            labels: metadata.labels.clone().unwrap_or_default(),
            terminating: metadata.deletion_timestamp.is_some(),
            ..Shape::default()
        };
        if let Some(spec) = &pod.spec {
            let affinity = spec.affinity.as_ref();
            let near = affinity.and_then(|affinity| affinity.pod_affinity.as_ref());
            let away = affinity.and_then(|affinity| affinity.pod_anti_affinity.as_ref());
            let preferred = affinity.and_then(|affinity| affinity.node_affinity.as_ref());
            let preferred =
                preferred.and_then(|affinity| affinity.preferred_during_scheduling_ignored_during_execution.as_ref());
            let terms = |terms: Option<&Vec<PodAffinityTerm>>| {
                let terms = terms.into_iter().flatten();
                terms.map(|term| AffinityTerm::new(term, namespace, &shape.labels)).collect()
            };
            shape.affinity =
                terms(near.and_then(|near| near.required_during_scheduling_ignored_during_execution.as_ref()));
            shape.anti_affinity =
                terms(away.and_then(|away| away.required_during_scheduling_ignored_during_execution.as_ref()));
            shape.spread = SpreadConstraint::of(spec, &shape.labels);
            shape.node_name = spec.node_name.as_deref().filter(|name| !name.is_empty()).map(Into::into);
            shape.required = RequiredNodes::new(spec);
            shape.preferred = preferred
                .into_iter()
                .flatten()
                .filter(|term| term.weight != 0)
                .filter_map(|term| Some((term.weight.into(), Term::new(&term.preference)?)))
                .collect();
            shape.tolerations = spec.tolerations.iter().flatten().map(Toleration::new).collect();
            shape.ports = HostPort::of(spec);
            shape.disks = Disk::of(spec);
            shape.claims = claims(spec);
        }
        problems.or(Self { name: name.into(), shape: Arc::new(shape) })
    }

    /// Reads the template of a workload: every pod of it is a clone of this one, owned by `owner`.
    ///
    /// # Errors
    /// Those of [`new`](Self::new).
    pub fn of_template(namespace: &str, owner: &str, template: &PodTemplateSpec) -> Result<Self, SchedulingError> {
        let mut metadata = template.metadata.clone().unwrap_or_default();
        metadata.namespace = Some(namespace.to_owned());
        metadata.name = Some(owner.to_owned());
        let controller = OwnerReference { name: owner.to_owned(), controller: Some(true), ..OwnerReference::default() };
        metadata.owner_references = Some(vec![controller]);
        Self::new(&Pod { metadata, spec: template.spec.clone(), ..Pod::default() })
    }

    /// The name of the pod; of a template's pods, their owner's.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The namespace.
    #[must_use]
    pub fn namespace(&self) -> &str {
        &self.shape.namespace
    }

    /// What the scheduler reserves of a resource, rounded up: thousandths of a core of `cpu`, bytes of `memory`,
    /// `ephemeral-storage` and huge pages, pieces of all others; 1 of `pods`.
    ///
    /// The larger of the containers' sum (with sidecars) and the init containers' peak, or the pod's own request, and
    /// the overhead.
    #[must_use]
    pub fn requested(&self, resource: &str) -> i64 {
        match resource {
            "pods" => 1,
            resource => self.shape.requests.reserved.of(resource),
        }
    }
}

impl Shape {
    /// Whether it can be on a node that is cordoned.
    pub(super) fn tolerates_cordon(&self) -> bool {
        let cordon =
            Taint { key: "node.kubernetes.io/unschedulable".into(), value: "".into(), effect: "NoSchedule".into() };
        tolerated(&cordon, &self.tolerations)
    }
}
