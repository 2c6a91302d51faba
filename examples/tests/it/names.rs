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
        &["--output", "yaml"],
    ] {
        let run = run("names", arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.stderr.starts_with("error: "), "{}", run.stderr);
    }
}
