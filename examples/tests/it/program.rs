//! Runs an example program and compares what it prints with a golden file.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a program did.
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs the example with these arguments in the root of the repository.
pub(crate) fn run(example: &str, arguments: &[&str]) -> Run {
    run_with_input(example, arguments, "")
}

/// Runs it with a text on its standard input.
pub(crate) fn run_with_input(example: &str, arguments: &[&str], input: &str) -> Run {
    let mut child = Command::new(path(example))
        .args(arguments)
        .current_dir(root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("cannot run {example}: {error}; `cargo test -p examples` builds it"));
    let mut stdin = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        // A program may end without having read it, and may print before it has read all.
        scope.spawn(move || stdin.write_all(input.as_bytes()));
        child.wait_with_output().unwrap()
    });
    Run {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs the example with a standard output that nobody reads any more; the exit code and the standard error.
#[cfg(unix)]
pub(crate) fn run_unread(example: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = Command::new(path(example)).args(arguments).current_dir(root()).stdout(writer).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// Cargo builds examples into `examples` beside the `deps` folder that holds this test.
fn path(example: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let profile = test.parent().and_then(Path::parent).unwrap();
    profile.join("examples").join(format!("{example}{}", std::env::consts::EXE_SUFFIX))
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Compares with `examples/golden/<name>`; `UPDATE_GOLDEN=1 cargo test -p examples` rewrites it.
#[track_caller]
pub(crate) fn assert_golden(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, actual).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    if expected == actual {
        return;
    }
    let line = expected.lines().zip(actual.lines()).take_while(|(a, b)| a == b).count();
    panic!(
        "{} differs from line {} on: found {:?}, expected {:?}; if the new text is right, \
         UPDATE_GOLDEN=1 cargo test -p examples rewrites the file",
        path.display(),
        line + 1,
        actual.lines().nth(line).unwrap_or("the end"),
        expected.lines().nth(line).unwrap_or("the end"),
    );
}
