//! How the time of tests and intervals grows with the number of runs:
//! `cargo bench -p pavedroad-netbench --bench statistics`.
#![allow(missing_docs, reason = "divan generates the functions it registers")]

use divan::{Bencher, black_box};
use pavedroad_netbench::{
    hodges_lehmann_interval, kendall_tau, mann_whitney, median_interval, pseudomedian_interval, sign_flip, wilcoxon,
};

fn main() {
    divan::main();
}

/// Runs of a path. The exact distributions end at 50 (of each of two samples), 30 (signs) and 100 (signed ranks).
const RUNS: [usize; 8] = [6, 12, 30, 50, 51, 100, 1000, 10_000];

/// Latencies of three digits, which tie, in no order.
fn runs(n: usize, from: usize) -> Vec<f64> {
    (0..n).map(|i| (from + i * 7919 % 103) as f64 / 10.0).collect()
}

fn differences(n: usize) -> Vec<f64> {
    runs(n, 520).iter().zip(runs(n, 541).iter().rev()).map(|(a, b)| (a / b).ln()).collect()
}

#[divan::bench(args = RUNS)]
fn mann_whitney_with_ties(bencher: Bencher<'_, '_>, n: usize) {
    let (a, b) = (runs(n, 520), runs(n, 541));
    bencher.bench(|| mann_whitney(black_box(&a), black_box(&b)));
}

#[divan::bench(args = RUNS)]
fn mann_whitney_without_ties(bencher: Bencher<'_, '_>, n: usize) {
    let a: Vec<f64> = (0..n).map(|i| (2 * i) as f64).collect();
    let b: Vec<f64> = a.iter().map(|a| a + 1.0).collect();
    bencher.bench(|| mann_whitney(black_box(&a), black_box(&b)));
}

#[divan::bench(args = RUNS)]
fn sign_flip_of_log_ratios(bencher: Bencher<'_, '_>, n: usize) {
    let differences = differences(n);
    bencher.bench(|| sign_flip(black_box(&differences)));
}

#[divan::bench(args = RUNS)]
fn wilcoxon_of_log_ratios(bencher: Bencher<'_, '_>, n: usize) {
    let differences = differences(n);
    bencher.bench(|| wilcoxon(black_box(&differences)));
}

#[divan::bench(args = RUNS)]
fn median_with_interval(bencher: Bencher<'_, '_>, n: usize) {
    let runs = runs(n, 520);
    bencher.bench(|| median_interval(black_box(&runs), 0.95));
}

#[divan::bench(args = RUNS)]
fn shift_with_interval(bencher: Bencher<'_, '_>, n: usize) {
    let (a, b) = (runs(n, 520), runs(n, 541));
    bencher.bench(|| hodges_lehmann_interval(black_box(&a), black_box(&b), 0.95));
}

#[divan::bench(args = RUNS)]
fn pseudomedian_with_interval(bencher: Bencher<'_, '_>, n: usize) {
    let differences = differences(n);
    bencher.bench(|| pseudomedian_interval(black_box(&differences), 0.95));
}

#[divan::bench(args = RUNS, sample_count = 10)]
fn kendall(bencher: Bencher<'_, '_>, n: usize) {
    let (a, b) = (runs(n, 520), runs(n, 541));
    bencher.bench(|| kendall_tau(black_box(&a), black_box(&b)));
}
