//! A namespace with its Pod Security level.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::Namespace;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use crate::platform::PodSecurity;

/// The namespace; its level is enforced, and warned of and audited too, so that a Deployment whose pods would be
/// refused is pointed out when it is applied, not when its pods fail to appear.
pub(crate) fn namespace(name: &pavedroad_naming::Namespace, level: PodSecurity) -> Namespace {
    let labels = ["audit", "enforce", "warn"]
        .map(|mode| (format!("pod-security.kubernetes.io/{mode}"), level.as_str().to_owned()));
    Namespace {
        metadata: ObjectMeta {
            name: Some(name.as_str().to_owned()),
            labels: Some(BTreeMap::from(labels)),
            ..ObjectMeta::default()
        },
        ..Namespace::default()
    }
}
