//! The permutation distributions of rank sums, by counting.
//!
//! Counts are f64. They are exact up to 2^53, and sums of positive terms after that: of at most 100 ranks, each count
//! is off by less than one part in 10^13.

/// In how many ways `choose` of the weights sum to 0, 1, ... `limit`. The weights are in order.
///
/// Time: less than weights * choose * limit.
pub(super) fn choosing(weights: &[usize], choose: usize, limit: usize) -> Vec<f64> {
    // counts[k][s]: in how many ways k of the weights so far sum to s.
    let mut counts = vec![vec![0.0; limit.saturating_add(1)]; choose.saturating_add(1)];
    if let Some(one) = counts.first_mut().and_then(|none| none.first_mut()) {
        *one = 1.0;
    }
    for (seen, &weight) in weights.iter().enumerate() {
        let left = weights.len() - seen;
        // No more than are seen, and no fewer than what is left can still make up for. From the top, so that each
        // weight is chosen once.
        for k in (choose.saturating_sub(left - 1).max(1)..=choose.min(seen + 1)).rev() {
            // Those that are yet to be chosen weigh as much or more: greater sums do not end within the limit.
            let most = limit.checked_sub((choose - k) * weight);
            let (fewer, more) = counts.split_at_mut(k);
            if let (Some(from), Some(to), Some(most)) = (fewer.last(), more.first_mut(), most) {
                add(to.get_mut(weight..=most), from);
            }
        }
    }
    counts.pop().unwrap_or_default()
}

/// In how many ways any number of the weights sum to 0, 1, ... `limit`.
///
/// Time: weights * limit.
pub(super) fn any_of(weights: &[usize], limit: usize) -> Vec<f64> {
    let mut counts = vec![0.0; limit.saturating_add(1)];
    if let Some(one) = counts.first_mut() {
        *one = 1.0;
    }
    for &weight in weights {
        let before = counts.clone();
        add(counts.get_mut(weight..), &before);
    }
    counts
}

/// The same sums in the fewest steps: weights in order and from 0, without a common divisor. `sum` is one of `choose`
/// weights.
pub(super) fn in_steps(weights: &[usize], choose: usize, sum: usize) -> (Vec<usize>, usize) {
    let least = weights.iter().copied().min().unwrap_or_default();
    // 0 where all weights are equal: then all sums are 0 too.
    let step = weights.iter().map(|weight| weight - least).fold(0, gcd).max(1);
    let mut steps: Vec<usize> = weights.iter().map(|weight| (weight - least) / step).collect();
    steps.sort_unstable();
    (steps, (sum - choose * least) / step)
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// Adds the counts to those that the weight moves them to; what it moves beyond the limit is left out.
fn add(to: Option<&mut [f64]>, from: &[f64]) {
    if let Some(to) = to {
        to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
    }
}
