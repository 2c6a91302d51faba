//! Names of the mesh, read by us and by a compiled regular expression side by side:
//! `cargo bench -p pavedroad-naming --bench cluster_names`.
#![allow(missing_docs, reason = "divan generates the functions it registers")]

use std::sync::LazyLock;

use divan::{AllocProfiler, Bencher, black_box};
use pavedroad_naming::{ClusterName, ClusterNameRef, ServiceDnsRef, VirtualHost};
use regex::Regex;

/// Shows that reading borrows: the columns of allocations stay empty.
#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

const CLUSTERS: [&str; 4] = ["pipe", "dns_srv", "classic", "inbound"];

fn cluster(which: &str) -> &'static str {
    match which {
        "pipe" => "outbound|9080|v1|reviews.default.svc.cluster.local",
        "dns_srv" => "outbound_.9080_.v1_.reviews.default.svc.cluster.local",
        "classic" => "out.reviews.default.svc.cluster.local|http|version=v1",
        _ => "inbound|9080||",
    }
}

/// All forms in one expression. It leaves out what one cannot say: the range of the port, the order of labels, and
/// whether the end is a hash.
static CLUSTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(outbound|inbound|inbound-vip)\|([0-9]{1,5})\|([!-{}~]*)\|([!-{}~]*)|(outbound|inbound)_\.([0-9]{1,5})_\.([!-~]*?)_\.([!-~]*)|out\.([!-{}~]+)(?:\|([!-{}~]*))?(?:\|([!-{}~]*))?|in\.([0-9]{1,5}))$",
    )
});
static SERVICE: LazyLock<Regex> = LazyLock::new(|| {
    let label = "[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?";
    pattern(&format!(
        r"^(?:({label})\.)?([a-z](?:[-a-z0-9]{{0,61}}[a-z0-9])?)\.({label})\.svc(?:\.cluster\.local\.?)?$"
    ))
});

/// Compiled, and with the memory it needs to search already taken.
fn warm(regex: &Regex) -> &Regex {
    black_box(regex.captures("outbound|9080||web"));
    regex
}

#[expect(clippy::expect_used, reason = "a bench with a broken expression measures nothing")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the expression compiles")
}

#[divan::bench(args = CLUSTERS)]
fn cluster_name_borrowed(bencher: Bencher, which: &str) {
    let text = cluster(which);
    bencher.bench(|| {
        ClusterNameRef::parse(black_box(text)).is_ok_and(|name| {
            black_box((name.direction(), name.port(), name.subset(), name.host()));
            true
        })
    });
}

#[divan::bench(args = CLUSTERS)]
fn cluster_name_owned(bencher: Bencher, which: &str) {
    let text = cluster(which);
    bencher.bench(|| black_box(text).parse::<ClusterName>());
}

#[divan::bench(args = CLUSTERS)]
fn cluster_name_regex(bencher: Bencher, which: &str) {
    let (regex, text) = (warm(&CLUSTER), cluster(which));
    bencher.bench(|| {
        regex.captures(black_box(text)).is_some_and(|parts| {
            let part = |index: usize| parts.get(index).map(|found| found.as_str());
            black_box((part(1), part(2), part(3), part(4), part(8), part(9)));
            true
        })
    });
}

#[divan::bench]
fn cut_cluster_name(bencher: Bencher) {
    let host = "a".repeat(200);
    bencher.bench(|| ClusterName::classic(black_box(&host), &["http"], &[("version", "v1")]));
}

const WHOLE: &str = "web-0.web.ai-test.svc.cluster.local";

#[divan::bench]
fn service_dns_borrowed(bencher: Bencher) {
    bencher.bench(|| {
        ServiceDnsRef::parse(black_box(WHOLE)).is_ok_and(|name| {
            black_box((name.hostname(), name.service(), name.namespace()));
            true
        })
    });
}

#[divan::bench]
fn service_dns_regex(bencher: Bencher) {
    let regex = warm(&SERVICE);
    bencher.bench(|| {
        regex.captures(black_box(WHOLE)).is_some_and(|parts| {
            black_box((parts.get(1), parts.get(2), parts.get(3)));
            true
        })
    });
}

#[divan::bench]
fn virtual_host_domains(bencher: Bencher) {
    let Ok(host) = "reviews.default.svc.cluster.local".parse() else { return };
    let host = VirtualHost::new(host, 9080).with_address([10, 104, 14, 93].into());
    bencher.bench(|| host.domains(black_box("default.svc.cluster.local")));
}
