//! The PersistentVolumeClaims of an app.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::{PersistentVolumeClaim, PersistentVolumeClaimSpec, VolumeResourceRequirements};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use pavedroad_naming::{Derivation, DnsLabel};

use super::labels;
use crate::App;
use crate::spec::storage::{Volume, VolumeSource};
use crate::spec::workload::Workload;

/// The claims that all pods of the app share: `<app>-<volume>`.
pub(super) fn claims(app: &App) -> impl Iterator<Item = PersistentVolumeClaim> {
    app.storage
        .iter()
        .filter(|volume| !is_per_pod(app, volume))
        .filter_map(|volume| Some(claim(labels::named(app, &name(app, &volume.name)), spec(&volume.source)?)))
}

/// The claims that each pod of a StatefulSet has for itself: `<volume>-<pod>`. Templates cannot change, so they carry no
/// labels that might; the controller gives each claim those that the set selects.
pub(super) fn templates(app: &App) -> Option<Vec<PersistentVolumeClaim>> {
    let templates: Vec<_> = app
        .storage
        .iter()
        .filter(|volume| is_per_pod(app, volume))
        .filter_map(|volume| {
            let metadata = ObjectMeta { name: Some(volume.name.as_str().to_owned()), ..ObjectMeta::default() };
            Some(claim(metadata, spec(&volume.source)?))
        })
        .collect();
    (!templates.is_empty()).then_some(templates)
}

/// The name of a claim that all pods share.
pub(super) fn name(app: &App, volume: &DnsLabel) -> String {
    app.name.derive(&Derivation::Claim(volume.clone())).to_string()
}

/// Whether each pod has a claim of its own.
pub(super) fn is_per_pod(app: &App, volume: &Volume) -> bool {
    app.workload == Workload::Stateful && matches!(volume.source, VolumeSource::Claim { .. })
}

fn claim(metadata: ObjectMeta, spec: PersistentVolumeClaimSpec) -> PersistentVolumeClaim {
    PersistentVolumeClaim { metadata, spec: Some(spec), ..PersistentVolumeClaim::default() }
}

fn spec(source: &VolumeSource) -> Option<PersistentVolumeClaimSpec> {
    let VolumeSource::Claim { size, class, access } = source else { return None };
    Some(PersistentVolumeClaimSpec {
        access_modes: Some(vec![access.as_str().to_owned()]),
        resources: Some(VolumeResourceRequirements {
            requests: Some(BTreeMap::from([("storage".to_owned(), size.into())])),
            ..VolumeResourceRequirements::default()
        }),
        // Without it the cluster's default; an empty one would mean none.
        storage_class_name: class.as_ref().map(|class| class.as_str().to_owned()),
        ..PersistentVolumeClaimSpec::default()
    })
}
