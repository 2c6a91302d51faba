//! `names`: an inventory checked, names explained, names built.

use crate::program::{assert_golden, run};

#[test]
fn the_table_that_ships_breaks_its_own_rule_once() {
    let run = run("names", &[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    assert_golden("names/services.txt", &run.stdout);
}

#[test]
fn an_inventory_of_a_cluster_is_checked_with_its_images() {
    let run = run("names", &["--inventory", "examples/inventories/cluster.json", "--output", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    assert_golden("names/cluster.json", &run.stdout);
}

#[test]
fn names_are_explained() {
    let names = [
        "ai-dc-web",
        "ai-test",
        "registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20",
        "20190510-1033_v20",
        "nginx:1.27",
        "app in (ai-dc-web, ai-dc-api),!canary",
        "0 0 31 2 *",
    ];
    let run = run("names", &names);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("names/explained.txt", &run.stdout);
}

#[test]
fn names_that_a_cluster_and_its_mesh_make_are_explained() {
    let names = [
        "ai-api-8566595ffb-gwphf",
        "sync-27786000-gwphf",
        "web-0",
        "k8s-test-node-0-121",
        "ai-api:2019-07-26-13-25_v20",
        "web.ai-test",
        "kubernetes.default.svc.cluster.local",
        "web-0.web.ai-test.svc.cluster.local.",
        "10-12-0-3.ai-test.pod",
        "_http._tcp.web",
        "outbound|9080|v1|reviews.default.svc.cluster.local",
        "outbound_.9080_._.reviews.default.svc.cluster.local",
        "out.reviews.default.svc.cluster.local|http|version=v1",
        "inbound|9080||",
    ];
    let run = run("names", &names);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("names/cluster.txt", &run.stdout);
}

#[test]
fn the_name_of_a_service_is_resolved_as_a_pod_does() {
    let run = run("names", &["--from", "ai-test", "ai-dc-web", "ai-dc-web.ai-prod"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("names/resolved.txt", &run.stdout);
}

#[test]
fn a_name_that_nothing_in_a_cluster_has_is_told_why() {
    let names = [
        "ai-api-8566595ffb-gwpha",
        "kubernetes.cluster.svc.local",
        "k8s-tset-node-0-121",
        "k8s-test-node-0-256",
        "ai-api:2019-02-30-13-25_v20",
        "outbound|9080|reviews",
    ];
    let run = run("names", &names);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    assert_golden("names/flawed.txt", &run.stdout);
    let names = ["ai-api-8566595ffb-gwpha", "kubernetes.cluster.svc.local", "--output", "json"];
    let json = crate::program::run("names", &names);
    assert_eq!((json.code, json.stderr.as_str()), (Some(1), ""));
    assert_golden("names/flawed.json", &json.stdout);
}

#[test]
fn a_name_beside_the_convention_is_told_what_it_should_be() {
    let names = ["ai-tset", "ai_dc_web", "registry.hz.local/huize/ai-test_ai-dc-web:20190230-1033_v20", "+/-"];
    let run = run("names", &names);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    assert_golden("names/wrong.txt", &run.stdout);
    let json = crate::program::run("names", &["ai-tset", "--output", "json"]);
    assert_eq!((json.code, json.stderr.as_str()), (Some(1), ""));
    assert_golden("names/wrong.json", &json.stdout);
}

#[test]
fn names_are_built_for_every_environment() {
    let run = run("names", &["--app", "ai-dc-web", "--tag", "20190510-1033_v20"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("names/built.txt", &run.stdout);
}

#[test]
fn built_names_are_there_for_programs() {
    let run = run("names", &["--app", "ai-dc-web", "--tag", "20190510-1033_v20", "--port", "9090", "--output", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("names/built.json", &run.stdout);
}

#[test]
fn an_app_whose_derived_names_are_too_long_is_told_which() {
    let run = run("names", &["--app", "ai-recommendation-feature-preprocessing-web-server"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    assert_golden("names/long.txt", &run.stdout);
}

#[test]
fn a_wrong_app_builds_nothing() {
    let run = run("names", &["--app", "ai-api"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert!(run.stderr.starts_with("error: invalid app name \"ai-api\""), "{}", run.stderr);
}

#[test]
fn wrong_usage_and_unreadable_files_exit_with_2() {
    for arguments in [
        &["--inventory", "no-such-file.csv"][..],
        &["--inventory", "README.md"],
        &["--tag", "v20"],
        &["ai-dc-web", "--app", "ai-dc-web"],
        &["--from", "ai-test"],
        &["--from", "ai-test", "--app", "ai-dc-web"],
        &["--port", "80"],
        &["--output", "yaml"],
    ] {
        let run = run("names", arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.stderr.starts_with("error: "), "{}", run.stderr);
    }
}
