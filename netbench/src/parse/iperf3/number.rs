//! Numbers in iperf3's JSON.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// A number that can be a measurement: finite, not negative, and below 10^18. `null` is how iperf3's JSON library
/// writes a NaN or an infinity, so it is refused as they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number(pub(crate) f64);

/// A number that iperf3 may write below zero: a late packet takes back a loss that was counted in the interval before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Signed(pub(crate) f64);

/// More than any of its numbers can be: 10^18 bit/s, 11 days in picoseconds.
const MOST: f64 = 1e18;

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Signed(value) = Signed::deserialize(deserializer)?;
        if value < 0.0 {
            return Err(Error::custom(format_args!("found {value}, expected a number from 0")));
        }
        Ok(Self(value))
    }
}

impl<'de> Deserialize<'de> for Signed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberVisitor).map(Self)
    }
}

struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = f64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<f64, E> {
        self.visit_f64(value as f64)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<f64, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<f64, E> {
        if value.is_finite() && value.abs() < MOST {
            Ok(value)
        } else {
            Err(E::custom(format_args!("found {value}, expected a number below {MOST}")))
        }
    }
}
