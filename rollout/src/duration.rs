//! Durations as text, in Gateway API's grammar.

use std::time::Duration;

use crate::error::{RolloutError, RolloutErrorKind};

/// The grammar as a regular expression, for JSON schemas. Source: GEP-2257.
pub const DURATION_PATTERN: &str = "^([0-9]{1,5}(h|m|s|ms)){1,4}$";

/// What each unit is, the longest first.
const UNITS: [(&str, u64); 4] = [("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];

/// Reads a duration such as `150s`, `1h30m` or `500ms`: one to four pairs of one to five digits and a unit, which may
/// come in any order and more than once. Nothing negative and no fraction can be said. Source: GEP-2257.
///
/// # Errors
/// - nothing (`""`);
/// - a character that is no digit where one is needed (`s`, `-5s`, `1.5s`, `5s `);
/// - a number that ends without a unit (`5`), or with one that is unknown (`1d`);
/// - more than five digits (`100000s`), or more than four pairs.
///
/// # Examples
/// ```
/// use std::time::Duration;
///
/// use pavedroad_rollout::parse_duration;
///
/// assert_eq!(parse_duration("1h30m")?, Duration::from_secs(5_400));
/// assert_eq!(
///     parse_duration("30").unwrap_err().to_string(),
///     "invalid duration \"30\": found the end at byte 2, expected a unit (h, m, s or ms); did you mean \"30s\"?"
/// );
/// # Ok::<(), pavedroad_rollout::RolloutError>(())
/// ```
pub fn parse_duration(text: &str) -> Result<Duration, RolloutError> {
    let refuse = |kind, offset: usize, found: String, expected| {
        Err(RolloutError::new("duration", text, kind, offset, found, expected))
    };
    if text.is_empty() {
        return refuse(RolloutErrorKind::Empty, 0, "nothing".to_owned(), "a duration such as 30s");
    }
    let (mut at, mut pairs, mut millis) = (0, 0, 0_u64);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if pairs == 4 {
            let found = "a fifth part".to_owned();
            return refuse(RolloutErrorKind::TooLarge, at, found, "at most four, such as 1h30m10s500ms");
        }
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if digits == 0 {
            return refuse(RolloutErrorKind::Character, at, first(rest), "a digit");
        }
        if digits > 5 {
            return refuse(RolloutErrorKind::TooLarge, at, format!("{digits} digits"), "at most 5");
        }
        let (number, after) = rest.split_at(digits);
        let letters = after.find(|c: char| c.is_ascii_digit()).unwrap_or(after.len());
        let (unit, _) = after.split_at(letters);
        let Some((_, length)) = UNITS.into_iter().find(|(name, _)| *name == unit) else {
            let kind = if unit.is_empty() { RolloutErrorKind::Incomplete } else { RolloutErrorKind::Character };
            let error = RolloutError::new("duration", text, kind, at + digits, first(after), "a unit (h, m, s or ms)");
            return Err(if digits == text.len() {
                error.with_hint(format!("did you mean \"{text}s\"?"))
            } else {
                error
            });
        };
        // At most 99,999 hours in each of four pairs.
        millis += number.parse::<u64>().unwrap_or(0) * length;
        at += digits + letters;
        pairs += 1;
    }
    Ok(Duration::from_millis(millis))
}

/// Writes a duration as [`parse_duration`] reads it, in the largest units: `1h30m`, `500ms`, `0s`. What is below a
/// millisecond, or beyond 99,999 hours, is cut off.
///
/// # Examples
/// ```
/// use std::time::Duration;
///
/// use pavedroad_rollout::duration_text;
///
/// assert_eq!(duration_text(Duration::from_secs(5_400)), "1h30m");
/// assert_eq!(duration_text(Duration::ZERO), "0s");
/// ```
#[must_use]
pub fn duration_text(duration: Duration) -> String {
    let most = 99_999 * 3_600_000 + 3_599_999;
    let mut millis = u64::try_from(duration.as_millis()).unwrap_or(most).min(most);
    let mut text = String::new();
    for (unit, length) in UNITS {
        if millis >= length {
            text += &format!("{}{unit}", millis / length);
            millis %= length;
        }
    }
    if text.is_empty() { "0s".to_owned() } else { text }
}

fn first(text: &str) -> String {
    text.chars().next().map_or_else(|| "the end".to_owned(), |character| format!("{character:?}"))
}
