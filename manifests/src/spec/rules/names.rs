//! Names within a pod, and names that are made of the app's.

use std::collections::BTreeSet;

use pavedroad_naming::{AppName, Derivation};

use crate::FindingCode;
use crate::decode::Decoder;
use crate::finding::Problem;
use crate::spec::containers::ExtraContainer;
use crate::spec::job::Job;
use crate::spec::secrets::SecretMount;
use crate::spec::storage::Volume;
use crate::spec::track::Track;
use crate::spec::workload::Workload;
use crate::yaml::tree::Node;

/// What is named within an app.
#[derive(Clone, Copy)]
pub(in crate::spec) struct Named<'a> {
    pub(in crate::spec) name: Option<&'a AppName>,
    pub(in crate::spec) workload: Option<Workload>,
    pub(in crate::spec) init: Option<&'a [ExtraContainer]>,
    pub(in crate::spec) sidecars: Option<&'a [ExtraContainer]>,
    pub(in crate::spec) tracks: Option<&'a [Track]>,
    pub(in crate::spec) jobs: Option<&'a [Job]>,
    pub(in crate::spec) secrets: Option<&'a [SecretMount]>,
    pub(in crate::spec) storage: Option<&'a [Volume]>,
}

/// Containers that are ours, beside the app's own.
const OURS: [&str; 4] = ["istio-proxy", "istio-init", "istio-validation", "filebeat"];
/// Volumes that are ours.
const VOLUMES: [&str; 5] = ["tmp", "config", "logs", "filebeat", "filebeat-data"];
/// Volumes that are the mesh's, whose webhook would merge its own into them.
const PROXY_VOLUMES: [&str; 8] = [
    "workload-socket",
    "credential-socket",
    "workload-certs",
    "istio-envoy",
    "istio-data",
    "istio-podinfo",
    "istio-token",
    "istiod-ca-cert",
];

/// - Every container of a pod has a name of its own.
/// - A volume of the file does not take the name of one of ours.
/// - What is named after the app and a part of it is no longer than names may be.
pub(in crate::spec) fn names(decoder: &mut Decoder<'_>, node: &Node, named: &Named<'_>) -> bool {
    let containers = containers(decoder, node, named);
    let volumes = volumes(decoder, node, named);
    let derived = derived(decoder, node, named);
    containers && volumes && derived
}

fn containers(decoder: &mut Decoder<'_>, node: &Node, named: &Named<'_>) -> bool {
    let mut taken: BTreeSet<&str> = OURS.into_iter().chain(named.name.map(AppName::as_str)).collect();
    let init = named.init.unwrap_or_default().iter().map(|container| ("init", container));
    let sidecars = named.sidecars.unwrap_or_default().iter().map(|container| ("sidecars", container));
    let mut distinct = true;
    for (section, container) in init.chain(sidecars) {
        let name = container.name.as_str();
        if !taken.insert(name) {
            let hint = if OURS.contains(&name) {
                "the platform has a container of that name"
            } else if named.name.is_some_and(|app| app.as_str() == name) {
                "the app's container has the app's name"
            } else {
                "a container of `init` has that name"
            };
            let problem = Problem::error(FindingCode::Conflict, format!("container `{name}`"), "a name of its own");
            decoder.report_at_key(node, &[section, name], problem.hint(hint));
            distinct = false;
        }
    }
    distinct
}

fn volumes(decoder: &mut Decoder<'_>, node: &Node, named: &Named<'_>) -> bool {
    let mut fine = true;
    let secrets: BTreeSet<String> = named.secrets.unwrap_or_default().iter().map(SecretMount::volume).collect();
    for volume in named.storage.unwrap_or_default() {
        let name = volume.name.as_str();
        let problem = || Problem::error(FindingCode::Conflict, format!("volume `{name}`"), "a name that is not ours");
        let problem = if secrets.contains(name) {
            problem().hint("that is the volume of a Secret under `secrets`")
        } else if VOLUMES.contains(&name) || PROXY_VOLUMES.contains(&name) {
            problem()
        } else {
            continue;
        };
        decoder.report_at_key(node, &["storage", name], problem);
        fine = false;
    }
    fine
}

fn derived(decoder: &mut Decoder<'_>, node: &Node, named: &Named<'_>) -> bool {
    let Some(app) = named.name else { return true };
    let mut derived: Vec<(Vec<&str>, Derivation)> = Vec::new();
    if named.workload == Some(Workload::Stateful) {
        derived.extend([Derivation::StatefulSet, Derivation::HeadlessService].map(|one| (vec!["workload"], one)));
    }
    for track in named.tracks.unwrap_or_default() {
        derived.push((vec!["tracks", track.name.as_str()], Derivation::Track(track.name.clone())));
    }
    for job in named.jobs.unwrap_or_default() {
        derived.push((vec!["jobs", job.name.as_str()], Derivation::Job(job.name.clone())));
    }
    let mut fine = true;
    for (path, derivation) in derived {
        for error in app.lacks_room([&derivation]) {
            let part = path.get(1).map_or(0, |part| part.len());
            // Of the two names it is made of, the part's is the one that can still be changed.
            let problem = match part.checked_sub(app.derive(&derivation).over()) {
                Some(room @ 1..) => (format!("{part} bytes"), format!("at most {room} bytes")),
                _ => (error.found().to_owned(), error.expected().to_owned()),
            };
            let problem = Problem::error(FindingCode::InvalidValue, problem.0, problem.1);
            decoder.report_at_key(node, &path, problem.hint_if(error.hint()));
            fine = false;
        }
    }
    fine
}
