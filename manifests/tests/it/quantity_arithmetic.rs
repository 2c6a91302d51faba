//! Order, sums and differences. Each row was printed by Go's `Cmp`, `Add` and `Sub`.

use std::cmp::Ordering::{self, Equal, Greater, Less};

use pavedroad_manifests::Quantity;
use pavedroad_manifests::QuantityFormat::{self, BinarySi, DecimalExponent, DecimalSi};

type Result<'a> = (&'a str, QuantityFormat);

/// Left, right, their order, left + right, left - right.
const ROWS: [(&str, &str, Ordering, Result, Result); 28] = [
    ("1Gi", "1G", Greater, ("2073741824", BinarySi), ("73741824", BinarySi)),
    ("1G", "1Gi", Less, ("2073741824", DecimalSi), ("-73741824", DecimalSi)),
    ("0", "1Gi", Less, ("1Gi", BinarySi), ("-1Gi", BinarySi)),
    ("0Ki", "1G", Less, ("1G", DecimalSi), ("-1G", DecimalSi)),
    ("1Ki", "-1Ki", Greater, ("0", BinarySi), ("2Ki", BinarySi)),
    ("-1Ki", "1Ki", Less, ("0", BinarySi), ("-2Ki", BinarySi)),
    ("1", "1e3", Less, ("1001", DecimalSi), ("-999", DecimalSi)),
    ("1e3", "1", Greater, ("1001", DecimalExponent), ("999", DecimalExponent)),
    ("1e3", "1e-9", Greater, ("1000000000001e-9", DecimalExponent), ("999999999999e-9", DecimalExponent)),
    ("100m", "900m", Less, ("1", DecimalSi), ("-800m", DecimalSi)),
    ("1.500", "0", Greater, ("1500m", DecimalSi), ("1500m", DecimalSi)),
    ("0", "1.500", Less, ("1500m", DecimalSi), ("-1500m", DecimalSi)),
    ("0.1n", "0.1n", Equal, ("2n", DecimalSi), ("0", DecimalSi)),
    ("1Ki", "1m", Greater, ("1024001m", BinarySi), ("1023999m", BinarySi)),
    ("7Ki", "1e-9", Greater, ("7168000000001n", BinarySi), ("7167999999999n", BinarySi)),
    ("1Mi", "1Mi", Equal, ("2Mi", BinarySi), ("0", BinarySi)),
    ("2Gi", "1Gi", Greater, ("3Gi", BinarySi), ("1Gi", BinarySi)),
    ("1Gi", "1023Mi", Greater, ("2047Mi", BinarySi), ("1Mi", BinarySi)),
    ("1Ki", "1", Greater, ("1025", BinarySi), ("1023", BinarySi)),
    // A sum is not capped.
    ("4Ei", "4Ei", Equal, ("8Ei", BinarySi), ("0", BinarySi)),
    ("1n", "1E", Less, ("1000000000000000000000000001n", DecimalSi), ("-999999999999999999999999999n", DecimalSi)),
    ("999999999999999999", "1", Greater, ("1E", DecimalSi), ("999999999999999998", DecimalSi)),
    ("9223372036854775807", "1", Greater, ("9223372036854775808", DecimalSi), ("9223372036854775806", DecimalSi)),
    ("18446744073709551615", "1", Greater, ("18446744073709551616", DecimalSi), ("18446744073709551614", DecimalSi)),
    ("12345678901234567890", "-12345678901234567889", Greater, ("1", DecimalSi), ("24691357802469135779", DecimalSi)),
    (
        "1e40",
        "1",
        Greater,
        ("10000000000000000000000000000000000000001", DecimalExponent),
        ("9999999999999999999999999999999999999999", DecimalExponent),
    ),
    (
        "999999999999999999999999999999",
        "1",
        Greater,
        ("1e30", DecimalSi),
        ("999999999999999999999999999998", DecimalSi),
    ),
    (
        "1Ki",
        "10000000000000000000000000000000000000000",
        Less,
        ("9765625000000000000000000000000000001Ki", BinarySi),
        ("-9765624999999999999999999999999999999Ki", BinarySi),
    ),
];

fn quantity(text: &str) -> Quantity {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn compares_and_adds_as_go_does() {
    for (left, right, order, sum, difference) in ROWS {
        let (a, b) = (quantity(left), quantity(right));
        assert_eq!(a.cmp(&b), order, "{left} ? {right}");
        for (result, (text, format), sign) in [(&a + &b, sum, '+'), (&a - &b, difference, '-')] {
            assert_eq!(result.to_string(), text, "{left} {sign} {right}");
            assert_eq!(result.format(), format, "{left} {sign} {right}");
            assert_eq!(result.source(), None);
        }
    }
}

#[test]
fn every_form_of_an_operator_gives_the_same() {
    let (a, b) = (quantity("1.5Gi"), quantity("250M"));
    let (sum, difference) = (&a + &b, &a - &b);
    assert_eq!(a.clone() + b.clone(), sum);
    assert_eq!(a.clone() - b.clone(), difference);
    let mut changed = a.clone();
    changed += &b;
    assert_eq!(changed, sum);
    changed -= &b;
    changed -= &b;
    assert_eq!(changed, difference);
    assert_eq!(-a.clone(), &Quantity::ZERO - &a);
    assert_eq!([&a, &b].into_iter().sum::<Quantity>(), sum);
    assert_eq!([a, b].into_iter().sum::<Quantity>(), sum);
}

#[test]
fn a_sum_takes_the_format_of_its_first_amount() {
    let sum = |texts: &[&str]| texts.iter().map(|text| quantity(text)).sum::<Quantity>().to_string();
    assert_eq!(sum(&[]), "0");
    assert_eq!(sum(&["0", "512Mi", "1G"]), "1536870912");
    assert_eq!(sum(&["0", "512Mi", "0.5Gi"]), "1Gi");
    assert_eq!(sum(&["250m", "250m", "0.5"]), "1");
}

#[test]
fn negation_prints_canonically() {
    for (text, expected) in [("+5", "-5"), ("-1.500", "1500m"), ("0Mi", "0"), ("1.5Gi", "-1536Mi"), ("1e3", "-1e3")] {
        assert_eq!((-quantity(text)).to_string(), expected, "{text:?}");
    }
}

#[test]
fn binary_sums_keep_their_unit_beyond_the_largest() {
    let mut sum = quantity("1Ei");
    for _ in 0..10 {
        sum = &sum + &sum;
    }
    assert_eq!(sum.to_string(), "1024Ei");
}

#[test]
fn an_amount_far_below_the_other_adds_nothing() {
    let (huge, one) = (quantity("1e99999999"), quantity("1"));
    assert_eq!((&huge + &one).to_string(), "1e99999999");
    assert_eq!(&one + &huge, huge);
    assert_eq!((&one - &huge).to_string(), "-1e99999999");
    assert!(huge > one && -&huge < one);
    let near = quantity("1e60000");
    let sum = &near + &one;
    assert_eq!(sum.to_string().len(), 60_001);
    assert!(sum > near);
    assert_eq!(&sum - &one, near);
}

#[test]
fn binary_amounts_of_absurd_size_print_in_decimal_units() {
    let sum = quantity("1Ki") + quantity("1e99999999");
    assert_eq!((sum.to_string(), sum.format()), ("1e99999999".to_owned(), BinarySi));
}
