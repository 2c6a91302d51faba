//! A split in the units of a target: what each can say, with which error, and why not.

use std::cmp::Ordering;

use pavedroad_rollout::{
    Apportionment, Fit, RolloutErrorKind, Split, WeightRule, WeightTotal, WeightUnit, apportion_in_place,
};
use proptest::prelude::*;

fn split(shares: &[u64]) -> Split<usize> {
    Split::from_shares(shares.iter().copied().enumerate()).unwrap()
}

fn weights(fit: &Fit<usize>) -> Vec<u64> {
    fit.iter().map(|(_, weight, _)| weight).collect()
}

#[track_caller]
fn says(rule: &WeightRule, shares: &[u64], expected: &[u64], errors: &[&str]) {
    let fit = split(shares).fit(rule).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(weights(&fit), expected, "{shares:?} for {}", rule.name);
    let found: Vec<String> = fit.iter().map(|(_, _, error)| error.to_string()).collect();
    assert_eq!(found, errors, "{shares:?} for {}", rule.name);
    assert_eq!(fit.is_exact(), errors.iter().all(|error| *error == "0%"));
}

#[track_caller]
fn cannot(rule: &WeightRule, shares: &[u64], kind: RolloutErrorKind, message: &str) {
    let error = split(shares).fit(rule).unwrap_err();
    assert_eq!((error.kind(), error.to_string().as_str()), (kind, message), "{shares:?} for {}", rule.name);
}

#[test]
fn half_and_half_is_fifty_and_fifty_for_every_target() {
    for rule in WeightRule::KNOWN {
        says(&rule, &[1, 1], &[50, 50], &["0%", "0%"]);
    }
}

#[test]
fn half_a_percent_can_be_said_by_who_has_a_free_total() {
    for rule in
        [WeightRule::ENVOY, WeightRule::ISTIO, WeightRule::GATEWAY_API, WeightRule::NGINX_INGRESS, WeightRule::ALB]
    {
        says(&rule, &[199, 1], &[199, 1], &["0%", "0%"]);
    }
    for rule in
        [WeightRule::ISTIO_0_7, WeightRule::KNATIVE, WeightRule::ARGO_ROLLOUTS, WeightRule::FLAGGER, WeightRule::KRUISE]
    {
        let error = split(&[199, 1]).fit(&rule).unwrap_err();
        assert_eq!((error.kind(), error.hint()), (RolloutErrorKind::Vanishes, Some("its unit is 1%")));
        let fit = split(&[199, 1]).fit_at_least_one(&rule).unwrap();
        assert_eq!((weights(&fit), fit.largest_error().to_string()), (vec![99, 1], "-0.5%".to_owned()));
    }
}

#[test]
fn a_total_of_a_hundred_takes_the_nearest_percentages() {
    says(&WeightRule::KNATIVE, &[44, 6, 13, 7], &[63, 9, 18, 10], &["+1/700", "+3/700", "-1/175", "0%"]);
    says(&WeightRule::ISTIO_0_7, &[1, 1, 1], &[34, 33, 33], &["+1/150", "-1/300", "-1/300"]);
    says(&WeightRule::ARGO_ROLLOUTS, &[993, 7], &[99, 1], &["-0.3%", "+0.3%"]);
}

#[test]
fn the_limit_of_each_weight_is_kept() {
    // 1999 is more than an ALB takes; of what it takes, the canary of 0.05 % is nothing.
    cannot(
        &WeightRule::ALB,
        &[1999, 1],
        RolloutErrorKind::Vanishes,
        "invalid split \"1999:1\": found 0.05% for part 2, which is 0 of 999 for AWS ALB forward action, expected at \
         least one unit for each part above zero; its unit is 1/999",
    );
    let raised = split(&[1999, 1]).fit_at_least_one(&WeightRule::ALB).unwrap();
    assert_eq!((weights(&raised), raised.largest_error().to_string()), (vec![999, 1], "-0.05%".to_owned()));
    says(&WeightRule::ALB, &[9993, 7], &[999, 1], &["-0.03%", "+0.03%"]);
    says(
        &WeightRule::GATEWAY_API,
        &[9_999_993, 7],
        &[1_000_000, 1],
        &["-2999993/10000010000000", "+2999993/10000010000000"],
    );
}

