//! Cron schedules: accepted and refused, and when they fire in UTC.

use chrono::{DateTime, Utc};
use pavedroad_naming::{CronSchedule, check};

use crate::mutate::mutate;
use crate::name_tables::{accepts, refuses};
use crate::tables::cron_schedules::{ACCEPTED, REFUSED};

#[test]
fn accepts_what_the_api_server_accepts() {
    accepts::<CronSchedule>(ACCEPTED);
}

#[test]
fn refuses_with_the_place_and_the_reason() {
    refuses::<CronSchedule>("cron schedule", REFUSED);
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
