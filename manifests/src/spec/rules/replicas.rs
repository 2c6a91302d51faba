//! How many pods there may be, and what that means for what they share.

use pavedroad_naming::Environment;

use crate::app::Scale;
use crate::decode::Decoder;
use crate::finding::Problem;
use crate::spec::storage::{AccessMode, Volume, VolumeSource};
use crate::spec::workload::Workload;
use crate::yaml::tree::Node;
use crate::{FindingCode, Platform, Severity};

/// - A per-node app has as many pods as there are nodes: nobody else says how many.
/// - An app has at least as many pods as the platform asks for in its environment.
/// - A claim that one node mounts, or one pod, is no claim for several pods that are all alike, nor for two versions.
#[expect(clippy::too_many_arguments, reason = "a rule takes each section it is about")]
pub(in crate::spec) fn replicas(
    decoder: &mut Decoder<'_>,
    platform: &Platform,
    environment: &Environment,
    node: &Node,
    workload: Option<Workload>,
    scale: Option<&Scale>,
    storage: Option<&[Volume]>,
    several_versions: bool,
) -> bool {
    let (Some(workload), Some(scale)) = (workload, scale) else { return true };
    let storage = storage.unwrap_or_default();
    match workload {
        Workload::PerNode => {
            let free = per_node(decoder, node, scale);
            shared(decoder, node, "a pod on every node", storage) && free
        }
        Workload::Stateful => least(decoder, platform, environment, node, scale),
        Workload::Stateless => {
            let enough = least(decoder, platform, environment, node, scale);
            let pods = match scale.most() {
                0 | 1 if several_versions => "a second version".to_owned(),
                0 | 1 => return enough,
                pods => format!("{pods} pods"),
            };
            shared(decoder, node, &pods, storage) && enough
        }
    }
}

fn per_node(decoder: &mut Decoder<'_>, node: &Node, scale: &Scale) -> bool {
    let key = match scale {
        Scale::Auto(_) => "autoscale",
        // The built-in number is nobody's wish.
        Scale::Fixed(_) if decoder.is_built_in(node, &["replicas"]) => return true,
        Scale::Fixed(_) => "replicas",
    };
    let problem = Problem::error(FindingCode::Conflict, format!("`{key}` of a per-node app"), "no number of pods");
    decoder.report_at(node, &[key], problem.hint("there is one pod on every node; remove the key"));
    false
}

fn least(
    decoder: &mut Decoder<'_>,
    platform: &Platform,
    environment: &Environment,
    node: &Node,
    scale: &Scale,
) -> bool {
    let least = platform.min_replicas(environment);
    // 0 is an app that is switched off.
    if scale.most() == 0 || scale.least() >= least {
        return true;
    }
    let (path, found): (&[&str], _) = match scale {
        // Where nobody wrote the minimum, it is the least, or as much of it as the maximum leaves.
        Scale::Auto(autoscale) if decoder.is_given(node, &["autoscale", "min"]) => {
            (&["autoscale", "min"], format!("`min: {}`", autoscale.min))
        }
        Scale::Auto(autoscale) => (&["autoscale", "max"], format!("`max: {}`", autoscale.max)),
        Scale::Fixed(replicas) => (&["replicas"], format!("`replicas: {replicas}`")),
    };
    let expected = format!("at least {least}, the platform's `minReplicas` of `{environment}`");
    decoder.report_at(node, path, Problem::error(FindingCode::TooFewReplicas, found, expected));
    false
}

fn shared(decoder: &mut Decoder<'_>, node: &Node, pods: &str, storage: &[Volume]) -> bool {
    let mut fine = true;
    for volume in storage {
        let VolumeSource::Claim { access, .. } = &volume.source else { continue };
        if access.is_shared() {
            continue;
        }
        let found = format!("`access: {}` with {pods}", access.as_str());
        let problem =
            Problem::error(FindingCode::SharedVolume, found, "`ReadWriteMany`, or one pod, or `workload: stateful`");
        // Pods on one node can share what is one node's, so it may have been meant.
        let problem = match access {
            AccessMode::ReadWriteOncePod => problem.hint("the other pods would not start"),
            _ => problem.severity(Severity::Warning).hint("pods on another node would not start"),
        };
        fine &= *access != AccessMode::ReadWriteOncePod;
        let name = volume.name.as_str();
        decoder.report_at(node, &["storage", name, "access"], problem);
    }
    fine
}
