//! How far a part is from what was asked for.

use std::cmp::Ordering;
use std::fmt;

use crate::fraction::{compare, gcd_wide};
use crate::weight::fraction_text;

/// How much of the whole a part got too much (`+0.5%`) or too little (`-1/600`), as an exact fraction from -1 to 1.
///
/// # Examples
/// ```
/// use pavedroad_rollout::{Split, WeightRule};
///
/// let thirds = Split::from_shares([("v1", 1), ("v2", 1), ("v3", 1)])?;
/// let fit = thirds.fit(&WeightRule::KNATIVE)?;
/// let (version, percent, error) = fit.iter().next().ok_or("no part")?;
/// assert_eq!((*version, percent, error.to_string()), ("v1", 34, "+1/150".to_owned()));
/// assert_eq!((error.numerator(), error.denominator(), error.is_too_much()), (1, 150, true));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Deviation {
    // Reduced; 0/1 and not too much when it is nothing.
    too_much: bool,
    numerator: u128,
    denominator: u128,
}

impl Deviation {
    /// `part` of `total` less `share` of `sum`. No part exceeds its total, and no total is 0.
    pub(crate) fn between((part, total): (u64, u64), (share, sum): (u64, u64)) -> Self {
        // Products of two 64-bit numbers.
        let got = u128::from(part) * u128::from(sum);
        let asked = u128::from(share) * u128::from(total);
        let (difference, whole) = (got.abs_diff(asked), u128::from(total) * u128::from(sum));
        let common = gcd_wide(whole, difference).max(1);
        Self { too_much: got > asked, numerator: difference / common, denominator: whole / common }
    }

    /// Whether the part is exactly what was asked for.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// Whether the part got more than was asked for.
    #[must_use]
    pub const fn is_too_much(self) -> bool {
        self.too_much
    }

    /// The upper number of the reduced fraction, without the sign.
    #[must_use]
    pub const fn numerator(self) -> u128 {
        self.numerator
    }

    /// The lower number of the reduced fraction, at least 1.
    #[must_use]
    pub const fn denominator(self) -> u128 {
        self.denominator
    }

    /// Compares without the signs: which of the two is farther off.
    #[must_use]
    pub fn cmp_size(self, other: Self) -> Ordering {
        compare((self.numerator, self.denominator), (other.numerator, other.denominator))
    }
}

impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match (self.is_zero(), self.too_much) {
            (true, _) => "",
            (false, true) => "+",
            (false, false) => "-",
        };
        f.pad(&format!("{sign}{}", fraction_text(self.numerator, self.denominator)))
    }
}

impl fmt::Debug for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Deviation({self})")
    }
}
