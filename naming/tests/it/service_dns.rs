//! DNS names of services: accepted with their parts, refused with whole messages.

use std::net::IpAddr;

use pavedroad_naming::{ClusterDomain, Namespace, ServiceDns, ServiceDnsExtent, ServiceDnsKind, ServiceDnsRef};

use crate::name_tables::{accepts, refuses};

use ServiceDnsExtent as Extent;
use ServiceDnsKind as Kind;

/// Text; kind, extent; first label's meaning aside, service and namespace; the whole name from `ai-test`.
type Row = (&'static str, Kind, Extent, Option<&'static str>, Option<&'static str>, &'static str);

#[rustfmt::skip]
const ACCEPTED: &[Row] = &[
    ("web", Kind::Service, Extent::Service, Some("web"), None, "web.ai-test.svc.cluster.local"),
    ("ai-dc-web.ai-prod", Kind::Service, Extent::Namespace, Some("ai-dc-web"), Some("ai-prod"), "ai-dc-web.ai-prod.svc.cluster.local"),
    ("web.ai-prod.svc", Kind::Service, Extent::Zone, Some("web"), Some("ai-prod"), "web.ai-prod.svc.cluster.local"),
    ("web.ai-prod.svc.cluster.local", Kind::Service, Extent::Domain, Some("web"), Some("ai-prod"), "web.ai-prod.svc.cluster.local"),
    ("web.ai-prod.svc.cluster.local.", Kind::Service, Extent::Domain, Some("web"), Some("ai-prod"), "web.ai-prod.svc.cluster.local"),
    ("kubernetes.default.svc.cluster.local", Kind::Service, Extent::Domain, Some("kubernetes"), Some("default"), "kubernetes.default.svc.cluster.local"),
    ("web-0.web.ai-prod", Kind::Endpoint, Extent::Namespace, Some("web"), Some("ai-prod"), "web-0.web.ai-prod.svc.cluster.local"),
    ("web-0.web.ai-test.svc", Kind::Endpoint, Extent::Zone, Some("web"), Some("ai-test"), "web-0.web.ai-test.svc.cluster.local"),
    ("web-0.web.ai-test.svc.cluster.local", Kind::Endpoint, Extent::Domain, Some("web"), Some("ai-test"), "web-0.web.ai-test.svc.cluster.local"),
    ("10-12-0-3.web.ai-test.svc.cluster.local", Kind::Endpoint, Extent::Domain, Some("web"), Some("ai-test"), "10-12-0-3.web.ai-test.svc.cluster.local"),
    ("10-12-0-3.ai-test.pod", Kind::Pod, Extent::Zone, None, Some("ai-test"), "10-12-0-3.ai-test.pod.cluster.local"),
    ("10-12-0-3.ai-prod.pod.cluster.local", Kind::Pod, Extent::Domain, None, Some("ai-prod"), "10-12-0-3.ai-prod.pod.cluster.local"),
    ("fd00-10-12--3.ai-prod.pod.cluster.local.", Kind::Pod, Extent::Domain, None, Some("ai-prod"), "fd00-10-12--3.ai-prod.pod.cluster.local"),
    ("_http._tcp.web", Kind::Port, Extent::Service, Some("web"), None, "_http._tcp.web.ai-test.svc.cluster.local"),
    ("_dns._udp.kube-dns.kube-system", Kind::Port, Extent::Namespace, Some("kube-dns"), Some("kube-system"), "_dns._udp.kube-dns.kube-system.svc.cluster.local"),
    ("_http._tcp.web.ai-test.svc.cluster.local", Kind::Port, Extent::Domain, Some("web"), Some("ai-test"), "_http._tcp.web.ai-test.svc.cluster.local"),
    ("_m3ua._sctp.web.ai-test.svc", Kind::Port, Extent::Zone, Some("web"), Some("ai-test"), "_m3ua._sctp.web.ai-test.svc.cluster.local"),
    // Words of the grammar are legal names.
    ("svc", Kind::Service, Extent::Service, Some("svc"), None, "svc.ai-test.svc.cluster.local"),
    ("web.svc", Kind::Service, Extent::Namespace, Some("web"), Some("svc"), "web.svc.svc.cluster.local"),
    ("web.pod.svc.cluster.local", Kind::Service, Extent::Domain, Some("web"), Some("pod"), "web.pod.svc.cluster.local"),
    ("svc.svc.svc", Kind::Service, Extent::Zone, Some("svc"), Some("svc"), "svc.svc.svc.cluster.local"),
    ("_http._tcp.svc.ai-test", Kind::Port, Extent::Namespace, Some("svc"), Some("ai-test"), "_http._tcp.svc.ai-test.svc.cluster.local"),
    ("cluster.local", Kind::Service, Extent::Namespace, Some("cluster"), Some("local"), "cluster.local.svc.cluster.local"),
    // Four labels with an underscore and no "svc".
    ("10-12-0-3.svc.ai-test", Kind::Endpoint, Extent::Namespace, Some("svc"), Some("ai-test"), "10-12-0-3.svc.ai-test.svc.cluster.local"),
];

