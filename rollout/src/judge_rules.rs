//! What a canary is judged by.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize, de};

use crate::error::{RolloutError, RolloutErrorKind};
use crate::weight::Weight;

/// When a canary is taken back: its requests fail more than [`max_error_ratio`](Self::max_error_ratio) times as often as
/// those of the stable version, and the chance to say so of one that does not is at most [`alpha`](Self::alpha).
///
/// # Syntax
/// As data, `{maxErrorRatio: 2, alpha: 5%}`; without an alpha it is 5 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct JudgeRules {
    max_error_ratio: RateRatio,
    alpha: Weight,
}

/// How often a canary is taken back that is as good as the stable version, unless the plan says another: 5 %.
const ALPHA: Weight = Weight::from_static("5%");

impl JudgeRules {
    /// Rules with both settings.
    ///
    /// # Errors
    /// - `alpha` is 0 %, with which nothing is ever taken back;
    /// - `alpha` is above 50 %, with which a coin would do.
    pub fn new(max_error_ratio: RateRatio, alpha: Weight) -> Result<Self, RolloutError> {
        if alpha.is_zero() || alpha > Weight::from_static("50%") {
            let found = alpha.to_string();
            return Err(RolloutError::new(
                "alpha",
                &*found.clone(),
                RolloutErrorKind::OutOfRange,
                0,
                found,
                "above 0%, at most 50%",
            ));
        }
        Ok(Self { max_error_ratio, alpha })
    }

    /// How many times as often the canary's requests may fail.
    #[must_use]
    pub const fn max_error_ratio(self) -> RateRatio {
        self.max_error_ratio
    }

    /// The greatest chance that a canary is taken back that is as good as the stable version.
    #[must_use]
    pub const fn alpha(self) -> Weight {
        self.alpha
    }
}

impl<'de> Deserialize<'de> for JudgeRules {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "camelCase")]
        struct Form {
            max_error_ratio: RateRatio,
            #[serde(default)]
            alpha: Option<Weight>,
        }

        let Form { max_error_ratio, alpha } = Form::deserialize(deserializer)?;
        Self::new(max_error_ratio, alpha.unwrap_or(ALPHA)).map_err(de::Error::custom)
    }
}

/// How many times as often something happens in one group as in another: above 1, at most 1,000, with at most three
/// decimals, kept exactly.
///
/// # Examples
/// ```
/// use pavedroad_rollout::RateRatio;
///
/// let ratio: RateRatio = "1.5".parse()?;
/// assert_eq!(ratio.thousandths(), 1_500);
/// assert_eq!(
///     "1".parse::<RateRatio>().unwrap_err().to_string(),
///     "invalid ratio \"1\": found 1, expected more than 1, at most 1000"
/// );
/// # Ok::<(), pavedroad_rollout::RolloutError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RateRatio(u32);

impl RateRatio {
    /// The ratio in thousandths: 1,001 to 1,000,000.
    #[must_use]
    pub const fn thousandths(self) -> u32 {
        self.0
    }
}

impl FromStr for RateRatio {
    type Err = RolloutError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refuse = |kind, at, found: String, expected: &'static str| {
            Err(RolloutError::new("ratio", text, kind, at, found, expected))
        };
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        if whole.is_empty() || decimals.is_empty() {
            return refuse(RolloutErrorKind::Empty, 0, "no digits".to_owned(), "a number such as 1.5");
        }
        if let Some((at, character)) = text.char_indices().find(|(_, c)| !c.is_ascii_digit() && *c != '.') {
            return refuse(RolloutErrorKind::Character, at, format!("{character:?}"), "a number such as 1.5");
        }
        if decimals.contains('.') || decimals.trim_end_matches('0').len() > 3 {
            return refuse(RolloutErrorKind::TooPrecise, 0, text.to_owned(), "at most three decimals");
        }
        let decimals = format!("{:0<3}", decimals.trim_end_matches('0'));
        let thousandths = whole.parse::<u32>().ok().and_then(|whole| whole.checked_mul(1_000));
        match thousandths.and_then(|whole| whole.checked_add(decimals.parse().ok()?)) {
            Some(thousandths @ 1_001..=1_000_000) => Ok(Self(thousandths)),
            _ => refuse(RolloutErrorKind::OutOfRange, 0, text.to_owned(), "more than 1, at most 1000"),
        }
    }
}

impl fmt::Display for RateRatio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, decimals) = (self.0 / 1_000, format!("{:03}", self.0 % 1_000));
        match decimals.trim_end_matches('0') {
            "" => f.pad(&whole.to_string()),
            decimals => f.pad(&format!("{whole}.{decimals}")),
        }
    }
}

impl Serialize for RateRatio {
    /// As text, so that no reader makes a float of it.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RateRatio {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = RateRatio;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a ratio such as `2` or `1.5`")
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<RateRatio, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<RateRatio, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<RateRatio, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<RateRatio, E> {
                text.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}
