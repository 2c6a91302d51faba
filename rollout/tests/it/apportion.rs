//! Apportionments: known results, laws, and agreement with the definitions computed the slow way.

use pavedroad_rollout::{Apportionment, RolloutError, RolloutErrorKind, apportion, apportion_in_place};
use proptest::prelude::*;

const REMAINDER: Apportionment = Apportionment::LARGEST_REMAINDER;
const WEBSTER: Apportionment = Apportionment::WEBSTER;
const METHODS: [Apportionment; 2] = [REMAINDER, WEBSTER];

fn try_divided(shares: &[u64], total: u64, how: Apportionment) -> Result<Vec<u64>, RolloutError> {
    let mut parts = shares.to_vec();
    let result = apportion_in_place(&mut parts, total, how);
    assert!(result.is_ok() || parts == shares, "an error changed {shares:?}");
    result.map(|()| parts)
}

#[track_caller]
fn divided(shares: &[u64], total: u64, method: Apportionment) -> Vec<u64> {
    try_divided(shares, total, method).unwrap()
}

#[track_caller]
fn floored(shares: &[u64], total: u64, method: Apportionment) -> Vec<u64> {
    try_divided(shares, total, method.with_at_least_one()).unwrap()
}

#[test]
fn equal_remainders_go_to_the_earlier_part_where_floating_point_gives_them_to_the_later() {
    assert_eq!(divided(&[44, 6, 13, 7], 100, REMAINDER), [63, 9, 18, 10]);
    assert_eq!(in_floating_point(&[44, 6, 13, 7], 100), [63, 8, 19, 10]);
}

#[test]
fn ties_go_to_the_earlier_part() {
    for method in METHODS {
        for (shares, total, expected) in [
            (&[1, 1][..], 1, &[1, 0][..]),
            (&[1, 1, 1], 1, &[1, 0, 0]),
            (&[1, 1, 1], 2, &[1, 1, 0]),
            (&[1, 1, 1], 100, &[34, 33, 33]),
            (&[50, 50], 7, &[4, 3]),
            (&[0, 5, 5], 3, &[0, 2, 1]),
        ] {
            assert_eq!(divided(shares, total, method), expected, "{shares:?} to {total} by {method:?}");
        }
    }
}

#[test]
fn largest_remainder_keeps_quota_and_is_not_monotone_in_the_total() {
    assert_eq!(divided(&[3, 3, 1], 10, REMAINDER), [4, 4, 2]);
    assert_eq!(divided(&[3, 3, 1], 11, REMAINDER), [5, 5, 1]);
}

#[test]
fn webster_is_monotone_in_the_total_and_may_break_quota() {
    assert_eq!(divided(&[3, 3, 1], 10, WEBSTER), [5, 4, 1]);
    assert_eq!(divided(&[3, 3, 1], 11, WEBSTER), [5, 5, 1]);
    // The quota of the first is 18.46.
    assert_eq!(divided(&[96, 2, 2, 2, 2], 20, WEBSTER), [20, 0, 0, 0, 0]);
    assert_eq!(divided(&[96, 2, 2, 2, 2], 20, REMAINDER), [19, 1, 0, 0, 0]);
}

#[test]
fn a_small_share_gets_one_unit_where_that_is_asked_for() {
    for (shares, total, expected) in [
        (&[997, 1, 1, 1][..], 100, &[97, 1, 1, 1][..]),
        (&[199, 1], 100, &[99, 1]),
        (&[1, 1, 1], 3, &[1, 1, 1]),
        (&[5, 0, 1], 2, &[1, 0, 1]),
        (&[0, 7], 1, &[0, 1]),
        // The first floor takes the quota of the second below one too.
        (&[1, 100, 9899], 100, &[1, 1, 98]),
    ] {
        assert_eq!(floored(shares, total, REMAINDER), expected, "{shares:?} to {total}");
        assert_eq!(floored(shares, total, WEBSTER), expected, "{shares:?} to {total}");
    }
}

#[test]
fn any_64_bits_are_divided_exactly() {
    const MAX: u64 = u64::MAX;
    for method in METHODS {
        assert_eq!(divided(&[MAX, MAX], MAX, method), [MAX / 2 + 1, MAX / 2]);
        assert_eq!(divided(&[MAX], MAX, method), [MAX]);
        assert_eq!(divided(&[1, MAX], MAX, method), [1, MAX - 1]);
        assert_eq!(divided(&[MAX; 3], MAX, method), [MAX / 3; 3]);
        assert_eq!(divided(&[MAX, 0, 1], 1, method), [1, 0, 0]);
        assert_eq!(divided(&[MAX; 20], 21, method)[..2], [2, 1]);
        assert_eq!(divided(&[1, 2], 0, method), [0, 0]);
    }
}

