//! netperf's units.

use crate::parse::Decimal;
use crate::quantity::Quantity;
use crate::sample::{Sample, Statistic};

/// What a throughput counts, and in which steps (`format_units` in netlib.c): small letters of `-f` count bits by 1000,
/// capitals bytes by 1024, and `x` transactions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// So many bit/s times a power of ten.
    Bits(u64, i32),
    Transactions,
}

impl Unit {
    /// The unit that stands somewhere in a text; none if there is none, or a second one.
    pub(crate) fn within(text: &str) -> Option<Self> {
        const UNITS: [(&str, Unit); 7] = [
            ("10^3bits", Unit::Bits(1, 3)),
            ("10^6bits", Unit::Bits(1, 6)),
            ("10^9bits", Unit::Bits(1, 9)),
            ("KBytes", Unit::Bits(8 << 10, 0)),
            ("MBytes", Unit::Bits(8 << 20, 0)),
            ("GBytes", Unit::Bits(8 << 30, 0)),
            ("Trans/s", Unit::Transactions),
        ];
        let mut found = UNITS.iter().filter(|(name, _)| text.contains(name));
        let (_, unit) = found.next()?;
        found.next().is_none().then_some(*unit)
    }

    /// The unit that `-f` asks for.
    pub(crate) fn of_option(letter: &str) -> Option<Self> {
        Some(match letter {
            "k" => Self::Bits(1, 3),
            "m" => Self::Bits(1, 6),
            "g" => Self::Bits(1, 9),
            "K" => Self::Bits(8 << 10, 0),
            "M" => Self::Bits(8 << 20, 0),
            "G" => Self::Bits(8 << 30, 0),
            _ => return None,
        })
    }

    /// The rate that a number in this unit is.
    pub(crate) fn rate(self, number: Decimal) -> Option<Sample> {
        let (quantity, factor, power) = match self {
            Self::Bits(factor, power) => (Quantity::Bandwidth, factor, power),
            Self::Transactions => (Quantity::TransactionRate, 1, 0),
        };
        let value = number.scaled(factor, power)?;
        Some(Sample::new(quantity, value, Statistic::Mean).with_step(number.step(factor, power)))
    }
}
