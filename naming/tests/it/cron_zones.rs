//! Cron schedules on days when clocks change. Every time is that of robfig/cron 3.0.1.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use pavedroad_naming::CronSchedule;

#[track_caller]
fn fires(zone: Tz, schedule: &str, after: &str, times: &[&str]) {
    let after = after.parse::<DateTime<Utc>>().unwrap().with_timezone(&zone);
    let schedule: CronSchedule = schedule.parse().unwrap();
    let found: Vec<String> = schedule.times_after(&after).take(times.len()).map(|time| time.to_string()).collect();
    assert_eq!(found, times, "{schedule}");
}

#[test]
fn a_time_that_no_clock_shows_is_left_out() {
    fires(Tz::America__New_York, "30 2 * * *", "2019-03-09T12:00:00Z", &["2019-03-11 02:30:00 EDT"]);
    fires(Tz::Europe__Berlin, "15 2 31 3 *", "2019-03-30T12:00:00Z", &["2020-03-31 02:15:00 CEST"]);
}

#[test]
fn a_time_that_comes_twice_is_taken_twice() {
    fires(
        Tz::America__New_York,
        "30 1 * * *",
        "2019-11-02T12:00:00Z",
        &["2019-11-03 01:30:00 EDT", "2019-11-03 01:30:00 EST", "2019-11-04 01:30:00 EST"],
    );
}

#[test]
fn a_day_without_midnight_begins_later() {
    fires(Tz::America__Sao_Paulo, "0 0 * * *", "2018-11-03T12:00:00Z", &["2018-11-05 00:00:00 -02"]);
    fires(Tz::America__Sao_Paulo, "0 1 * * *", "2018-11-03T12:00:00Z", &["2018-11-04 01:00:00 -02"]);
}

#[test]
fn a_zone_that_leaves_out_a_day_does_not_stop_the_search() {
    // Samoa went from the 29th to the 31st of December 2011.
    fires(Tz::Pacific__Apia, "0 12 31 12 *", "2011-12-28T00:00:00Z", &["2011-12-31 12:00:00 +14"]);
}

#[test]
fn the_zone_of_the_moment_counts() {
    fires(Tz::Asia__Shanghai, "30 2 * * 1-5", "2019-05-10T02:33:00Z", &["2019-05-13 02:30:00 CST"]);
    fires(Tz::Asia__Kolkata, "0 0 * * *", "2019-05-10T18:00:00Z", &["2019-05-11 00:00:00 IST"]);
}
