//! The readers of text against regular expressions, in the same run: `cargo bench -p pavedroad-netbench --bench text`.
//!
//! The expressions are what a script would use: compiled once, one for each kind of line, numbers as `f64`. They know
//! nothing of units, cut texts, failures or other tools, and do not look for whose text it is.

use std::hint::black_box;
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::BytesCount;
use pavedroad_netbench::parse;
use regex::Regex;

fn main() {
    divan::main();
}

const QPERF: &str = include_str!("../tests/data/formats/qperf_vv.txt");

/// As `ping -c 1000` prints it.
static PING: LazyLock<String> = LazyLock::new(|| {
    let mut text = String::from("PING 10.0.0.2 (10.0.0.2) 56(84) bytes of data.\n");
    for reply in 1..=1000 {
        let time = 17 + reply % 64;
        text.push_str(&format!("64 bytes from 10.0.0.2: icmp_seq={reply} ttl=64 time=0.0{time} ms\n"));
    }
    text.push_str(
        "\n--- 10.0.0.2 ping statistics ---\n1000 packets transmitted, 1000 received, 0% packet loss, time 1766ms\n\
         rtt min/avg/max/mdev = 0.017/0.048/0.080/0.018 ms\n",
    );
    text
});

/// As `fping -c 1000` prints it.
static FPING: LazyLock<String> = LazyLock::new(|| {
    let mut text = String::new();
    for reply in 0..1000 {
        let time = 17 + reply % 64;
        text.push_str(&format!("10.0.0.2 : [{reply}], 64 bytes, 0.0{time} ms (0.048 avg, 0% loss)\n"));
    }
    text.push_str("\n10.0.0.2 : xmt/rcv/%loss = 1000/1000/0%, min/avg/max = 0.017/0.048/0.080\n");
    text
});

#[divan::bench_group]
mod qperf_vv {
    use super::*;

    #[divan::bench]
    fn reader(bencher: Bencher<'_, '_>) {
        bencher.counter(BytesCount::of_str(QPERF)).bench(|| parse(black_box(QPERF.as_bytes())));
    }

    #[divan::bench]
    fn regex(bencher: Bencher<'_, '_>) {
        let name = Regex::new(r"(?m)^(\w+):$").unwrap();
        let value = Regex::new(r"(?m)^\s+(\w+)\s+=\s+([\d.,]+)\s*(.*)$").unwrap();
        bencher.counter(BytesCount::of_str(QPERF)).bench(|| {
            let text = black_box(QPERF);
            let names: Vec<_> = name.captures_iter(text).map(|found| found[1].to_owned()).collect();
            let values = value.captures_iter(text).map(|found| {
                (found[1].to_owned(), found[2].replace(',', "").parse::<f64>().unwrap(), found[3].to_owned())
            });
            (names, values.collect::<Vec<_>>())
        });
    }
}

#[divan::bench_group]
mod ping_c_1000 {
    use super::*;

    #[divan::bench]
    fn reader(bencher: Bencher<'_, '_>) {
        bencher.counter(BytesCount::of_str(&*PING)).bench(|| parse(black_box(PING.as_bytes())));
    }

    #[divan::bench]
    fn regex(bencher: Bencher<'_, '_>) {
        let reply = Regex::new(r"(?m)^\d+ bytes from \S+: (?:icmp_)?seq=(\d+) ttl=\d+ time=([\d.]+) ms").unwrap();
        let counts = Regex::new(r"(\d+) packets transmitted, (\d+) (?:packets )?received").unwrap();
        let times = Regex::new(r"= ([\d.]+)/([\d.]+)/([\d.]+)/([\d.]+) ms").unwrap();
        bencher.counter(BytesCount::of_str(&*PING)).bench(|| {
            let text = black_box(PING.as_str());
            let replies = reply.captures_iter(text);
            let replies: Vec<_> =
                replies.map(|found| (found[1].parse::<u64>().unwrap(), found[2].parse::<f64>().unwrap())).collect();
            let counts = counts.captures(text).map(|found| found[1].parse::<u64>().unwrap());
            let times = times.captures(text).map(|found| found[2].parse::<f64>().unwrap());
            (replies, counts, times)
        });
    }
}

#[divan::bench_group]
mod fping_c_1000 {
    use super::*;

    #[divan::bench]
    fn reader(bencher: Bencher<'_, '_>) {
        bencher.counter(BytesCount::of_str(&*FPING)).bench(|| parse(black_box(FPING.as_bytes())));
    }

    #[divan::bench]
    fn regex(bencher: Bencher<'_, '_>) {
        let reply = Regex::new(r"(?m)^(\S+)\s+: \[(\d+)\], \d+ bytes, ([\d.]+) ms").unwrap();
        let summary = Regex::new(r"(\S+)\s+: xmt/rcv/%loss = (\d+)/(\d+)/\d+%, min/avg/max = ([\d./]+)").unwrap();
        bencher.counter(BytesCount::of_str(&*FPING)).bench(|| {
            let text = black_box(FPING.as_str());
            let replies = reply.captures_iter(text);
            let replies: Vec<_> = replies
                .map(|found| (found[1].to_owned(), found[2].parse::<u64>().unwrap(), found[3].parse::<f64>().unwrap()))
                .collect();
            let summary = summary.captures(text).map(|found| found[4].to_owned());
            (replies, summary)
        });
    }
}
