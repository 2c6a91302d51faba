//! `capacity`: what apps need together, and what quotas and nodes leave.

use std::path::PathBuf;

use serde_json::Value;

use crate::program::{assert_golden, run};

const APPS: [&str; 3] = ["examples/design/apps", "--platform", "examples/design/platform.yaml"];
const NODES: [&str; 2] = ["--nodes", "examples/inventories/nodes.yaml"];

/// A file of this test's own.
fn file(name: &str, text: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("capacity");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), text).unwrap();
    folder.join(name).to_str().unwrap().to_owned()
}

#[track_caller]
fn json(arguments: &[&str]) -> Value {
    let run = run("capacity", &[arguments, &["--output", "json"]].concat());
    assert_eq!(run.stderr, "");
    serde_json::from_str(&run.stdout).unwrap()
}

#[test]
fn without_arguments_it_counts_the_ten_design_points() {
    let shown = run("capacity", &[]);
    assert_eq!((shown.code, shown.stderr.as_str()), (Some(0), ""));
    assert_golden("capacity/shipped.txt", &shown.stdout);
    // The same files given by hand are the same, and what does not fit is a finding.
    let given = run("capacity", &[&APPS[..], &NODES].concat());
    assert_eq!((given.code, given.stderr.as_str()), (Some(1), ""));
    assert!(shown.stdout.starts_with(&given.stdout), "{}", given.stdout);
    // The platform file in the folder is no app.
    let folder = run("capacity", &[&["examples/design"], &APPS[1..], &NODES].concat());
    assert_eq!((folder.code, folder.stdout), (Some(1), given.stdout));
}

