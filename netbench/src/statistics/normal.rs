//! The normal distribution.

use std::f64::consts::SQRT_2;

/// The probability that a standard normal variable is above `z`.
///
/// By the complementary error function, so that far tails keep their digits.
pub(super) fn above(z: f64) -> f64 {
    0.5 * libm::erfc(z / SQRT_2)
}

/// The `z` that a standard normal variable exceeds with probability `tail`: 1.96 for 0.025. Infinite for 0 and 1.
///
/// By halving: 60 calls of [`above`] cost microseconds, and there are no coefficients to trust.
pub(crate) fn exceeded_by(tail: f64) -> f64 {
    if tail > 0.5 {
        return -exceeded_by(1.0 - tail);
    }
    if tail <= 0.0 {
        return f64::INFINITY;
    }
    // Beyond 39 the tail is below the least positive f64.
    let (mut low, mut high) = (0.0, 39.0);
    loop {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            return middle;
        }
        if above(middle) > tail {
            low = middle;
        } else {
            high = middle;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{above, exceeded_by};

    #[test]
    fn has_scipys_tails() {
        let mut count = 0;
        for row in include_str!("../../tests/data/scipy/normal.csv").lines().skip(1) {
            let (z, tail) = row.split_once(',').unwrap();
            let (z, tail): (f64, f64) = (z.parse().unwrap(), tail.parse().unwrap());
            // A tail of z is off by z times what z is off by.
            assert!((above(z) / tail - 1.0).abs() < 1e-12, "{:e} at {z}, not {tail:e}", above(z));
            // Near 1 a tail says little of its z.
            let near = 1e-12 * z.abs() + if tail > 0.999 { 1e-7 } else { 1e-15 };
            assert!((exceeded_by(tail) - z).abs() < near, "{} for {tail}, not {z}", exceeded_by(tail));
            count += 1;
        }
        assert_eq!(count, 26);
    }

    #[test]
    fn has_all_tails() {
        assert_eq!(exceeded_by(0.5), 0.0);
        assert_eq!((exceeded_by(0.0), exceeded_by(1.0)), (f64::INFINITY, f64::NEG_INFINITY));
        assert_eq!((above(f64::INFINITY), above(f64::NEG_INFINITY), above(0.0)), (0.0, 1.0, 0.5));
        assert!((38.0..39.0).contains(&exceeded_by(f64::MIN_POSITIVE / 1e15)));
    }
}
