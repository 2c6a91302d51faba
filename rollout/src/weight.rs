//! A part of the whole, as an exact fraction.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::error::{RolloutError, RolloutErrorKind};
use crate::fraction::gcd;
use crate::violation::Violation;
use crate::weight_text::{read, refused};

/// A part of the traffic or of the pods, from nothing (`0%`) to everything (`100%`), as an exact fraction: `0.5%` is
/// one in two hundred, and `1/3` is a third, not 33.33 %.
///
/// # Syntax
/// - `50%`, `0.5%`: digits, at most 17 decimals that are not trailing zeros, and a `%`; at most `100%`.
/// - `1/3`: two whole numbers up to 18446744073709551615, the second not 0 and not below the first.
///
/// No sign, no blank. A number without `%` is refused: it could be a percentage or a fraction. It prints as a percentage
/// where that takes at most six decimals, as a reduced fraction otherwise.
///
/// # Ordering
/// By value, without rounding.
///
/// # Examples
/// ```
/// use pavedroad_rollout::Weight;
///
/// let canary: Weight = "0.5%".parse()?;
/// assert_eq!((canary.numerator(), canary.denominator()), (1, 200));
/// assert_eq!(canary.complement().to_string(), "99.5%");
///
/// const THIRD: Weight = Weight::from_static("1/3");
/// assert_eq!(THIRD, Weight::from_fraction(5, 15)?);
/// assert!(THIRD > "33.33333333333333333%".parse()?);
/// # Ok::<(), pavedroad_rollout::RolloutError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Weight {
    // Reduced, so that equal weights are equal fields.
    numerator: u64,
    denominator: u64,
}

impl Weight {
    /// Nothing: `0%`.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };

    /// Everything: `100%`.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// Reads `0.5%` or `1/3`; the same as [`str::parse`].
    ///
    /// # Errors
    /// - nothing (`""`), or one that ends too early (`5`, `0.%`, `1/`);
    /// - another character (`5 %`, `.5%`, `1e-3`, `１%`);
    /// - a negative one (`-1%`);
    /// - more than `100%` (`101%`, `4/3`);
    /// - a denominator of 0 (`1/0`);
    /// - a number above 18446744073709551615 in a fraction, or more than 17 decimals.
    pub fn new(text: &str) -> Result<Self, RolloutError> {
        text.parse()
    }

    /// The weight `numerator` / `denominator`.
    ///
    /// # Errors
    /// - the denominator is 0;
    /// - the numerator is above it: more than everything.
    pub fn from_fraction(numerator: u64, denominator: u64) -> Result<Self, RolloutError> {
        match Self::reduced(numerator, denominator) {
            Ok(weight) => Ok(weight),
            Err(kind) => Err(refused(&format!("{numerator}/{denominator}"), Violation::at(kind, 0))),
        }
    }

    /// Makes one from a literal, checked when the program is compiled:
    /// ```compile_fail
    /// const BAD: pavedroad_rollout::Weight = pavedroad_rollout::Weight::from_static("101%");
    /// ```
    ///
    /// # Panics
    /// If the text is not legal. In a `const` that is a compile error; use [`str::parse`] for text that is only
    /// known at run time.
    #[must_use]
    #[expect(clippy::panic, reason = "in a const it is a compile error, which is the point")]
    pub const fn from_static(text: &'static str) -> Self {
        match read(text.as_bytes()) {
            Ok(weight) => weight,
            Err(_) => panic!("the literal is not a weight such as 0.5% or 1/3"),
        }
    }

    pub(crate) const fn reduced(numerator: u64, denominator: u64) -> Result<Self, RolloutErrorKind> {
        if denominator == 0 {
            return Err(RolloutErrorKind::ZeroDenominator);
        }
        if numerator > denominator {
            return Err(RolloutErrorKind::MoreThanAll);
        }
        let common = gcd(denominator, numerator);
        Ok(Self { numerator: numerator / common, denominator: denominator / common })
    }

    /// The upper number of the reduced fraction: 1 of `0.5%`.
    #[must_use]
    pub const fn numerator(self) -> u64 {
        self.numerator
    }

    /// The lower number of the reduced fraction: 200 of `0.5%`. At least 1.
    #[must_use]
    pub const fn denominator(self) -> u64 {
        self.denominator
    }

    /// What is left of the whole: `99.5%` of `0.5%`.
    #[must_use]
    pub const fn complement(self) -> Self {
        Self { numerator: self.denominator - self.numerator, denominator: self.denominator }
    }

    /// Whether it is `0%`.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// Whether it is `100%`.
    #[must_use]
    pub const fn is_one(self) -> bool {
        self.numerator == self.denominator
    }

    /// This part of a number, rounded up. No weight is above 1, so the result is at most the number.
    pub(crate) const fn ceil_of(self, number: u32) -> u32 {
        self.product(number).div_ceil(self.denominator as u128) as u32
    }

    /// This part of a number, rounded down; at most the number.
    pub(crate) const fn floor_of(self, number: u32) -> u32 {
        (self.product(number) / self.denominator as u128) as u32
    }

    /// This part of a number, rounded to the nearest, a half up; at most the number.
    pub(crate) const fn nearest_of(self, number: u32) -> u32 {
        let denominator = self.denominator as u128;
        ((2 * self.product(number) + denominator) / (2 * denominator)) as u32
    }

    /// This part of a number times the denominator; below 2^96.
    pub(crate) const fn product(self, number: u32) -> u128 {
        self.numerator as u128 * number as u128
    }
}

impl Ord for Weight {
    fn cmp(&self, other: &Self) -> Ordering {
        // Both products are below 2^128.
        let left = u128::from(self.numerator) * u128::from(other.denominator);
        left.cmp(&(u128::from(other.numerator) * u128::from(self.denominator)))
    }
}

impl PartialOrd for Weight {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl FromStr for Weight {
    type Err = RolloutError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        read(text.as_bytes()).map_err(|violation| refused(text, violation))
    }
}

impl TryFrom<&str> for Weight {
    type Error = RolloutError;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&fraction_text(self.numerator.into(), self.denominator.into()))
    }
}

/// A reduced fraction as people write it: a percentage with at most six decimals, or the fraction itself.
pub(crate) fn fraction_text(numerator: u128, denominator: u128) -> String {
    /// One percent with six decimals has this many units.
    const UNITS: u128 = 1_000_000;

    let units = match (100 * UNITS).checked_rem(denominator) {
        Some(0) => numerator.checked_mul(100 * UNITS / denominator),
        _ => None,
    };
    let Some(units) = units else { return format!("{numerator}/{denominator}") };
    let (whole, decimals) = (units / UNITS, format!("{:06}", units % UNITS));
    match decimals.trim_end_matches('0') {
        "" => format!("{whole}%"),
        decimals => format!("{whole}.{decimals}%"),
    }
}

impl fmt::Debug for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Weight({self})")
    }
}

impl Serialize for Weight {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Weight {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = Weight;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a weight such as `0.5%` or `1/3`")
            }

            // A number is refused with the same hint as its text: it lacks the `%`.
            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Weight, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Weight, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Weight, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Weight, E> {
                text.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}
