//! Names of clusters: legal texts with their parts, and illegal ones with the reason.

use pavedroad_naming::{ClusterNameForm as Form, TrafficDirection as To};

/// Text; form, direction, port, subset, host.
pub(crate) type Row = (&'static str, Form, To, Option<u16>, Option<&'static str>, Option<&'static str>);

const REVIEWS: Option<&str> = Some("reviews.default.svc.cluster.local");

#[rustfmt::skip]
pub(crate) const ACCEPTED: &[Row] = &[
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

/// What is written, and why it is refused.
pub(crate) const REFUSED: &[(&str, &str)] = &[
    ("", "found nothing, expected a name such as \"outbound|9080|v1|reviews.default\""),
    (
        "BlackHoleCluster",
        "found 'B' at byte 0, expected \"outbound|\", \"inbound|\", \"inbound-vip|\", \"outbound_.\", \"inbound_.\", \
         \"out.\" or \"in.\"; that is a cluster of Istio's own, for no service",
    ),
    (
        "reviews|9080",
        "found 'r' at byte 0, expected \"outbound|\", \"inbound|\", \"inbound-vip|\", \"outbound_.\", \"inbound_.\", \
         \"out.\" or \"in.\"",
    ),
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
        "found ' ' at byte 0, expected a printable character of ASCII, and no space; did you mean \
         \"outbound|80||reviews\"?",
    ),
    ("outbound|80||h\u{e9}", "found 'é' at byte 14, expected a printable character of ASCII, and no space"),
    ("out.", "found the end at byte 4, expected a host such as \"reviews.default\""),
    ("out.reviews|", "found '|' at byte 11, expected ports after '|'; did you mean \"out.reviews\"?"),
    (
        "out.reviews|http,grpc",
        "found \"grpc\" at byte 17, expected ports in order, as Istio prints them; did you mean \
         \"out.reviews|grpc,http\"?",
    ),
    (
        "out.reviews|http|version=v1,env=prod",
        "found \"env=prod\" at byte 28, expected labels in order, as Istio prints them; did you mean \
         \"out.reviews|http|env=prod,version=v1\"?",
    ),
    ("out.reviews|http|version=v1|x", "found '|' at byte 27, expected no '|' or ';' in labels"),
    ("out.reviews|http|version=", "found the end at byte 25, expected a value after '='"),
    ("out.reviews|http|a=1,a=2", "found \"a\" at byte 21, expected each label once"),
    ("out.reviews||a,a-b=1,a=2", "found \"a\" at byte 21, expected each label once"),
    ("in.http", "found 'h' at byte 3, expected a port from 0 to 65535"),
    ("in.", "found the end at byte 3, expected a port from 0 to 65535"),
];
