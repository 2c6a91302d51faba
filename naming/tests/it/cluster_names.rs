//! Names of clusters: accepted with their parts, built, converted, cut, refused with whole messages.

use pavedroad_naming::{ClusterName, ClusterNameForm, ClusterNameRef, TrafficDirection};

use crate::name_tables::{accepts, refuses};

use ClusterNameForm as Form;
use TrafficDirection as To;

type Row = (&'static str, Form, To, Option<u16>, Option<&'static str>, Option<&'static str>);

const REVIEWS: Option<&str> = Some("reviews.default.svc.cluster.local");

#[rustfmt::skip]
const ACCEPTED: &[Row] = &[
    ("outbound|9080|v1|reviews.default.svc.cluster.local", Form::Pipe, To::Outbound, Some(9080), Some("v1"), REVIEWS),
    ("outbound|9080||reviews.default.svc.cluster.local", Form::Pipe, To::Outbound, Some(9080), None, REVIEWS),
    ("outbound|443||*.wikipedia.org", Form::Pipe, To::Outbound, Some(443), None, Some("*.wikipedia.org")),
    ("inbound|9080||", Form::Pipe, To::Inbound, Some(9080), None, None),
    ("inbound|0||", Form::Pipe, To::Inbound, Some(0), None, None),
    // Istio 1.0 to 1.8.
    ("inbound|9080|http|reviews.default.svc.cluster.local", Form::Pipe, To::Inbound, Some(9080), Some("http"), REVIEWS),
    ("inbound-vip|9080|http/v1|reviews.default.svc.cluster.local", Form::Pipe, To::InboundVip, Some(9080), Some("http/v1"), REVIEWS),
    ("outbound_.9080_.v1_.reviews.default.svc.cluster.local", Form::DnsSrv, To::Outbound, Some(9080), Some("v1"), REVIEWS),
    ("outbound_.9080_._.reviews.default.svc.cluster.local", Form::DnsSrv, To::Outbound, Some(9080), None, REVIEWS),
    ("inbound_.9080_._.", Form::DnsSrv, To::Inbound, Some(9080), None, None),
    ("out.reviews.default.svc.cluster.local|http|version=v1", Form::Classic, To::Outbound, None, None, REVIEWS),
    ("out.reviews.default.svc.cluster.local|http", Form::Classic, To::Outbound, None, None, REVIEWS),
    ("out.reviews.default.svc.cluster.local", Form::Classic, To::Outbound, None, None, REVIEWS),
    ("out.reviews.default.svc.cluster.local||env=prod,version=v1", Form::Classic, To::Outbound, None, None, REVIEWS),
    // Of an empty set of labels.
    ("out.reviews.default.svc.cluster.local|http|", Form::Classic, To::Outbound, None, None, REVIEWS),
    ("in.9080", Form::Classic, To::Inbound, Some(9080), None, None),
];

#[test]
fn accepted_names_come_apart() {
    for &(text, form, direction, port, subset, host) in ACCEPTED {
        accepts::<ClusterName>(&[text]);
        let name = ClusterNameRef::parse(text).unwrap();
        assert_eq!((name.form(), name.direction()), (form, direction), "{text}");
        assert_eq!((name.port(), name.subset(), name.host()), (port, subset, host), "{text}");
    }
    let name = ClusterNameRef::parse("out.reviews.default||canary,env=prod").unwrap();
    assert_eq!(name.labels().collect::<Vec<_>>(), [("canary", ""), ("env", "prod")]);
    assert_eq!(name.port_names().count(), 0);
    let name = ClusterNameRef::parse("out.reviews.default|grpc,http|").unwrap();
    assert_eq!(name.port_names().collect::<Vec<_>>(), ["grpc", "http"]);
    assert_eq!(name.labels().count(), 0);
}

#[test]
fn names_are_built_of_their_parts() {
    let host = "reviews.default.svc.cluster.local";
    let classic = |ports: &[&str], labels: &[(&str, &str)]| ClusterName::classic(host, ports, labels).unwrap();
    assert_eq!(classic(&[""], &[]), "out.reviews.default.svc.cluster.local");
    assert_eq!(classic(&[], &[]), "out.reviews.default.svc.cluster.local");
    assert_eq!(classic(&["http", "grpc"], &[]), "out.reviews.default.svc.cluster.local|grpc,http");
    assert_eq!(
        classic(&["http"], &[("version", "v1"), ("env", "prod"), ("canary", "")]),
        "out.reviews.default.svc.cluster.local|http|canary,env=prod,version=v1"
    );
    assert_eq!(classic(&[""], &[("version", "v1")]), "out.reviews.default.svc.cluster.local||version=v1");
    assert_eq!(ClusterName::inbound(9080), "inbound|9080||");
    assert_eq!(ClusterName::inbound(9080), "inbound|9080||".parse::<ClusterName>().unwrap());
    assert_eq!(ClusterName::classic_inbound(80), "in.80".parse::<ClusterName>().unwrap());
    assert_eq!(ClusterName::outbound(80, "", host).unwrap(), "outbound|80||reviews.default.svc.cluster.local");
}

#[test]
fn parts_with_separators_are_refused() {
    for (host, ports, labels) in [
        ("a|b", &["http"][..], &[][..]),
        ("a", &["http,grpc"], &[]),
        ("a", &["ht|tp"], &[]),
        ("a", &["http"], &[("version", "v1,env=prod")]),
        ("a", &["http"], &[("version=v1", "x")]),
        ("a", &["http"], &[("version", "v1;env=prod")]),
        ("a", &["http"], &[("version", "v1"), ("version", "v2")]),
        ("a", &["http"], &[("", "v1")]),
        ("", &["http"], &[]),
        ("a b", &["http"], &[]),
    ] {
        assert!(ClusterName::classic(host, ports, labels).is_err(), "{host} {ports:?} {labels:?}");
    }
    assert!(ClusterName::outbound(80, "v1|v2", "a").is_err());
    assert!(ClusterName::outbound(80, "v1", "").is_err());
    // A cut name is checked before it is cut.
    let long = "a".repeat(200);
    assert!(ClusterName::classic(&long, &["http"], &[("version", "v 1")]).is_err());
    assert!(ClusterName::classic(&long, &["http"], &[("version", "a,b")]).is_err());
}

#[test]
fn conversions_keep_what_both_forms_have() {
    let pipe: ClusterName = "outbound|9080|v1|reviews.default.svc.cluster.local".parse().unwrap();
    let srv = pipe.to_dns_srv().unwrap();
    assert_eq!(srv, "outbound_.9080_.v1_.reviews.default.svc.cluster.local");
    assert_eq!(srv.to_pipe().unwrap(), pipe);
    let old = pipe.to_classic("http", &[("version", "v1")]).unwrap();
    assert_eq!(old, "out.reviews.default.svc.cluster.local|http|version=v1");
    assert_eq!(old.to_outbound(9080, "v1").unwrap(), pipe);
    let error = old.to_dns_srv().unwrap_err();
    assert!(error.to_string().ends_with("found a name of Istio 0.7 at byte 0, expected a name of Istio 0.8 or later"));
    // What could not be read back is not printed.
    assert!("outbound|80||a_.b".parse::<ClusterName>().unwrap().to_dns_srv().is_err());
    assert!("inbound-vip|80||a".parse::<ClusterName>().unwrap().to_dns_srv().is_err());
    assert!("outbound_.80_.a|b_.c".parse::<ClusterName>().unwrap().to_pipe().is_err());
}

#[test]
fn old_names_over_189_bytes_end_in_a_hash() {
    // Both hashes are those of `printf %s NAME | sha1sum`.
    let name = |letters: usize| ClusterName::classic(&"a".repeat(letters), &["http"], &[("version", "v1")]).unwrap();
    let whole = name(169);
    assert_eq!((whole.as_str().len(), whole.borrowed().is_truncated()), (189, false));
    let cut = name(170);
    assert_eq!(cut, format!("out.{}{}", "a".repeat(145), "899750325cb0a8d76195abc3c47a12682afa6a21").as_str());
    assert!(cut.borrowed().is_truncated() && cut.host().is_none());
    assert_eq!((cut.borrowed().port_names().count(), cut.borrowed().labels().count()), (0, 0));

    let long: Vec<String> = (0..20).map(|index| format!("label-{index:02}")).collect();
    let labels: Vec<(&str, &str)> = long.iter().map(|key| (key.as_str(), "on")).collect();
    let cut = ClusterName::classic("reviews.default.svc.cluster.local", &["http"], &labels).unwrap();
    assert_eq!(cut.as_str().len(), 189);
    assert!(cut.as_str().ends_with("c7eea3a29c7ea5459d8db217ae9870655abf5ec0"), "{cut}");
    assert_eq!(cut.host(), Some("reviews.default.svc.cluster.local"));
    assert_eq!(cut.borrowed().port_names().collect::<Vec<_>>(), ["http"]);
    assert_eq!(cut.borrowed().labels().count(), 0);
}

#[test]
fn refuses_with_a_message() {
    let begin =
        "expected \"outbound|\", \"inbound|\", \"inbound-vip|\", \"outbound_.\", \"inbound_.\", \"out.\" or \"in.\"";
    refuses::<ClusterName>(
        "cluster name",
        &[
            ("", "found nothing, expected a name such as \"outbound|9080|v1|reviews.default\""),
            (
                "BlackHoleCluster",
                &format!("found 'B' at byte 0, {begin}; that is a cluster of Istio's own, for no service"),
            ),
            ("reviews|9080", &format!("found 'r' at byte 0, {begin}")),
            ("outbound|http|v1|reviews", "found 'h' at byte 9, expected a port from 0 to 65535"),
            ("outbound||v1|reviews", "found '|' at byte 9, expected a port from 0 to 65535"),
            ("outbound|09080|v1|reviews", "found \"09080\" at byte 9, expected a port from 0 to 65535"),
            ("outbound|65536|v1|reviews", "found \"65536\" at byte 9, expected a port from 0 to 65535"),
            ("outbound|9080", "found the end at byte 13, expected a port, a subset and a host"),
            ("outbound|9080|reviews", "found the end at byte 21, expected a subset, which may be empty, and a host"),
            ("outbound|9080|v1|", "found the end at byte 17, expected a host such as \"reviews.default\""),
            ("outbound|9080|v1|reviews|x", "found '|' at byte 24, expected no '|' in a host"),
            ("outbound_.80_.v1_.a_.b", "found '_' at byte 19, expected no \"_.\" in a host"),
            (
                " outbound|80||reviews",
                "found ' ' at byte 0, expected a printable character of ASCII, and no space; \
                 did you mean \"outbound|80||reviews\"?",
            ),
            ("outbound|80||h\u{e9}", "found 'é' at byte 14, expected a printable character of ASCII, and no space"),
            ("out.", "found the end at byte 4, expected a host such as \"reviews.default\""),
            ("out.reviews|", "found '|' at byte 11, expected ports after '|'; did you mean \"out.reviews\"?"),
            (
                "out.reviews|http,grpc",
                "found \"grpc\" at byte 17, expected ports in order, as Istio prints them; \
                 did you mean \"out.reviews|grpc,http\"?",
            ),
            (
                "out.reviews|http|version=v1,env=prod",
                "found \"env=prod\" at byte 28, expected labels in order, as Istio prints them; \
                 did you mean \"out.reviews|http|env=prod,version=v1\"?",
            ),
            ("out.reviews|http|version=v1|x", "found '|' at byte 27, expected no '|' or ';' in labels"),
            ("out.reviews|http|version=", "found the end at byte 25, expected a value after '='"),
            ("out.reviews|http|a=1,a=2", "found \"a\" at byte 21, expected each label once"),
            ("out.reviews||a,a-b=1,a=2", "found \"a\" at byte 21, expected each label once"),
            ("in.http", "found 'h' at byte 3, expected a port from 0 to 65535"),
            ("in.", "found the end at byte 3, expected a port from 0 to 65535"),
        ],
    );
    let line = "out.reviews.default.svc.cluster.local|http|version=v1::default_priority::max_connections::1024";
    let error = line.parse::<ClusterName>();
    assert!(error.is_ok(), "a value may have ':' in it");
    let long = format!("out.{}|http", "a".repeat(200));
    let error = long.parse::<ClusterName>().unwrap_err();
    assert_eq!((error.found(), error.expected()), ("209 bytes", "at most 189 bytes"));
    assert!(error.hint().is_some_and(|hint| hint.contains(&"a".repeat(145))));
}
