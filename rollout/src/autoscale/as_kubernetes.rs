//! The same computations in floating point, operation by operation as Kubernetes' controller does them, so that each
//! rounding falls where it falls there. Source: `replica_calculator.go` and `horizontal.go` in
//! `pkg/controller/podautoscaler`.
//!
//! A floating point number that does not fit into an integer saturates, as Go's conversion does on ARM, and as the
//! controller does by hand for an object's value. Elsewhere it gets -2147483648 on x86, and goes to the least replicas.

use crate::autoscale::arithmetic::{OneWay, Ratio, Side, Tolerances};
use crate::autoscale::behavior::Amount;

#[expect(clippy::cast_precision_loss, reason = "what the reference does")]
fn as_f64(ratio: Ratio) -> f64 {
    ratio.usage as f64 / (ratio.target as f64 * f64::from(ratio.pods))
}

pub(crate) fn side(ratio: Ratio) -> Side {
    // Of no pods and no usage it is not a number, and then neither above nor below.
    as_f64(ratio).partial_cmp(&1.0).unwrap_or(Side::Equal)
}

pub(crate) fn is_within(tolerances: Tolerances, ratio: Ratio) -> bool {
    let ratio = as_f64(ratio);
    (1.0 - tolerance(tolerances.down)) <= ratio && ratio <= (1.0 + tolerance(tolerances.up))
}

/// The flag is the nearest number. A quantity is what `AsApproximateFloat64` makes of the digits of its canonical
/// form, so 0.059 is 59 times 0.001, which is another number.
#[expect(clippy::cast_precision_loss, reason = "what the reference does")]
fn tolerance(tolerance: OneWay) -> f64 {
    match tolerance {
        OneWay::Flag(tolerance) => tolerance.as_nanos() as f64 / 1e9,
        OneWay::Own(tolerance) => match tolerance.as_nanos() {
            nanos if nanos % 1_000_000_000 == 0 => (nanos / 1_000_000_000) as f64,
            nanos if nanos % 1_000_000 == 0 => (nanos / 1_000_000) as f64 * 1e-3,
            nanos if nanos % 1_000 == 0 => (nanos / 1_000) as f64 * 1e-6,
            nanos => nanos as f64 * 1e-9,
        },
    }
}

#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "as above")]
pub(crate) fn pods_for(ratio: Ratio, pods: u128) -> u128 {
    (as_f64(ratio) * pods as f64).ceil() as u128
}

#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "as above")]
pub(crate) fn pods_at(ratio: Ratio) -> u128 {
    (ratio.usage as f64 / ratio.target as f64).ceil() as u128
}

/// The sums of the controller have 32 bits and wrap around: 5 pods and 2147483647 more are less than none.
#[expect(clippy::cast_possible_truncation, reason = "as above")]
pub(crate) fn most_pods(start: i64, amount: Amount) -> i64 {
    let start = start as i32;
    match amount {
        Amount::Pods(pods) => start.wrapping_add_unsigned(pods).into(),
        Amount::Percent(percent) => (f64::from(start) * (1.0 + f64::from(percent) / 100.0)).ceil() as i64,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "as above")]
pub(crate) fn fewest_pods(start: i64, amount: Amount) -> i64 {
    let start = start as i32;
    match amount {
        Amount::Pods(pods) => start.wrapping_sub_unsigned(pods).into(),
        Amount::Percent(percent) => (f64::from(start) * (1.0 - f64::from(percent) / 100.0)) as i64,
    }
}
