//! What the mesh is asked for needs the mesh.

use crate::FindingCode;
use crate::Severity;
use crate::decode::Decoder;
use crate::finding::Problem;
use crate::spec::mesh::{Mesh, MeshMode};
use crate::yaml::tree::Node;

/// What only a mesh's proxies do.
const KEYS: [&str; 7] = ["mtls", "timeout", "retries", "outlier", "connections", "limit", "fault"];

/// Settings of the mesh are for apps in it.
pub(in crate::spec) fn mesh(decoder: &mut Decoder<'_>, node: &Node, mesh: Option<&Mesh>) {
    if mesh.is_none_or(|mesh| mesh.mode != MeshMode::None) {
        return;
    }
    for key in KEYS.into_iter().filter(|key| decoder.is_given(node, &["mesh", key])).collect::<Vec<_>>() {
        let problem =
            Problem::error(FindingCode::NoEffect, format!("`{key}` beside `mode: none`"), "an app in the mesh")
                .severity(Severity::Warning)
                .hint("a proxy does this, and the app has none");
        decoder.report_at_key(node, &["mesh", key], problem);
    }
}
