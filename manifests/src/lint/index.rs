//! The objects, found by what others know of them.

use std::collections::{BTreeMap, BTreeSet};

use k8s_openapi::api::autoscaling::v2::HorizontalPodAutoscalerSpec;
use k8s_openapi::api::core::v1::ServiceSpec;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;

use super::labels::{Labels, is_given, selects_pods};
use crate::object::Object;
use crate::pods::pods;
pub(super) use crate::pods::{Item, Pods, name, namespace};

/// A Service and what it selects.
#[derive(Clone, Copy)]
pub(super) struct ServiceItem<'a> {
    pub(super) item: Item<'a>,
    pub(super) spec: &'a ServiceSpec,
}

/// All objects, and those that others refer to by name.
pub(super) struct Index<'a> {
    /// The objects as they were given.
    given: Vec<&'a Object>,
    /// The objects by kind, namespace and name, so that what is found does not depend on the order they came in.
    pub(super) items: Vec<Item<'a>>,
    /// What makes pods, in the order of `items`; of what another makes, the maker alone.
    pub(super) pods: Vec<Pods<'a>>,
    by_name: BTreeMap<(&'static str, &'a str, &'a str), Item<'a>>,
    services: BTreeMap<(&'a str, &'a str), ServiceItem<'a>>,
    /// The pods of each namespace, by their place in `pods`.
    in_namespace: BTreeMap<&'a str, Vec<usize>>,
    /// The pods of each namespace with a label.
    with_label: BTreeMap<(&'a str, &'a str, &'a str), Vec<usize>>,
    known: BTreeSet<&'a str>,
}

impl<'a> Index<'a> {
    pub(super) fn new(objects: impl IntoIterator<Item = &'a Object>) -> Self {
        let given: Vec<&'a Object> = objects.into_iter().collect();
        let mut items: Vec<Item<'a>> = given.iter().copied().enumerate().collect();
        items.sort_by_key(|(_, object)| (object.order(), namespace(object), name(object)));
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
        let mut pods: Vec<Pods<'a>> = items.iter().filter_map(|item| pods(*item)).collect();
        pods.retain(|pods| !is_made(&by_name, pods));
        pods.iter_mut().for_each(|pods| pods.lasting &= !is_over(pods.item.1));
        scale(&items, &mut pods);
        let mut in_namespace: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut with_label: BTreeMap<(&str, &str, &str), Vec<usize>> = BTreeMap::new();
        for (at, pods) in pods.iter().enumerate() {
            in_namespace.entry(pods.namespace).or_default().push(at);
            for (key, value) in pods.labels {
                with_label.entry((pods.namespace, key, value)).or_default().push(at);
            }
        }
        let known = in_namespace.keys().copied().chain(services.keys().map(|(namespace, _)| *namespace)).collect();
        Self { given, items, pods, by_name, services, in_namespace, with_label, known }
    }

    pub(super) fn object(&self, at: usize) -> Option<&'a Object> {
        self.given.get(at).copied()
    }

    /// The first object of a kind and name in a namespace. Istio's Gateway is asked for as [`ISTIO_GATEWAY`].
    pub(super) fn named(&self, kind: &'static str, namespace: &str, name: &str) -> Option<Item<'a>> {
        self.by_name.get(&(kind, namespace, name)).copied()
    }

    /// Whether what an object names would be among the objects if it were there. Files say all that there is; what a
    /// cluster printed has a uid and may be a part of it (`kubectl get deployments`, or even `all`, prints no
    /// ConfigMaps), so kinds of which it has none are not judged.
    pub(super) fn expects(&self, object: &Object, kind: &'static str, namespace: &str) -> bool {
        !is_printed(object) || !self.of_kind(kind, namespace).is_empty()
    }

    /// The objects of a kind in a namespace; of those that are there twice, the first.
    pub(super) fn of_kind(&self, kind: &'static str, namespace: &str) -> Vec<Item<'a>> {
        let from = self.by_name.range((kind, namespace, "")..);
        from.take_while(move |((of, space, _), _)| *of == kind && *space == namespace).map(|(_, item)| *item).collect()
    }

    /// The same of pods: whether those that an object selects would be among the objects.
    pub(super) fn expects_pods(&self, object: &Object) -> bool {
        !is_printed(object) || self.in_namespace.contains_key(namespace(object))
    }

    pub(super) fn service(&self, namespace: &str, name: &str) -> Option<ServiceItem<'a>> {
        self.services.get(&(namespace, name)).copied()
    }

    pub(super) fn services(&self) -> impl Iterator<Item = ServiceItem<'a>> {
        self.services.values().copied()
    }

    /// Whether a Service or pods of a namespace are among the objects.
    pub(super) fn knows(&self, namespace: &str) -> bool {
        self.known.contains(namespace)
    }

    /// The pods of a namespace.
    pub(super) fn pods_in(&self, namespace: &str) -> impl Iterator<Item = &Pods<'a>> {
        places(self.in_namespace.get(namespace)).iter().filter_map(|at| self.pods.get(*at))
    }

    /// Pods of a namespace among which are all that have these labels: those with the rarest of them.
    pub(super) fn pods_with(&self, namespace: &str, labels: Option<&Labels>) -> Vec<&Pods<'a>> {
        let written = labels.into_iter().flatten().filter(|(key, _)| !is_given(key));
        let lists = written.map(|(key, value)| places(self.with_label.get(&(namespace, key, value))));
        let rarest = lists.min_by_key(|places| places.len());
        let places = rarest.unwrap_or_else(|| places(self.in_namespace.get(namespace)));
        places.iter().filter_map(|at| self.pods.get(*at)).collect()
    }

    /// The pods of a namespace that are selected.
    pub(super) fn selected(&self, namespace: &str, selector: &LabelSelector) -> Vec<&Pods<'a>> {
        let mut pods = self.pods_with(namespace, selector.match_labels.as_ref());
        pods.retain(|pods| selects_pods(selector, pods));
        pods
    }
}

