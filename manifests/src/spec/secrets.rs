//! `secrets:` Secrets of the namespace that an app reads as files.

use pavedroad_naming::{ContentHash, DnsLabel, DnsSubdomain};
use serde_json::{Value, json};

use super::file_path;
use crate::decode::{Decoder, map, parse};
use crate::schema::object;
use crate::yaml::tree::Node;

/// A Secret of the app's namespace that is mounted, read-only.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SecretMount {
    /// The Secret. Whether it is there is for the cluster to say: it is no part of an app.
    pub name: DnsSubdomain,
    /// Where its keys are files.
    pub mount: Box<str>,
}

impl SecretMount {
    /// The name of the pod's volume: `secret-tls`. A Secret whose name is too long for that, or has dots, which the name
    /// of a volume may not, gives it a hash of its name: `secrets-zl8bqmzvpx`.
    #[must_use]
    pub(crate) fn volume(&self) -> String {
        let name = format!("secret-{}", self.name);
        if name.parse::<DnsLabel>().is_ok() {
            return name;
        }
        format!("secrets-{}", ContentHash::of([(self.name.as_str(), "")]))
    }
}

pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<Vec<SecretMount>> {
    let _ = decoder.fields(node, "a mapping such as `{tls: {mount: /etc/tls}}`")?;
    let secrets = map(parse::<DnsSubdomain>("the name of a Secret"), mount)(decoder, node)?;
    Some(secrets.into_iter().map(|(name, mount)| SecretMount { name, mount }).collect())
}

fn mount(decoder: &mut Decoder<'_>, node: &Node) -> Option<Box<str>> {
    let mut fields = decoder.fields(node, "a mapping such as `{mount: /etc/tls}`")?;
    let mount = fields.required("mount", file_path::mount);
    fields.finish();
    mount
}

/// The JSON schema of `secrets:`.
pub(crate) fn schema() -> Value {
    json!({
        "description": "Secrets of the namespace, as files.",
        "type": "object",
        "propertyNames": {"pattern": DnsSubdomain::PATTERN},
        "additionalProperties": object("A Secret.", &json!({
            "mount": file_path::schema("Where its keys are files."),
        }), &["mount"]),
        "examples": [{"tls": {"mount": "/etc/tls"}}],
    })
}