#[test]
fn shares_that_divide_nothing_are_refused() {
    for shares in [&[][..], &[0], &[0, 0, 0]] {
        for method in METHODS {
            let error = try_divided(shares, 100, method).unwrap_err();
            assert_eq!(error.kind(), RolloutErrorKind::AllZero);
            assert_eq!(try_divided(shares, 100, method.with_at_least_one()), Err(error));
        }
    }
    assert_eq!(
        apportion([0, 0], 100, WEBSTER).unwrap_err().to_string(),
        "invalid shares \"0:0\": found only zeros, expected at least one share above zero"
    );
    let error = apportion([5, 1, 0, 1], 2, WEBSTER.with_at_least_one()).unwrap_err();
    assert_eq!(error.kind(), RolloutErrorKind::TooFewUnits);
    assert_eq!(
        error.to_string(),
        "invalid shares \"5:1:0:1\": found 2 to divide, expected at least one unit for each share above zero; 3 shares \
         are above zero"
    );
}

#[test]
fn floating_point_differs_in_some_of_two_thousand_four_way_splits() {
    let mut random = proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha);
    let mut differ = 0;
    for _ in 0..2_000 {
        let shares: Vec<u64> = (0..4).map(|_| u64::from(random.next_u32() % 50 + 1)).collect();
        let exact = divided(&shares, 100, REMAINDER);
        assert_eq!(exact, slow_largest_remainder(&shares, 100));
        differ += u32::from(exact != in_floating_point(&shares, 100));
    }
    assert!(differ > 0, "floating point is exact here after all");
}

/// What is usually written.
fn in_floating_point(shares: &[u64], total: u64) -> Vec<u64> {
    let sum: u64 = shares.iter().sum();
    let exact: Vec<f64> = shares.iter().map(|&share| share as f64 / sum as f64 * total as f64).collect();
    let mut parts: Vec<u64> = exact.iter().map(|part| part.floor() as u64).collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by(|&a, &b| exact[b].fract().total_cmp(&exact[a].fract()));
    let left = total - parts.iter().sum::<u64>();
    order.iter().take(left as usize).for_each(|&at| parts[at] += 1);
    parts
}

fn slow_largest_remainder(shares: &[u64], total: u64) -> Vec<u64> {
    let sum: u64 = shares.iter().sum();
    let mut parts: Vec<u64> = shares.iter().map(|share| share * total / sum).collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(shares[at] * total % sum));
    let left = total - parts.iter().sum::<u64>();
    order.iter().take(left as usize).for_each(|&at| parts[at] += 1);
    parts
}

/// Unit after unit to the greatest `share / (2 * units + 1)`; with a floor, the first to each share above zero.
fn slow_webster(shares: &[u64], total: u64, least: u64) -> Vec<u64> {
    let mut parts: Vec<u64> = shares.iter().map(|&share| share.min(least)).collect();
    while parts.iter().sum::<u64>() < total {
        let mut best = 0;
        for at in 1..shares.len() {
            if shares[at] * (2 * parts[best] + 1) > shares[best] * (2 * parts[at] + 1) {
                best = at;
            }
        }
        parts[best] += 1;
    }
    parts
}

/// Shares with many equal ones, many zeros and many small next to large ones; not all zero.
fn shares(most: usize) -> impl Strategy<Value = Vec<u64>> {
    let share = prop_oneof![Just(0), Just(1), 1_u64..12, 1_u64..1_000];
    prop::collection::vec(share, 1..most).prop_filter("not all zero", |shares| shares.iter().any(|&share| share > 0))
}

fn method() -> impl Strategy<Value = Apportionment> {
    prop::sample::select(&METHODS[..])
}

/// Wide ones too, so that both divisions and both stores are met.
fn wide_shares() -> impl Strategy<Value = Vec<u64>> {
    let share = prop_oneof![Just(0), 1_u64..100, any::<u64>(), Just(u64::MAX)];
    prop::collection::vec(share, 1..40).prop_filter("not all zero", |shares| shares.iter().any(|&share| share > 0))
}

