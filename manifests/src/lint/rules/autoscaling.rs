//! Autoscalers scale what is there, and can measure it.

use k8s_openapi::api::autoscaling::v2::HorizontalPodAutoscalerSpec;

use crate::lint::code::LintCode;
use crate::lint::finding::LintFinding;
use crate::lint::index::{Index, Pods, name, namespace};
use crate::object::Object;

/// Kinds whose scale Kubernetes itself knows; of others, custom ones, nothing is said.
const SCALED: [&str; 4] = ["Deployment", "StatefulSet", "ReplicaSet", "ReplicationController"];

#[allow(clippy::useless_conversion, reason = "of use with other versions of Kubernetes")]
pub(super) fn check(index: &Index<'_>, findings: &mut Vec<LintFinding>) {
    for item in &index.items {
        let Object::HorizontalPodAutoscaler(autoscaler) = item.1 else { continue };
        let spec: Option<&HorizontalPodAutoscalerSpec> = (&autoscaler.spec).into();
        let Some(spec) = spec else { continue };
        let target = &spec.scale_target_ref;
        let of_target = |pods: &&Pods<'_>| pods.item.1.kind() == target.kind && name(pods.item.1) == target.name;
        let Some(pods) = index.pods_in(namespace(item.1)).find(of_target) else {
            if SCALED.contains(&target.kind.as_str()) {
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
        if has_replicas(pods.item.1) {
            findings.push(LintFinding::new(
                pods.item,
                LintCode::ReplicasBesideAutoscaler,
                "spec.replicas",
                format!("a number beside HorizontalPodAutoscaler `{}`", name(item.1)),
                "none",
            ));
        }
        for metric in spec.metrics.iter().flatten() {
            let Some(resource) = metric.resource.as_ref().filter(|resource| resource.target.type_ == "Utilization")
            else {
                continue;
            };
            // Sidecars count as containers do; what is over before does not.
            let lasting = pods.containers().filter(|container| {
                let init = pods.spec.init_containers.iter().flatten().any(|other| other.name == container.name);
                !init || container.restart_policy.as_deref() == Some("Always")
            });
            for container in lasting {
                let amounts = container.resources.as_ref();
                let limits = amounts.and_then(|amounts| amounts.limits.as_ref());
                let requests = amounts.and_then(|amounts| amounts.requests.as_ref());
                // A limit without a request is the request.
                let given =
                    [requests, limits].into_iter().flatten().any(|amounts| amounts.contains_key(&resource.name));
                if !given {
                    findings.push(LintFinding::new(
                        *item,
                        LintCode::NoRequest,
                        "spec.metrics",
                        format!("{} of container `{}`, which requests none", resource.name, container.name),
                        format!(
                            "a request of {} in every container of {} `{}`",
                            resource.name, target.kind, target.name
                        ),
                    ));
                }
            }
        }
    }
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
