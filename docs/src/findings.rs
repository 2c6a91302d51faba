//! The reference of findings: every code with what it means, a file that has it, what is said, and the file mended.

mod example;
mod files;
mod manifests;
mod sections;

pub use example::{ExampleFile, FindingExample};

/// An example of every code, in the order of the reference.
#[must_use]
pub fn finding_examples() -> Vec<FindingExample> {
    let all: Vec<FindingExample> = [files::examples(), sections::examples(), manifests::examples()].concat();
    let of = |code: &pavedroad_manifests::FindingCode| all.iter().find(|example| example.code == *code).cloned();
    pavedroad_manifests::FindingCode::ALL.iter().filter_map(of).collect()
}

pub(crate) fn text() -> String {
    let mut text = "# Findings\n\n\
        Every mistake in a file is reported at once, each with a code that never changes, the line and column (from 1, \
        in Unicode scalar values), what was found, what was expected, and often how to mend it. An error keeps the file \
        from being used; a warning and a note do not. Each example below is read by the test of this page, and what is \
        said of it is what the reader says.\n"
        .to_owned();
    for example in finding_examples() {
        text += &format!("\n## `{}`\n\n{}\n\n{}", example.code, example.code.explanation(), example.shown());
    }
    text
}
