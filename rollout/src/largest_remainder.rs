//! The largest remainder, or Hamilton's method.

use crate::apportion::quota;
use crate::scratch::{INLINE, scratch};

/// Replaces each share by its part; `sum` is the sum of the shares, above zero.
pub(crate) fn divide(shares: &mut [u64], sum: u128, total: u64) {
    match u64::try_from(sum) {
        // No product of a share and the total exceeds that of the sum. This is nearly every call.
        Ok(sum) if shares.len() <= INLINE && sum.checked_mul(total).is_some() => short(shares, sum, total),
        _ => scratch(shares.len(), |rests| any(shares, sum, total, rests)),
    }
}

/// At most sixteen shares whose products fit 64 bits.
fn short(shares: &mut [u64], sum: u64, total: u64) {
    let mut rests = [0; INLINE];
    let mut left = total;
    for (share, rest) in shares.iter_mut().zip(&mut rests) {
        let product = *share * total;
        (*share, *rest) = (product / sum, product % sum);
        left -= *share;
    }
    // What is left over is the sum of remainders below one, so it is less than the number of parts with a remainder:
    // each gets at most one unit, and one of share zero none.
    for _ in 0..left {
        let (mut best, mut most) = (0, 0);
        for (at, &rest) in rests.iter().enumerate().take(shares.len()) {
            if rest > most {
                (best, most) = (at, rest);
            }
        }
        if let (Some(part), Some(rest)) = (shares.get_mut(best), rests.get_mut(best)) {
            (*part, *rest) = (*part + 1, 0);
        }
    }
}

/// Any number of shares of any size; there are as many rests: a remainder, and where it stands.
fn any(shares: &mut [u64], sum: u128, total: u64, rests: &mut [(u128, usize)]) {
    let mut left = total;
    for (at, (share, rest)) in shares.iter_mut().zip(rests.iter_mut()).enumerate() {
        let (whole, remainder) = quota(*share, total, sum);
        (*share, *rest) = (whole, (remainder, at));
        left -= whole;
    }
    rests.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    for &(_, at) in rests.iter().take(usize::try_from(left).unwrap_or(usize::MAX)) {
        if let Some(part) = shares.get_mut(at) {
            *part += 1;
        }
    }
}

/// As [`divide`], so that no share above zero gets nothing; there are units enough.
pub(crate) fn divide_at_least_one(shares: &mut [u64], sum: u128, total: u64) {
    scratch(shares.len(), |asked: &mut [Asked]| at_least_one(shares, asked, sum, total));
}

/// A share that still divides the total, or the one unit it has instead.
#[derive(Clone, Copy, Default)]
struct Asked {
    share: u64,
    fixed: u64,
}

/// The first list holds the shares and becomes the parts; the second is as long.
fn at_least_one(parts: &mut [u64], asked: &mut [Asked], mut sum: u128, mut total: u64) {
    for (asked, &share) in asked.iter_mut().zip(parts.iter()) {
        asked.share = share;
    }
    // What would get nothing gets one unit and leaves; then some of the others may get nothing in turn. Every share that
    // leaves takes one unit along, so there are always enough for those that stay.
    loop {
        divide(parts, sum, total);
        let before = total;
        for (part, asked) in parts.iter_mut().zip(asked.iter_mut()) {
            if asked.share > 0 && *part == 0 {
                (sum, total) = (sum - u128::from(asked.share), total - 1);
                *asked = Asked { share: 0, fixed: 1 };
            }
        }
        if total == before {
            break;
        }
        for (part, asked) in parts.iter_mut().zip(asked.iter()) {
            *part = asked.share;
        }
    }
    for (part, asked) in parts.iter_mut().zip(asked) {
        *part += asked.fixed;
    }
}
