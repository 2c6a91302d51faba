//! What a pod mounts.

use std::collections::BTreeSet;

use k8s_openapi::api::core::v1::{PodSpec, Volume};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use super::PodSecurityViolation;
use super::setters::{plural, quoted};
use crate::admission::go_text::join_quoted;

/// Source: `check_hostPathVolumes.go`.
pub(super) fn host_path(_: &ObjectMeta, spec: &PodSpec) -> Option<PodSecurityViolation> {
    let volumes = spec.volumes.iter().flatten().filter(|volume| volume.host_path.is_some());
    let names: Vec<&str> = volumes.map(|volume| volume.name.as_str()).collect();
    (!names.is_empty()).then(|| {
        let detail = format!("{} {}", plural("volume", "volumes", names.len()), join_quoted(names));
        PodSecurityViolation::new("hostPathVolumes", "hostPath volumes", detail)
    })
}

/// Source: `check_restrictedVolumes.go`.
pub(super) fn restricted(_: &ObjectMeta, spec: &PodSpec) -> Option<PodSecurityViolation> {
    let volumes = spec.volumes.iter().flatten();
    let bad: Vec<(&str, &str)> =
        volumes.filter_map(|volume| Some((volume.name.as_str(), restricted_type(volume)?))).collect();
    let types: BTreeSet<&str> = bad.iter().map(|(_, kind)| *kind).collect();
    (!bad.is_empty()).then(|| {
        let volumes = plural("volume", "volumes", bad.len());
        let use_ = plural("uses", "use", bad.len());
        let kinds = plural("restricted volume type", "restricted volume types", types.len());
        let names = join_quoted(bad.iter().map(|(name, _)| *name));
        let detail = format!("{volumes} {names} {use_} {kinds} {}", quoted(&types));
        PodSecurityViolation::new("restrictedVolumes", "restricted volume types", detail)
    })
}

/// The type of a volume that the restricted level does not allow.
fn restricted_type(volume: &Volume) -> Option<&'static str> {
    let allowed = volume.config_map.is_some()
        || volume.csi.is_some()
        || volume.downward_api.is_some()
        || volume.empty_dir.is_some()
        || volume.ephemeral.is_some()
        || volume.image.is_some()
        || volume.persistent_volume_claim.is_some()
        || volume.projected.is_some()
        || volume.secret.is_some();
    if allowed {
        return None;
    }
    let types = [
        ("hostPath", volume.host_path.is_some()),
        ("gcePersistentDisk", volume.gce_persistent_disk.is_some()),
        ("awsElasticBlockStore", volume.aws_elastic_block_store.is_some()),
        ("gitRepo", volume.git_repo.is_some()),
        ("nfs", volume.nfs.is_some()),
        ("iscsi", volume.iscsi.is_some()),
        ("glusterfs", volume.glusterfs.is_some()),
        ("rbd", volume.rbd.is_some()),
        ("flexVolume", volume.flex_volume.is_some()),
        ("cinder", volume.cinder.is_some()),
        ("cephfs", volume.cephfs.is_some()),
        ("flocker", volume.flocker.is_some()),
        ("fc", volume.fc.is_some()),
        ("azureFile", volume.azure_file.is_some()),
        ("vsphereVolume", volume.vsphere_volume.is_some()),
        ("quobyte", volume.quobyte.is_some()),
        ("azureDisk", volume.azure_disk.is_some()),
        ("photonPersistentDisk", volume.photon_persistent_disk.is_some()),
        ("portworxVolume", volume.portworx_volume.is_some()),
        ("scaleIO", volume.scale_io.is_some()),
        ("storageos", volume.storageos.is_some()),
    ];
    Some(types.into_iter().find(|(_, is_set)| *is_set).map_or("unknown", |(kind, _)| kind))
}