fn ai_test() -> Namespace {
    Namespace::from_static("ai-test")
}

#[test]
fn accepted_names_come_apart() {
    for &(text, kind, extent, service, namespace, whole) in ACCEPTED {
        if text == "cluster.local" {
            continue;
        }
        accepts::<ServiceDns>(&[text]);
        let name: ServiceDns = text.parse().unwrap();
        assert_eq!((name.kind(), name.extent()), (kind, extent), "{text}");
        assert_eq!((name.service(), name.namespace()), (service, namespace), "{text}");
        assert_eq!(name.qualified(&ai_test()).unwrap(), whole, "{text}");
        assert_eq!(ServiceDnsRef::parse(text).unwrap(), name.borrowed());
    }
}

#[test]
fn the_parts_of_pods_and_ports_are_there() {
    let pod = ServiceDnsRef::parse("web-0.web.ai-test.svc.cluster.local").unwrap();
    assert_eq!((pod.hostname(), pod.address()), (Some("web-0"), None));
    let address: IpAddr = "10.12.0.3".parse().unwrap();
    for text in ["10-12-0-3.web.ai-test.svc.cluster.local", "10-12-0-3.ai-test.pod.cluster.local"] {
        assert_eq!(ServiceDnsRef::parse(text).unwrap().address(), Some(address), "{text}");
    }
    let port = ServiceDnsRef::parse("_http._tcp.web.ai-test.svc.cluster.local").unwrap();
    assert_eq!((port.port(), port.protocol(), port.hostname()), (Some("http"), Some("tcp"), None));
    assert_eq!((port.domain(), port.is_rooted()), (Some("cluster.local"), false));
}

#[test]
fn names_are_built_of_their_parts() {
    let domain: ClusterDomain = "k8s.hz.local".parse().unwrap();
    let service = "web".parse().unwrap();
    let name = ServiceDns::of_service(&service, &ai_test(), &domain).unwrap();
    assert_eq!(name, "web.ai-test.svc.k8s.hz.local");
    assert_eq!(name.port(&"http".parse().unwrap(), "TCP").unwrap(), "_http._tcp.web.ai-test.svc.k8s.hz.local");
    let pod = ServiceDns::of_endpoint(&"web-0".parse().unwrap(), &service, &ai_test(), &domain).unwrap();
    assert_eq!(pod, "web-0.web.ai-test.svc.k8s.hz.local");
    for (address, endpoint, pod) in [
        ("10.12.0.3", "10-12-0-3.web.ai-test.svc.k8s.hz.local", "10-12-0-3.ai-test.pod.k8s.hz.local"),
        ("fd00::3", "fd00--3.web.ai-test.svc.k8s.hz.local", "fd00--3.ai-test.pod.k8s.hz.local"),
    ] {
        let address: IpAddr = address.parse().unwrap();
        let built = ServiceDns::of_endpoint_address(address, &service, &ai_test(), &domain).unwrap();
        assert_eq!((built.as_str(), built.borrowed().address()), (endpoint, Some(address)));
        let built = ServiceDns::of_pod(address, &ai_test(), &domain).unwrap();
        assert_eq!((built.as_str(), built.borrowed().address()), (pod, Some(address)));
    }
    // A port belongs to a service, and only to one.
    assert!(pod.port(&"http".parse().unwrap(), "TCP").is_err());
    assert!(name.port(&"http".parse().unwrap(), "ICMP").is_err());
    assert_eq!("web".parse::<ServiceDns>().unwrap().qualified_in(&ai_test(), &domain).unwrap(), name);
    assert_eq!(ServiceDns::parse_in(name.as_str(), &domain).unwrap(), name);
    assert!(name.as_str().parse::<ServiceDns>().is_err(), "another domain");
}

