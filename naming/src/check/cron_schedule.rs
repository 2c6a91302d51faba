//! What holds for every cron schedule.

use chrono::{DateTime, Datelike, FixedOffset, Timelike, Utc};

use super::convention::{meant, refused};
use super::name;
use crate::CronSchedule;

/// Cron schedules: times come one after the other, and a schedule that never fires has none.
pub fn cron_schedule(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if !name::<CronSchedule>(text) {
        if let Err(error) = CronSchedule::new(text) {
            refused(&error, text);
            assert!(meant(&error).is_none_or(|meant| CronSchedule::new(meant).is_ok()), "{error}");
        }
        return;
    }
    let Ok(schedule) = CronSchedule::new(text) else { unreachable!("{text:?}: accepted before") };
    assert!(!text.contains("TZ"), "{text:?}");
    let Some(moment) = DateTime::<Utc>::from_timestamp(1_557_455_580, 0) else { unreachable!("a moment of 2019") };
    let mut last = moment;
    for time in schedule.times_after(&moment).take(3) {
        assert!(time > last, "{text:?}: {time} after {last}");
        assert!(!schedule.never_fires(), "{text:?}: {time}");
        match schedule.interval() {
            Some(interval) => assert_eq!(time - last, interval, "{text:?}"),
            None => assert_eq!((time.second(), time.nanosecond()), (0, 0), "{text:?}"),
        }
        assert!(schedule.interval().is_some() || time.year() <= last.year() + 5, "{text:?}: {time}");
        last = time;
    }
    // A zone that never changes its clocks shifts every time alike.
    let Some(zone) = FixedOffset::east_opt(8 * 3600) else { unreachable!("eight hours are in range") };
    let there = moment.naive_utc().and_local_timezone(zone).single();
    let (here, there) = (schedule.next_after(&moment), there.and_then(|there| schedule.next_after(&there)));
    assert_eq!(here.map(|time| time.naive_utc()), there.map(|time| time.naive_local()), "{text:?}");
}