proptest! {
    #[test]
    fn both_methods_agree_with_their_definitions(shares in shares(24), total in 0_u64..300) {
        prop_assert_eq!(divided(&shares, total, REMAINDER), slow_largest_remainder(&shares, total));
        prop_assert_eq!(divided(&shares, total, WEBSTER), slow_webster(&shares, total, 0));
        let some = shares.iter().filter(|&&share| share > 0).count() as u64;
        let enough = total + some;
        prop_assert_eq!(floored(&shares, enough, WEBSTER), slow_webster(&shares, enough, 1));
    }

    #[test]
    fn parts_sum_to_the_total_and_zero_stays_zero(shares in wide_shares(), total: u64, method in method()) {
        let parts = divided(&shares, total, method);
        prop_assert_eq!(parts.iter().map(|&part| u128::from(part)).sum::<u128>(), u128::from(total));
        prop_assert_eq!(parts.len(), shares.len());
        for (share, part) in shares.iter().zip(&parts) {
            prop_assert!(*share > 0 || *part == 0);
        }
    }

    #[test]
    fn no_share_above_zero_gets_nothing_when_each_gets_one(shares in wide_shares(), total: u64, method in method()) {
        let some = shares.iter().filter(|&&share| share > 0).count() as u64;
        for total in [some, some + 1, some + total % 100, total.max(some)] {
            let parts = floored(&shares, total, method);
            prop_assert_eq!(parts.iter().map(|&part| u128::from(part)).sum::<u128>(), u128::from(total));
            for (share, part) in shares.iter().zip(&parts) {
                prop_assert_eq!(*share > 0, *part > 0);
            }
        }
    }

    #[test]
    fn largest_remainder_keeps_quota(shares in wide_shares(), total: u64) {
        let sum: u128 = shares.iter().map(|&share| u128::from(share)).sum();
        for (&share, &part) in shares.iter().zip(&divided(&shares, total, REMAINDER)) {
            let product = u128::from(share) * u128::from(total);
            prop_assert!((product / sum..=product.div_ceil(sum)).contains(&u128::from(part)));
        }
    }

    #[test]
    fn at_least_one_changes_nothing_where_no_share_gets_nothing(shares in wide_shares(), total: u64, method in method()) {
        for total in [total, total % 1_000] {
            let parts = divided(&shares, total, method);
            if shares.iter().zip(&parts).all(|(&share, &part)| share == 0 || part > 0) {
                prop_assert_eq!(floored(&shares, total, method), parts);
            }
        }
    }

    #[test]
    fn no_division_has_a_lesser_greatest_error_than_the_largest_remainder(
        shares in prop::array::uniform3(0_u64..40), total in 0_u64..15,
    ) {
        prop_assume!(shares.iter().any(|&share| share > 0));
        let sum: u64 = shares.iter().sum();
        let worst = |parts: [u64; 3]| {
            parts.iter().zip(shares).map(|(part, share)| (part * sum).abs_diff(share * total)).max()
        };
        let ours = worst(apportion(shares, total, REMAINDER).unwrap());
        for first in 0..=total {
            for second in 0..=total - first {
                prop_assert!(ours <= worst([first, second, total - first - second]));
            }
        }
    }

    #[test]
    fn webster_never_gives_less_of_more(shares in wide_shares(), total in any::<u64>(), least in 0_u64..2) {
        let some = shares.iter().filter(|&&share| share > 0).count() as u64;
        let total = total.max(some);
        for total in [total, total % 50 + some] {
            let of = |total| if least == 0 { divided(&shares, total, WEBSTER) } else { floored(&shares, total, WEBSTER) };
            let (fewer, more) = (of(total), of(total.saturating_add(1)));
            prop_assert!(fewer.iter().zip(&more).all(|(fewer, more)| fewer <= more), "{fewer:?} {more:?}");
        }
    }

    #[test]
    fn a_division_of_the_total_comes_back_unchanged(shares in wide_shares(), total: u64, method in method()) {
        let total = total.max(1);
        let once = divided(&shares, total, method);
        for again in METHODS {
            prop_assert_eq!(divided(&once, total, again), &once[..]);
            prop_assert_eq!(floored(&once, total, again), &once[..]);
        }
    }

    #[test]
    fn a_greater_share_gets_no_less_and_equal_shares_differ_by_one_in_order(
        shares in wide_shares(), total: u64, method in method(), floor: bool,
    ) {
        let total = total % 1_000 + 40;
        let parts = if floor { floored(&shares, total, method) } else { divided(&shares, total, method) };
        for (at, (share, part)) in shares.iter().zip(&parts).enumerate() {
            for (later, more) in shares.iter().zip(&parts).skip(at + 1) {
                prop_assert!(share <= later || part >= more);
                prop_assert!(share >= later || part <= more);
                prop_assert!(share != later || *part == *more || *part == more + 1);
            }
        }
    }

    #[test]
    fn without_ties_the_order_of_the_shares_does_not_matter(
        (shares, order) in shares(16).prop_flat_map(|shares| {
            let order: Vec<usize> = (0..shares.len()).collect();
            (Just(shares), Just(order).prop_shuffle())
        }),
        total in 0_u64..500,
        method in method(),
    ) {
        let parts = divided(&shares, total, method);
        let moved: Vec<u64> = order.iter().map(|&at| shares[at]).collect();
        let moved = divided(&moved, total, method);
        // With ties the same numbers are given away, only to others; a tie is met where the reversed order differs.
        let mut reversed = divided(&shares.iter().rev().copied().collect::<Vec<_>>(), total, method);
        reversed.reverse();
        if reversed == parts {
            prop_assert_eq!(order.iter().map(|&at| parts[at]).collect::<Vec<_>>(), moved);
        }
    }

    #[test]
    fn common_factors_of_the_shares_do_not_matter(shares in shares(20), factor in 1_u64..1 << 50, total: u64) {
        let larger: Vec<u64> = shares.iter().map(|share| share * factor).collect();
        for method in METHODS {
            prop_assert_eq!(divided(&shares, total, method), divided(&larger, total, method));
        }
    }
}
