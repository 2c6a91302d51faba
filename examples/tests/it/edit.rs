//! `edit`: what each edit changes, what is written, and what is refused.

use std::fs;
use std::path::PathBuf;

use crate::program::{assert_golden, root, run};

const SHIPPED: &str = "examples/apps/ai-dc-search.yaml";

/// A copy of the shipped file that a test may write.
fn copy(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(format!("edit-{name}.yaml"));
    fs::copy(root().join(SHIPPED), &path).unwrap();
    path
}

#[test]
fn shows_a_series_of_edits() {
    let run = run("edit", &[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("edit.txt", &run.stdout);
}

#[test]
fn shows_the_difference_and_writes_when_asked() {
    let path = copy("write");
    let file = path.to_str().unwrap();
    let before = fs::read_to_string(&path).unwrap();
    let shown = run("edit", &[file, "scale=4", "--environment", "prod"]);
    assert_eq!((shown.code, shown.stderr.as_str()), (Some(0), ""));
    assert!(shown.stdout.contains("+  prod: {replicas: 4}\n"), "{}", shown.stdout);
    assert_eq!(fs::read_to_string(&path).unwrap(), before);

    let written = run("edit", &[file, "scale=4", "--environment", "prod", "--write"]);
    assert_eq!((written.code, written.stdout), (Some(0), shown.stdout));
    assert_eq!(fs::read_to_string(&path).unwrap(), before + "  prod: {replicas: 4}\n");

    let again = run("edit", &[file, "scale=4", "--environment", "prod", "--write"]);
    assert_eq!((again.code, again.stdout.as_str()), (Some(0), ""));
    assert_eq!(again.stderr, "nothing to change: it is so already\n");
}

#[test]
fn a_refused_edit_is_explained_and_writes_nothing() {
    let path = copy("refused");
    let run = run("edit", &[path.to_str().unwrap(), "port.admin=8080", "--write"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert!(run.stderr.starts_with("error: `port.admin=8080` is refused"), "{}", run.stderr);
    assert!(run.stderr.contains("8 |   admin: 8080\n"), "{}", run.stderr);
    assert!(run.stderr.ends_with("nothing is written\n"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(&path).unwrap(), fs::read_to_string(root().join(SHIPPED)).unwrap());
}

#[test]
fn wrong_edits_are_all_explained_with_what_can_be_edited() {
    let run = run("edit", &[SHIPPED, "replica=4", "cpu=x", "scale=4"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert_golden("edit-wrong.txt", &run.stderr);
}

#[test]
fn no_edit_and_no_file_exit_with_2() {
    assert_eq!(run("edit", &[SHIPPED]).code, Some(2));
    let run = run("edit", &["no-such-file.yaml", "scale=4"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("cannot read no-such-file.yaml"), "{}", run.stderr);
}

#[test]
fn a_file_with_errors_is_explained() {
    let run = run("edit", &["examples/apps/broken/five-mistakes.yaml", "scale=4"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert!(run.stderr.starts_with("error: the text has errors before it is edited\n"), "{}", run.stderr);
}
