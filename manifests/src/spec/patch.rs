//! `patches:` the one free-form hole: what the typed keys cannot say, laid over the objects last.

use serde_json::{Value, json};

use crate::FindingCode;
use crate::decode::{Decoder, parse, sequence, text};
use crate::finding::{Problem, quote};
use crate::patch::IDENTITY;
use crate::schema::object;
use crate::yaml::tree::{Node, Surprise, Value as TreeValue};
use pavedroad_naming::DnsSubdomain;

/// What is laid over the objects of one kind: a JSON merge patch (RFC 7386).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Patch {
    /// The kind of the objects, such as `Deployment`.
    pub kind: Box<str>,
    /// The name of the object; every one of that kind unless given.
    pub name: Option<DnsSubdomain>,
    /// What is laid over: a mapping; null takes away.
    pub merge: Value,
}

pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<Vec<Patch>> {
    sequence(patch)(decoder, node)
}

fn patch(decoder: &mut Decoder<'_>, node: &Node) -> Option<Patch> {
    let mut fields = decoder.fields(node, "a mapping such as `{kind: Deployment, merge: {spec: ...}}`")?;
    let kind = fields.required("kind", kind);
    let name = fields.optional("name", parse::<DnsSubdomain>("the name of an object"));
    let merge = fields.required("merge", merge);
    fields.finish();
    Some(Patch { kind: kind?, name: name?, merge: merge? })
}

fn kind(decoder: &mut Decoder<'_>, node: &Node) -> Option<Box<str>> {
    let kind = text(decoder, node)?;
    if kind.starts_with(|c: char| c.is_ascii_uppercase()) && kind.chars().all(|c| c.is_ascii_alphanumeric()) {
        return Some(kind.into());
    }
    let problem = Problem::error(FindingCode::InvalidValue, quote(&kind), "a kind such as `Deployment`");
    decoder.refuse(node.span(), problem)
}

/// A mapping that leaves alone what an object is.
fn merge(decoder: &mut Decoder<'_>, node: &Node) -> Option<Value> {
    if node.as_mapping().is_none() {
        return decoder.wrong_type(node, "a mapping such as `{spec: ...}`", None);
    }
    let mut whole = true;
    for path in IDENTITY {
        if decoder.is_given(node, path) {
            let found = quote(&path.join("."));
            let problem = Problem::error(FindingCode::Conflict, found, "what does not change which object it is");
            decoder.report_at_key(node, path, problem);
            whole = false;
        }
    }
    json_value(decoder, node).filter(|_| whole)
}

/// The tree as JSON, scalars by YAML 1.2's core schema; a text that YAML 1.1 would take for something else needs
/// quotes, or a spelling both agree on.
fn json_value(decoder: &mut Decoder<'_>, node: &Node) -> Option<Value> {
    match node.value() {
        TreeValue::Invalid => None,
        TreeValue::Sequence(items) => {
            let mut values = Vec::with_capacity(items.len());
            for (index, item) in items.iter().enumerate() {
                values.push(decoder.at_index(index, |decoder| json_value(decoder, item)));
            }
            values.into_iter().collect::<Option<_>>().map(Value::Array)
        }
        TreeValue::Mapping(mapping) => {
            let mut members = Vec::with_capacity(mapping.entries.len());
            for entry in &mapping.entries {
                let value = decoder.at_key(&entry.key, |decoder| json_value(decoder, &entry.value));
                members.push(value.map(|value| (entry.key.text().to_owned(), value)));
            }
            members
                .into_iter()
                .collect::<Option<serde_json::Map<_, _>>>()
                .filter(|_| mapping.complete)
                .map(Value::Object)
        }
        TreeValue::Scalar(scalar) if scalar.is_null() => Some(Value::Null),
        TreeValue::Scalar(scalar) => match (scalar.text(), scalar.yaml11_surprise()) {
            (text, None) => Some(Value::String(text.to_owned())),
            ("true", _) => Some(Value::Bool(true)),
            ("false", _) => Some(Value::Bool(false)),
            (text, Some(Surprise::Integer(Some(_))))
                if text.parse::<i64>().is_ok_and(|value| text == value.to_string()) =>
            {
                text.parse::<i64>().ok().map(Value::from)
            }
            (text, Some(Surprise::Float(value))) if text == value.to_string() || is_written_so(text, value) => {
                Some(Value::from(value))
            }
            (text, Some(surprise)) => {
                let found = format!("{}, which a YAML 1.1 reader takes for {surprise}", quote(text));
                let problem = Problem::error(FindingCode::YamlSurprise, found, "text in quotes, or a plain number");
                decoder.refuse(node.span(), problem.hint(format!("write {}", quote(&format!("{text:?}")))))
            }
        },
    }
}

/// Whether a text is what our writer makes of a number: `1.0e-7`.
fn is_written_so(text: &str, value: f64) -> bool {
    value.is_finite() && crate::yaml::to_string(&value).is_ok_and(|written| written.trim_end() == text)
}

/// The JSON schema of `patches:`.
pub(crate) fn schema() -> Value {
    json!({
        "description": "What the typed keys cannot say, laid over the objects last and checked again.",
        "type": "array",
        "items": object("A JSON merge patch.", &json!({
            "kind": {"description": "The kind of the objects.", "type": "string", "pattern": "^[A-Z][A-Za-z0-9]*$", "examples": ["Deployment"]},
            "name": {"description": "The name of the object; every one of that kind unless given.", "type": "string", "pattern": DnsSubdomain::PATTERN},
            "merge": {"description": "What is laid over; null takes away.", "type": "object"},
        }), &["kind", "merge"]),
    })
}
