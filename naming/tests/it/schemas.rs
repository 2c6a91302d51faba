//! JSON schemas say what the parsers do: pattern, second pattern and lengths together decide the same.

use std::fmt::Debug;
use std::str::FromStr;

use pavedroad_naming::*;
use proptest::prelude::*;
use regex::Regex;
use schemars::{JsonSchema, schema_for};
use serde_json::Value;

use crate::near_valid::run;

/// As much of a JSON schema validator as the schemas of names need. Lengths count characters.
struct Validator {
    lengths: std::ops::RangeInclusive<u64>,
    every: Vec<Regex>,
    none: Option<Regex>,
}

impl Validator {
    fn new(schema: &Value) -> Self {
        let regex = |schema: &Value| schema["pattern"].as_str().map(|pattern| Regex::new(pattern).unwrap());
        let also = schema["allOf"].as_array().into_iter().flatten();
        Self {
            lengths: schema["minLength"].as_u64().unwrap_or(0)..=schema["maxLength"].as_u64().unwrap_or(u64::MAX),
            every: [schema].into_iter().chain(also).filter_map(regex).collect(),
            none: schema.get("not").and_then(regex),
        }
    }

    fn allows(&self, text: &str) -> bool {
        self.lengths.contains(&(text.chars().count() as u64))
            && self.every.iter().all(|pattern| pattern.is_match(text))
            && self.none.as_ref().is_none_or(|pattern| !pattern.is_match(text))
    }
}

#[track_caller]
fn agrees<T: JsonSchema + FromStr<Err = NameError> + Debug>(pattern: &'static str) {
    let schema = schema_for!(T).to_value();
    let validator = Validator::new(&schema);
    let of = std::any::type_name::<T>().rsplit("::").next().unwrap();
    assert_eq!((schema["title"].as_str(), schema["type"].as_str()), (Some(of), Some("string")));
    for example in schema["examples"].as_array().unwrap() {
        let example = example.as_str().unwrap();
        assert!(validator.allows(example) && example.parse::<T>().is_ok(), "{of}: example {example:?}");
    }
    let counts = run(1_000, pattern, |text| {
        prop_assert_eq!(text.parse::<T>().is_ok(), validator.allows(text), "{}: {:?}", of, text);
        Ok(validator.allows(text))
    });
    assert!(counts.iter().all(|&count| count > 50), "{of}: {counts:?} accepted and refused test little");
}

#[test]
fn parts_of_conventions() {
    agrees::<SystemName>("[a-z0-9][a-z0-9]{0,3}");
    agrees::<ComponentName>("[a-z0-9][-a-z0-9]{0,5}");
    agrees::<GitRevision>("[A-Za-z0-9_.][A-Za-z0-9_.-]{0,4}([.]lock)?");
    agrees::<BuildStamp>("(19|20)[0-9][0-9](0[0-9]|1[0-3])([0-2][0-9]|3[0-2])-[0-2][0-9][0-6][0-9]");
    agrees::<BuildStamp>("([0-9][0-9]|19|20)(00|[0-9][0-9])02(28|29)-0000");
}

#[test]
fn labels() {
    agrees::<DnsLabel>("[a-z0-9][-a-z0-9]{0,63}");
    agrees::<Namespace>("[a-z0-9][-a-z0-9]{0,5}");
    agrees::<Environment>("[a-z0-9][-a-z0-9]{0,5}");
    agrees::<Dns1035Label>("[a-z0-9][-a-z0-9]{0,63}");
    agrees::<AppName>("[a-z0-9][-a-z0-9]{0,5}");
    agrees::<BusinessLine>("[a-z0-9][-a-z0-9]{0,5}");
    agrees::<DnsSubdomain>("[a-z0-9]{1,3}([-.]{1,2}[a-z0-9]{1,3}){0,3}");
    agrees::<DnsSubdomain>("[a-z]{251,254}");
    agrees::<PodName>("[a-z0-9]{1,3}([-.]{1,2}[a-z0-9]{1,3}){0,3}");
    agrees::<NodeName>("[a-z0-9]{1,3}([-.]{1,2}[a-z0-9]{1,3}){0,3}");
    agrees::<NodeAddress>("[0-2]?[0-5]{1,2}(-[0-2]?[0-6]{1,2}){0,4}");
    agrees::<ContentHash>("[bcdfghjklmnpqrstvwxz2456789]{9,11}");
    agrees::<TemplateHash>("[4-9bcdf]{1,10}");
    agrees::<TemplateHash>("86?f?8?f?b?c?6?f?[4-9bcdf]{0,9}");
}

