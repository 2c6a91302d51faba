//! The reference of names: every rule with texts that are legal, texts that are not, and the reason. The tables are the
//! ones the tests of `pavedroad-naming` run.

mod cluster;
mod convention;
mod grammars;
mod section;

#[path = "../../naming/tests/it/tables/mod.rs"]
mod tables;

const HEAD: &str = "\
# Names

What Kubernetes, its mesh and this project accept as a name, and what they refuse, with the reason a caller is told. \
The texts are in Rust's notation: `\\n` is a line break. `naming/tests/it/tables` holds them; the tests run every line.";

/// What it is about, and its sections.
type Group = (&'static str, fn() -> Vec<section::Section<'static>>);

const GROUPS: [Group; 3] = [
    (
        "The names of a company follow its convention, whose templates are in the \
         [schema](../schemas/convention.json) and in the [platform file](platform.md). An app name, a business line and the name of a \
         Service are DNS-1035 labels; a namespace and an environment are DNS labels.",
        convention::sections,
    ),
    ("What runs in a cluster and its mesh has names that other programs made.", cluster::sections),
    ("The parts of all these, and what else Kubernetes and registries read.", grammars::sections),
];

pub(crate) fn text() -> String {
    let groups = GROUPS.map(|(about, sections)| (about, sections()));
    let mut text = format!("{HEAD}\n");
    for (about, sections) in &groups {
        let links: Vec<String> = sections.iter().map(section::Section::link).collect();
        text += &format!("\n{about} Sections: {}.\n", links.join(", "));
    }
    for section in groups.iter().flat_map(|(_, sections)| sections) {
        text += &section.text();
    }
    text
}
