//! Quantities by what they count, with the unit in the name.

use std::fmt;

use super::{Quantity, QuantityRangeError};

/// Millicores from 0: what a cpu amount comes to once the API server has rounded it up.
///
/// [`Display`](fmt::Display) is for people: `1.5 cores`, `0.25 cores`.
///
/// # Examples
/// ```
/// use pavedroad_manifests::{Cpu, Quantity};
///
/// let cpu = Cpu::try_from(&Quantity::from_static("0.25"))?;
/// assert_eq!(cpu.millicores(), 250);
/// assert_eq!(cpu.to_string(), "0.25 cores");
/// assert_eq!(cpu.quantity().to_string(), "250m");
/// assert!(Cpu::try_from(&Quantity::from_static("-1")).is_err());
/// # Ok::<(), pavedroad_manifests::QuantityRangeError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cpu(u64);

/// Whole bytes from 0: memory, storage, huge pages.
///
/// [`Display`](fmt::Display) is for people: `1.5 GiB`, rounded to hundredths, a half away from zero.
///
/// # Examples
/// ```
/// use pavedroad_manifests::{Memory, Quantity};
///
/// let memory = Memory::try_from(&Quantity::from_static("1536Mi"))?;
/// assert_eq!(memory.bytes(), 1_610_612_736);
/// assert_eq!(memory.to_string(), "1.5 GiB");
/// assert_eq!(memory.quantity().to_string(), "1536Mi");
/// assert_eq!(Memory::from_bytes(32_000_000_000).to_string(), "29.8 GiB");
/// # Ok::<(), pavedroad_manifests::QuantityRangeError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Memory(u64);

/// Whole pieces from 0: pods, objects, devices.
///
/// # Examples
/// ```
/// use pavedroad_manifests::{Count, Quantity};
///
/// assert_eq!(Count::try_from(&Quantity::from_static("1k"))?.pieces(), 1000);
/// assert!(Count::try_from(&Quantity::from_static("1500m")).is_err());
/// # Ok::<(), pavedroad_manifests::QuantityRangeError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Count(u64);

impl Cpu {
    /// Thousandths of a core.
    #[must_use]
    pub const fn from_millicores(millicores: u64) -> Self {
        Self(millicores)
    }

    /// Thousandths of a core.
    #[must_use]
    pub const fn millicores(self) -> u64 {
        self.0
    }

    /// The amount as manifests write it: `250m`.
    #[must_use]
    pub fn quantity(self) -> Quantity {
        Quantity::from_parts(self.0, -3, false)
    }
}

impl Memory {
    /// Bytes.
    #[must_use]
    pub const fn from_bytes(bytes: u64) -> Self {
        Self(bytes)
    }

    /// Bytes.
    #[must_use]
    pub const fn bytes(self) -> u64 {
        self.0
    }

    /// The amount as manifests write it, in binary units where they fit: `1536Mi`.
    #[must_use]
    pub fn quantity(self) -> Quantity {
        Quantity::from_parts(self.0, 0, true)
    }
}

impl Count {
    /// Pieces.
    #[must_use]
    pub const fn from_pieces(pieces: u64) -> Self {
        Self(pieces)
    }

    /// Pieces.
    #[must_use]
    pub const fn pieces(self) -> u64 {
        self.0
    }

    /// The amount as manifests write it: `30`, `1k`.
    #[must_use]
    pub fn quantity(self) -> Quantity {
        Quantity::from_parts(self.0, 0, false)
    }
}

/// The magnitude in units of so many decimals, of an amount that is not negative.
fn magnitude(quantity: &Quantity, decimals: u8, expected: &'static str) -> Result<u64, QuantityRangeError> {
    let positive = (quantity >= &Quantity::ZERO).then(|| quantity.scaled_magnitude(decimals)).flatten();
    positive.ok_or_else(|| QuantityRangeError::new(quantity, expected))
}

impl TryFrom<&Quantity> for Cpu {
    type Error = QuantityRangeError;

    /// Rounded up to a millicore, as the API server does.
    fn try_from(quantity: &Quantity) -> Result<Self, QuantityRangeError> {
        magnitude(quantity, 3, "from 0 to 18446744073709551615 millicores").map(Self)
    }
}

impl TryFrom<&Quantity> for Memory {
    type Error = QuantityRangeError;

    /// Rounded up to a byte.
    fn try_from(quantity: &Quantity) -> Result<Self, QuantityRangeError> {
        magnitude(quantity, 0, "from 0 to 18446744073709551615 bytes").map(Self)
    }
}

impl TryFrom<&Quantity> for Count {
    type Error = QuantityRangeError;

    /// A fraction is an error: there is no half pod.
    fn try_from(quantity: &Quantity) -> Result<Self, QuantityRangeError> {
        const EXPECTED: &str = "a whole number from 0 to 18446744073709551615";
        if !quantity.is_whole(0) {
            return Err(QuantityRangeError::new(quantity, EXPECTED));
        }
        magnitude(quantity, 0, EXPECTED).map(Self)
    }
}

impl fmt::Display for Cpu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = if self.0 == 1000 { "core" } else { "cores" };
        f.pad(&format!("{} {unit}", decimal(self.0 / 1000, self.0 % 1000, 3)))
    }
}

impl fmt::Display for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const UNITS: [&str; 7] = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
        let bytes = u128::from(self.0);
        let mut text = String::new();
        for (power, unit) in UNITS.into_iter().enumerate() {
            let size = 1u128 << (10 * power);
            let hundredths = (bytes * 200 + size) / (2 * size);
            // 1023.999 KiB would print as 1024 KiB: the next unit takes it.
            if hundredths < 102_400 || power + 1 == UNITS.len() {
                text = format!("{} {unit}", decimal((hundredths / 100) as u64, (hundredths % 100) as u64, 2));
                break;
            }
        }
        f.pad(&text)
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.to_string())
    }
}

/// A number with a fraction of so many digits, without zeros at its end.
fn decimal(whole: u64, fraction: u64, digits: usize) -> String {
    let text = format!("{whole}.{fraction:0digits$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
