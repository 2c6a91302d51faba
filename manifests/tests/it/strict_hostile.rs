//! Inputs that are made to hurt: few findings, and time and memory in bounds.

use pavedroad_manifests::{FindingCode, Manifests, check};

use crate::strict::places;

const HEAD: &str = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n";

fn codes(text: &str) -> Vec<FindingCode> {
    places(Manifests::read_all([("f", text)]).findings()).into_iter().map(|(code, ..)| code).collect()
}

#[test]
fn depth_and_aliases_are_bounded() {
    for deep in ["[".repeat(100_000), format!("{}1{}", "{a: ".repeat(100_000), "}".repeat(100_000))] {
        assert_eq!(codes(&format!("{HEAD}data: {deep}\n")), [FindingCode::TooDeep]);
    }
    let lists = |levels| {
        (0..levels).fold("{}".to_owned(), |inner, _| format!("{{apiVersion: v1, kind: List, items: [{inner}]}}"))
    };
    assert_eq!(codes(&lists(30)), [FindingCode::MissingKey, FindingCode::MissingKey]);
    assert_eq!(codes(&lists(1000)), [FindingCode::TooDeep]);
    let laughs = (1..10).fold("  l0: &l0 [ha]\n".to_owned(), |text, level| {
        text + &format!("  l{level}: &l{level} [{}]\n", vec![format!("*l{}", level - 1); 10].join(", "))
    });
    assert!(codes(&format!("{HEAD}data:\n{laughs}")).contains(&FindingCode::AliasLimit));
}

#[test]
fn more_findings_than_anyone_reads_are_cut() {
    let lines = |count: usize, line: fn(usize) -> String| (0..count).map(line).collect::<String>();
    for text in [
        format!("{HEAD}{}", lines(50_000, |n| format!("unknown{n}: 1\n"))),
        format!("{HEAD}data:\n{}", lines(50_000, |n| format!("  k{n}: {n}\n"))),
        format!("apiVersion: v1\nkind: List\nitems:\n{}", lines(50_000, |n| format!("- a{n}\n"))),
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec:\n  containers:\n{}",
            lines(50_000, |_| "  - {nam: a}\n".to_owned())
        ),
    ] {
        let codes = codes(&text);
        assert_eq!(codes.len(), 10_001);
        assert!(codes.contains(&FindingCode::TooManyFindings));
    }
    // Keys that are renamed, and nulls that are texts.
    let text = format!(
        "{HEAD}data:\n{}{}",
        lines(3000, |n| format!("  0{n:o}: a\n")),
        lines(50_000, |n| format!("  k{n}:\n"))
    );
    assert!(codes(&text).iter().all(|code| *code == FindingCode::YamlSurprise));
}

#[test]
fn a_long_key_is_not_repeated_in_every_path() {
    let (long, many) = ("k".repeat(1 << 16), "{a: 1, b: 1}, ".repeat(2000));
    let text = format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec: {{? \"{long}\" : [{many}], containers: [{many}]}}\n"
    );
    let manifests = Manifests::read_all([("f", text)]);
    assert!(manifests.findings().len() > 2000);
    assert!(manifests.findings().iter().all(|finding| finding.to_string().len() < 4000));
}

#[test]
fn a_megabyte_and_more_is_read_in_bounds() {
    for text in [
        "apiVersion: v1\nkind: List\nitems: [".to_owned() + &"{},".repeat(20_000) + "]",
        "{}".repeat(20_000),
        "{\"a\":1}\n".repeat(20_000),
        "---\na: 1\n".repeat(20_000),
        "[".repeat(1 << 20),
        "a\n".repeat(1 << 19),
    ] {
        check::manifests(text.as_bytes());
    }
    let large = format!("{HEAD}data:\n  a: {}\n", "x".repeat(2 << 20));
    assert_eq!(codes(&large), []);
    assert_eq!(codes(&"#".repeat((64 << 20) + 1)), [FindingCode::TooLarge]);
}
