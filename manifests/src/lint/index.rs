//! The objects, found by what others know of them.

use std::collections::BTreeMap;

use k8s_openapi::api::autoscaling::v2::HorizontalPodAutoscalerSpec;
use k8s_openapi::api::core::v1::ServiceSpec;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;

use super::labels::selects;
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
    pub(super) items: Vec<Item<'a>>,
    pub(super) pods: Vec<Pods<'a>>,
    by_name: BTreeMap<(&'static str, &'a str, &'a str), Item<'a>>,
    services: BTreeMap<(&'a str, &'a str), ServiceItem<'a>>,
    /// The pods of each namespace, by their place in `pods`.
    in_namespace: BTreeMap<&'a str, Vec<usize>>,
}

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
