//! The example files of the repository, each with the platform it is for.

use std::path::{Path, PathBuf};

use pavedroad_manifests::{AppSpec, Findings, Platform};

/// A file that is right.
pub(super) struct Example {
    /// Its name below `examples`: `apps/ai-dc-web.yaml`.
    pub(super) name: String,
    pub(super) text: String,
    /// What is said about it as it is: no errors.
    pub(super) findings: Findings,
    /// The text of the platform file it is read by; none for a platform file.
    pub(super) platform: Option<String>,
}

impl Example {
    /// Every app and every platform file, but those in folders of their own, such as `apps/broken`.
    pub(super) fn all() -> Vec<Self> {
        let platforms = files("platforms");
        // An app is for the first platform by which it is right; the first of all is the built-in one.
        let texts: Vec<&str> = std::iter::once("apiVersion: pavedroad/v1alpha1\n")
            .chain(platforms.iter().map(|(_, text)| text.as_str()))
            .collect();
        let apps = files("apps").into_iter().map(|(name, text)| {
            let fits = texts.iter().find_map(|platform| {
                let findings = read_app(platform, text.as_bytes());
                (!findings.has_errors()).then_some((findings, *platform))
            });
            let (findings, platform) = fits.unwrap_or_else(|| panic!("{name} has errors on every platform"));
            Self { name, text, findings, platform: Some(platform.to_owned()) }
        });
        let mut all: Vec<Self> = apps.collect();
        all.extend(platforms.iter().map(|(name, text)| {
            let findings = read_platform(text.as_bytes());
            assert!(!findings.has_errors(), "{name}: {findings}");
            Self { name: name.clone(), text: text.clone(), findings, platform: None }
        }));
        all
    }

    /// What is said about this text in place of the file's own.
    pub(super) fn read(&self, text: &[u8], platform: Option<&str>) -> Findings {
        match platform.or(self.platform.as_deref()) {
            Some(platform) => read_app(platform, text),
            None => read_platform(text),
        }
    }
}

fn read_app(platform: &str, text: &[u8]) -> Findings {
    let platform = Platform::read("platform.yaml", platform).unwrap_or_else(|findings| panic!("{platform}{findings}"));
    AppSpec::read_all(&platform, [("file.yaml", text)]).1
}

fn read_platform(text: &[u8]) -> Findings {
    Platform::read("file.yaml", text).map_or_else(|findings| findings, |platform| platform.findings().clone())
}

/// Names and texts of the YAML files of a folder of the examples, in the order of names.
fn files(folder: &str) -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("examples").join(folder);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    paths.sort();
    let name = |path: &Path| format!("{folder}/{}", path.file_name().unwrap().to_str().unwrap());
    paths.iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
}
