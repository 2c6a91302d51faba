//! Products, shares, roundings, machine integers, and quantities by what they count.

use std::num::NonZeroU64;

use pavedroad_manifests::{Count, Cpu, Memory, Quantity};
use proptest::prelude::*;

fn quantity(text: &str) -> Quantity {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn products_are_exact_and_keep_the_format() {
    for (text, factor, expected) in [
        ("250m", 4, "1"),
        ("512Mi", 3, "1536Mi"),
        ("1.5Gi", -2, "-3Gi"),
        ("1e3", 7, "7e3"),
        ("-250m", -4, "1"),
        ("9223372036854775807", 2, "18446744073709551614"),
        ("123456789012345678901234567890", 9_000_000_000, "1111111101111111110111111111010e9"),
        ("1Gi", 0, "0"),
    ] {
        let expected = quantity(expected);
        assert_eq!(quantity(text) * factor, expected, "{text} * {factor}");
        assert_eq!((&quantity(text) * factor).format(), quantity(text).format(), "{text} * {factor}");
    }
}

#[test]
fn shares_round_up_and_only_what_is_left() {
    for (text, numerator, denominator, nano, whole) in [
        ("1Gi", 1, 3, "357913941333333334n", "357913942"),
        ("10", 1, 4, "2500m", "3"),
        ("-10", 1, 4, "-2500m", "-3"),
        ("1Ti", 3, 2, "1536Gi", "1536Gi"),
        ("1n", 1, 2, "1n", "1"),
        ("7", 0, 5, "0", "0"),
        (
            "99999999999999999999999999999999",
            1,
            10,
            "9999999999999999999999999999999900m",
            "10000000000000000000000000000000",
        ),
    ] {
        let scaled = quantity(text).scaled(numerator, NonZeroU64::new(denominator).unwrap());
        assert_eq!(scaled, quantity(nano), "{text} * {numerator} / {denominator}");
        assert_eq!(scaled.rounded_up(0), quantity(whole), "{text} * {numerator} / {denominator}");
    }
}

#[test]
fn absurd_exponents_are_scaled_at_once() {
    let huge = quantity("1e2147483640");
    assert!(huge.scaled(1, NonZeroU64::new(3).unwrap()) < huge);
    assert!((&huge * i64::MAX) > huge);
    assert_eq!(huge.rounded_up(0), huge);
    assert!(huge.value().is_err() && huge.milli_value().is_err());
    assert_eq!(huge.ratio_to(&quantity("1")), None);
    assert_eq!(huge.percent_of(&huge), None);
}

/// Printed by Go's `RoundUp` to a thousandth.
#[test]
fn amounts_round_up_as_the_api_server_stores_them() {
    for (text, expected) in [
        ("0.1m", "1m"),
        ("1.0001", "1001m"),
        ("-0.5m", "-1m"),
        ("999999999n", "1"),
        ("0.0001Ki", "103m"),
        ("1.5", "1500m"),
    ] {
        assert_eq!(quantity(text).rounded_up(3).to_string(), expected, "{text}");
    }
}

#[test]
fn machine_integers_are_right_or_an_error() {
    for (text, value, milli) in [
        ("1.5Gi", Some(1_610_612_736), Some(1_610_612_736_000)),
        ("1m", Some(1), Some(1)),
        ("-1m", Some(-1), Some(-1)),
        ("0.1m", Some(1), Some(1)),
        ("9223372036854775807", Some(i64::MAX), None),
        ("-9223372036854775808", Some(i64::MIN), None),
        ("9223372036854775808", None, None),
        // Go's MilliValue says 0.
        ("1E", Some(1_000_000_000_000_000_000), None),
        ("10E", None, None),
    ] {
        assert_eq!(quantity(text).value().ok(), value, "{text}");
        assert_eq!(quantity(text).milli_value().ok(), milli, "{text}");
    }
    assert_eq!(
        quantity("1E").milli_value().unwrap_err().to_string(),
        "found 1E, expected from -9223372036854775808 to 9223372036854775807 thousandths"
    );
}

#[test]
fn ratios_round_up_and_percents_are_cut_off() {
    for (left, right, ratio, percent) in [
        ("1500m", "1", Some("1500m"), Some(150)),
        ("1", "3", Some("333333334n"), Some(33)),
        ("3999m", "4", Some("999750u"), Some(99)),
        ("-1", "2", Some("-500m"), None),
        ("0", "2", Some("0"), Some(0)),
        ("1", "0", None, None),
        ("1n", "100000000000000000000", Some("1n"), Some(0)),
    ] {
        let (a, b) = (quantity(left), quantity(right));
        assert_eq!(a.ratio_to(&b), ratio.map(quantity), "{left} / {right}");
        assert_eq!(a.percent_of(&b), percent, "{left} / {right}");
    }
}

#[test]
fn people_read_round_units() {
    for (bytes, expected) in [
        (0, "0 B"),
        (1023, "1023 B"),
        (1024, "1 KiB"),
        (1_610_612_736, "1.5 GiB"),
        (1_048_575, "1 MiB"),
        (1_047_000, "1022.46 KiB"),
        (32_000_000_000, "29.8 GiB"),
        (u64::MAX, "16 EiB"),
    ] {
        assert_eq!(Memory::from_bytes(bytes).to_string(), expected, "{bytes}");
    }
    for (millicores, expected) in
        [(0, "0 cores"), (1, "0.001 cores"), (250, "0.25 cores"), (1000, "1 core"), (1500, "1.5 cores")]
    {
        assert_eq!(Cpu::from_millicores(millicores).to_string(), expected, "{millicores}");
    }
    assert_eq!(Count::from_pieces(30).to_string(), "30");
}

#[test]
fn views_refuse_what_they_cannot_hold() {
    assert_eq!(
        Cpu::try_from(&quantity("-1m")).unwrap_err().to_string(),
        "found -1m, expected from 0 to 18446744073709551615 millicores"
    );
    assert_eq!(
        Memory::try_from(&quantity("20E")).unwrap_err().to_string(),
        "found 20E, expected from 0 to 18446744073709551615 bytes"
    );
    assert_eq!(
        Count::try_from(&quantity("0.5")).unwrap_err().to_string(),
        "found 500m, expected a whole number from 0 to 18446744073709551615"
    );
    assert_eq!(Memory::try_from(&quantity("400m")).unwrap().bytes(), 1);
}

proptest! {
    #[test]
    fn a_product_is_a_sum(n in "[0-9]{1,25}(\\.[0-9]{1,9})?(m|k|Mi|Gi|e3)?", factor in 0i64..20) {
        let one = quantity(&n);
        let sum: Quantity = (0..factor).map(|_| one.clone()).sum();
        prop_assert_eq!(&one * factor, sum);
    }

    #[test]
    fn a_share_is_the_least_that_is_enough(nanos in 0u64..=u64::MAX, numerator in 0u64..1 << 40, denominator in 1u64..1 << 40) {
        let share = quantity(&format!("{nanos}n")).scaled(numerator, NonZeroU64::new(denominator).unwrap());
        let exact = (u128::from(nanos) * u128::from(numerator)).div_ceil(u128::from(denominator));
        prop_assert_eq!(share, quantity(&format!("{exact}n")));
    }

    #[test]
    fn rounding_up_is_the_least_that_is_not_less(n in "[0-9]{1,25}(\\.[0-9]{1,12})?(n|u|m|k|Mi)?", decimals in 0u8..=9) {
        let (amount, unit) = (quantity(&n), quantity(&format!("1e-{decimals}")));
        let rounded = amount.rounded_up(decimals);
        prop_assert!(rounded >= amount && &rounded - &amount < unit, "{} {}", amount, rounded);
        prop_assert_eq!(rounded.rounded_up(decimals), rounded);
    }

    #[test]
    fn views_print_the_quantity_they_were_made_of(n in 0u64..=u64::MAX) {
        prop_assert_eq!(Cpu::try_from(&Cpu::from_millicores(n).quantity()).unwrap().millicores(), n);
        prop_assert_eq!(Memory::try_from(&Memory::from_bytes(n).quantity()).unwrap().bytes(), n);
        prop_assert_eq!(Count::try_from(&Count::from_pieces(n).quantity()).unwrap().pieces(), n);
    }
}
