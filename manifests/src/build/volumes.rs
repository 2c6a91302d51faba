//! The volumes of a pod, and where the app's container has them.

use k8s_openapi::api::core::v1::{EmptyDirVolumeSource, Volume, VolumeMount};
use k8s_openapi::apimachinery::pkg::api::resource::Quantity as ApiQuantity;

use crate::App;

/// The volume mounted at `/tmp`.
const TEMPORARY_FILES: &str = "tmp";

pub(super) fn volumes(_app: &App) -> Vec<Volume> {
    vec![temporary_files()]
}

pub(super) fn mounts(_app: &App) -> Vec<VolumeMount> {
    vec![VolumeMount { name: TEMPORARY_FILES.to_owned(), mount_path: "/tmp".to_owned(), ..VolumeMount::default() }]
}

/// The root file system is read-only; this is where temporary files go, bounded so that they cannot fill a node.
fn temporary_files() -> Volume {
    Volume {
        name: TEMPORARY_FILES.to_owned(),
        empty_dir: Some(EmptyDirVolumeSource {
            size_limit: Some(ApiQuantity("1Gi".to_owned())),
            ..EmptyDirVolumeSource::default()
        }),
        ..Volume::default()
    }
}
