//! What an app needs, and what its namespace allows.

use pavedroad_naming::{AppName, Environment};

use crate::FindingCode;
use crate::decode::Decoder;
use crate::finding::Problem;
use crate::platform::PodSecurity;
use crate::spec::mesh::{Mesh, MeshMode};
use crate::spec::security::{Capability, Security};
use crate::spec::storage::{Volume, VolumeSource};
use crate::yaml::tree::Node;
use crate::{Platform, Severity};

/// An app needs no more than the Pod Security level of its namespace allows: the API server would refuse its pods, and
/// a Deployment without pods says so to nobody. Each thing that is too much is reported where it is asked for.
#[expect(clippy::too_many_arguments, reason = "a rule takes each section it is about")]
pub(in crate::spec) fn pod_security(
    decoder: &mut Decoder<'_>,
    platform: &Platform,
    name: Option<&AppName>,
    environment: &Environment,
    node: &Node,
    security: Option<&Security>,
    storage: Option<&[Volume]>,
    mesh: Option<&Mesh>,
) -> bool {
    let namespace = name.and_then(|name| platform.settings.convention.namespace_of(name, environment).ok());
    let Some(namespace) = namespace else { return true };
    let allowed = platform.pod_security(&namespace, environment);
    let mut fine = true;
    let mut need = |decoder: &mut Decoder<'_>, path: &[&str], what: String, level: PodSecurity| {
        // The levels are ordered from the weakest to the strictest.
        if level < allowed {
            let expected = format!("what `{}` allows, the Pod Security level of `{namespace}`", allowed.as_str());
            let problem = Problem::error(FindingCode::PodSecurity, what, expected)
                .hint(format!("remove it, or give the namespace `podSecurity: {}`", level.as_str()));
            decoder.report_at(node, path, problem);
            fine = false;
        }
    };
    if let Some(security) = security {
        if security.privileged {
            need(decoder, &["security", "privileged"], "a privileged container".to_owned(), PodSecurity::Privileged);
        }
        if security.user == 0 {
            need(decoder, &["security", "user"], "user 0, which is root".to_owned(), PodSecurity::Baseline);
        }
        for (name, capability) in Capability::ALL {
            if security.capabilities.contains(&capability) {
                need(decoder, &["security", "capabilities"], format!("capability `{name}`"), capability.level());
            }
        }
    }
    for volume in storage.unwrap_or_default() {
        let path = ["storage", volume.name.as_str()];
        match &volume.source {
            VolumeSource::HostPath(_) => {
                need(
                    decoder,
                    &[path[0], path[1], "hostPath"],
                    "a path of the node".to_owned(),
                    PodSecurity::Privileged,
                );
            }
            VolumeSource::Nfs { .. } => {
                need(decoder, &[path[0], path[1], "nfs"], "an NFS volume".to_owned(), PodSecurity::Baseline);
            }
            _ => {}
        }
    }
    if !platform.settings.mesh_cni
        && allowed > PodSecurity::Privileged
        && let Some(Mesh { mode: mode @ (MeshMode::Sidecar | MeshMode::Manual), .. }) = mesh
    {
        let found = format!("`mode: {}` without the mesh's CNI plugin", mode.as_str());
        let expected = format!("`mesh: {{cni: true}}` in a namespace of level `{}`", allowed.as_str());
        let problem = Problem::error(FindingCode::PodSecurity, found, expected).severity(Severity::Warning);
        let hint = "the injected init container needs NET_ADMIN, so the namespace only warns instead of enforcing";
        decoder.report_at(node, &["mesh", "mode"], problem.hint(hint));
    }
    fine
}
