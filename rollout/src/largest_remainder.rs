//! The largest remainder, or Hamilton's method.

use crate::apportion::quota;
use crate::parts::Parts;

/// Divides the total; `sum` is the sum of the shares, above zero.
pub(crate) fn divide(shares: &[u64], sum: u128, total: u64) -> Parts {
    let mut parts = Parts::zeros(shares.len());
    match u64::try_from(sum) {
        // No product of a share and the total exceeds that of the sum. This is nearly every call, and twice as fast.
        Ok(sum) if shares.len() <= Parts::INLINE && sum.checked_mul(total).is_some() => {
            short(shares, sum, total, parts.as_mut_slice());
        }
        _ => any(shares, sum, total, parts.as_mut_slice()),
    }
    parts
}

/// At most sixteen shares whose products fit 64 bits.
fn short(shares: &[u64], sum: u64, total: u64, parts: &mut [u64]) {
    let mut rests = [0; Parts::INLINE];
    let mut left = total;
    for ((&share, part), rest) in shares.iter().zip(parts.iter_mut()).zip(&mut rests) {
        let product = share * total;
        (*part, *rest) = (product / sum, product % sum);
        left -= *part;
    }
    // What is left over is the sum of remainders below one, so it is less than the number of parts with a remainder:
    // each gets at most one unit, and one of share zero none.
    for _ in 0..left {
        let (mut best, mut most) = (0, 0);
        for (at, &rest) in rests.iter().enumerate().take(parts.len()) {
            if rest > most {
                (best, most) = (at, rest);
            }
        }
        if let (Some(part), Some(rest)) = (parts.get_mut(best), rests.get_mut(best)) {
            (*part, *rest) = (*part + 1, 0);
        }
    }
}

/// Any number of shares of any size.
fn any(shares: &[u64], sum: u128, total: u64, parts: &mut [u64]) {
    let (mut inline, mut heap) = ([(0, 0); Parts::INLINE], Vec::new());
    let rests = inline.get_mut(..shares.len()).unwrap_or_else(|| {
        heap.resize(shares.len(), (0, 0));
        &mut heap
    });
    let mut left = total;
    for (at, ((&share, part), rest)) in shares.iter().zip(parts.iter_mut()).zip(rests.iter_mut()).enumerate() {
        let (whole, remainder) = quota(share, total, sum);
        (*part, *rest) = (whole, (remainder, at));
        left -= whole;
    }
    rests.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    for &(_, at) in rests.iter().take(usize::try_from(left).unwrap_or(usize::MAX)) {
        if let Some(part) = parts.get_mut(at) {
            *part += 1;
        }
    }
}

/// Divides the total so that no share above zero gets nothing; there are units enough.
pub(crate) fn divide_at_least_one(shares: &[u64], mut sum: u128, mut total: u64) -> Parts {
    let mut rest = Parts::zeros(shares.len());
    rest.as_mut_slice().copy_from_slice(shares);
    let mut parts = Parts::zeros(shares.len());
    // A share whose quota is below one gets one and leaves. That lowers the quota of the others, of which some may
    // fall below one in turn. At the end every quota is at least one, or nothing is left.
    loop {
        let before = total;
        for (part, share) in parts.as_mut_slice().iter_mut().zip(rest.as_mut_slice()) {
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
        for (part, more) in parts.as_mut_slice().iter_mut().zip(&divide(&rest, sum, total)) {
            *part += more;
        }
    }
    parts
}
