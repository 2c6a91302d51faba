//! The readers' contracts over the samples and mutations of them.

use pavedroad_netbench::{NetworkPath, check};

use crate::mutate::Mutator;
use crate::samples::{formats, variants};

const ALPHABET: &[u8] = b"0123456789.,:=%()[]/ -\n\r\teE\x1b\x08msun";

#[test]
fn holds_for_every_sample_and_wherever_it_is_cut() {
    for (_, text) in formats().into_iter().chain(variants()) {
        check::parse(&text);
        check::cuts(&text);
    }
}

#[test]
fn holds_for_mutations_of_the_samples() {
    let mut mutator = Mutator::new(0x7061_7665);
    for (_, text) in formats().into_iter().chain(variants()) {
        (0..16).for_each(|_| check::parse(&mutator.mutate(&text, ALPHABET)));
    }
}

/// A reader by itself meets lines that recognition would have kept from it.
#[test]
fn each_reader_holds_for_mutations_of_its_own_samples() {
    let mut mutator = Mutator::new(0x726f_6164);
    for (name, text) in formats().into_iter().chain(variants()) {
        let check: fn(&[u8]) = match name.split(['_', '.']).next() {
            Some("qperf") => check::qperf,
            Some("ping" | "busybox" | "inetutils") => check::ping,
            Some("fping") => check::fping,
            Some("iperf3") => check::iperf3,
            Some("sockperf") => check::sockperf,
            Some("netperf") => check::netperf,
            _ => continue,
        };
        // Long texts take their time, and there are more of them.
        let often = if text.len() < 2_000 { 24 } else { 8 };
        (0..often).for_each(|_| check(&mutator.mutate(&text, ALPHABET)));
    }
}

#[test]
fn holds_for_mutations_of_the_names_of_paths() {
    let mut mutator = Mutator::new(0x70_61_74_68);
    for path in NetworkPath::ALL {
        check::network_path(path.name().as_bytes());
        for _ in 0..500 {
            check::network_path(&mutator.mutate(path.name().as_bytes(), b"-_ 6acfghilnoptuvwx"));
        }
    }
}

#[test]
fn holds_for_mutations_of_indices_and_names_of_files() {
    let mut mutator = Mutator::new(0x6669_6c65);
    let index = "{\"file\": \"a\", \"path\": \"host\", \"round\": 0, \"busy\": 0.5}\n\n{\"file\": \"b\", \"path\": \"\", \"round\": 1}\n";
    for _ in 0..5_000 {
        check::index(&mutator.mutate(index.as_bytes(), b"{}\":, \n01ab.-"));
        check::run_name(&mutator.mutate(b"rounds/r03_flannel_host-gw_qperf_lat.txt", b"_/.rR0129-aping"));
    }
}

#[test]
fn holds_for_every_reader_whoever_wrote_the_text() {
    for (_, text) in formats() {
        check::qperf(&text);
        check::ping(&text);
        check::fping(&text);
        check::iperf3(&text);
        check::sockperf(&text);
        check::netperf(&text);
    }
}
