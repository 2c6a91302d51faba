//! Documents that use every key, with one value changed at a time: schema and reader agree about each.

use pavedroad_manifests::{AppSpec, Findings, Platform};
use serde_yaml::{Mapping, Value};

use crate::{schema, sections};

const APP: &str = include_str!("../../../examples/apps/every-key.yaml");

/// The document with each of its values replaced by one of another kind, each key taken away, and a key added to each
/// mapping; with the change in words.
fn mutants(document: &Value) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    walk(document, &mut |path, change| all.push((path, change)), &|inner| inner, "");
    all
}

/// Visits a value; `rebuild` makes the whole document of another value in its place.
fn walk(value: &Value, visit: &mut dyn FnMut(String, Value), rebuild: &dyn Fn(Value) -> Value, path: &str) {
    let kinds = [
        Value::Null,
        Value::Bool(true),
        Value::from(7),
        Value::from("a b"),
        Value::Sequence(Vec::new()),
        Value::Sequence(vec![Value::from(7)]),
        Value::Mapping(Mapping::new()),
    ];
    for kind in kinds {
        visit(format!("{path}: {kind:?}"), rebuild(kind));
    }
    match value {
        Value::Mapping(mapping) => {
            let mut more = mapping.clone();
            more.insert(Value::from("zzz-unknown"), Value::from(1));
            visit(format!("{path}: one more key"), rebuild(Value::Mapping(more)));
            for (key, below) in mapping {
                let mut less = mapping.clone();
                less.remove(key);
                let path = format!("{path}.{}", key.as_str().unwrap_or_default());
                visit(format!("{path}: taken away"), rebuild(Value::Mapping(less)));
                let rebuild = |inner: Value| {
                    let mut changed = mapping.clone();
                    changed.insert(key.clone(), inner);
                    rebuild(Value::Mapping(changed))
                };
                walk(below, visit, &rebuild, &path);
            }
        }
        Value::Sequence(items) => {
            for (index, item) in items.iter().enumerate() {
                let rebuild = |inner: Value| {
                    let mut changed = items.clone();
                    changed[index] = inner;
                    rebuild(Value::Sequence(changed))
                };
                walk(item, visit, &rebuild, &format!("{path}[{index}]"));
            }
        }
        _ => {}
    }
}

/// How many mutants the reader accepts and refuses; every disagreement at once.
fn compare(
    text: &str,
    read: impl Fn(&str) -> Result<(), Findings>,
    refused: impl Fn(&str) -> Option<String>,
    misses: impl Fn(&str, &Findings) -> bool,
) -> (usize, usize) {
    let (mut accepted, mut seen) = (0, 0);
    let mut problems = Vec::new();
    for (change, mutant) in mutants(&serde_yaml::from_str(text).unwrap()) {
        let text = serde_yaml::to_string(&mutant).unwrap();
        seen += 1;
        match read(&text) {
            Ok(()) => {
                accepted += 1;
                // The schema wants quotes around a name that YAML takes for something else, and says so.
                let name = change.ends_with("Bool(true)") || change.ends_with("Number(7)");
                let problem = refused(&text).filter(|_| !name);
                problems.extend(problem.map(|problem| format!("{change}: refused by the schema alone: {problem}")));
            }
            // What an override takes away from below, a schema cannot know.
            Err(_) if change.starts_with(".environments.") && change.ends_with("Null") => {}
            Err(findings) if misses(&text, &findings) => {
                problems.push(format!("{change}: refused by the reader alone: {findings}"));
            }
            Err(_) => {}
        }
    }
    assert!(problems.is_empty(), "{} of {seen}\n{}", problems.len(), problems.join("\n"));
    (accepted, seen - accepted)
}

#[test]
fn schema_and_reader_agree_about_every_change_of_an_app() {
    let platform = sections::platform();
    let read = |text: &str| AppSpec::read(&platform, "app.yaml", text).map(drop);
    let (accepted, refused) = compare(APP, read, schema::refused_app, schema::misses_app);
    assert!(accepted > 100 && refused > 1_000, "{accepted} {refused}");
}

#[test]
fn schema_and_reader_agree_about_every_change_of_a_platform() {
    let read = |text: &str| Platform::read("platform.yaml", text).map(drop);
    let (accepted, refused) = compare(sections::PLATFORM, read, schema::refused_platform, schema::misses_platform);
    assert!(accepted > 50 && refused > 300, "{accepted} {refused}");
}
