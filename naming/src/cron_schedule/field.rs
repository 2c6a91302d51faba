//! One field of a cron schedule: which minutes, hours, days, months or weekdays.

use crate::dns_subdomain::Case;
use crate::error::{NameError, NameErrorKind};

/// Which values a field has, one bit each, and in the highest bit whether `*` was among them.
pub(super) type Bits = u64;

/// Days of the month and of the week are joined by "and" where one of them has this bit, else by "or".
pub(super) const STAR: Bits = 1 << 63;

/// One of the five fields.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    pub(super) noun: &'static str,
    pub(super) min: u8,
    pub(super) max: u8,
    /// Names that may stand for values, from `min` on.
    names: &'static [&'static str],
}

pub(super) const FIELDS: [Field; 5] = [
    Field { noun: "a minute", min: 0, max: 59, names: &[] },
    Field { noun: "an hour", min: 0, max: 23, names: &[] },
    Field { noun: "a day of the month", min: 1, max: 31, names: &[] },
    Field {
        noun: "a month",
        min: 1,
        max: 12,
        names: &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
    },
    Field { noun: "a day of the week", min: 0, max: 6, names: &["sun", "mon", "tue", "wed", "thu", "fri", "sat"] },
];

impl Field {
    /// Every value, as `*` gives it.
    pub(super) const fn all(self) -> Bits {
        self.range(self.min, self.max) | STAR
    }

    /// Reads the field that begins at byte `at` of `text`. Empty parts of a list count for nothing: `,` alone is
    /// a field without values.
    pub(super) fn read(self, field: &str, at: usize, text: &str) -> Result<Bits, NameError> {
        let mut bits = 0;
        let mut start = at;
        for part in field.split(',') {
            if !part.is_empty() {
                bits |= self.part(part, start, text)?;
            }
            start += part.len() + 1;
        }
        Ok(bits)
    }

    /// `*`, a value or a range, and perhaps `/` and a step.
    fn part(self, part: &str, at: usize, text: &str) -> Result<Bits, NameError> {
        let error = |kind, at: usize, found: &str, expected: String| {
            Err(NameError::new(super::WHAT, text, kind, at, format!("{found:?}"), expected))
        };
        let (range, step) = match part.split_once('/') {
            Some((range, step)) => (range, Some((at + range.len() + 1, step))),
            None => (part, None),
        };
        let (low, high) = match range.split_once('-') {
            Some((low, high)) => (low, Some((at + low.len() + 1, high))),
            None => (range, None),
        };
        let star = matches!(low, "*" | "?");
        let (start, mut end) = if star {
            // Whatever stands after `*-` is not looked at.
            (self.min, self.max)
        } else {
            let start = self.value(low, at, text)?;
            (start, high.map_or(Ok(start), |(at, high)| self.value(high, at, text))?)
        };
        let step = match step {
            None => 1,
            Some((at, step)) => {
                if high.is_none() {
                    end = self.max;
                }
                match step.parse::<i64>() {
                    Ok(step) if step > 0 => step,
                    _ => return error(NameErrorKind::Range, at, step, "a step of 1 or more after '/'".to_owned()),
                }
            }
        };
        if start > end {
            let hint = format!("two ranges say it: \"{start}-{max},{min}-{end}\"", min = self.min, max = self.max);
            let expected = "a range that ascends";
            let error = NameError::new(super::WHAT, text, NameErrorKind::Sequence, at, format!("{range:?}"), expected);
            return Err(if step == 1 { error.with_hint(hint) } else { error });
        }
        Ok(match u8::try_from(step) {
            Ok(1) => self.range(start, end) | if star { STAR } else { 0 },
            Ok(step) => (start..=end).step_by(usize::from(step)).fold(0, |bits, value| bits | 1 << value),
            Err(_) => 1 << start,
        })
    }

    /// A number or a name, in the field's range.
    fn value(self, value: &str, at: usize, text: &str) -> Result<u8, NameError> {
        let Self { noun, min, max, names } = self;
        let named = (min..).zip(names).find(|(_, name)| is_named(value.as_bytes(), name.as_bytes()));
        if let Some((named, _)) = named {
            return Ok(named);
        }
        // A sign is read, as Go's `Atoi` does.
        let number = value.parse::<i64>().ok().and_then(|number| u8::try_from(number).ok());
        if let Some(number) = number.filter(|number| (min..=max).contains(number)) {
            return Ok(number);
        }
        let found = if value.is_empty() { "nothing".to_owned() } else { format!("{value:?}") };
        let names = match names {
            [first, .., last] => format!(", or {first} to {last}"),
            _ => String::new(),
        };
        let kind = if number.is_some() { NameErrorKind::Range } else { NameErrorKind::Sequence };
        let expected = format!("{noun} of {min} to {max}{names}");
        let error = NameError::new(super::WHAT, text, kind, at, found, expected);
        let sunday = number == Some(7) && noun == "a day of the week";
        Err(if sunday { error.with_hint("sunday is 0 to Kubernetes") } else { error })
    }

    const fn range(self, start: u8, end: u8) -> Bits {
        (u64::MAX >> (63 - end)) & (u64::MAX << start)
    }
}

/// Whether the text is the name, in any case. Go's lowering makes an `i` of U+0130, so `frİ` is Friday.
fn is_named(text: &[u8], name: &[u8]) -> bool {
    let mut at = 0;
    for wanted in name {
        if at >= text.len() {
            return false;
        }
        let (byte, width) = Case::Lowered.read(text, at);
        if byte != *wanted {
            return false;
        }
        at += width;
    }
    at == text.len()
}
