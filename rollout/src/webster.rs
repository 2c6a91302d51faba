//! Webster's, or Sainte-Laguë's, method.
//!
//! Unit after unit goes to the part with the greatest claim `share / (2 * units + 1)`. A total may have 2^64 units, so
//! we start near the end: the share over the divisor `sum / total`, rounded to the nearest with ties up, is what
//! handing out all claims of at least half of that divisor gives. What is too much or too little is then taken back or
//! given by the same order of claims, at most about one unit for each part.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use crate::apportion::quota;
use crate::fraction::compare;
use crate::scratch::{INLINE, scratch};

/// What a part has to show for one unit: `share / divisor`. The greater claim comes first, of equal ones the earlier.
#[derive(Clone, Copy, Debug)]
struct Claim {
    share: u64,
    divisor: u128,
    at: usize,
}

impl Ord for Claim {
    fn cmp(&self, other: &Self) -> Ordering {
        let value = compare((self.share.into(), self.divisor), (other.share.into(), other.divisor));
        value.then(other.at.cmp(&self.at))
    }
}

impl PartialOrd for Claim {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Claim {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Claim {}

/// Replaces each share by its part; `sum` is the sum of the shares, above zero. Every share above zero gets at least
/// `least` units, 0 or 1, and there are enough for that.
pub(crate) fn divide(shares: &mut [u64], sum: u128, total: u64, least: u64) {
    scratch(shares.len(), |copy: &mut [u64]| {
        copy.copy_from_slice(shares);
        divide_into(copy, shares, sum, total, least);
    });
}

fn divide_into(shares: &[u64], parts: &mut [u64], sum: u128, total: u64, least: u64) {
    let mut given = 0_u128;
    for (&share, part) in shares.iter().zip(parts.iter_mut()) {
        if share > 0 {
            let (whole, remainder) = quota(share, total, sum);
            // Only the quota of a lone share can be the greatest number, and it has no remainder.
            let nearest = whole + u64::from(remainder >= sum - remainder);
            *part = nearest.max(least);
            given += u128::from(*part);
        }
    }
    let claim =
        |at: usize, divisor| shares.get(at).filter(|&&share| share > 0).map(|&share| Claim { share, divisor, at });
    let total = u128::from(total);
    if given < total {
        let next = |at, units| claim(at, 2 * u128::from(units) + 1);
        settle(parts, total - given, next, |units| units + 1);
    } else {
        // The unit that is taken back first is the one with the smallest claim.
        let last = |at, units| if units > least { claim(at, 2 * u128::from(units) - 1).map(Reverse) } else { None };
        settle(parts, given - total, last, |units| units - 1);
    }
}

/// Takes `count` steps, each on the part with the greatest claim; a part without a claim is left alone.
fn settle<C: Ord>(parts: &mut [u64], count: u128, claim: impl Fn(usize, u64) -> Option<C>, step: impl Fn(u64) -> u64) {
    if parts.len() <= INLINE {
        for _ in 0..count {
            let claims = parts.iter().enumerate().filter_map(|(at, &units)| Some((claim(at, units)?, at)));
            let Some(part) = claims.max().and_then(|(_, at)| parts.get_mut(at)) else { return };
            *part = step(*part);
        }
        return;
    }
    let claims = parts.iter().enumerate().filter_map(|(at, &units)| Some((claim(at, units)?, at)));
    let mut heap: BinaryHeap<(C, usize)> = claims.collect();
    for _ in 0..count {
        let Some((_, at)) = heap.pop() else { return };
        let Some(part) = parts.get_mut(at) else { return };
        *part = step(*part);
        heap.extend(claim(at, *part).map(|claim| (claim, at)));
    }
}
