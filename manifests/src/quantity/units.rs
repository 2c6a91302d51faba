//! A quantity as a whole number of units.

use super::Quantity;
use super::number::Digits;

impl Quantity {
    /// How many units of ten to the `exponent` it is (thousandths for -3, ones for 0), rounded away from zero as Go's
    /// `MilliValue` and `Value` do; nothing beyond 64 bits, where those two wrap around.
    pub(crate) fn units(&self, exponent: i64) -> Option<i64> {
        let number = self.0.number();
        let digits = match &number.digits {
            Digits::Short(short) => u128::from(*short),
            Digits::Long(long) => long.parse().ok()?,
        };
        let shift = number.exponent.checked_sub(exponent)?;
        let power = u32::try_from(shift.unsigned_abs()).ok().and_then(|shift| 10u128.checked_pow(shift));
        let magnitude = match power {
            Some(power) if shift >= 0 => digits.checked_mul(power)?,
            Some(power) => digits.div_ceil(power),
            None if digits == 0 => 0,
            None if shift >= 0 => return None,
            None => 1,
        };
        let magnitude = i64::try_from(magnitude).ok()?;
        Some(if number.negative { -magnitude } else { magnitude })
    }
}

#[cfg(test)]
mod tests {
    use crate::Quantity;

    #[test]
    fn rounds_away_from_zero_and_says_when_it_does_not_fit() {
        for (text, exponent, expected) in [
            ("250m", -3, Some(250)),
            ("1.5", -3, Some(1500)),
            ("1n", -3, Some(1)),
            ("-1n", 0, Some(-1)),
            ("0", 0, Some(0)),
            ("1.5Gi", 0, Some(1_610_612_736)),
            ("1500m", 0, Some(2)),
            ("9223372036854775807", 0, Some(i64::MAX)),
            ("9223372036854775808", 0, None),
            ("1E", -3, None),
            ("1e99999999", 0, None),
            ("123456789012345678901234567890.5", 0, None),
        ] {
            assert_eq!(text.parse::<Quantity>().unwrap().units(exponent), expected, "{text}");
        }
    }
}
