//! The files of a command line, read.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use pavedroad_manifests::Findings;

use crate::{read, yaml_files};

/// What findings call the standard input.
const STDIN: &str = "<stdin>";

/// Files under the names that findings show, in the order in which they were given.
#[derive(Default)]
pub struct Inputs {
    files: Vec<(String, Vec<u8>)>,
    unreadable: Vec<String>,
}

impl Inputs {
    /// Reads files, the YAML files of folders, and of `-` the standard input.
    #[must_use]
    pub fn read(paths: &[PathBuf]) -> Self {
        let (paths, unreadable) = yaml_files(paths);
        let mut inputs = Self { files: Vec::new(), unreadable };
        for path in paths {
            let (name, text) = if path == Path::new("-") {
                let mut text = Vec::new();
                let text = std::io::stdin().read_to_end(&mut text).map(|_| text);
                (STDIN.to_owned(), text.map_err(|error| format!("cannot read standard input: {error}")))
            } else {
                (path.display().to_string(), read(&path))
            };
            match text {
                Ok(text) => inputs.add(&name, text),
                Err(message) => inputs.unreadable.push(message),
            }
        }
        inputs
    }

    /// Adds a file that is known already.
    pub fn add(&mut self, name: &str, text: impl Into<Vec<u8>>) {
        self.files.push((name.to_owned(), text.into()));
    }

    /// Names and texts.
    pub fn files(&self) -> impl ExactSizeIterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, text)| (name.as_str(), text.as_slice()))
    }

    /// What cannot be read, in words for a person.
    #[must_use]
    pub fn unreadable(&self) -> &[String] {
        &self.unreadable
    }

    /// Findings as compilers print them, under the lines of the files they are about.
    #[must_use]
    pub fn explain(&self, findings: &Findings) -> String {
        // What is not UTF-8 stands behind the place that the finding about it names.
        let texts: BTreeMap<&str, Cow<'_, str>> =
            self.files().map(|(name, text)| (name, String::from_utf8_lossy(text))).collect();
        findings.render(|name| texts.get(name).map(|text| &**text)).to_string()
    }
}
