//! One example of a finding.

use pavedroad_manifests::{AppSpec, FindingCode, Findings, Manifests, Platform};

/// A file that has a finding, and the same file mended.
#[derive(Clone, Debug)]
pub struct FindingExample {
    /// What is found.
    pub code: FindingCode,
    /// Which file it is.
    pub file: ExampleFile,
    /// The file, as bytes, since one mistake is to be no text.
    pub wrong: Vec<u8>,
    /// What the file is, in words, where its text says nothing to a reader.
    pub described: Option<&'static str>,
    /// The file without the mistake, where that is more than a smaller file.
    pub right: Option<&'static str>,
}

/// Which file an example is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExampleFile {
    /// An app spec, on a platform with this text; an empty one is the built-in platform.
    App(&'static str),
    /// A platform file.
    Platform,
    /// Manifests.
    Manifest,
}

impl FindingExample {
    pub(super) fn app(code: FindingCode, wrong: &'static str, right: &'static str) -> Self {
        Self::on("", code, wrong, right)
    }

    pub(super) fn on(platform: &'static str, code: FindingCode, wrong: &'static str, right: &'static str) -> Self {
        Self { code, file: ExampleFile::App(platform), wrong: wrong.into(), described: None, right: Some(right) }
    }

    pub(super) fn platform(code: FindingCode, wrong: &'static str, right: &'static str) -> Self {
        Self { code, file: ExampleFile::Platform, wrong: wrong.into(), described: None, right: Some(right) }
    }

    pub(super) fn manifest(code: FindingCode, wrong: &'static str, right: &'static str) -> Self {
        Self { code, file: ExampleFile::Manifest, wrong: wrong.into(), described: None, right: Some(right) }
    }

    pub(super) fn described(code: FindingCode, what: &'static str, wrong: Vec<u8>) -> Self {
        Self { code, file: ExampleFile::App(""), wrong, described: Some(what), right: None }
    }

    /// What the reader says of a text in the place of this file.
    #[must_use]
    pub fn read(&self, text: &[u8]) -> Findings {
        match self.file {
            ExampleFile::Platform => match Platform::read("platform.yaml", text) {
                Ok(platform) => platform.findings().clone(),
                Err(findings) => findings,
            },
            ExampleFile::Manifest => Manifests::read_all([("manifests.yaml", text)]).findings().clone(),
            ExampleFile::App(platform) => {
                let platform = if platform.is_empty() {
                    Ok(Platform::default())
                } else {
                    Platform::read("platform.yaml", platform)
                };
                match platform.and_then(|platform| AppSpec::read(&platform, "app.yaml", text)) {
                    Ok(spec) => spec.findings().clone(),
                    Err(findings) => findings,
                }
            }
        }
    }

    /// The file, what is said, and the file mended, as Markdown.
    pub(super) fn shown(&self) -> String {
        let source = String::from_utf8_lossy(&self.wrong);
        let findings = self.read(&self.wrong);
        let mut text = String::new();
        if let ExampleFile::App(platform) = self.file
            && !platform.is_empty()
        {
            text += &format!("On a platform with\n\n{}\n", block("yaml", platform));
        }
        match self.described {
            Some(what) => {
                let said = findings.iter().next_back().map(ToString::to_string).unwrap_or_default();
                text += &format!("{what}:\n\n{}", block("text", &said));
            }
            None => {
                let rendered = findings.render(|_| Some(&source)).to_string();
                text += &format!("{}\n{}", block("yaml", &source), block("text", &rendered));
            }
        }
        if let Some(right) = self.right {
            text += &format!("\nMended:\n\n{}", block("yaml", right));
        }
        text
    }
}

fn block(language: &str, text: &str) -> String {
    format!("```{language}\n{}\n```\n", text.trim_end_matches('\n'))
}
