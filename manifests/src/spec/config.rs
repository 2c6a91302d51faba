//! `config:` where an app's configuration comes from.

use serde_json::{Value, json};

use super::{file_path, object_key};
use crate::FindingCode;
use crate::decode::{Decoder, map, one_of, sequence, text};
use crate::finding::{Problem, quote};
use crate::schema::object;
use crate::yaml::tree::Node;

/// Where an app's configuration comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Config {
    /// Files by name, in the order of the file. The ConfigMap is named after their content, so that a change rolls the
    /// pods.
    pub files: Vec<(Box<str>, Box<str>)>,
    /// Where the files are mounted; given wherever there are files.
    pub mount: Option<Box<str>>,
    /// Consul's key-value store.
    pub consul: Option<Consul>,
    /// An Apollo configuration service.
    pub apollo: Option<Apollo>,
}

/// Configuration from Consul. The app finds it by `CONSUL_HTTP_ADDR`, and its keys by `CONSUL_KEY_PREFIX`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Consul {
    /// The prefix of the keys, without a `/` at its ends.
    pub prefix: Box<str>,
    /// What the app may do there.
    pub acl: ConsulAcl,
}

impl Consul {
    /// The rules of a Consul policy for exactly these keys, as HCL: `consul acl policy create -rules` takes them.
    ///
    /// Whoever sets up Consul makes a token with that policy and puts it into a Secret; the app then says
    /// `env: {CONSUL_HTTP_TOKEN: {secret: NAME, key: KEY}}`.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::{AppSpec, Platform};
    ///
    /// let platform = Platform::read("platform.yaml", "consul: {address: consul.consul.svc, port: 8500}")?;
    /// let text = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nconfig: {consul: {prefix: ai/dc-web}}\n";
    /// let spec = AppSpec::read(&platform, "app.yaml", text)?;
    /// let consul = spec.apps()[0].config().consul.as_ref().unwrap();
    /// assert_eq!(consul.acl_rules(), "key_prefix \"ai/dc-web/\" {\n  policy = \"read\"\n}\n");
    /// # Ok::<(), pavedroad_manifests::Findings>(())
    /// ```
    #[must_use]
    pub fn acl_rules(&self) -> String {
        let mut rules = String::from("key_prefix \"");
        for character in self.prefix.chars() {
            match character {
                // `${` begins an interpolation, whose text is not unquoted.
                '"' | '\\' | '$' => rules += &format!("\\u{:04x}", u32::from(character)),
                ' '..='~' => rules.push(character),
                _ if character.is_alphanumeric() => rules.push(character),
                // Line breaks are refused within quotes, as is a character that the reader uses itself.
                _ => rules += &format!("\\U{:08x}", u32::from(character)),
            }
        }
        rules + "/\" {\n  policy = \"" + self.acl.as_str() + "\"\n}\n"
    }
}

/// What an app may do with its keys in Consul.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConsulAcl {
    /// Read them.
    #[default]
    Read,
    /// Read and change them.
    Write,
}

