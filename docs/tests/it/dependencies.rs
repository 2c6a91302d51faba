//! `docs/dependencies.md` names every dependency of the workspace, and no other.

use std::collections::BTreeSet;

use crate::workspace::{read, root};

#[test]
fn the_page_and_the_manifest_list_the_same_dependencies() {
    let root = root();
    let page = explained(&read(&root.join("docs/dependencies.md")));
    let manifest = listed(&read(&root.join("Cargo.toml")));
    let missing: Vec<_> = manifest.difference(&page).collect();
    let gone: Vec<_> = page.difference(&manifest).collect();
    assert!(missing.is_empty(), "docs/dependencies.md does not say why there is {missing:?}");
    assert!(gone.is_empty(), "docs/dependencies.md explains {gone:?}, which Cargo.toml does not list");
}

#[test]
fn reads_both_lists() {
    let manifest = "[workspace]\nmembers = []\n[workspace.dependencies]\n# Why.\nserde = \"1\"\nserde_yaml = { package = \
                    \"yaml_serde\" }\n\n[workspace.lints.rust]\nunsafe_code = \"forbid\"\n";
    assert_eq!(Vec::from_iter(listed(manifest)), ["serde", "serde_yaml"]);
    let page = "# Why\n\n- `serde`: in and out: `try_from` is not used.\n- `a`, `b-c`: two.\n- serde_yaml as a writer: \
                no.\n- `Reference` of oci-spec: no.\n";
    assert_eq!(Vec::from_iter(explained(page)), ["a", "b-c", "serde"]);
}

/// The keys of `[workspace.dependencies]`.
fn listed(manifest: &str) -> BTreeSet<String> {
    let table = manifest.lines().skip_while(|line| *line != "[workspace.dependencies]").skip(1);
    table
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('='))
        .map(|(key, _)| key.trim().to_owned())
        .collect()
}

/// The names of every item that begins with nothing but names: "- `a`, `b`: because".
fn explained(page: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for item in page.lines().filter_map(|line| line.strip_prefix("- `")) {
        // An item may be wrapped, and its colon come later; what stands before it must still be names alone.
        let head = item.split(':').next().unwrap_or(item);
        let parts: Vec<&str> = head.split("`, `").map(|part| part.trim_end_matches('`')).collect();
        let is_name = |part: &&str| part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        if parts.iter().all(is_name) {
            names.extend(parts.into_iter().map(str::to_owned));
        }
    }
    names
}
