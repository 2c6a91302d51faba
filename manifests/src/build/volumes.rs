//! The volumes of a pod, and where its containers have them.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::{
    CSIVolumeSource, ConfigMapVolumeSource, EmptyDirVolumeSource, HostPathVolumeSource, NFSVolumeSource,
    PersistentVolumeClaimVolumeSource, SecretVolumeSource, Volume as ApiVolume, VolumeMount,
};
use k8s_openapi::apimachinery::pkg::api::resource::Quantity as ApiQuantity;

use super::claim;
use super::config_maps::ConfigMaps;
use crate::App;
use crate::spec::secrets::SecretMount;
use crate::spec::storage::{Volume, VolumeSource};

/// The volume of the app's files.
const CONFIG: &str = "config";
/// The volume mounted at `/tmp`, unless the file has something there.
const TEMPORARY_FILES: &str = "tmp";
const TEMPORARY_FOLDER: &str = "/tmp";

/// What every pod of the app has. Of what is mounted, the claims that each pod of a StatefulSet has for itself are not
/// among them: the controller adds those, and whoever makes other pods adds something in their place.
pub(super) fn volumes(app: &App, config_maps: &ConfigMaps) -> Vec<ApiVolume> {
    let config = config_maps.files().map(|name| ApiVolume {
        name: CONFIG.to_owned(),
        config_map: Some(ConfigMapVolumeSource { name: name.to_owned(), ..ConfigMapVolumeSource::default() }),
        ..ApiVolume::default()
    });
    let stored = app.storage.iter().filter(|volume| !claim::is_per_pod(app, volume));
    let mut volumes: Vec<ApiVolume> = config.into_iter().collect();
    volumes.extend(app.secrets.iter().map(secret));
    volumes.extend(stored.map(|volume| volume_of(app, volume)));
    volumes.extend(temporary_folder_is_free(app).then(temporary_files));
    volumes
}

/// Where a container of the app's own image has what the pod has.
pub(super) fn mounts(app: &App) -> Vec<VolumeMount> {
    let config = app.config.mount.as_deref().map(|path| mount(CONFIG, path, true));
    let mut mounts: Vec<VolumeMount> = config.into_iter().collect();
    mounts.extend(app.secrets.iter().map(|secret| mount(&secret.volume(), &secret.mount, true)));
    mounts.extend(app.storage.iter().map(mount_of));
    mounts.extend(temporary_folder_is_free(app).then(|| mount(TEMPORARY_FILES, TEMPORARY_FOLDER, false)));
    mounts
}

/// Where a container of another image has it: the data and the temporary files, which is what containers of one pod
/// share, but none of what gives rights to whoever reads it. That is the files, the Secrets, the node, and whatever a
/// CSI driver makes, which may be Secrets too.
pub(super) fn shared_mounts(app: &App) -> Vec<VolumeMount> {
    let is_data = |volume: &&Volume| match volume.source {
        VolumeSource::Claim { .. }
        | VolumeSource::ExistingClaim(_)
        | VolumeSource::EmptyDir(_)
        | VolumeSource::Nfs { .. } => true,
        VolumeSource::HostPath(_) | VolumeSource::Csi { .. } => false,
    };
    let mut mounts: Vec<VolumeMount> = app.storage.iter().filter(is_data).map(mount_of).collect();
    mounts.extend(temporary_folder_is_free(app).then(|| mount(TEMPORARY_FILES, TEMPORARY_FOLDER, false)));
    mounts
}

/// Whether the app has a claim that pods on two nodes cannot have at once. Of a claim that is there already nobody here
/// knows; pods that wait beside a running one do less harm than an outage at every update.
pub(super) fn has_exclusive_claim(app: &App) -> bool {
    let exclusive = |source: &VolumeSource| matches!(source, VolumeSource::Claim { access, .. } if !access.is_shared());
    app.storage.iter().any(|volume| exclusive(&volume.source))
}

fn volume_of(app: &App, volume: &Volume) -> ApiVolume {
    let read_only = volume.read_only.then_some(true);
    let claimed = |claim_name| Some(PersistentVolumeClaimVolumeSource { claim_name, read_only });
    let mut made = ApiVolume { name: volume.name.as_str().to_owned(), ..ApiVolume::default() };
    match &volume.source {
        VolumeSource::Claim { .. } => made.persistent_volume_claim = claimed(claim::name(app, &volume.name)),
        VolumeSource::ExistingClaim(name) => made.persistent_volume_claim = claimed(name.as_str().to_owned()),
        VolumeSource::EmptyDir(size) => made.empty_dir = Some(empty_dir(size.into())),
        // Without a type, since a path of the node may be a file, a folder or a socket.
        VolumeSource::HostPath(path) => {
            made.host_path = Some(HostPathVolumeSource { path: path.to_string(), ..HostPathVolumeSource::default() });
        }
        VolumeSource::Nfs { server, path } => {
            made.nfs = Some(NFSVolumeSource { server: server.to_string(), path: path.to_string(), read_only });
        }
        VolumeSource::Csi { driver, attributes } => {
            let pairs = attributes.iter().map(|(key, value)| (key.to_string(), value.to_string()));
            let attributes: BTreeMap<String, String> = pairs.collect();
            made.csi = Some(CSIVolumeSource {
                driver: driver.as_str().to_owned(),
                read_only,
                volume_attributes: (!attributes.is_empty()).then_some(attributes),
                ..CSIVolumeSource::default()
            });
        }
    }
    made
}

fn mount_of(volume: &Volume) -> VolumeMount {
    mount(volume.name.as_str(), &volume.mount, volume.read_only)
}

fn mount(name: &str, path: &str, read_only: bool) -> VolumeMount {
    VolumeMount {
        name: name.to_owned(),
        mount_path: path.to_owned(),
        read_only: read_only.then_some(true),
        ..VolumeMount::default()
    }
}

fn secret(secret: &SecretMount) -> ApiVolume {
    let source =
        SecretVolumeSource { secret_name: Some(secret.name.as_str().to_owned()), ..SecretVolumeSource::default() };
    ApiVolume { name: secret.volume(), secret: Some(source), ..ApiVolume::default() }
}

fn temporary_folder_is_free(app: &App) -> bool {
    let secrets = app.secrets.iter().map(|secret| &*secret.mount);
    let storage = app.storage.iter().map(|volume| &*volume.mount);
    app.config.mount.as_deref().into_iter().chain(secrets).chain(storage).all(|path| path != TEMPORARY_FOLDER)
}

/// The root file system is read-only; this is where temporary files go, bounded so that they cannot fill a node.
fn temporary_files() -> ApiVolume {
    ApiVolume {
        name: TEMPORARY_FILES.to_owned(),
        empty_dir: Some(empty_dir(ApiQuantity("1Gi".to_owned()))),
        ..ApiVolume::default()
    }
}

fn empty_dir(size: ApiQuantity) -> EmptyDirVolumeSource {
    EmptyDirVolumeSource { size_limit: Some(size), ..EmptyDirVolumeSource::default() }
}