#[test]
fn the_number_of_parts_is_kept() {
    cannot(
        &WeightRule::GATEWAY_API,
        &[1; 17],
        RolloutErrorKind::TooManyParts,
        "invalid split \"1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:...\": found 17 parts for Gateway API HTTPRoute, expected no more \
         parts than it takes; it takes at most 16 parts",
    );
    assert!(split(&[1; 16]).fit(&WeightRule::GATEWAY_API).unwrap().is_exact());
    for rule in [WeightRule::ARGO_ROLLOUTS, WeightRule::FLAGGER, WeightRule::KRUISE, WeightRule::NGINX_INGRESS] {
        assert_eq!(split(&[1, 1, 1]).fit(&rule).unwrap_err().kind(), RolloutErrorKind::TooManyParts);
    }
}

#[test]
fn a_step_of_kruise_begins_at_one_percent() {
    says(&WeightRule::KRUISE, &[0, 1], &[0, 100], &["0%", "0%"]);
    says(&WeightRule::FLAGGER, &[1, 0], &[100, 0], &["0%", "0%"]);
    cannot(
        &WeightRule::KRUISE,
        &[1, 0],
        RolloutErrorKind::OutOfRange,
        "invalid split \"1:0\": found 0 of 100 for part 2 of OpenKruise Rollouts traffic, expected a weight that it takes; \
         it takes from 1 to 100",
    );
}

#[test]
fn nginx_has_no_total_below_a_hundred() {
    says(&WeightRule::NGINX_INGRESS, &[2, 1], &[68, 34], &["0%", "0%"]);
    says(&WeightRule::NGINX_INGRESS, &[999, 1], &[999, 1], &["0%", "0%"]);
}

#[test]
fn the_least_weight_of_a_rule_of_its_own_is_reached_by_the_least_total() {
    let rule = WeightRule { least: 5, ..WeightRule::ENVOY };
    says(&rule, &[200, 1], &[1000, 5], &["0%", "0%"]);
    says(&rule, &[1, 1], &[50, 50], &["0%", "0%"]);
    says(&WeightRule { first_is_rest: true, ..rule }, &[1, 200], &[1, 200], &["0%", "0%"]);
}

#[test]
fn any_fraction_of_64_bits_is_said_as_well_as_it_can_be() {
    const MAX: u64 = u64::MAX;
    for rule in [WeightRule::ENVOY, WeightRule::ISTIO, WeightRule::GATEWAY_API] {
        let fit = split(&[MAX / 3 * 2, MAX / 3 - 1]).fit(&rule).unwrap();
        assert!(!fit.is_exact());
        let error = fit.largest_error();
        assert!(error.numerator().saturating_mul(u128::from(fit.split().total())) < error.denominator(), "{error}");
    }
    let error = split(&[MAX - 1, 1]).fit(&WeightRule::ENVOY).unwrap_err();
    assert_eq!(error.kind(), RolloutErrorKind::Vanishes);
}

#[test]
fn a_rule_that_contradicts_itself_fits_nothing() {
    let base = WeightRule::ISTIO;
    for rule in [
        WeightRule { total: WeightTotal::Exact(0), ..base },
        WeightRule { total: WeightTotal::Between(5, 4), ..base },
        WeightRule { least: 2, most: 1, ..base },
        WeightRule { most: 0, ..base },
        WeightRule { total: WeightTotal::Exact(100), most: 9, ..base },
    ] {
        for shares in [&[1, 1][..], &[1], &[0, 1], &[7, 1, 1]] {
            assert!(split(shares).fit(&rule).is_err(), "{shares:?} {rule:?}");
            assert!(split(shares).fit_at_least_one(&rule).is_err(), "{shares:?} {rule:?}");
        }
    }
    assert_eq!(
        split(&[1, 1]).fit(&WeightRule { most_parts: Some(0), ..base }).unwrap_err().hint(),
        Some("it takes at most 0 parts")
    );
}

/// A rule near the known ones.
fn rule() -> impl Strategy<Value = WeightRule> {
    let total = prop_oneof![
        (1_u64..300).prop_map(WeightTotal::Exact),
        (1_u64..2_000).prop_map(WeightTotal::UpTo),
        (1_u64..150, 1_u64..2_000).prop_map(|(least, more)| WeightTotal::Between(least, least + more)),
        Just(WeightTotal::Free),
    ];
    (total, 0_u64..3, prop_oneof![1_u64..50, 90_u64..1_100], any::<bool>()).prop_map(
        |(total, least, most, first_is_rest)| {
            let (name, target, unit) = ("any", "any", WeightUnit::Number);
            WeightRule { name, target, total, least, most, most_parts: Some(6), first_is_rest, unit }
        },
    )
}

