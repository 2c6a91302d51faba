//! The minute a build was made.

mod flaw;

#[cfg(feature = "schemars")]
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use crate::error::{NameError, NameErrorKind};
pub(crate) use flaw::mend;
use flaw::{Flaw, WHAT};

/// When a build was made, to the minute: `20190510-1033`.
///
/// A stamp carries no time zone: it is the wall clock of the machine that builds, so compare stamps of one
/// build system. This crate reads no clock; the caller says what time it is.
///
/// # Syntax
/// Four digits of the year, two of the month, two of the day, `-`, two of the hour (00 to 23), two of the
/// minute. The date must be one the Gregorian calendar has.
///
/// # Ordering
/// By time.
///
/// # Examples
/// ```
/// use pavedroad_naming::BuildStamp;
///
/// let stamp: BuildStamp = "20190510-1033".parse()?;
/// assert_eq!(stamp.datetime().to_string(), "2019-05-10 10:33:00");
/// assert_eq!(
///     "20190230-1033".parse::<BuildStamp>().unwrap_err().to_string(),
///     "invalid build stamp \"20190230-1033\": found day 30 at byte 6, expected 01 to 28: february 2019 has 28 days"
/// );
/// # Ok::<(), pavedroad_naming::NameError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BuildStamp(NaiveDateTime);

impl BuildStamp {
    /// The length of every stamp, in bytes.
    pub const LEN: usize = 13;

    /// Reads a build stamp such as `20190510-1033`; the same as [`str::parse`].
    ///
    /// # Errors
    /// - not of the form: `2019-05-10`, `20190510-103`
    /// - a date or time that does not exist: `20190230-1033`, `20191301-1033`, `20190510-2400`
    pub fn new(text: &str) -> Result<Self, NameError> {
        text.parse()
    }

    /// The stamp of a literal, checked when the program is compiled.
    ///
    /// # Panics
    /// If the text is not a legal build stamp. In a `const` that is a compile error; use [`str::parse`] for
    /// text that is only known at run time.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::BuildStamp;
    ///
    /// const FIRST: BuildStamp = BuildStamp::from_static("20190510-1033");
    /// assert_eq!(FIRST.to_string(), "20190510-1033");
    /// ```
    #[must_use]
    #[expect(clippy::panic, reason = "a literal that is wrong has to stop the compiler")]
    pub const fn from_static(text: &'static str) -> Self {
        match read(text.as_bytes()) {
            Ok(stamp) => stamp,
            Err(_) => panic!("the literal is not a legal build stamp"),
        }
    }

    /// The stamp of a moment; seconds and smaller are cut off.
    ///
    /// # Errors
    /// If the year is not one of 0 to 9999, which is what four digits hold.
    ///
    /// # Examples
    /// ```
    /// use chrono::NaiveDate;
    /// use pavedroad_naming::BuildStamp;
    ///
    /// let moment = NaiveDate::from_ymd_opt(2019, 5, 10).and_then(|day| day.and_hms_opt(10, 33, 59)).ok_or("a date")?;
    /// assert_eq!(BuildStamp::from_datetime(moment)?.to_string(), "20190510-1033");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_datetime(moment: NaiveDateTime) -> Result<Self, NameError> {
        let minute = NaiveTime::from_hms_opt(moment.hour(), moment.minute(), 0);
        match minute {
            Some(time) if (0..=9999).contains(&moment.year()) => Ok(Self(moment.date().and_time(time))),
            _ => Err(NameError::new(
                WHAT,
                &moment.to_string(),
                NameErrorKind::Range,
                0,
                format!("year {}", moment.year()),
                "a year of 0 to 9999",
            )),
        }
    }

    /// The moment, at second 0.
    #[must_use]
    pub fn datetime(self) -> NaiveDateTime {
        self.0
    }

    /// Century, year, month, day, hour and minute of a text that has the form of a stamp, as they stand there.
    pub(crate) const fn numbers(text: &[u8]) -> Option<[u32; 6]> {
        let Some(([a, b, c, d, e, f, g, h, b'-', i, j, k, l], [])) = text.split_first_chunk::<{ Self::LEN }>() else {
            return None;
        };
        match (pairs([*a, *b, *c, *d, *e, *f, *g, *h]), pairs([*i, *j, *k, *l, b'0', b'0', b'0', b'0'])) {
            (Some([century, year, month, day]), Some([hour, minute, ..])) => {
                Some([century, year, month, day, hour, minute])
            }
            _ => None,
        }
    }

    /// Reads a stamp that is only a part of a longer text; no error is made when it fails.
    pub(crate) fn read(text: &[u8]) -> Option<Self> {
        read(text).ok()
    }
}

impl FromStr for BuildStamp {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        read(text.as_bytes()).map_err(|flaw| flaw.into_error(text))
    }
}

impl From<BuildStamp> for NaiveDateTime {
    fn from(stamp: BuildStamp) -> Self {
        stamp.0
    }
}

impl TryFrom<&str> for BuildStamp {
    type Error = NameError;

    fn try_from(text: &str) -> Result<Self, NameError> {
        text.parse()
    }
}

impl TryFrom<String> for BuildStamp {
    type Error = NameError;

    fn try_from(text: String) -> Result<Self, NameError> {
        text.parse()
    }
}

impl fmt::Display for BuildStamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(at) = self;
        let text = format!("{:04}{:02}{:02}-{:02}{:02}", at.year(), at.month(), at.day(), at.hour(), at.minute());
        f.pad(&text)
    }
}

