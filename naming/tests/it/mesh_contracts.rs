//! The contracts of the names of DNS and mesh, over seeds and mutations of them.

use pavedroad_naming::check;

use crate::mutate::mutate;

#[test]
fn names_of_services_keep_their_contract() {
    let long = ["a".repeat(63), format!("{0}.{0}.svc.cluster.local", "a".repeat(63)), "b.".repeat(126)];
    let mut seeds: Vec<&[u8]> = long.iter().map(String::as_bytes).collect();
    seeds.extend([
        "web".as_bytes(),
        b"ai-dc-web.ai-test",
        b"ai-dc-web.ai-test.svc",
        b"ai-dc-web.ai-test.svc.cluster.local",
        b"kubernetes.default.svc.cluster.local.",
        b"kubernetes.cluster.svc.local",
        b"web-0.web.ai-test.svc.cluster.local",
        b"10-12-0-3.ai-test.pod.cluster.local",
        b"fd00-10-12--3.web.ai-test.svc.cluster.local",
        b"_http._tcp.web.ai-test.svc.cluster.local",
        b"_dns._udp.kube-dns",
        b"svc.svc.svc.svc.cluster.local",
        b"pod.pod.pod",
        b"http://web.ai-test:9090/healthz",
        b"Web.svc.Cluster.Local",
        b"\xFF.svc",
    ]);
    mutate(&seeds, 3_000, check::service_dns);
}

#[test]
fn names_of_clusters_keep_their_contract() {
    let long =
        [format!("out.{}|http|version=v1", "a".repeat(169)), format!("out.{}{}", "a".repeat(145), "0f".repeat(20))];
    let mut seeds: Vec<&[u8]> = long.iter().map(String::as_bytes).collect();
    seeds.extend([
        "outbound|9080|v1|reviews.default.svc.cluster.local".as_bytes(),
        b"outbound|443||*.wikipedia.org",
        b"outbound_.9080_.v1_.reviews.default.svc.cluster.local",
        b"inbound|9080||",
        b"inbound-vip|9080|http|reviews.default.svc.cluster.local",
        b"inbound_.9080_._.",
        b"out.reviews.default.svc.cluster.local|http|version=v1",
        b"out.reviews.default.svc.cluster.local|grpc,http|env=prod,version=v1",
        b"out.reviews.default||canary",
        b"out.reviews|http|",
        b"in.9080",
        b"BlackHoleCluster",
    ]);
    mutate(&seeds, 4_000, check::cluster_name);
}

#[test]
fn virtual_hosts_keep_their_contract() {
    let seeds: Vec<&[u8]> = vec![
        b"reviews.default.svc.cluster.local default.svc.cluster.local",
        b"reviews.default.svc.cluster.local ai-prod.svc.cluster.local",
        b"reviews.default.svc.cluster.local svc.cluster.local",
        b"foo.local.campus.net local.campus.net",
        b"foo.local.campus.net remote.campus.net",
        b"10.0.0.1 0.1",
        b"cluster.local default.svc.cluster.local",
        b"svc.svc.svc.svc svc.svc.svc",
    ];
    mutate(&seeds, 4_000, check::virtual_host);
}
