//! How a pod is made part of the mesh.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::{Container, Volume};

use crate::App;

/// What makes the webhook, or the node's proxy, take the pod.
pub(super) fn labels(_app: &App) -> BTreeMap<String, String> {
    BTreeMap::new()
}

pub(super) fn annotations(_app: &App) -> Option<BTreeMap<String, String>> {
    None
}

/// The containers of `mode: manual`.
pub(super) fn init_containers(_app: &App) -> Vec<Container> {
    Vec::new()
}

pub(super) fn volumes(_app: &App) -> Vec<Volume> {
    Vec::new()
}