fn places(places: Option<&Vec<usize>>) -> &[usize] {
    places.map_or(&[], Vec::as_slice)
}

/// Whether a cluster printed the object.
pub(super) fn is_printed(object: &Object) -> bool {
    object.metadata().uid.is_some()
}

/// Whether another of the objects makes these pods: a Deployment its ReplicaSets and their pods, a CronJob its Jobs.
/// Without the ReplicaSet in between, a pod's Deployment is known by the name that the ReplicaSet takes from it.
fn is_made(by_name: &BTreeMap<(&'static str, &str, &str), Item<'_>>, pods: &Pods<'_>) -> bool {
    let owners = pods.item.1.metadata().owner_references.iter().flatten();
    owners.filter(|owner| owner.controller == Some(true)).any(|owner| {
        let there = |kind: &'static str, name: &str| by_name.contains_key(&(kind, pods.namespace, name));
        let maker = || owner.name.rsplit_once('-').map_or("", |(maker, _)| maker);
        match owner.kind.as_str() {
            "Deployment" => there("Deployment", &owner.name),
            "ReplicaSet" => there("ReplicaSet", &owner.name) || there("Deployment", maker()),
            "ReplicationController" => there("ReplicationController", &owner.name),
            "StatefulSet" => there("StatefulSet", &owner.name),
            "DaemonSet" => there("DaemonSet", &owner.name),
            "Job" => there("Job", &owner.name) || there("CronJob", maker()),
            "CronJob" => there("CronJob", &owner.name),
            _ => false,
        }
    })
}

/// Whether a pod is over, or will be: it has ended, or a job made it.
fn is_over(object: &Object) -> bool {
    let Object::Pod(pod) = object else { return false };
    let phase = pod.status.as_ref().and_then(|status| status.phase.as_deref());
    matches!(phase, Some("Succeeded" | "Failed"))
        || pod.metadata.owner_references.iter().flatten().any(|owner| owner.kind == "Job")
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
