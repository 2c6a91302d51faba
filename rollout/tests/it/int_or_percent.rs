//! `IntOrPercent`: what it reads, prints, refuses and comes to.

use pavedroad_rollout::{IntOrPercent, RolloutErrorKind};
use proptest::prelude::*;

#[track_caller]
fn accepts(text: &str, int: Option<i32>, percent: Option<i32>, printed: &str) {
    let value: IntOrPercent = text.parse().unwrap_or_else(|error| panic!("{text:?}: {error}"));
    assert_eq!((value.as_int(), value.as_percent()), (int, percent), "{text:?}");
    assert_eq!(value.to_string(), printed, "{text:?}");
    assert_eq!(IntOrPercent::new(printed), Ok(value), "{text:?}");
    assert_eq!(IntOrPercent::try_from(text), Ok(value), "{text:?}");
}

#[test]
fn reads_numbers_as_gos_atoi_does() {
    accepts("0", Some(0), None, "0");
    accepts("1", Some(1), None, "1");
    accepts("+5", Some(5), None, "5");
    accepts("-0", Some(0), None, "0");
    accepts("007", Some(7), None, "7");
    accepts("2147483647", Some(i32::MAX), None, "2147483647");
    accepts("00000000000000000000000001", Some(1), None, "1");
}

#[test]
fn reads_percentages_as_kubernetes_does() {
    accepts("0%", None, Some(0), "0%");
    accepts("25%", None, Some(25), "25%");
    accepts("007%", None, Some(7), "7%");
    accepts("1000%", None, Some(1000), "1000%");
    accepts("2147483647%", None, Some(i32::MAX), "2147483647%");
}

#[test]
fn refuses_with_the_character_the_place_and_a_hint() {
    use RolloutErrorKind::{Character, Empty, Incomplete, Negative, TooLarge};

    for (text, kind, offset, message) in [
        ("", Empty, 0, "found nothing, expected a number such as 1, or a percentage such as 25%"),
        ("%", Incomplete, 0, "found '%' at byte 0, expected a digit"),
        ("-", Incomplete, 1, "found the end at byte 1, expected a digit"),
        ("+", Incomplete, 1, "found the end at byte 1, expected a digit"),
        ("-1", Negative, 0, "found '-' at byte 0, expected 0 or more"),
        ("-25%", Negative, 0, "found '-' at byte 0, expected 0 or more"),
        ("-0%", Negative, 0, "found '-' at byte 0, expected 0 or more"),
        ("+25%", Character, 0, "found '+' at byte 0, expected a digit"),
        ("25 %", Character, 2, "found ' ' at byte 2, expected a digit; did you mean \"25%\"?"),
        (" 1\n", Character, 0, "found ' ' at byte 0, expected a digit; did you mean \"1\"?"),
        ("25%%", Character, 2, "found '%' at byte 2, expected a digit"),
        ("2.5%", Character, 1, "found '.' at byte 1, expected a digit"),
        ("1_0", Character, 1, "found '_' at byte 1, expected a digit"),
        ("1e3", Character, 1, "found 'e' at byte 1, expected a digit"),
        ("0x10", Character, 1, "found 'x' at byte 1, expected a digit"),
        ("٣%", Character, 0, "found '٣' at byte 0, expected a digit"),
        ("25％", Character, 2, "found '％' at byte 2, expected a digit"),
        ("2147483648", TooLarge, 0, "found 2147483648, expected at most 2147483647"),
        ("4294967297%", TooLarge, 0, "found 4294967297%, expected at most 2147483647"),
        (
            "99999999999999999999999999999999",
            TooLarge,
            0,
            "found a number of 32 characters, expected at most 2147483647",
        ),
    ] {
        let error = text.parse::<IntOrPercent>().unwrap_err();
        assert_eq!((error.kind(), error.offset()), (kind, offset), "{text:?}");
        assert_eq!(error.to_string(), format!("invalid number or percentage of pods {text:?}: {message}"));
        assert_eq!((error.what(), error.input()), ("number or percentage of pods", text));
    }
}

#[test]
fn repeats_only_the_start_of_a_long_input() {
    let error = "x".repeat(5_000).parse::<IntOrPercent>().unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "invalid number or percentage of pods {:?} ...: found 'x' at byte 0, expected a digit",
            "x".repeat(160)
        )
    );
    assert_eq!(error.input().len(), 5_000);
}

