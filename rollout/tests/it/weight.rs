//! `Weight`: what it reads, prints, refuses, and how weights compare.

use pavedroad_rollout::{RolloutErrorKind, Weight};
use proptest::prelude::*;

#[track_caller]
fn accepts(text: &str, fraction: (u64, u64), printed: &str) {
    let weight: Weight = text.parse().unwrap_or_else(|error| panic!("{text:?}: {error}"));
    assert_eq!((weight.numerator(), weight.denominator()), fraction, "{text:?}");
    assert_eq!(weight.to_string(), printed, "{text:?}");
    assert_eq!(Weight::new(printed), Ok(weight), "{text:?}");
    assert_eq!(Weight::from_fraction(fraction.0, fraction.1), Ok(weight), "{text:?}");
}

#[test]
fn reads_percentages_and_fractions_exactly() {
    accepts("0%", (0, 1), "0%");
    accepts("0.5%", (1, 200), "0.5%");
    accepts("1%", (1, 100), "1%");
    accepts("50%", (1, 2), "50%");
    accepts("100%", (1, 1), "100%");
    accepts("100.000%", (1, 1), "100%");
    accepts("007.250%", (29, 400), "7.25%");
    accepts("33.333333%", (33_333_333, 100_000_000), "33.333333%");
    accepts("0/5", (0, 1), "0%");
    accepts("1/3", (1, 3), "1/3");
    accepts("5/15", (1, 3), "1/3");
    accepts("3/4", (3, 4), "75%");
    accepts("1/18446744073709551615", (1, u64::MAX), "1/18446744073709551615");
    accepts("18446744073709551615/18446744073709551615", (1, 1), "100%");
    accepts("00000000000000000000000001/3", (1, 3), "1/3");
    accepts("0.50000000000000000000000000000%", (1, 200), "0.5%");
    accepts("0.00000000000000001%", (1, 10_000_000_000_000_000_000), "1/10000000000000000000");
    accepts(
        "99.99999999999999999%",
        (9_999_999_999_999_999_999, 10_000_000_000_000_000_000),
        "9999999999999999999/10000000000000000000",
    );
    // Eleven decimals as a percentage.
    accepts("0.01220703125%", (1, 8192), "1/8192");
}

#[test]
fn refuses_with_the_character_the_place_and_a_hint() {
    use RolloutErrorKind::{
        Character, Empty, Incomplete, MoreThanAll, Negative, TooLarge, TooPrecise, ZeroDenominator,
    };

    for (text, kind, offset, message) in [
        ("", Empty, 0, "found nothing, expected a weight such as 0.5% or 1/3"),
        ("5", Incomplete, 1, "found the end at byte 1, expected '%' or '/'; did you mean \"5%\"?"),
        ("0.5", Incomplete, 3, "found the end at byte 3, expected '%'; did you mean \"0.5%\" or \"50%\"?"),
        ("1", Incomplete, 1, "found the end at byte 1, expected '%' or '/'; did you mean \"1%\" or \"100%\"?"),
        ("0", Incomplete, 1, "found the end at byte 1, expected '%' or '/'; did you mean \"0%\"?"),
        ("1.5", Incomplete, 3, "found the end at byte 3, expected '%'; did you mean \"1.5%\"?"),
        ("500", Incomplete, 3, "found the end at byte 3, expected '%' or '/'"),
        ("%", Incomplete, 0, "found '%' at byte 0, expected a digit"),
        ("/3", Incomplete, 0, "found '/' at byte 0, expected a digit"),
        ("1/", Incomplete, 2, "found the end at byte 2, expected a digit"),
        ("0.%", Incomplete, 2, "found '%' at byte 2, expected a digit"),
        ("0.", Incomplete, 2, "found the end at byte 2, expected a digit"),
        (".5%", Character, 0, "found '.' at byte 0, expected a digit; did you mean \"0.5%\"?"),
        (".5", Character, 0, "found '.' at byte 0, expected a digit; did you mean \"0.5%\" or \"50%\"?"),
        ("5 %", Character, 1, "found ' ' at byte 1, expected '%' or '/'; did you mean \"5%\"?"),
        (" 5%", Character, 0, "found ' ' at byte 0, expected a digit; did you mean \"5%\"?"),
        ("1 / 3", Character, 1, "found ' ' at byte 1, expected '%' or '/'; did you mean \"1/3\"?"),
        ("1/3 ", Character, 3, "found ' ' at byte 3, expected the end; did you mean \"1/3\"?"),
        ("1/3%", Character, 3, "found '%' at byte 3, expected the end"),
        ("5%%", Character, 2, "found '%' at byte 2, expected the end"),
        ("1.5/3", Character, 3, "found '/' at byte 3, expected '%'"),
        ("1e-3%", Character, 1, "found 'e' at byte 1, expected '%' or '/'"),
        ("5％", Character, 1, "found '％' at byte 1, expected '%' or '/'"),
        ("+5%", Character, 0, "found '+' at byte 0, expected a digit"),
        ("٣%", Character, 0, "found '٣' at byte 0, expected a digit"),
        ("-5%", Negative, 0, "found '-' at byte 0, expected 0% or more"),
        ("101%", MoreThanAll, 0, "found 101%, expected at most 100%"),
        ("100.1%", MoreThanAll, 0, "found 100.1%, expected at most 100%"),
        ("4/3", MoreThanAll, 0, "found 4/3, expected at most 100%"),
        ("99999999999999999999999%", MoreThanAll, 0, "found 99999999999999999999999%, expected at most 100%"),
        ("1/0", ZeroDenominator, 0, "found a denominator of 0, expected a number above 0"),
        ("0/0", ZeroDenominator, 0, "found a denominator of 0, expected a number above 0"),
        (
            "1/18446744073709551616",
            TooLarge,
            0,
            "found 1/18446744073709551616, expected numbers up to 18446744073709551615",
        ),
        ("0.000000000000000001%", TooPrecise, 19, "found one more, expected at most 17 decimals"),
    ] {
        let error = text.parse::<Weight>().unwrap_err();
        assert_eq!((error.kind(), error.offset()), (kind, offset), "{text:?}");
        assert_eq!(error.to_string(), format!("invalid weight {text:?}: {message}"));
        assert_eq!((error.what(), error.input()), ("weight", text));
    }
}

