//! Which crate depends on which: three leaves, one crate on top, and nothing imports docs or examples.

use std::collections::{BTreeMap, BTreeSet};

use crate::workspace::packages;

/// Package and what of ours it depends on, whether to build, to run or to test.
type Arrows = BTreeMap<String, BTreeSet<String>>;

const LEAVES: [&str; 3] = ["pavedroad-naming", "pavedroad-netbench", "pavedroad-rollout"];
const TOP: &str = "pavedroad-manifests";
/// What these two import is theirs to choose, among the libraries.
const READERS: [&str; 2] = ["docs", "examples"];

#[test]
fn the_arrows_between_our_crates_hold() {
    let problems = wrong(&arrows());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn a_wrong_arrow_is_noticed() {
    let planted = |from: &str, to: &[&str]| {
        let mut arrows = arrows();
        arrows.insert(from.to_owned(), to.iter().map(|&name| name.to_owned()).collect());
        wrong(&arrows)
    };
    assert_eq!(
        planted("pavedroad-naming", &["pavedroad-rollout"]),
        ["pavedroad-naming depends on pavedroad-rollout, expected nothing of ours"]
    );
    assert_eq!(
        planted("pavedroad-manifests", &["pavedroad-naming", "pavedroad-rollout", "pavedroad-netbench"]),
        ["pavedroad-manifests depends on pavedroad-naming, pavedroad-netbench, pavedroad-rollout, expected \
          pavedroad-naming, pavedroad-rollout"]
    );
    assert_eq!(
        planted("pavedroad-manifests", &["pavedroad-naming"]),
        ["pavedroad-manifests depends on pavedroad-naming, expected pavedroad-naming, pavedroad-rollout"]
    );
    assert_eq!(
        planted("examples", &["docs"]),
        ["examples depends on docs, expected some of pavedroad-manifests, pavedroad-naming, pavedroad-netbench, \
          pavedroad-rollout"]
    );
    assert_eq!(planted("pavedroad-extra", &[]), ["pavedroad-extra is not one of the six packages"]);

    let mut arrows = arrows();
    arrows.remove("pavedroad-netbench");
    assert_eq!(wrong(&arrows), ["pavedroad-netbench is missing"]);
}

/// Dependencies of every kind: normal, dev and build, for every target.
fn arrows() -> Arrows {
    let packages = packages();
    let name = |value: &serde_json::Value| value["name"].as_str().expect("a package has a name").to_owned();
    let ours: BTreeSet<String> = packages.iter().map(name).collect();
    packages
        .iter()
        .map(|package| {
            let dependencies = package["dependencies"].as_array().expect("a package lists its dependencies");
            (name(package), dependencies.iter().map(name).filter(|name| ours.contains(name)).collect())
        })
        .collect()
}

fn wrong(arrows: &Arrows) -> Vec<String> {
    let set = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<BTreeSet<String>>();
    let list = |names: &BTreeSet<String>| {
        if names.is_empty() { "nothing of ours".into() } else { Vec::from_iter(names.clone()).join(", ") }
    };
    let mut libraries = set(&LEAVES);
    libraries.insert(TOP.to_owned());
    let mut problems = Vec::new();
    for (package, found) in arrows {
        let (expected, right, some) = match package.as_str() {
            leaf if LEAVES.contains(&leaf) => (set(&[]), found.is_empty(), ""),
            TOP => {
                let expected = set(&["pavedroad-naming", "pavedroad-rollout"]);
                let right = *found == expected;
                (expected, right, "")
            }
            reader if READERS.contains(&reader) => (libraries.clone(), found.is_subset(&libraries), "some of "),
            _ => {
                problems.push(format!("{package} is not one of the six packages"));
                continue;
            }
        };
        if !right {
            problems.push(format!("{package} depends on {}, expected {some}{}", list(found), list(&expected)));
        }
    }
    for package in libraries.iter().map(String::as_str).chain(READERS) {
        if !arrows.contains_key(package) {
            problems.push(format!("{package} is missing"));
        }
    }
    problems
}