#[test]
fn prints_within_a_width() {
    let (quarter, ten) = (IntOrPercent::from_static("25%"), IntOrPercent::from_static("10"));
    assert_eq!(format!("{quarter:>6}|{quarter:<6}|{ten:>6}|{ten:<6}|"), "   25%|25%   |    10|10    |");
    assert_eq!(format!("{quarter:?} {ten:?}"), "IntOrPercent(25%) IntOrPercent(10)");
}

#[test]
fn is_a_number_or_a_string_in_json() {
    for (json, text) in [("1", "1"), ("0", "0"), ("\"25%\"", "25%"), ("\"0%\"", "0%"), ("2147483647", "2147483647")] {
        let value: IntOrPercent = serde_json::from_str(json).unwrap();
        assert_eq!(value, IntOrPercent::new(text).unwrap(), "{json}");
        assert_eq!(serde_json::to_string(&value).unwrap(), json);
    }
}

#[test]
fn refuses_in_json_what_the_api_server_refuses() {
    for (json, message) in [
        (
            "\"1\"",
            "invalid number or percentage of pods \"1\": found the end at byte 1, expected '%'; write 1 without \
             quotes, or \"1%\" at line 1 column 3",
        ),
        (
            "-1",
            "invalid number or percentage of pods \"-1\": found '-' at byte 0, expected 0 or more at line 1 column 2",
        ),
        (
            "4294967297",
            "invalid number or percentage of pods \"4294967297\": found 4294967297, expected at most 2147483647 at \
             line 1 column 10",
        ),
        (
            "1.5",
            "invalid type: floating point `1.5`, expected a number of pods such as `1`, or a percentage such as \
             `25%` at line 1 column 3",
        ),
        (
            "null",
            "invalid type: null, expected a number of pods such as `1`, or a percentage such as `25%` at line 1 \
             column 4",
        ),
    ] {
        assert_eq!(serde_json::from_str::<IntOrPercent>(json).unwrap_err().to_string(), message);
    }
}

#[test]
fn counts_pods_up_to_what_a_field_holds() {
    assert_eq!(IntOrPercent::try_from(3).unwrap().as_int(), Some(3));
    assert_eq!(
        IntOrPercent::try_from(2_147_483_648).unwrap_err().to_string(),
        "invalid number or percentage of pods \"2147483648\": found 2147483648, expected at most 2147483647"
    );
}

#[test]
fn is_exact_where_floating_point_would_not_be() {
    let all = IntOrPercent::from_static("2147483647%");
    // 2147483647 * 4294967295 / 100, which has no exact f64.
    assert_eq!(all.rounded_down(u32::MAX), 92_233_720_304_123_248);
    assert_eq!(all.rounded_up(u32::MAX), 92_233_720_304_123_249);
}

/// A legal text, or one edit away from it.
fn near_valid() -> impl Strategy<Value = String> {
    let legal = prop_oneof!["[0-9]{1,11}", "[0-9]{1,11}%", "[+-][0-9]{1,4}"];
    (
        legal,
        0..6_usize,
        any::<prop::sample::Index>(),
        prop::sample::select(vec!['%', ' ', '-', '+', '.', '_', '7', 'é']),
    )
        .prop_map(|(mut text, edit, at, character)| {
            let at = at.index(text.len());
            match edit {
                0 => text.insert(at, character),
                1 => drop(text.remove(at)),
                2 => text.replace_range(at..=at, character.encode_utf8(&mut [0; 4])),
                _ => {}
            }
            text
        })
}

proptest! {
    #[test]
    fn reads_back_what_it_prints(text in near_valid()) {
        if let Ok(value) = text.parse::<IntOrPercent>() {
            prop_assert_eq!(value.to_string().parse(), Ok(value));
            let json = serde_json::to_string(&value).unwrap();
            prop_assert_eq!(serde_json::from_str::<IntOrPercent>(&json).unwrap(), value);
        }
    }

    #[test]
    fn rounds_up_at_most_one_above_down(percent in 0..=i32::MAX, replicas: u32) {
        let value = IntOrPercent::new(&format!("{percent}%")).unwrap();
        let (down, up) = (value.rounded_down(replicas), value.rounded_up(replicas));
        let exact = u128::from(percent.unsigned_abs()) * u128::from(replicas);
        prop_assert!(u128::from(down) * 100 <= exact && exact <= u128::from(up) * 100);
        prop_assert_eq!(up - down, u64::from(!exact.is_multiple_of(100)));
    }
}
