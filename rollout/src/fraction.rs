//! Arithmetic of fractions without rounding, shared by weights, apportionments and deviations.

use std::cmp::Ordering;

/// The greatest common divisor; that of a number and 0 is the number.
pub(crate) const fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// The same for wide numbers.
pub(crate) const fn gcd_wide(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// Orders two fractions by value. Neither denominator is 0.
///
/// Where the cross products do not fit 128 bits, it compares whole parts and then the remainders turned upside down,
/// as Euclid's algorithm does; the numbers shrink in every round.
pub(crate) fn compare(left: (u128, u128), right: (u128, u128)) -> Ordering {
    let ((mut a, mut b), (mut c, mut d)) = (left, right);
    loop {
        if let (Some(left), Some(right)) = (a.checked_mul(d), c.checked_mul(b)) {
            return left.cmp(&right);
        }
        let whole = (a / b).cmp(&(c / d));
        if whole != Ordering::Equal {
            return whole;
        }
        // a/b < c/d exactly when d/c < b/a; a remainder of 0 makes the next products fit.
        (a, c) = (a % b, c % d);
        if a == 0 || c == 0 {
            return a.cmp(&c);
        }
        (a, b, c, d) = (d, c, b, a);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_fractions_whose_products_are_too_wide() {
        let huge = u128::MAX;
        assert_eq!(compare((huge, huge - 1), (huge - 1, huge - 2)), Ordering::Less);
        assert_eq!(compare((huge - 1, huge - 2), (huge, huge - 1)), Ordering::Greater);
        assert_eq!(compare((huge - 1, huge), (huge - 2, huge - 1)), Ordering::Greater);
        assert_eq!(compare((huge, 3), (huge, 3)), Ordering::Equal);
        assert_eq!(compare((huge, huge), (huge - 1, huge - 1)), Ordering::Equal);
        assert_eq!(compare((0, huge), (0, 1)), Ordering::Equal);
        assert_eq!(compare((0, huge), (1, huge)), Ordering::Less);
        assert_eq!(compare((huge, 2), (huge / 2, 1)), Ordering::Greater);
    }

    #[test]
    fn orders_small_fractions_as_their_cross_products() {
        for (a, c) in (0..12).flat_map(|a| (0..12).map(move |c| (a, c))) {
            for (b, d) in (1..12).flat_map(|b| (1..12).map(move |d| (b, d))) {
                // Scaled by two numbers whose products exceed 128 bits.
                let (j, k) = (u128::MAX / 12, u128::MAX / 13);
                assert_eq!(compare((a * j, b * j), (c * k, d * k)), (a * d).cmp(&(c * b)), "{a}/{b} and {c}/{d}");
            }
        }
    }
}
