//! Examples of keys: what stands there in the shipped file that uses every key, as one line of YAML.

use serde_yaml::Value;

/// The documents that use every key.
pub(crate) const APP: &str = include_str!("../../examples/apps/every-key.yaml");
pub(crate) const PLATFORM: &str = include_str!("../../examples/platforms/every-key.yaml");

/// What stands at a path such as `env.NAME.key` or `calls.[].port` of a document, or of one of its environments.
/// `NAME` and `[]` stand for the first entry and the first item in which the rest of the path leads somewhere.
pub(crate) fn at(document: &Value, path: &str) -> Option<Value> {
    let path: Vec<&str> = path.split('.').collect();
    let environments = document.get("environments").and_then(Value::as_mapping);
    let layers = std::iter::once(document).chain(environments.into_iter().flat_map(|mapping| mapping.values()));
    layers.filter_map(|layer| find(layer, &path)).next().cloned()
}

fn find<'v>(value: &'v Value, path: &[&str]) -> Option<&'v Value> {
    match path {
        [] => (!value.is_null()).then_some(value),
        ["NAME", rest @ ..] => value.as_mapping()?.values().find_map(|value| find(value, rest)),
        ["[]", rest @ ..] => value.as_sequence()?.iter().find_map(|item| find(item, rest)),
        [key, rest @ ..] => find(value.get(*key)?, rest),
    }
}

/// The first example in a JSON schema, as a value.
pub(crate) fn of(schema: &serde_json::Value) -> Option<Value> {
    let choices = schema["anyOf"].as_array().into_iter().flatten();
    let example = std::iter::once(schema).chain(choices).find_map(|schema| schema["examples"].as_array()?.first());
    serde_yaml::to_value(example?).ok()
}

/// A value as YAML in braces and brackets, on one line.
pub(crate) fn yaml(value: &Value) -> String {
    match value {
        Value::Sequence(items) => format!("[{}]", items.iter().map(yaml).collect::<Vec<_>>().join(", ")),
        Value::Mapping(members) => {
            let member = |(key, value): (&Value, &Value)| format!("{}: {}", yaml(key), yaml(value));
            format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(", "))
        }
        Value::String(value) => text(value),
        Value::Bool(value) => value.to_string(),
        Value::Number(value) => value.to_string(),
        Value::Null | Value::Tagged(_) => "null".to_owned(),
    }
}

/// Text, in quotes where it needs them between braces.
fn text(text: &str) -> String {
    let written = pavedroad_manifests::yaml::to_string(&text).unwrap_or_default();
    let plain = written.trim_end() == text && !text.contains([',', '[', ']', '{', '}']);
    if plain { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}
