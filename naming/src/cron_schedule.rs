//! When a CronJob runs.

mod field;
mod interval;
mod next;

use std::str::FromStr;

use chrono::{DateTime, TimeDelta, TimeZone};

use crate::error::{NameError, NameErrorKind};
use crate::name_type::text_traits;
use crate::nearest::nearest;
use field::{Bits, FIELDS};

const WHAT: &str = "cron schedule";

/// The schedule of a CronJob: `30 2 * * 1-5`, `@hourly`, `@every 90m`.
///
/// # Syntax
/// Five fields with white space between them: minute, hour, day of the month, month, day of the week (0 is
/// Sunday, 7 is refused). A field is a list, joined by `,`, of `*`, values, ranges `1-5`, and any of these with a
/// step, `*/15`, `8-18/2`, `5/15` (from 5 on). Months and days of the week have English names of three letters.
/// `?` means `*`. If neither day has a `*`, either suffices: `0 0 13 * 5` is every 13th and every Friday.
///
/// Or one of `@yearly`, `@annually`, `@monthly`, `@weekly`, `@daily`, `@midnight`, `@hourly`, or `@every` and a
/// duration as Go reads it, `@every 1h30m`, counted from the last run.
///
/// A time zone in the schedule (`TZ=...`) is refused, as Kubernetes refuses it: it belongs to `spec.timeZone`.
/// Source: `validateScheduleFormat` in Kubernetes' `pkg/apis/batch/validation`, and `ParseStandard` in
/// github.com/robfig/cron/v3, which it calls.
///
/// # Examples
/// ```
/// use chrono::{FixedOffset, TimeZone};
/// use pavedroad_naming::CronSchedule;
///
/// let nightly: CronSchedule = "30 2 * * 1-5".parse()?;
/// // A Friday in Guangzhou; the caller brings the clock and the time zone.
/// let zone = FixedOffset::east_opt(8 * 3600).ok_or("a zone")?;
/// let now = zone.with_ymd_and_hms(2019, 5, 10, 10, 33, 0).single().ok_or("a moment")?;
/// let next = nightly.next_after(&now).ok_or("a next run")?;
/// assert_eq!(next.to_string(), "2019-05-13 02:30:00 +08:00");
///
/// // The API server accepts this one. No such day ever comes.
/// assert!("0 0 31 2 *".parse::<CronSchedule>()?.never_fires());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CronSchedule {
    text: Box<str>,
    when: When,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum When {
    At(Times),
    /// So many seconds after the last time.
    Every(i64),
}

/// The values of the five fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Times {
    minute: Bits,
    hour: Bits,
    day: Bits,
    month: Bits,
    weekday: Bits,
}

impl CronSchedule {
    /// Reads a schedule such as `30 2 * * 1-5`; the same as [`str::parse`].
    ///
    /// # Errors
    /// - not five fields: `0 2 * *`, `0 30 2 * * *`
    /// - a value out of its range, or a range that does not ascend: `60 * * * *`, `0 0 * * 7`, `0 22-2 * * *`
    /// - an unknown word or duration: `@reboot`, `@every 1d`, `0 0 * * MONDAY`
    /// - a time zone: `TZ=Asia/Shanghai 0 2 * * *`
    pub fn new(text: &str) -> Result<Self, NameError> {
        text.parse()
    }

    /// The text, as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The first time after a moment, on the clocks of the moment's time zone; `None` if there is none within
    /// five years, as for `0 0 29 2 *` in 2097. Kubernetes looks no further either.
    ///
    /// Where clocks are put forward, times that no clock shows are left out; where they are put back, times that
    /// come twice are taken twice. Both are as in Kubernetes. In a zone that leaves out a whole day
    /// (`Pacific/Apia` in 2011) Kubernetes' search may not end; this one goes on to the next day.
    ///
    /// # Examples
    /// ```
    /// use chrono::{TimeZone, Utc};
    /// use pavedroad_naming::CronSchedule;
    ///
    /// let now = Utc.with_ymd_and_hms(2019, 5, 10, 10, 33, 0).single().ok_or("a moment")?;
    /// let every: CronSchedule = "@every 90m".parse()?;
    /// let next = every.next_after(&now).ok_or("a next run")?;
    /// assert_eq!(next.to_string(), "2019-05-10 12:03:00 UTC");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn next_after<Z: TimeZone>(&self, moment: &DateTime<Z>) -> Option<DateTime<Z>> {
        match self.when {
            When::At(times) => times.next(moment),
            When::Every(seconds) => next::later(moment, seconds),
        }
    }

    /// The times after a moment, one after the other.
    ///
    /// # Examples
    /// ```
    /// use chrono::{TimeZone, Utc};
    /// use pavedroad_naming::CronSchedule;
    ///
    /// let monthly = CronSchedule::new("0 0 31 * *")?;
    /// let now = Utc.with_ymd_and_hms(2019, 5, 10, 10, 33, 0).single().ok_or("a moment")?;
    /// let days: Vec<String> = monthly.times_after(&now).take(3).map(|time| time.format("%F").to_string()).collect();
    /// assert_eq!(days, ["2019-05-31", "2019-07-31", "2019-08-31"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn times_after<Z: TimeZone>(&self, moment: &DateTime<Z>) -> impl Iterator<Item = DateTime<Z>> {
        std::iter::successors(self.next_after(moment), |last| self.next_after(last))
    }

    /// Whether no year has such a minute: `0 0 31 2 *`. The API server accepts it all the same.
    #[must_use]
    pub fn never_fires(&self) -> bool {
        match self.when {
            When::At(times) => times.never(),
            When::Every(_) => false,
        }
    }

    /// The time from one run to the next of an `@every`, in whole seconds and at least one; `None` for others.
    #[must_use]
    pub fn interval(&self) -> Option<TimeDelta> {
        match self.when {
            When::At(_) => None,
            When::Every(seconds) => TimeDelta::try_seconds(seconds),
        }
    }
}

