//! The objects, found by what others know of them.

use std::collections::BTreeMap;

use k8s_openapi::api::apps::v1::{DaemonSetSpec, DeploymentSpec, ReplicaSetSpec, StatefulSetSpec};
use k8s_openapi::api::autoscaling::v2::HorizontalPodAutoscalerSpec;
use k8s_openapi::api::batch::v1::{CronJobSpec, JobSpec};
use k8s_openapi::api::core::v1::{
    Container, ContainerPort, PersistentVolumeClaim, PodSpec, PodTemplateSpec, ServiceSpec,
};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;

use super::labels::{Labels, selects};
use crate::object::Object;

/// An object and its place among all.
pub(super) type Item<'a> = (usize, &'a Object);

/// Pods as somebody makes them: a workload with its template, or a pod by itself.
#[derive(Clone, Copy)]
pub(super) struct Pods<'a> {
    pub(super) item: Item<'a>,
    pub(super) namespace: &'a str,
    pub(super) labels: &'a Labels,
    pub(super) spec: &'a PodSpec,
    /// Where the pod's spec is in the object.
    pub(super) path: &'static str,
    /// What the workload selects; none for pods, for jobs, whose selector the API server makes, and for controllers of
    /// the first days, which select by labels alone.
    pub(super) selector: Option<&'a LabelSelector>,
    /// How many there are at least: what the object says, one unless given, and an autoscaler's minimum where one scales
    /// it; none where nobody says it.
    pub(super) replicas: Option<i32>,
    /// The claims that a StatefulSet makes for each.
    pub(super) claims: &'a [PersistentVolumeClaim],
    /// Whether it goes on for ever, as what a Service or a budget is for does.
    pub(super) lasting: bool,
}

/// A Service and what it selects.
#[derive(Clone, Copy)]
pub(super) struct ServiceItem<'a> {
    pub(super) item: Item<'a>,
    pub(super) spec: &'a ServiceSpec,
}

/// All objects, and those that others refer to by name.
pub(super) struct Index<'a> {
    pub(super) items: Vec<Item<'a>>,
    pub(super) pods: Vec<Pods<'a>>,
    by_name: BTreeMap<(&'static str, &'a str, &'a str), Item<'a>>,
    services: BTreeMap<(&'a str, &'a str), ServiceItem<'a>>,
    /// The pods of each namespace, by their place in `pods`.
    in_namespace: BTreeMap<&'a str, Vec<usize>>,
}

static NO_LABELS: Labels = Labels::new();

impl<'a> Index<'a> {
    pub(super) fn new(objects: impl IntoIterator<Item = &'a Object>) -> Self {
        let items: Vec<Item<'a>> = objects.into_iter().enumerate().collect();
        let mut pods: Vec<Pods<'a>> = items.iter().filter_map(|item| pods(*item)).collect();
        scale(&items, &mut pods);
        let mut by_name = BTreeMap::new();
        let mut services = BTreeMap::new();
        for item in &items {
            let (namespace, name) = (namespace(item.1), name(item.1));
            by_name.entry((kind(item.1), namespace, name)).or_insert(*item);
            if let Object::Service(service) = item.1
                && let Some(spec) = &service.spec
            {
                services.entry((namespace, name)).or_insert(ServiceItem { item: *item, spec });
            }
        }
        let mut in_namespace: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, pods) in pods.iter().enumerate() {
            in_namespace.entry(pods.namespace).or_default().push(at);
        }
        Self { items, pods, by_name, services, in_namespace }
    }

    pub(super) fn object(&self, at: usize) -> Option<&'a Object> {
        self.items.get(at).map(|(_, object)| *object)
    }

    /// The first object of a kind and name in a namespace. Istio's Gateway is asked for as [`ISTIO_GATEWAY`].
    pub(super) fn named(&self, kind: &'static str, namespace: &'a str, name: &'a str) -> Option<Item<'a>> {
        self.by_name.get(&(kind, namespace, name)).copied()
    }

    pub(super) fn service(&self, namespace: &'a str, name: &'a str) -> Option<ServiceItem<'a>> {
        self.services.get(&(namespace, name)).copied()
    }

    pub(super) fn services(&self) -> impl Iterator<Item = ServiceItem<'a>> {
        self.services.values().copied()
    }

    /// Whether a Service or pods of a namespace are among the objects.
    pub(super) fn knows(&self, namespace: &str) -> bool {
        self.in_namespace.contains_key(namespace) || self.services.keys().any(|(of, _)| *of == namespace)
    }

    /// The pods of a namespace.
    pub(super) fn pods_in(&self, namespace: &str) -> impl Iterator<Item = &Pods<'a>> {
        self.in_namespace.get(namespace).into_iter().flatten().filter_map(|at| self.pods.get(*at))
    }

    /// The lasting pods of a namespace that are selected.
    pub(super) fn selected(&self, namespace: &str, selector: &LabelSelector) -> Vec<&Pods<'a>> {
        self.pods_in(namespace).filter(|pods| pods.lasting && selects(selector, pods.labels)).collect()
    }
}