#[test]
fn refuses_with_a_message() {
    let label = "expected a lowercase letter or a digit";
    refuses::<ServiceDns>(
        "DNS name of a service",
        &[
            ("", "found nothing, expected 1 to 253 bytes"),
            (
                "kubernetes.cluster.svc.local",
                "found \"local\" at byte 23, expected the domain of the cluster; \
                 did you mean \"kubernetes.default.svc.cluster.local\"?",
            ),
            (
                "web.ai-test.svc.cluster",
                "found \"cluster\" at byte 16, expected the domain of the cluster; \
                 did you mean \"web.ai-test.svc.cluster.local\"?",
            ),
            (
                "web.ai-test.cluster.local",
                "found \"ai-test\" at byte 4, expected \"svc\" or \"pod\" before the domain of the cluster; \
                 did you mean \"web.ai-test.svc.cluster.local\"?",
            ),
            (
                "kubernetes.svc.cluster.local",
                "found \"svc\" at byte 11, expected a namespace after the service; \
                 did you mean \"kubernetes.default.svc.cluster.local\"?",
            ),
            (
                "web.svc.cluster.local",
                "found \"svc\" at byte 4, expected a namespace after the service; \
                 the whole name is \"web.<namespace>.svc.cluster.local\"",
            ),
            (
                "web.svc.ai-test.cluster.local",
                "found \"ai-test\" at byte 8, expected \"svc\" or \"pod\" before the domain of the cluster; \
                 did you mean \"web.ai-test.svc.cluster.local\"?",
            ),
            ("cluster.local", "found \"cluster.local\" at byte 0, expected a service before the domain of the cluster"),
            ("svc.cluster.local", "found \"svc\" at byte 0, expected a service and its namespace"),
            ("Web.ai-test", &format!("found 'W' at byte 0, {label}; did you mean \"web.ai-test\"?")),
            (
                "http://web.ai-test:9090/healthz",
                "found ':' at byte 4, expected a lowercase letter, a digit or '-'; did you mean \"web.ai-test\"?",
            ),
            ("web..ai-test", &format!("found '.' at byte 4, {label}; did you mean \"web.ai-test\"?")),
            (".", &format!("found '.' at byte 0, {label}")),
            (
                "web.",
                "found '.' at byte 3, expected the domain of the cluster before the final '.'; did you mean \"web\"?",
            ),
            ("web.ai-test..", &format!("found '.' at byte 12, {label}; did you mean \"web.ai-test\"?")),
            ("ai_web", "found '_' at byte 2, expected a lowercase letter, a digit or '-'; did you mean \"ai-web\"?"),
            (
                "10-ai.ai-test",
                "found '1' at byte 0, expected a lowercase letter, with which the name of a service begins",
            ),
            (
                "a.web-0.web.ai-test",
                "found \"ai-test\" at byte 12, expected at most a hostname, a service and a namespace",
            ),
            ("_http.web", "found \"web\" at byte 6, expected \"_tcp\", \"_udp\" or \"_sctp\""),
            ("_http._tcp", "found the end at byte 10, expected a service after the protocol"),
            (
                "web-0.ai-test.pod.cluster.local",
                "found \"web-0\" at byte 0, expected an address such as \"10-12-0-3\" before \"pod\"",
            ),
            (
                "10-12-0-3.web.ai-test.pod.cluster.local",
                "found \"ai-test\" at byte 14, expected nothing between the namespace and \"pod\"",
            ),
        ],
    );
}

#[test]
fn a_name_has_253_bytes_and_a_label_63() {
    let long = "a".repeat(63);
    accepts::<ServiceDns>(&[&long, &format!("{long}.{long}.{long}")]);
    let error = format!("{long}a").parse::<ServiceDns>().unwrap_err();
    assert!(error.to_string().ends_with("found 64 bytes in one label at byte 0, expected labels of at most 63 bytes"));
    let domain: ClusterDomain = format!("{long}.{}", "b".repeat(57)).parse().unwrap();
    let service = long.parse().unwrap();
    let namespace = long.parse().unwrap();
    assert_eq!(ServiceDns::of_service(&service, &namespace, &domain).unwrap().as_str().len(), 253);
    let domain: ClusterDomain = format!("{long}.{}", "b".repeat(58)).parse().unwrap();
    let error = ServiceDns::of_service(&service, &namespace, &domain).unwrap_err();
    assert!(error.to_string().ends_with("found 254 bytes, expected at most 253 bytes"), "{error}");
    assert!(format!("{long}b.local").parse::<ClusterDomain>().is_err());
}
