//! Numbers as people read them.

use crate::quantity::Quantity;
use crate::statistics::median;

/// A unit that suits some values, and how many decimals their differences need.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct UnitScale {
    symbol: &'static str,
    factor: f64,
    decimals: usize,
}

/// The ladders: symbols, and what one of the quantity's own units is in them, from the smallest to the largest.
const TIME: [(&str, f64); 4] = [("ns", 1.0), ("us", 1e-3), ("ms", 1e-6), ("s", 1e-9)];
const RATE: [(&str, f64); 4] = [("bit/s", 1.0), ("kbit/s", 1e-3), ("Mbit/s", 1e-6), ("Gbit/s", 1e-9)];
const COUNTS: [(&str, f64); 3] = [("/s", 1.0), ("k/s", 1e-3), ("M/s", 1e-6)];

impl UnitScale {
    /// The unit in which the median of `values` has at least one digit before the point, and enough decimals for four
    /// significant digits of the least.
    pub(crate) fn of(quantity: Quantity, values: impl Iterator<Item = f64> + Clone) -> Self {
        let sizes: Vec<f64> = values.clone().map(f64::abs).collect();
        let typical = median(&sizes).unwrap_or(0.0);
        let (symbol, factor) = match quantity {
            Quantity::Latency | Quantity::Jitter => fitting(&TIME, typical),
            Quantity::Bandwidth => fitting(&RATE, typical),
            Quantity::MessageRate | Quantity::TransactionRate => fitting(&COUNTS, typical),
            // Percent of one core for each Gbit/s: a Gbit is 1.25 * 10^8 bytes, and a percent of a core 10^7 ns a second.
            Quantity::CpuCost(_) => ("%/(Gbit/s)", 12.5),
            other => (other.unit().symbol(), 1.0),
        };
        let least = values.map(|value| value.abs() * factor).filter(|value| *value > 0.0).fold(f64::INFINITY, f64::min);
        let whole = if least.is_finite() { least.log10().floor() } else { 0.0 };
        // Between 0 and 6, so nothing is lost.
        let decimals = (3.0 - whole).clamp(0.0, 6.0) as usize;
        Self { symbol, factor, decimals }
    }

    /// The unit.
    pub(crate) const fn symbol(&self) -> &'static str {
        self.symbol
    }

    /// A value in it.
    pub(crate) fn scaled(&self, value: f64) -> f64 {
        value * self.factor
    }

    /// A value as text, without the unit.
    pub(crate) fn text(&self, value: f64) -> String {
        format!("{:.*}", self.decimals, self.scaled(value))
    }
}

fn fitting(ladder: &[(&'static str, f64)], typical: f64) -> (&'static str, f64) {
    let fits = ladder.iter().rev().find(|(_, factor)| typical * factor >= 1.0);
    fits.or(ladder.first()).copied().unwrap_or(("", 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::CpuScope;

    #[test]
    fn values_stand_in_a_unit_that_suits_them() {
        for (quantity, values, texts) in [
            (Quantity::Latency, &[54_600.0, 9_120.0][..], &["54.600 us", "9.120 us"][..]),
            (Quantity::Latency, &[850.0], &["850.0 ns"]),
            (Quantity::Latency, &[1_250_000.0], &["1.250 ms"]),
            (Quantity::Bandwidth, &[9_414_824_447.0], &["9.415 Gbit/s"]),
            (Quantity::Bandwidth, &[93_900_000.0], &["93.90 Mbit/s"]),
            (Quantity::TransactionRate, &[80_500.6], &["80.50 k/s"]),
            (Quantity::CpuCost(CpuScope::Process), &[0.125], &["1.562 %/(Gbit/s)"]),
            (Quantity::Loss, &[0.0], &["0.000 %"]),
        ] {
            let scale = UnitScale::of(quantity, values.iter().copied());
            let found: Vec<String> =
                values.iter().map(|value| format!("{} {}", scale.text(*value), scale.symbol())).collect();
            assert_eq!(found, texts, "{quantity:?}");
        }
    }
}
