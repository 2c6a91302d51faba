//! How much of one quantity another is.

use super::Quantity;
use super::format::QuantityFormat;
use super::number::Number;
use super::repr::Repr;

impl Quantity {
    /// This amount over `other`, rounded up (away from zero) to a nano: `1500m` over `1` is `1500m`.
    ///
    /// `None` if `other` is 0, or if the figures are too great for 128 bits (from about 10^28 on).
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::Quantity;
    ///
    /// let (limit, request) = (Quantity::from_static("1Gi"), Quantity::from_static("384Mi"));
    /// assert_eq!(limit.ratio_to(&request).map(|ratio| ratio.to_string()), Some("2666666667n".to_owned()));
    /// assert_eq!(limit.ratio_to(&Quantity::ZERO), None);
    /// ```
    #[must_use]
    pub fn ratio_to(&self, other: &Self) -> Option<Self> {
        let (dividend, divisor) = (self.nanos()?, other.nanos()?);
        let (whole, mut rest) = (dividend.checked_div(divisor)?, dividend.checked_rem(divisor)?);
        let mut part = 0u128;
        for _ in 0..9 {
            rest = rest.checked_mul(10)?;
            part = part * 10 + rest / divisor;
            rest %= divisor;
        }
        part += u128::from(rest != 0);
        let negative = self.0.number().negative != other.0.number().negative;
        let whole = Number::wide(false, whole, 0);
        let sum = Self(Repr::new(whole, QuantityFormat::DecimalSi, None, false))
            + Self(Repr::new(Number::wide(false, part, -9), QuantityFormat::DecimalSi, None, false));
        Some(if negative { -sum } else { sum })
    }

    /// This amount in whole percent of `other`, cut off like kubectl does: 100 only where all of it is used.
    ///
    /// `None` if `other` is 0, if either is below 0, or if the figures are too great for 128 bits.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::Quantity;
    ///
    /// let (used, hard) = (Quantity::from_static("3999m"), Quantity::from_static("4"));
    /// assert_eq!(used.percent_of(&hard), Some(99));
    /// assert_eq!(used.percent_of(&Quantity::ZERO), None);
    /// ```
    #[must_use]
    pub fn percent_of(&self, other: &Self) -> Option<u64> {
        if self < &Self::ZERO || other < &Self::ZERO {
            return None;
        }
        let percent = self.nanos()?.checked_mul(100)?.checked_div(other.nanos()?)?;
        u64::try_from(percent).ok()
    }

    /// The magnitude in nanos.
    fn nanos(&self) -> Option<u128> {
        let mut number = self.0.number();
        number.exponent += 9;
        number.whole_magnitude()
    }
}
