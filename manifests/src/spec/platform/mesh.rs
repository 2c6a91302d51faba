//! `mesh:` of a platform: what its service mesh is.

use pavedroad_naming::{DnsSubdomain, ImageReference};
use serde_json::{Value, json};

use super::backends::{image, image_schema};
use crate::FindingCode;
use crate::decode::{Decoder, boolean, text};
use crate::finding::{Problem, quote};
use crate::schema::object;
use crate::yaml::tree::Node;

/// Where Istio's control plane is unless a platform says otherwise.
const DISCOVERY: &str = "istiod.istio-system.svc:15012";

/// What a proxy is that is written into a manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MeshProxy {
    /// The image of the proxy, which also sets up the pod's network.
    pub image: ImageReference,
    /// Where the control plane is, as `HOST:PORT`.
    pub discovery: Box<str>,
}

/// What the file says: whether the mesh sets up its pods' network itself, and what a proxy is.
pub(super) struct MeshSettings {
    pub(super) cni: bool,
    pub(super) proxy: Option<MeshProxy>,
}

impl Default for MeshSettings {
    fn default() -> Self {
        Self { cni: true, proxy: None }
    }
}

/// Decodes `{cni: true, proxy: {image: {reference: "docker.io/istio/proxyv2:1.27.1"}}}`.
pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<MeshSettings> {
    let mut fields = decoder.fields(node, "a mapping such as `{cni: true}`")?;
    let cni = fields.required("cni", boolean);
    let proxy = fields.optional("proxy", proxy);
    fields.finish();
    Some(MeshSettings { cni: cni?, proxy: proxy? })
}

fn proxy(decoder: &mut Decoder<'_>, node: &Node) -> Option<MeshProxy> {
    let mut fields =
        decoder.fields(node, "a mapping such as `{image: {reference: \"docker.io/istio/proxyv2:1.27.1\"}}`")?;
    let image = fields.required("image", image);
    let discovery = fields.optional("discovery", address);
    fields.finish();
    Some(MeshProxy { image: image?, discovery: discovery?.unwrap_or_else(|| DISCOVERY.into()) })
}

fn address(decoder: &mut Decoder<'_>, node: &Node) -> Option<Box<str>> {
    let written = text(decoder, node)?;
    let is_port = |port: &str| !port.starts_with(['0', '+']) && port.parse::<u16>().is_ok();
    if written.rsplit_once(':').is_some_and(|(host, port)| host.parse::<DnsSubdomain>().is_ok() && is_port(port)) {
        return Some(written.into());
    }
    let expected = "a host and a port such as `istiod.istio-system.svc:15012`";
    let problem = Problem::error(FindingCode::InvalidValue, quote(&written), expected);
    let hint = written.parse::<DnsSubdomain>().is_ok().then(|| format!("write `{written}:15012`"));
    decoder.refuse(node.span(), problem.hint_if(hint))
}

/// The JSON schema of `mesh:`.
pub(crate) fn schema() -> Value {
    object(
        "The service mesh.",
        &json!({
            "cni": {
                "description": "Whether it sets up its pods' network itself, and pods need no NET_ADMIN; true unless given.",
                "type": "boolean",
            },
            "proxy": object(
                "The proxy of apps with `mode: manual`, which their manifests hold.",
                &json!({
                    "image": image_schema("The image of Istio's proxy.", Some("docker.io/istio/proxyv2:1.27.1")),
                    "discovery": {
                        "description": "Where the control plane is; istiod.istio-system.svc:15012 unless given.",
                        "type": "string", "pattern": "^[^:]+:[1-9][0-9]{0,4}$", "examples": [DISCOVERY],
                    },
                }),
                &["image"],
            ),
        }),
        &["cni"],
    )
}
