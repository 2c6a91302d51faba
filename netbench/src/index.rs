//! The index of a folder of runs.

use std::fmt;

use serde::Deserialize;

/// One line of an index (JSON Lines): which file is which run. Members that are not named here are left alone, since an
/// index is written by whoever made the runs.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct IndexEntry {
    /// The file, relative to the index.
    pub file: String,
    /// The network path that was measured.
    pub path: String,
    /// The round.
    pub round: u32,
    /// The place within the round, from 0: `position` or `pos`.
    #[serde(default, alias = "pos")]
    pub position: Option<u32>,
    /// Which part of the node's processor time was in use, from 0 to 1: `busy` or `busy_frac`.
    #[serde(default, alias = "busy_frac")]
    pub busy: Option<f64>,
    /// The load average of the last minute: `load1`.
    #[serde(default)]
    pub load1: Option<f64>,
    /// The tool's exit code: `exitCode` or `rc`.
    #[serde(default, rename = "exitCode", alias = "rc")]
    pub exit_code: Option<i32>,
    /// The command that was run: `command` or `cmd`.
    #[serde(default, alias = "cmd")]
    pub command: Option<String>,
}

/// The lines of an index that cannot be read: all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexError {
    problems: Vec<(u32, String)>,
}

/// Reads an index: one JSON object a line; empty lines are skipped.
///
/// # Errors
/// Every line that is not such an object, with its number and what is wrong with it: not JSON, `file`, `path` or
/// `round` missing or of another type, or a file that an earlier line has named.
///
/// # Examples
/// ```
/// use pavedroad_netbench::read_index;
///
/// let index = r#"{"file": "r00_host_ping.txt", "path": "host", "round": 0, "pos": 2, "busy_frac": 0.4}"#;
/// let entries = read_index(index)?;
/// assert_eq!((entries[0].path.as_str(), entries[0].position), ("host", Some(2)));
///
/// let error = read_index("{\"file\": \"a.txt\", \"path\": \"host\"}\nping").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "line 1: missing field `round` at column 33\nline 2: expected value at column 1"
/// );
/// # Ok::<(), pavedroad_netbench::IndexError>(())
/// ```
pub fn read_index(text: &str) -> Result<Vec<IndexEntry>, IndexError> {
    let mut entries: Vec<IndexEntry> = Vec::new();
    let mut seen = std::collections::BTreeMap::new();
    let mut problems = Vec::new();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str::<IndexEntry>(line) {
            Err(error) => {
                let problem = error.to_string().replacen(" at line 1 column", " at column", 1);
                problems.push((number, problem));
            }
            Ok(entry) if entry.busy.is_some_and(|busy| !(0.0..=1.0).contains(&busy)) => {
                problems.push((number, "found `busy` outside 0 to 1".to_owned()));
            }
            Ok(entry) => match seen.insert(entry.file.clone(), number) {
                Some(first) => problems.push((number, format!("found {:?} again, as in line {first}", entry.file))),
                None => entries.push(entry),
            },
        }
    }
    if problems.is_empty() { Ok(entries) } else { Err(IndexError { problems }) }
}

impl IndexError {
    /// The lines, from 1, and what is wrong with each; never empty.
    #[must_use]
    pub fn problems(&self) -> &[(u32, String)] {
        &self.problems
    }
}

impl fmt::Display for IndexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (line, problem)) in self.problems.iter().enumerate() {
            write!(f, "{}line {line}: {problem}", if at == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

impl std::error::Error for IndexError {}
