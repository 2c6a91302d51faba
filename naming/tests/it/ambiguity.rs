//! A template is refused as ambiguous exactly if some text has two readings: against a slow reader that tries
//! every split, over texts composed of small values.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use pavedroad_naming::{
    BusinessLine, Convention, ConventionErrorKind, ConventionSpec, Environment, GitRevision, Line, Registry,
};
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use regex::Regex;

/// A template as the slow reader knows it: literal texts and fields in braces.
type Parts = Vec<String>;

struct Slow {
    lines: Vec<String>,
    environments: Vec<String>,
}

impl Slow {
    fn accepts(&self, part: &str, text: &str) -> bool {
        static PATTERNS: LazyLock<BTreeMap<&str, Regex>> = LazyLock::new(|| {
            let label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
            let component = r"[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*";
            let domain = "[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?";
            let patterns = [
                ("{system}", "[a-z0-9]+".to_owned()),
                ("{component}", label.to_owned()),
                ("{namespace}", label.to_owned()),
                ("{app}", "[a-z]([-a-z0-9]*[a-z0-9])?".to_owned()),
                ("{path}", format!("{component}(/{component})*")),
                ("{host}", format!(r"{domain}(\.{domain})*(:[0-9]+)?")),
                ("{tag}", "[A-Za-z0-9_][A-Za-z0-9_.-]*".to_owned()),
                ("{stamp}", "[0-9]{8}-[0-9]{4}".to_owned()),
            ];
            patterns.map(|(part, pattern)| (part, Regex::new(&format!("^({pattern})$")).unwrap())).into_iter().collect()
        });
        match part {
            "{line}" => self.lines.iter().any(|line| line == text),
            "{environment}" => self.environments.iter().any(|environment| environment == text),
            "{revision}" => text.parse::<GitRevision>().is_ok(),
            _ => PATTERNS.get(part).map_or(part == text, |pattern| pattern.is_match(text)),
        }
    }

    /// Small values of a part.
    fn values(&self, part: &str) -> Vec<String> {
        let values: &[&str] = match part {
            "{line}" => return self.lines.clone(),
            "{environment}" => return self.environments.clone(),
            "{system}" => &["a", "b", "aa", "ab", "ba"],
            "{component}" | "{namespace}" | "{app}" => &["a", "b", "ab", "a-a", "a-b", "b-a-b", "a--a"],
            "{path}" => &["a", "b", "a/a", "a/b/a", "a_a", "a__a", "a-a", "a--a", "a.a"],
            "{host}" => &["h.h", "h:1"],
            "{tag}" => &["a"],
            "{stamp}" => &["20190510-1033"],
            "{revision}" => {
                &["a", "1", "a_a", "a-a", "1-1", "a.a", "20190510-1033", "1.20190510-1033", "20190510-1033_a"]
            }
            literal => return vec![literal.to_owned()],
        };
        values.iter().map(|value| (*value).to_owned()).collect()
    }

    fn readings(&self, parts: &[String], text: &str) -> usize {
        let Some((first, rest)) = parts.split_first() else { return usize::from(text.is_empty()) };
        let ends = 1..=text.len();
        ends.filter(|end| self.accepts(first, &text[..*end])).map(|end| self.readings(rest, &text[end..])).sum()
    }

    /// A composed text with two readings.
    fn ambiguous(&self, parts: &[String]) -> Option<String> {
        let mut texts = BTreeSet::from([String::new()]);
        for part in parts {
            let values = self.values(part);
            texts = texts.iter().flat_map(|text| values.iter().map(move |value| format!("{text}{value}"))).collect();
        }
        texts.into_iter().find(|text| self.readings(parts, text) > 1)
    }
}

