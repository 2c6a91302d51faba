//! How a pod is made part of the mesh: by a label for the mesh's webhook or for the node's proxy, or, in `mode: manual`,
//! by all that the webhook would have written.
//!
//! The mode is the pod's own: no namespace has a label for it, so an app that is in no mesh needs none to stay out.

mod container;
mod inject;
mod probes;
mod volumes;

use std::collections::BTreeMap;

use serde_json::json;

pub(super) use inject::inject;

use crate::{App, MeshMode};

/// Whether the webhook takes a pod. Without the mesh's CNI plugin it may say no beside a proxy that is there; the plugin
/// itself, though, reads it as "no mesh" and would leave the pod's network alone.
const INJECT: &str = "sidecar.istio.io/inject";

/// What makes the webhook, or the node's proxy, take the pod.
pub(super) fn labels(app: &App) -> BTreeMap<String, String> {
    let label = match app.mesh.mode {
        MeshMode::None => None,
        MeshMode::Sidecar => Some((INJECT, "true")),
        MeshMode::Ambient => Some(("istio.io/dataplane-mode", "ambient")),
        MeshMode::Manual => (!app.settings.mesh_cni).then_some((INJECT, "false")),
    };
    label.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
}

/// What every proxy of a pod is told beside its defaults: to answer the pod's questions for names, and to give the hosts
/// of entries addresses of their own.
///
/// Without them a host outside the cluster that is called by plain TCP has no address the proxy knows, so it takes every
/// connection to that port for one to this host, even those to other hosts (Istio issues 11741 and 24937). An entry is seen
/// in the whole namespace, so this is for each pod with a proxy, whether its own app makes such calls or its neighbour.
/// The node's proxy of the ambient mesh does it by itself. The second is implied from Istio 1.25 on.
const PROXY_METADATA: [(&str, &str); 2] =
    [("ISTIO_META_DNS_AUTO_ALLOCATE", "true"), ("ISTIO_META_DNS_CAPTURE", "true")];

/// Asks the webhook for a proxy that starts before the app and ends after it, and so lets a job end: one that is no
/// native sidecar would outlive the work. Istio takes this annotation from 1.24 on. And for one that knows whom the app
/// calls.
pub(super) fn annotations(app: &App) -> Option<BTreeMap<String, String>> {
    (app.mesh.mode == MeshMode::Sidecar).then(|| {
        let config = json!({"proxyMetadata": BTreeMap::from(PROXY_METADATA)}).to_string();
        BTreeMap::from([
            ("proxy.istio.io/config".to_owned(), config),
            ("sidecar.istio.io/nativeSidecar".to_owned(), "true".to_owned()),
        ])
    })
}
