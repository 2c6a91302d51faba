//! The binomial distribution, and how many ways there are to choose.

/// The probability of 0 to `n` successes in `n` trials, each of which succeeds with probability `p`, 0 < p < 1.
///
/// Neighbours have simple ratios. The most probable number is taken as 1 and all are divided by their sum in the end,
/// so nothing overflows, and what underflows is below 1e-300 of it.
pub(super) fn binomial(n: usize, p: f64) -> Vec<f64> {
    let odds = p / (1.0 - p);
    let mode = (((n as f64 + 1.0) * p).floor() as usize).min(n);
    let mut probabilities = Vec::with_capacity(n.saturating_add(1));
    let mut term = 1.0;
    for k in (0..=mode).rev() {
        probabilities.push(term);
        term *= k as f64 / ((n - k + 1) as f64 * odds);
    }
    probabilities.reverse();
    term = 1.0;
    for k in mode..n {
        term *= (n - k) as f64 * odds / (k + 1) as f64;
        probabilities.push(term);
    }
    let sum: f64 = probabilities.iter().sum();
    probabilities.iter_mut().for_each(|probability| *probability /= sum);
    probabilities
}

/// In how many ways `k` of `n` things can be chosen; infinity beyond an `f64`.
///
/// As integers while they fit in 128 bits, which is beyond all n <= 120; after that each factor rounds once.
pub(super) fn ways(n: usize, k: usize) -> f64 {
    let k = k.min(n.saturating_sub(k));
    let mut exact = Some(1_u128);
    let mut rounded = 1.0;
    for i in 1..=k {
        let (factor, divisor) = (n - k + i, i);
        // Divides without a rest: the product of i factors in a row.
        exact = exact.and_then(|ways| ways.checked_mul(factor as u128)).map(|ways| ways / divisor as u128);
        rounded = exact.map_or(rounded * factor as f64 / divisor as f64, |ways| ways as f64);
        if rounded == f64::INFINITY {
            break;
        }
    }
    rounded
}

/// What share the ways to choose `k` of `n` things have of those to choose `all.1` of `all.0`, for the ones that are
/// among the others.
pub(super) fn share_of_ways((n, k): (usize, usize), all: (usize, usize)) -> f64 {
    let all_ways = ways(all.0, all.1);
    if all_ways.is_finite() {
        return ways(n, k) / all_ways;
    }
    let logarithm = |n: usize, k: usize| {
        let of_factorial = |n: usize| libm::lgamma(n as f64 + 1.0);
        of_factorial(n) - of_factorial(k) - of_factorial(n - k)
    };
    (logarithm(n, k) - logarithm(all.0, all.1)).exp()
}
