//! What is refused, and the whole message.

use pavedroad_manifests::QuantityErrorKind::{self, Character, Empty, Exponent, Number, Range, Suffix};
use pavedroad_manifests::{Quantity, QuantityError};

const UNITS: &str = "n, u, m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei or an exponent such as e3";
const MORE: &str = "a digit, the end or a suffix such as m, k, Mi or Gi";

fn refused(text: &str) -> QuantityError {
    match text.parse::<Quantity>() {
        Ok(quantity) => panic!("{text:?} reads as {quantity}"),
        Err(error) => error,
    }
}

#[test]
fn says_what_is_wrong_where_and_how_to_mend_it() {
    let rows: [(&str, QuantityErrorKind, usize, String); 17] = [
        ("", Empty, 0, "found nothing, expected a number such as 500m or 1Gi".into()),
        (
            "1K",
            Suffix,
            1,
            format!("found \"K\" at byte 1, expected {UNITS}; did you mean \"1k\" (1000) or \"1Ki\" (1024)?"),
        ),
        ("1KI", Character, 2, "found 'I' at byte 2, expected the end; did you mean \"1Ki\"?".into()),
        (
            "1g",
            Character,
            1,
            format!("found 'g' at byte 1, expected {MORE}; did you mean \"1G\" (1000^3) or \"1Gi\" (1024^3)?"),
        ),
        (
            "512MB",
            Character,
            4,
            "found 'B' at byte 4, expected the end; did you mean \"512M\" (1000^2) or \"512Mi\" (1024^2)?".into(),
        ),
        ("1 Gi", Character, 1, format!("found ' ' at byte 1, expected {MORE}; did you mean \"1Gi\"?")),
        (" 1", Character, 0, "found ' ' at byte 0, expected a digit; did you mean \"1\"?".into()),
        ("1,5", Character, 1, format!("found ',' at byte 1, expected {MORE}; did you mean \"1.5\"?")),
        ("1.2.3", Character, 3, format!("found '.' at byte 3, expected {MORE}")),
        ("half", Character, 0, "found 'h' at byte 0, expected a digit".into()),
        ("１", Character, 0, "found '１' at byte 0, expected a digit".into()),
        ("1e", Exponent, 2, "found the end at byte 2, expected the digits of an exponent".into()),
        ("1e+", Exponent, 3, "found the end at byte 3, expected the digits of an exponent".into()),
        ("1m3", Suffix, 1, format!("found \"m3\" at byte 1, expected {UNITS}")),
        (".Pi", Number, 1, "found 'P' at byte 1, expected a digit".into()),
        ("-e-10", Number, 1, "found 'e' at byte 1, expected a digit".into()),
        (
            "1e2147483648",
            Range,
            1,
            "found \"e2147483648\" at byte 1, expected an exponent from -2147483648 to 2147483647".into(),
        ),
    ];
    for (text, kind, offset, message) in rows {
        let error = refused(text);
        assert_eq!(error.to_string(), format!("invalid quantity {text:?}: {message}"));
        assert_eq!((error.kind(), error.offset(), error.input()), (kind, offset, text));
    }
}

#[test]
fn refuses_what_go_refuses() {
    for text in [
        "1.1.M",
        "1+1.0M",
        "0.1mi",
        "0.1am",
        "aoeu",
        ".5i",
        "1i",
        "-3.01i",
        "-3.01e-",
        "1 ",
        "1Mi ",
        "\n1",
        "1\0",
        "++1",
        "+-1",
        "--",
        "1-",
        "1+3",
        "1ee3",
        "1e3e3",
        "1e3Ki",
        "1e3.0",
        "1Kii",
        "1iK",
        "KiKi",
        "1Yi",
        "1Z",
        "0x10",
        "1_000",
        "Infinity",
        "NaN",
        ".Ei",
        "-Pi",
        "+.Ei",
        "e-10",
        ".e-10",
        "1e9223372036854775808",
        "1E-9223372036854775809",
    ] {
        refused(text);
    }
}

#[test]
fn refuses_an_exponent_that_go_cuts_to_32_bits() {
    for text in ["1e4294967296", "1e2147483648", "1e-2147483649", "0e9223372036854775807", "1E99999999999999999999999"]
    {
        assert_eq!(refused(text).kind(), Range, "{text:?}");
    }
}

#[test]
fn cuts_a_long_text_short_in_the_message_only() {
    let text = format!("1{}", "K".repeat(100_000));
    let error = refused(&text);
    assert_eq!(error.input(), text);
    assert!(error.to_string().len() < 700, "{}", error.to_string().len());
    assert_eq!(error.hint(), None);
}
