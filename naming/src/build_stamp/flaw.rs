//! What can be wrong with a build stamp, and how that is said.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::BuildStamp;
use crate::error::{NameError, NameErrorKind};

pub(super) const WHAT: &str = "build stamp";

/// What is wrong with a stamp. Plain data, so that reading one that is part of a longer text costs nothing.
#[derive(Clone, Copy)]
pub(super) enum Flaw {
    /// Not a digit (or the dash) at this byte, or an end that comes too early or too late.
    Form(usize),
    Month(u32),
    Day(i32, u32, u32),
    Hour(u32),
    Minute(u32),
}

const MONTHS: [(&str, u32); 12] = [
    ("january", 31),
    ("february", 28),
    ("march", 31),
    ("april", 30),
    ("may", 31),
    ("june", 30),
    ("july", 31),
    ("august", 31),
    ("september", 30),
    ("october", 31),
    ("november", 30),
    ("december", 31),
];

impl Flaw {
    pub(super) fn into_error(self, text: &str) -> NameError {
        let range = |at: usize, found: String, expected: Cow<'static, str>| {
            NameError::new(WHAT, text, NameErrorKind::Range, at, found, expected)
        };
        match self {
            Flaw::Form(at) => form_error(text, at),
            Flaw::Month(month) => range(4, format!("month {month:02}"), "01 to 12".into()),
            Flaw::Day(year, month, day) => {
                let (name, days) = usize::try_from(month)
                    .ok()
                    .and_then(|month| MONTHS.get(month.checked_sub(1)?))
                    .copied()
                    .unwrap_or(("this month", 31));
                let leap = month == 2 && NaiveDate::from_ymd_opt(year, 2, 29).is_some();
                let days = days + u32::from(leap);
                let expected = format!("01 to {days}: {name} {year:04} has {days} days");
                range(6, format!("day {day:02}"), expected.into())
            }
            Flaw::Hour(hour) => range(9, format!("hour {hour:02}"), "00 to 23".into()),
            Flaw::Minute(minute) => range(11, format!("minute {minute:02}"), "00 to 59".into()),
        }
    }
}

fn form_error(text: &str, at: usize) -> NameError {
    let (kind, found) = match text.get(at..).and_then(|rest| rest.chars().next()) {
        Some(character) if at < BuildStamp::LEN => (NameErrorKind::Character, format!("{character:?}")),
        Some(character) => (NameErrorKind::TooLong, format!("{character:?}")),
        None => (NameErrorKind::End, "the end".to_owned()),
    };
    let expected = match at {
        0..8 => "a digit of the date, as in 20190510-1033",
        8 => "'-' between date and time, as in 20190510-1033",
        9..13 => "a digit of the time, as in 20190510-1033",
        _ => "the end after the minutes, as in 20190510-1033",
    };
    if text.is_empty() {
        return NameError::new(WHAT, text, NameErrorKind::Empty, 0, "nothing", "13 bytes such as 20190510-1033");
    }
    // `TooLong` messages show no offset, and here the place is the evidence.
    let kind = if kind == NameErrorKind::TooLong { NameErrorKind::End } else { kind };
    let error = NameError::new(WHAT, text, kind, at, found, expected);
    match mend(text) {
        Some(stamp) => error.with_hint(format!("did you mean \"{stamp}\"?")),
        None => error,
    }
}

/// The stamp of the same digits, whatever stands between them (`2019-07-26-13-25`) and without the seconds.
pub(crate) fn mend(text: &str) -> Option<BuildStamp> {
    if text.len() > 32 || text.bytes().any(|byte| byte.is_ascii_alphabetic() && byte != b'T' && byte != b'Z') {
        return None;
    }
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
    if digits.len() != 12 && digits.len() != 14 {
        return None;
    }
    let (date, time) = digits.split_at_checked(8)?;
    BuildStamp::read(&[date, b"-", time.get(..4)?].concat())
}
