//! Estimates of Hodges and Lehmann, and their intervals.

use pavedroad_netbench::{
    Method, hodges_lehmann, hodges_lehmann_interval, mann_whitney, median, pseudomedian, pseudomedian_interval,
    wilcoxon,
};
use proptest::collection::vec;
use proptest::prelude::*;

fn tenths(most: usize) -> impl Strategy<Value = Vec<f64>> {
    vec((-300..600_i32).prop_map(|tenths| f64::from(tenths) / 10.0), 1..most)
}

/// No two values, differences or means are equal: powers of two and a little.
fn distinct(n: usize, seed: usize, root: f64) -> Vec<f64> {
    (0..n).map(|i| ((i * 29 + seed) % 61) as f64 + (i as f64 + 1.0).sqrt() * root).collect()
}

proptest! {
    #[test]
    fn shift_is_the_median_of_all_differences(a in tenths(9), b in tenths(9)) {
        let differences: Vec<f64> = a.iter().flat_map(|a| b.iter().map(move |b| a - b)).collect();
        let shift = hodges_lehmann(&a, &b).unwrap();
        prop_assert_eq!(Some(shift), median(&differences));
        prop_assert_eq!(hodges_lehmann(&b, &a), Ok(-shift));
    }

    #[test]
    fn pseudomedian_is_the_median_of_all_means(d in tenths(12)) {
        let means: Vec<f64> =
            d.iter().enumerate().flat_map(|(i, x)| d.iter().skip(i).map(move |y| f64::midpoint(*x, *y))).collect();
        prop_assert_eq!(Some(pseudomedian(&d).unwrap()), median(&means));
    }

    #[test]
    fn more_confidence_takes_a_wider_shift(a in tenths(25), b in tenths(25)) {
        let mut inner = hodges_lehmann(&a, &b).map(|shift| (shift, shift)).unwrap();
        for confidence in [0.5, 0.8, 0.95, 0.99] {
            let Ok(interval) = hodges_lehmann_interval(&a, &b, confidence) else { break };
            prop_assert!(interval.low <= inner.0 && inner.1 <= interval.high && interval.coverage >= confidence);
            inner = (interval.low, interval.high);
        }
        let mut inner = pseudomedian(&a).map(|shift| (shift, shift)).unwrap();
        for confidence in [0.5, 0.8, 0.95, 0.99] {
            let Ok(interval) = pseudomedian_interval(&a, confidence) else { break };
            prop_assert!(interval.low <= inner.0 && inner.1 <= interval.high && interval.coverage >= confidence);
            inner = (interval.low, interval.high);
        }
    }
}

/// Shifted by a little less than an end, the test rejects; by a little more, it does not. Beyond the limits of the
/// exact distributions too, where both use the same approximation.
#[test]
fn interval_is_what_the_test_does_not_reject() {
    for (m, n) in [(4, 4), (5, 9), (12, 12), (1, 45), (30, 20), (50, 50), (60, 55), (2, 130)] {
        let (a, b) = (distinct(m, 7, 1e-3), distinct(n, 3, 1.7e-3));
        for confidence in [0.8, 0.95] {
            let Ok(interval) = hodges_lehmann_interval(&a, &b, confidence) else {
                assert!(m == 1 || m == 2, "{m} and {n}");
                continue;
            };
            let p = |shift: f64| mann_whitney(&a.iter().map(|a| a - shift).collect::<Vec<_>>(), &b).unwrap().p.value;
            let (out, within) = (p(interval.low - 1e-7), p(interval.low + 1e-7));
            assert!(out <= 1.0 - confidence + 1e-12 && within > 1.0 - confidence, "{m} {n}: {out} {within}");
            let (out, within) = (p(interval.high + 1e-7), p(interval.high - 1e-7));
            assert!(out <= 1.0 - confidence + 1e-12 && within > 1.0 - confidence, "{m} {n}: {out} {within}");
            // What the test gives just outside is what the interval leaves out.
            assert!((1.0 - interval.coverage - out).abs() < 1e-9, "{m} {n}: {interval:?} {out}");
        }
    }
    for n in [6, 7, 12, 33, 100, 101, 150] {
        let d = distinct(n, 5, 1.3e-3);
        for confidence in [0.8, 0.95] {
            let interval = pseudomedian_interval(&d, confidence).unwrap();
            let p = |shift: f64| wilcoxon(&d.iter().map(|d| d - shift).collect::<Vec<_>>()).unwrap().p.value;
            for (out, within) in
                [(p(interval.low - 1e-7), p(interval.low + 1e-7)), (p(interval.high + 1e-7), p(interval.high - 1e-7))]
            {
                assert!(out <= 1.0 - confidence + 1e-12 && within > 1.0 - confidence, "{n}: {out} {within}");
                assert!((1.0 - interval.coverage - out).abs() < 1e-9, "{n}: {interval:?} {out}");
            }
        }
    }
}

/// The middle of two negative numbers, rounded towards zero, is the greater of them: the search for an end once went on
/// forever there.
#[test]
fn finds_ends_below_zero() {
    let interval = hodges_lehmann_interval(&[-3.0, -2.5, -2.0, -1.5], &[1.0, 1.5, 2.0, 4.0], 0.95).unwrap();
    assert_eq!((interval.low, interval.high), (-7.0, -2.5));
    assert_eq!(hodges_lehmann(&[-f64::MIN_POSITIVE], &[0.0]), Ok(-f64::MIN_POSITIVE));
    assert_eq!(pseudomedian(&[-f64::MAX, -f64::MAX]), Ok(-f64::MAX));
    let zero = hodges_lehmann(&[1.0], &[1.0]).unwrap();
    assert!(zero == 0.0 && zero.is_sign_positive());
}

#[test]
fn ten_thousand_values_take_no_room_for_their_pairs() {
    let a: Vec<f64> = (0..10_000).map(|i| f64::from(i * 7919 % 10_007)).collect();
    let b: Vec<f64> = a.iter().map(|a| a - 12.5).collect();
    assert_eq!(hodges_lehmann(&a, &b), Ok(12.5));
    let interval = hodges_lehmann_interval(&a, &b, 0.95).unwrap();
    assert_eq!(interval.method, Method::Normal);
    assert!(interval.contains(12.5) && interval.high - interval.low < 170.0, "{interval:?}");
    let interval = pseudomedian_interval(&a, 0.95).unwrap();
    assert!(interval.contains(5000.0) && interval.high - interval.low < 120.0, "{interval:?}");
}
