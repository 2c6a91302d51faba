//! A namespace with its Pod Security level.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::Namespace;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use crate::platform::PodSecurity;

/// The namespace; its level is warned of and audited too, so that a Deployment whose pods would be refused is pointed
/// out when it is applied, not when its pods fail to appear.
///
/// Where the mesh's pods set up their network themselves, they need `NET_ADMIN`, which every level but the weakest
/// refuses. A namespace does not know which of its apps will be in the mesh, so none enforces more than that one then.
/// It says so itself: without the label a cluster may have another level as its default.
pub(crate) fn namespace(name: &pavedroad_naming::Namespace, level: PodSecurity, mesh_cni: bool) -> Namespace {
    let enforced = if mesh_cni { level } else { PodSecurity::Privileged };
    let labels = [("audit", level), ("enforce", enforced), ("warn", level)]
        .map(|(mode, level)| (format!("pod-security.kubernetes.io/{mode}"), level.as_str().to_owned()));
    Namespace {
        metadata: ObjectMeta {
            name: Some(name.as_str().to_owned()),
            labels: Some(BTreeMap::from(labels)),
            ..ObjectMeta::default()
        },
        ..Namespace::default()
    }
}
