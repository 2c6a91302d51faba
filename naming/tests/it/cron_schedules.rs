//! Cron schedules: accepted and refused, and when they fire in UTC.

use chrono::{DateTime, Utc};
use pavedroad_naming::{CronSchedule, check};

use crate::mutate::mutate;
use crate::name_tables::{accepts, refuses};

const ACCEPTED: [&str; 34] = [
    "* * * * *",
    "30 2 * * 1-5",
    "*/15 0,12 1-7/2 JAN-jun mon",
    "5/15 * * * *",
    "? ? ? ? ?",
    "  0\t0 \n1 1 * ",
    "0 0 1 1 *\u{2003}",
    "+5 * * * *",
    "0 0 * * sUn-SAT/2",
    "0 0 * * fr\u{130}",
    "0 0 31 2 *",
    "*/100 * * * *",
    "0/9223372036854775807 * * * *",
    // Odd, and accepted by the reference.
    ", * * * *",
    "1,,2, * * * *",
    "*-x * * * *",
    "?-5-7/2 * * * *",
    "007 * * * *",
    "@yearly",
    "@annually",
    "@monthly",
    "@weekly",
    "@daily",
    "@midnight",
    "@hourly",
    "@every 1h30m",
    "@every 1.5h",
    "@every 0",
    "@every -1h",
    "@every 1ns",
    "@every 1\u{b5}s",
    "@every +90s",
    "@every 2562047h47m16.854775807s",
    "0 0 1-1 * *",
];

const REFUSED: [(&str, &str); 24] = [
    ("", "found nothing, expected five fields, or a word such as @daily"),
    (" ", "found 0 fields at byte 1, expected 5: minute, hour, day of the month, month, day of the week"),
    ("0 2 * *", "found 4 fields at byte 7, expected 5: minute, hour, day of the month, month, day of the week"),
    (
        "0 30 2 * * *",
        "found 6 fields at byte 12, expected 5: minute, hour, day of the month, month, day of the week; Kubernetes has \
         no field for seconds",
    ),
    ("60 * * * *", "found \"60\" at byte 0, expected a minute of 0 to 59"),
    ("0 24 * * *", "found \"24\" at byte 2, expected an hour of 0 to 23"),
    ("0 0 0 * *", "found \"0\" at byte 4, expected a day of the month of 1 to 31"),
    ("0 0 1 13 *", "found \"13\" at byte 6, expected a month of 1 to 12, or jan to dec"),
    (
        "0 0 * * 7",
        "found \"7\" at byte 8, expected a day of the week of 0 to 6, or sun to sat; sunday is 0 to Kubernetes",
    ),
    ("0 0 * * MONDAY", "found \"MONDAY\" at byte 8, expected a day of the week of 0 to 6, or sun to sat"),
    ("0 0 L * *", "found \"L\" at byte 4, expected a day of the month of 1 to 31"),
    ("1- * * * *", "found nothing at byte 2, expected a minute of 0 to 59"),
    ("1-2-3 * * * *", "found \"2-3\" at byte 2, expected a minute of 0 to 59"),
    ("0 1,-5 * * *", "found nothing at byte 4, expected an hour of 0 to 23"),
    ("*/0 * * * *", "found \"0\" at byte 2, expected a step of 1 or more after '/'"),
    ("1/2/3 * * * *", "found \"2/3\" at byte 2, expected a step of 1 or more after '/'"),
    ("0 22-2 * * *", "found \"22-2\" at byte 2, expected a range that ascends; two ranges say it: \"22-23,0-2\""),
    (
        "TZ=Asia/Shanghai 0 2 * * *",
        "found \"TZ\" at byte 0, expected no time zone in the schedule; a CronJob has spec.timeZone for it",
    ),
    (
        "CRON_TZ=UTC @daily",
        "found \"TZ\" at byte 5, expected no time zone in the schedule; a CronJob has spec.timeZone for it",
    ),
    (
        "@dayly",
        "found \"@dayly\" at byte 0, expected @yearly, @monthly, @weekly, @daily, @hourly, or @every and a duration; did \
         you mean \"@daily\"?",
    ),
    (
        "@reboot",
        "found \"@reboot\" at byte 0, expected @yearly, @monthly, @weekly, @daily, @hourly, or @every and a duration",
    ),
    (
        "@every 1d",
        "found \"@every 1d\" at byte 0, expected @yearly, @monthly, @weekly, @daily, @hourly, or @every and a duration; \
         a duration has the units h, m and s: @every 1h30m",
    ),
    (
        "@daily ",
        "found \"@daily \" at byte 0, expected @yearly, @monthly, @weekly, @daily, @hourly, or @every and a duration; \
         did you mean \"@daily\"?",
    ),
    (" @daily", "found 1 field at byte 7, expected 5: minute, hour, day of the month, month, day of the week"),
];