#[test]
fn refuses_fractions_that_are_no_part_of_the_whole() {
    assert_eq!(
        Weight::from_fraction(3, 2).unwrap_err().to_string(),
        "invalid weight \"3/2\": found 3/2, expected at most 100%"
    );
    assert_eq!(Weight::from_fraction(0, 0).unwrap_err().kind(), RolloutErrorKind::ZeroDenominator);
}

#[test]
fn prints_within_a_width() {
    let (half, third) = (Weight::from_static("0.5%"), Weight::from_static("1/3"));
    assert_eq!(format!("{half:>6}|{half:<6}|{third:>6}|"), "  0.5%|0.5%  |   1/3|");
    assert_eq!(format!("{half:?} {third:?}"), "Weight(0.5%) Weight(1/3)");
}

#[test]
fn the_rest_is_the_complement() {
    for (weight, rest) in [("0%", "100%"), ("0.5%", "99.5%"), ("1/3", "2/3"), ("100%", "0%")] {
        let (weight, rest): (Weight, Weight) = (weight.parse().unwrap(), rest.parse().unwrap());
        assert_eq!((weight.complement(), rest.complement()), (rest, weight));
    }
    assert!(Weight::ZERO.is_zero() && Weight::ONE.is_one() && !Weight::ONE.is_zero() && !Weight::ZERO.is_one());
}

#[test]
fn serde_takes_the_text_and_refuses_a_bare_number_with_a_hint() {
    let read = |text: &str| serde_json::from_str::<Weight>(text).map_err(|error| error.to_string());
    assert_eq!(read("\"0.5%\""), Ok(Weight::from_static("0.5%")));
    assert_eq!(serde_json::to_string(&Weight::from_static("2/6")).unwrap(), "\"1/3\"");
    for (number, hint) in
        [("5", "did you mean \"5%\"?"), ("0.5", "did you mean \"0.5%\" or \"50%\"?"), ("-1", "expected 0% or more")]
    {
        let error = read(number).unwrap_err();
        assert!(error.contains(hint), "{number}: {error}");
    }
    assert!(read("[]").unwrap_err().contains("a weight such as `0.5%` or `1/3`"));
}

/// Fractions near each other, small and as large as they go.
fn weight() -> impl Strategy<Value = Weight> {
    let denominator = prop_oneof![1_u64..50, Just(100), u64::MAX - 3..=u64::MAX, 1_u64..];
    denominator.prop_flat_map(|denominator| {
        let near = denominator / 2..=denominator / 2 + u64::from(denominator > 1);
        let numerator = prop_oneof![0..=denominator, near];
        numerator.prop_map(move |numerator| Weight::from_fraction(numerator, denominator).unwrap())
    })
}

proptest! {
    #[test]
    fn prints_what_it_reads(weight in weight()) {
        let printed = weight.to_string();
        prop_assert_eq!(printed.parse(), Ok(weight));
        prop_assert_eq!(serde_json::from_str::<Weight>(&serde_json::to_string(&weight).unwrap()).unwrap(), weight);
    }

    #[test]
    fn orders_by_value(a in weight(), b in weight(), c in weight()) {
        let product = |a: Weight, b: Weight| u128::from(a.numerator()) * u128::from(b.denominator());
        prop_assert_eq!(a.cmp(&b), product(a, b).cmp(&product(b, a)));
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        prop_assert_eq!(a == b, a.cmp(&b).is_eq());
        prop_assert_eq!(a.cmp(&b), b.complement().cmp(&a.complement()));
        let mut sorted = [a, b, c];
        sorted.sort();
        prop_assert!(sorted[0] <= sorted[2]);
    }

    #[test]
    fn is_reduced(numerator in 0_u64..200, factor in 1_u64..1 << 40) {
        let weight = Weight::from_fraction(numerator * factor, 200 * factor).unwrap();
        prop_assert_eq!(weight, Weight::from_fraction(numerator, 200).unwrap());
        prop_assert_eq!(200 % weight.denominator(), 0);
    }
}
