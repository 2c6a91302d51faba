//! `domain:` and `routing:` how apps are reached.

use pavedroad_naming::{AppName, DnsLabel, DnsSubdomain, Environment, Namespace};
use serde_json::{Value, json};

use crate::FindingCode;
use crate::decode::{Decoder, text};
use crate::finding::{Problem, quote};
use crate::schema::object;
use crate::yaml::tree::Node;

/// What turns routes into objects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Routing {
    /// Istio's VirtualService and Gateway.
    #[default]
    Istio,
    /// Gateway API's HTTPRoute and Gateway.
    GatewayApi,
    /// An Ingress, which can express no shares.
    Ingress,
}

impl Routing {
    /// Every routing with its name.
    pub const ALL: [(&'static str, Self); 3] =
        [("istio", Self::Istio), ("gateway-api", Self::GatewayApi), ("ingress", Self::Ingress)];

    /// The name in a platform file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Istio => "istio",
            Self::GatewayApi => "gateway-api",
            Self::Ingress => "ingress",
        }
    }
}

/// The class of an app's own Gateway unless the platform names one: Istio's.
pub(crate) const GATEWAY_CLASS: DnsSubdomain = DnsSubdomain::from_static("istio");
/// The class of an Ingress unless the platform names one.
pub(crate) const INGRESS_CLASS: DnsSubdomain = DnsSubdomain::from_static("traefik");

/// The hosts of public apps, and the gateway they are reached by.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Domain {
    /// The host of an app: `{app}` and `{environment}` stand in it.
    public: Box<str>,
    /// The namespace of the gateway.
    pub gateway_namespace: Namespace,
    /// The gateway.
    pub gateway: DnsLabel,
}

impl Domain {
    /// The host of an app in an environment.
    #[must_use]
    pub fn host(&self, app: &AppName, environment: &Environment) -> String {
        self.public.replace(APP, app.as_str()).replace(ENVIRONMENT, environment.as_str())
    }
}

const APP: &str = "{app}";
const ENVIRONMENT: &str = "{environment}";

pub(super) fn domain(decoder: &mut Decoder<'_>, node: &Node) -> Option<Domain> {
    let mut fields = decoder.fields(
        node,
        "a mapping such as `{public: \"{app}.{environment}.example.com\", gateway: istio-system/public}`",
    )?;
    let public = fields.required("public", public);
    let gateway = fields.required("gateway", gateway);
    fields.finish();
    let (gateway_namespace, gateway) = gateway?;
    Some(Domain { public: public?, gateway_namespace, gateway })
}

/// Without `{app}` all apps would have one host, and without `{environment}` one app's environments would.
fn public(decoder: &mut Decoder<'_>, node: &Node) -> Option<Box<str>> {
    let template = text(decoder, node)?;
    let sample = template.replace(APP, "a").replace(ENVIRONMENT, "e");
    let legal = sample.parse::<pavedroad_naming::DnsSubdomain>().is_ok() && sample.contains('.');
    if legal && template.contains(APP) && template.contains(ENVIRONMENT) {
        return Some(template.into());
    }
    let expected = "a host with `{app}` and `{environment}` such as `{app}.{environment}.example.com`";
    decoder.refuse(node.span(), Problem::error(FindingCode::InvalidValue, quote(&template), expected))
}

fn gateway(decoder: &mut Decoder<'_>, node: &Node) -> Option<(Namespace, DnsLabel)> {
    let written = text(decoder, node)?;
    let parts =
        written.split_once('/').and_then(|(namespace, name)| Some((namespace.parse().ok()?, name.parse().ok()?)));
    if parts.is_some() {
        return parts;
    }
    let expected = "a namespace and a name such as `istio-system/public`";
    decoder.refuse(node.span(), Problem::error(FindingCode::InvalidValue, quote(&written), expected))
}

/// The JSON schema of `domain:`.
pub(crate) fn domain_schema() -> Value {
    object(
        "The hosts of public apps.",
        &json!({
            "public": {
                "description": "The host of an app; `{app}` and `{environment}` stand in it.",
                "type": "string", "examples": ["{app}.{environment}.example.com"],
            },
            "gateway": {
                "description": "The gateway they are reached by: namespace and name.",
                "type": "string", "pattern": "^[^/]+/[^/]+$", "examples": ["istio-system/public"],
            },
        }),
        &["public", "gateway"],
    )
}
