//! The next moment of a schedule on the clocks of a time zone.

use chrono::{DateTime, Datelike, NaiveDateTime, Offset, TimeDelta, TimeZone, Timelike};

use super::Times;
use super::field::STAR;

/// How far ahead the reference looks.
const YEARS: i32 = 5;

/// A moment and what a clock shows then.
#[derive(Clone, Copy)]
struct Moment {
    /// Seconds since 1970 in UTC.
    utc: i64,
    clock: NaiveDateTime,
}

impl Times {
    /// The first moment after `after`, within five years of it.
    ///
    /// It walks as robfig/cron's `SpecSchedule.Next` does, since on days when clocks change the outcome is that
    /// of the walk: a field that does not match goes on to the next of its kind, and a wrap begins anew.
    pub(super) fn next<Z: TimeZone>(&self, after: &DateTime<Z>) -> Option<DateTime<Z>> {
        if self.never() {
            return None;
        }
        let zone = after.timezone();
        let mut t = show(&zone, after.timestamp().checked_add(1)?)?;
        let limit = t.clock.year().checked_add(YEARS)?;
        // Whether the fields below the one that changes are at their start.
        let mut reset = false;
        'wrap: loop {
            if t.clock.year() > limit {
                return None;
            }
            while !has(self.month, t.clock.month()) {
                if !reset {
                    reset = true;
                    t = date(&zone, t.clock.year(), t.clock.month(), 1, 0)?;
                }
                let (month, time) = (t.clock.month() + 1, seconds_of_day(t.clock));
                t = date(&zone, t.clock.year(), month, t.clock.day(), time)?;
                if t.clock.month() == 1 {
                    continue 'wrap;
                }
            }
            while !self.has_day(t.clock) {
                if !reset {
                    reset = true;
                    t = date(&zone, t.clock.year(), t.clock.month(), t.clock.day(), 0)?;
                }
                let day = t.clock.day() + 1;
                let mut next = date(&zone, t.clock.year(), t.clock.month(), day, seconds_of_day(t.clock))?;
                // Midnight may not exist; then the clock shows an hour before or after it.
                match i64::from(next.clock.hour()) {
                    0 => {}
                    late @ 13.. => next = show(&zone, next.utc.checked_add((24 - late) * 3600)?)?,
                    early => next = show(&zone, next.utc.checked_sub(early * 3600)?)?,
                }
                // A zone that leaves a whole day out gives the day before again, for ever.
                t = if next.utc > t.utc { next } else { show(&zone, t.utc.checked_add(86_400)?)? };
                if t.clock.day() == 1 {
                    continue 'wrap;
                }
            }
            while !has(self.hour, t.clock.hour()) {
                if !reset {
                    reset = true;
                    let hour = i64::from(t.clock.hour()) * 3600;
                    t = date(&zone, t.clock.year(), t.clock.month(), t.clock.day(), hour)?;
                }
                t = show(&zone, t.utc.checked_add(3600)?)?;
                if t.clock.hour() == 0 {
                    continue 'wrap;
                }
            }
            while !has(self.minute, t.clock.minute()) {
                if !reset {
                    reset = true;
                    t = show(&zone, t.utc.checked_sub(t.utc.rem_euclid(60))?)?;
                }
                t = show(&zone, t.utc.checked_add(60)?)?;
                if t.clock.minute() == 0 {
                    continue 'wrap;
                }
            }
            while t.clock.second() != 0 {
                reset = true;
                t = show(&zone, t.utc.checked_add(1)?)?;
                if t.clock.second() == 0 {
                    continue 'wrap;
                }
            }
            return Some(zone.from_utc_datetime(&DateTime::from_timestamp(t.utc, 0)?.naive_utc()));
        }
    }

    /// Whether there is no such minute in any year.
    pub(super) fn never(&self) -> bool {
        const DAYS: [u32; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let day =
            (1..).zip(DAYS).any(|(month, days)| has(self.month, month) && (1..=days).any(|day| has(self.day, day)));
        let month = (1..=12).any(|month| has(self.month, month));
        let weekday = (0..=6).any(|day| has(self.weekday, day));
        // Every date falls on every day of the week in some year.
        let days = if self.joined() { day && weekday } else { day || (month && weekday) };
        !days || self.hour & !STAR == 0 || self.minute & !STAR == 0
    }

    fn has_day(&self, clock: NaiveDateTime) -> bool {
        let day = has(self.day, clock.day());
        let weekday = has(self.weekday, clock.weekday().num_days_from_sunday());
        if self.joined() { day && weekday } else { day || weekday }
    }

    /// Whether both days have to fit: one of the fields has a `*`.
    fn joined(&self) -> bool {
        (self.day | self.weekday) & STAR != 0
    }
}

/// The moment so many seconds after another, at a full second.
pub(super) fn later<Z: TimeZone>(after: &DateTime<Z>, seconds: i64) -> Option<DateTime<Z>> {
    let utc = after.timestamp().checked_add(seconds)?;
    Some(after.timezone().from_utc_datetime(&DateTime::from_timestamp(utc, 0)?.naive_utc()))
}

fn has(bits: u64, value: u32) -> bool {
    bits >> value & 1 == 1
}

fn seconds_of_day(clock: NaiveDateTime) -> i64 {
    i64::from(clock.num_seconds_from_midnight())
}

fn offset<Z: TimeZone>(zone: &Z, utc: i64) -> Option<i64> {
    let utc = DateTime::from_timestamp(utc, 0)?.naive_utc();
    Some(i64::from(zone.offset_from_utc_datetime(&utc).fix().local_minus_utc()))
}

fn show<Z: TimeZone>(zone: &Z, utc: i64) -> Option<Moment> {
    let clock = DateTime::from_timestamp(utc.checked_add(offset(zone, utc)?)?, 0)?.naive_utc();
    Some(Moment { utc, clock })
}

/// When a clock shows a date and a time, which may be beyond the end of a month or of a year by one. Where
/// clocks change it is what Go's `time.Date` takes: the offset that holds at the time found with the offset that
/// holds at the same time in UTC.
fn date<Z: TimeZone>(zone: &Z, year: i32, month: u32, day: u32, seconds: i64) -> Option<Moment> {
    let (year, month) = if month > 12 { (year.checked_add(1)?, 1) } else { (year, month) };
    let first = chrono::NaiveDate::from_ymd_opt(year, month, 1)?.and_hms_opt(0, 0, 0)?;
    let days = TimeDelta::try_days(i64::from(day.checked_sub(1)?))?;
    let clock = first.checked_add_signed(days)?.checked_add_signed(TimeDelta::try_seconds(seconds)?)?;
    let clock = clock.and_utc().timestamp();
    let near = match offset(zone, clock)? {
        0 => 0,
        far => offset(zone, clock.checked_sub(far)?)?,
    };
    show(zone, clock.checked_sub(near)?)
}
