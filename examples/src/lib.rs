//! What the programs in `examples/examples` share: one exit-code contract and one way to say what went wrong.

use std::path::Path;
use std::process::ExitCode;

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

/// Reads a text file; the error names it.
///
/// # Errors
/// What a person is told: the file and why it cannot be read.
pub fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

/// Writes a text file; the error names it.
///
/// # Errors
/// What a person is told: the file and why it cannot be written.
pub fn write(path: &Path, text: &str) -> Result<(), String> {
    std::fs::write(path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))
}
