//! Label selectors: accepted with what is printed, refused with whole messages, and what they select.

use pavedroad_naming::*;
use proptest::prelude::*;
use regex::Regex;

use crate::mutate::mutate;
use crate::near_valid::run;
use crate::tables::label_selectors::{ACCEPTED, REFUSED};

#[test]
fn prints_what_kubernetes_prints() {
    for (text, printed) in ACCEPTED.iter().copied() {
        let selector = LabelSelector::new(text).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(selector.to_string(), printed, "{text:?}");
        assert_eq!(LabelSelector::new(printed), Ok(selector), "{text:?}");
    }
}

#[test]
fn refuses_with_the_place_and_the_reason() {
    for (text, message) in REFUSED.iter().copied() {
        let error = LabelSelector::new(text).unwrap_err();
        assert_eq!(error.to_string(), format!("invalid label selector {text:?}: {message}"));
    }
}

#[test]
fn counts_the_bytes_of_keys_and_values() {
    let long = "a".repeat(64);
    for (text, message) in [
        (format!("app={long}"), "found 64 bytes, expected at most 63 bytes in a label value"),
        (long.clone(), "found 64 bytes, expected a name of at most 63 bytes in a label key"),
    ] {
        let error = LabelSelector::new(&text).unwrap_err();
        assert_eq!(error.to_string(), format!("invalid label selector {text:?}: {message}"));
        assert_eq!(error.offset(), text.len() - 1);
    }
}

#[test]
fn selects_as_kubernetes_does() {
    let labels =
        [("app", "ai-dc-web"), ("build", "20"), ("canary", ""), ("delta", "-5"), ("huge", "9223372036854775808")];
    for (text, selected) in [
        ("", true),
        ("app", true),
        ("!app", false),
        ("tier", false),
        ("!tier", true),
        ("app=ai-dc-web", true),
        ("app==ai-dc-api", false),
        ("app!=ai-dc-api", true),
        ("tier!=web", true),
        ("tier=", false),
        ("canary=", true),
        ("canary in (a,)", true),
        ("app in (ai-dc-api,ai-dc-web)", true),
        ("app notin (ai-dc-api,ai-dc-web)", false),
        ("tier notin (web)", true),
        ("build>19", true),
        ("build>20", false),
        ("build<0021", true),
        ("app>1", false),
        ("app<1", false),
        ("tier<1", false),
        ("delta<0", true),
        ("huge>1", false),
        ("app,build>19,!tier", true),
        ("app,build>19,tier", false),
    ] {
        let get = |key: &str| labels.iter().find(|(name, _)| *name == key).map(|(_, value)| *value);
        assert_eq!(LabelSelector::new(text).unwrap().matches(get), selected, "{text:?}");
        assert_eq!(LabelSelectorRef::parse(text).unwrap().matches(get), selected, "{text:?}");
    }
}

#[test]
fn requirements_are_checked_when_they_are_made() {
    use SelectorOperator::*;
    let build = |operator, values: &[&str]| {
        let values: Vec<LabelValue> = values.iter().map(|value| value.parse().unwrap()).collect();
        LabelRequirement::new("build".parse().unwrap(), operator, values).map(|built| built.to_string())
    };
    assert_eq!(build(Exists, &[]).unwrap(), "build");
    assert_eq!(build(NotIn, &["b", "a", "b"]).unwrap(), "build notin (a,b)");
    assert_eq!(build(GreaterThan, &["020"]).unwrap(), "build>020");
    for (operator, values, message) in [
        (In, &[][..], "\"build in ()\": found 0 values at byte 11, expected at least one value"),
        (Equals, &["a", "b"], "\"build=a,b\": found 2 values at byte 9, expected exactly one value"),
        (DoesNotExist, &["a"], "\"!build\": found 1 values at byte 6, expected no value"),
        (
            LessThan,
            &["v20"],
            "\"build<v20\": found another value at byte 9, expected an integer of at most 9223372036854775807",
        ),
    ] {
        let error = build(operator, values).unwrap_err().to_string();
        assert_eq!(error, format!("invalid label requirement {message}"));
    }
}

#[test]
fn near_valid_texts_agree_with_the_grammar_as_an_expression() {
    let (key, value) = ("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?", "([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?");
    let key = format!("([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?{key}");
    let (s, list) = ("[ \\t\\r\\n]*", format!("\\([ \\n]*{value}[ \\n]*(,[ \\n]*{value}[ \\n]*)*\\)"));
    let one =
        format!("{s}(!{s}{key}|{key}{s}((=|==|!=){s}{value}|[<>]{s}[0-9]{{1,18}}|[ \\n](in|notin){s}{list})?){s}");
    let rule = Regex::new(&format!("^({s}|{one}(,{one})*)$")).unwrap();
    // Where the expression knows less than the parser: commas that count in pairs.
    let paired = Regex::new(",[ \\n]*,").unwrap();
    let counts = run(
        4_000,
        "(!?[a-c]{1,2}|[ab]{1,2} ?(=|==|!=|>|<) ?[0-9]{0,2}|tier (in|notin) \\(a?(, ?[bc]{0,2}){0,2}\\))(, ?[a-z]{1,3}=v[0-9]){0,2}",
        |text| {
            let accepted = LabelSelector::new(text).is_ok();
            prop_assume!(!paired.is_match(text) && !text.contains("<,") && !text.contains(">,"));
            prop_assert_eq!(accepted, rule.is_match(text), "{:?}", text);
            Ok(accepted)
        },
    );
    assert!(counts.iter().all(|&count| count > 300), "{counts:?} accepted and refused test little");
}

#[test]
fn selectors_keep_their_contract() {
    let mut seeds: Vec<&[u8]> = ACCEPTED.iter().map(|(text, _)| text.as_bytes()).collect();
    seeds.extend(REFUSED.iter().map(|(text, _)| text.as_bytes()));
    mutate(&seeds, 300, check::label_selector);
}

#[test]
fn serde_and_width_go_through_the_text() {
    let selector = LabelSelector::new("tier in (web, api),app").unwrap();
    assert_eq!(serde_json::to_string(&selector).unwrap(), "\"app,tier in (api,web)\"");
    assert_eq!(serde_json::from_str::<LabelSelector>("\"tier in (api,web) , app\"").unwrap(), selector);
    let error = serde_json::from_str::<LabelSelector>("5").unwrap_err().to_string();
    assert_eq!(
        error,
        "invalid type: integer `5`, expected a label selector such as `app=ai-dc-web` at line 1 column 1"
    );
    assert_eq!(format!("{selector:<24}|{selector:.3}"), "app,tier in (api,web)   |app");
    assert_eq!(format!("{selector:?}"), "LabelSelector(\"app,tier in (api,web)\")");
}

#[test]
fn a_long_refused_text_is_refused_quickly() {
    // Each hint is checked by reading it once, not by making its own hint.
    let text = "a ".repeat(20_000);
    assert!(LabelSelector::new(&text).unwrap_err().hint().is_none());
}
