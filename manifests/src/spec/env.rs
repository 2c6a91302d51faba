//! `env:` the environment variables of the container.

use pavedroad_naming::{AnnotationKey, DnsSubdomain, LabelKey, NameError};
use serde_json::{Value, json};

use super::object_key;
use crate::FindingCode;
use crate::decode::{Decoder, did_you_mean, map, parse, text};
use crate::finding::{Problem, quote};
use crate::schema::object;
use crate::yaml::tree::Node;

/// An environment variable of the container.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EnvVar {
    /// The name: letters, digits, `-`, `_` and `.`, not beginning with a digit.
    ///
    /// Kubernetes 1.34 takes any printable ASCII but `=`; this is what every supported version takes
    /// (`IsEnvVarName` in its `apimachinery/pkg/util/validation`).
    pub name: Box<str>,
    /// Where its value comes from.
    pub value: EnvValue,
}

/// Where the value of an environment variable comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EnvValue {
    /// This text, exactly as written. Kubernetes replaces `$(NAME)` in it by an earlier variable.
    Text(Box<str>),
    /// One key of a Secret in the app's namespace.
    Secret {
        /// The Secret.
        name: DnsSubdomain,
        /// The key in it.
        key: Box<str>,
    },
    /// A field of the pod, such as `status.podIP`.
    Field(Box<str>),
}

/// What a pod may say of itself in a variable. Source: `validEnvDownwardAPIFieldPathExpressions` in Kubernetes'
/// `pkg/apis/core/validation`; labels and annotations by key come on top, see [`keyed`].
const FIELDS: [&str; 9] = [
    "metadata.name",
    "metadata.namespace",
    "metadata.uid",
    "spec.nodeName",
    "spec.serviceAccountName",
    "status.hostIP",
    "status.hostIPs",
    "status.podIP",
    "status.podIPs",
];

const NAME_PATTERN: &str = "^[-._a-zA-Z][-._a-zA-Z0-9]*$";

pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<Vec<EnvVar>> {
    // A list, as Kubernetes has it, or a lone text: say what a mapping looks like here.
    let _ = decoder.fields(node, "a mapping such as `{LOG_LEVEL: info}`")?;
    let variables = map(name, value)(decoder, node)?;
    Some(variables.into_iter().map(|(name, value)| EnvVar { name, value }).collect())
}

fn name(decoder: &mut Decoder<'_>, node: &Node) -> Option<Box<str>> {
    let name = text(decoder, node)?;
    let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    // A name that looks like a path out of a folder is refused by the API server too.
    let path = name == "." || name.starts_with("..");
    if !name.is_empty() && name.chars().all(legal) && !name.starts_with(|c: char| c.is_ascii_digit()) && !path {
        return Some(name.into());
    }
    let expected = "letters, digits, `-`, `_` and `.`, not a digit first, and not `.` or `..` at the start";
    decoder
        .refuse(node.span(), Problem::error(FindingCode::InvalidValue, format!("variable {}", quote(&name)), expected))
}

fn value(decoder: &mut Decoder<'_>, node: &Node) -> Option<EnvValue> {
    if node.as_mapping().is_none() {
        return plain(decoder, node).map(EnvValue::Text);
    }
    let mut fields = decoder.fields(node, "text, or a mapping such as `{secret: db, key: password}`")?;
    let secret = fields.optional("secret", parse::<DnsSubdomain>("the name of a Secret"));
    let key = fields.optional("key", object_key::decode);
    let field = fields.optional("field", field);
    let known = fields.finish();
    let (found, expected) = match (secret?, key?, field?) {
        (Some(name), Some(key), None) => return Some(EnvValue::Secret { name, key }),
        (None, None, Some(field)) => return Some(EnvValue::Field(field)),
        _ if !known => return None,
        (Some(_), None, None) => ("`secret` without `key`", "`{secret: NAME, key: KEY}`"),
        (None, Some(_), None) => ("`key` without `secret`", "`{secret: NAME, key: KEY}`"),
        (None, None, None) => ("neither `secret` nor `field`", "one of them, or text"),
        _ => ("`secret` beside `field`", "one of them"),
    };
    decoder.refuse(decoder.owner(node), Problem::error(FindingCode::Conflict, found, expected))
}

