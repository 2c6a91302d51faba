//! What is read, and how it prints. Each row was printed by Go's `resource.ParseQuantity` and `String()`.

use pavedroad_manifests::Quantity;
use pavedroad_manifests::QuantityFormat::{self, BinarySi, DecimalExponent, DecimalSi};

#[track_caller]
fn prints(rows: &[(&str, &str, QuantityFormat)]) {
    for &(text, expected, format) in rows {
        let quantity = text.parse::<Quantity>().unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(quantity.to_string(), expected, "{text:?}");
        assert_eq!(quantity.format(), format, "{text:?}");
        assert_eq!(quantity.source(), Some(text));
        let again: Quantity = expected.parse().unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(again, quantity, "{text:?}");
        assert_eq!(again.to_string(), expected, "{text:?}");
    }
}

#[test]
fn keeps_a_text_that_is_canonical_for_go() {
    prints(&[
        ("0", "0", DecimalSi),
        ("+5", "+5", DecimalSi),
        ("01", "01", DecimalSi),
        ("1.", "1.", DecimalSi),
        ("1.500", "1.500", DecimalSi),
        ("1.500k", "1.500k", DecimalSi),
        ("1500", "1500", DecimalSi),
        ("1234567n", "1234567n", DecimalSi),
        ("1E", "1E", DecimalSi),
        ("999999999999999999", "999999999999999999", DecimalSi),
        ("007Ki", "007Ki", BinarySi),
        ("1.Ki", "1.Ki", BinarySi),
        ("1023Ki", "1023Ki", BinarySi),
        ("99999999999Ki", "99999999999Ki", BinarySi),
        ("1e3", "1e3", DecimalExponent),
        ("1E3", "1E3", DecimalExponent),
        ("1e+3", "1e+3", DecimalExponent),
        ("1e-0", "1e-0", DecimalExponent),
        ("1e000000000000000000000003", "1e000000000000000000000003", DecimalExponent),
        ("1.5e4", "1.5e4", DecimalExponent),
        ("1e-9", "1e-9", DecimalExponent),
    ]);
}

#[test]
fn prints_the_largest_unit_without_a_fraction() {
    prints(&[
        ("1.0", "1", DecimalSi),
        ("1000", "1k", DecimalSi),
        ("1000k", "1M", DecimalSi),
        ("1000n", "1u", DecimalSi),
        ("0.001k", "1", DecimalSi),
        (".5", "500m", DecimalSi),
        ("0.125", "125m", DecimalSi),
        ("1.50", "1500m", DecimalSi),
        ("0.1m", "100u", DecimalSi),
        ("1.5e3", "1500", DecimalExponent),
        ("1e4", "10e3", DecimalExponent),
        ("1E1", "10", DecimalExponent),
        ("1e-7", "100e-9", DecimalExponent),
        ("1e40", "10e39", DecimalExponent),
        ("1e101", "100e99", DecimalExponent),
        ("9.3e18", "9300e15", DecimalExponent),
    ]);
}

#[test]
fn prints_binary_units_where_they_are_exact() {
    prints(&[
        ("10240Mi", "10Gi", BinarySi),
        ("1024Ki", "1Mi", BinarySi),
        ("1.5Gi", "1536Mi", BinarySi),
        ("8Ki", "8Ki", BinarySi),
        ("12Ki", "12Ki", BinarySi),
        ("100Ti", "100Ti", BinarySi),
        ("7Ei", "7Ei", BinarySi),
        ("100000000000Ki", "97656250Mi", BinarySi),
        ("9007199254740991Ki", "9007199254740991Ki", BinarySi),
        ("0.5Ki", "512", BinarySi),
        ("2.9Gi", "3113851289600m", BinarySi),
        ("0.9999999999999999Ei", "1152921504606846860707849540n", BinarySi),
        ("0.0001Ki", "102400u", DecimalSi),
    ]);
}

#[test]
fn rounds_away_from_zero_to_a_nano() {
    prints(&[
        ("0.000000001", "1n", DecimalSi),
        ("0.1n", "1n", DecimalSi),
        ("-0.1n", "-1n", DecimalSi),
        ("0.0000000011", "2n", DecimalSi),
        ("1.0000000011", "1000000002n", DecimalSi),
        ("-1.0000000011", "-1000000002n", DecimalSi),
        ("999999999.9999999999", "1G", DecimalSi),
        ("123456789012345678901234567890.0000000001", "123456789012345678901234567890000000001n", DecimalSi),
        ("2e-10", "1e-9", DecimalExponent),
        ("1e-30", "1e-9", DecimalExponent),
    ]);
}

