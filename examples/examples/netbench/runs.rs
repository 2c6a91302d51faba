//! Files and folders of outputs, read.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use examples::{Outcome, read};
use pavedroad_netbench::{BenchRun, IndexEntry, RunName, parse, read_index};

use crate::{Failure, unusable};

/// What ships with this program.
const SHIPPED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/rounds/virtual");
/// The name of an index in a folder.
const INDEX: &str = "index.jsonl";
/// How many files are read before a word is said.
const SILENT: usize = 500;

/// One file to read, and what is known of the run in it.
struct Input {
    path: PathBuf,
    /// As messages and the report show it.
    shown: String,
    entry: Option<IndexEntry>,
}

/// Reads all inputs; those without an index are placed by their names. Every unreadable one is reported at once.
pub(crate) fn read_runs(inputs: &[PathBuf]) -> Result<Vec<BenchRun>, Failure> {
    let shipped = [PathBuf::from(SHIPPED)];
    let inputs = if inputs.is_empty() { &shipped[..] } else { inputs };
    let mut files = Vec::new();
    let mut problems = String::new();
    for input in inputs {
        match list(input) {
            Ok(more) => files.extend(more),
            Err(problem) => problems += &format!("error: {problem}\n"),
        }
    }
    let mut runs = Vec::with_capacity(files.len());
    // How many runs of one path and one kind of file had no round in their names.
    let mut unnumbered: BTreeMap<(String, String), u32> = BTreeMap::new();
    for (done, file) in files.iter().enumerate() {
        progress(done, files.len());
        match read(&file.path) {
            Ok(text) => runs.push(run(file, &text, &mut unnumbered)),
            Err(problem) => problems += &format!("error: {problem}\n"),
        }
    }
    progress(files.len(), files.len());
    if !problems.is_empty() {
        return Err((Outcome::Unusable, problems));
    }
    if runs.is_empty() {
        return Err(unusable("found no files, expected outputs of bench tools"));
    }
    Ok(runs)
}

fn run(file: &Input, text: &[u8], unnumbered: &mut BTreeMap<(String, String), u32>) -> BenchRun {
    let output = parse(text);
    if let Some(entry) = &file.entry {
        let mut run = BenchRun::new(&file.shown, &entry.path, entry.round, output);
        (run.position, run.busy, run.load1, run.exit_code) = (entry.position, entry.busy, entry.load1, entry.exit_code);
        return run;
    }
    // A file named after its tool is named after its folder, which `.` does not name.
    let path = std::path::absolute(&file.path).unwrap_or_else(|_| file.path.clone());
    let name = RunName::of(&path.to_string_lossy().replace('\\', "/"));
    let round = name.round.unwrap_or_else(|| {
        let tool = output.tool.map_or("", |tool| tool.family()).to_owned();
        let next = unnumbered.entry((name.path.clone(), tool)).or_default();
        *next += 1;
        *next - 1
    });
    BenchRun::new(&file.shown, name.path, round, output)
}

/// The files of an input, in the order of their names or of their index.
fn list(input: &Path) -> Result<Vec<Input>, String> {
    if !input.is_dir() {
        return Ok(vec![Input { path: input.to_owned(), shown: input.display().to_string(), entry: None }]);
    }
    let index = input.join(INDEX);
    if index.is_file() {
        let text = read(&index)?;
        let entries =
            read_index(&String::from_utf8_lossy(&text)).map_err(|error| format!("{}:\n{error}", index.display()))?;
        let named =
            |entry: IndexEntry| Input { path: input.join(&entry.file), shown: entry.file.clone(), entry: Some(entry) };
        return Ok(entries.into_iter().map(named).collect());
    }
    let mut files = Vec::new();
    let folder = std::fs::read_dir(input).map_err(|error| format!("cannot read {}: {error}", input.display()))?;
    for entry in folder {
        let path = entry.map_err(|error| format!("cannot read {}: {error}", input.display()))?.path();
        let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if hidden {
            continue;
        }
        if path.is_dir() {
            files.extend(list(&path)?);
        } else {
            files.push(Input { shown: path.display().to_string(), path, entry: None });
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// How far the reading is, to standard error: on one line of a terminal, in a line now and then elsewhere.
fn progress(done: usize, all: usize) {
    if all <= SILENT || !(done.is_multiple_of(SILENT) || done == all) || done == 0 {
        return;
    }
    let mut error = std::io::stderr();
    let (before, after) = if error.is_terminal() { ("\r", if done == all { "\n" } else { "" }) } else { ("", "\n") };
    // Nobody misses a word of progress.
    let _ = write!(error, "{before}read {done} of {all} files{after}");
}
