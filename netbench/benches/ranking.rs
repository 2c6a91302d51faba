//! Ranking and reporting paths, and how the time grows with paths and runs: `cargo bench -p pavedroad-netbench --bench ranking`.
#![allow(missing_docs, reason = "divan generates the functions it registers")]

use divan::{Bencher, black_box};
use pavedroad_netbench::{
    BenchRun, Better, Language, Letters, MannWhitney, Metric, PairTest, RankingRules, ReportRules, Rounds, SignFlip,
    holm, parse, rank, report, warnings,
};

fn main() {
    divan::main();
}

/// Paths and runs of each; 23 paths are 253 pairs.
const SIZES: [(usize, usize); 7] = [(6, 12), (6, 100), (12, 12), (12, 100), (23, 12), (23, 24), (23, 100)];

/// Rounds with three digits, as qperf prints them: neighbours overlap and values tie.
fn rounds((paths, runs): (usize, usize)) -> Rounds {
    let mut seed = 7_u64;
    let mut noise = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 40) as f64 / (1_u64 << 24) as f64
    };
    let columns: Vec<Vec<f64>> = (0..paths)
        .map(|path| (0..runs).map(|_| ((20.0 + path as f64) * (1.0 + 0.3 * noise()) * 10.0).round() / 10.0).collect())
        .collect();
    let named = columns.iter().enumerate().map(|(path, values)| (format!("path{path}"), values.as_slice()));
    Rounds::from_columns(Metric::new("tcp latency", "us", Better::Lower), named).unwrap()
}

fn ranking(bencher: Bencher<'_, '_>, size: (usize, usize), test: PairTest, margin: Option<f64>) {
    let rounds = rounds(size);
    let rules = RankingRules { test, margin, reference: Some("path0".to_owned()), ..RankingRules::default() };
    bencher.bench(|| rank(black_box(&rounds), &rules).unwrap());
}

#[divan::bench(args = SIZES)]
fn sign_flips(bencher: Bencher<'_, '_>, size: (usize, usize)) {
    ranking(bencher, size, PairTest::SignFlip, None);
}

/// Three tests for each pair instead of one.
#[divan::bench(args = SIZES)]
fn sign_flips_with_a_margin(bencher: Bencher<'_, '_>, size: (usize, usize)) {
    ranking(bencher, size, PairTest::SignFlip, Some(0.02));
}

#[divan::bench(args = SIZES)]
fn wilcoxon(bencher: Bencher<'_, '_>, size: (usize, usize)) {
    ranking(bencher, size, PairTest::Wilcoxon, None);
}

#[divan::bench(args = SIZES)]
fn mann_whitney(bencher: Bencher<'_, '_>, size: (usize, usize)) {
    ranking(bencher, size, PairTest::MannWhitney, None);
}

#[divan::bench(args = SIZES)]
fn warned_of(bencher: Bencher<'_, '_>, size: (usize, usize)) {
    let rounds = rounds(size);
    bencher.bench(|| warnings(black_box(&rounds)));
}

/// So many runs are the most for which this test is exact, and so the slowest.
#[divan::bench(args = [(23, SignFlip::EXACT_UP_TO)], sample_count = 1)]
fn sign_flips_at_most(bencher: Bencher<'_, '_>, size: (usize, usize)) {
    ranking(bencher, size, PairTest::SignFlip, None);
}

#[divan::bench(args = [(23, MannWhitney::EXACT_UP_TO / 2)], sample_count = 1)]
fn mann_whitney_at_most(bencher: Bencher<'_, '_>, size: (usize, usize)) {
    ranking(bencher, size, PairTest::MannWhitney, None);
}

/// What is left of a ranking without its tests.
#[divan::bench(args = [6, 12, 23])]
fn holm_and_letters(bencher: Bencher<'_, '_>, paths: usize) {
    let p: Vec<f64> = (0..paths * (paths - 1) / 2).map(|at| (at * 37 % 101) as f64 / 1010.0).collect();
    bencher.bench(|| {
        let adjusted = holm(black_box(&p));
        let letters = Letters::assign(paths, |a, b| b - a > 3);
        (adjusted, letters)
    });
}

/// The runs of those rounds, as qperf prints them.
fn runs(size: (usize, usize)) -> Vec<BenchRun> {
    let rounds = rounds(size);
    let of_path = |path: usize| {
        let name = rounds.paths()[path].clone();
        rounds.runs(path).iter().map(move |run| {
            let text = format!("tcp_lat:\n    latency  =  {:.1} us\n", run.value);
            BenchRun::new(format!("r{}_{name}.txt", run.round), name.clone(), run.round, parse(text.as_bytes()))
        })
    };
    (0..size.0).flat_map(of_path).collect()
}

/// From what was read to every form of the report.
#[divan::bench(args = SIZES)]
fn reported(bencher: Bencher<'_, '_>, size: (usize, usize)) {
    let runs = runs(size);
    bencher.bench(|| {
        let report = report(black_box(&runs), &ReportRules::default()).unwrap();
        let language = Language::English;
        (report.to_text(language), report.to_markdown(language), report.to_json(), report.pictures(language))
    });
}