/// What is scaled has as many pods as its autoscaler's minimum.
#[allow(clippy::useless_conversion, reason = "of use with other versions of Kubernetes")]
fn scale<'a>(items: &[Item<'a>], pods: &mut [Pods<'a>]) {
    let mut least = BTreeMap::new();
    for (_, object) in items {
        let Object::HorizontalPodAutoscaler(autoscaler) = object else { continue };
        let spec: Option<&HorizontalPodAutoscalerSpec> = (&autoscaler.spec).into();
        if let Some(spec) = spec {
            let target = &spec.scale_target_ref;
            least.insert(
                (target.kind.as_str(), namespace(object), target.name.as_str()),
                spec.min_replicas.unwrap_or(1),
            );
        }
    }
    for pods in pods {
        let object = pods.item.1;
        if let Some(least) = least.get(&(object.kind(), namespace(object), name(object))) {
            pods.replicas = Some(*least);
        }
    }
}

/// What Istio's Gateway is found by: Gateway API has another.
pub(super) const ISTIO_GATEWAY: &str = "Istio's Gateway";

fn kind(object: &Object) -> &'static str {
    match object {
        Object::IstioGateway(_) => ISTIO_GATEWAY,
        other => other.kind(),
    }
}

pub(super) fn namespace(object: &Object) -> &str {
    object.metadata().namespace.as_deref().unwrap_or_default()
}

pub(super) fn name(object: &Object) -> &str {
    object.metadata().name.as_deref().unwrap_or_default()
}

impl<'a> Pods<'a> {
    /// Every container, those that run before the others first.
    pub(super) fn containers(&self) -> impl Iterator<Item = &'a Container> {
        self.spec.init_containers.iter().flatten().chain(&self.spec.containers)
    }

    /// The ports of the containers that serve: all but those that are over before the others begin.
    pub(super) fn ports(&self) -> impl Iterator<Item = &'a ContainerPort> {
        let lasting = |container: &&Container| container.restart_policy.as_deref() == Some("Always");
        let sidecars = self.spec.init_containers.iter().flatten().filter(lasting);
        self.spec.containers.iter().chain(sidecars).flat_map(|container| container.ports.iter().flatten())
    }
}

/// The pods that an object makes, or is. Specs are optional in the types of some versions of Kubernetes and required in
/// those of others.
#[allow(clippy::useless_conversion, reason = "of use with other versions of Kubernetes")]
fn pods<'a>(item: Item<'a>) -> Option<Pods<'a>> {
    let of = |template: &'a PodTemplateSpec, selector, replicas, claims, lasting| {
        let labels = template.metadata.as_ref().and_then(|metadata| metadata.labels.as_ref()).unwrap_or(&NO_LABELS);
        let spec: Option<&PodSpec> = (&template.spec).into();
        let path = "spec.template.spec";
        Some(Pods {
            item,
            namespace: namespace(item.1),
            labels,
            spec: spec?,
            path,
            selector,
            replicas,
            claims,
            lasting,
        })
    };
    match item.1 {
        Object::Deployment(object) => {
            let spec: Option<&DeploymentSpec> = (&object.spec).into();
            let spec = spec?;
            of(&spec.template, Some(&spec.selector), Some(spec.replicas.unwrap_or(1)), &[], true)
        }
        Object::StatefulSet(object) => {
            let spec: Option<&StatefulSetSpec> = (&object.spec).into();
            let spec = spec?;
            let claims = spec.volume_claim_templates.as_deref().unwrap_or_default();
            of(&spec.template, Some(&spec.selector), Some(spec.replicas.unwrap_or(1)), claims, true)
        }
        Object::DaemonSet(object) => {
            let spec: Option<&DaemonSetSpec> = (&object.spec).into();
            let spec = spec?;
            of(&spec.template, Some(&spec.selector), None, &[], true)
        }
        Object::ReplicaSet(object) => {
            let spec: Option<&ReplicaSetSpec> = (&object.spec).into();
            let spec = spec?;
            of(spec.template.as_ref()?, Some(&spec.selector), Some(spec.replicas.unwrap_or(1)), &[], true)
        }
        Object::ReplicationController(object) => {
            let spec = object.spec.as_ref()?;
            of(spec.template.as_ref()?, None, Some(spec.replicas.unwrap_or(1)), &[], true)
        }
        Object::Job(object) => {
            let spec: Option<&JobSpec> = (&object.spec).into();
            of(&spec?.template, None, None, &[], false)
        }
        Object::CronJob(object) => {
            let spec: Option<&CronJobSpec> = (&object.spec).into();
            let job: Option<&JobSpec> = (&spec?.job_template.spec).into();
            Some(Pods { path: "spec.jobTemplate.spec.template.spec", ..of(&job?.template, None, None, &[], false)? })
        }
        Object::Pod(object) => {
            let spec: Option<&PodSpec> = (&object.spec).into();
            Some(Pods {
                item,
                namespace: namespace(item.1),
                labels: object.metadata.labels.as_ref().unwrap_or(&NO_LABELS),
                spec: spec?,
                path: "spec",
                selector: None,
                replicas: Some(1),
                claims: &[],
                lasting: true,
            })
        }
        _ => None,
    }
}
