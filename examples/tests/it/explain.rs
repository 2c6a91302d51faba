//! `explain`: where each value comes from.

use crate::program::{assert_golden, run};

const SERVER: &str = "examples/apps/ai-dc-server.yaml";
const HELLO: [&str; 3] = ["examples/apps/hello.yaml", "--platform", "examples/platforms/without-lines.yaml"];

#[test]
fn without_arguments_explains_a_shipped_app() {
    let run = run("explain", &[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("explain/shipped.txt", &run.stdout);
}

#[test]
fn another_environment_has_other_values_and_places() {
    let run = run("explain", &[SERVER, "replicas", "--environment", "test"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(
        run.stdout,
        "PATH      VALUE  ORIGIN    PLACE\nreplicas  1      override  examples/apps/ai-dc-server.yaml:7:20\n"
    );
}

#[test]
fn what_the_platform_file_decides_has_its_place_there() {
    let run = run("explain", &[&HELLO[..], &["--environment", "dev"]].concat());
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("explain/platform.txt", &run.stdout);
}

#[test]
fn programs_get_json() {
    let run = run("explain", &[SERVER, "ports", "--output", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("explain/ports.json", &run.stdout);
}

#[test]
fn the_normal_form_is_printed_for_all_environments() {
    let run = run("explain", &[SERVER, "--canonical"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("explain/canonical.yaml", &run.stdout);
}

#[test]
fn the_normal_form_of_every_shipped_app_delivers_the_same_objects() {
    let without_lines = ["--platform", "examples/platforms/without-lines.yaml"];
    let everything = ["--platform", "examples/platforms/everything.yaml"];
    for (file, platform) in [
        ("examples/apps/ai-dc-api.yaml", &[][..]),
        ("examples/apps/ai-dc-server.yaml", &[]),
        ("examples/apps/ai-dc-web.yaml", &[]),
        ("examples/apps/hello.yaml", &without_lines),
        ("examples/apps/everything.yaml", &everything),
    ] {
        let canonical = run("explain", &[&[file, "--canonical"], platform].concat()).stdout;
        let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("canonical.yaml");
        std::fs::write(&path, &canonical).unwrap();
        let delivered = |file: &str| run("deliver", &[&["--out", "-", "--app", file], platform].concat()).stdout;
        let again = delivered(path.to_str().unwrap());
        assert!(!again.is_empty() && again == delivered(file), "{file}:\n{canonical}");
    }
}

#[test]
fn a_file_with_mistakes_exits_with_1_and_says_all_of_them() {
    let run = run("explain", &["examples/apps/broken/five-mistakes.yaml"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert_eq!(run.stderr.matches("error[").count(), 5, "{}", run.stderr);
}

#[test]
fn wrong_usage_exits_with_2_and_says_what_there_is() {
    for (arguments, expected) in [
        (&[SERVER, "resource"][..], "found no value at \"resource\", expected a path below one of app, namespace,"),
        (
            &["--environment", "staging"],
            "found environment \"staging\", expected one of the platform's: test, preview, prod",
        ),
        (&["no-such-file.yaml"], "cannot read no-such-file.yaml"),
        (&[SERVER, "--canonical", "--output", "json"], "cannot be used with"),
        (&[SERVER, "--output", "xml"], "invalid value 'xml'"),
    ] {
        let run = run("explain", arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.stderr.contains(expected), "{arguments:?} printed:\n{}", run.stderr);
    }
}

#[test]
fn help_names_every_option_and_the_exit_codes() {
    let run = run("explain", &["--help"]);
    assert_eq!(run.code, Some(0));
    for expected in ["--environment", "--platform", "--output", "--canonical", "Exit code"] {
        assert!(run.stdout.contains(expected), "{expected} is missing in:\n{}", run.stdout);
    }
}
