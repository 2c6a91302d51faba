//! The reference of a document people write: its JSON schema as a table of keys.

use serde_json::{Map, Value};

use crate::example;

/// The page of a document: an introduction, then every key with its value and its meaning.
pub(crate) fn text(schema: &Value, example: &str, introduction: &str, schema_path: &str) -> String {
    let title = schema["title"].as_str().unwrap_or_default();
    let mut rows = Vec::new();
    // A test reads the document; what is not in it has no example.
    let example = serde_yaml::from_str(example).unwrap_or_default();
    keys(schema, "", &example, &mut rows);
    let mut text = format!(
        "# {title}\n\n{introduction}\n\nEditors complete and check it by its [JSON schema]({schema_path}): those with the \
         YAML language server find it by a first line `# yaml-language-server: $schema=PATH`. In the table, \
         `NAME` stands for a name of one's own, `[]` for an item of a list, and **bold** keys have to be given. Where no default stands, a key that is \
         left out means nothing: no such object, or whatever Kubernetes does by itself.\n\n\
         | key | value | default | example | meaning |\n|---|---|---|---|---|\n"
    );
    for Row { key, value, default, example, meaning } in rows {
        text += &format!("| {key} | {value} | {default} | {example} | {meaning} |\n");
    }
    text
}

/// What the reference says of a key.
struct Row {
    key: String,
    value: String,
    default: String,
    example: String,
    meaning: String,
}

/// A row for each key of an object, and for each key below it.
fn keys(schema: &Value, path: &str, example: &serde_yaml::Value, rows: &mut Vec<Row>) {
    let none = Map::new();
    let properties = schema["properties"].as_object().unwrap_or(&none);
    let required = |key: &str| schema["required"].as_array().is_some_and(|keys| keys.iter().any(|name| name == key));
    for (key, value) in properties {
        row(&format!("{path}{key}"), required(key), value, example, rows);
    }
    // The overrides of an environment are the keys of the document once more.
    if let Some(values) =
        schema.get("additionalProperties").filter(|values| values.is_object() && path != "environments.")
    {
        keys(values, &format!("{path}NAME."), example, rows);
    }
    if let Some(items) = schema.get("items") {
        keys(items, &format!("{path}[]."), example, rows);
    }
    let choices: Vec<&Value> = schema["anyOf"].as_array().into_iter().flatten().collect();
    let mappings = choices.iter().filter(|choice| choice.get("properties").is_some()).count();
    for choice in choices {
        let mut choice = choice.clone();
        // A key of one of several mappings need not be given: the choice may be another.
        if let Some(fields) = choice.as_object_mut().filter(|_| mappings > 1) {
            fields.remove("required");
        }
        keys(&choice, path, example, rows);
    }
}

fn row(path: &str, required: bool, schema: &Value, document: &serde_yaml::Value, rows: &mut Vec<Row>) {
    let name = if required { format!("**`{path}`**") } else { format!("`{path}`") };
    // A description ends with its default: "Where the Service listens; the same unless given."
    let description = schema["description"].as_str().unwrap_or_default();
    let (meaning, default) = match description.strip_suffix(" unless given.").and_then(|text| text.rsplit_once("; ")) {
        Some((meaning, default)) => (format!("{meaning}."), default.trim_end_matches(',')),
        None => (description.to_owned(), ""),
    };
    let example = example::at(document, path).or_else(|| example::of(schema));
    let example = example.map(|value| format!("`{}`", example::yaml(&value)));
    rows.push(Row {
        key: name,
        value: value(schema),
        default: cell(default),
        example: cell(&example.unwrap_or_default()),
        meaning: cell(&meaning),
    });
    keys(schema, &format!("{path}."), document, rows);
}

/// Text in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
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
    match schema["type"].as_str() {
        Some("string") => "text".to_owned(),
        Some("integer") => match (schema["minimum"].as_i64(), schema["maximum"].as_i64()) {
            (Some(least), Some(most)) => format!("{least} to {most}"),
            _ => "a whole number".to_owned(),
        },
        Some("boolean") => "`true`, `false`".to_owned(),
        Some("number") => "a number".to_owned(),
        Some("array") => format!("a list: {}", value(&schema["items"])),
        Some("object") if schema.get("properties").is_some() => "a mapping".to_owned(),
        Some("object") => match value(&schema["additionalProperties"]) {
            values if values.is_empty() => "a mapping".to_owned(),
            values => format!("a mapping: name to {values}"),
        },
        None if schema["type"].is_array() => "any scalar".to_owned(),
        _ => String::new(),
    }
}
