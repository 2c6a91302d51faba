//! Reading names, ours and compiled regular expressions side by side: `cargo bench -p pavedroad-naming`.
#![allow(missing_docs, reason = "divan generates the functions it registers")]

use std::sync::LazyLock;

use divan::{Bencher, black_box};
use pavedroad_naming::{AppName, ImageReference, ImageReferenceRef, LabelKey};
use regex::Regex;

fn main() {
    divan::main();
}

/// References as clusters have them.
const IMAGES: [&str; 4] = ["short", "tagged", "port", "digest"];

fn image(which: &str) -> &'static str {
    match which {
        "short" => "ubuntu",
        "tagged" => "registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20",
        "port" => "registry.hz.local:5000/huize/platform/ai-dc-server:v1.25.3-rc1",
        _ => {
            "registry.hz.local/huize/ai-dc-web:v20\
             @sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        }
    }
}

/// The same grammar, with its parts captured. It leaves out what a regular expression cannot say: which first
/// part is a domain, the length of the path, and the 64 hex digits.
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    let component = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
    let domain = format!(r"(?:{component}(?:\.{component})*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?");
    let part = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
    let tag = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";
    let digest = "sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128}";
    pattern(&format!("^(?:({domain})/)?({part}(?:/{part})*)(?::({tag}))?(?:@({digest}))?$"))
});
static APP_NAME: LazyLock<Regex> = LazyLock::new(|| pattern("^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$"));
static LABEL_KEY: LazyLock<Regex> = LazyLock::new(|| {
    let label = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?";
    pattern(&format!(r"^(?:({label}(?:\.{label})*)/)?([A-Za-z0-9](?:[-A-Za-z0-9_.]{{0,61}}[A-Za-z0-9])?)$"))
});

/// Compiled, and with the memory it needs to search already taken.
fn warm(regex: &Regex) -> &Regex {
    black_box(regex.captures("ai-dc-web"));
    regex
}

#[expect(clippy::expect_used, reason = "a bench with a broken expression measures nothing")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the expression compiles")
}

#[divan::bench(args = IMAGES)]
fn image_reference_borrowed(bencher: Bencher, which: &str) {
    let text = image(which);
    bencher.bench(|| {
        ImageReferenceRef::parse(black_box(text)).is_ok_and(|image| {
            black_box((image.domain(), image.tag(), image.digest()));
            true
        })
    });
}

#[divan::bench(args = IMAGES)]
fn image_reference_owned(bencher: Bencher, which: &str) {
    let text = image(which);
    bencher.bench(|| black_box(text).parse::<ImageReference>());
}

#[divan::bench(args = IMAGES)]
fn image_reference_regex(bencher: Bencher, which: &str) {
    let (regex, text) = (warm(&REFERENCE), image(which));
    bencher.bench(|| {
        regex.captures(black_box(text)).is_some_and(|parts| {
            let part = |index| parts.get(index).map(|found| found.as_str());
            black_box((part(1), part(3), part(4)));
            true
        })
    });
}

#[divan::bench]
fn app_name(bencher: Bencher) {
    bencher.bench(|| black_box("ai-dc-web").parse::<AppName>());
}

#[divan::bench]
fn app_name_regex(bencher: Bencher) {
    let regex = warm(&APP_NAME);
    bencher.bench(|| Some(black_box("ai-dc-web")).filter(|text| regex.is_match(text)).map(str::to_owned));
}

#[divan::bench]
fn label_key(bencher: Bencher) {
    bencher.bench(|| black_box("app.kubernetes.io/name").parse::<LabelKey>());
}

#[divan::bench]
fn label_key_regex(bencher: Bencher) {
    let regex = warm(&LABEL_KEY);
    bencher.bench(|| {
        let text = black_box("app.kubernetes.io/name");
        regex.captures(text).map(|parts| (text.to_owned(), parts.get(1).map(|part| part.range())))
    });
}
