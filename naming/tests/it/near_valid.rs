//! Near-valid texts, at most one edit away from valid ones, against the rules as regular expressions.
//!
//! The expressions are the ones Kubernetes uses; the lengths it checks apart.

use std::cell::Cell;
use std::fmt::Debug;
use std::str::FromStr;

use pavedroad_naming::*;
use proptest::prelude::*;
use proptest::string::string_regex;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use regex::Regex;

/// A text that matches `pattern`, and in two cases of three one edit of it.
pub(crate) fn near(pattern: &'static str) -> impl Strategy<Value = String> {
    let odd = proptest::sample::select("aZ09-_./:@ \n[]\u{e9}\u{212A}\u{130}\u{ff1a}".chars().collect::<Vec<_>>());
    (string_regex(pattern).unwrap(), 0..6u8, any::<prop::sample::Index>(), odd).prop_map(|(text, edit, index, odd)| {
        let mut characters: Vec<char> = text.chars().collect();
        let at = index.index(characters.len() + 1);
        match (edit, characters.get(at).copied()) {
            (0 | 1, _) => {}
            (2, Some(_)) => drop(characters.remove(at)),
            (3, Some(_)) => characters[at] = odd,
            (4, Some(again)) => characters.insert(at, again),
            _ => characters.insert(at, odd),
        }
        characters.into_iter().collect()
    })
}

/// Runs `check`, which says whether the parser accepted, and gives the numbers of accepted and refused texts.
pub(crate) fn run(cases: u32, pattern: &'static str, check: impl Fn(&str) -> Result<bool, TestCaseError>) -> [u32; 2] {
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let random = TestRng::deterministic_rng(RngAlgorithm::XorShift);
    let (accepted, refused) = (Cell::new(0), Cell::new(0));
    TestRunner::new_with_rng(config, random)
        .run(&near(pattern), |text| {
            let count = if check(&text)? { &accepted } else { &refused };
            count.set(count.get() + 1);
            Ok(())
        })
        .unwrap_or_else(|failure| panic!("{failure}"));
    [accepted.get(), refused.get()]
}

/// Runs `rule` and the type's parser over the same texts.
#[track_caller]
fn agrees<T: FromStr<Err = NameError> + Debug>(pattern: &'static str, rule: impl Fn(&str) -> bool) {
    let counts = run(1_000, pattern, |text| {
        let name = text.parse::<T>();
        prop_assert_eq!(name.is_ok(), rule(text), "{:?}: {:?}", text, name);
        Ok(name.is_ok())
    });
    assert!(counts.iter().all(|&count| count > 100), "{counts:?} accepted and refused test little");
}

const LABEL: &str = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const VALUE: &str = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";

pub(crate) fn whole(pattern: &str) -> Regex {
    Regex::new(&format!("^(?:{pattern})$")).unwrap()
}

fn qualified() -> impl Fn(&str) -> bool {
    let (subdomain, value) = (whole(&format!(r"{LABEL}(\.{LABEL})*")), whole(VALUE));
    move |text| {
        let name = match text.split('/').collect::<Vec<_>>()[..] {
            [name] => name,
            [prefix, name] if prefix.len() <= 253 && subdomain.is_match(prefix) => name,
            _ => return false,
        };
        name.len() <= 63 && value.is_match(name)
    }
}

#[test]
fn labels_agree_with_their_expressions() {
    let rule = whole(LABEL);
    agrees::<DnsLabel>("[a-z0-9]([-a-z0-9]{0,63}[a-z0-9])?", |text| text.len() <= 63 && rule.is_match(text));
    let rule = whole("[a-z]([-a-z0-9]*[a-z0-9])?");
    agrees::<Dns1035Label>("[a-z]([-a-z0-9]{0,63}[a-z0-9])?", |text| text.len() <= 63 && rule.is_match(text));
    let rule = whole(&format!(r"{LABEL}(\.{LABEL})*"));
    agrees::<DnsSubdomain>("[a-z0-9]{1,60}([-.][a-z0-9]{40,60}){0,5}", |text| text.len() <= 253 && rule.is_match(text));
}

#[test]
fn label_values_agree_with_their_expression() {
    let rule = whole(&format!("({VALUE})?"));
    let pattern = "([A-Za-z0-9][-A-Za-z0-9_.]{0,63}[A-Za-z0-9])?";
    agrees::<LabelValue>(pattern, |text| text.len() <= 63 && rule.is_match(text));
}

#[test]
fn label_keys_agree_with_their_expressions() {
    agrees::<LabelKey>(
        "([a-z0-9]{1,3}(\\.[a-z0-9]{1,3}){0,3}/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,8}[A-Za-z0-9])?",
        qualified(),
    );
    agrees::<LabelKey>("[a-z]{252,253}/[A-Za-z0-9]{62,63}", qualified());
}

#[test]
fn annotation_keys_are_label_keys_once_lowered() {
    // Of all characters, Rust and Go lower only U+0130 differently, to two characters and to one.
    let qualified = qualified();
    let rule = |text: &str| qualified(&text.replace('\u{130}', "i").to_lowercase());
    let pattern = "([a-zKI\u{212A}\u{130}]{1,3}(\\.[a-zK\u{130}]{1,3}){0,2}/)?[A-Za-z0-9\u{212A}\u{130}]{1,5}";
    agrees::<AnnotationKey>(pattern, &rule);
    agrees::<AnnotationKey>("[aA\u{212A}\u{130}]{252,253}/[aA\u{212A}\u{130}]{62,63}", &rule);
}

#[test]
fn port_names_agree_with_their_expressions() {
    let (characters, letter) = (whole("[-a-z0-9]+"), Regex::new("[a-z]").unwrap());
    agrees::<PortName>("[a-z0-9]{1,4}(-[0-9]{1,5}){0,2}", |text| {
        let hyphens = text.starts_with('-') || text.ends_with('-') || text.contains("--");
        text.len() <= 15 && characters.is_match(text) && letter.is_match(text) && !hyphens
    });
}

#[test]
fn image_tags_and_digests_agree_with_their_expressions() {
    let rule = whole("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    agrees::<ImageTag>("[A-Za-z0-9_][A-Za-z0-9_.-]{0,7}", |text| rule.is_match(text));
    agrees::<ImageTag>("[A-Za-z0-9_][A-Za-z0-9_.-]{126,128}", |text| rule.is_match(text));
    let rule = whole("sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128}");
    agrees::<Digest>("sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128}", |text| rule.is_match(text));
}
