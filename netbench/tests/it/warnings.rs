//! What rounds are warned of, and what they are not: each rule just met and just missed.

use pavedroad_netbench::{Better, Metric, RankingError, Rounds, Run, Warning, warnings};
use proptest::prelude::*;

fn metric() -> Metric {
    Metric::new("tcp latency", "us", Better::Lower)
}

/// Rounds of one path for each column, every run changed by the function.
fn rounds(columns: &[&[f64]], mut change: impl FnMut(usize, &mut Run)) -> Rounds {
    let names: Vec<String> = (0..columns.len()).map(|path| format!("path{path}")).collect();
    let mut runs = Vec::new();
    for (path, values) in columns.iter().enumerate() {
        for (round, value) in (0..).zip(*values) {
            let mut run = Run::new(round, *value);
            change(path, &mut run);
            runs.push((names[path].clone(), run));
        }
    }
    Rounds::new(metric(), names, runs).unwrap()
}

#[track_caller]
fn texts(rounds: &Rounds, expected: &[&str]) {
    let found: Vec<String> = warnings(rounds).iter().map(ToString::to_string).collect();
    assert_eq!(found, expected);
}

/// Twelve values without a pattern.
const CALM: [f64; 12] = [20.3, 19.1, 21.7, 20.9, 18.6, 19.8, 20.1, 21.2, 19.4, 20.6, 18.9, 21.0];

#[test]
fn calm_rounds_are_not_warned_of() {
    texts(&rounds(&[&CALM], |_, _| {}), &[]);
    texts(&rounds(&[], |_, _| {}), &[]);
    texts(&rounds(&[&[]], |_, _| {}), &[]);
    texts(&rounds(&[&[20.0]], |_, _| {}), &[]);
    texts(&rounds(&[&[20.0], &[21.0]], |_, run| run.position = Some(0)), &[]);
}

#[test]
fn missing_rounds_are_listed() {
    let other: Vec<f64> = CALM.iter().map(|value| value + 3.0).collect();
    let mut runs: Vec<(&str, Run)> =
        CALM.iter().zip(0..).map(|(value, round)| ("host", Run::new(round, *value))).collect();
    runs.extend(
        other
            .iter()
            .zip(0..)
            .filter(|(_, round)| ![3, 7].contains(round))
            .map(|(value, round)| ("bgp", Run::new(round, *value))),
    );
    texts(&Rounds::new(metric(), ["host", "bgp"], runs).unwrap(), &["bgp lacks rounds 3, 7"]);
    let none: [(&str, Run); 20] =
        std::array::from_fn(|round| ("host", Run::new(round as u32, 20.0 + (round * 7 % 20) as f64)));
    texts(
        &Rounds::new(metric(), ["host", "bgp"], none).unwrap(),
        &["bgp lacks rounds 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 8 more"],
    );
}

#[test]
fn settings_that_must_agree_are_told_when_they_do_not() {
    let set = |key: &'static str, odd: fn(usize, &Run) -> bool| {
        rounds(&[&CALM, &CALM], move |path, run| {
            let value = if odd(path, run) { "new" } else { "old" };
            run.settings.insert(key.to_owned(), value.to_owned());
        })
    };
    texts(&set("kernel", |_, run| run.round > 8), &["mixed kernel: old in 18 runs, new in 6 (rounds 9, 10, 11)"]);
    texts(
        &set("congestion", |path, _| path == 1),
        &["mixed congestion: new in 12 runs, old in 12 (rounds 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)"],
    );
    texts(&set("tool", |path, run| (path, run.round) == (0, 4)), &["mixed tools: old in 23 runs, new in 1 (round 4)"]);
    // A tunnel leaves another MTU than the host has; that of one path has to stay.
    texts(&set("mtu", |path, _| path == 1), &[]);
    texts(
        &set("mtu", |path, run| path == 1 && run.round == 2),
        &["mixed mtu in path1: old in 11 runs, new in 1 (round 2)"],
    );
    texts(&set("command", |path, _| path == 1), &[]);
    texts(&set("kernel", |_, _| true), &[]);
}

#[test]
fn two_modes_need_a_cut_that_explains_nearly_all() {
    let two: Vec<f64> =
        CALM.iter().enumerate().map(|(at, value)| if at % 3 == 0 { value * 1.4 } else { *value }).collect();
    texts(&rounds(&[&two], |_, _| {}), &["two modes in path0: 8 runs around 19.6 and 4 runs around 28.63"]);
    // Two runs are no mode, and a wide gap in few runs is no sign of one.
    let few: Vec<f64> = two.iter().take(9).copied().collect();
    texts(&rounds(&[&few], |_, _| {}), &[]);
    let even: Vec<f64> = (0..40_i32).map(|at| 20.0 + f64::from(at * 17 % 40) / 10.0).collect();
    texts(&rounds(&[&even], |_, _| {}), &[]);
}

#[test]
fn an_outlier_is_named_with_its_round() {
    let mut values = CALM;
    values[5] = 60.0;
    texts(&rounds(&[&values], |_, _| {}), &["outlier in path0: 60 in round 5, where the median is 20.45"]);
    values[5] = 23.0;
    texts(&rounds(&[&values], |_, _| {}), &[]);
}