/// What was refused as ambiguous really is, and what is ambiguous was refused.
fn decided(slow: &Slow, key: &str, parts: &[String], spec: ConventionSpec) -> Result<bool, TestCaseError> {
    let errors = Convention::new(spec).err().unwrap_or_default();
    let refused = errors.iter().find(|error| error.field() == key && error.kind() == ConventionErrorKind::Ambiguous);
    match refused {
        Some(error) => {
            let text = error.found().split('"').nth(1).unwrap();
            prop_assert!(slow.readings(parts, text) > 1, "{error}");
        }
        None if errors.iter().any(|error| error.field() == key && error.kind() != ConventionErrorKind::Illegal) => {}
        None => prop_assert_eq!(slow.ambiguous(parts), None, "{:?}", errors),
    }
    Ok(refused.is_some())
}

fn run<S: Strategy>(cases: u32, strategy: S, check: impl Fn(S::Value) -> Result<bool, TestCaseError>) {
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let refused = std::cell::Cell::new(0);
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::XorShift))
        .run(&strategy, |value| {
            refused.set(refused.get() + u32::from(check(value)?));
            Ok(())
        })
        .unwrap_or_else(|failure| panic!("{failure}"));
    let refused = refused.get();
    assert!(refused > cases / 20 && refused < cases - cases / 20, "{refused} of {cases} refused test little");
}

fn words() -> impl Strategy<Value = Vec<String>> {
    let words = ["a", "b", "ab", "ba", "a-b", "b-a", "a-a", "a-b-a", "b-b-a"].map(str::to_owned).to_vec();
    proptest::sample::subsequence(words, 2..7)
}

/// The fields in some order, with separators or nothing between.
fn template(fields: &'static [&'static str], separators: &'static [&'static str]) -> impl Strategy<Value = Parts> {
    let separators = prop::collection::vec(proptest::sample::select(separators), fields.len());
    (Just(fields.to_vec()).prop_shuffle(), separators).prop_map(|(fields, separators)| {
        let parts = fields.iter().zip(&separators).flat_map(|(field, separator)| [*field, *separator]);
        let mut parts: Parts = parts.filter(|part| !part.is_empty()).map(str::to_owned).collect();
        if parts.last().is_some_and(|part| !part.starts_with('{')) {
            parts.pop();
        }
        parts
    })
}

fn spec(lines: &[String], environments: &[String]) -> ConventionSpec {
    let line = |name: &String| Line { name: BusinessLine::new(name).unwrap(), description: String::new() };
    ConventionSpec {
        lines: lines.iter().map(line).collect(),
        environments: environments.iter().map(|name| Environment::new(name).unwrap()).collect(),
        ..ConventionSpec::default()
    }
}

#[test]
fn app_names_are_decided_exactly() {
    let apps = template(&["{line}", "{system}", "{component}"], &["-", "-", "-", "", "a", "--", "-a-"]);
    run(150, (words(), apps), |(lines, parts)| {
        let slow = Slow { lines, environments: vec!["a".to_owned()] };
        let spec = ConventionSpec { app: parts.concat(), ..spec(&slow.lines, &slow.environments) };
        decided(&slow, "app", &parts, spec)
    });
}

#[test]
fn namespaces_are_decided_exactly() {
    let namespaces = template(&["{line}", "{environment}"], &["-", "-", "", "a", "--"]);
    run(500, (words(), words(), namespaces), |(lines, environments, parts)| {
        let slow = Slow { lines, environments };
        let spec = ConventionSpec { namespace: parts.concat(), ..spec(&slow.lines, &slow.environments) };
        decided(&slow, "namespace", &parts, spec)
    });
}

#[test]
fn image_addresses_are_decided_exactly() {
    let slow = Slow { lines: Vec::new(), environments: Vec::new() };
    let inner = template(&["{namespace}", "{app}"], &["_", "-", "/", "__", "", ".", "a"]);
    let separator = proptest::sample::select(&["/", "_", "-", ""][..]);
    run(60, (inner, any::<bool>(), separator), |(inner, path, separator)| {
        let mut parts: Parts = vec!["{host}".to_owned(), "/".to_owned()];
        if path {
            parts.extend(["{path}", separator].into_iter().filter(|part| !part.is_empty()).map(str::to_owned));
        }
        parts.extend(inner);
        parts.extend([":", "{tag}"].map(str::to_owned));
        let registry = Registry { host: "h.h".to_owned(), path: path.then(|| "a".to_owned()) };
        let spec = ConventionSpec { image: parts.concat(), registry, ..ConventionSpec::default() };
        decided(&slow, "image", &parts, spec)
    });
}

