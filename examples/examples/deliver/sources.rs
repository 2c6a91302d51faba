//! The app specs that are delivered: where their texts are.

use std::borrow::Cow;
use std::path::PathBuf;

use examples::{read, yaml_files};

use crate::Failure;

/// The apps that ship with this program: those of the talk the convention comes from.
const SHIPPED: [(&str, &str); 3] = [
    ("examples/apps/ai-dc-api.yaml", include_str!("../../apps/ai-dc-api.yaml")),
    ("examples/apps/ai-dc-server.yaml", include_str!("../../apps/ai-dc-server.yaml")),
    ("examples/apps/ai-dc-web.yaml", include_str!("../../apps/ai-dc-web.yaml")),
];

/// An app spec. It is read once to see whether it is right, and once to be written, so that a thousand of them need not
/// be held; what can be read only once, such as a pipe, is held.
pub(crate) struct Source {
    /// The name that findings show.
    pub(crate) name: String,
    path: PathBuf,
    text: Option<Cow<'static, [u8]>>,
}

impl Source {
    pub(crate) fn text(&self) -> Result<Cow<'_, [u8]>, String> {
        match &self.text {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => read(&self.path).map(Cow::Owned),
        }
    }
}

/// The files of the command line, or the apps that ship with the program.
pub(crate) fn sources(paths: &[PathBuf]) -> Result<Vec<Source>, Failure> {
    if paths.is_empty() {
        let shipped = |(name, text): (&str, &'static str)| Source {
            name: name.to_owned(),
            path: PathBuf::from(name),
            text: Some(Cow::Borrowed(text.as_bytes())),
        };
        return Ok(SHIPPED.map(shipped).into());
    }
    let (files, mut unreadable) = yaml_files(paths);
    if files.is_empty() && unreadable.is_empty() {
        let folders: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        return Err(Failure::unusable(format!("found no YAML files in {}, expected app specs", folders.join(", "))));
    }
    let mut sources = Vec::with_capacity(files.len());
    for path in files {
        let text = if path.is_file() { Ok(None) } else { read(&path).map(|text| Some(Cow::Owned(text))) };
        match text {
            Ok(text) => sources.push(Source { name: path.display().to_string(), path, text }),
            Err(message) => unreadable.push(message),
        }
    }
    Failure::of_all(&unreadable)?;
    Ok(sources)
}
