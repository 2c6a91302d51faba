//! Products with whole numbers and fractions, and rounding up to a unit.

use std::num::NonZeroU64;
use std::ops::{Mul, MulAssign};

use super::Quantity;
use super::number::{Digits, Number};
use super::repr::Repr;

/// How many digits an amount that had to be rounded keeps.
const DIGITS: usize = 65_536;

/// The exponent of the smallest unit, a nano.
const NANO: i64 = -9;

impl Quantity {
    /// A share of it: `numerator` / `denominator` of the amount, rounded up (away from zero) to a nano, in its own
    /// format. [`rounded_up`](Self::rounded_up) then makes whole bytes or millicores of it: rounding up twice gives what
    /// rounding up once does.
    ///
    /// # Examples
    /// ```
    /// use std::num::NonZeroU64;
    /// use pavedroad_manifests::Quantity;
    ///
    /// let third = NonZeroU64::new(3).ok_or("zero")?;
    /// let memory: Quantity = "1Gi".parse()?;
    /// assert_eq!(memory.scaled(1, third).rounded_up(0).to_string(), "357913942");
    /// let cpu: Quantity = "500m".parse()?;
    /// assert_eq!(cpu.scaled(4, third).rounded_up(3).to_string(), "667m");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn scaled(&self, numerator: u64, denominator: NonZeroU64) -> Self {
        let product = product(&self.0.number(), numerator, false);
        Self(Repr::new(divided_up(&product, denominator.get()), self.format(), None, false))
    }

    /// The amount rounded up (away from zero) to so many `decimals`: to whole units for 0, to thousandths for 3. The
    /// API server rounds every amount of a container to 3. Source: `RoundUp` in Kubernetes'
    /// `apimachinery/pkg/api/resource/quantity.go`.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::Quantity;
    ///
    /// assert_eq!(Quantity::from_static("0.1m").rounded_up(3).to_string(), "1m");
    /// assert_eq!(Quantity::from_static("1.5").rounded_up(0).to_string(), "2");
    /// // What is already whole keeps its text.
    /// assert_eq!(Quantity::from_static("1.500").rounded_up(3).to_string(), "1.500");
    /// ```
    #[must_use]
    pub fn rounded_up(&self, decimals: u8) -> Self {
        let exponent = -i64::from(decimals);
        if self.is_whole(exponent) {
            return self.clone();
        }
        let number = self.0.number();
        let drop = number.exponent.abs_diff(exponent);
        let rounded = match &number.digits {
            Digits::Short(magnitude) => {
                let ten = u32::try_from(drop).ok().and_then(|drop| 10u64.checked_pow(drop));
                Number::short(number.negative, ten.map_or(1, |ten| magnitude.div_ceil(ten)), exponent)
            }
            Digits::Long(digits) => {
                let kept = usize::try_from(drop).ok().and_then(|drop| digits.len().checked_sub(drop)).unwrap_or(0);
                let mut digits = digits.get(..kept).unwrap_or_default().bytes().map(|digit| digit - b'0').collect();
                // The last digit of a number is never 0, so something is always dropped.
                increment(&mut digits);
                Number::from_digits(number.negative, &digits, exponent)
            }
        };
        Self(Repr::new(rounded, self.format(), None, false))
    }
}

/// `number` times `factor`, exact.
fn product(number: &Number, factor: u64, negate: bool) -> Number<'static> {
    let negative = number.negative != negate;
    match &number.digits {
        Digits::Short(magnitude) => {
            Number::wide(negative, u128::from(*magnitude) * u128::from(factor), number.exponent)
        }
        Digits::Long(_) => {
            let mut digits = number.digit_values();
            let mut carry = 0u128;
            for digit in digits.iter_mut().rev() {
                carry += u128::from(*digit) * u128::from(factor);
                *digit = (carry % 10) as u8;
                carry /= 10;
            }
            let mut head = Vec::new();
            while carry > 0 {
                head.push((carry % 10) as u8);
                carry /= 10;
            }
            head.reverse();
            head.extend(digits);
            Number::from_digits(negative, &head, number.exponent)
        }
    }
}

/// `number` divided as in school, down to a nano or to as many digits as are kept; what is left rounds up.
fn divided_up(number: &Number, divisor: u64) -> Number<'static> {
    let digits = number.digit_values();
    let zeros = usize::try_from(number.exponent - NANO).unwrap_or_default().min(DIGITS.saturating_sub(digits.len()));
    let mut rest = 0u128;
    let mut quotient = Vec::with_capacity(digits.len() + zeros);
    for digit in digits.into_iter().chain(std::iter::repeat_n(0, zeros)) {
        rest = rest * 10 + u128::from(digit);
        quotient.push((rest / u128::from(divisor)) as u8);
        rest %= u128::from(divisor);
    }
    if rest != 0 {
        increment(&mut quotient);
    }
    Number::from_digits(number.negative, &quotient, number.exponent.saturating_sub_unsigned(zeros as u64))
}

/// Adds one to a row of digits.
fn increment(digits: &mut Vec<u8>) {
    for digit in digits.iter_mut().rev() {
        if *digit < 9 {
            *digit += 1;
            return;
        }
        *digit = 0;
    }
    digits.insert(0, 1);
}

impl Mul<i64> for &Quantity {
    type Output = Quantity;

    /// The exact product, in the quantity's own format.
    fn mul(self, factor: i64) -> Quantity {
        let number = product(&self.0.number(), factor.unsigned_abs(), factor < 0);
        Quantity(Repr::new(number, self.format(), None, false))
    }
}

impl Mul<i64> for Quantity {
    type Output = Self;

    fn mul(self, factor: i64) -> Self {
        &self * factor
    }
}

impl MulAssign<i64> for Quantity {
    fn mul_assign(&mut self, factor: i64) {
        *self = &*self * factor;
    }
}
