//! DNS names of services: accepted with their parts, refused with whole messages.

use std::net::IpAddr;

use pavedroad_naming::{ClusterDomain, Namespace, ServiceDns, ServiceDnsRef};

use crate::name_tables::{accepts, refuses};
use crate::tables::service_dns::{ACCEPTED, REFUSED};

fn ai_test() -> Namespace {
    Namespace::from_static("ai-test")
}

#[test]
fn accepted_names_come_apart() {
    for &(text, kind, extent, service, namespace, whole) in ACCEPTED {
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
    refuses::<ServiceDns>("DNS name of a service", REFUSED);
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