fn shares() -> impl Strategy<Value = Vec<u64>> {
    let share = prop_oneof![Just(0), 1_u64..10, 1_u64..2_000, any::<u32>().prop_map(u64::from)];
    prop::collection::vec(share, 1..6).prop_filter("not all zero", |shares| shares.iter().any(|&share| share > 0))
}

proptest! {
    #[test]
    fn what_fits_keeps_every_limit_and_states_its_error_exactly(shares in shares(), rule in rule(), raise: bool) {
        let asked = split(&shares);
        let fit = if raise { asked.fit_at_least_one(&rule) } else { asked.fit(&rule) };
        let Ok(fit) = fit else { return Ok(()) };
        let (least, most) = rule.total.range();
        let total = fit.split().total();
        prop_assert!((least..=most).contains(&total));
        prop_assert_eq!(weights(&fit).iter().sum::<u64>(), total);
        for (at, (_, weight, error)) in fit.iter().enumerate() {
            prop_assert!(at == 0 && rule.first_is_rest || (rule.least..=rule.most).contains(&weight));
            prop_assert_eq!(weight > 0, shares[at] > 0);
            // weight/total = share/sum + error, multiplied by all three denominators.
            let (sum, total) = (i128::from(asked.total()), i128::from(total));
            let error = (error.numerator() as i128 * if error.is_too_much() { 1 } else { -1 }, error.denominator() as i128);
            prop_assert_eq!(i128::from(weight) * sum - i128::from(shares[at]) * total, error.0 * sum * total / error.1);
            prop_assert_eq!(error.0 * sum * total % error.1, 0);
            prop_assert!(fit.largest_error().numerator() * error.1 as u128 >= error.0.unsigned_abs() * fit.largest_error().denominator());
        }
    }

    #[test]
    fn no_total_of_a_target_is_better_than_the_one_that_is_taken(shares in shares(), rule in rule()) {
        let asked = split(&shares);
        let fit = asked.fit(&rule);
        let (least, most) = rule.total.range();
        let mut best: Option<f64> = None;
        for total in least.max(1)..=most.min(2_000) {
            let mut parts = shares.clone();
            apportion_in_place(&mut parts, total, Apportionment::LARGEST_REMAINDER).unwrap();
            let limits = parts.iter().enumerate().all(|(at, part)| {
                (at == 0 && rule.first_is_rest || (rule.least..=rule.most).contains(part)) && (*part > 0) == (shares[at] > 0)
            });
            if limits {
                let error = |(&part, &share): (&u64, &u64)| {
                    (part as f64 / total as f64 - share as f64 / asked.total() as f64).abs()
                };
                let worst = parts.iter().zip(&shares).map(error).fold(0.0, f64::max);
                best = Some(best.map_or(worst, |best: f64| best.min(worst)));
            }
        }
        match (fit, best) {
            (Ok(fit), Some(best)) => {
                let found = fit.largest_error();
                prop_assert!(found.numerator() as f64 / found.denominator() as f64 <= best + 1e-12, "{found} {best}");
            }
            (Err(error), Some(_)) => prop_assert!(false, "a total fits: {error}"),
            _ => {}
        }
    }

    #[test]
    fn what_was_fitted_fits_exactly(shares in shares(), rule in rule()) {
        let Ok(fit) = split(&shares).fit(&rule) else { return Ok(()) };
        let again = fit.split().fit(&rule).unwrap();
        prop_assert!(again.is_exact());
        prop_assert!(again.split().weights().eq(fit.split().weights()));
    }

    #[test]
    fn deviations_compare_without_their_signs(shares in shares()) {
        let Ok(fit) = split(&shares).fit(&WeightRule { most_parts: None, ..WeightRule::KNATIVE }) else { return Ok(()) };
        for (_, _, error) in fit.iter() {
            prop_assert_ne!(error.cmp_size(fit.largest_error()), Ordering::Greater);
            prop_assert_eq!(error.is_zero(), error.to_string() == "0%");
            prop_assert_eq!(error.to_string().starts_with('+'), error.is_too_much());
        }
    }
}

#[test]
fn known_rules_have_names_of_their_own() {
    let mut names: Vec<&str> = WeightRule::KNOWN.iter().map(|rule| rule.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), WeightRule::KNOWN.len());
}
