//! Durations in Gateway API's grammar (GEP-2257).

use std::time::Duration;

use pavedroad_rollout::{RolloutErrorKind, duration_text, parse_duration};

#[test]
fn reads_what_the_grammar_takes_and_writes_the_largest_units() {
    for (text, millis, written) in [
        ("0s", 0, "0s"),
        ("0h0m", 0, "0s"),
        ("500ms", 500, "500ms"),
        ("1s", 1_000, "1s"),
        ("1500ms", 1_500, "1s500ms"),
        ("90s", 90_000, "1m30s"),
        ("1h30m10s500ms", 5_410_500, "1h30m10s500ms"),
        ("1m1h", 3_660_000, "1h1m"),
        ("1s1s1s1s", 4_000, "4s"),
        ("00060s", 60_000, "1m"),
        ("99999h", 359_996_400_000, "99999h"),
    ] {
        let duration = parse_duration(text).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(duration, Duration::from_millis(millis), "{text}");
        assert_eq!(duration_text(duration), written, "{text}");
        assert_eq!(parse_duration(written), Ok(duration), "{text}");
    }
}

#[test]
fn refuses_everything_else_with_the_place() {
    use RolloutErrorKind::{Character, Empty, Incomplete, TooLarge};

    for (text, kind, offset, message) in [
        ("", Empty, 0, "found nothing, expected a duration such as 30s"),
        ("s", Character, 0, "found 's' at byte 0, expected a digit"),
        ("-5s", Character, 0, "found '-' at byte 0, expected a digit"),
        ("+5s", Character, 0, "found '+' at byte 0, expected a digit"),
        (" 5s", Character, 0, "found ' ' at byte 0, expected a digit"),
        ("٣s", Character, 0, "found '٣' at byte 0, expected a digit"),
        ("5s-3s", Character, 1, "found 's' at byte 1, expected a unit (h, m, s or ms)"),
        ("5", Incomplete, 1, "found the end at byte 1, expected a unit (h, m, s or ms); did you mean \"5s\"?"),
        ("1m30", Incomplete, 4, "found the end at byte 4, expected a unit (h, m, s or ms)"),
        ("1.5s", Character, 1, "found '.' at byte 1, expected a unit (h, m, s or ms)"),
        ("1d", Character, 1, "found 'd' at byte 1, expected a unit (h, m, s or ms)"),
        ("1H", Character, 1, "found 'H' at byte 1, expected a unit (h, m, s or ms)"),
        ("5s ", Character, 1, "found 's' at byte 1, expected a unit (h, m, s or ms)"),
        ("100000s", TooLarge, 0, "found 6 digits, expected at most 5"),
        ("1s1s1s1s1s", TooLarge, 8, "found a fifth part, expected at most four, such as 1h30m10s500ms"),
    ] {
        let error = parse_duration(text).unwrap_err();
        assert_eq!((error.kind(), error.offset()), (kind, offset), "{text:?}");
        assert_eq!(error.to_string(), format!("invalid duration {text:?}: {message}"));
    }
}

#[test]
fn what_no_text_can_say_is_cut_off() {
    for (duration, text) in
        [(Duration::from_nanos(1), "0s"), (Duration::from_micros(1_999), "1ms"), (Duration::MAX, "99999h59m59s999ms")]
    {
        assert_eq!(duration_text(duration), text);
    }
}
