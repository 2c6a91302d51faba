//! Files and folders that a command line names.

use std::path::{Path, PathBuf};

/// The files that these paths name, in this order: each file, and of each folder the YAML files in it and in the folders
/// in it, by name. The second are the folders that cannot be read, in words for a person.
#[must_use]
pub fn yaml_files(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<String>) {
    let (mut files, mut unreadable) = (Vec::new(), Vec::new());
    paths.iter().for_each(|path| add(path, &mut files, &mut unreadable));
    (files, unreadable)
}

fn add(path: &Path, files: &mut Vec<PathBuf>, unreadable: &mut Vec<String>) {
    if !path.is_dir() {
        files.push(path.to_owned());
        return;
    }
    match folder(path) {
        Ok(paths) => paths.iter().for_each(|path| add(path, files, unreadable)),
        Err(error) => unreadable.push(format!("cannot read {}: {error}", path.display())),
    }
}

/// The folders and the YAML files of a folder. Hidden ones are not for people, and a link could lead round in a circle.
fn folder(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(path)? {
        let (entry, path) = entry.map(|entry| (entry.file_type(), entry.path()))?;
        let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        let yaml = path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
        let kind = entry?;
        if !hidden && (kind.is_dir() || (yaml && !path.is_dir())) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}
