//! `check`: every mistake of every file, for people and for machines.

use std::path::PathBuf;

use crate::program::{assert_golden, run};

/// A folder of this test's own, with these files in it.
fn folder(name: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("check").join(name);
    match std::fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => panic!("{}: {error}", folder.display()),
        _ => {}
    }
    for (name, text) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

const RIGHT: &[u8] = b"app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\n";
const WRONG: &[u8] = b"app: ai-dc-api\nimage: {tag: 20190510-1033_v20}\nreplica: 3\n";
const WARNED: &[u8] = b"app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\navailability: {disruption: 0}\n";

const TWENTY: &str = "examples/apps/broken/twenty-mistakes.yaml";

#[test]
fn without_arguments_twenty_mistakes_are_explained() {
    let run = run("check", &[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("check/twenty-mistakes.txt", &run.stdout);
    assert_eq!(run.stdout.matches(TWENTY).count(), 20);
}

#[test]
fn a_file_with_mistakes_fails_with_the_same_text() {
    let (shown, checked) = (run("check", &[]), run("check", &[TWENTY]));
    assert_eq!((checked.code, checked.stderr.as_str()), (Some(1), ""));
    assert_eq!(shown.stdout, checked.stdout + "Check your own: cargo run --example check -- app.yaml\n");
}

#[test]
fn machines_get_json_or_sarif() {
    for (format, golden) in [("json", "check/twenty-mistakes.json"), ("sarif", "check/twenty-mistakes.sarif")] {
        let run = run("check", &["--format", format, TWENTY]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
        assert_golden(golden, &run.stdout);
        assert!(serde_json::from_str::<serde_json::Value>(&run.stdout).is_ok());
    }
}

#[test]
fn the_files_that_ship_are_right() {
    let apps = ["ai-dc-api", "ai-dc-server", "ai-dc-web"].map(|app| format!("examples/apps/{app}.yaml"));
    let run_shipped = run("check", &apps.each_ref().map(String::as_str));
    assert_eq!((run_shipped.code, run_shipped.stdout.as_str()), (Some(0), "3 files: no findings\n"));
    let everything = ["examples/apps/everything.yaml", "--platform", "examples/platforms/everything.yaml"];
    assert_eq!(run("check", &everything).code, Some(0));
}

#[test]
fn notes_and_warnings_fail_only_if_asked_to() {
    let file = folder("warned", &[("app.yaml", WARNED)]).join("app.yaml");
    let file = file.to_str().unwrap();
    let [plain, strict] = [&[file][..], &[file, "--strict"]].map(|arguments| run("check", arguments));
    assert_eq!((plain.code, strict.code), (Some(0), Some(1)));
    assert_eq!(plain.stdout, strict.stdout);
    assert!(plain.stdout.contains("warning[blocks-drains]"), "{}", plain.stdout);
    assert!(plain.stdout.ends_with("\n1 file: 1 warning\n"), "{}", plain.stdout);
}

#[test]
fn folders_are_searched_for_yaml_in_the_order_of_names() {
    let files = [
        ("b/app.yml", WRONG),
        ("a.yaml", b"app: ai\n"),
        ("a.txt", b"[".as_slice()),
        (".hidden/app.yaml", b"["),
        ("b/c/d.yaml", RIGHT),
    ];
    let folder = folder("folders", &files);
    let run = run("check", &[folder.to_str().unwrap()]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    let places: Vec<&str> = run.stdout.lines().filter_map(|line| line.trim_start().strip_prefix("--> ")).collect();
    let expected = ["a.yaml:", "b/app.yml:3:1 (replica)"];
    let found = |expected: &str| places.iter().position(|place| place.contains(expected));
    assert!(found(expected[0]).is_some() && found(expected[0]) < found(expected[1]), "{places:?}");
    assert!(run.stdout.contains("\n3 files: "), "{}", run.stdout);
}

#[test]
fn what_cannot_be_read_is_said_beside_the_findings_of_the_rest() {
    let file = folder("unreadable", &[("app.yaml", WRONG)]).join("app.yaml");
    let run = run("check", &["no-such-file.yaml", file.to_str().unwrap()]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.starts_with("error: cannot read no-such-file.yaml: "), "{}", run.stderr);
    assert!(run.stdout.contains("error[unknown-key]"), "{}", run.stdout);
}

#[test]
fn a_platform_file_is_checked_too() {
    let files =
        [("platform.yaml", b"pullSecret: UPPER\n".as_slice()), ("app.yaml", b"app: ai\n"), ("no.yaml", b"\xff")];
    let folder = folder("platform", &files);
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let wrong = run("check", &[&path("app.yaml"), "--platform", &path("platform.yaml")]);
    assert_eq!(wrong.code, Some(1));
    assert_eq!(wrong.stderr, "the platform file has errors, so the apps are not checked\n");
    assert!(wrong.stdout.contains("platform.yaml:1:13 (pullSecret)"), "{}", wrong.stdout);
    assert!(!wrong.stdout.contains("app.yaml:"), "{}", wrong.stdout);

    std::fs::write(path("platform.yaml"), "limits: {container: {max: {cpu: 4}}}\n").unwrap();
    let warned = run("check", &["examples/apps/ai-dc-web.yaml", "--platform", &path("platform.yaml")]);
    assert_eq!((warned.code, warned.stderr.as_str()), (Some(0), ""));
    assert!(warned.stdout.contains("warning[cpu-limit]"), "{}", warned.stdout);
    assert!(warned.stdout.ends_with("2 files: 1 warning\n"), "{}", warned.stdout);

    let bytes = run("check", &[&path("no.yaml")]);
    assert_eq!(bytes.code, Some(1));
    assert!(bytes.stdout.contains("error[not-utf8]"), "{}", bytes.stdout);
    let unreadable = run("check", &["--platform", "no-such-file.yaml"]);
    assert_eq!((unreadable.code, unreadable.stdout.as_str()), (Some(2), ""));
}

#[test]
fn help_names_every_option_and_the_exit_codes() {
    let help = run("check", &["--help"]);
    assert_eq!(help.code, Some(0));
    for expected in ["--platform", "--format", "--strict", "text", "json", "sarif", "Exit code"] {
        assert!(help.stdout.contains(expected), "{expected} is missing in:\n{}", help.stdout);
    }
    assert_eq!(run("check", &["--format", "xml"]).code, Some(2));
}

#[test]
fn apps_are_seen_together_and_summed() {
    let web: &[u8] = b"app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nresources: {cpu: 250m}\ncalls: [ai-dc-api]\n";
    let api: &[u8] = b"app: ai-dc-api\nimage: {tag: 20190510-1033_v20}\ncallers: []\n";
    let folder = folder("together", &[("web.yaml", web), ("api.yaml", api)]);
    let folder = folder.to_str().unwrap();
    let together = run("check", &[folder, "--totals"]);
    assert_eq!((together.code, together.stderr.as_str()), (Some(1), ""));
    assert!(
        together.stdout.contains("found a call to `ai-dc-api`, expected an app that lists `ai-dc-web`"),
        "{}",
        together.stdout
    );
    assert!(together.stdout.contains("  ai    test         2     4     500m  -\n"), "{}", together.stdout);

    let alone = format!("{folder}/web.yaml");
    assert_eq!(run("check", &[&alone]).code, Some(0));
    let complete = run("check", &[&alone, "--complete"]);
    assert_eq!(complete.code, Some(1), "{}", complete.stdout);
}
