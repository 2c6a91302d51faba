//! How a pod is made part of the mesh: by a label for the mesh's webhook or for the node's proxy, or, in `mode: manual`,
//! by all that the webhook would have written.
//!
//! The mode is the pod's own: no namespace has a label for it, so an app that is in no mesh needs none to stay out.

mod container;
mod inject;
mod probes;
mod volumes;

use std::collections::BTreeMap;

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

/// Asks the webhook for a proxy that starts before the app and ends after it, and so lets a job end: one that is no
/// native sidecar would outlive the work. Istio takes this annotation from 1.24 on.
pub(super) fn annotations(app: &App) -> Option<BTreeMap<String, String>> {
    let native = ("sidecar.istio.io/nativeSidecar".to_owned(), "true".to_owned());
    (app.mesh.mode == MeshMode::Sidecar).then(|| BTreeMap::from([native]))
}
