//! The readers' contracts over the samples and mutations of them.

use pavedroad_netbench::{NetworkPath, check};

use crate::mutate::Mutator;
use crate::samples::formats;

#[test]
fn holds_for_every_sample_and_wherever_it_is_cut() {
    for (_, text) in formats() {
        check::parse(&text);
        check::cuts(&text);
    }
}

#[test]
fn holds_for_mutations_of_the_samples() {
    let mut mutator = Mutator::new(0x70_61_76_65);
    for (_, text) in formats() {
        for _ in 0..200 {
            let text = mutator.mutate(&text, b"0123456789.,:=%()[]/ -\n\r\teE\x1b\x08msun");
            check::parse(&text);
            check::qperf(&text);
            check::ping(&text);
            check::fping(&text);
        }
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
