//! What the mesh is asked for needs the mesh.

use crate::decode::Decoder;
use crate::finding::Problem;
use crate::spec::choices::PROXY;
use crate::spec::mesh::{Mesh, MeshMode, Mtls};
use crate::spec::platform::routing::Routing;
use crate::spec::port::Port;
use crate::spec::route::Route;
use crate::spec::security::Security;
use crate::yaml::tree::Node;
use crate::{FindingCode, Platform, Severity};

/// The user of Istio's proxy: what that user sends is not led to the proxy, since it is the proxy's own.
const PROXY_USER: u32 = 1337;
/// What is about requests, which a proxy reads on ports that speak HTTP alone.
const REQUESTS: [&str; 4] = ["timeout", "retries", "limit", "fault"];
/// The ports of Istio's proxy and of its agent.
const PROXY_PORTS: [u16; 9] = [15000, 15001, 15004, 15006, 15008, 15020, 15021, 15053, 15090];

/// - Settings of the mesh are for apps in it.
/// - Without the mesh's CNI plugin there is no ambient mode: it is what leads traffic to the node's proxy, which reads no
///   requests: what is to be done with those, a gateway does, for what comes through it.
/// - Where no port speaks HTTP, there are no requests to read.
/// - An ingress controller is outside the mesh, unless somebody puts it there, and has nothing to prove who it is by.
/// - A proxy that a manifest holds has an image.
/// - An app beside a proxy leaves it its user and its ports.
pub(in crate::spec) fn mesh(
    decoder: &mut Decoder<'_>,
    platform: &Platform,
    node: &Node,
    mesh: Option<&Mesh>,
    security: Option<&Security>,
    ports: Option<&[Port]>,
    routes: Option<&[Route]>,
) -> bool {
    let Some(mesh) = mesh else { return true };
    let public = routes.is_none_or(|routes| routes.iter().any(|route| route.public));
    if platform.settings.routing == Routing::Ingress && public && routes.is_some() {
        plain_text(decoder, node, mesh);
    }
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
        MeshMode::Ambient => ambient(decoder, platform, node, public && platform.settings.routing != Routing::Ingress),
        MeshMode::Sidecar | MeshMode::Manual => {
            without_requests(decoder, node, ports);
            let there = mesh.mode == MeshMode::Sidecar || has_proxy(decoder, platform, node);
            beside_a_proxy(decoder, node, security, ports) && there
        }
    }
}

fn ambient(decoder: &mut Decoder<'_>, platform: &Platform, node: &Node, at_gateway: bool) -> bool {
    if !platform.settings.mesh_cni {
        let found = "`mode: ambient` on a platform with `mesh: {cni: false}`";
        let problem = Problem::error(FindingCode::Conflict, found, "`mode: sidecar`, or the mesh's CNI plugin");
        decoder.report_at(node, &["mesh", "mode"], problem.hint("the plugin leads traffic to the node's proxy"));
        return false;
    }
    let unread: &[&str] =
        if at_gateway { &["limit"] } else { &["timeout", "retries", "outlier", "connections", "limit", "fault"] };
    let hint = "the node's proxy encrypts connections and reads no requests";
    without_effect(decoder, node, unread, "`mode: ambient`", "`mode: sidecar`", hint);
    true
}

/// Plain text from outside the mesh is refused, which is only known when the first request comes.
fn plain_text(decoder: &mut Decoder<'_>, node: &Node, mesh: &Mesh) {
    if mesh.mode == MeshMode::None || mesh.mtls != Mtls::Strict {
        return;
    }
    let found = "`mtls: strict` beside public routes with `routing: ingress`";
    let problem = Problem::error(FindingCode::Conflict, found, "`mtls: permissive`, or a controller in the mesh");
    let key = if decoder.is_given(node, &["mesh", "mtls"]) { "mtls" } else { "mode" };
    let hint = "a controller outside the mesh speaks plain text, which the app refuses";
    decoder.report_at(node, &["mesh", key], problem.severity(Severity::Warning).hint(hint));
}

fn without_requests(decoder: &mut Decoder<'_>, node: &Node, ports: Option<&[Port]>) {
    let beside = "ports of which none speaks HTTP";
    match ports {
        Some([]) => {
            let keys = [REQUESTS.as_slice(), &["outlier", "connections"]].concat();
            without_effect(decoder, node, &keys, "no `ports`", "a port", "nobody calls this app");
        }
        Some(ports) if !ports.iter().any(|port| port.protocol.is_http()) => {
            let hint = "a proxy reads HTTP; if a port is that, say so of it";
            without_effect(decoder, node, &REQUESTS, beside, "one that speaks http, http2, grpc or grpc-web", hint);
        }
        _ => {}
    }
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
