//! What holds for any values.

use pavedroad_netbench::{
    MannWhitney, Method, PValue, SignFlip, Wilcoxon, kendall_tau, mann_whitney, median, median_interval, quantile,
    quantile_interval, sign_flip, wilcoxon,
};
use proptest::collection::vec;
use proptest::prelude::*;

/// Latencies as tools print them: some tie, some are far off.
fn runs(most: usize) -> impl Strategy<Value = Vec<f64>> {
    let run = prop_oneof![6 => 500..560_i32, 2 => 100..999_i32, 1 => 1000..100_000_i32];
    vec(run.prop_map(|tenths| f64::from(tenths) / 10.0), 1..most)
}

fn differences(most: usize) -> impl Strategy<Value = Vec<f64>> {
    vec(prop_oneof![4 => -20..25_i32, 1 => -9999..9999_i32].prop_map(|tenths| f64::from(tenths) / 10.0), 1..most)
}

fn is_a_p(p: PValue) -> bool {
    0.0 < p.least && p.least <= p.value && p.value <= 1.0
}

proptest! {
    #[test]
    fn mann_whitney_takes_samples_in_either_order(a in runs(25), b in runs(25)) {
        let (one, other) = (mann_whitney(&a, &b).unwrap(), mann_whitney(&b, &a).unwrap());
        prop_assert_eq!(one.p, other.p);
        prop_assert_eq!(one.u + other.u, (a.len() * b.len()) as f64);
        prop_assert!(is_a_p(one.p) && one.p.least >= MannWhitney::least_p(a.len(), b.len()), "{:?}", one);
        let turned: Vec<f64> = a.iter().rev().copied().collect();
        prop_assert_eq!(mann_whitney(&turned, &b).unwrap(), one);
    }

    #[test]
    fn mann_whitney_sees_only_the_order(a in runs(25), b in runs(25)) {
        let test = mann_whitney(&a, &b).unwrap();
        for transform in [f64::ln, |x| x * x * x, |x| x * 8.0 + 3.0] {
            let map = |values: &[f64]| values.iter().map(|&x| transform(x)).collect::<Vec<_>>();
            prop_assert_eq!(mann_whitney(&map(&a), &map(&b)).unwrap(), test);
        }
        // The other way round it is the same test from the other end, and so the same p up to rounding.
        let map = |values: &[f64]| values.iter().map(|x| -x).collect::<Vec<_>>();
        let p = mann_whitney(&map(&a), &map(&b)).unwrap().p;
        prop_assert!((p.value - test.p.value).abs() <= 1e-13 * p.value, "{:?} and {:?}", p, test.p);
    }

    #[test]
    fn paired_tests_do_not_mind_sides_and_units(d in differences(24)) {
        let (mean, ranks) = (sign_flip(&d).unwrap(), wilcoxon(&d).unwrap());
        prop_assert!(is_a_p(mean.p) && mean.p.least >= SignFlip::least_p(d.len()), "{:?}", mean);
        prop_assert!(is_a_p(ranks.p) && ranks.p.least >= Wilcoxon::least_p(d.len()), "{:?}", ranks);
        let map = |by: f64| d.iter().rev().map(|d| d * by).collect::<Vec<_>>();
        for by in [-1.0, 1e3, 0.1, -1e-300, 1e300] {
            let (scaled, same) = (sign_flip(&map(by)).unwrap(), wilcoxon(&map(by)).unwrap());
            prop_assert_eq!(scaled.p.least, mean.p.least);
            prop_assert!((scaled.p.value - mean.p.value).abs() <= 1e-12, "{:?} and {:?} by {}", scaled, mean, by);
            prop_assert!((scaled.mean - mean.mean * by).abs() <= 1e-11 * by.abs(), "{:?} and {:?} by {}", scaled, mean, by);
            prop_assert_eq!(same.p, ranks.p);
            let all = (ranks.nonzero * (ranks.nonzero + 1)) as f64 / 2.0;
            prop_assert_eq!(same.positive, if by < 0.0 { all - ranks.positive } else { ranks.positive });
        }
    }

    #[test]
    fn more_confidence_takes_a_wider_interval(values in runs(60), p in prop_oneof![Just(0.5), 0.05..0.95_f64]) {
        let middle = quantile(&values, p).unwrap();
        let mut inner = None;
        for confidence in [0.5, 0.8, 0.9, 0.95, 0.99, 0.999] {
            let Ok(interval) = quantile_interval(&values, p, confidence) else { break };
            prop_assert!(interval.contains(middle) && interval.coverage >= confidence, "{:?} of {}", interval, middle);
            if let Some((low, high, coverage)) = inner {
                prop_assert!(interval.low <= low && interval.high >= high && interval.coverage >= coverage);
            }
            inner = Some((interval.low, interval.high, interval.coverage));
        }
    }

    #[test]
    fn quantiles_grow_from_the_least_to_the_greatest(values in runs(30), p in 0.0..=1.0_f64, q in 0.0..=1.0_f64) {
        let at = |p: f64| quantile(&values, p).unwrap();
        prop_assert!(at(p.min(q)) <= at(p.max(q)));
        prop_assert_eq!(at(0.0), values.iter().copied().fold(f64::INFINITY, f64::min));
        prop_assert_eq!(at(1.0), values.iter().copied().fold(0.0, f64::max));
        prop_assert_eq!(median(&values), Some(at(0.5)));
    }

    #[test]
    fn kendall_is_the_same_from_both_sides(pairs in vec((0..9_i32, 0..9_i32), 2..20)) {
        let (a, b): (Vec<f64>, Vec<f64>) = pairs.iter().map(|&(a, b)| (f64::from(a), f64::from(b))).unzip();
        let turned: Vec<f64> = b.iter().map(|b| -b).collect();
        prop_assert_eq!(kendall_tau(&a, &b), kendall_tau(&b, &a));
        if let Ok(tau) = kendall_tau(&a, &b) {
            prop_assert!((-1.0..=1.0).contains(&tau));
            prop_assert_eq!(kendall_tau(&a, &turned), Ok(-tau));
            prop_assert_eq!(kendall_tau(&a, &a), Ok(1.0));
        }
    }
}

