//! Four shares to a total of 100, by us and by the largest remainder as it is usually written, with `f64`, a `Vec` and
//! `sort_by`: `cargo bench -p pavedroad-rollout --bench weights`. The issue of the two is a ratio of one run: ours takes
//! at most 0.4 of the time.
#![allow(missing_docs, reason = "divan generates the functions it registers")]

use divan::{AllocProfiler, black_box};
use pavedroad_rollout::{Apportionment, Parts, apportion, apportion_at_least_one};

/// Shows that up to sixteen shares need no allocation: the columns stay empty.
#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

const SHARES: [u64; 4] = [44, 6, 13, 7];

#[divan::bench]
fn ours() -> Parts {
    apportion(black_box(&SHARES), black_box(100), Apportionment::LargestRemainder).unwrap()
}

#[divan::bench]
fn floating_point() -> Vec<u64> {
    in_floating_point(black_box(&SHARES), black_box(100))
}

#[divan::bench]
fn ours_webster() -> Parts {
    apportion(black_box(&SHARES), black_box(100), Apportionment::Webster).unwrap()
}

#[divan::bench]
fn ours_at_least_one() -> Parts {
    apportion_at_least_one(black_box(&SHARES), black_box(100), Apportionment::LargestRemainder).unwrap()
}

/// Sixteen shares whose products need 128 bits.
#[divan::bench]
fn ours_wide() -> Parts {
    apportion(black_box(&[u64::MAX; 16]), black_box(1 << 63), Apportionment::LargestRemainder).unwrap()
}

fn in_floating_point(shares: &[u64], total: u64) -> Vec<u64> {
    let sum: u64 = shares.iter().sum();
    let exact: Vec<f64> = shares.iter().map(|&share| share as f64 / sum as f64 * total as f64).collect();
    let mut parts: Vec<u64> = exact.iter().map(|part| part.floor() as u64).collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by(|&a, &b| exact[b].fract().total_cmp(&exact[a].fract()));
    let left = total - parts.iter().sum::<u64>();
    for &at in order.iter().take(left as usize) {
        parts[at] += 1;
    }
    parts
}
