//! Disks that two pods of a node, or of all nodes, cannot both use.

use k8s_openapi::api::core::v1::PodSpec;

/// A volume of the kinds whose use a node restricts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Disk {
    Gce { name: Box<str>, read_only: bool },
    Aws { id: Box<str> },
    Iscsi { iqn: Box<str>, read_only: bool },
    Rbd { monitors: Vec<String>, pool: Box<str>, image: Box<str>, read_only: bool },
}

impl Disk {
    pub(super) fn of(spec: &PodSpec) -> Vec<Self> {
        let mut disks = Vec::new();
        for volume in spec.volumes.iter().flatten() {
            if let Some(disk) = &volume.gce_persistent_disk {
                let read_only = disk.read_only == Some(true);
                disks.push(Self::Gce { name: disk.pd_name.as_str().into(), read_only });
            }
            if let Some(disk) = &volume.aws_elastic_block_store {
                disks.push(Self::Aws { id: disk.volume_id.as_str().into() });
            }
            if let Some(disk) = &volume.iscsi {
                let read_only = disk.read_only == Some(true);
                disks.push(Self::Iscsi { iqn: disk.iqn.as_str().into(), read_only });
            }
            if let Some(disk) = &volume.rbd {
                disks.push(Self::Rbd {
                    monitors: disk.monitors.clone(),
                    // The API server fills the pool in.
                    pool: disk.pool.as_deref().unwrap_or("rbd").into(),
                    image: disk.image.as_str().into(),
                    read_only: disk.read_only == Some(true),
                });
            }
        }
        disks
    }

    /// Source: `isVolumeConflict` in Kubernetes' `pkg/scheduler/framework/plugins/volumerestrictions`.
    pub(super) fn conflicts_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Gce { name: a, read_only: a_only }, Self::Gce { name: b, read_only: b_only }) => {
                a == b && !(*a_only && *b_only)
            }
            (Self::Aws { id: a }, Self::Aws { id: b }) => a == b,
            (Self::Iscsi { iqn: a, read_only: a_only }, Self::Iscsi { iqn: b, read_only: b_only }) => {
                a == b && !(*a_only && *b_only)
            }
            (
                Self::Rbd { monitors: a_at, pool: a_pool, image: a, read_only: a_only },
                Self::Rbd { monitors: b_at, pool: b_pool, image: b, read_only: b_only },
            ) => a_at.iter().any(|at| b_at.contains(at)) && a_pool == b_pool && a == b && !(*a_only && *b_only),
            _ => false,
        }
    }
}

/// The names of the claims a pod's volumes use.
pub(super) fn claims(spec: &PodSpec) -> Vec<Box<str>> {
    let claims = spec.volumes.iter().flatten().filter_map(|volume| volume.persistent_volume_claim.as_ref());
    claims.map(|claim| claim.claim_name.as_str().into()).collect()
}
