//! The Kubernetes versions are the same wherever they are named.

use std::collections::BTreeSet;

use crate::workspace::{packages, read, root};

/// The versions that `pavedroad-manifests` passes on, as in "1.33", oldest first.
fn supported() -> Vec<String> {
    let packages = packages();
    let manifests = packages.iter().find(|package| package["name"] == "pavedroad-manifests");
    let features = manifests.and_then(|package| package["features"].as_object()).expect("manifests has features");
    let minors: BTreeSet<u32> = features
        .keys()
        .filter_map(|feature| feature.strip_prefix("k8s_v1_"))
        .map(|minor| minor.parse().expect("a version's second part is a number"))
        .collect();
    minors.iter().map(|minor| format!("1.{minor}")).collect()
}

#[test]
fn every_supported_version_passes_on_its_own_feature() {
    let packages = packages();
    let manifests = packages.iter().find(|package| package["name"] == "pavedroad-manifests").expect("it is a member");
    let versions = supported();
    assert!(versions.len() >= 2, "{versions:?}");
    for version in versions {
        let feature = format!("v{}", version.replace('.', "_"));
        let passed = &manifests["features"][format!("k8s_{feature}")];
        assert_eq!(*passed, serde_json::json!([format!("k8s-openapi/{feature}")]), "{version}");
    }
}

#[test]
fn the_repository_builds_against_the_newest() {
    let newest = supported().pop().expect("there is one");
    let configuration = read(&root().join(".cargo/config.toml"));
    let line = format!("K8S_OPENAPI_ENABLED_VERSION = \"{newest}\"");
    assert!(configuration.lines().any(|found| found == line), ".cargo/config.toml has no line {line}");
}

#[test]
fn ci_builds_against_the_oldest_and_the_newest() {
    let versions = supported();
    let (oldest, newest) = (versions.first().expect("there is one"), versions.last().expect("there is one"));
    let run = read(&root().join(".ci/run"));
    assert!(run.lines().any(|line| line == format!("oldest={oldest}")), ".ci/run has no line oldest={oldest}");
    let workflow = read(&root().join(".github/workflows/ci.yml"));
    let matrix = format!("kubernetes: [\"{oldest}\", \"{newest}\"]");
    assert!(workflow.contains(&matrix), "ci.yml has no {matrix}");
}
