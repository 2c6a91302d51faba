//! Autoscalers scale what is there, and can measure it.

use std::collections::BTreeSet;

use k8s_openapi::api::autoscaling::v2::{HorizontalPodAutoscalerSpec, MetricTarget};
use k8s_openapi::api::core::v1::Container;

use crate::lint::code::LintCode;
use crate::lint::finding::LintFinding;
use crate::lint::index::{Index, Item, Pods, is_printed, name, namespace};
use crate::object::Object;

/// Kinds whose scale Kubernetes itself knows; of others, custom ones, nothing is said.
const SCALED: [&str; 4] = ["Deployment", "StatefulSet", "ReplicaSet", "ReplicationController"];

#[allow(clippy::useless_conversion, reason = "of use with other versions of Kubernetes")]
pub(super) fn check(index: &Index<'_>, closed: bool, findings: &mut Vec<LintFinding>) {
    for item in &index.items {
        let Object::HorizontalPodAutoscaler(autoscaler) = item.1 else { continue };
        let spec: Option<&HorizontalPodAutoscalerSpec> = (&autoscaler.spec).into();
        let Some(spec) = spec else { continue };
        let target = &spec.scale_target_ref;
        let of_target = |pods: &&Pods<'_>| pods.item.1.kind() == target.kind && name(pods.item.1) == target.name;
        let Some(pods) = index.pods_in(namespace(item.1)).find(of_target) else {
            let kind = SCALED.into_iter().find(|kind| *kind == target.kind);
            if let Some(kind) = kind {
                if !closed && !index.expects(item.1, kind, namespace(item.1)) {
                    continue;
                }
                findings.push(LintFinding::new(
                    *item,
                    LintCode::DanglingTarget,
                    "spec.scaleTargetRef",
                    format!("{} `{}`", target.kind, target.name),
                    format!("one that is there in namespace `{}`", namespace(item.1)),
                ));
            } else if target.kind == "DaemonSet" {
                let found = format!("DaemonSet `{}`", target.name);
                let expected = format!("one of {}: a DaemonSet has as many pods as there are nodes", SCALED.join(", "));
                findings.push(LintFinding::new(
                    *item,
                    LintCode::DanglingTarget,
                    "spec.scaleTargetRef",
                    found,
                    expected,
                ));
            }
            continue;
        };
        // A cluster prints what the autoscaler itself has written there.
        if has_replicas(pods.item.1) && !is_printed(pods.item.1) {
            findings.push(LintFinding::new(
                pods.item,
                LintCode::ReplicasBesideAutoscaler,
                "spec.replicas",
                format!("a number beside HorizontalPodAutoscaler `{}`", name(item.1)),
                "none",
            ));
        }
        let defaults = defaults(index, namespace(item.1));
        let requests = |container: &Container, resource: &str| requests(pods, &defaults, container, resource);
        for (at, metric) in spec.metrics.iter().flatten().enumerate() {
            let of_container = metric.container_resource.as_ref().filter(|metric| is_share(&metric.target));
            if let Some(metric) = of_container {
                let path = format!("spec.metrics[{at}].containerResource");
                one_container(*item, pods, &path, &metric.container, &metric.name, requests, findings);
            }
            let of_pod = metric.resource.as_ref().filter(|metric| is_share(&metric.target));
            let Some(resource) = of_pod.map(|metric| metric.name.as_str()) else { continue };
            for container in lasting(pods).filter(|container| !requests(container, resource)) {
                findings.push(LintFinding::new(
                    *item,
                    LintCode::NoRequest,
                    format!("spec.metrics[{at}].resource"),
                    format!("{resource} of container `{}`, which requests none", container.name),
                    format!("a request of {resource} in every container of {} `{}`", target.kind, target.name),
                ));
            }
        }
    }
}

/// Whether a metric is a share of what is requested.
fn is_share(target: &MetricTarget) -> bool {
    target.type_ == "Utilization"
}

/// The containers that count: sidecars do as the others, and what is over before them does not.
fn lasting<'a>(pods: &Pods<'a>) -> impl Iterator<Item = &'a Container> {
    let sidecars = pods.spec.init_containers.iter().flatten();
    let sidecars = sidecars.filter(|container| container.restart_policy.as_deref() == Some("Always"));
    pods.spec.containers.iter().chain(sidecars)
}

/// Whether a container requests some of a resource: itself, by its pod, or by a default of the namespace. A limit without
/// a request is the request.
fn requests(pods: &Pods<'_>, defaults: &BTreeSet<&str>, container: &Container, resource: &str) -> bool {
    let amounts = [container.resources.as_ref(), pods.spec.resources.as_ref()].into_iter().flatten();
    let mut lists = amounts.flat_map(|amounts| [amounts.requests.as_ref(), amounts.limits.as_ref()]).flatten();
    defaults.contains(resource) || lists.any(|amounts| amounts.contains_key(resource))
}

/// What LimitRanges of a namespace give to every container that says nothing; a greatest amount is a default too.
fn defaults<'a>(index: &Index<'a>, space: &str) -> BTreeSet<&'a str> {
    let ranges = index.of_kind("LimitRange", space).into_iter().filter_map(|(_, object)| match object {
        Object::LimitRange(range) => range.spec.as_ref(),
        _ => None,
    });
    let items = ranges.flat_map(|spec| &spec.limits).filter(|item| item.type_ == "Container");
    let lists = items.flat_map(|item| [&item.default, &item.default_request, &item.max]).flatten();
    lists.flat_map(|amounts| amounts.keys().map(String::as_str)).collect()
}

/// A metric of one container: it is there, and requests what is measured.
fn one_container(
    item: Item<'_>,
    pods: &Pods<'_>,
    path: &str,
    container: &str,
    resource: &str,
    requests: impl Fn(&Container, &str) -> bool,
    findings: &mut Vec<LintFinding>,
) {
    let found = match lasting(pods).find(|other| other.name == container) {
        Some(container) if requests(container, resource) => return,
        Some(_) => format!("{resource} of container `{container}`, which requests none"),
        None => format!("{resource} of container `{container}`, which is not there"),
    };
    let expected = format!("a container with a request of {resource}");
    findings.push(LintFinding::new(item, LintCode::NoRequest, path, found, expected));
}

/// Whether the object says how many pods it wants: the API server would take that for a wish at every apply.
#[allow(clippy::useless_conversion, reason = "of use with other versions of Kubernetes")]
fn has_replicas(object: &Object) -> bool {
    use k8s_openapi::api::apps::v1::{DeploymentSpec, StatefulSetSpec};
    match object {
        Object::Deployment(object) => {
            let spec: Option<&DeploymentSpec> = (&object.spec).into();
            spec.is_some_and(|spec| spec.replicas.is_some())
        }
        Object::StatefulSet(object) => {
            let spec: Option<&StatefulSetSpec> = (&object.spec).into();
            spec.is_some_and(|spec| spec.replicas.is_some())
        }
        _ => false,
    }
}
