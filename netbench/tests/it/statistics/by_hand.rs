//! P-values against counting: every way to deal labels or signs, one by one, in integers.

use pavedroad_netbench::{MannWhitney, Method, SignFlip, Wilcoxon, mann_whitney, sign_flip, wilcoxon};
use proptest::collection::vec;
use proptest::prelude::*;

use super::assert_close;

/// min(1, 2 * min(lower, upper)) of the first of the statistics among all of them, and the least such p.
fn two_sided<T: Ord>(observed: &T, all: &[T]) -> (f64, f64) {
    let p = |observed: &T| {
        let lower = all.iter().filter(|one| *one <= observed).count();
        let upper = all.iter().filter(|one| *one >= observed).count();
        (2.0 * lower.min(upper) as f64 / all.len() as f64).min(1.0)
    };
    (p(observed), all.iter().map(p).fold(1.0, f64::min))
}

/// Half a unit per half a pair: 2U.
fn doubled_u(a: &[i64], b: &[i64]) -> i64 {
    a.iter().flat_map(|x| b.iter().map(move |y| (x - y).signum() + 1)).sum()
}

fn floats(values: &[i64]) -> Vec<f64> {
    values.iter().map(|&value| value as f64 / 10.0).collect()
}

proptest! {
    #[test]
    fn mann_whitney_counts_every_deal(a in vec(0..9_i64, 1..6), b in vec(0..9_i64, 1..6)) {
        let pooled = [&a[..], &b[..]].concat();
        let deals: Vec<i64> = (0_u32..1 << pooled.len())
            .filter(|deal| deal.count_ones() as usize == a.len())
            .map(|deal| {
                let (x, y): (Vec<_>, Vec<_>) = pooled.iter().enumerate().partition(|(i, _)| deal >> i & 1 == 1);
                let values = |dealt: Vec<(usize, &i64)>| dealt.into_iter().map(|(_, value)| *value).collect::<Vec<_>>();
                doubled_u(&values(x), &values(y))
            })
            .collect();
        let test = mann_whitney(&floats(&a), &floats(&b)).unwrap();
        let (p, least) = two_sided(&doubled_u(&a, &b), &deals);
        prop_assert_eq!(test.u * 2.0, doubled_u(&a, &b) as f64);
        assert_close(test.p.value, p, "p");
        assert_close(test.p.least, least, "least p");
        prop_assert_eq!(test.p.method, Method::Exact);
    }

    /// Tenths are no binary fractions: their differences tie only up to rounding.
    #[test]
    fn sign_flip_counts_every_deal_of_tenths(rounds in vec((500..520_i64, 500..520_i64), 1..11)) {
        let exact: Vec<i64> = rounds.iter().map(|(a, b)| a - b).collect();
        let rounded: Vec<f64> = rounds.iter().map(|&(a, b)| a as f64 / 10.0 - b as f64 / 10.0).collect();
        let deals: Vec<i64> = signs(exact.len(), |flip| exact.iter().zip(flip).map(|(d, sign)| d * sign).sum());
        let test = sign_flip(&rounded).unwrap();
        let (p, least) = two_sided(&exact.iter().sum(), &deals);
        prop_assert_eq!((test.p.value, test.p.least), (p, least), "{:?}", rounded);
    }

    /// Sums of logarithms of ratios are in the order of products, and those are integers.
    #[test]
    fn sign_flip_counts_every_deal_of_log_ratios(rounds in vec((100..130_u128, 100..130_u128), 1..8)) {
        let logarithms: Vec<f64> = rounds.iter().map(|&(a, b)| (a as f64 / b as f64).ln()).collect();
        let deals: Vec<u128> = signs(rounds.len(), |flip| {
            rounds.iter().zip(flip).map(|(&(a, b), &sign)| if sign > 0 { a * a } else { b * b }).product()
        });
        let observed = rounds.iter().map(|&(a, _)| a * a).product();
        let test = sign_flip(&logarithms).unwrap();
        prop_assert_eq!((test.p.value, test.p.least), two_sided(&observed, &deals), "{:?}", rounds);
    }

    #[test]
    fn wilcoxon_counts_every_deal_of_tenths(rounds in vec((500..512_i64, 500..512_i64), 1..11)) {
        let rounded: Vec<f64> = rounds.iter().map(|&(a, b)| a as f64 / 10.0 - b as f64 / 10.0).collect();
        let exact: Vec<i64> = rounds.iter().map(|(a, b)| a - b).filter(|&d| d != 0).collect();
        // A doubled mid-rank: the sizes below, those not above, and one.
        let ranks: Vec<i64> = exact
            .iter()
            .map(|d| exact.iter().map(|e| i64::from(e.abs() < d.abs()) + i64::from(e.abs() <= d.abs())).sum::<i64>() + 1)
            .collect();
        let sum = |flip: &[i64]| ranks.iter().zip(flip).filter(|(_, sign)| **sign > 0).map(|(rank, _)| rank).sum();
        let observed: i64 = sum(&exact.iter().map(|d| d.signum()).collect::<Vec<_>>());
        let test = wilcoxon(&rounded).unwrap();
        prop_assert_eq!((test.positive * 2.0, test.nonzero), (observed as f64, exact.len()));
        prop_assert_eq!((test.p.value, test.p.least), two_sided(&observed, &signs(exact.len(), sum)), "{:?}", rounded);
    }
}

/// A statistic under all 2^n ways to deal signs.
fn signs<T>(n: usize, statistic: impl Fn(&[i64]) -> T) -> Vec<T> {
    (0_u32..1 << n)
        .map(|deal| statistic(&(0..n).map(|i| if deal >> i & 1 == 1 { 1 } else { -1 }).collect::<Vec<i64>>()))
        .collect()
}

#[test]
fn smallest_p_of_so_many_rounds() {
    for (n, unpaired, paired) in
        [(1, 1.0, 1.0), (3, 0.1, 0.25), (6, 2.0 / 924.0, 0.03125), (10, 2.0 / 184_756.0, 2.0 / 1024.0)]
    {
        assert_eq!(
            (MannWhitney::least_p(n, n), SignFlip::least_p(n), Wilcoxon::least_p(n)),
            (unpaired, paired, paired)
        );
        // It is reached by samples as far apart as can be.
        let (low, high): (Vec<f64>, Vec<f64>) = (0..n).map(|i| (1.0 + i as f64, 101.0 + i as f64)).unzip();
        let least = mann_whitney(&low, &high).unwrap().p;
        assert_eq!((least.value, least.least), (unpaired, unpaired));
        assert_eq!(sign_flip(&low).unwrap().p.value, paired);
        assert_eq!(wilcoxon(&low).unwrap().p.value, paired);
    }
    // After Holm at 0.05 of 15 pairs, the first one has to be below 0.05/15.
    let first = |least: fn(usize) -> f64| (1..).find(|&n| least(n) * 15.0 <= 0.05);
    assert_eq!(first(SignFlip::least_p), Some(10));
    assert_eq!(first(|n| MannWhitney::least_p(n, n)), Some(6));
    // Where there are too many to say, it is as small as a number can be, and not zero.
    assert_eq!(
        (SignFlip::least_p(usize::MAX), MannWhitney::least_p(9999, usize::MAX)),
        (f64::MIN_POSITIVE, f64::MIN_POSITIVE)
    );
}
