//! What the mesh is asked for needs the mesh.

use crate::decode::Decoder;
use crate::finding::Problem;
use crate::spec::choices::PROXY;
use crate::spec::mesh::{Mesh, MeshMode};
use crate::yaml::tree::Node;
use crate::{FindingCode, Platform, Severity};

/// - Settings of the mesh are for apps in it.
/// - Without the mesh's CNI plugin there is no ambient mode: it is what leads traffic to the node's proxy.
pub(in crate::spec) fn mesh(decoder: &mut Decoder<'_>, platform: &Platform, node: &Node, mesh: Option<&Mesh>) -> bool {
    match mesh.map(|mesh| mesh.mode) {
        Some(MeshMode::None) => without_effect(decoder, node),
        Some(MeshMode::Ambient) if !platform.settings.mesh_cni => {
            let found = "`mode: ambient` on a platform with `mesh: {cni: false}`";
            let problem = Problem::error(FindingCode::Conflict, found, "`mode: sidecar`, or the mesh's CNI plugin");
            decoder.report_at(node, &["mesh", "mode"], problem.hint("the plugin leads traffic to the node's proxy"));
            return false;
        }
        _ => {}
    }
    true
}

fn without_effect(decoder: &mut Decoder<'_>, node: &Node) {
    for key in PROXY.into_iter().filter(|key| decoder.is_given(node, &["mesh", key])).collect::<Vec<_>>() {
        let problem =
            Problem::error(FindingCode::NoEffect, format!("`{key}` beside `mode: none`"), "an app in the mesh")
                .severity(Severity::Warning)
                .hint("a proxy does this, and the app has none");
        decoder.report_at_key(node, &["mesh", key], problem);
    }
}
