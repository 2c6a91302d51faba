//! A number of pods, or a percentage of them.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::error::{RolloutError, RolloutErrorKind};
use crate::violation::Violation;

/// A number of pods (`1`), or a percentage of them (`25%`): what Kubernetes calls an `IntOrString` wherever it
/// counts pods.
///
/// # Syntax
/// - `25%`: one or more digits and a `%`, nothing else; more than `100%` is legal here. Source: `IsValidPercent`
///   in Kubernetes' `apimachinery/pkg/util/validation`.
/// - `1`: a whole number, not negative; a sign is read as Go's `strconv.Atoi` reads it (`+1`, `-0`). Source:
///   `Parse` in `apimachinery/pkg/util/intstr`, then `ValidatePositiveIntOrPercent`.
///
/// Leading zeros are read and not kept: `025%` prints `25%`. Serde takes a number or a string, as the API server
/// does; a quoted number (`"1"`) is refused there and here.
///
/// One deliberate difference: a number or percentage above 2147483647 is refused. The API server lets the text of
/// such a percentage pass, and then the controller's 32-bit arithmetic wraps around.
///
/// There is no order between `1` and `25%`, so there is no `Ord`; `0` and `0%` are two values.
///
/// # Examples
/// ```
/// use pavedroad_rollout::IntOrPercent;
///
/// let surge: IntOrPercent = "25%".parse()?;
/// assert_eq!(surge.as_percent(), Some(25));
/// assert_eq!((surge.rounded_up(10), surge.rounded_down(10)), (3, 2));
///
/// const ONE: IntOrPercent = IntOrPercent::from_static("1");
/// assert_eq!((ONE.as_int(), ONE.rounded_up(10)), (Some(1), 1));
/// # Ok::<(), pavedroad_rollout::RolloutError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct IntOrPercent(Form);

/// Neither number is ever negative.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Form {
    Int(i32),
    Percent(i32),
}

impl IntOrPercent {
    /// Reads `1` or `25%`; the same as [`str::parse`].
    ///
    /// # Errors
    /// - nothing (`""`), or a sign or `%` alone (`%`, `-`);
    /// - another character (`25 %`, `2.5%`, `1_0`, `+25%`);
    /// - a negative number (`-1`, `-25%`);
    /// - a number above 2147483647.
    pub fn new(text: &str) -> Result<Self, RolloutError> {
        text.parse()
    }

    /// Makes one from a literal, checked when the program is compiled:
    /// ```compile_fail
    /// const BAD: pavedroad_rollout::IntOrPercent = pavedroad_rollout::IntOrPercent::from_static("25 %");
    /// ```
    ///
    /// # Panics
    /// If the text is not legal. In a `const` that is a compile error; use [`str::parse`] for text that is only
    /// known at run time.
    #[must_use]
    #[expect(clippy::panic, reason = "in a const it is a compile error, which is the point")]
    pub const fn from_static(text: &'static str) -> Self {
        match read(text.as_bytes()) {
            Ok(value) => value,
            Err(_) => panic!("the literal is not a number of pods such as 1, or a percentage such as 25%"),
        }
    }

    /// The number of pods, if it is one: 0 to 2147483647.
    #[must_use]
    pub const fn as_int(self) -> Option<i32> {
        match self.0 {
            Form::Int(pods) => Some(pods),
            Form::Percent(_) => None,
        }
    }

    /// The percentage, if it is one: 0 to 2147483647, so `25%` is 25.
    #[must_use]
    pub const fn as_percent(self) -> Option<i32> {
        match self.0 {
            Form::Int(_) => None,
            Form::Percent(percent) => Some(percent),
        }
    }

    /// Whether it is `0` or `0%`.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        matches!(self.0, Form::Int(0) | Form::Percent(0))
    }

    /// The number of pods out of `replicas`, a percentage rounded up. Source: `GetScaledValueFromIntOrPercent` in
    /// Kubernetes' `apimachinery/pkg/util/intstr`, which rounds in floating point: exact too as long as its result
    /// fits the 32 bits it is then cut to.
    #[must_use]
    pub const fn rounded_up(self, replicas: u32) -> u64 {
        match self.0 {
            Form::Int(pods) => pods.unsigned_abs() as u64,
            Form::Percent(percent) => hundredfold(percent, replicas).div_ceil(100),
        }
    }

    /// The number of pods out of `replicas`, a percentage rounded down; otherwise as
    /// [`rounded_up`](Self::rounded_up).
    #[must_use]
    pub const fn rounded_down(self, replicas: u32) -> u64 {
        match self.0 {
            Form::Int(pods) => pods.unsigned_abs() as u64,
            Form::Percent(percent) => hundredfold(percent, replicas) / 100,
        }
    }
}

impl FromStr for IntOrPercent {
    type Err = RolloutError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        read(text.as_bytes()).map_err(|violation| refused(text, violation))
    }
}