#[test]
fn caps_binary_numbers_and_no_others() {
    prints(&[
        ("8Ei", "9223372036854775807", BinarySi),
        ("9Ei", "9223372036854775807", BinarySi),
        ("-9Ei", "-9223372036854775807", BinarySi),
        ("7.9999999999999999999Ei", "9223372036854775807", BinarySi),
        ("9007199254740992Ki", "9223372036854775807", BinarySi),
        ("18446744073709551616", "18446744073709551616", DecimalSi),
        ("123456789012345678901234567890123456789012345", "123456789012345678901234567890123456789012345", DecimalSi),
    ]);
}

#[test]
fn reads_what_looks_like_nothing_as_zero() {
    for text in [".", "-", "+", "00", "-0", "0Mi", "Ki", ".Ki", "-Mi", "m", "E", "e3", ".e-9", "0.0Pi", "0e-99999999"] {
        let quantity: Quantity = text.parse().unwrap_or_else(|error| panic!("{error}"));
        assert!(quantity.is_zero(), "{text:?}");
        assert_eq!(quantity.to_string(), "0", "{text:?}");
    }
}

#[test]
fn prints_an_exponent_where_no_unit_is_left() {
    prints(&[
        ("100E", "100E", DecimalSi),
        ("999E", "999E", DecimalSi),
        ("1000E", "1e21", DecimalSi),
        ("5000E", "5e21", DecimalSi),
        ("1000000000000000000000", "1e21", DecimalSi),
        ("-12300000000000000000000000", "-12300e21", DecimalSi),
    ]);
}

#[test]
fn answers_at_once_whatever_the_exponent() {
    prints(&[
        ("1e99999999", "1e99999999", DecimalExponent),
        ("100e99999998", "10e99999999", DecimalExponent),
        ("12345678901234567890e9999999", "12345678901234567890e9999999", DecimalExponent),
        ("1e2147483647", "10e2147483646", DecimalExponent),
        ("100e2147483647", "1000e2147483646", DecimalExponent),
        ("1e-99999999", "1e-9", DecimalExponent),
        ("-1e-2147483648", "-1e-9", DecimalExponent),
        ("12345678901234567890e-9999999", "1e-9", DecimalExponent),
    ]);
}

#[test]
fn reads_long_numbers_in_one_pass() {
    let digits = "1234567890".repeat(50_000);
    let quantity: Quantity = digits.parse().unwrap();
    assert_eq!(quantity.to_string(), digits);
    let binary = |decimals: &str| format!("0.{decimals}Ei").parse::<Quantity>().unwrap();
    assert_eq!(binary(&digits), binary(&digits[..40]));
    let zeros = "0".repeat(500_000);
    assert_eq!(format!("{zeros}1").parse::<Quantity>().unwrap(), "1".parse().unwrap());
    assert_eq!(format!("1{zeros}").parse::<Quantity>().unwrap(), "1e500000".parse().unwrap());
    assert_eq!(format!("0.{zeros}1").parse::<Quantity>().unwrap(), "1n".parse().unwrap());
    assert_eq!(format!("{zeros}1Gi").parse::<Quantity>().unwrap(), "1Gi".parse().unwrap());
}

#[test]
fn pads_like_a_text() {
    let quantity: Quantity = "1.5Gi".parse().unwrap();
    assert_eq!(format!("[{quantity:>8}] [{quantity:<8}] [{quantity:-^9}]"), "[  1536Mi] [1536Mi  ] [-1536Mi--]");
    let kept = Quantity::from_static("250m");
    assert_eq!(format!("[{kept:>6}]"), "[  250m]");
    assert_eq!(
        format!("{quantity:?} {kept:?} {:?}", &kept + &kept),
        "Quantity(\"1.5Gi\") Quantity(\"250m\") Quantity(\"500m\")"
    );
}

#[test]
fn literals_are_what_they_read_as() {
    const LITERALS: [Quantity; 6] = [
        Quantity::from_static("250m"),
        Quantity::from_static("1.5Gi"),
        Quantity::from_static("-0.1n"),
        Quantity::from_static("9Ei"),
        Quantity::from_static("1e40"),
        Quantity::from_static("18446744073709551615"),
    ];
    for literal in &LITERALS {
        let read: Quantity = literal.source().unwrap().parse().unwrap();
        assert_eq!(&read, literal);
        assert_eq!(read.to_string(), literal.to_string());
        assert_eq!(read.format(), literal.format());
    }
    assert_eq!(Quantity::ZERO, "0".parse().unwrap());
    assert_eq!(Quantity::default().to_string(), "0");
    assert_eq!(Quantity::ZERO.source(), None);
}
