//! What the mesh is asked for needs the mesh.

use crate::decode::Decoder;
use crate::finding::Problem;
use crate::spec::choices::PROXY;
use crate::spec::mesh::{Mesh, MeshMode};
use crate::spec::port::Port;
use crate::spec::security::Security;
use crate::yaml::tree::Node;
use crate::{FindingCode, Platform, Severity};

/// The user of Istio's proxy: what that user sends is not led to the proxy, since it is the proxy's own.
const PROXY_USER: u32 = 1337;
/// The ports of Istio's proxy and of its agent.
const PROXY_PORTS: [u16; 9] = [15000, 15001, 15004, 15006, 15008, 15020, 15021, 15053, 15090];

/// - Settings of the mesh are for apps in it.
/// - Without the mesh's CNI plugin there is no ambient mode: it is what leads traffic to the node's proxy, which reads no
///   requests.
/// - A proxy that a manifest holds has an image.
/// - An app beside a proxy leaves it its user and its ports.
pub(in crate::spec) fn mesh(
    decoder: &mut Decoder<'_>,
    platform: &Platform,
    node: &Node,
    mesh: Option<&Mesh>,
    security: Option<&Security>,
    ports: Option<&[Port]>,
) -> bool {
    let Some(mesh) = mesh else { return true };
    match mesh.mode {
        MeshMode::None => {
            without_effect(
                decoder,
                node,
                &PROXY,
                "`mode: none`",
                "an app in the mesh",
                "a proxy does this, and the app has none",
            );
            true
        }
        MeshMode::Ambient => ambient(decoder, platform, node),
        MeshMode::Sidecar | MeshMode::Manual => {
            let there = mesh.mode == MeshMode::Sidecar || has_proxy(decoder, platform, node);
            beside_a_proxy(decoder, node, security, ports) && there
        }
    }
}

fn ambient(decoder: &mut Decoder<'_>, platform: &Platform, node: &Node) -> bool {
    if !platform.settings.mesh_cni {
        let found = "`mode: ambient` on a platform with `mesh: {cni: false}`";
        let problem = Problem::error(FindingCode::Conflict, found, "`mode: sidecar`, or the mesh's CNI plugin");
        decoder.report_at(node, &["mesh", "mode"], problem.hint("the plugin leads traffic to the node's proxy"));
        return false;
    }
    // A gateway does the rest for what comes by a route.
    let unread: &[&str] = if decoder.is_given(node, &["routes"]) {
        &["limit"]
    } else {
        &["timeout", "retries", "outlier", "connections", "limit", "fault"]
    };
    let hint = "the node's proxy encrypts connections and reads no requests";
    without_effect(decoder, node, unread, "`mode: ambient`", "`mode: sidecar`", hint);
    true
}

fn without_effect(decoder: &mut Decoder<'_>, node: &Node, keys: &[&str], beside: &str, expected: &str, hint: &str) {
    for key in keys.iter().filter(|key| decoder.is_given(node, &["mesh", key])).collect::<Vec<_>>() {
        let problem = Problem::error(FindingCode::NoEffect, format!("`{key}` beside {beside}"), expected)
            .severity(Severity::Warning)
            .hint(hint);
        decoder.report_at_key(node, &["mesh", key], problem);
    }
}

fn has_proxy(decoder: &mut Decoder<'_>, platform: &Platform, node: &Node) -> bool {
    if platform.settings.mesh_proxy.is_some() {
        return true;
    }
    let problem = Problem::error(
        FindingCode::DanglingReference,
        "`mode: manual` on a platform without `mesh.proxy`",
        "`mesh: {proxy: ...}` in the platform file",
    );
    decoder.report_at(node, &["mesh", "mode"], problem.hint("its image is the one of the proxy in each pod"));
    false
}

fn beside_a_proxy(decoder: &mut Decoder<'_>, node: &Node, security: Option<&Security>, ports: Option<&[Port]>) -> bool {
    let mut fine = true;
    if security.is_some_and(|security| security.user == PROXY_USER) {
        let found = format!("user {PROXY_USER} beside a proxy of the mesh");
        let problem = Problem::error(FindingCode::Conflict, found, "another user");
        let hint = "it is the proxy's, and what it sends goes past the mesh";
        decoder.report_at(node, &["security", "user"], problem.hint(hint));
        fine = false;
    }
    for port in ports.unwrap_or_default().iter().filter(|port| PROXY_PORTS.contains(&port.port.get())) {
        let found = format!("port {} beside a proxy of the mesh", port.port);
        let problem = Problem::error(FindingCode::Conflict, found, "another port").hint("the proxy listens there");
        decoder.report_at_key(node, &["ports", port.name.as_str()], problem);
        fine = false;
    }
    fine
}
