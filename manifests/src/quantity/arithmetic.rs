//! Sums, differences and negation, by value and in the format Go gives the result.

use std::cmp::Ordering;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

use super::Quantity;
use super::number::{Digits, Number};
use super::repr::Repr;

/// How many digits a sum may have, unless the two numbers themselves have more.
const SUM_DIGITS: u64 = 65_536;

/// The power of ten up to which two short magnitudes, one of them scaled, fit 128 bits with their sum.
const SCALE: u64 = 18;

impl Quantity {
    /// The sum; the receiver's format, unless the receiver is zero.
    fn plus(&self, other: &Self, negate: bool) -> Self {
        let format = if self.is_zero() { other.format() } else { self.format() };
        Self(Repr::new(add(&self.0.number(), &other.0.number(), negate), format, None, false))
    }
}

fn add(a: &Number, b: &Number, negate_b: bool) -> Number<'static> {
    let b_negative = b.negative != negate_b && !b.is_zero();
    if b.is_zero() {
        return a.owned(a.negative);
    }
    if a.is_zero() {
        return b.owned(b_negative);
    }
    if let (Digits::Short(left), Digits::Short(right)) = (&a.digits, &b.digits) {
        let low = a.exponent.min(b.exponent);
        let (up_a, up_b) = (a.exponent.abs_diff(low), b.exponent.abs_diff(low));
        if up_a <= SCALE && up_b <= SCALE {
            let left = i128::from(*left) * 10i128.pow(up_a as u32);
            let right = i128::from(*right) * 10i128.pow(up_b as u32);
            let sum = if a.negative { -left } else { left } + if b_negative { -right } else { right };
            return Number::wide(sum < 0, sum.unsigned_abs(), low);
        }
    }
    add_long(a, b, b_negative)
}

/// As in school. The digits of both numbers are laid out over one another, with zeros between them, so the
/// row has to be bounded: a number that lies wholly below it adds nothing.
fn add_long(a: &Number, b: &Number, b_negative: bool) -> Number<'static> {
    let order = a.cmp_magnitude(b);
    let (large, small, negative) = match order {
        Ordering::Less => (b, a, b_negative),
        _ => (a, b, a.negative),
    };
    let low = a.exponent.min(b.exponent);
    let width = large.top().abs_diff(low) + 1;
    if width > SUM_DIGITS.max((large.length() + small.length()) as u64 + 1) {
        return large.owned(negative);
    }
    let mut digits = laid_out(large, low, width as usize);
    let other = laid_out(small, low, width as usize);
    let mut carry = false;
    for (digit, &other) in digits.iter_mut().zip(&other).rev() {
        let other = other + u8::from(carry);
        if a.negative == b_negative {
            let sum = *digit + other;
            carry = sum > 9;
            *digit = if carry { sum - 10 } else { sum };
        } else {
            carry = *digit < other;
            *digit = if carry { *digit + 10 - other } else { *digit - other };
        }
    }
    Number::from_digits(negative, &digits, low)
}

/// The digits of `number` in a row of `width` digits whose last one counts ten to the `low`.
fn laid_out(number: &Number, low: i64, width: usize) -> Vec<u8> {
    let digits = number.digit_values();
    let behind = number.exponent.abs_diff(low) as usize;
    let before = width.saturating_sub(digits.len() + behind);
    let mut row = vec![0; before];
    row.extend(digits);
    row.resize(width, 0);
    row
}

impl Add<&Quantity> for &Quantity {
    type Output = Quantity;

    fn add(self, other: &Quantity) -> Quantity {
        self.plus(other, false)
    }
}

impl Sub<&Quantity> for &Quantity {
    type Output = Quantity;

    fn sub(self, other: &Quantity) -> Quantity {
        self.plus(other, true)
    }
}

impl Add for Quantity {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        self.plus(&other, false)
    }
}

impl Sub for Quantity {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self.plus(&other, true)
    }
}

impl AddAssign<&Quantity> for Quantity {
    fn add_assign(&mut self, other: &Self) {
        *self = self.plus(other, false);
    }
}

impl SubAssign<&Quantity> for Quantity {
    fn sub_assign(&mut self, other: &Self) {
        *self = self.plus(other, true);
    }
}

impl Neg for &Quantity {
    type Output = Quantity;

    fn neg(self) -> Quantity {
        let number = self.0.number();
        Quantity(Repr::new(number.owned(!number.negative), self.format(), None, false))
    }
}

impl Neg for Quantity {
    type Output = Self;

    fn neg(self) -> Self {
        -&self
    }
}

impl<'a> Sum<&'a Quantity> for Quantity {
    /// The sum in the format of the first quantity that is not zero.
    fn sum<I: Iterator<Item = &'a Quantity>>(quantities: I) -> Self {
        quantities.fold(Self::ZERO, |sum, quantity| &sum + quantity)
    }
}

impl Sum for Quantity {
    fn sum<I: Iterator<Item = Self>>(quantities: I) -> Self {
        quantities.fold(Self::ZERO, |sum, quantity| sum + quantity)
    }
}
