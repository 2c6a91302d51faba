//! Who made what: a running cluster shows pods beside the workloads that made them.

use k8s_openapi::api::core::v1::Pod;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::{ObjectMeta, OwnerReference};
use pavedroad_manifests::Object;

/// The controller that made an object, if one did.
pub(crate) fn controller(metadata: &ObjectMeta) -> Option<&OwnerReference> {
    metadata.owner_references.iter().flatten().find(|owner| owner.controller == Some(true))
}

/// Whether a server knows the object already.
pub(crate) fn exists(metadata: &ObjectMeta) -> bool {
    metadata.uid.as_deref().is_some_and(|uid| !uid.is_empty())
}

/// Whether the pod is over.
pub(crate) fn has_ended(pod: &Pod) -> bool {
    let phase = pod.status.as_ref().and_then(|status| status.phase.as_deref());
    matches!(phase, Some("Succeeded" | "Failed"))
}

/// The node that the pod runs on.
pub(crate) fn node(pod: &Pod) -> Option<&str> {
    pod.spec.as_ref()?.node_name.as_deref().filter(|name| !name.is_empty())
}

/// Whether a workload made the pod: itself, or the ReplicaSet of a Deployment, which is named after it and the hash of
/// the template.
pub(crate) fn made_by(pod: &Pod, workload: &Object, namespace: &str) -> bool {
    if pod.metadata.namespace.as_deref() != Some(namespace) {
        return false;
    }
    let Some(owner) = controller(&pod.metadata) else { return false };
    let name = workload.metadata().name.as_deref().unwrap_or_default();
    match (workload, owner.kind.as_str()) {
        (Object::Deployment(_), "ReplicaSet") => {
            let hash = pod.metadata.labels.as_ref().and_then(|labels| labels.get("pod-template-hash"));
            hash.is_some_and(|hash| owner.name.strip_prefix(name) == Some(&format!("-{hash}")))
        }
        (workload, kind) => kind == workload.kind() && owner.name == name,
    }
}
