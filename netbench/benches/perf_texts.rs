//! Reading sockperf's and netperf's texts beside compiled regular expressions that take the same numbers and nothing of
//! their meaning: `cargo bench -p pavedroad-netbench --bench perf_texts`.
#![allow(missing_docs, reason = "divan generates the functions it registers")]

use std::sync::LazyLock;

use divan::{Bencher, black_box};
use pavedroad_netbench::parse;
use regex::bytes::Regex;

fn main() {
    divan::main();
}

const SOCKPERF: &[u8] = include_bytes!("../tests/data/formats/sockperf_pp_tcp.txt");
const NETPERF: &[u8] = include_bytes!("../tests/data/formats/netperf_tcp_stream.txt");
const IPERF3: &[u8] = include_bytes!("../tests/data/formats/iperf3_text.txt");

static OF_SOCKPERF: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    compile(&[
        r"Valid Duration\] RunTime=([0-9.]+) sec; SentMessages=([0-9]+); ReceivedMessages=([0-9]+)",
        r"====> avg-(latency|rtt)=([0-9.]+) \(std-dev=([0-9.]+)\)",
        r"# dropped messages = ([0-9]+); # duplicated messages = ([0-9]+); # out-of-order messages = ([0-9]+)",
        r"---> <(MAX|MIN)> observation = *([0-9.]+)",
        r"---> percentile ([0-9.]+) = *([0-9.]+)",
    ])
});
static OF_NETPERF: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    compile(&[
        r"(?m)^(?:MIGRATED )?([A-Z]+) STREAM TEST from .* to (\S+)",
        r"secs\. +(10\^[369]bits|[KMG]Bytes)",
        r"(?m)^ *([0-9]+) +([0-9]+) +([0-9]+) +([0-9.]+) +([0-9.]+) *$",
    ])
});
static OF_IPERF3: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    compile(&[
        r"Connecting to host (\S+), port ([0-9]+)",
        r"(?m)^\[ *([0-9]+|SUM)\] +([0-9.]+)-([0-9.]+) +sec +([0-9.]+) ([KMGT]?Bytes) +([0-9.]+) ([KMGT]?bits|[KMGT]?Bytes)/sec +([0-9]+)?(?: +([0-9.]+) ([KMGT]?Bytes))? +(sender|receiver|\(omitted\))?$",
    ])
});

#[expect(clippy::expect_used, reason = "a bench with a broken expression measures nothing")]
fn compile(patterns: &[&str]) -> Vec<Regex> {
    patterns.iter().map(|pattern| Regex::new(pattern).expect("the expression compiles")).collect()
}

/// The sum of all captures that are numbers, so that each of them is read.
fn sum(patterns: &[Regex], text: &[u8]) -> f64 {
    let captures = patterns.iter().flat_map(|pattern| pattern.captures_iter(text));
    let numbers = captures.flat_map(|found| {
        let groups = found.iter().skip(1).flatten();
        groups.filter_map(|group| std::str::from_utf8(group.as_bytes()).ok()?.parse::<f64>().ok()).collect::<Vec<_>>()
    });
    numbers.sum()
}

fn ours(bencher: Bencher<'_, '_>, text: &[u8]) {
    assert_eq!(parse(text).tests.len(), 1);
    bencher.bench(|| parse(black_box(text)));
}

fn theirs(bencher: Bencher<'_, '_>, patterns: &[Regex], text: &[u8]) {
    assert!(sum(patterns, text) > 0.0);
    bencher.bench(|| sum(patterns, black_box(text)));
}

#[divan::bench]
fn sockperf(bencher: Bencher) {
    ours(bencher, SOCKPERF);
}

#[divan::bench]
fn sockperf_regex(bencher: Bencher) {
    theirs(bencher, &OF_SOCKPERF, SOCKPERF);
}

#[divan::bench]
fn netperf(bencher: Bencher) {
    ours(bencher, NETPERF);
}

#[divan::bench]
fn netperf_regex(bencher: Bencher) {
    theirs(bencher, &OF_NETPERF, NETPERF);
}

#[divan::bench]
fn iperf3(bencher: Bencher) {
    ours(bencher, IPERF3);
}

#[divan::bench]
fn iperf3_regex(bencher: Bencher) {
    theirs(bencher, &OF_IPERF3, IPERF3);
}
