//! The further containers of a pod.

use k8s_openapi::api::core::v1::Container;

use crate::App;

pub(super) fn init(_app: &App) -> Vec<Container> {
    Vec::new()
}

pub(super) fn sidecars(_app: &App) -> Vec<Container> {
    Vec::new()
}
