//! Bits per second.

use std::fmt;

/// A rate in bits per second, as links are rated: 1 Gbit/s is 10^9 bit/s.
///
/// # Examples
/// ```
/// use pavedroad_netbench::BitRate;
///
/// assert_eq!(BitRate::gbit(10), BitRate::mbit(10_000));
/// assert_eq!(BitRate::bits(9_414_824_447).to_string(), "9414.824447 Mbit/s");
/// assert_eq!(BitRate::bits(9_414_824_447).to_mbit(1), "9414.8");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BitRate(u64);

/// A million: the bits of a megabit.
const MEGA: u64 = 1_000_000;

impl BitRate {
    /// So many bit/s.
    #[must_use]
    pub const fn bits(per_second: u64) -> Self {
        Self(per_second)
    }

    /// So many Mbit/s (10^6 bit/s).
    #[must_use]
    pub const fn mbit(per_second: u32) -> Self {
        Self(per_second as u64 * MEGA)
    }

    /// So many Gbit/s (10^9 bit/s).
    #[must_use]
    pub const fn gbit(per_second: u32) -> Self {
        Self(per_second as u64 * 1_000 * MEGA)
    }

    /// The bit/s.
    #[must_use]
    pub const fn as_bits(self) -> u64 {
        self.0
    }

    /// The Mbit/s with at most six decimals, rounded to the nearest, a half up: `9414.8`.
    #[must_use]
    pub fn to_mbit(self, decimals: u32) -> String {
        let decimals = decimals.min(6);
        let unit = 10_u64.pow(6 - decimals);
        let rounded = u128::from(self.0) + u128::from(unit / 2);
        let (whole, part) = (rounded / u128::from(MEGA), rounded % u128::from(MEGA) / u128::from(unit));
        match usize::try_from(decimals) {
            Ok(width) if width > 0 => format!("{whole}.{part:0width$}"),
            _ => whole.to_string(),
        }
    }
}

impl fmt::Display for BitRate {
    /// Exact, in Mbit/s: `10000 Mbit/s`, `9414.824447 Mbit/s`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.to_mbit(6);
        f.pad(&format!("{} Mbit/s", text.trim_end_matches('0').trim_end_matches('.')))
    }
}
