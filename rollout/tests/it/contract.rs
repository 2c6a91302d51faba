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

const WEIGHTS: [&str; 20] = [
    "0%",
    "0.5%",
    "50%",
    "100%",
    "100.0%",
    "100.1%",
    "33.333333%",
    "0.00000000000000001%",
    "99.999999999999999999%",
    "1/3",
    "4/3",
    "1/0",
    "0/0",
    "007/9",
    "1/18446744073709551615",
    "1/18446744073709551616",
    "5",
    "0.5",
    "-1%",
    "٣％",
];

#[test]
fn holds_for_weights_and_a_hundred_thousand_mutations() {
    let mut mutator = Mutator::new(0x77_65_69_67);
    for seed in WEIGHTS {
        check::weight(seed.as_bytes());
        for _ in 0..5_000 {
            check::weight(&mutator.mutate(seed.as_bytes(), b"0123456789//%%..+- e\n"));
        }
    }
    for part in ["9", "0", "0.", "/", "%", "é"] {
        check::weight(part.repeat(100_000).as_bytes());
        check::weight(format!("0.{}%", part.repeat(100_000)).as_bytes());
    }
}

/// Numbers as the checks of divisions read them.
fn bytes(numbers: &[u64]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

#[test]
fn holds_for_divisions_and_twenty_thousand_mutations() {
    let mut mutator = Mutator::new(0x64_69_76_69);
    let seeds = [
        bytes(&[100, 44, 6, 13, 7]),
        bytes(&[10, 3, 3, 1]),
        bytes(&[20, 96, 2, 2, 2, 2]),
        bytes(&[u64::MAX, u64::MAX, u64::MAX, 1]),
        bytes(&[[7].as_slice(), &[1; 30]].concat()),
    ];
    for seed in &seeds {
        check::apportion(seed);
        for _ in 0..4_000 {
            check::apportion(&mutator.mutate(seed, &[0, 1, 2, 7, 100, 127, 128, 255]));
        }
    }
}

#[test]
fn holds_for_fits_and_two_thousand_mutations() {
    let mut mutator = Mutator::new(0x66_69_74_73);
    for kind in 0..11 {
        for shares in [&[1, 1][..], &[199, 1], &[1_999_999, 1], &[44, 6, 13, 7], &[0, 5, 1, 1, 1]] {
            let own = u64::from_le_bytes([kind, 3, 200, 90, 0, 0, 0, 0]);
            let seed = bytes(&[&[own], shares].concat());
            check::fit(&seed);
            for _ in 0..40 {
                check::fit(&mutator.mutate(&seed, &[0, 1, 2, 7, 100, 127, 128, 255]));
            }
        }
    }
}

const DURATIONS: [&str; 10] =
    ["", "0s", "150s", "1h30m", "500ms", "1h30m10s500ms", "99999h99999h99999h99999h", "1.5s", "-5s", "5s5s5s5s5s"];

#[test]
fn durations_hold_for_the_seeds_and_mutations() {
    let mut mutator = Mutator::new(0x70_61_76_65);
    for seed in DURATIONS {
        check::duration(seed.as_bytes());
        for _ in 0..3_000 {
            check::duration(&mutator.mutate(seed.as_bytes(), b"0123456789hmmss.- "));
        }
    }
}

const PLANS: [&str; 5] = [
    r#"{"steps":["5%","25%","50%"],"pause":"10m"}"#,
    r#"{"steps":[{"weight":"1/3","pause":"1h"},"0.5/1","50%"],"match":{"header":{"X-Canary":"1"},"cookie":{"c":"d"}}}"#,
    r#"{"steps":["0.1%"],"judge":{"maxErrorRatio":1.5,"alpha":"1%"}}"#,
    r#"{"steps":["1%"],"pause":"99999h99999h"}"#,
    r#"{"steps":[],"pause":null}"#,
];

#[test]
fn plans_hold_for_the_seeds_and_mutations() {
    let check = |data: &[u8]| {
        check::plan(data, |text| serde_json::from_slice(text).ok(), |plan| serde_json::to_vec(plan).ok());
    };
    let mut mutator = Mutator::new(0x70_61_76_65);
    for seed in PLANS {
        check(seed.as_bytes());
        for _ in 0..4_000 {
            check(&mutator.mutate(seed.as_bytes(), b"0123456789%/.\"{}[]:,hms"));
        }
    }
}

const TOLERANCES: [&str; 20] = [
    "",
    "0",
    "0.1",
    "10%",
    "2.5%",
    "0.000000001",
    "0.0000000001",
    "10",
    "10.000000001",
    "1000%",
    "1001%",
    ".1",
    "0.",
    "1.%",
    "%",
    "-0.1",
    "1e-1",
    "0,1",
    "99999999999999999999",
    "0.10000000000000000000000",
];

#[test]
fn holds_for_tolerances_and_a_hundred_thousand_mutations() {
    let mut mutator = Mutator::new(0x68_70_61);
    for seed in TOLERANCES {
        check::tolerance(seed.as_bytes());
        for _ in 0..5_000 {
            check::tolerance(&mutator.mutate(seed.as_bytes(), b"0123456789.%- 000"));
        }
    }
}

/// Bytes that become an autoscaler with and without a behavior, and observations of every kind.
#[test]
fn holds_for_decisions_and_simulations_of_any_numbers() {
    let mut mutator = Mutator::new(0x72_65_70_6c);
    let every: Vec<u8> = (0..=255).collect();
    let seeds: [Vec<u8>; 5] = [
        vec![],
        every.clone(),
        every.iter().rev().copied().collect(),
        (0..400).map(|number: u32| (number * 7 % 256) as u8).collect(),
        [1, 0, 0, 0, 50, 1, 10, 200, 0, 100, 200, 1, 44, 200, 1, 44, 30].repeat(12),
    ];
    for seed in &seeds {
        check::autoscale(seed);
        for _ in 0..400 {
            let mut data = seed.clone();
            for _ in 0..12 {
                data = mutator.mutate(&data, &every);
            }
            check::autoscale(&data);
        }
    }
}
