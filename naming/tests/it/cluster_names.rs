//! Names of clusters: accepted with their parts, built, converted, cut, refused with whole messages.

use pavedroad_naming::{ClusterName, ClusterNameRef};

use crate::name_tables::{accepts, refuses};
use crate::tables::cluster_names::{ACCEPTED, REFUSED};

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
    refuses::<ClusterName>("cluster name", REFUSED);
    let line = "out.reviews.default.svc.cluster.local|http|version=v1::default_priority::max_connections::1024";
    let error = line.parse::<ClusterName>();
    assert!(error.is_ok(), "a value may have ':' in it");
    let long = format!("out.{}|http", "a".repeat(200));
    let error = long.parse::<ClusterName>().unwrap_err();
    assert_eq!((error.found(), error.expected()), ("209 bytes", "at most 189 bytes"));
    assert!(error.hint().is_some_and(|hint| hint.contains(&"a".repeat(145))));
}