/// Text, as written. Null takes away, so one that is left had nothing to take away.
fn plain(decoder: &mut Decoder<'_>, node: &Node) -> Option<Box<str>> {
    if node.as_scalar().is_some_and(|scalar| scalar.is_null() && !scalar.text().is_empty()) {
        let hint = "there is nothing to take away here; for the word itself put it into quotes";
        return decoder.wrong_type(node, "text, or a mapping such as `{secret: db, key: password}`", Some(hint));
    }
    let text = text(decoder, node)?;
    if text.contains('\0') {
        let found = format!("the character U+0000 in {}", quote(&text));
        let problem = Problem::error(FindingCode::InvalidValue, found, "text without it");
        return decoder.refuse(node.span(), problem.hint("the system ends a variable there; no container would start"));
    }
    Some(text.into())
}

fn field(decoder: &mut Decoder<'_>, node: &Node) -> Option<Box<str>> {
    let path = text(decoder, node)?;
    if FIELDS.contains(&path.as_str()) {
        return Some(path.into());
    }
    match keyed(&path) {
        Some((_, Ok(()))) => return Some(path.into()),
        Some((start, Err(error))) => {
            let span = decoder.inside(node, start + error.offset());
            let found = format!("{} in {}", error.found(), quote(&path));
            let problem = Problem::error(FindingCode::InvalidValue, found, error.expected());
            return decoder.refuse(span, problem.hint_if(error.hint()));
        }
        None => {}
    }
    let expected = format!("one of {}, metadata.labels['KEY'], metadata.annotations['KEY']", FIELDS.join(", "));
    let problem = Problem::error(FindingCode::InvalidValue, quote(&path), expected);
    decoder.refuse(node.span(), problem.hint_if(did_you_mean(&path, FIELDS.into_iter())))
}

/// `metadata.labels['KEY']` or `metadata.annotations['KEY']`: where the key begins, and whether it is one.
///
/// Source: `SplitMaybeSubscriptedPath` in Kubernetes' `pkg/fieldpath`, and `validateObjectFieldSelector`.
fn keyed(path: &str) -> Option<(usize, Result<(), NameError>)> {
    let (field, key) = path.strip_suffix("']")?.split_once("['")?;
    let verdict = match field {
        "metadata.labels" => key.parse::<LabelKey>().map(drop),
        "metadata.annotations" => key.parse::<AnnotationKey>().map(drop),
        _ => return None,
    };
    Some((field.len() + 2, verdict))
}

/// The JSON schema of `env:`.
pub(crate) fn schema() -> Value {
    let secret = object(
        "One key of a Secret in the app's namespace.",
        &json!({
            "secret": {"description": "The Secret a value comes from; beside `key`.", "type": "string", "pattern": DnsSubdomain::PATTERN, "examples": ["db"]},
            "key": {"description": "The key in the Secret; beside `secret`.", "type": "string", "pattern": object_key::PATTERN, "examples": ["password"]},
        }),
        &["secret", "key"],
    );
    let field = object(
        "A field of the pod.",
        &json!({"field": {"description": "The field of the pod a value comes from; alone.", "type": "string", "examples": ["status.podIP", "metadata.labels['app']"]}}),
        &["field"],
    );
    json!({
        "examples": [{"LOG_LEVEL": "info"}],
        "description": "Environment variables, in this order. Any scalar is text, exactly as written, but for Kubernetes' `$(NAME)`: an earlier variable; `$$(NAME)` is the text.",
        "type": "object",
        "propertyNames": {"pattern": NAME_PATTERN},
        "additionalProperties": {"anyOf": [{"type": ["string", "number", "boolean"]}, secret, field]},
    })
}
