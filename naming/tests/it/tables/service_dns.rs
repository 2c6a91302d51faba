//! DNS names of services: legal texts with their parts, and illegal ones with the reason.

use pavedroad_naming::{ServiceDnsExtent as Extent, ServiceDnsKind as Kind};

/// Text; kind, extent; first label's meaning aside, service and namespace; the whole name from `ai-test`.
pub(crate) type Row = (&'static str, Kind, Extent, Option<&'static str>, Option<&'static str>, &'static str);

#[rustfmt::skip]
pub(crate) const ACCEPTED: &[Row] = &[
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
    // Four labels with an underscore and no "svc".
    ("10-12-0-3.svc.ai-test", Kind::Endpoint, Extent::Namespace, Some("svc"), Some("ai-test"), "10-12-0-3.svc.ai-test.svc.cluster.local"),
];

/// What is written, and why it is refused.
pub(crate) const REFUSED: &[(&str, &str)] = &[
    ("", "found nothing, expected 1 to 253 bytes"),
    (
        "kubernetes.cluster.svc.local",
        "found \"local\" at byte 23, expected the domain of the cluster; did you mean \
         \"kubernetes.default.svc.cluster.local\"?",
    ),
    (
        "web.ai-test.svc.cluster",
        "found \"cluster\" at byte 16, expected the domain of the cluster; did you mean \
         \"web.ai-test.svc.cluster.local\"?",
    ),
    (
        "web.ai-test.cluster.local",
        "found \"ai-test\" at byte 4, expected \"svc\" or \"pod\" before the domain of the cluster; did you mean \
         \"web.ai-test.svc.cluster.local\"?",
    ),
    (
        "kubernetes.svc.cluster.local",
        "found \"svc\" at byte 11, expected a namespace after the service; did you mean \
         \"kubernetes.default.svc.cluster.local\"?",
    ),
    (
        "web.svc.cluster.local",
        "found \"svc\" at byte 4, expected a namespace after the service; the whole name is \
         \"web.<namespace>.svc.cluster.local\"",
    ),
    (
        "web.svc.ai-test.cluster.local",
        "found \"ai-test\" at byte 8, expected \"svc\" or \"pod\" before the domain of the cluster; did you mean \
         \"web.ai-test.svc.cluster.local\"?",
    ),
    ("cluster.local", "found \"cluster.local\" at byte 0, expected a service before the domain of the cluster"),
    ("svc.cluster.local", "found \"svc\" at byte 0, expected a service and its namespace"),
    ("Web.ai-test", "found 'W' at byte 0, expected a lowercase letter or a digit; did you mean \"web.ai-test\"?"),
    (
        "http://web.ai-test:9090/healthz",
        "found ':' at byte 4, expected a lowercase letter, a digit or '-'; did you mean \"web.ai-test\"?",
    ),
    ("web..ai-test", "found '.' at byte 4, expected a lowercase letter or a digit; did you mean \"web.ai-test\"?"),
    (".", "found '.' at byte 0, expected a lowercase letter or a digit"),
    ("web.", "found '.' at byte 3, expected the domain of the cluster before the final '.'; did you mean \"web\"?"),
    ("web.ai-test..", "found '.' at byte 12, expected a lowercase letter or a digit; did you mean \"web.ai-test\"?"),
    ("ai_web", "found '_' at byte 2, expected a lowercase letter, a digit or '-'; did you mean \"ai-web\"?"),
    ("10-ai.ai-test", "found '1' at byte 0, expected a lowercase letter, with which the name of a service begins"),
    ("a.web-0.web.ai-test", "found \"ai-test\" at byte 12, expected at most a hostname, a service and a namespace"),
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
];