/// Of n values below or above the median like coins, the interval from the k-th to the k-th last misses it when fewer
/// than k are on one side.
#[test]
fn median_interval_is_the_tightest_that_covers() {
    let mut tested = 0;
    for n in 1..=60_u32 {
        let values: Vec<f64> = (1..=n).map(f64::from).collect();
        let ways = |k: u32| (0..k).fold(1_u128, |ways, i| ways * u128::from(n - i) / u128::from(i + 1));
        let coverage = |k: u32| 1.0 - 2.0 * (0..k).map(ways).sum::<u128>() as f64 / 2.0_f64.powi(n as i32);
        for confidence in [0.5, 0.75, 0.9, 0.95, 0.96875, 0.99] {
            // The tightest of those that cover.
            let best = (1..=n.div_ceil(2)).rev().find(|&k| coverage(k) >= confidence);
            match (best, median_interval(&values, confidence)) {
                (Some(k), Ok(interval)) => {
                    assert_eq!((interval.low, interval.high), (f64::from(k), f64::from(n + 1 - k)), "{n} {confidence}");
                    assert!((interval.coverage - coverage(k)).abs() < 1e-14, "{interval:?}, not {}", coverage(k));
                }
                (None, Err(error)) => assert!(error.at_least() > Some(n as usize), "{error}"),
                (best, found) => panic!("{n} {confidence}: {best:?} and {found:?}"),
            }
            tested += 1;
        }
    }
    assert_eq!(tested, 360);
}

#[test]
fn ten_thousand_values_are_no_trouble() {
    let a: Vec<f64> = (0..10_000).map(|i| f64::from(i * 7919 % 10_007)).collect();
    let b: Vec<f64> = a.iter().map(|a| a * 1.01 + 20.0).collect();
    let differences: Vec<f64> = a.iter().zip(&b).map(|(a, b)| b - a).collect();
    let unpaired = mann_whitney(&a, &b).unwrap().p;
    assert_eq!((unpaired.method, unpaired.least), (Method::Normal, f64::MIN_POSITIVE));
    assert!((0.05..0.1).contains(&unpaired.value), "{unpaired:?}");
    for p in [sign_flip(&differences).unwrap().p, wilcoxon(&differences).unwrap().p] {
        assert_eq!((p.method, p.value), (Method::Normal, f64::MIN_POSITIVE));
    }
    let interval = median_interval(&a, 0.95).unwrap();
    assert!((interval.coverage - 0.95).abs() < 0.002, "{interval:?}");
    // SciPy's binom(10000, 0.5): ppf(0.025) = 4902, isf(0.025) = 5098.
    let mut sorted = a.clone();
    sorted.sort_by(f64::total_cmp);
    assert_eq!((interval.low, interval.high), (sorted[4901], sorted[5098]));
    // All equal: nothing to tell apart, and no way to.
    let same = vec![54.6; 10_000];
    let p = mann_whitney(&same, &same).unwrap().p;
    assert_eq!((p.value, p.least), (1.0, 1.0));
    let p = wilcoxon(&vec![0.0; 10_000]).unwrap().p;
    assert_eq!((p.value, p.least, p.method), (1.0, 1.0, Method::Exact));
    assert_eq!(kendall_tau(&a, &b), Ok(1.0));
}

/// One value more, which says nothing, and the normal distribution takes over: p-values on both sides are close.
#[test]
fn approximations_begin_where_they_are_close() {
    let close = |exact: PValue, normal: PValue| {
        assert_eq!((exact.method, normal.method), (Method::Exact, Method::Normal));
        assert!((exact.value / normal.value - 1.0).abs() < 0.15, "{exact:?} {normal:?}");
        assert!((0.001..0.1).contains(&exact.value), "{exact:?}");
    };
    let even = |n: usize, from: f64| (0..n).map(|i| (i as f64 + 0.5) / n as f64 + from).collect::<Vec<_>>();
    let with = |mut values: Vec<f64>, one: f64| {
        values.push(one);
        values
    };
    let (a, b) = (even(MannWhitney::EXACT_UP_TO / 2, 0.0), even(MannWhitney::EXACT_UP_TO / 2, 0.1501));
    close(mann_whitney(&a, &b).unwrap().p, mann_whitney(&with(a, 0.575), &b).unwrap().p);
    let d = even(Wilcoxon::EXACT_UP_TO, -0.4201);
    close(wilcoxon(&d).unwrap().p, wilcoxon(&with(d, 1e-9)).unwrap().p);
    let d = even(SignFlip::EXACT_UP_TO, -0.3701);
    close(sign_flip(&d).unwrap().p, sign_flip(&with(d, 1e-9)).unwrap().p);
}
