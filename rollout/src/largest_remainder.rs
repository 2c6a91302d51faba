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
    scratch(shares.len(), |rest: &mut [u64]| {
        rest.copy_from_slice(shares);
        at_least_one(shares, rest, sum, total);
    });
}

/// Both lists hold the shares; the first becomes the parts.
fn at_least_one(parts: &mut [u64], rest: &mut [u64], mut sum: u128, mut total: u64) {
    parts.fill(0);
    // A share whose quota is below one gets one and leaves. That lowers the quota of the others, of which some may
    // fall below one in turn. At the end every quota is at least one, or nothing is left.
    loop {
        let before = total;
        for (part, share) in parts.iter_mut().zip(rest.iter_mut()) {
            if *share > 0 && u128::from(*share) * u128::from(total) < sum {
                (*part, sum, total) = (1, sum - u128::from(*share), total - 1);
                *share = 0;
            }
        }
        if total == before {
            break;
        }
    }
    if sum > 0 {
        divide(rest, sum, total);
        for (part, more) in parts.iter_mut().zip(rest) {
            *part += *more;
        }
    }
}