#[test]
fn tags_are_never_ambiguous_because_stamps_have_one_length() {
    let slow = Slow { lines: Vec::new(), environments: Vec::new() };
    for tag in
        ["{stamp}{revision}", "{revision}{stamp}", "{stamp}_{revision}", "{revision}-{stamp}", "{revision}", "{stamp}"]
    {
        let parts: Parts = tag
            .split_inclusive('}')
            .flat_map(|part| {
                let (literal, field) = part.split_at(part.find('{').unwrap());
                [literal, field].map(str::to_owned)
            })
            .filter(|part| !part.is_empty())
            .collect();
        assert_eq!(slow.ambiguous(&parts), None, "{tag}");
        assert!(Convention::new(ConventionSpec { tag: tag.to_owned(), ..ConventionSpec::default() }).is_ok(), "{tag}");
    }
}

#[test]
fn shows_the_two_readings_that_collide() {
    let [lines, environments] = [["a", "a-b"], ["b-c", "c"]].map(|words| words.map(str::to_owned));
    let errors =
        Convention::new(ConventionSpec { app: "{line}-{component}".to_owned(), ..spec(&lines, &environments) });
    let messages: Vec<String> = errors.unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(
        messages,
        [
            "invalid app \"{line}-{component}\" of the convention: found \"a-b-a\", which reads as line \"a\", component \
             \"b-a\" and as line \"a-b\", component \"a\", expected one reading of every name; separate the two fields \
             by a character that one of them cannot hold",
            "invalid namespace \"{line}-{environment}\" of the convention: found \"a-b-c\", which reads as line \"a\", \
             environment \"b-c\" and as line \"a-b\", environment \"c\", expected one reading of every name; separate \
             the two fields by a character that one of them cannot hold",
        ]
    );
}

#[test]
fn a_collision_that_is_too_long_for_a_name_is_none() {
    // The shortest collision is the longer line, four separators and letters, and one more: 64 and 63 bytes.
    for (length, ambiguous) in [(19, false), (18, true)] {
        let long = "a".repeat(40);
        let lines = [long.clone(), format!("{long}-{}", "b".repeat(length))];
        let environments = ["test".to_owned()];
        let spec = ConventionSpec { namespace: "{environment}".to_owned(), ..spec(&lines, &environments) };
        assert_eq!(Convention::new(spec).is_err(), ambiguous, "{length}");
    }
}

#[test]
fn many_words_that_begin_alike_are_told_apart() {
    // Every line is the beginning of the next one, and only the last letter tells the environments apart.
    let lines: Vec<String> = (0..31).map(|index| format!("{}a", "a-".repeat(index))).collect();
    let environments: Vec<String> =
        ('b'..='z').enumerate().map(|(index, last)| format!("{}{last}", "a-".repeat(index))).collect();
    let spec = |app: &str, lines: &[String]| ConventionSpec { app: app.to_owned(), ..spec(lines, &environments) };
    let found = |spec| {
        let errors = Convention::new(spec).err().unwrap_or_default();
        errors.iter().map(|error| (error.field().to_owned(), error.kind())).collect::<Vec<_>>()
    };
    assert_eq!(found(spec("{line}-{component}", &lines[..1])), []);
    assert_eq!(found(spec("{line}-{component}", &lines[..7])), [("app".to_owned(), ConventionErrorKind::Ambiguous)]);
    assert_eq!(found(spec("{component}-x{line}", &lines)), [("namespace".to_owned(), ConventionErrorKind::TooLong)]);
}
