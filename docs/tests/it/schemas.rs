//! The schemas agree with the reader: what it accepts, they accept, and they refuse the mistakes an editor can see.

use std::path::{Path, PathBuf};

use jsonschema::{Validator, validator_for};
use serde_json::Value;

use crate::workspace::root;

fn app() -> Validator {
    validator_for(&pavedroad_manifests::app_schema()).unwrap()
}

fn platform() -> Validator {
    validator_for(&pavedroad_manifests::platform_schema()).unwrap()
}

/// Every problem of a YAML text, by a validator that is none of ours.
fn check(validator: &Validator, yaml: &str) -> Vec<String> {
    let value: Value = serde_yaml::from_str(yaml).unwrap();
    validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
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
    for (folder, schema) in [("examples/apps", app()), ("examples/platforms", platform())] {
        for file in files(folder) {
            assert_eq!(check(&schema, &text(&file)), Vec::<String>::new(), "{}", file.display());
        }
    }
}

#[test]
fn mistakes_an_editor_can_see_are_refused() {
    let schema = app();
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
    let schema = app();
    let text = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nenvironments:\n  test: {autoscale: null, env: {A: null}, \
                ports: {http: {service: 80}, grpc: null}, probes: {startup: {http: null}}, image: {tag: x}}\n  \
                preview:\n  prod: {resources: null, autoscale: {max: null}}\n";
    assert_eq!(check(&schema, text), Vec::<String>::new());
}

#[test]
fn what_the_reader_accepts_the_schema_accepts() {
    let (schema, built_in) = (app(), pavedroad_manifests::Platform::default());
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
        let read = pavedroad_manifests::AppSpec::read(&built_in, "app.yaml", &text);
        assert!(read.is_ok(), "{text}{read:?}");
        assert_eq!(check(&schema, &text), Vec::<String>::new(), "{text}");
    }
    let schema = platform();
    for text in
        ["apiVersion:\nconvention:\npullSecret:\npodSecurity:\nmonitoring:\n", "convention: {lines: , app: , tag: }\n"]
    {
        let read = pavedroad_manifests::Platform::read("platform.yaml", text);
        assert!(read.is_ok(), "{text}{read:?}");
        assert_eq!(check(&schema, text), Vec::<String>::new(), "{text}");
    }
}

/// Every key's example in a schema is one.
#[test]
fn every_example_in_a_schema_fits_it() {
    fn walk(schema: &Value, at: &str, problems: &mut Vec<String>, seen: &mut usize) {
        for example in schema["examples"].as_array().into_iter().flatten() {
            *seen += 1;
            let validator = validator_for(schema).unwrap();
            problems.extend(validator.iter_errors(example).map(|error| format!("{at}: {error}")));
        }
        // The overrides of an environment are the sections once more.
        for (key, value) in
            schema["properties"].as_object().into_iter().flatten().filter(|(key, _)| *key != "environments")
        {
            walk(value, &format!("{at}.{key}"), problems, seen);
        }
        for key in ["additionalProperties", "items"] {
            if let Some(below) = schema.get(key) {
                walk(below, &format!("{at}.{key}"), problems, seen);
            }
        }
        for choice in schema["anyOf"].as_array().into_iter().flatten() {
            walk(choice, at, problems, seen);
        }
    }
    for schema in [pavedroad_manifests::app_schema(), pavedroad_manifests::platform_schema()] {
        let (mut problems, mut seen) = (Vec::new(), 0);
        walk(&schema, "", &mut problems, &mut seen);
        assert_eq!(problems, Vec::<String>::new());
        assert!(seen > 20, "only {seen} examples");
    }
}

#[test]
fn every_example_file_names_its_schema_for_editors() {
    for (folder, schema) in [
        ("examples/apps", "app"),
        ("examples/apps/broken", "app"),
        ("examples/bookinfo", "platform"),
        ("examples/bookinfo/apps", "app"),
        ("examples/design", "platform"),
        ("examples/design/apps", "app"),
        ("examples/platforms", "platform"),
    ] {
        for file in files(folder) {
            let depth = "../".repeat(folder.split('/').count());
            let expected = format!("# yaml-language-server: $schema={depth}docs/schemas/{schema}.json");
            assert_eq!(text(&file).lines().next(), Some(&*expected), "{}", file.display());
        }
    }
}

#[test]
fn every_key_in_the_reference_has_an_example() {
    for page in
        docs::pages().iter().filter(|page| page.path().ends_with("app.md") || page.path().ends_with("platform.md"))
    {
        let rows: Vec<Vec<&str>> = page
            .content()
            .lines()
            .filter(|line| line.starts_with("| `") || line.starts_with("| **"))
            .map(|line| line.split(" | ").collect())
            .collect();
        assert!(rows.len() > 50, "{}: {} rows", page.path(), rows.len());
        let without: Vec<&str> = rows.iter().filter(|cells| cells[3].trim().is_empty()).map(|cells| cells[0]).collect();
        assert!(without.is_empty(), "{}: {without:?}", page.path());
    }
}

#[test]
fn a_report_of_network_benchmarks_is_as_its_schema_says() {
    let read =
        |path: &str| -> Value { serde_json::from_str(&std::fs::read_to_string(root().join(path)).unwrap()).unwrap() };
    let (schema, report) = (read("docs/schemas/netbench-report.json"), read("examples/golden/netbench/report.json"));
    let validator = validator_for(&schema).unwrap();
    let problems: Vec<String> = validator.iter_errors(&report).map(|error| error.to_string()).collect();
    assert_eq!(problems, Vec::<String>::new());
    let mut broken = report;
    broken["metrics"][0]["pairs"][0]["verdict"] = "maybe".into();
    assert!(!validator.is_valid(&broken));
}
