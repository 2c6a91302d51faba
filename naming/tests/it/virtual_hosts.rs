//! Virtual hosts: the domains of Istio 0.7 and of today.

use pavedroad_naming::VirtualHost;

use crate::tables::virtual_hosts::{CLASSIC, HEADLESS, SAME_NAMESPACE};

fn reviews() -> VirtualHost {
    VirtualHost::of_service(
        &"reviews".parse().unwrap(),
        &"default".parse().unwrap(),
        &"cluster.local".parse().unwrap(),
        9080,
    )
    .unwrap()
    .with_address([10, 104, 14, 93].into())
}

#[test]
fn the_listing_of_istio_0_7_has_twelve_domains_in_its_order() {
    assert_eq!(reviews().classic_domains("default.svc.cluster.local"), CLASSIC);
    assert_eq!(reviews().classic_name("http"), "reviews.default.svc.cluster.local|http");
    assert_eq!(reviews().classic_name(""), "reviews.default.svc.cluster.local");
}

#[test]
fn istio_0_7_leaves_out_what_a_proxy_does_not_share() {
    let domains = reviews().classic_domains("ai-prod.svc.cluster.local");
    assert_eq!((domains.len(), domains[1].as_str()), (10, "reviews.default"));
    let domains = reviews().classic_domains("example.com");
    assert_eq!(domains[..2], ["reviews.default.svc.cluster.local:9080", "reviews.default.svc.cluster.local"]);
    assert_eq!(domains.len(), 4);
    let local = VirtualHost::new("cluster.local".parse().unwrap(), 80);
    let whole = ["cluster:80", "cluster", "cluster.local:80", "cluster.local"];
    assert_eq!(local.classic_domains("default.svc.cluster.local"), whole);
}

#[test]
fn a_proxy_of_the_same_namespace_may_use_the_bare_name() {
    let host = reviews();
    assert_eq!(host.domains("default.svc.cluster.local"), SAME_NAMESPACE);
    assert_eq!(
        host.domains_with_ports("default.svc.cluster.local"),
        [
            "reviews.default.svc.cluster.local",
            "reviews.default.svc.cluster.local:9080",
            "reviews.default.svc.cluster.local.",
            "reviews.default.svc.cluster.local.:9080",
            "reviews",
            "reviews:9080",
            "reviews.default.svc",
            "reviews.default.svc:9080",
            "reviews.default",
            "reviews.default:9080",
            "10.104.14.93",
            "10.104.14.93:9080",
        ]
    );
    assert_eq!(host.name(), "reviews.default.svc.cluster.local:9080");
}

#[test]
fn other_proxies_have_fewer_names() {
    let count = |proxy: &str| reviews().domains(proxy).len();
    assert_eq!(count("ai-prod.svc.cluster.local"), 5);
    assert_eq!(count("default.svc.hz.local"), 3);
    assert_eq!(count(""), 3);
    // A virtual machine's domain has no ".svc.".
    let campus = VirtualHost::new("foo.local.campus.net".parse().unwrap(), 80);
    assert_eq!(campus.domains("local.campus.net"), ["foo.local.campus.net", "foo.local.campus.net.", "foo"]);
    assert_eq!(
        campus.domains("remote.campus.net"),
        ["foo.local.campus.net", "foo.local.campus.net.", "foo.local", "foo.local.campus"]
    );
}

#[test]
fn headless_services_and_addresses_have_their_own_forms() {
    let web = VirtualHost::new("web.ai-test.svc.cluster.local".parse().unwrap(), 80)
        .with_address([0, 0, 0, 0].into())
        .with_address("fd00::1".parse().unwrap())
        .headless();
    assert_eq!(web.domains("other.svc.cluster.local"), HEADLESS);
    let aliased = reviews().with_alias("reviews.hz.local".parse().unwrap());
    assert_eq!(aliased.domains("")[2..4], ["reviews.hz.local", "reviews.hz.local."]);
}
