//! `deliver`: the main job.

use std::path::PathBuf;

#[cfg(unix)]
use crate::program::run_unread;
use crate::program::{assert_golden, root, run};

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("deliver").join(name);
    match std::fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => panic!("{}: {error}", folder.display()),
        _ => folder,
    }
}

#[test]
fn without_arguments_shows_what_every_environment_gets() {
    let run = run("deliver", &[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("deliver.txt", &run.stdout);
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let shown = run("deliver", &[]).stdout;
    assert!(readme.contains(&format!("$ cargo run --example deliver\n{}", shown.trim_end())), "{shown}");
    let arguments = ["--app", "examples/apps/broken/five-mistakes.yaml"];
    let explained = run("deliver", &arguments).stderr;
    let command = format!("$ cargo run --example deliver -- {}\n{}", arguments.join(" "), explained.trim_end());
    assert!(readme.contains(&command), "{command}");
}

#[test]
fn help_names_every_option_and_the_exit_codes() {
    let run = run("deliver", &["--help"]);
    assert_eq!(run.code, Some(0));
    for expected in ["--app", "--platform", "--environment", "--out", "Exit code", "kubectl apply"] {
        assert!(run.stdout.contains(expected), "{expected} is missing in:\n{}", run.stdout);
    }
}

#[test]
fn writes_one_file_for_each_environment() {
    let out = folder("shipped");
    let run = run("deliver", &["--out", out.to_str().unwrap()]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    for environment in ["test", "preview", "prod"] {
        let text = std::fs::read_to_string(out.join(format!("{environment}.yaml"))).unwrap();
        assert_golden(&format!("deliver/shipped/{environment}.yaml"), &text);
    }
    assert_eq!(std::fs::read_dir(&out).unwrap().count(), 3);
}

#[test]
fn every_key_of_an_app_and_of_a_platform_comes_through() {
    let out = folder("everything");
    let arguments = ["--app", "examples/apps/everything.yaml", "--platform", "examples/platforms/everything.yaml"];
    let run = run("deliver", &[&arguments[..], &["--out", out.to_str().unwrap()]].concat());
    assert_golden("everything.stderr.txt", &run.stderr);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for environment in ["staging", "live"] {
        let text = std::fs::read_to_string(out.join(format!("{environment}.yaml"))).unwrap();
        assert_golden(&format!("deliver/everything/{environment}.yaml"), &text);
    }
}

#[test]
fn a_platform_without_business_lines_is_as_easy() {
    let arguments = ["--app", "examples/apps/hello.yaml", "--platform", "examples/platforms/without-lines.yaml"];
    let run = run("deliver", &[&arguments[..], &["--out", "-"]].concat());
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("deliver/without-lines/all.yaml", &run.stdout);
}

#[test]
fn standard_output_gets_the_same_text_as_a_file() {
    let stream = run("deliver", &["--environment", "test", "--out", "-"]);
    assert_eq!((stream.code, stream.stderr.as_str()), (Some(0), ""));
    assert_golden("deliver/shipped/test.yaml", &stream.stdout);
}

#[test]
fn five_mistakes_are_five_findings_and_nothing_is_written() {
    let out = folder("broken");
    let run = run("deliver", &["--app", "examples/apps/broken/five-mistakes.yaml", "--out", out.to_str().unwrap()]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert_golden("five-mistakes.txt", &run.stderr);
    assert_eq!(run.stderr.matches("error[").count(), 5);
    assert!(!out.exists());
}

#[test]
fn the_errors_of_all_files_are_shown_at_once() {
    let files = ["examples/apps/broken/five-mistakes.yaml", "examples/apps/broken/not-yaml.yaml"];
    let run = run("deliver", &[&["--app"], &files[..]].concat());
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    for file in files {
        assert!(run.stderr.contains(file), "{file} is missing in:\n{}", run.stderr);
    }
}

#[test]
fn an_app_in_two_files_is_refused() {
    let file = "examples/apps/ai-dc-web.yaml";
    let run = run("deliver", &["--app", file, file]);
    assert_eq!(run.code, Some(1));
    assert_eq!(
        run.stderr,
        format!("error: {file}: app ai-dc-web is in {file} too, expected one file for an app\nnothing is written\n")
    );
}

#[test]
fn what_has_no_objects_yet_is_refused_with_its_place_before_anything_is_written() {
    let folder = folder("unwritten");
    std::fs::create_dir_all(&folder).unwrap();
    let (app, platform, out) = (folder.join("app.yaml"), folder.join("platform.yaml"), folder.join("out"));
    let text = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: {http: 8080}\n";
    let text = format!(
        "{text}callers: []\nroutes:\n  web: {{host: a.example.com}}\nenvironments:\n  prod: {{mesh: {{mode: sidecar}}}}\n"
    );
    std::fs::write(&app, text).unwrap();
    std::fs::write(&platform, "quota: {test: {pods: 100}}\n").unwrap();
    let (app, platform) = (app.to_str().unwrap(), platform.to_str().unwrap());
    for last in [&[][..], &["--out", out.to_str().unwrap()], &["--out", "-"]] {
        let run = run("deliver", &[&["--app", app, "--platform", platform], last].concat());
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{}", run.stderr);
        let behind = "is read and checked, but its objects are not written yet";
        assert_eq!(
            run.stderr,
            format!(
                "error: {platform}: `quota` {behind}\nerror: {app}:6:15: `routes` {behind}\n\
                 error: {app}:4:10: `callers` {behind}\nerror: {app}:8:23: `mesh` {behind}\nnothing is written\n"
            )
        );
        assert!(!out.exists());
    }
}

#[test]
fn a_file_that_is_no_text_is_a_finding() {
    let file = folder("not-text").with_extension("yaml");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, b"app: \xff\n").unwrap();
    for option in ["--app", "--platform"] {
        let run = run("deliver", &[option, file.to_str().unwrap()]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
        assert!(
            run.stderr.starts_with("error[not-utf8]: found the byte 0xff, expected UTF-8 text\n"),
            "{}",
            run.stderr
        );
        assert!(run.stderr.contains("not-text.yaml:1:6"), "{}", run.stderr);
    }
}

#[test]
fn every_unreadable_file_is_named() {
    let run = run("deliver", &["--app", "no-such-file.yaml", "examples/apps/ai-dc-web.yaml", "examples"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    for message in ["cannot read no-such-file.yaml", "cannot read examples:"] {
        assert!(run.stderr.contains(message), "{message} is missing in:\n{}", run.stderr);
    }
}

#[test]
#[cfg(unix)]
fn a_reader_that_has_seen_enough_is_no_error() {
    let out = folder("pipe");
    let out = out.to_str().unwrap();
    for arguments in [&["--out", "-"][..], &["--out", out], &[]] {
        let (code, stderr) = run_unread("deliver", arguments);
        assert_eq!((code, stderr.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn wrong_usage_and_unreadable_files_exit_with_2() {
    let cases: [(&[&str], &str); 4] = [
        (&["--nonsense"], "unexpected argument '--nonsense'"),
        (&["--app", "no-such-file.yaml"], "cannot read no-such-file.yaml"),
        (&["--platform", "no-such-file.yaml"], "cannot read no-such-file.yaml"),
        (
            &["--environment", "staging"],
            "found environment \"staging\", expected one of the platform's: test, preview, prod",
        ),
    ];
    for (arguments, message) in cases {
        let run = run("deliver", arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.stderr.contains(message), "{arguments:?} printed:\n{}", run.stderr);
    }
}

#[test]
fn a_folder_that_cannot_be_made_exits_with_2() {
    let file = root().join("README.md").join("out");
    let run = run("deliver", &["--out", file.to_str().unwrap()]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("cannot make the folder"), "{}", run.stderr);
}
