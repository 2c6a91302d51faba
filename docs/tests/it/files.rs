//! What lies where, how long a file may be, and what every library carries.

use std::path::Path;

use crate::workspace::{LIBRARIES, PACKAGES, packages, read, root, rust_files};

/// The most lines of a Rust file: past it, split by concept.
const MOST_LINES: usize = 400;

/// What the root of the repository may hold besides the packages, dot files, licences and build output.
const TOP_LEVEL: [&str; 4] = ["Cargo.toml", "Cargo.lock", "README.md", "CHANGELOG.md"];

/// On top of every library: no I/O, clock, environment or panics outside tests.
const PURITY: &str = "#![cfg_attr( not(test), deny( clippy::disallowed_methods, clippy::disallowed_types, \
                      clippy::unwrap_used, clippy::expect_used, clippy::panic ) )]";

#[test]
fn no_rust_file_is_longer_than_400_lines() {
    let root = root();
    let mut seen = 0;
    let mut problems = Vec::new();
    for file in PACKAGES.iter().flat_map(|package| rust_files(&root.join(package))) {
        let lines = read(&file).lines().count();
        seen += 1;
        if lines > MOST_LINES {
            problems.push(format!("{} has {lines} lines, expected at most {MOST_LINES}", file.display()));
        }
    }
    assert!(seen > PACKAGES.len(), "only {seen} files were found");
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn the_top_level_holds_the_packages_and_nothing_else() {
    let entries = std::fs::read_dir(root()).expect("the root can be listed");
    let names = entries.map(|entry| entry.expect("an entry can be read").file_name().display().to_string());
    let strangers: Vec<String> = names.filter(|name| !belongs_on_top(name)).collect();
    assert_eq!(strangers, [""; 0], "these do not belong on the top level");
    assert!(belongs_on_top("naming") && belongs_on_top("LICENSE-MIT") && belongs_on_top(".ci"));
    assert!(!belongs_on_top("src") && !belongs_on_top("scripts") && !belongs_on_top("NOTES.md"));
}

fn belongs_on_top(name: &str) -> bool {
    PACKAGES.contains(&name)
        || TOP_LEVEL.contains(&name)
        || name.starts_with('.')
        || name.starts_with("LICENSE")
        || name == "target"
}

#[test]
fn every_library_is_pure_and_safe() {
    let root = root();
    for library in LIBRARIES {
        let source = root.join(library).join("src");
        assert!(
            is_pure(&read(&source.join("lib.rs"))),
            "{library}/src/lib.rs lacks the attribute that denies impurity"
        );
        for file in rust_files(&source) {
            let place = mentions_unsafe(&read(&file));
            assert_eq!(place, None, "{} says `unsafe` on the line", file.display());
        }
    }
    assert!(!is_pure("//! A crate.\n#![cfg_attr(not(test), deny(clippy::panic))]\n"));
    assert_eq!(mentions_unsafe("fn main() {\n    unsafe { }\n}\n"), Some(2));
    assert_eq!(mentions_unsafe("#![forbid(unsafe_code)]\n// That would be unsafely done.\n"), None);
}

fn is_pure(source: &str) -> bool {
    source.split_whitespace().collect::<Vec<_>>().join(" ").contains(PURITY)
}

/// The line, from 1, that has the word.
fn mentions_unsafe(source: &str) -> Option<usize> {
    let word = |line: &str| line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "unsafe");
    source.lines().position(word).map(|line| line + 1)
}

#[test]
fn every_library_is_ready_to_publish_and_nothing_else_is() {
    let mut published = Vec::new();
    for package in packages() {
        let name = package["name"].as_str().expect("a package has a name").to_owned();
        assert!(package["rust_version"].is_string(), "{name} has no rust-version");
        assert!(package["license"].is_string(), "{name} has no license");
        assert!(package["description"].as_str().is_some_and(|text| !text.is_empty()), "{name} has no description");
        if package["publish"].as_array().is_some_and(Vec::is_empty) {
            continue;
        }
        // The limits are the registry's: five keywords of at most twenty characters.
        let keywords = package["keywords"].as_array().expect("metadata lists keywords");
        assert!((1..=5).contains(&keywords.len()), "{name} has {} keywords", keywords.len());
        for keyword in keywords {
            assert!(keyword.as_str().is_some_and(|word| word.len() <= 20), "{name} has the keyword {keyword}");
        }
        assert!(package["categories"].as_array().is_some_and(|list| !list.is_empty()), "{name} has no category");
        for dependency in package["dependencies"].as_array().expect("metadata lists dependencies") {
            // A path alone cannot be published; a version beside it can.
            let (on, version) = (&dependency["name"], dependency["req"].as_str().unwrap_or("*"));
            assert_ne!(version, "*", "{name} names no version of {on}");
        }
        published.push(name);
    }
    published.sort();
    assert_eq!(published, LIBRARIES.map(|folder| format!("pavedroad-{folder}")).sorted());
}

#[test]
fn every_package_tests_in_one_binary() {
    for package in PACKAGES {
        let tests = root().join(package).join("tests");
        let files: Vec<_> = rust_files(&tests).into_iter().filter(|file| file.parent() == Some(&tests)).collect();
        assert_eq!(files, Vec::<&Path>::new(), "a file here is one more program to link; put it into tests/it");
        assert!(tests.join("it/main.rs").exists(), "{package} has no tests/it/main.rs");
    }
}

trait Sorted {
    fn sorted(self) -> Self;
}

impl<const N: usize> Sorted for [String; N] {
    fn sorted(mut self) -> Self {
        self.sort();
        self
    }
}
