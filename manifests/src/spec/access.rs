//! `access:` what an app may do in the Kubernetes API.

use pavedroad_naming::DnsLabel;
use serde_json::{Value, json};

use crate::FindingCode;
use crate::decode::{Decoder, boolean, did_you_mean, map, parse, sequence, text};
use crate::finding::{Problem, quote};
use crate::schema::object;
use crate::yaml::tree::Node;

/// What an app may do in the Kubernetes API; with none of it, its pods have no token.
///
/// # Examples
/// A controller of which one pod works and the others wait: they hold a Lease in turn.
/// ```
/// use pavedroad_manifests::{AppSpec, Object, Platform};
///
/// let text = "app: ai-dc-elector\nimage: {tag: 20190510-1033_v20}\naccess: {election: true}\n";
/// let spec = AppSpec::read(&Platform::default(), "app.yaml", text)?;
/// let objects = spec.apps()[0].objects();
/// let role = objects.iter().find_map(|object| if let Object::Role(role) = object { Some(role) } else { None }).unwrap();
/// let lease = &role.rules.as_ref().unwrap()[0];
/// assert_eq!(lease.resource_names.as_ref().unwrap(), &["ai-dc-elector"]);
/// assert_eq!(lease.verbs, ["get", "update", "patch"]);
/// # Ok::<(), pavedroad_manifests::Findings>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Access {
    /// Whether its pods choose a leader, by a Lease of the app's name. Those of all its versions, and of its jobs, may.
    pub election: bool,
    /// Further rules by name, in the order of the file.
    pub rules: Vec<AccessRule>,
}

/// Something an app may do with some kinds of object in its namespace: a rule of a Role.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AccessRule {
    /// Its name, for overrides.
    pub name: DnsLabel,
    /// The groups; `""` is the core one.
    pub api_groups: Vec<Box<str>>,
    /// The resources, in plural: `configmaps`, `pods/log`.
    pub resources: Vec<Box<str>>,
    /// The names of the objects; all unless given.
    pub resource_names: Vec<Box<str>>,
    /// What may be done.
    pub verbs: Vec<Box<str>>,
}

/// What can be done to objects. Source: Kubernetes' request verbs, and those of its authorization.
const VERBS: [&str; 12] = [
    "get",
    "list",
    "watch",
    "create",
    "update",
    "patch",
    "delete",
    "deletecollection",
    "bind",
    "escalate",
    "impersonate",
    "*",
];

pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<Access> {
    let mut fields = decoder.fields(node, "a mapping such as `{election: true}`")?;
    let election = fields.optional("election", boolean);
    let rules = fields.optional("rules", map(parse::<DnsLabel>("the name of a rule"), rule));
    fields.finish();
    let named = |(name, rule)| AccessRule { name, ..rule };
    Some(Access {
        election: election?.unwrap_or(false),
        rules: rules?.unwrap_or_default().into_iter().map(named).collect(),
    })
}

fn rule(decoder: &mut Decoder<'_>, node: &Node) -> Option<AccessRule> {
    let mut fields = decoder.fields(node, "a mapping such as `{resources: [configmaps], verbs: [get, watch]}`")?;
    let api_groups = fields.optional("apiGroups", words);
    let resources = fields.required("resources", words);
    let resource_names = fields.optional("resourceNames", words);
    let verbs = fields.required("verbs", some(verb));
    fields.finish();
    Some(AccessRule {
        // Whoever asked knows the name, and puts it here.
        name: DnsLabel::from_static("rule"),
        api_groups: api_groups?.unwrap_or_else(|| vec!["".into()]),
        resources: resources?,
        resource_names: resource_names?.unwrap_or_default(),
        verbs: verbs?,
    })
}

fn words(decoder: &mut Decoder<'_>, node: &Node) -> Option<Vec<Box<str>>> {
    some(|decoder, node| text(decoder, node).map(String::into_boxed_str))(decoder, node)
}

/// At least one.
fn some<T>(
    decode: impl Fn(&mut Decoder<'_>, &Node) -> Option<T>,
) -> impl Fn(&mut Decoder<'_>, &Node) -> Option<Vec<T>> {
    let all = sequence(decode);
    move |decoder, node| {
        let items = all(decoder, node)?;
        if items.is_empty() {
            return decoder
                .refuse(node.span(), Problem::error(FindingCode::InvalidValue, "an empty list", "one or more"));
        }
        Some(items)
    }
}

fn verb(decoder: &mut Decoder<'_>, node: &Node) -> Option<Box<str>> {
    let verb = text(decoder, node)?;
    if VERBS.contains(&verb.as_str()) {
        return Some(verb.into());
    }
    let problem = Problem::error(FindingCode::InvalidValue, quote(&verb), format!("one of {}", VERBS.join(", ")));
    decoder.refuse(node.span(), problem.hint_if(did_you_mean(&verb, VERBS.into_iter())))
}

/// The JSON schema of `access:`.
pub(crate) fn schema() -> Value {
    let words = |description: &str| json!({"description": description, "type": "array", "items": {"type": ["string", "number", "boolean"]}, "minItems": 1});
    object(
        "What the app may do in the Kubernetes API.",
        &json!({
            "election": {"description": "Whether its pods choose a leader, by a Lease; false unless given.", "type": "boolean"},
            "rules": {
                "description": "Further rules by name, in the app's namespace.",
                "type": "object",
                "propertyNames": {"pattern": DnsLabel::PATTERN},
                "additionalProperties": object("A rule.", &json!({
                    "apiGroups": words("The groups; [\"\"], which is the core one, unless given."),
                    "resources": words("The resources, in plural."),
                    "resourceNames": words("The names of the objects; all unless given."),
                    "verbs": {"description": "What may be done.", "type": "array", "items": {"enum": VERBS}, "minItems": 1},
                }), &["resources", "verbs"]),
                "examples": [{"config": {"resources": ["configmaps"], "verbs": ["get", "watch"]}}],
            },
        }),
        &[],
    )
}