#[test]
fn accepts_what_the_api_server_accepts() {
    accepts::<CronSchedule>(&ACCEPTED);
}

#[test]
fn refuses_with_the_place_and_the_reason() {
    refuses::<CronSchedule>("cron schedule", &REFUSED);
}

#[track_caller]
fn fires(schedule: &str, after: &str, times: &[&str]) {
    let after: DateTime<Utc> = after.parse().unwrap();
    let schedule: CronSchedule = schedule.parse().unwrap();
    let found: Vec<String> =
        schedule.times_after(&after).take(times.len()).map(|time| time.format("%F %T").to_string()).collect();
    assert_eq!(found, times, "{schedule}");
}

#[test]
fn fires_when_the_reference_fires() {
    let now = "2019-05-10T10:33:59.999Z";
    fires("* * * * *", now, &["2019-05-10 10:34:00", "2019-05-10 10:35:00"]);
    fires("33 10 * * *", "2019-05-10T10:33:00Z", &["2019-05-11 10:33:00"]);
    fires("33 10 * * *", "2019-05-10T10:32:59Z", &["2019-05-10 10:33:00", "2019-05-11 10:33:00"]);
    fires("*/20 11 * * *", now, &["2019-05-10 11:00:00", "2019-05-10 11:20:00", "2019-05-10 11:40:00"]);
    fires("0 0 1 1 *", now, &["2020-01-01 00:00:00"]);
    fires("0 0 29 2 *", now, &["2020-02-29 00:00:00", "2024-02-29 00:00:00"]);
    fires("0 0 31 * *", now, &["2019-05-31 00:00:00", "2019-07-31 00:00:00"]);
    fires("@weekly", now, &["2019-05-12 00:00:00"]);
    fires("@every 90m", now, &["2019-05-10 12:03:59", "2019-05-10 13:33:59"]);
    fires("@every 1ms", now, &["2019-05-10 10:34:00", "2019-05-10 10:34:01"]);
}

#[test]
fn either_day_suffices_unless_one_has_a_star() {
    let now = "2019-05-10T00:00:00Z";
    fires("0 0 13 * 5", now, &["2019-05-13 00:00:00", "2019-05-17 00:00:00", "2019-05-24 00:00:00"]);
    fires("0 0 13 * *", now, &["2019-05-13 00:00:00", "2019-06-13 00:00:00"]);
    fires("0 0 13 * */1", now, &["2019-05-13 00:00:00", "2019-06-13 00:00:00"]);
    // A step takes the star away, so every second day of the week suffices too.
    fires("0 0 13 * */2", now, &["2019-05-11 00:00:00", "2019-05-12 00:00:00", "2019-05-13 00:00:00"]);
}

#[test]
fn knows_what_never_fires() {
    let now: DateTime<Utc> = "2019-05-10T10:33:00Z".parse().unwrap();
    for text in ["0 0 31 2 *", "0 0 30-31 2 *", "0 0 31 4,6,9,11 *", ", * * * *", "0 , * * *", "0 0 , , *", "0 0 , * *"]
    {
        let schedule: CronSchedule = text.parse().unwrap();
        assert!(schedule.never_fires(), "{text}");
        assert_eq!(schedule.next_after(&now), None, "{text}");
    }
    for text in ["0 0 29 2 *", "0 0 31 2 5", "0 0 31 2,3 *", "0 0 , * 1", "@every 1s"] {
        let schedule: CronSchedule = text.parse().unwrap();
        assert!(!schedule.never_fires(), "{text}");
        assert!(schedule.next_after(&now).is_some(), "{text}");
    }
}

#[test]
fn looks_five_years_ahead_as_kubernetes_does() {
    let leap: CronSchedule = "0 0 29 2 *".parse().unwrap();
    let after = |text: &str| leap.next_after(&text.parse::<DateTime<Utc>>().unwrap());
    assert_eq!(after("2096-03-01T00:00:00Z"), None);
    assert_eq!(after("2099-01-01T00:00:00Z").map(|time| time.to_string()).as_deref(), Some("2104-02-29 00:00:00 UTC"));
    assert!(!leap.never_fires());
}

#[test]
fn the_end_of_time_is_no_panic() {
    for text in ["* * * * *", "0 0 1 1 *", "@every 2562047h"] {
        let schedule: CronSchedule = text.parse().unwrap();
        assert_eq!(schedule.next_after(&DateTime::<Utc>::MAX_UTC), None, "{text}");
        assert!(schedule.next_after(&DateTime::<Utc>::MIN_UTC).is_some(), "{text}");
    }
}

#[test]
fn schedules_keep_their_contract() {
    let mut seeds: Vec<&[u8]> = ACCEPTED.iter().map(|text| text.as_bytes()).collect();
    seeds.extend(REFUSED.iter().map(|(text, _)| text.as_bytes()));
    mutate(&seeds, 150, check::cron_schedule);
}
