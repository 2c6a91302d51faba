//! The reference of a document people write: its JSON schema as a table of keys.

use serde_json::{Map, Value};

/// The page of a document: an introduction, then every key with its value and its meaning.
pub(crate) fn text(schema: &Value, introduction: &str, schema_path: &str) -> String {
    let title = schema["title"].as_str().unwrap_or_default();
    let mut rows = Vec::new();
    keys(schema, "", &mut rows);
    let mut text = format!(
        "# {title}\n\n{introduction}\n\nEditors complete and check it by its [JSON schema]({schema_path}): those with the \
         YAML language server find it by a first line `# yaml-language-server: $schema=PATH`. In the table, \
         `NAME` stands for a name of one's own, and **bold** keys have to be given.\n\n| key | value | meaning |\n|---|---|---|\n"
    );
    for [key, value, meaning] in rows {
        text += &format!("| {key} | {value} | {meaning} |\n");
    }
    text
}

/// A row for each key of an object, and for each key below it.
fn keys(schema: &Value, path: &str, rows: &mut Vec<[String; 3]>) {
    let none = Map::new();
    let properties = schema["properties"].as_object().unwrap_or(&none);
    let required = |key: &str| schema["required"].as_array().is_some_and(|keys| keys.iter().any(|name| name == key));
    for (key, value) in properties {
        row(&format!("{path}{key}"), required(key), value, rows);
    }
    // The overrides of an environment are the keys of the document once more.
    if let Some(values) =
        schema.get("additionalProperties").filter(|values| values.is_object() && path != "environments.")
    {
        keys(values, &format!("{path}NAME."), rows);
    }
    let choices: Vec<&Value> = schema["anyOf"].as_array().into_iter().flatten().collect();
    let mappings = choices.iter().filter(|choice| choice.get("properties").is_some()).count();
    for choice in choices {
        let mut choice = choice.clone();
        // A key of one of several mappings need not be given: the choice may be another.
        if let Some(fields) = choice.as_object_mut().filter(|_| mappings > 1) {
            fields.remove("required");
        }
        keys(&choice, path, rows);
    }
}

fn row(path: &str, required: bool, schema: &Value, rows: &mut Vec<[String; 3]>) {
    let name = if required { format!("**`{path}`**") } else { format!("`{path}`") };
    let meaning = schema["description"].as_str().unwrap_or_default();
    rows.push([name, value(schema), meaning.replace('|', "\\|")]);
    keys(schema, &format!("{path}."), rows);
}

/// What may stand there, in a few words.
fn value(schema: &Value) -> String {
    if let Some(choices) = schema["anyOf"].as_array() {
        // A key without a value is as good as none, so null is no choice of its own.
        let mut values: Vec<String> = choices.iter().filter(|choice| choice["type"] != "null").map(value).collect();
        values.dedup();
        return values.join(" or ");
    }
    if let Some(words) = schema["enum"].as_array() {
        let words: Vec<String> = words.iter().map(|word| format!("`{}`", word.as_str().unwrap_or_default())).collect();
        return words.join(", ");
    }
    if let Some(word) = schema["const"].as_str() {
        return format!("`{word}`");
    }
    let examples = schema["examples"].as_array().and_then(|examples| examples.first()).and_then(Value::as_str);
    match (schema["type"].as_str(), examples) {
        (Some("string"), Some(example)) => format!("text such as `{}`", example.replace('|', "\\|")),
        (Some("string"), None) => "text".to_owned(),
        (Some("integer"), _) => match (schema["minimum"].as_i64(), schema["maximum"].as_i64()) {
            (Some(least), Some(most)) => format!("{least} to {most}"),
            _ => "a whole number".to_owned(),
        },
        (Some("number"), _) => "a number".to_owned(),
        (Some("array"), _) => format!("a list of {}", value(&schema["items"])),
        (Some("object"), _) if schema.get("properties").is_some() => "a mapping".to_owned(),
        (Some("object"), _) => match value(&schema["additionalProperties"]) {
            values if values.is_empty() => "a mapping".to_owned(),
            values => format!("a mapping: name to {values}"),
        },
        (None, _) if schema["type"].is_array() => "any scalar".to_owned(),
        _ => String::new(),
    }
}
