//! The value of a quantity: an exact decimal, kept in its one normal form.

use std::borrow::Cow;
use std::cmp::Ordering;

/// A decimal number, `digits` times ten to the `exponent`.
///
/// Always normal: the last digit is not `0` and [`Digits::Short`] is used whenever it can hold the digits;
/// zero has exponent 0 and no sign. So equal numbers have equal fields, and `Eq` and `Hash` can be derived.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Number<'a> {
    pub(super) negative: bool,
    pub(super) exponent: i64,
    pub(super) digits: Digits<'a>,
}

/// The digits of a [`Number`], without leading or trailing zeros.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Digits<'a> {
    /// Nearly every quantity there is: no allocation.
    Short(u64),
    /// More than a `u64` holds: ASCII digits, most significant first.
    Long(Cow<'a, str>),
}

/// The most digits a `u64` has.
const SHORT: usize = 20;

impl Number<'static> {
    pub(super) const ZERO: Self = Self { negative: false, exponent: 0, digits: Digits::Short(0) };

    /// Brings `magnitude` times ten to the `exponent` into normal form.
    #[inline(always)]
    pub(super) const fn short(negative: bool, magnitude: u64, exponent: i64) -> Self {
        let (mut magnitude, mut exponent) = (magnitude, exponent);
        if magnitude == 0 {
            exponent = 0;
        } else {
            while magnitude % 10 == 0 {
                magnitude /= 10;
                exponent += 1;
            }
        }
        Self { negative: negative && magnitude != 0, exponent, digits: Digits::Short(magnitude) }
    }

    /// As [`short`](Self::short), for the products and sums that need more than 64 bits on the way.
    pub(super) fn wide(negative: bool, magnitude: u128, exponent: i64) -> Self {
        let (mut magnitude, mut exponent) = (magnitude, exponent);
        loop {
            if let Ok(short) = u64::try_from(magnitude) {
                return Self::short(negative, short, exponent);
            }
            if magnitude % 10 != 0 {
                return Self { negative, exponent, digits: Digits::Long(magnitude.to_string().into()) };
            }
            magnitude /= 10;
            exponent += 1;
        }
    }

    /// Brings any row of digits (values 0 to 9, most significant first) into normal form.
    pub(super) fn from_digits(negative: bool, digits: &[u8], exponent: i64) -> Self {
        let Some(first) = digits.iter().position(|&digit| digit != 0) else { return Self::ZERO };
        let end = digits.iter().rposition(|&digit| digit != 0).map_or(digits.len(), |last| last + 1);
        let exponent = exponent.saturating_add_unsigned((digits.len() - end) as u64);
        let digits = digits.get(first..end).unwrap_or_default();
        let short = digits
            .iter()
            .try_fold(0u64, |sum, &digit| sum.checked_mul(10).and_then(|sum| sum.checked_add(u64::from(digit))));
        let digits = match short {
            Some(short) => Digits::Short(short),
            None => Digits::Long(digits.iter().map(|&digit| char::from(b'0' + digit)).collect::<String>().into()),
        };
        Self { negative, exponent, digits }
    }
}

