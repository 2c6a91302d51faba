//! The schemas agree with the reader: what it accepts, they accept, and they refuse the mistakes an editor can see.

use std::path::{Path, PathBuf};

use regex::Regex;
use serde_json::Value;

use crate::workspace::root;

/// Every problem of a value, by the keywords our schemas use. A keyword it does not know is a problem too, so that
/// none is passed over.
fn problems(schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    let Some(schema) = schema.as_object() else {
        if schema == &Value::Bool(false) {
            found.push(format!("{at}: not allowed"));
        }
        return;
    };
    let mut problem = |text: String| found.push(format!("{at}: {text}"));
    let text = value.as_str();
    for (keyword, rule) in schema {
        match keyword.as_str() {
            "$schema" | "$comment" | "title" | "description" | "examples" => {}
            "type" => {
                let types: Vec<&Value> = rule.as_array().map_or(vec![rule], |types| types.iter().collect());
                if !types.iter().any(|name| is(name.as_str().unwrap(), value)) {
                    problem(format!("{value} is no {rule}"));
                }
            }
            "const" if value != rule => problem(format!("{value} is not {rule}")),
            "enum" if !rule.as_array().unwrap().contains(value) => problem(format!("{value} is none of {rule}")),
            "pattern" if text.is_some_and(|text| !Regex::new(rule.as_str().unwrap()).unwrap().is_match(text)) => {
                problem(format!("{value} does not match {rule}"));
            }
            "minimum" if value.as_f64().is_some_and(|number| number < rule.as_f64().unwrap()) => {
                problem(format!("{value} is below {rule}"));
            }
            "maximum" if value.as_f64().is_some_and(|number| number > rule.as_f64().unwrap()) => {
                problem(format!("{value} is above {rule}"));
            }
            "minItems" if value.as_array().is_some_and(|items| (items.len() as u64) < rule.as_u64().unwrap()) => {
                problem(format!("fewer than {rule} items"));
            }
            "minProperties" if value.as_object().is_some_and(|map| (map.len() as u64) < rule.as_u64().unwrap()) => {
                problem(format!("fewer than {rule} keys"));
            }
            "maxProperties" if value.as_object().is_some_and(|map| (map.len() as u64) > rule.as_u64().unwrap()) => {
                problem(format!("more than {rule} keys"));
            }
            "required" => {
                for key in rule.as_array().unwrap() {
                    if value.is_object() && value.get(key.as_str().unwrap()).is_none() {
                        problem(format!("{key} is missing"));
                    }
                }
            }
            "const" | "enum" | "pattern" | "minimum" | "maximum" | "minItems" | "minProperties" | "maxProperties" => {}
            "uniqueItems" | "items" | "anyOf" | "properties" | "additionalProperties" | "propertyNames" => {}
            unknown => problem(format!("the keyword {unknown:?} is not known to this test")),
        }
    }
    if let Some(choices) = schema.get("anyOf").and_then(Value::as_array) {
        let fits = |choice: &Value| {
            let mut found = Vec::new();
            problems(choice, value, at, &mut found);
            found.is_empty()
        };
        if !choices.iter().any(fits) {
            found.push(format!("{at}: {value} fits none of the choices"));
        }
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        problems(schema.get("items").unwrap_or(&Value::Bool(true)), item, &format!("{at}[{index}]"), found);
    }
    for (key, member) in value.as_object().into_iter().flatten() {
        let at = format!("{at}.{key}");
        if let Some(names) = schema.get("propertyNames") {
            problems(names, &Value::String(key.clone()), &at, found);
        }
        let own = schema.get("properties").and_then(|properties| properties.get(key));
        let rule = own.or_else(|| schema.get("additionalProperties")).unwrap_or(&Value::Bool(true));
        problems(rule, member, &at, found);
    }
}

fn is(name: &str, value: &Value) -> bool {
    match name {
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "object" => value.is_object(),
        "array" => value.is_array(),
        "null" => value.is_null(),
        _ => false,
    }
}

fn check(schema: &Value, yaml: &str) -> Vec<String> {
    let value: Value = serde_yaml::from_str(yaml).unwrap();
    let mut found = Vec::new();
    problems(schema, &value, "", &mut found);
    found
}

