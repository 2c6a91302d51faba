//! What the programs in `examples/examples` share: one exit-code contract, one way to say what went wrong, drawings over
//! time.

pub mod chart;
mod files;
mod in_order;
mod inputs;

pub use files::yaml_files;
pub use in_order::in_order;
pub use inputs::Inputs;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use pavedroad_manifests::Findings;

/// How a program ended. Scripts and CI steps rely on these numbers; they never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything asked for is done: exit code 0.
    Done,
    /// The input was read and has errors in it: exit code 1.
    Findings,
    /// The command line is wrong, or a file cannot be read or written: exit code 2.
    Unusable,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Done => 0,
            Outcome::Findings => 1,
            Outcome::Unusable => 2,
        })
    }
}

/// Reads a file; the error names it. Whether it is text is for the reader of its format to say.
///
/// # Errors
/// What a person is told: the file and why it cannot be read.
pub fn read(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

/// Findings as compilers print them, under the lines of the file they are about.
#[must_use]
pub fn explain(findings: &Findings, file: &[u8]) -> String {
    // What is not UTF-8 stands behind the place that the finding about it names.
    let text = String::from_utf8_lossy(file);
    findings.render(|_| Some(&text)).to_string()
}

/// Writes a text file; the error names it.
///
/// # Errors
/// What a person is told: the file and why it cannot be written.
pub fn write(path: &Path, text: &str) -> Result<(), String> {
    std::fs::write(path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// Prints to standard output. A reader that has seen enough (`| head`) is no error.
///
/// # Errors
/// What a person is told, when the text cannot be written.
pub fn print(text: &str) -> Result<(), String> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(format!("cannot write to standard output: {error}"))
        }
        _ => Ok(()),
    }
}

/// A number of things: `1 pod`, `2 pods`.
#[must_use]
pub fn counted(number: u64, thing: &str) -> String {
    if number == 1 { format!("1 {thing}") } else { format!("{number} {thing}s") }
}

/// Rows as an aligned table, indented by two spaces; the first row is the head.
#[must_use]
pub fn table<const COLUMNS: usize>(rows: &[[String; COLUMNS]]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; COLUMNS] = std::array::from_fn(width);
    let mut text = String::new();
    for row in rows {
        let cells: Vec<String> = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        text += &format!("  {}\n", cells.join("  ").trim_end());
    }
    text
}