impl Number<'_> {
    /// The same number, its digits kept elsewhere.
    pub(super) fn borrowed(&self) -> Number<'_> {
        let digits = match &self.digits {
            Digits::Short(short) => Digits::Short(*short),
            Digits::Long(long) => Digits::Long(Cow::Borrowed(long)),
        };
        Number { digits, ..*self }
    }

    /// The same number with digits of its own, negative or not (which is nothing to zero).
    pub(super) fn owned(&self, negative: bool) -> Number<'static> {
        let digits = match &self.digits {
            Digits::Short(short) => Digits::Short(*short),
            Digits::Long(long) => Digits::Long(Cow::Owned(long.clone().into_owned())),
        };
        Number { negative: negative && !self.is_zero(), exponent: self.exponent, digits }
    }

    /// The magnitude, if it is a whole number that fits 128 bits.
    pub(super) fn whole_magnitude(&self) -> Option<u128> {
        let ten = 10u128.checked_pow(u32::try_from(self.exponent).ok()?)?;
        match &self.digits {
            Digits::Short(short) => ten.checked_mul(u128::from(*short)),
            Digits::Long(long) => ten.checked_mul(long.parse().ok()?),
        }
    }

    pub(super) fn is_zero(&self) -> bool {
        self.digits == Digits::Short(0)
    }

    /// How many digits there are; 1 for zero.
    pub(super) fn length(&self) -> usize {
        match &self.digits {
            Digits::Short(short) => short.checked_ilog10().map_or(1, |log| log as usize + 1),
            Digits::Long(long) => long.len(),
        }
    }

    /// Where the number begins: the power of ten just above its first digit.
    pub(super) fn top(&self) -> i64 {
        self.exponent.saturating_add_unsigned(self.length() as u64)
    }

    /// The digits as values 0 to 9, most significant first.
    pub(super) fn digit_values(&self) -> Vec<u8> {
        match &self.digits {
            Digits::Short(short) => {
                let mut digits = Vec::with_capacity(SHORT);
                let mut rest = *short;
                while rest > 0 {
                    digits.push((rest % 10) as u8);
                    rest /= 10;
                }
                digits.reverse();
                digits
            }
            Digits::Long(long) => long.bytes().map(|digit| digit - b'0').collect(),
        }
    }

    /// Compares without the signs. Takes time in the number of digits written, never in the exponents.
    pub(super) fn cmp_magnitude(&self, other: &Self) -> Ordering {
        match (self.is_zero(), other.is_zero()) {
            (true, true) => return Ordering::Equal,
            (true, false) => return Ordering::Less,
            (false, true) => return Ordering::Greater,
            (false, false) => {}
        }
        if let (Digits::Short(a), Digits::Short(b)) = (&self.digits, &other.digits)
            && self.exponent == other.exponent
        {
            return a.cmp(b);
        }
        self.top().cmp(&other.top()).then_with(|| match (&self.digits, &other.digits) {
            (Digits::Short(a), Digits::Short(b)) => {
                let (a, b) = (u128::from(*a), u128::from(*b));
                match self.exponent.cmp(&other.exponent) {
                    Ordering::Less => a.cmp(&scaled(b, other.exponent - self.exponent)),
                    Ordering::Equal => a.cmp(&b),
                    Ordering::Greater => scaled(a, self.exponent - other.exponent).cmp(&b),
                }
            }
            // Both begin at the same power of ten and end in another digit than 0.
            _ => self.digit_values().cmp(&other.digit_values()),
        })
    }
}

/// `value` times ten to the `power`; the callers' powers are below 20, so nothing is lost.
fn scaled(value: u128, power: i64) -> u128 {
    u32::try_from(power).ok().and_then(|power| 10u128.checked_pow(power)).map_or(value, |ten| value.saturating_mul(ten))
}

impl Ord for Number<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.cmp_magnitude(other),
            (true, true) => other.cmp_magnitude(self),
        }
    }
}

impl PartialOrd for Number<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_door_leads_to_the_same_normal_form() {
        let one = Number { negative: true, exponent: 3, digits: Digits::Short(12) };
        assert_eq!(Number::short(true, 12_000, 0), one);
        assert_eq!(Number::wide(true, 12_000_000_000_000_000_000_000_000, -21), one);
        assert_eq!(Number::from_digits(true, &[0, 0, 1, 2, 0], 2), one);
        assert_eq!(Number::from_digits(true, &[0, 0], 7), Number::ZERO);
        assert_eq!(Number::short(true, 0, 7), Number::ZERO);
        let long = Number::wide(false, u128::MAX, 0);
        assert_eq!(long.digits, Digits::Long("340282366920938463463374607431768211455".into()));
        assert_eq!(Number::from_digits(false, &long.digit_values(), 0), long);
    }

    #[test]
    fn magnitudes_compare_across_lengths_and_exponents() {
        let rising = [
            Number::ZERO,
            Number::short(false, 1, -9),
            Number::short(false, 123, -2),
            Number::short(false, 124, -2),
            Number::short(false, u64::MAX, 0),
            Number::wide(false, u128::from(u64::MAX) + 1, 0),
            Number::wide(false, u128::MAX, 0),
            Number::short(false, 4, 38),
            Number::short(false, 1, 2_147_483_647),
        ];
        for (i, a) in rising.iter().enumerate() {
            for (j, b) in rising.iter().enumerate() {
                assert_eq!(a.cmp(b), i.cmp(&j), "{a:?} {b:?}");
            }
        }
    }
}