fn files(folder: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(root().join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{folder} is empty");
    files
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn every_example_file_is_accepted() {
    for (folder, schema) in [
        ("examples/apps", pavedroad_manifests::app_schema()),
        ("examples/platforms", pavedroad_manifests::platform_schema()),
    ] {
        for file in files(folder) {
            assert_eq!(check(&schema, &text(&file)), Vec::<String>::new(), "{}", file.display());
        }
    }
}

#[test]
fn mistakes_an_editor_can_see_are_refused() {
    let schema = pavedroad_manifests::app_schema();
    let head = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\n";
    assert_eq!(check(&schema, head), Vec::<String>::new());
    for mistake in [
        "replica: 3",
        "replicas: -1",
        "replicas: two",
        "ports: {http: 80800}",
        "ports: {HTTP: 80}",
        "ports: {http: {service: 80}}",
        "ports: {http: {port: 80, protocol: htpp}}",
        "resources: {cpu: 250x}",
        "resources: {gpu: 1}",
        "autoscale: {cpu: 60%}",
        "autoscale: {max: 3, cpu: 60}",
        "probes: {startup: {within: 150}}",
        "probes: {readiness: {http: ready}}",
        "env: {A: {secret: db}}",
        "env: {1A: x}",
        "environments: {prod: {app: x}}",
        "environments: {prod: {replicas: x}}",
        "apiVersion: v2",
    ] {
        assert_ne!(check(&schema, &format!("{head}{mistake}\n")), Vec::<String>::new(), "{mistake}");
    }
}

#[test]
fn an_override_may_be_partial_and_null() {
    let schema = pavedroad_manifests::app_schema();
    let text = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nenvironments:\n  test: {autoscale: null, env: {A: null}, \
                ports: {http: {service: 80}, grpc: null}, probes: {startup: {http: null}}, image: {tag: x}}\n  \
                preview:\n  prod: {resources: null, autoscale: {max: null}}\n";
    assert_eq!(check(&schema, text), Vec::<String>::new());
}

#[test]
fn what_the_reader_accepts_the_schema_accepts() {
    let (schema, platform) = (pavedroad_manifests::app_schema(), pavedroad_manifests::Platform::default());
    for lines in [
        // A key without a value is as good as none.
        "apiVersion:",
        "ports:",
        "resources:",
        "replicas:",
        "autoscale:",
        "probes:",
        "env:",
        "environments:",
        "environments: {test: }",
        "probes: {startup: null, readiness: {http: null}, liveness: {exec: null}}",
        "probes: {startup: {within: null}}",
        "ports: {http: {port: 80, service: null, protocol: null}}",
        "resources: {cpu: null, limits: null}",
        "resources: {cpu: 1, limits: {memory: null}}\nautoscale: {min: null, max: 3, cpu: 60%, memory: null}",
        // Any scalar is text.
        "env: {A: 1, B: 1.5, C: true, D: 2019-05-10}",
        "probes: {liveness: {exec: [sleep, 5, true]}}",
        "resources: {cpu: 0.5, memory: 1e9}",
    ] {
        let text = format!("app: ai-dc-web\nimage: {{tag: 20190510-1033_v20}}\n{lines}\n");
        let read = pavedroad_manifests::AppSpec::read(&platform, "app.yaml", &text);
        assert!(read.is_ok(), "{text}{read:?}");
        assert_eq!(check(&schema, &text), Vec::<String>::new(), "{text}");
    }
    let schema = pavedroad_manifests::platform_schema();
    for text in
        ["apiVersion:\nconvention:\npullSecret:\npodSecurity:\nmonitoring:\n", "convention: {lines: , app: , tag: }\n"]
    {
        let read = pavedroad_manifests::Platform::read("platform.yaml", text);
        assert!(read.is_ok(), "{text}{read:?}");
        assert_eq!(check(&schema, text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_report_of_network_benchmarks_is_as_its_schema_says() {
    let read =
        |path: &str| -> Value { serde_json::from_str(&std::fs::read_to_string(root().join(path)).unwrap()).unwrap() };
    let (schema, report) = (read("docs/schemas/netbench-report.json"), read("examples/golden/netbench/report.json"));
    let mut found = Vec::new();
    problems(&schema, &report, "report", &mut found);
    assert!(found.is_empty(), "{}", found.join("\n"));
    let mut broken = report;
    broken["metrics"][0]["pairs"][0]["verdict"] = "maybe".into();
    problems(&schema, &broken, "report", &mut found);
    assert_eq!(found.len(), 1, "{found:?}");
}
