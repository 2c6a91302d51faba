//! The parsers' contracts over a seed corpus and mutations of it.

use pavedroad_rollout::check;

use crate::mutate::Mutator;

const SEEDS: [&str; 22] = [
    "",
    "0",
    "1",
    "10",
    "+5",
    "-0",
    "-1",
    "2147483647",
    "2147483648",
    "9223372036854775808",
    "0%",
    "25%",
    "100%",
    "101%",
    "1000%",
    "2147483647%",
    "2147483648%",
    "007%",
    "25%25%",
    "125%",
    "٣%",
    "25％",
];

#[test]
fn holds_for_the_seeds_and_a_hundred_thousand_mutations() {
    let mut mutator = Mutator::new(0x70_61_76_65);
    for seed in SEEDS {
        check::int_or_percent(seed.as_bytes());
        for _ in 0..5_000 {
            check::int_or_percent(&mutator.mutate(seed.as_bytes(), b"0123456789%%%+- ._e\n"));
        }
    }
}

#[test]
fn holds_for_very_long_texts() {
    for part in ["9", "0", "%", "-", " ", "é"] {
        check::int_or_percent(part.repeat(100_000).as_bytes());
        check::int_or_percent(format!("{}%", part.repeat(100_000)).as_bytes());
    }
}

#[test]
fn steps_and_rollouts_hold_for_twenty_thousand_random_inputs() {
    let mut mutator = Mutator::new(0x72_6f_6c_6c);
    let alphabet: Vec<u8> = (0..=255).collect();
    for _ in 0..20_000 {
        let mut bytes = Vec::new();
        for _ in 0..10 {
            bytes = mutator.mutate(&bytes, &alphabet);
            bytes.extend_from_slice(&mutator.mutate(&[4, 1, 0], &alphabet));
        }
        check::rolling_step(&bytes);
        check::rollout_simulation(&bytes);
    }
}
