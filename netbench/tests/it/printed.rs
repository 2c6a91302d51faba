//! What the tools print of any value reads back as that value, as exactly as the print shows it.

use pavedroad_netbench::{FailureKind, Quantity, Sample, Span, Statistic, parse};
use proptest::prelude::*;

/// As qperf prints a number (`place_val` and `commify` in its src/qperf.c).
fn place_val(value: f64, precision: usize, commas: bool) -> String {
    let whole = format!("{value:.0}");
    let mut text = whole.clone();
    if let Some(decimals @ 1..) = precision.checked_sub(whole.len()) {
        text = format!("{value:.decimals$}");
        text = text.trim_end_matches('0').trim_end_matches('.').to_owned();
    }
    let (digits, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if commas && at > 0 && (digits.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !decimals.is_empty() {
        out = format!("{out}.{decimals}");
    }
    out
}

/// As qperf prints a value on one of its ladders of units.
fn on_ladder(mut value: f64, units: &[&str], precision: usize, unify: bool) -> String {
    let mut unit = 0;
    while !unify && value >= 1000.0 && unit + 1 < units.len() {
        value /= 1000.0;
        unit += 1;
    }
    format!("{} {}", place_val(value, precision, !unify), units[unit])
}

#[track_caller]
fn assert_within_its_step(sample: &Sample, value: f64) {
    let step = sample.step.unwrap_or(0.0);
    // Half a step, and what a float may lose on the way down the ladder.
    let off = (sample.value - value).abs();
    assert!(off <= step * 0.5001 + value * 1e-12, "{value} reads as {sample:?}");
    assert!(step <= value * 0.011 || step == 1.0 || step == 8.0, "{value} reads with the step {step}");
}

const TIME: [&str; 4] = ["ns", "us", "ms", "sec"];
const BYTES: [&str; 5] = ["bytes/sec", "KB/sec", "MB/sec", "GB/sec", "TB/sec"];
const BITS: [&str; 5] = ["bits/sec", "Kb/sec", "Mb/sec", "Gb/sec", "Tb/sec"];
const RATE: [&str; 5] = ["/sec", "K/sec", "M/sec", "G/sec", "T/sec"];

proptest! {
    #[test]
    fn qperfs_values_read_back(
        nanoseconds in 2.0..1e13_f64,
        bits in 1e3..1e15_f64,
        rate in 10.0..1e13_f64,
        precision in 3..7_usize,
        unify: bool,
        as_bits: bool,
    ) {
        let latency = on_ladder(nanoseconds, &TIME, precision, unify);
        let band = if as_bits { on_ladder(bits, &BITS, precision, unify) } else { on_ladder(bits / 8.0, &BYTES, precision, unify) };
        let rate_text = on_ladder(rate, &RATE, precision, unify);
        let text = format!("tcp_lat:\n    latency   =  {latency}\n    msg_rate  =  {rate_text}\ntcp_bw:\n    bw  =  {band}\n");
        let output = parse(text.as_bytes());
        prop_assert_eq!(&output.failures, &[], "{}", text);
        let samples: Vec<_> = output.tests.iter().flat_map(|test| &test.samples).collect();
        prop_assert_eq!(samples.len(), 3, "{}", text);
        assert_within_its_step(samples[0], nanoseconds);
        assert_within_its_step(samples[1], rate);
        assert_within_its_step(samples[2], bits);
    }

    /// A size that 1024 divides is printed in the other ladder, and exactly.
    #[test]
    fn qperfs_message_sizes_are_exact_or_none(size in prop_oneof![1..5_000_u64, (1..70_000_u64).prop_map(|n| n * 1024)]) {
        let text = match size {
            0..1000 => format!("{size} bytes"),
            _ if size % 1024 == 0 => {
                let (mut value, mut unit) = (size / 1024, 0);
                while value >= 1024 && value % 1024 == 0 {
                    (value, unit) = (value / 1024, unit + 1);
                }
                // Not a multiple at a higher step is no nice number at all.
                prop_assume!(value < 1024);
                let exact = place_val(size as f64, 3, true);
                format!("{value} {} ({exact})", ["KiB", "MiB"][unit])
            }
            _ => on_ladder(size as f64, &["bytes", "KB", "MB", "GB", "TB"], 3, false),
        };
        let output = parse(format!("udp_lat:\n    latency   =  6.5 us\n    msg_size  =  {text}\n").as_bytes());
        let test = &output.tests[0];
        match test.message_size {
            Some(read) => prop_assert_eq!(read, size),
            None => {
                let sample = test.samples.iter().find(|sample| sample.quantity == Quantity::MessageSize).unwrap();
                assert_within_its_step(sample, size as f64);
            }
        }
    }

    /// iputils counts whole microseconds and prints fewer decimals of longer times, rounded (`gather_statistics`).
    #[test]
    fn the_times_of_iputils_read_back(microseconds in prop_oneof![1..2_000_u64, 2_000..20_000_000_u64], sequence: u16) {
        let t = microseconds;
        let time = match t {
            0..1_000 => format!("{}.{:03}", t / 1000, t % 1000),
            1_000..9_995 => format!("{}.{:02}", (t + 5) / 1000, (t + 5) % 1000 / 10),
            9_995..99_950 => format!("{}.{}", (t + 50) / 1000, (t + 50) % 1000 / 100),
            _ => format!("{}", (t + 500) / 1000),
        };
        let text = format!("64 bytes from 10.0.0.2: icmp_seq={sequence} ttl=64 time={time} ms\n");
        let output = parse(text.as_bytes());
        let sample = &output.tests[0].samples[0];
        prop_assert_eq!((sample.statistic, sample.span), (Statistic::Single, Span::Reply(sequence.into())));
        prop_assert!((sample.value - t as f64 * 1e3).abs() <= sample.step.unwrap() / 2.0, "{} reads as {:?}", text, sample);
    }

    /// Of any counts: what came back of what was sent, as each of the four prints the part that was lost.
    #[test]
    fn losses_agree_with_their_counts(sent in 1..100_000_u64, lost in 0..100_000_u64, kind in 0..4_usize) {
        let received = sent.saturating_sub(lost);
        let exact = (sent - received) as f64 * 100.0 / sent as f64;
        let loss = match kind {
            // `%g` of a float of 32 bits.
            0 => { let digits = 6 - format!("{exact:.0}").len().min(6); format!("{:.digits$}", exact as f32) }
            1 => format!("{exact:.1}"),
            _ => format!("{}", (sent - received) * 100 / sent),
        };
        let words = if kind == 0 { "received" } else { "packets received" };
        let text = format!(
            "PING 10.0.0.2 (10.0.0.2) 56(84) bytes of data.\n\n--- 10.0.0.2 ping statistics ---\n\
             {sent} packets transmitted, {received} {words}, {loss}% packet loss\nrtt min/avg/max/mdev = 1.0/1.0/1.0/0.0 ms\n"
        );
        let output = parse(text.as_bytes());
        if received == 0 {
            prop_assert_eq!(output.failures.len(), 1);
            prop_assert_eq!(output.failures[0].kind, FailureKind::AllLost);
            prop_assert_eq!(&output.tests, &[]);
        } else {
            prop_assert_eq!(&output.failures, &[], "{}", text);
            let sample = output.tests[0].samples.iter().find(|sample| sample.quantity == Quantity::Loss).unwrap();
            prop_assert!((sample.value - exact).abs() <= sample.step.unwrap_or(1e-9), "{} reads as {:?}", text, sample);
        }
    }
}