impl fmt::Display for IntOrPercent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Form::Int(pods) => fmt::Display::fmt(&pods, f),
            // Padding is rare and a short allocation is cheap; without it nothing is allocated.
            Form::Percent(percent) if f.width().is_some() => f.pad(&format!("{percent}%")),
            Form::Percent(percent) => write!(f, "{percent}%"),
        }
    }
}

impl fmt::Debug for IntOrPercent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IntOrPercent({self})")
    }
}

impl TryFrom<&str> for IntOrPercent {
    type Error = RolloutError;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl TryFrom<u32> for IntOrPercent {
    type Error = RolloutError;

    fn try_from(pods: u32) -> Result<Self, Self::Error> {
        i32::try_from(pods)
            .map(|pods| Self(Form::Int(pods)))
            .map_err(|_| refused(&pods.to_string(), Violation::at(RolloutErrorKind::TooLarge, 0)))
    }
}

impl Serialize for IntOrPercent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Form::Int(pods) => serializer.serialize_i32(pods),
            Form::Percent(_) => serializer.collect_str(self),
        }
    }
}

impl<'de> Deserialize<'de> for IntOrPercent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = IntOrPercent;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number of pods such as `1`, or a percentage such as `25%`")
            }

            fn visit_u64<E: de::Error>(self, pods: u64) -> Result<IntOrPercent, E> {
                pods.to_string().parse().map_err(E::custom)
            }

            fn visit_i64<E: de::Error>(self, pods: i64) -> Result<IntOrPercent, E> {
                pods.to_string().parse().map_err(E::custom)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<IntOrPercent, E> {
                let value: IntOrPercent = text.parse().map_err(E::custom)?;
                match value.0 {
                    Form::Percent(_) => Ok(value),
                    Form::Int(_) => Err(E::custom(
                        refused(text, Violation::at(RolloutErrorKind::Quoted, text.len()))
                            .with_hint(format!("write {value} without quotes, or \"{value}%\"")),
                    )),
                }
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}

/// `percent` times `replicas`: below 2^63, so nothing overflows.
const fn hundredfold(percent: i32, replicas: u32) -> u64 {
    percent.unsigned_abs() as u64 * replicas as u64
}

/// The error for a text: what was found, what was expected, and what was probably meant.
fn refused(text: &str, violation: Violation) -> RolloutError {
    use RolloutErrorKind::{Empty, Negative, Quoted, TooLarge};

    let expected = match violation.kind {
        Empty => "a number such as 1, or a percentage such as 25%",
        Negative => "0 or more",
        TooLarge => "at most 2147483647",
        Quoted => "'%'",
        _ => "a digit",
    };
    let found = match violation.kind {
        Empty => Cow::Borrowed("nothing"),
        TooLarge if text.len() <= 24 => Cow::Owned(text.to_owned()),
        TooLarge => Cow::Owned(format!("a number of {} characters", text.len())),
        _ => violation.found(text),
    };
    let error =
        RolloutError::new("number or percentage of pods", text, violation.kind, violation.offset, found, expected);
    match mend(text) {
        Some(mended) => error.with_hint(format!("did you mean \"{mended}\"?")),
        None => error,
    }
}

/// One pass over the text; a percentage is what ends in `%`.
const fn read(text: &[u8]) -> Result<IntOrPercent, Violation> {
    use RolloutErrorKind::{Character, Empty, Incomplete, Negative, TooLarge};

    let (digits, percent) = match text {
        [] => return Err(Violation::at(Empty, 0)),
        [digits @ .., b'%'] => (digits.len(), true),
        _ => (text.len(), false),
    };
    let sign = text[0] == b'-' || (text[0] == b'+' && !percent);
    if sign && percent {
        return Err(Violation::at(Negative, 0));
    }
    let mut at = sign as usize;
    if at == digits {
        return Err(Violation::at(Incomplete, at));
    }
    let mut value = Some(0_i32);
    while at < digits {
        if !text[at].is_ascii_digit() {
            return Err(Violation::at(Character, at));
        }
        value = match value {
            Some(value) => match value.checked_mul(10) {
                Some(value) => value.checked_add((text[at] - b'0') as i32),
                None => None,
            },
            None => None,
        };
        at += 1;
    }
    match value {
        _ if text[0] == b'-' && !matches!(value, Some(0)) => Err(Violation::at(Negative, 0)),
        None => Err(Violation::at(TooLarge, 0)),
        Some(value) if percent => Ok(IntOrPercent(Form::Percent(value))),
        Some(value) => Ok(IntOrPercent(Form::Int(value))),
    }
}

/// The value somebody probably meant: without blanks. Only looked for in short texts.
fn mend(text: &str) -> Option<IntOrPercent> {
    if text.len() > 64 {
        return None;
    }
    let mended: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if mended == text { None } else { read(mended.as_bytes()).ok() }
}
