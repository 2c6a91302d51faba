//! `Split`: what makes one, and what it is made into.

use pavedroad_rollout::{Apportionment, RolloutErrorKind, Split, Weight};
use proptest::prelude::*;

#[test]
fn shares_sum_to_the_total() {
    let split = Split::from_shares([("v1", 50), ("v3", 50), ("v2", 0)]).unwrap();
    assert_eq!((split.total(), split.len()), (100, 3));
    assert_eq!(split.iter().collect::<Vec<_>>(), [(&"v1", 50), (&"v3", 50), (&"v2", 0)]);
    assert_eq!((split.share(&"v3"), split.share(&"v2"), split.share(&"v9")), (Some(50), Some(0), None));
    let half = Weight::from_static("50%");
    assert_eq!(split.weights().collect::<Vec<_>>(), [(&"v1", half), (&"v3", half), (&"v2", Weight::ZERO)]);
}

#[test]
fn weights_have_their_least_common_denominator_as_the_total() {
    let of = |weights: &[&str]| {
        let weights = weights.iter().enumerate().map(|(at, weight)| (at, weight.parse().unwrap()));
        Split::from_weights(weights).map(|split| split.iter().map(|(_, share)| share).collect::<Vec<u64>>())
    };
    assert_eq!(of(&["99.5%", "0.5%"]), Ok(vec![199, 1]));
    assert_eq!(of(&["1/3", "1/3", "1/3"]), Ok(vec![1, 1, 1]));
    assert_eq!(of(&["1/2", "1/3", "1/6", "0%"]), Ok(vec![3, 2, 1, 0]));
    assert_eq!(of(&["100%"]), Ok(vec![1]));
    for (weights, message) in [
        (&["95%", "0.5%"][..], "invalid split \"95%, 0.5%\": found a sum of 95.5%, expected 100%"),
        (&["1/3", "1/3"], "invalid split \"1/3, 1/3\": found a sum of 2/3, expected 100%"),
        (&["100%", "50%"], "invalid split \"100%, 50%\": found a sum of 150%, expected 100%"),
        (&[], "invalid split \"\": found a sum of 0%, expected 100%"),
    ] {
        let error = of(weights).unwrap_err();
        assert_eq!((error.kind(), error.to_string().as_str()), (RolloutErrorKind::NotTheWhole, message));
    }
    let error = of(&["1/18446744073709551615", "1/18446744073709551614"]).unwrap_err();
    assert_eq!(error.kind(), RolloutErrorKind::TooLarge);
}

#[test]
fn what_is_no_split_is_refused() {
    for (parts, kind, message) in [
        (
            &[("a", 0), ("b", 0)][..],
            RolloutErrorKind::AllZero,
            "invalid split \"0:0\": found only zeros, expected at least one share above zero",
        ),
        (&[], RolloutErrorKind::AllZero, "invalid split \"\": found none, expected at least one share above zero"),
        (
            &[("a", 1), ("b", 2), ("a", 3)],
            RolloutErrorKind::Duplicate,
            "invalid split \"1:2:3\": found one name for part 1 and part 3, expected a name for each",
        ),
        (
            &[("a", u64::MAX), ("b", 1)],
            RolloutErrorKind::TooLarge,
            "invalid split \"18446744073709551615:1\": found a greater sum, expected shares whose sum is at most \
             18446744073709551615",
        ),
    ] {
        let error = Split::from_shares(parts.iter().copied()).unwrap_err();
        assert_eq!((error.kind(), error.to_string().as_str()), (kind, message));
    }
    let split = Split::from_shares([("a", 1), ("b", 1)]).unwrap();
    let at_least_one = Apportionment::WEBSTER.with_at_least_one();
    assert_eq!(split.apportion(0, Apportionment::WEBSTER).unwrap_err().kind(), RolloutErrorKind::AllZero);
    assert_eq!(split.apportion(1, at_least_one).unwrap_err().kind(), RolloutErrorKind::TooFewUnits);
}

proptest! {
    #[test]
    fn the_weights_of_a_split_make_it_again(shares in prop::collection::vec(0_u64..1_000, 1..12), total in 1_u64..500) {
        prop_assume!(shares.iter().any(|&share| share > 0));
        let split = Split::from_shares(shares.iter().copied().enumerate()).unwrap();
        let again = Split::from_weights(split.weights().map(|(name, weight)| (*name, weight))).unwrap();
        prop_assert!(split.weights().eq(again.weights()));
        prop_assert_eq!(split.total() % again.total(), 0);
        let divided = split.apportion(total, Apportionment::LARGEST_REMAINDER).unwrap();
        prop_assert_eq!(divided.iter().map(|(_, share)| share).sum::<u64>(), total);
        prop_assert_eq!(divided.total(), total);
    }
}