#[test]
fn keys_and_values() {
    agrees::<LabelValue>("[A-Za-z0-9_.-]{0,64}");
    agrees::<LabelKey>("([a-z0-9]{1,3}([-.][a-z0-9]{1,3}){0,2}/){0,2}[A-Za-z0-9_.-]{1,4}");
    agrees::<LabelKey>("([a-z]{252,254}/)?[A-Za-z0-9]{62,64}");
    agrees::<AnnotationKey>("([A-Za-z\u{212A}]{1,3}([-.][A-Z\u{130}]{1,3}){0,2}/){0,2}[A-Za-z0-9_.\u{212A}-]{1,4}");
    agrees::<AnnotationKey>("([A\u{212A}]{252,254}/)?[A-Za-z0-9\u{130}]{62,64}");
    agrees::<PortName>("[a-z0-9]{1,4}(-{1,2}[0-9]{1,5}){0,2}");
}

#[test]
fn images() {
    agrees::<ImageTag>("[A-Za-z0-9_.-]{0,4}([A-Za-z0-9_.-]{124,126})?");
    agrees::<Digest>("sha(256:[a-f0-9]{64}|384:[a-f0-9]{96}|512:[a-f0-9]{128})");
    agrees::<ImageReference>(
        "([a-zA-Z]{1,2}([-._][a-z]{1,2}){0,2}(:[0-9]{1,2})?/)?[a-z]{1,2}([._/-]{1,2}[a-z]{1,2}){0,2}",
    );
    agrees::<ImageReference>("\\[[aA1:]{0,3}\\](:[0-9]{1,2})?/x");
    agrees::<ImageReference>("x(:[A-Za-z0-9_.-]{0,3}|:[a-z]{127,129})?(@sha256:[a-f0-9]{64}|@sha512:[a-f0-9]{128})?");
    agrees::<ImageReference>("[a-f0-9]{63,65}");
}

#[test]
fn the_schema_of_image_references_leaves_the_length_of_the_path_to_the_parser() {
    let schema = schema_for!(ImageReference).to_value();
    let long = "a".repeat(248);
    assert!(Validator::new(&schema).allows(&long));
    assert!(long.parse::<ImageReference>().is_err());
}

/// The patterns of names made of parts say what is necessary, and no more.
#[test]
fn names_of_the_mesh() {
    #[track_caller]
    fn allows_the_legal<T: JsonSchema + FromStr<Err = NameError> + Debug>(pattern: &'static str) {
        let schema = schema_for!(T).to_value();
        let validator = Validator::new(&schema);
        for example in schema["examples"].as_array().unwrap() {
            let example = example.as_str().unwrap();
            assert!(validator.allows(example) && example.parse::<T>().is_ok(), "{example:?}");
        }
        let counts = run(1_000, pattern, |text| {
            let legal = text.parse::<T>().is_ok();
            prop_assert!(!legal || validator.allows(text), "{text:?}");
            Ok(legal)
        });
        assert!(counts.iter().all(|&count| count > 50), "{counts:?} accepted and refused test little");
    }
    allows_the_legal::<ServiceDns>(
        "(_[a-z]{1,3}\\._(tcp|udp|sctp)\\.)?[a-z]{1,3}(\\.[a-z0-9]{1,3}(\\.svc(\\.cluster\\.local\\.?)?)?)?",
    );
    allows_the_legal::<ClusterName>("(outbound|inbound|inbound-vip)\\|[0-9]{1,5}\\|[a-z]{0,3}\\|[a-z.*]{0,4}");
    allows_the_legal::<ClusterName>("outbound_\\.[0-9]{1,5}_\\.[a-z]{0,3}_\\.[a-z.]{1,4}|in\\.[0-9]{1,5}");
    allows_the_legal::<ClusterName>("out\\.[a-z.]{1,6}(\\|[a-z]{0,3}(\\|[a-z]{1,3}=[a-z]{1,2})?)?");
    agrees::<ClusterDomain>("[a-z0-9]{1,64}([-.][a-z0-9]{1,8}){0,3}");
}
