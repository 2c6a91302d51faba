//! `consul:`, `tracing:`, `logs:` and `apollo:` what the apps of a platform talk to.

use std::net::Ipv6Addr;
use std::num::NonZeroU16;

use pavedroad_naming::{Environment, ImageReference};
use serde_json::{Value, json};

use crate::FindingCode;
use crate::decode::{Decoder, integer, parse, quoted, sequence, text};
use crate::finding::{Problem, quote};
use crate::schema::object;
use crate::yaml::tree::Node;

/// Where a service of the platform listens.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Backend {
    /// The host, as seen from a pod.
    pub address: Box<str>,
    /// The port.
    pub port: NonZeroU16,
}

impl Backend {
    /// Host and port as in a URL: `consul.consul.svc:8500`, `[2001:db8::1]:8500`.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::Platform;
    ///
    /// let platform = Platform::read("platform.yaml", "consul: {address: consul.consul.svc, port: 8500}")?;
    /// assert_eq!(platform.consul().unwrap().authority(), "consul.consul.svc:8500");
    /// # Ok::<(), pavedroad_manifests::Findings>(())
    /// ```
    #[must_use]
    pub fn authority(&self) -> String {
        if self.address.parse::<Ipv6Addr>().is_ok() {
            format!("[{}]:{}", self.address, self.port)
        } else {
            format!("{}:{}", self.address, self.port)
        }
    }
}

/// What ships log files, and where to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LogShipping {
    /// The image of filebeat.
    pub image: ImageReference,
    /// The addresses of Elasticsearch, at least one; `{environment}` may stand in them, see [`hosts`](Self::hosts).
    pub elasticsearch: Vec<Box<str>>,
}

impl LogShipping {
    /// The addresses of Elasticsearch in one environment.
    #[must_use]
    pub fn hosts(&self, environment: &Environment) -> Vec<String> {
        self.elasticsearch.iter().map(|host| host.replace(ENVIRONMENT, environment.as_str())).collect()
    }
}

/// Where Apollo's meta service is in an environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApolloMeta(Box<str>);

/// What stands for the environment in an address.
const ENVIRONMENT: &str = "{environment}";

impl ApolloMeta {
    /// The address in one environment.
    #[must_use]
    pub fn address(&self, environment: &Environment) -> String {
        self.0.replace(ENVIRONMENT, environment.as_str())
    }
}

/// Decodes `{address: consul.consul.svc, port: 8500}`.
pub(super) fn backend(decoder: &mut Decoder<'_>, node: &Node) -> Option<Backend> {
    let mut fields = decoder.fields(node, "a mapping such as `{address: consul.consul.svc, port: 8500}`")?;
    let address = fields.required("address", host);
    let port = fields.required("port", integer(1..=u16::MAX));
    fields.finish();
    Some(Backend { address: address?, port: NonZeroU16::new(port?)? })
}

fn host(decoder: &mut Decoder<'_>, node: &Node) -> Option<Box<str>> {
    let host = text(decoder, node)?;
    let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ':' | '[' | ']');
    if !host.is_empty() && !host.contains("://") && host.chars().all(legal) {
        return Some(host.into());
    }
    let found = if host.is_empty() { "no text".to_owned() } else { quote(&host) };
    let problem = Problem::error(FindingCode::InvalidValue, found, "a host such as `consul.consul.svc`");
    decoder.refuse(node.span(), problem)
}

pub(super) fn logs(decoder: &mut Decoder<'_>, node: &Node) -> Option<LogShipping> {
    let mut fields = decoder.fields(node, "a mapping such as `{elasticsearch: [\"http://elasticsearch:9200\"]}`")?;
    let image = fields.required("image", image);
    let elasticsearch = fields.required("elasticsearch", sequence(url));
    fields.finish();
    let elasticsearch = elasticsearch?;
    if elasticsearch.is_empty() {
        let problem = Problem::error(FindingCode::InvalidValue, "no address of Elasticsearch", "one or more");
        return decoder.refuse(decoder.owner(node), problem);
    }
    Some(LogShipping { image: image?, elasticsearch })
}

/// Decodes `{reference: "filebeat:8.15.0"}`.
pub(super) fn image(decoder: &mut Decoder<'_>, node: &Node) -> Option<ImageReference> {
    let mut fields = decoder.fields(node, "a mapping such as `{reference: \"filebeat:8.15.0\"}`")?;
    let reference = fields.required("reference", quoted(parse::<ImageReference>("an image reference")));
    fields.finish();
    reference
}

pub(super) fn apollo(decoder: &mut Decoder<'_>, node: &Node) -> Option<ApolloMeta> {
    let mut fields = decoder.fields(node, "a mapping such as `{meta: \"http://apollo-{environment}:8080\"}`")?;
    let meta = fields.required("meta", url);
    fields.finish();
    meta.map(ApolloMeta)
}

/// An address of the web; `{environment}` may stand in it.
fn url(decoder: &mut Decoder<'_>, node: &Node) -> Option<Box<str>> {
    let url = text(decoder, node)?;
    let rest = url.strip_prefix("http://").or_else(|| url.strip_prefix("https://"));
    let plain = |rest: &str| {
        !rest.is_empty()
            && rest.replace(ENVIRONMENT, "").chars().all(|c| c.is_ascii_graphic() && !"{}\"<>\\^`|".contains(c))
    };
    if rest.is_some_and(plain) {
        return Some(url.into());
    }
    let hint = rest.is_none().then(|| format!("write `\"http://{url}\"`"));
    let problem =
        Problem::error(FindingCode::InvalidValue, quote(&url), "an address such as `http://elasticsearch:9200`");
    decoder.refuse(node.span(), problem.hint_if(hint))
}

/// The JSON schema of a backend.
pub(crate) fn backend_schema(description: &str, example: (&str, u16)) -> Value {
    object(
        description,
        &json!({
            "address": {"description": "The host, as seen from a pod.", "type": "string", "examples": [example.0]},
            "port": {"description": "The port.", "type": "integer", "minimum": 1, "maximum": 65535, "examples": [example.1]},
        }),
        &["address", "port"],
    )
}

/// The JSON schema of `logs:` in a platform file.
pub(crate) fn logs_schema() -> Value {
    object(
        "What ships log files, and where to.",
        &json!({
            "image": image_schema("The image of filebeat.", None),
            "elasticsearch": {
                "description": "The addresses of Elasticsearch; `{environment}` stands for the environment.",
                "type": "array", "items": {"type": "string", "pattern": "^https?://"}, "minItems": 1,
                "examples": [["http://elasticsearch:9200"]],
            },
        }),
        &["image", "elasticsearch"],
    )
}

/// The JSON schema of an image of the platform's.
pub(super) fn image_schema(description: &str, example: Option<&str>) -> Value {
    let mut reference = json!({"description": "Any image reference.", "type": "string"});
    if let (Some(example), Some(schema)) = (example, reference.as_object_mut()) {
        schema.insert("examples".to_owned(), json!([example]));
    }
    object(description, &json!({"reference": reference}), &["reference"])
}

/// The JSON schema of `apollo:` in a platform file.
pub(crate) fn apollo_schema() -> Value {
    let meta = json!({
        "description": "The address of the meta service; `{environment}` stands for the environment.",
        "type": "string", "pattern": "^https?://", "examples": ["http://apollo-{environment}:8080"],
    });
    object("Where Apollo is.", &json!({"meta": meta}), &["meta"])
}
