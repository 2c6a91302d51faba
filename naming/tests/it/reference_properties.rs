//! Image references against the reference package's algorithm, written with regular expressions.

use pavedroad_naming::ImageReferenceRef;
use proptest::prelude::*;
use regex::Regex;

use crate::near_valid::{run, whole};

/// Domain, path, tag and digest as `ParseNormalizedNamed` of distribution's `reference` v0.6 gives them.
struct Oracle {
    reference: Regex,
    name: Regex,
    identifier: Regex,
    digest: Regex,
}

impl Oracle {
    fn new() -> Self {
        let component = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
        let domain = format!(r"(?:{component}(?:\.{component})*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?");
        let part = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
        let remote = format!("{part}(?:/{part})*");
        let digest = "[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}";
        let tag = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";
        Self {
            reference: whole(&format!("((?:{domain}/)?{remote})(?::({tag}))?(?:@({digest}))?")),
            name: whole(&format!("(?:({domain})/)?({remote})")),
            identifier: whole("[a-f0-9]{64}"),
            digest: whole("(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})"),
        }
    }

    fn parse(&self, text: &str) -> Option<(String, String, Option<String>, Option<String>)> {
        if self.identifier.is_match(text) {
            return None;
        }
        let (mut domain, mut rest) = ("docker.io", text);
        if let Some((first, behind)) = text.split_once('/') {
            match first {
                "localhost" => (domain, rest) = (first, behind),
                "index.docker.io" => rest = behind,
                _ if first.contains(['.', ':']) || first.to_lowercase() != first => (domain, rest) = (first, behind),
                _ => {}
            }
        }
        let library = if domain == "docker.io" && !rest.contains('/') { "library/" } else { "" };
        let full = format!("{domain}/{library}{rest}");
        let parts = self.reference.captures(&full)?;
        let name = self.name.captures(&parts[1])?;
        let group = |index| parts.get(index).map(|found| found.as_str().to_owned());
        let legal = name[2].len() <= 255 && group(3).is_none_or(|digest| self.digest.is_match(&digest));
        let domain = name.get(1).map_or(String::new(), |found| found.as_str().to_owned());
        legal.then(|| (domain, name[2].to_owned(), group(2), group(3)))
    }
}

#[track_caller]
fn agrees(pattern: &'static str) {
    let oracle = Oracle::new();
    let counts = run(1_000, pattern, |text| {
        let ours = ImageReferenceRef::parse(text).ok().map(|image| {
            let owned = |part: &str| part.to_owned();
            (image.domain().to_owned(), image.path().into_owned(), image.tag().map(owned), image.digest().map(owned))
        });
        prop_assert_eq!(&ours, &oracle.parse(text), "{:?}", text);
        Ok(ours.is_some())
    });
    assert!(counts.iter().all(|&count| count > 100), "{counts:?} accepted and refused test little");
}

#[test]
fn hosts_agree() {
    agrees("([a-zA-Z0-9]{1,2}([-.][a-zA-Z0-9]{1,2}){0,2}|\\[[a-fA-F0-9:]{0,5}\\])(:[0-9]{1,5})?/[a-z0-9]{1,2}");
    agrees("(localhost|docker\\.io|index\\.docker\\.io)(:[0-9]{0,2})?/(library/)?[a-z]{1,2}(:[a-z]{0,2})?");
    agrees("[a-z]{1,2}(_|__|-|\\.)[a-z]{1,2}\\.[a-z]/[a-z]{1,2}");
}

#[test]
fn paths_agree() {
    agrees("[a-z0-9]{1,3}((\\.|_|__|-|---|/)[a-z0-9]{1,3}){0,4}(:[a-zA-Z0-9_.-]{0,3})?");
    agrees("(a\\.b/|docker\\.io/|[a-z]/)?[a-z0-9]{246,256}(:v1)?");
    agrees("[a-f0-9]{63,65}");
}

#[test]
fn tags_and_digests_agree() {
    agrees("(a\\.b/)?[a-z]{1,3}:[a-zA-Z0-9_][a-zA-Z0-9_.-]{125,128}");
    agrees("[a-z]{1,3}(:[a-z]{1,3})?@(sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})");
    agrees("[a-z]{1,3}@(sha256:[a-f0-9]{63,65}|sha(256|384|1)(:|\\+b64:)[a-f0-9]{64})");
}