impl FromStr for CronSchedule {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        Ok(Self { when: read(text)?, text: text.into() })
    }
}

text_traits!(CronSchedule, "a cron schedule such as `30 2 * * 1-5`");

fn read(text: &str) -> Result<When, NameError> {
    let error = |kind, at, found: String, expected| NameError::new(WHAT, text, kind, at, found, expected);
    if text.is_empty() {
        return Err(error(NameErrorKind::Empty, 0, "nothing".to_owned(), "five fields, or a word such as @daily"));
    }
    if let Some(at) = text.find("TZ") {
        let error = error(NameErrorKind::Template, at, "\"TZ\"".to_owned(), "no time zone in the schedule");
        return Err(error.with_hint("a CronJob has spec.timeZone for it"));
    }
    if let Some(word) = text.strip_prefix('@') {
        return named(word).ok_or_else(|| {
            let error = error(NameErrorKind::Unknown, 0, format!("{text:?}"), WORDS);
            match word.strip_prefix("every") {
                Some(_) => error.with_hint("a duration has the units h, m and s: @every 1h30m"),
                None => match nearest(word, NAMES.map(|(name, _)| name)) {
                    Some(name) => error.with_hint(format!("did you mean {:?}?", format!("@{name}"))),
                    None => error,
                },
            }
        });
    }
    let mut fields = [(0, ""); 5];
    let mut count = 0;
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        if let Some(field) = fields.get_mut(count) {
            *field = (text.len() - rest.len(), rest.get(..end).unwrap_or_default());
        }
        count += 1;
        rest = rest.get(end..).unwrap_or_default().trim_start();
    }
    if count != fields.len() {
        let found = if count == 1 { "1 field".to_owned() } else { format!("{count} fields") };
        let error = error(NameErrorKind::Missing, text.len(), found, FIVE);
        return Err(if count == 6 { error.with_hint("Kubernetes has no field for seconds") } else { error });
    }
    let mut bits = [0; 5];
    for ((bits, field), (at, part)) in bits.iter_mut().zip(FIELDS).zip(fields) {
        *bits = field.read(part, at, text)?;
    }
    let [minute, hour, day, month, weekday] = bits;
    Ok(When::At(Times { minute, hour, day, month, weekday }))
}

const FIVE: &str = "5: minute, hour, day of the month, month, day of the week";
const WORDS: &str = "@yearly, @monthly, @weekly, @daily, @hourly, or @every and a duration";

/// The words after `@`, and the fields they stand for.
const NAMES: [(&str, [Option<u8>; 5]); 7] = [
    ("yearly", [Some(0), Some(0), Some(1), Some(1), None]),
    ("annually", [Some(0), Some(0), Some(1), Some(1), None]),
    ("monthly", [Some(0), Some(0), Some(1), None, None]),
    ("weekly", [Some(0), Some(0), None, None, Some(0)]),
    ("daily", [Some(0), Some(0), None, None, None]),
    ("midnight", [Some(0), Some(0), None, None, None]),
    ("hourly", [Some(0), None, None, None, None]),
];

fn named(word: &str) -> Option<When> {
    if let Some(duration) = word.strip_prefix("every ") {
        return interval::seconds(duration).map(When::Every);
    }
    let (_, values) = NAMES.into_iter().find(|(name, _)| *name == word)?;
    let mut bits = [0; 5];
    for ((bits, field), value) in bits.iter_mut().zip(FIELDS).zip(values) {
        *bits = value.map_or(field.all(), |value| 1 << value);
    }
    let [minute, hour, day, month, weekday] = bits;
    Some(When::At(Times { minute, hour, day, month, weekday }))
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for CronSchedule {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "CronSchedule".into()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        concat!(module_path!(), "::CronSchedule").into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "a cron schedule such as `30 2 * * 1-5`",
            "minLength": 1,
            "examples": ["30 2 * * 1-5", "@hourly", "@every 90m"],
        })
    }
}