impl fmt::Debug for BuildStamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BuildStamp(\"{self}\")")
    }
}

impl serde::Serialize for BuildStamp {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for BuildStamp {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl serde::de::Visitor<'_> for Visitor {
            type Value = BuildStamp;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a build stamp such as `20190510-1033`")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<BuildStamp, E> {
                text.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_str(Visitor)
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for BuildStamp {
    fn schema_name() -> Cow<'static, str> {
        "BuildStamp".into()
    }

    fn schema_id() -> Cow<'static, str> {
        concat!(module_path!(), "::BuildStamp").into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "a build stamp such as `20190510-1033`",
            "minLength": Self::LEN,
            "maxLength": Self::LEN,
            // Months of 31 days, months of 30, February, and the 29th of it in years that have one.
            "pattern": concat!(
                "^([0-9]{4}(0[13578]|1[02])(0[1-9]|[12][0-9]|3[01])|[0-9]{4}(0[469]|11)(0[1-9]|[12][0-9]|30)|",
                "[0-9]{4}02(0[1-9]|1[0-9]|2[0-8])|([0-9]{2}(0[48]|[2468][048]|[13579][26])|",
                "([02468][048]|[13579][26])00)0229)-([01][0-9]|2[0-3])[0-5][0-9]$"
            ),
            "examples": ["20190510-1033"],
        })
    }
}

#[inline]
const fn read(text: &[u8]) -> Result<BuildStamp, Flaw> {
    let Some([century, year, month, day, hour, minute]) = BuildStamp::numbers(text) else {
        return Err(malformed(text));
    };
    let year = (century * 100 + year) as i32;
    let Some(date) = NaiveDate::from_ymd_opt(year, month, day) else {
        return Err(match month {
            1..=12 => Flaw::Day(year, month, day),
            _ => Flaw::Month(month),
        });
    };
    match date.and_hms_opt(hour, minute, 0) {
        Some(moment) => Ok(BuildStamp(moment)),
        None if hour > 23 => Err(Flaw::Hour(hour)),
        None => Err(Flaw::Minute(minute)),
    }
}

/// The four numbers that eight digits make two by two; all at once, as a stamp is read with every image address.
const fn pairs(digits: [u8; 8]) -> Option<[u32; 4]> {
    const UPPER: u64 = 0xf0f0_f0f0_f0f0_f0f0;
    const ZEROS: u64 = u64::from_le_bytes([b'0'; 8]);
    const SIXES: u64 = 0x0606_0606_0606_0606;
    let word = u64::from_le_bytes(digits);
    // '0' to '9' are the bytes of which the upper half is a 3, and still is when 6 is added.
    if word & UPPER != ZEROS || (word + SIXES) & UPPER != ZEROS {
        return None;
    }
    let values = word - ZEROS;
    // Tens stand in front of units, which the shift puts in the same byte; no byte exceeds 99.
    let [a, _, b, _, c, _, d, _] = (values * 10 + (values >> 8)).to_le_bytes();
    Some([a as u32, b as u32, c as u32, d as u32])
}

/// The first place where a text is not of the form of a stamp.
const fn malformed(text: &[u8]) -> Flaw {
    let mut at = 0;
    while at < BuildStamp::LEN && at < text.len() {
        if !(if at == 8 { text[at] == b'-' } else { text[at].is_ascii_digit() }) {
            return Flaw::Form(at);
        }
        at += 1;
    }
    Flaw::Form(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_prints() {
        for text in ["20190510-1033", "00000101-0000", "99991231-2359", "20200229-0000", "20000229-1200"] {
            let stamp: BuildStamp = text.parse().unwrap();
            assert_eq!(stamp.to_string(), text);
            assert_eq!(format!("{stamp:>15}|{stamp:<14}|"), format!("  {text}|{text} |"));
        }
    }

    #[test]
    fn what_no_calendar_has_is_out_of_range() {
        for text in ["20190230-1033", "20191301-1033", "20190510-2400", "20190510-1060"] {
            assert_eq!(text.parse::<BuildStamp>().unwrap_err().kind(), NameErrorKind::Range);
        }
    }

    #[test]
    fn serde_reads_what_it_writes_and_says_what_it_wants() {
        let stamp = BuildStamp::from_static("20190510-1033");
        assert_eq!(serde_json::to_string(&stamp).unwrap(), "\"20190510-1033\"");
        assert_eq!(serde_json::from_str::<BuildStamp>("\"20190510-1033\"").unwrap(), stamp);
        for (json, message) in [
            ("20190510", "invalid type: integer `20190510`, expected a build stamp such as `20190510-1033`"),
            ("\"20190510-2400\"", "invalid build stamp \"20190510-2400\": found hour 24 at byte 9, expected 00 to 23"),
        ] {
            let error = serde_json::from_str::<BuildStamp>(json).unwrap_err().to_string();
            assert_eq!(error, format!("{message} at line 1 column {}", json.len()));
        }
    }

    #[test]
    fn orders_by_time_and_cuts_seconds() {
        let [a, b, c] = ["20190510-1033", "20190510-1034", "20200101-0000"].map(BuildStamp::from_static);
        assert!(a < b && b < c);
        let moment = a.datetime() + chrono::TimeDelta::seconds(59);
        assert_eq!(BuildStamp::from_datetime(moment), Ok(a));
        let error = BuildStamp::from_datetime(NaiveDateTime::MAX).unwrap_err();
        assert_eq!((error.kind(), error.expected()), (NameErrorKind::Range, "a year of 0 to 9999"));
    }
}
