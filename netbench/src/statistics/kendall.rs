//! Kendall's rank correlation.

use super::error::StatisticsError;
use super::ranks::finite;

/// How far two lists put the same things in the same order: Kendall's tau-b, from -1 (reversed) to 1 (the same).
/// Pairs that tie in one list count for neither order.
///
/// Time grows with the square of the length.
///
/// # Errors
/// - the lists have different lengths;
/// - there are fewer than two values;
/// - a value is NaN or infinite;
/// - all values of a list are equal.
///
/// # Examples
/// ```
/// use pavedroad_netbench::kendall_tau;
///
/// // One talk's places of host, bgp, ipip, host-gw and vxlan, by the latency of qperf and by that of ping.
/// let qperf = [3.0, 1.0, 2.0, 4.0, 5.0];
/// let ping = [1.0, 2.0, 4.0, 3.0, 5.0];
/// assert_eq!(kendall_tau(&qperf, &ping)?, 0.4);
/// # Ok::<(), pavedroad_netbench::StatisticsError>(())
/// ```
pub fn kendall_tau(a: &[f64], b: &[f64]) -> Result<f64, StatisticsError> {
    if a.len() != b.len() {
        return Err(StatisticsError::lengths_differ(a.len(), b.len()));
    }
    if a.len() < 2 {
        return Err(StatisticsError::too_few(a.len(), 2));
    }
    finite(a)?;
    finite(b)?;
    // Pairs in the same order less pairs in the opposite one, and the pairs that each list orders at all.
    let (mut agreeing, mut ordered_by_a, mut ordered_by_b) = (0_i64, 0_i64, 0_i64);
    for (seen, (&a1, &b1)) in a.iter().zip(b).enumerate() {
        for (&a2, &b2) in a.iter().zip(b).take(seen) {
            let (by_a, by_b) = (sign(a1, a2), sign(b1, b2));
            agreeing += by_a * by_b;
            ordered_by_a += by_a.abs();
            ordered_by_b += by_b.abs();
        }
    }
    if ordered_by_a == 0 || ordered_by_b == 0 {
        return Err(StatisticsError::all_equal(a.len()));
    }
    // The root of each, not of the product, which would not be exact. Equal roots make an exact square.
    let pairs = if ordered_by_a == ordered_by_b {
        ordered_by_a as f64
    } else {
        (ordered_by_a as f64).sqrt() * (ordered_by_b as f64).sqrt()
    };
    Ok((agreeing as f64 / pairs).clamp(-1.0, 1.0))
}

fn sign(x: f64, y: f64) -> i64 {
    i64::from(x > y) - i64::from(x < y)
}
