//! What ships the log files of an app.

use k8s_openapi::api::core::v1::{Container, Volume, VolumeMount};

use crate::App;

pub(super) fn container(_app: &App) -> Option<Container> {
    None
}

pub(super) fn volumes(_app: &App) -> Vec<Volume> {
    Vec::new()
}

/// Where the app's own container has the folders that are shipped.
pub(super) fn mounts(_app: &App) -> Vec<VolumeMount> {
    Vec::new()
}
