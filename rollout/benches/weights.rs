//! Four shares of a total of 100, by us and by the largest remainder as it is usually written, with `f64`, a `Vec` and
//! `sort_by`: `cargo bench -p pavedroad-rollout --bench weights`. Ours takes at most 0.4 of the time, in the same run.
#![allow(missing_docs, reason = "divan generates the functions it registers")]

use divan::black_box;
use pavedroad_rollout::{Apportionment, apportion, apportion_in_place};

fn main() {
    divan::main();
}

const SHARES: [u64; 4] = [44, 6, 13, 7];

#[divan::bench]
fn ours() -> [u64; 4] {
    apportion(black_box(SHARES), black_box(100), Apportionment::LARGEST_REMAINDER).unwrap()
}

#[divan::bench]
fn floating_point() -> Vec<u64> {
    in_floating_point(black_box(&SHARES), black_box(100))
}

#[divan::bench]
fn ours_into_a_vec() -> Vec<u64> {
    let mut parts = black_box(&SHARES).to_vec();
    apportion_in_place(&mut parts, black_box(100), Apportionment::LARGEST_REMAINDER).unwrap();
    parts
}

#[divan::bench]
fn ours_webster() -> [u64; 4] {
    apportion(black_box(SHARES), black_box(100), Apportionment::WEBSTER).unwrap()
}

#[divan::bench]
fn ours_at_least_one() -> [u64; 4] {
    apportion(black_box(SHARES), black_box(100), Apportionment::LARGEST_REMAINDER.with_at_least_one()).unwrap()
}

/// Sixteen shares whose products need 128 bits.
#[divan::bench]
fn ours_wide() -> [u64; 16] {
    apportion(black_box([u64::MAX; 16]), black_box(1 << 63), Apportionment::LARGEST_REMAINDER).unwrap()
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
