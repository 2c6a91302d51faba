//! Quantities as machine integers, or an error where Go overflows in silence.

use std::fmt;

use super::Quantity;

impl Quantity {
    /// The amount in whole units, rounded up (away from zero). For many negative amounts with a fraction, Go's `Value()`
    /// and `MilliValue()` answer with an unrelated number (`-6994` for `-6.831067924Ki`); this does not.
    ///
    /// # Errors
    /// More than 64 bits hold (`10E`), where Go's `Value()` answers with a wrong number.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::Quantity;
    ///
    /// assert_eq!(Quantity::from_static("1.5Gi").value()?, 1_610_612_736);
    /// assert_eq!(Quantity::from_static("1m").value()?, 1);
    /// let error = Quantity::from_static("10E").value().unwrap_err();
    /// assert_eq!(error.to_string(), "found 10E, expected from -9223372036854775808 to 9223372036854775807");
    /// # Ok::<(), pavedroad_manifests::QuantityRangeError>(())
    /// ```
    pub fn value(&self) -> Result<i64, QuantityRangeError> {
        self.in_units(0, "from -9223372036854775808 to 9223372036854775807")
    }

    /// The amount in thousandths, rounded up (away from zero).
    ///
    /// # Errors
    /// More than 64 bits hold (`1E`), where Go's `MilliValue()` answers 0.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::Quantity;
    ///
    /// assert_eq!(Quantity::from_static("250m").milli_value()?, 250);
    /// assert!(Quantity::from_static("1E").milli_value().is_err());
    /// # Ok::<(), pavedroad_manifests::QuantityRangeError>(())
    /// ```
    pub fn milli_value(&self) -> Result<i64, QuantityRangeError> {
        self.in_units(3, "from -9223372036854775808 to 9223372036854775807 thousandths")
    }

    fn in_units(&self, decimals: u8, expected: &'static str) -> Result<i64, QuantityRangeError> {
        self.scaled_magnitude(decimals)
            .and_then(|magnitude| {
                if self.0.number().negative {
                    0i64.checked_sub_unsigned(magnitude)
                } else {
                    i64::try_from(magnitude).ok()
                }
            })
            .ok_or_else(|| QuantityRangeError::new(self, expected))
    }

    /// The magnitude in units of so many decimals, rounded up.
    pub(super) fn scaled_magnitude(&self, decimals: u8) -> Option<u64> {
        let rounded = self.rounded_up(decimals);
        let mut number = rounded.0.number();
        number.exponent += i64::from(decimals);
        u64::try_from(number.whole_magnitude()?).ok()
    }
}

/// An amount that a machine integer or a typed view cannot hold: what was found and what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuantityRangeError {
    quantity: Quantity,
    expected: &'static str,
}

impl QuantityRangeError {
    pub(super) fn new(quantity: &Quantity, expected: &'static str) -> Self {
        Self { quantity: quantity.clone(), expected }
    }

    /// The amount.
    #[must_use]
    pub fn quantity(&self) -> &Quantity {
        &self.quantity
    }

    /// What it should be.
    #[must_use]
    pub fn expected(&self) -> &str {
        self.expected
    }
}

impl fmt::Display for QuantityRangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "found {}, expected {}", self.quantity, self.expected)
    }
}

impl std::error::Error for QuantityRangeError {}

#[cfg(test)]
mod tests {
    use crate::Quantity;

    #[test]
    fn rounds_away_from_zero_and_says_when_it_does_not_fit() {
        for (text, thousandths, expected) in [
            ("250m", true, Some(250)),
            ("1.5", true, Some(1500)),
            ("1n", true, Some(1)),
            ("-1n", false, Some(-1)),
            ("0", false, Some(0)),
            ("1.5Gi", false, Some(1_610_612_736)),
            ("1500m", false, Some(2)),
            ("9223372036854775807", false, Some(i64::MAX)),
            ("9223372036854775808", false, None),
            ("1E", true, None),
            ("1e99999999", false, None),
            ("123456789012345678901234567890.5", false, None),
        ] {
            let quantity: Quantity = text.parse().unwrap();
            let value = if thousandths { quantity.milli_value() } else { quantity.value() };
            assert_eq!(value.ok(), expected, "{text}");
        }
    }
}
