//! Shares of any size divided into a total of whole units.

use crate::error::{RolloutError, RolloutErrorKind};
use crate::scratch::INLINE;
use crate::{largest_remainder, webster};

/// How the units that do not divide evenly are given away. No method has all the good properties at once (Balinski and
/// Young, 1982); each of these two has the ones that the other lacks.
///
/// | | [`LARGEST_REMAINDER`](Self::LARGEST_REMAINDER) | [`WEBSTER`](Self::WEBSTER) |
/// |---|---|---|
/// | the parts sum to the total | yes | yes |
/// | quota: every part is its exact quota, rounded down or up | yes | not always |
/// | the greatest error of a part is the least possible | yes | not always |
/// | monotone: of a greater total no part gets less | not always | yes |
/// | a greater share never gets less than a smaller one | yes | yes |
/// | zero stays zero; ties go to the earlier part | yes | yes |
///
/// # Examples
/// ```
/// use pavedroad_rollout::{Apportionment, apportion};
///
/// // The Alabama paradox: of one unit more, the third part gets one less. Webster's method never does that.
/// let (remainder, webster) = (Apportionment::LARGEST_REMAINDER, Apportionment::WEBSTER);
/// assert_eq!(apportion([3, 3, 1], 10, remainder)?, [4, 4, 2]);
/// assert_eq!(apportion([3, 3, 1], 11, remainder)?, [5, 5, 1]);
/// assert_eq!(apportion([3, 3, 1], 10, webster)?, [5, 4, 1]);
/// assert_eq!(apportion([3, 3, 1], 11, webster)?, [5, 5, 1]);
/// # Ok::<(), pavedroad_rollout::RolloutError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Apportionment {
    method: Method,
    at_least_one: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Method {
    LargestRemainder,
    Webster,
}

impl Apportionment {
    /// Every part gets its exact quota rounded down, and the units left over go to the largest remainders; also called
    /// Hamilton's method. Right for one total, such as the 100 of a percentage.
    pub const LARGEST_REMAINDER: Self = Self { method: Method::LargestRemainder, at_least_one: false };

    /// Every part is its share over one common divisor, rounded to the nearest; also called Sainte-Laguë's method.
    /// Right where the total moves, as the number of pods under an autoscaler does.
    pub const WEBSTER: Self = Self { method: Method::Webster, at_least_one: false };

    /// The same, but every share above zero gets at least one unit: a small canary gets some traffic.
    ///
    /// With the largest remainder, every part that would get nothing gets one unit, and the others divide the rest by the
    /// same method, until none gets nothing; with Webster's, every part gets its first unit before any gets its second.
    /// Where no part would get nothing, nothing changes.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_rollout::{Apportionment, apportion};
    ///
    /// let method = Apportionment::LARGEST_REMAINDER;
    /// assert_eq!(apportion([997, 1, 1, 1], 100, method)?, [100, 0, 0, 0]);
    /// assert_eq!(apportion([997, 1, 1, 1], 100, method.with_at_least_one())?, [97, 1, 1, 1]);
    /// # Ok::<(), pavedroad_rollout::RolloutError>(())
    /// ```
    #[must_use]
    pub const fn with_at_least_one(self) -> Self {
        Self { at_least_one: true, ..self }
    }
}

impl Default for Apportionment {
    /// [`Apportionment::LARGEST_REMAINDER`].
    fn default() -> Self {
        Self::LARGEST_REMAINDER
    }
}

/// Divides `total` units in proportion to `shares`: integers only, no rounding error. Ties go to the earlier part, a share
/// of zero gets zero, and what is already such a division of the total comes back unchanged.
///
/// # Errors
/// - all shares are zero, or there is none;
/// - every share above zero is to get at least one unit, and there are fewer units.
///
/// # Examples
/// ```
/// use pavedroad_rollout::{Apportionment, apportion};
///
/// // 6 and 13 of 70 both have the remainder 4/7; computed with f64 the later one wins: 63, 8, 19, 10.
/// assert_eq!(apportion([44, 6, 13, 7], 100, Apportionment::LARGEST_REMAINDER)?, [63, 9, 18, 10]);
/// # Ok::<(), pavedroad_rollout::RolloutError>(())
/// ```
#[inline]
pub fn apportion<const N: usize>(shares: [u64; N], total: u64, how: Apportionment) -> Result<[u64; N], RolloutError> {
    let mut parts = shares;
    apportion_in_place(&mut parts, total, how)?;
    Ok(parts)
}

/// As [`apportion`], for any number of shares: each is replaced by its part. Up to 16 shares need no allocation.
///
/// # Errors
/// As [`apportion`]; the shares are then as they were.
///
/// # Examples
/// ```
/// use pavedroad_rollout::{Apportionment, apportion_in_place};
///
/// let mut pods = vec![50, 30, 20];
/// apportion_in_place(&mut pods, 7, Apportionment::WEBSTER)?;
/// assert_eq!(pods, [4, 2, 1]);
/// # Ok::<(), pavedroad_rollout::RolloutError>(())
/// ```
pub fn apportion_in_place(shares: &mut [u64], total: u64, how: Apportionment) -> Result<(), RolloutError> {
    // A slice has fewer than 2^64 shares below 2^64 each, so 128 bits hold their sum.
    let sum: u128 = shares.iter().map(|&share| u128::from(share)).sum();
    if sum == 0 {
        return Err(all_zero(shares));
    }
    if how.at_least_one {
        let some = shares.iter().filter(|&&share| share > 0).count();
        // A usize fits 128 bits.
        if some as u128 > u128::from(total) {
            return Err(too_few(shares, some, total));
        }
    }
    match (how.method, how.at_least_one) {
        (Method::LargestRemainder, false) => largest_remainder::divide(shares, sum, total),
        (Method::LargestRemainder, true) => largest_remainder::divide_at_least_one(shares, sum, total),
        (Method::Webster, at_least_one) => webster::divide(shares, sum, total, at_least_one.into()),
    }
    Ok(())
}

#[cold]
fn all_zero(shares: &[u64]) -> RolloutError {
    let found = if shares.is_empty() { "none" } else { "only zeros" };
    RolloutError::new("shares", ratio(shares), RolloutErrorKind::AllZero, 0, found, "at least one share above zero")
}

#[cold]
fn too_few(shares: &[u64], some: usize, total: u64) -> RolloutError {
    let (found, expected) = (format!("{total} to divide"), "at least one unit for each share above zero");
    RolloutError::new("shares", ratio(shares), RolloutErrorKind::TooFewUnits, 0, found, expected)
        .with_hint(format!("{some} shares are above zero"))
}

/// Shares as people write a ratio: `199:1`. Long lists are cut: it is for messages.
pub(crate) fn ratio(shares: &[u64]) -> String {
    let shown: Vec<String> = shares.iter().take(INLINE).map(u64::to_string).collect();
    let more = if shares.len() > INLINE { ":..." } else { "" };
    format!("{}{more}", shown.join(":"))
}

/// `share * total` divided by `sum`: the whole part and what remains. The product of two 64-bit numbers fits 128 bits,
/// and the quotient is at most the total, since no share exceeds the sum.
pub(crate) fn quota(share: u64, total: u64, sum: u128) -> (u64, u128) {
    // The narrow division is several times faster, and nearly always wide enough.
    if let (Some(product), Ok(sum)) = (share.checked_mul(total), u64::try_from(sum)) {
        return (product / sum, u128::from(product % sum));
    }
    let product = u128::from(share) * u128::from(total);
    ((product / sum) as u64, product % sum)
}
