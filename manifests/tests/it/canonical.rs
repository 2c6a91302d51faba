//! The normal form of an app spec.

use pavedroad_manifests::{AppSpec, Platform};
use proptest::prelude::*;

use crate::whole_spec::{documents, platform, read, specs};

/// Reading the normal form gives the same apps, and the same normal form.
#[track_caller]
fn keeps(platform: &Platform, spec: &AppSpec, text: &str) {
    let canonical = spec.canonical().unwrap();
    let again = AppSpec::read(platform, "canonical.yaml", &canonical)
        .unwrap_or_else(|findings| panic!("{text}\n{canonical}\n{findings}"));
    assert_eq!(again.apps(), spec.apps(), "{text}\n{canonical}");
    assert_eq!(again.canonical().unwrap(), canonical, "{text}");
    // What is explained is the same too, but for the places.
    for app in spec.apps() {
        let values = |spec: &AppSpec| -> Vec<(String, String)> {
            let explanation = spec.explain(platform, app.environment().as_str()).unwrap();
            explanation.iter().map(|value| (value.path().to_owned(), value.value())).collect()
        };
        assert_eq!(values(&again), values(spec), "{text}\n{canonical}");
    }
}

#[test]
fn every_document_reads_back_as_the_same_apps() {
    for (platform, text) in documents() {
        keeps(&platform, &read(&platform, &text), &text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_specs_read_back_as_the_same_apps(text in specs()) {
        let platform = platform();
        if let Ok(spec) = AppSpec::read(&platform, "app.yaml", &text) {
            keeps(&platform, &spec, &text);
        }
    }
}

#[test]
fn the_generator_makes_specs_that_are_read() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    let (mut runner, platform, specs) = (TestRunner::deterministic(), platform(), specs());
    let valid = |text: &String| AppSpec::read(&platform, "app.yaml", text).is_ok();
    let count = (0..400).filter(|_| valid(&specs.new_tree(&mut runner).unwrap().current())).count();
    assert!(count > 100, "{count} of 400 are valid");
}

#[test]
fn what_says_the_same_has_one_normal_form() {
    let platform = platform();
    let long = "\
apiVersion: pavedroad/v1alpha1
app: ai-dc-web
labels:
  team: search
  zone: a
image:
  tag: 20190510-1033_v20
ports:
  http:
    port: 8080
resources:
  cpu: 250m
  memory: 512Mi
  limits:
    cpu: 2
probes:
  startup:
    within: 2m30s
environments:
  test:
    ports:
      http: null
    replicas: 1
  prod:
    ports:
      http:
        port: 81
";
    let short = "\
%YAML 1.2
---
# A comment.
environments: {prod: {ports: {http: 81}}, preview: {}, test: {ports: {http: ~}, replicas: 1}}
resources: {limits: {cpu: 2000m}, memory: 0.5Gi, cpu: \"0.25\"}
probes: {startup: {within: 150s}}
ports: {http: 8080}
labels: {zone: 'a', team: &t search}
image: {tag: 20190510-1033_v20}
app: ai-dc-web
";
    assert_eq!(read(&platform, short).canonical().unwrap(), long);
    assert_eq!(read(&platform, long).canonical().unwrap(), long);
}

#[test]
fn an_override_of_nothing_changes_nothing() {
    for (platform, text) in documents() {
        let plain: String = text.split("environments:").next().unwrap_or_default().to_owned();
        let Ok(spec) = AppSpec::read(&platform, "app.yaml", &plain) else { continue };
        let environments = platform.convention().environments().iter();
        let nothing: String =
            environments.map(|name| format!("  {name}: {{labels: {{}}, env: {{}}, probes: {{}}}}\n")).collect();
        let with = read(&platform, &format!("{plain}\nenvironments:\n{nothing}"));
        assert_eq!(with.apps(), spec.apps(), "{plain}");
    }
}
