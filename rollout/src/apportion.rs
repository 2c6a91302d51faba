//! Shares of any size divided into a total of whole units.

use crate::error::{RolloutError, RolloutErrorKind};
use crate::parts::Parts;
use crate::{largest_remainder, webster};

/// How the units that do not divide evenly are given away. No method has all the good properties at once (Balinski and
/// Young, 1982); each of these two has the ones that the other lacks.
///
/// | | [`LargestRemainder`](Self::LargestRemainder) | [`Webster`](Self::Webster) |
/// |---|---|---|
/// | the parts sum to the total | yes | yes |
/// | quota: every part is its exact quota, rounded down or up | yes | not always |
/// | the greatest error of a part is the least possible | yes | not always |
/// | monotone: of a greater total no part gets less | not always | yes |
/// | a greater share never gets less than a smaller one | yes | yes |
/// | zero stays zero; ties go to the earlier part | yes | yes |
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Apportionment {
    /// Every part gets its exact quota rounded down, and the units left over go to the largest remainders; also
    /// called Hamilton's method. Right for one total, such as the 100 of a percentage.
    #[default]
    LargestRemainder,
    /// Every part is its share over one common divisor, rounded to the nearest; also called Sainte-Laguë's method.
    /// Right where the total moves, as the number of pods under an autoscaler does.
    Webster,
}

/// Divides `total` units in proportion to `shares`: integers only, no rounding error, no allocation for up to
/// [`Parts::INLINE`] shares. Ties go to the earlier part, a share of zero gets zero, and what is already such a division
/// of the total comes back unchanged.
///
/// # Errors
/// All shares are zero, or there is none.
///
/// # Examples
/// ```
/// use pavedroad_rollout::{Apportionment, apportion};
///
/// // 6 and 13 of 70 both have the remainder 4/7; computed with f64 the later one wins: 63, 8, 19, 10.
/// let parts = apportion(&[44, 6, 13, 7], 100, Apportionment::LargestRemainder)?;
/// assert_eq!(*parts, [63, 9, 18, 10]);
///
/// // The Alabama paradox: of one unit more, the third part gets one less. Webster's method never does that.
/// let of = |total, method| apportion(&[3, 3, 1], total, method);
/// assert_eq!(*of(10, Apportionment::LargestRemainder)?, [4, 4, 2]);
/// assert_eq!(*of(11, Apportionment::LargestRemainder)?, [5, 5, 1]);
/// assert_eq!(*of(10, Apportionment::Webster)?, [5, 4, 1]);
/// assert_eq!(*of(11, Apportionment::Webster)?, [5, 5, 1]);
/// # Ok::<(), pavedroad_rollout::RolloutError>(())
/// ```
pub fn apportion(shares: &[u64], total: u64, method: Apportionment) -> Result<Parts, RolloutError> {
    let sum = sum(shares)?;
    Ok(match method {
        Apportionment::LargestRemainder => largest_remainder::divide(shares, sum, total),
        Apportionment::Webster => webster::divide(shares, sum, total, 0),
    })
}

/// As [`apportion`], but every share above zero gets at least one unit: a small canary gets some traffic.
///
/// With the largest remainder, every part whose quota is below one gets one, and the others divide the rest by the same
/// method; with Webster's, every part gets its first unit before any gets its second.
///
/// # Errors
/// - all shares are zero, or there is none;
/// - there are more shares above zero than units.
///
/// # Examples
/// ```
/// use pavedroad_rollout::{Apportionment, apportion, apportion_at_least_one};
///
/// let (shares, method) = ([997, 1, 1, 1], Apportionment::LargestRemainder);
/// assert_eq!(*apportion(&shares, 100, method)?, [100, 0, 0, 0]);
/// assert_eq!(*apportion_at_least_one(&shares, 100, method)?, [97, 1, 1, 1]);
/// assert!(apportion_at_least_one(&shares, 3, method).is_err());
/// # Ok::<(), pavedroad_rollout::RolloutError>(())
/// ```
pub fn apportion_at_least_one(shares: &[u64], total: u64, method: Apportionment) -> Result<Parts, RolloutError> {
    let sum = sum(shares)?;
    let some = shares.iter().filter(|&&share| share > 0).count();
    // A usize fits 128 bits.
    if some as u128 > u128::from(total) {
        return Err(RolloutError::new(
            "shares",
            ratio(shares),
            RolloutErrorKind::TooFewUnits,
            0,
            format!("{total} to divide"),
            "at least one unit for each share above zero",
        )
        .with_hint(format!("{some} shares are above zero")));
    }
    Ok(match method {
        Apportionment::LargestRemainder => largest_remainder::divide_at_least_one(shares, sum, total),
        Apportionment::Webster => webster::divide(shares, sum, total, 1),
    })
}

/// The sum of all shares, above zero. A slice has fewer than 2^64 shares below 2^64 each, so 128 bits hold it.
fn sum(shares: &[u64]) -> Result<u128, RolloutError> {
    match shares.iter().map(|&share| u128::from(share)).sum() {
        0 => Err(RolloutError::new(
            "shares",
            ratio(shares),
            RolloutErrorKind::AllZero,
            0,
            if shares.is_empty() { "none" } else { "only zeros" },
            "at least one share above zero",
        )),
        sum => Ok(sum),
    }
}

/// Shares as people write a ratio: `199:1`. Long lists are cut: it is for messages.
pub(crate) fn ratio(shares: &[u64]) -> String {
    let shown: Vec<String> = shares.iter().take(Parts::INLINE).map(u64::to_string).collect();
    let more = if shares.len() > Parts::INLINE { ":..." } else { "" };
    format!("{}{more}", shown.join(":"))
}

/// `share * total` divided by `sum`: the whole part and what remains. Neither the share nor the total exceeds the
/// product of 64-bit numbers, which 128 bits hold; the quotient is at most the total, since no share exceeds the sum.
#[expect(clippy::inline_always, reason = "the narrow form of the division is what makes short lists fast")]
#[inline(always)]
pub(crate) fn quota(share: u64, total: u64, sum: u128) -> (u64, u128) {
    // The narrow division is several times faster, and nearly always wide enough.
    if let (Some(product), Ok(sum)) = (share.checked_mul(total), u64::try_from(sum)) {
        return (product / sum, u128::from(product % sum));
    }
    let product = u128::from(share) * u128::from(total);
    ((product / sum) as u64, product % sum)
}
