//! Reading label selectors and matching with them, ours and compiled regular expressions side by side:
//! `cargo bench -p pavedroad-naming --bench selectors`.
#![allow(missing_docs, reason = "divan generates the functions it registers")]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use divan::{Bencher, black_box};
use pavedroad_naming::{LabelSelector, LabelSelectorRef};
use regex::Regex;

fn main() {
    divan::main();
}

const EQUALITY: &str = "app=ai-dc-web,tier!=batch";
const SETS: &str = "app.kubernetes.io/name in (ai-dc-web, ai-dc-api), tier notin (batch), !canary, build>20";

/// One requirement, with its parts captured. It leaves out the lengths, the keys named `in`, and commas in pairs.
static REQUIREMENT: LazyLock<Regex> = LazyLock::new(|| {
    let part = "[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?";
    let label = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?";
    let key = format!(r"(?:{label}(?:\.{label})*/)?{part}");
    let list = format!(r"\(((?:\s*(?:{part})?\s*,)*\s*(?:{part})?\s*)\)");
    let operator = format!(r"\s*(?:(=|==|!=)\s*({part})?|([<>])\s*([0-9]+)|\s(in|notin)\s*{list})");
    pattern(&format!(r"^\s*(?:!\s*({key})|({key})(?:{operator})?)\s*(?:,|$)"))
});

#[expect(clippy::expect_used, reason = "a bench with a broken expression measures nothing")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the expression compiles")
}

/// How many requirements the text has, by the expression.
fn by_regex(mut text: &str) -> Option<usize> {
    let mut count = 0;
    while !text.is_empty() {
        let parts = REQUIREMENT.captures(text)?;
        black_box((parts.get(2), parts.get(3), parts.get(4)));
        count += 1;
        text = text.get(parts.get(0)?.end()..)?;
    }
    Some(count)
}

#[divan::bench(args = [EQUALITY, SETS])]
fn read_borrowed(bencher: Bencher, text: &str) {
    bencher.bench(|| LabelSelectorRef::parse(black_box(text)).map(|selector| selector.requirements().count()));
}

#[divan::bench(args = [EQUALITY, SETS])]
fn read_owned(bencher: Bencher, text: &str) {
    bencher.bench(|| black_box(text).parse::<LabelSelector>());
}

#[divan::bench(args = [EQUALITY, SETS])]
fn read_regex(bencher: Bencher, text: &str) {
    assert!(by_regex(text).is_some());
    bencher.bench(|| by_regex(black_box(text)));
}

fn labels() -> BTreeMap<&'static str, &'static str> {
    BTreeMap::from([("app", "ai-dc-web"), ("app.kubernetes.io/name", "ai-dc-web"), ("tier", "web"), ("build", "21")])
}

#[divan::bench(args = [EQUALITY, SETS])]
fn match_borrowed(bencher: Bencher, text: &str) {
    let (selector, labels) = (LabelSelectorRef::parse(text), labels());
    bencher.bench(|| selector.as_ref().is_ok_and(|selector| selector.matches(|key| labels.get(key).copied())));
}

#[divan::bench(args = [EQUALITY, SETS])]
fn match_owned(bencher: Bencher, text: &str) {
    let (selector, labels) = (text.parse::<LabelSelector>(), labels());
    bencher.bench(|| selector.as_ref().is_ok_and(|selector| selector.matches(|key| labels.get(key).copied())));
}

/// Labels joined to one text, and a selector of equalities alone as an expression over it.
#[divan::bench]
fn match_regex_of_equalities(bencher: Bencher) {
    let labels: String = labels().iter().map(|(key, value)| format!(",{key}={value},")).collect();
    let (app, tier) = (pattern(",app=ai-dc-web,"), pattern(",tier=batch,"));
    bencher.bench(|| app.is_match(black_box(&labels)) && !tier.is_match(black_box(&labels)));
}
