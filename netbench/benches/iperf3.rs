//! Reading iperf3's JSON beside serde_json into plain structs: `cargo bench -p pavedroad-netbench --bench iperf3`.
#![allow(missing_docs, reason = "divan generates the functions it registers")]

use std::fmt::Write as _;
use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use pavedroad_netbench::parse;
use serde::Deserialize;

fn main() {
    divan::main();
}

/// What anyone would write who wants these numbers: every member of the run that is a number, and no more.
#[derive(Deserialize)]
#[expect(dead_code, reason = "read, and not used")]
struct Run {
    start: Start,
    intervals: Vec<Interval>,
    end: End,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read, and not used")]
struct Start {
    version: String,
    system_info: String,
    tcp_mss_default: u32,
    test_start: TestStart,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read, and not used")]
struct TestStart {
    protocol: String,
    num_streams: u32,
    blksize: u64,
    omit: u32,
    duration: u32,
    reverse: u8,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read, and not used")]
struct Interval {
    streams: Vec<Stream>,
    sum: Sum,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read, and not used")]
struct Stream {
    socket: u32,
    start: f64,
    end: f64,
    seconds: f64,
    bytes: u64,
    bits_per_second: f64,
    retransmits: u64,
    snd_cwnd: u64,
    snd_wnd: u64,
    rtt: u64,
    rttvar: u64,
    pmtu: u64,
    omitted: bool,
    sender: bool,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read, and not used")]
struct Sum {
    start: f64,
    end: f64,
    seconds: f64,
    bytes: u64,
    bits_per_second: f64,
    retransmits: Option<u64>,
    sender: bool,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read, and not used")]
struct End {
    sum_sent: Sum,
    sum_received: Sum,
    cpu_utilization_percent: Cpu,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read, and not used")]
struct Cpu {
    host_total: f64,
    remote_total: f64,
}

/// 1 MB as iperf3 prints it, of two streams over many intervals.
static TEXT: LazyLock<String> = LazyLock::new(|| {
    let sum = |end: u32| {
        format!(
            "\"start\":\t{},\n\t\t\t\t\"end\":\t{end}.000094,\n\t\t\t\t\"seconds\":\t1.0000940561294556,\n\t\t\t\t\
             \"bytes\":\t2380267520,\n\t\t\t\t\"bits_per_second\":\t19040349298.4415,\n\t\t\t\t\"retransmits\":\t3,\n\t\t\t\t",
            f64::from(end - 1) + 0.000_053
        )
    };
    let mut text = "{\n\t\"start\":\t{\n\t\t\"connected\":\t[],\n\t\t\"version\":\t\"iperf 3.12\",\n\t\t\"system_info\":\t\"Linux\",\n\t\t\
                    \"tcp_mss_default\":\t1448,\n\t\t\"test_start\":\t{\"protocol\":\t\"TCP\", \"num_streams\":\t2, \
                    \"blksize\":\t131072, \"omit\":\t0, \"duration\":\t700, \"reverse\":\t0}\n\t},\n\t\"intervals\":\t["
        .to_owned();
    let mut end = 1;
    while text.len() < 1_000_000 {
        let between = if end > 1 { ", " } else { "" };
        let stream = |socket: u32| {
            format!(
                "{{\n\t\t\t\t\t\"socket\":\t{socket},\n\t\t\t\t\t{}\"snd_cwnd\":\t10542763,\n\t\t\t\t\t\"snd_wnd\":\t33226752,\n\t\t\t\t\t\
                 \"rtt\":\t77,\n\t\t\t\t\t\"rttvar\":\t75,\n\t\t\t\t\t\"pmtu\":\t65535,\n\t\t\t\t\t\"omitted\":\tfalse,\n\t\t\t\t\t\"sender\":\ttrue\n\t\t\t\t}}",
                sum(end)
            )
        };
        let (five, seven, sum) = (stream(5), stream(7), sum(end));
        let _ = write!(
            text,
            "{between}{{\n\t\t\t\"streams\":\t[{five}, {seven}],\n\t\t\t\"sum\":\t{{\n\t\t\t\t{sum}\"omitted\":\tfalse,\n\t\t\t\t\"sender\":\ttrue\n\t\t\t}}\n\t\t}}"
        );
        end += 1;
    }
    let sum = sum(end);
    let _ = write!(
        text,
        "],\n\t\"end\":\t{{\n\t\t\"sum_sent\":\t{{\n\t\t\t{sum}\"sender\":\ttrue\n\t\t}},\n\t\t\"sum_received\":\t{{\n\t\t\t{sum}\"sender\":\ttrue\n\t\t}},\n\t\t\
         \"cpu_utilization_percent\":\t{{\n\t\t\t\"host_total\":\t34.9,\n\t\t\t\"remote_total\":\t30.6\n\t\t}}\n\t}}\n}}\n"
    );
    text
});

#[divan::bench]
fn json_to_samples(bencher: Bencher) {
    let text = TEXT.as_bytes();
    assert_eq!(parse(text).tests.len(), 1);
    bencher.counter(BytesCount::new(text.len())).bench(|| parse(black_box(text)));
}

#[divan::bench]
#[expect(clippy::expect_used, reason = "a bench of a text that does not read measures nothing")]
fn json_to_plain_structs(bencher: Bencher) {
    let text = TEXT.as_bytes();
    bencher
        .counter(BytesCount::new(text.len()))
        .bench(|| serde_json::from_slice::<Run>(black_box(text)).expect("the text is what the structs say"));
}