impl ConsulAcl {
    /// Every policy with its name, as Consul's rules have it.
    pub const ALL: [(&'static str, Self); 2] = [("read", Self::Read), ("write", Self::Write)];

    /// The name, as Consul's rules have it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }
}

/// Configuration from Apollo. Its clients read `APOLLO_META`, `APP_ID`, `ENV`, which is the environment, and
/// `APOLLO_BOOTSTRAP_NAMESPACES`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Apollo {
    /// The app's identity there.
    pub app_id: Box<str>,
    /// The namespaces (Apollo's) that are read, in this order; at least one.
    pub namespaces: Vec<Box<str>>,
}

pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<Config> {
    let mut fields = decoder.fields(node, "a mapping such as `{files: {app.yaml: \"...\"}, mount: /etc/app}`")?;
    let files = fields.optional("files", files);
    let mount = fields.optional("mount", file_path::mount);
    let consul = fields.optional("consul", consul);
    let apollo = fields.optional("apollo", apollo);
    let known = fields.finish();
    let (files, mount) = (files?.unwrap_or_default(), mount?);
    let problem = match (&mount, files.is_empty()) {
        _ if !known => None,
        (None, false) => Some(("`files` without `mount`", "both", "add `mount: /etc/app`")),
        (Some(_), true) => Some(("`mount` without `files`", "both", "add `files`, or remove `mount`")),
        _ => None,
    };
    if let Some((found, expected, hint)) = problem {
        return decoder.refuse(decoder.owner(node), Problem::error(FindingCode::Conflict, found, expected).hint(hint));
    }
    Some(Config { files, mount, consul: consul?, apollo: apollo? })
}

fn files(decoder: &mut Decoder<'_>, node: &Node) -> Option<Vec<(Box<str>, Box<str>)>> {
    let _ = decoder.fields(node, "a mapping such as `{app.yaml: \"listen: :8080\"}`")?;
    map(object_key::decode, |decoder, node| text(decoder, node).map(String::into_boxed_str))(decoder, node)
}

fn consul(decoder: &mut Decoder<'_>, node: &Node) -> Option<Consul> {
    let mut fields = decoder.fields(node, "a mapping such as `{prefix: ai/dc-web}`")?;
    let prefix = fields.required("prefix", prefix);
    let acl = fields.optional("acl", one_of(&ConsulAcl::ALL));
    fields.finish();
    Some(Consul { prefix: prefix?, acl: acl?.unwrap_or_default() })
}

/// A prefix that is empty, or begins with `/`, would be every key or none.
fn prefix(decoder: &mut Decoder<'_>, node: &Node) -> Option<Box<str>> {
    let prefix = text(decoder, node)?;
    let trimmed = prefix.trim_matches('/');
    if !trimmed.is_empty() && !prefix.starts_with('/') {
        return Some(trimmed.into());
    }
    let hint = (!trimmed.is_empty()).then(|| format!("write `{trimmed}`"));
    let found = if prefix.is_empty() { "no text".to_owned() } else { quote(&prefix) };
    let problem = Problem::error(FindingCode::InvalidValue, found, "a prefix such as `ai/dc-web`");
    decoder.refuse(node.span(), problem.hint_if(hint))
}

fn apollo(decoder: &mut Decoder<'_>, node: &Node) -> Option<Apollo> {
    let mut fields = decoder.fields(node, "a mapping such as `{appId: ai-dc-web}`")?;
    let app_id = fields.required("appId", word);
    let namespaces = fields.optional("namespaces", namespaces);
    fields.finish();
    Some(Apollo { app_id: app_id?, namespaces: namespaces?.unwrap_or_else(|| vec!["application".into()]) })
}

fn namespaces(decoder: &mut Decoder<'_>, node: &Node) -> Option<Vec<Box<str>>> {
    let namespaces = sequence(word)(decoder, node)?;
    if namespaces.is_empty() {
        let problem = Problem::error(FindingCode::InvalidValue, "an empty list", "one or more");
        return decoder.refuse(node.span(), problem.hint("without the key it is `application`"));
    }
    Some(namespaces)
}

/// Text that is not empty.
fn word(decoder: &mut Decoder<'_>, node: &Node) -> Option<Box<str>> {
    let word = text(decoder, node)?;
    if word.is_empty() {
        return decoder.refuse(node.span(), Problem::error(FindingCode::InvalidValue, "no text", "a name"));
    }
    Some(word.into())
}

/// The JSON schema of `config:`.
pub(crate) fn schema() -> Value {
    let acls = ConsulAcl::ALL.map(|(name, _)| name);
    let word = json!({"type": ["string", "number", "boolean"]});
    object(
        "Where configuration comes from.",
        &json!({
            "files": {
                "description": "Files by name; a change rolls the pods.",
                "type": "object",
                "propertyNames": {"pattern": object_key::PATTERN},
                "additionalProperties": word,
            },
            "mount": file_path::schema("Where the files are; needed beside `files`."),
            "consul": object("Keys in Consul: `CONSUL_HTTP_ADDR` and `CONSUL_KEY_PREFIX` say where.", &json!({
                "prefix": {"description": "The prefix of the keys.", "type": "string", "examples": ["ai/dc-web"]},
                "acl": {"description": "What the app may do there; read unless given.", "enum": acls},
            }), &["prefix"]),
            "apollo": object("Configuration from Apollo: `APOLLO_META`, `APP_ID`, `ENV` and `APOLLO_BOOTSTRAP_NAMESPACES` say which.", &json!({
                "appId": {"description": "The app's identity there.", "type": "string"},
                "namespaces": {
                    "description": "The namespaces that are read, in this order; `application` unless given.",
                    "type": "array", "items": word, "minItems": 1,
                },
            }), &["appId"]),
        }),
        &[],
    )
}