#[test]
fn machines_get_json() {
    let run = run("capacity", &["--output", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("capacity/shipped.json", &run.stdout);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["fits"], false);
    assert_eq!(report["over"][0]["when"], "while every app is updated at once");
    assert_eq!(report["lines"][0]["most"]["pods"], report["total"]["most"]["pods"]);
}

#[test]
fn it_is_drawn() {
    let path = file("shipped.svg", "");
    assert_eq!(run("capacity", &["--svg", &path]).code, Some(0));
    assert_golden("capacity/shipped.svg", &std::fs::read_to_string(&path).unwrap());
    let unwritable = run("capacity", &["--svg", "no/such/folder/capacity.svg"]);
    assert_eq!(unwritable.code, Some(2));
    assert!(unwritable.stderr.starts_with("error: cannot write no/such/folder/capacity.svg"), "{}", unwritable.stderr);
}

#[test]
fn one_environment_that_fits_is_fine() {
    let run = run("capacity", &[&APPS[..], &NODES, &["--environment", "test"]].concat());
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert!(run.stdout.starts_with("test: 10 apps\n"), "{}", run.stdout);
    assert!(run.stdout.ends_with("all of it fits, also while every app is updated at once\n"), "{}", run.stdout);
    assert!(!run.stdout.contains("prod"), "{}", run.stdout);
}

#[test]
fn without_quotas_and_nodes_nothing_is_bounded() {
    let (apps, path) = (["ai-dc-web", "ai-dc-server"], file("unbounded.svg", ""));
    let apps = apps.map(|app| format!("examples/apps/{app}.yaml"));
    let run = run("capacity", &[&apps[0], &apps[1], "--svg", &path]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("capacity/unbounded.txt", &run.stdout);
    assert_golden("capacity/unbounded.svg", &std::fs::read_to_string(&path).unwrap());
}

#[test]
fn lines_and_environments_are_summed() {
    let text = "image: {tag: 20190510-1033_v20}\nresources: {cpu: 1, memory: 1Gi}\nreplicas: 3\n";
    let apps = ["ai-dc-web", "ai-dc-api", "ad-bid-api"];
    let files = apps.map(|app| file(&format!("{app}.yaml"), &format!("app: {app}\n{text}")));
    let report = json(&files.each_ref().map(String::as_str));
    let pods = |value: &Value| value["most"]["pods"].as_u64().unwrap();
    let lines: Vec<(&str, u64)> =
        report["lines"].as_array().unwrap().iter().map(|it| (it["line"].as_str().unwrap(), pods(it))).collect();
    assert_eq!(lines, [("ad", 9), ("ai", 18)]);
    assert_eq!(pods(&report["total"]), 27);
    assert_eq!(report["environments"].as_array().unwrap().len(), 3);
    for environment in report["environments"].as_array().unwrap() {
        let sum: u64 = environment["namespaces"].as_array().unwrap().iter().map(pods).sum();
        assert_eq!((sum, pods(&environment["total"])), (9, 9));
    }
}

const NODE: &str = "{apiVersion: v1, kind: Node, metadata: {name: worker-1}, status: {allocatable: {cpu: '8', memory: 32Gi, \
                    pods: '110'}}}\n";

#[test]
fn nodes_that_say_no_environment_are_everybodys() {
    let nodes = file("worker.yaml", NODE);
    let app = "examples/apps/ai-dc-web.yaml";
    let path = file("shared-nodes.svg", "");
    let run = run("capacity", &[app, "--nodes", &nodes, "--svg", &path]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("capacity/shared-nodes.txt", &run.stdout);
    assert_golden("capacity/shared-nodes.svg", &std::fs::read_to_string(&path).unwrap());
    let report = json(&[app, "--nodes", &nodes]);
    assert_eq!(report["sharedNodes"][0]["usedPercent"], 18);
    assert_eq!(report["environments"][0]["bounds"], serde_json::json!([]));
}

#[test]
fn an_environment_without_nodes_of_its_own_is_named() {
    let nodes = file("prod.yaml", &NODE.replace("worker-1", "k8s-prod-node-0-121"));
    let report = json(&["examples/apps/ai-dc-web.yaml", "--nodes", &nodes]);
    let note = "None of the nodes is of test by its name, so nothing is said of its nodes.";
    assert_eq!((&report["notes"][0], report["notes"].as_array().unwrap().len()), (&Value::from(note), 2));
    let bounds = |at: usize| report["environments"][at]["bounds"].as_array().unwrap().len();
    assert_eq!([bounds(0), bounds(1), bounds(2)], [0, 0, 3]);
}

#[test]
fn a_quota_that_is_too_small_is_a_finding() {
    let app = "examples/apps/ai-dc-web.yaml";
    for (hard, when) in [
        (
            "{requests.memory: 512Mi}",
            "needs requests.memory 1 GiB, quota: 512 MiB, 512 MiB too much, even with the fewest pods",
        ),
        ("{pods: 2}", "needs pods 3, quota: 2, 1 too much, while every app is updated at once"),
        ("{requests.cpu: 100m}", "needs requests.cpu 0.5, quota: 0.1, 0.4 too much, even with the fewest pods"),
    ] {
        let platform = file("small.yaml", &format!("quota: {{test: {hard}}}\n"));
        let run = run("capacity", &[app, "--platform", &platform, "--environment", "test"]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""), "{hard}");
        assert!(run.stdout.ends_with(&format!("over: ai-test {when}\n")), "{}", run.stdout);
    }
}

#[test]
fn files_with_errors_are_explained() {
    let app = "examples/apps/ai-dc-web.yaml";
    let (unknown, empty) = (file("unknown.yaml", &NODE.replace("status", "state")), file("empty.yaml", "# nothing\n"));
    for (arguments, code, reason) in [
        (&["examples/apps/broken/five-mistakes.yaml"][..], 1, "error[unknown-key]"),
        (&[app, app], 1, "app ai-dc-web is in examples/apps/ai-dc-web.yaml too, expected one file for an app"),
        (&[app, "--nodes", &unknown], 1, "error[unknown-key]: found unknown key `state`"),
        (&[app, "--nodes", &empty], 2, "found no node in "),
        (&[app, "--nodes", "no-such-file.yaml"], 2, "cannot read no-such-file.yaml"),
        (&["no-such-file.yaml", "no-such-folder/"], 2, "error: cannot read no-such-folder/"),
        (&["examples/golden/capacity"], 2, "found no YAML files in examples/golden/capacity, expected app specs"),
        (&[app, "--environment", "staging"], 2, "expected one of the platform's: test, preview, prod"),
        (&["--output", "yaml"], 2, "invalid value 'yaml'"),
    ] {
        let run = run("capacity", arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(code), ""), "{arguments:?}");
        assert!(run.stderr.contains(reason), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn help_names_every_option_and_the_exit_codes() {
    let run = run("capacity", &["--help"]);
    assert_eq!(run.code, Some(0));
    for expected in ["--platform", "--environment", "--nodes", "--output", "--svg", "Exit code", "kubectl get nodes"] {
        assert!(run.stdout.contains(expected), "{expected} is missing in:\n{}", run.stdout);
    }
}
