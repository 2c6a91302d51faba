//! A whole that is divided among named parts.

use crate::apportion::{Apportionment, apportion_in_place, ratio};
use crate::error::{RolloutError, RolloutErrorKind};
use crate::fraction::{gcd, gcd_wide};
use crate::weight::{Weight, fraction_text};

/// Traffic, or anything else, divided among parts with a name each, in an order that is kept: `stable: 199, canary: 1`.
/// The parts always sum to the total, the total is above zero, and no two parts have the same name.
///
/// Two splits are equal when their parts are: `1:1` is not `50:50`, though each gives the same [`weights`](Self::weights).
///
/// # Examples
/// ```
/// use pavedroad_rollout::{Split, Weight};
///
/// let split = Split::from_weights([("stable", "99.5%".parse()?), ("canary", "0.5%".parse()?)])?;
/// assert_eq!((split.total(), split.share(&"canary")), (200, Some(1)));
/// assert_eq!(split.weights().map(|(_, weight)| weight.to_string()).collect::<Vec<_>>(), ["99.5%", "0.5%"]);
/// # Ok::<(), pavedroad_rollout::RolloutError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Split<K> {
    parts: Vec<(K, u64)>,
    total: u64,
}

impl<K: Ord> Split<K> {
    /// Divides the whole in proportion to shares; their sum is the total.
    ///
    /// # Errors
    /// - all shares are zero, or there is none;
    /// - two parts have the same name;
    /// - the sum is above 18446744073709551615.
    pub fn from_shares(parts: impl IntoIterator<Item = (K, u64)>) -> Result<Self, RolloutError> {
        let parts: Vec<(K, u64)> = parts.into_iter().collect();
        let total = parts.iter().try_fold(0_u64, |sum, (_, share)| sum.checked_add(*share));
        let error = |kind, found: String, expected| {
            let shares: Vec<u64> = parts.iter().map(|(_, share)| *share).collect();
            RolloutError::new("split", ratio(&shares), kind, 0, found, expected)
        };
        let mut order: Vec<usize> = (0..parts.len()).collect();
        let name = |at: &usize| parts.get(*at).map(|(name, _)| name);
        order.sort_by(|a, b| name(a).cmp(&name(b)));
        if let Some([first, second]) = order.array_windows().find(|[a, b]| name(a) == name(b)) {
            let found = format!("one name for part {} and part {}", first + 1, second + 1);
            return Err(error(RolloutErrorKind::Duplicate, found, "a name for each"));
        }
        match total {
            None => {
                let found = "a greater sum".to_owned();
                Err(error(RolloutErrorKind::TooLarge, found, "shares whose sum is at most 18446744073709551615"))
            }
            Some(0) => {
                let found = if parts.is_empty() { "none" } else { "only zeros" };
                Err(error(RolloutErrorKind::AllZero, found.to_owned(), "at least one share above zero"))
            }
            Some(total) => Ok(Self { parts, total }),
        }
    }

    /// Divides the whole into weights, which must make up the whole; the total is their least common denominator.
    ///
    /// # Errors
    /// - the weights sum to more or less than `100%`;
    /// - two parts have the same name;
    /// - the least common denominator is above 18446744073709551615.
    pub fn from_weights(parts: impl IntoIterator<Item = (K, Weight)>) -> Result<Self, RolloutError> {
        let parts: Vec<(K, Weight)> = parts.into_iter().collect();
        let error = |kind, found: String, expected| {
            let weights: Vec<String> = parts.iter().map(|(_, weight)| weight.to_string()).collect();
            RolloutError::new("split", weights.join(", "), kind, 0, found, expected)
        };
        let common = parts.iter().try_fold(1_u64, |common, (_, weight)| {
            common.checked_mul(weight.denominator() / gcd(common, weight.denominator()))
        });
        let Some(common) = common else {
            let found = "a greater one".to_owned();
            return Err(error(
                RolloutErrorKind::TooLarge,
                found,
                "a common denominator of at most 18446744073709551615",
            ));
        };
        let share = |weight: Weight| weight.numerator() * (common / weight.denominator());
        // A share is at most the denominator, so the sum of a slice of them fits.
        let sum: u128 = parts.iter().map(|(_, weight)| u128::from(share(*weight))).sum();
        if sum != u128::from(common) {
            let reduced = gcd_wide(common.into(), sum);
            let found = fraction_text(sum / reduced, u128::from(common) / reduced);
            return Err(error(RolloutErrorKind::NotTheWhole, format!("a sum of {found}"), "100%"));
        }
        Self::from_shares(parts.into_iter().map(|(name, weight)| (name, share(weight))))
    }

    /// The share of a part, or `None` if there is no such part.
    #[must_use]
    pub fn share(&self, name: &K) -> Option<u64> {
        self.parts.iter().find(|(part, _)| part == name).map(|(_, share)| *share)
    }
}

impl<K> Split<K> {
    /// The sum of all parts, at least 1.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.total
    }

    /// How many parts there are, at least 1, those of share zero too.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "no split is empty")]
    pub const fn len(&self) -> usize {
        self.parts.len()
    }

    /// The parts in their order, each with its share of the total.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&K, u64)> {
        self.parts.iter().map(|(name, share)| (name, *share))
    }

    /// The parts in their order, each with its part of the whole.
    pub fn weights(&self) -> impl ExactSizeIterator<Item = (&K, Weight)> {
        // No share exceeds the total, and the total is above zero.
        self.iter().map(|(name, share)| (name, Weight::reduced(share, self.total).unwrap_or(Weight::ZERO)))
    }

    /// The same split of another total, in whole units.
    ///
    /// # Errors
    /// - the total is 0;
    /// - every share above zero is to get at least one unit, and there are fewer units.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_rollout::{Apportionment, Split};
    ///
    /// let split = Split::from_shares([("v1", 50), ("v3", 50)])?;
    /// let pods = split.apportion(7, Apportionment::WEBSTER)?;
    /// assert_eq!((pods.share(&"v1"), pods.share(&"v3"), pods.total()), (Some(4), Some(3), 7));
    /// # Ok::<(), pavedroad_rollout::RolloutError>(())
    /// ```
    pub fn apportion(&self, total: u64, how: Apportionment) -> Result<Self, RolloutError>
    where
        K: Clone,
    {
        let mut shares = self.shares();
        if total == 0 {
            let expected = "at least one unit";
            return Err(RolloutError::new(
                "split",
                ratio(&shares),
                RolloutErrorKind::AllZero,
                0,
                "0 to divide",
                expected,
            ));
        }
        apportion_in_place(&mut shares, total, how)?;
        Ok(self.with_shares(&shares, total))
    }

    pub(crate) fn shares(&self) -> Vec<u64> {
        self.iter().map(|(_, share)| share).collect()
    }

    /// The same names with other shares, as many, whose sum is the total.
    pub(crate) fn with_shares(&self, shares: &[u64], total: u64) -> Self
    where
        K: Clone,
    {
        Self { parts: self.iter().zip(shares).map(|((name, _), share)| (name.clone(), *share)).collect(), total }
    }
}
