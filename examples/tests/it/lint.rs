//! `lint`: what does not fit between objects, for people and for machines.

use std::path::PathBuf;

use crate::program::{assert_golden, run, run_with_input};

const SHOP: &str = "examples/lint/shop.yaml";

/// A file of this test's own.
fn file(name: &str, text: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("lint-{name}"));
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn without_arguments_ten_rules_are_broken() {
    let run = run("lint", &[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("lint/shop.txt", &run.stdout);
    let mut codes: Vec<&str> = run.stdout.lines().filter_map(|line| Some(line.split_once("]: found ")?.0)).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), 10, "{codes:?}");
}

#[test]
fn errors_fail_and_warnings_fail_only_if_asked_to() {
    assert_eq!(run("lint", &[SHOP]).code, Some(1));
    let service = "apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\n\
                   spec: {selector: {app: web}, ports: [{port: 80}]}\n";
    let service = file("service.yaml", service);
    let [plain, strict] = [&[service.as_str()][..], &[&service, "--strict"]].map(|arguments| run("lint", arguments));
    assert_eq!((plain.code, strict.code), (Some(0), Some(1)));
    assert_eq!(plain.stdout, strict.stdout);
    assert!(plain.stdout.starts_with("warning[service-without-pods]: "), "{}", plain.stdout);
    assert!(plain.stdout.ends_with("\n1 object: 1 warning\n"), "{}", plain.stdout);

    let reason = "service-without-pods=another team makes the pods";
    let without = run("lint", &[&service, "--strict", "--without", reason]);
    assert_eq!(without.code, Some(0));
    let expected = "1 object: no findings\nwithout service-without-pods: another team makes the pods\n";
    assert_eq!(without.stdout, expected);
}

#[test]
fn a_secret_that_somebody_else_makes_is_missing_only_among_all_objects() {
    let pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec:\n  containers:\n  \
               - {name: web, image: web, envFrom: [{secretRef: {name: password}}]}\n";
    let pod = file("pod.yaml", pod);
    assert_eq!(run("lint", &[&pod]).code, Some(0));
    let closed = run("lint", &[&pod, "--closed"]);
    assert_eq!(closed.code, Some(1));
    assert!(closed.stdout.starts_with("error[dangling-secret]: "), "{}", closed.stdout);
}

#[test]
fn machines_get_json_with_the_line_of_the_object() {
    let run = run("lint", &[SHOP, "--output", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    assert_golden("lint/shop.json", &run.stdout);
    let findings: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let shop = include_str!("../../lint/shop.yaml");
    for finding in findings.as_array().unwrap() {
        let line = usize::try_from(finding["line"].as_u64().unwrap()).unwrap();
        assert!(shop.lines().nth(line - 1).unwrap().starts_with("apiVersion: "), "{finding}");
    }
}

#[test]
fn what_cannot_be_read_is_said_and_left_out() {
    let text = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: 5}\n---\n\
                apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\n";
    for run in [run("lint", &[&file("wrong.yaml", text)]), run_with_input("lint", &["-"], text)] {
        assert_eq!(run.code, Some(1));
        assert!(run.stderr.starts_with("error[wrong-type]: found `5`, expected a mapping"), "{}", run.stderr);
        assert!(run.stderr.contains("4 | spec: {selector: 5}\n"), "{}", run.stderr);
        assert_eq!(run.stdout, "1 object: no findings\n");
    }
    assert!(run_with_input("lint", &["-"], text).stderr.contains(" --> <stdin>:4:18 (spec.selector)\n"));
}

#[test]
fn what_deliver_writes_has_no_findings() {
    let app = "examples/apps/ai-dc-web.yaml";
    let delivered = run("deliver", &["--app", app, "--environment", "prod", "--out", "-"]);
    let run = run_with_input("lint", &["-", "--strict"], &delivered.stdout);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{}", run.stdout);
    assert!(run.stdout.ends_with("objects: no findings\n"), "{}", run.stdout);
}

#[test]
fn wrong_usage_and_unreadable_files_exit_with_2() {
    for (arguments, reason) in [
        (&["--without", "blocks-drain=why"][..], "found the code \"blocks-drain\", expected one that"),
        (&["--without", "blocks-drains"], "found no reason, expected one, as in `blocks-drains=why it does not count`"),
        (&["--without", "blocks-drains= "], "found no reason"),
        (&["no-such-file.yaml"], "cannot read no-such-file.yaml"),
        (&["--output", "xml"], "invalid value 'xml'"),
    ] {
        let run = run("lint", arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}");
        assert!(run.stderr.contains(reason), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn every_rule_can_be_shown() {
    let run = run("lint", &["--rules"]);
    assert_eq!(run.code, Some(0));
    assert_eq!(run.stdout.lines().count(), pavedroad_manifests::LintCode::ALL.len() + 1);
}
