//! Statistics: against SciPy's figures, against counting by hand, and what holds for any values.

mod by_hand;
mod properties;
mod refused;
mod rounds;
mod scipy;
mod shifts;

/// Equal to twelve digits, or to the last ones of numbers near 1: SciPy takes some small tails as 1 less the rest.
#[track_caller]
fn assert_close(found: f64, expected: f64, what: &str) {
    let off = (found - expected).abs();
    assert!(off <= 1e-12 * expected.abs() || off <= 1e-15, "found {found:e}, expected {expected:e}: {what}");
}