#[test]
fn a_coarse_print_is_told_by_its_step_or_by_repeated_values() {
    texts(&rounds(&[&CALM], |_, run| run.step = Some(0.1)), &[]);
    texts(
        &rounds(&[&CALM], |_, run| run.step = Some(1.0)),
        &["coarse print in path0: 12 values in 12 runs, printed in steps of 1"],
    );
    let whole: Vec<f64> = CALM.iter().map(|value| value.round()).collect();
    texts(&rounds(&[&whole], |_, _| {}), &["coarse print in path0: 4 values in 12 runs"]);
    let equal = [20.0; 12];
    texts(&rounds(&[&equal], |_, _| {}), &["coarse print in path0: 1 value in 12 runs"]);
}

#[test]
fn drift_is_told_of_all_paths_or_of_one() {
    let rising: Vec<f64> = CALM.iter().enumerate().map(|(at, value)| value * (1.0 + at as f64 / 30.0)).collect();
    let other: Vec<f64> = rising.iter().map(|value| value * 1.5).collect();
    let all = warnings(&rounds(&[&rising, &other], |_, _| {}));
    let [Warning::Drift { path: None, change }] = &all[..] else { panic!("{all:?}") };
    assert!(change.value > 1.1 && change.value < 1.3 && change.p <= 0.05, "{change}");
    let calm: Vec<f64> = CALM.iter().map(|value| value * 2.0).collect();
    let backwards: Vec<f64> = CALM.iter().rev().copied().collect();
    let one = warnings(&rounds(&[&rising, &calm, &backwards, &CALM], |_, _| {}));
    let [Warning::Drift { path: Some(path), .. }] = &one[..] else { panic!("{one:?}") };
    assert_eq!(path, "path0");
}

#[test]
fn the_place_in_a_round_is_looked_at() {
    // Who runs last is slowed by a fifth; the paths take turns.
    let turns = |path: usize, round: u32| (path as u32 + round) % 3;
    let slowed = |by: f64| {
        rounds(&[&CALM, &CALM, &CALM], move |path, run| {
            let place = turns(path, run.round);
            run.position = Some(place);
            if place == 2 {
                run.value *= by;
            }
        })
    };
    let found = warnings(&slowed(1.2));
    let [Warning::PositionEffect(change)] = &found[..] else { panic!("{found:?}") };
    assert!((change.value - 1.2).abs() < 0.01 && change.p < 0.001, "{change}");
    texts(&slowed(1.0), &[]);
    texts(
        &rounds(&[&CALM, &CALM], |path, run| run.position = Some(path as u32)),
        &["fixed positions: every path ran at the same place in every round"],
    );
}

#[test]
fn load_is_told_when_there_is_no_reserve_or_values_follow_it() {
    texts(
        &rounds(&[&CALM], |_, run| run.busy = Some(if run.round < 4 { 0.95 } else { 0.3 })),
        &["busy machine: no processor to spare in 4 of 12 runs"],
    );
    let found = warnings(&rounds(&[&CALM], |_, run| run.load1 = Some(run.value / 10.0)));
    let [Warning::LoadEffect(change)] = &found[..] else { panic!("{found:?}") };
    assert!(change.value > 1.05 && change.p < 0.01, "{change}");
    assert_eq!(
        found[0].to_string(),
        format!("load effect: {change} from rounds at a lower load to rounds at a higher")
    );
}

/// A normal value of a seed, by adding up: enough to count false alarms with.
fn noise(seed: &mut u64) -> f64 {
    let mut uniform = || {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*seed >> 11) as f64 / (1_u64 << 53) as f64
    };
    (0..12).map(|_| uniform()).sum::<f64>() - 6.0
}

#[test]
fn false_alarms_are_as_rare_as_stated() {
    let mut seed = 7;
    let (mut modes, mut outliers, mut drifts, sets) = (0, 0, 0, 1000);
    for _ in 0..sets {
        let values: Vec<f64> = (0..12).map(|_| 100.0 + noise(&mut seed)).collect();
        for warning in warnings(&rounds(&[&values], |_, _| {})) {
            match warning {
                Warning::TwoModes { .. } => modes += 1,
                Warning::Outlier { .. } => outliers += 1,
                Warning::Drift { .. } => drifts += 1,
                other => panic!("{other}"),
            }
        }
    }
    assert!(modes <= sets / 33, "{modes} of {sets}");
    assert!(outliers <= sets / 40, "{outliers} of {sets}");
    assert!(drifts <= sets / 17, "{drifts} of {sets}");
}

proptest! {
    /// Whatever the values and circumstances: no panic, and the same warnings again.
    #[test]
    fn any_rounds_have_warnings(
        runs in proptest::collection::vec(
            (0..4_usize, 0..12_u32, prop_oneof![
                Just(0.0), Just(-0.0), Just(f64::MAX), Just(f64::MIN), Just(f64::MIN_POSITIVE), -5.0..5.0_f64,
                any::<f64>(),
            ], any::<Option<u8>>()),
            0..48,
        ),
    ) {
        let paths = ["a", "b", "c", "d"];
        let build = || -> Result<Rounds, RankingError> {
            Rounds::new(metric(), paths, runs.iter().map(|(path, round, value, known)| {
                let mut run = Run::new(*round, *value);
                run.position = known.map(|known| u32::from(known % 4));
                run.busy = known.map(|known| f64::from(known) / 255.0);
                run.load1 = known.map(f64::from);
                run.step = known.map(|known| f64::from(known) + 1.0);
                (paths[*path], run)
            }))
        };
        if let Ok(rounds) = build() {
            let found = warnings(&rounds);
            prop_assert_eq!(&found, &warnings(&build()?));
            for warning in found {
                prop_assert!(!warning.to_string().contains('\n'));
            }
        }
    }
}
