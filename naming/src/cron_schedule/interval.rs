//! The duration after `@every`, as Go's `time.ParseDuration` reads it.

/// The bound of Go's durations, in nanoseconds.
const LIMIT: u64 = 1 << 63;

/// The whole seconds of a duration such as `1h30m`, at least one; `None` if it is not a duration.
pub(super) fn seconds(text: &str) -> Option<i64> {
    let (negative, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if rest == "0" {
        return Some(1);
    }
    if rest.is_empty() {
        return None;
    }
    let mut sum = 0_u64;
    while !rest.is_empty() {
        let (part, after) = part(rest)?;
        sum = sum.checked_add(part).filter(|sum| *sum <= LIMIT)?;
        rest = after;
    }
    if negative {
        // Less than a second becomes one second.
        return Some(1);
    }
    let seconds = i64::try_from(sum).ok()? / 1_000_000_000;
    Some(seconds.max(1))
}

/// A number and its unit, in nanoseconds, and what follows.
fn part(text: &str) -> Option<(u64, &str)> {
    let (whole, after) = digits(text);
    let (fraction, after) = after.strip_prefix('.').map_or(("", after), digits);
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let mut value = 0_u64;
    for digit in whole.bytes() {
        // The same bounds as the reference, before the digit and after it.
        value = Some(value).filter(|value| *value <= LIMIT / 10)? * 10 + u64::from(digit - b'0');
        if value > LIMIT {
            return None;
        }
    }
    let end = after.find(|c: char| c == '.' || c.is_ascii_digit()).unwrap_or(after.len());
    let (unit, rest) = after.split_at(end);
    let unit = match unit {
        "ns" => 1,
        // The sign of the micro and the Greek letter.
        "us" | "\u{b5}s" | "\u{3bc}s" => 1_000,
        "ms" => 1_000_000,
        "s" => 1_000_000_000,
        "m" => 60_000_000_000,
        "h" => 3_600_000_000_000,
        _ => return None,
    };
    let value = Some(value).filter(|value| *value <= LIMIT / unit)? * unit;
    let value = value.checked_add(below_one(fraction, unit)).filter(|value| *value <= LIMIT)?;
    Some((value, rest))
}

/// The nanoseconds of a fraction. The reference computes them with a floating-point number, and cuts; only the
/// same arithmetic gives the same second where it falls just short of one.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "see above")]
fn below_one(fraction: &str, unit: u64) -> u64 {
    let (mut value, mut scale) = (0_u64, 1.0_f64);
    for digit in fraction.bytes() {
        if value > (LIMIT - 1) / 10 {
            break;
        }
        let next = value * 10 + u64::from(digit - b'0');
        if next > LIMIT {
            break;
        }
        value = next;
        scale *= 10.0;
    }
    (value as f64 * (unit as f64 / scale)) as u64
}

fn digits(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn reads_what_go_reads() {
        for (text, expected) in [
            ("1h30m", Some(5400)),
            ("1.5h", Some(5400)),
            (".5m", Some(30)),
            ("5.m", Some(300)),
            ("0", Some(1)),
            ("-1h", Some(1)),
            ("+90s", Some(90)),
            ("1ms", Some(1)),
            ("1999ms", Some(1)),
            ("2000000\u{b5}s", Some(2)),
            ("1s1s", Some(2)),
            ("9223372036854775807ns", Some(9_223_372_036)),
            ("9223372036854775808ns", None),
            ("-9223372036854775808ns", Some(1)),
            ("2562048h", None),
            ("1.99999999999999999999999999s", Some(2)),
            ("", None),
            ("-", None),
            (".s", None),
            ("5", None),
            ("1d", None),
            ("1 h", None),
            ("1h ", None),
            ("1e3s", None),
        ] {
            assert_eq!(seconds(text), expected, "{text:?}");
        }
    }
}
