//! The address part of a node's name.

use std::fmt;
use std::net::Ipv4Addr;
use std::str::FromStr;

use crate::error::{NameError, NameErrorKind};
use crate::name_type::text_serde;

const WHAT: &str = "node address";

/// The end of a node's IP address as its name tells it: `0-121` for 10.12.0.121.
///
/// # Syntax
/// One to four decimal numbers of 0 to 255 without leading zeros, joined by `-`.
///
/// # Examples
/// ```
/// use pavedroad_naming::NodeAddress;
///
/// let address: NodeAddress = "0-121".parse()?;
/// assert_eq!(address.numbers(), [0, 121]);
/// assert!(address.ends([10, 12, 0, 121].into()) && !address.ends([10, 12, 1, 121].into()));
/// assert_eq!(
///     "0-256".parse::<NodeAddress>().unwrap_err().to_string(),
///     "invalid node address \"0-256\": found \"256\" at byte 2, expected a number of 0 to 255"
/// );
/// # Ok::<(), pavedroad_naming::NameError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeAddress {
    numbers: [u8; 4],
    count: u8,
}

impl NodeAddress {
    /// The greatest length, in bytes: `255-255-255-255`.
    pub const MAX_LEN: usize = 15;

    /// Reads the address part of a node's name; the same as [`str::parse`].
    ///
    /// # Errors
    /// - a number that is missing, longer than needed or beyond 255: `0--1`, `00-121`, `0-256`
    /// - more than four of them
    pub fn new(text: &str) -> Result<Self, NameError> {
        text.parse()
    }

    /// The last `count` numbers of an address; at least one, at most four.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::NodeAddress;
    ///
    /// assert_eq!(NodeAddress::of([10, 12, 0, 121].into(), 2).to_string(), "0-121");
    /// ```
    #[must_use]
    pub fn of(address: Ipv4Addr, count: u8) -> Self {
        let count = count.clamp(1, 4);
        let mut numbers = address.octets();
        numbers.rotate_left(4 - usize::from(count));
        // What lies behind the count is zero, so that equal addresses are equal.
        numbers.iter_mut().skip(usize::from(count)).for_each(|number| *number = 0);
        Self { numbers, count }
    }

    /// Its numbers, from the left.
    #[must_use]
    pub fn numbers(&self) -> &[u8] {
        self.numbers.get(..usize::from(self.count)).unwrap_or_default()
    }

    /// Does the IP address end with these numbers?
    #[must_use]
    pub fn ends(self, address: Ipv4Addr) -> bool {
        address.octets().ends_with(self.numbers())
    }
}

impl FromStr for NodeAddress {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        if text.is_empty() {
            return Err(NameError::new(WHAT, text, NameErrorKind::Empty, 0, "nothing", "numbers such as 0-121"));
        }
        let (mut numbers, mut count, mut at) = ([0; 4], 0_u8, 0);
        for part in text.split('-') {
            let plain = part.bytes().all(|byte| byte.is_ascii_digit()) && (part == "0" || !part.starts_with('0'));
            let Some(number) = part.parse().ok().filter(|_| plain) else {
                let found = if part.is_empty() { "no number".to_owned() } else { format!("{part:?}") };
                let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
                let kind = if digits { NameErrorKind::Range } else { NameErrorKind::Character };
                let error = NameError::new(WHAT, text, kind, at, found, "a number of 0 to 255");
                let zeros = digits && part.starts_with('0');
                return Err(if zeros { error.with_hint("write it without leading zeros") } else { error });
            };
            let Some(place) = numbers.get_mut(usize::from(count)) else {
                let found = format!("{:?}", text.get(at..).unwrap_or_default());
                return Err(NameError::new(WHAT, text, NameErrorKind::Range, at, found, "at most four numbers"));
            };
            *place = number;
            count += 1;
            at += part.len() + 1;
        }
        Ok(Self { numbers, count })
    }
}

impl fmt::Display for NodeAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers: Vec<String> = self.numbers().iter().map(u8::to_string).collect();
        f.pad(&numbers.join("-"))
    }
}

impl fmt::Debug for NodeAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NodeAddress(\"{self}\")")
    }
}

text_serde!(NodeAddress, "a node address such as `0-121`");

#[cfg(feature = "schemars")]
crate::name_type::text_schema!(
    NodeAddress,
    "a node address such as `0-121`",
    1..=Self::MAX_LEN,
    concat!("^(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])", "(-(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){0,3}$"),
    "0-121"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_prints() {
        for (text, numbers) in [("0-121", &[0, 121][..]), ("7", &[7]), ("10-12-0-255", &[10, 12, 0, 255])] {
            let address: NodeAddress = text.parse().unwrap();
            assert_eq!((address.to_string().as_str(), address.numbers()), (text, numbers));
            assert_eq!(NodeAddress::of([10, 12, 0, 255].into(), 9).to_string(), "10-12-0-255");
        }
        assert_eq!(NodeAddress::of([10, 12, 0, 121].into(), 2), "0-121".parse().unwrap());
    }

    #[test]
    fn refuses_what_is_no_end_of_an_address() {
        for (text, message) in [
            ("", "found nothing, expected numbers such as 0-121"),
            ("0-", "found no number at byte 2, expected a number of 0 to 255"),
            ("00-121", "found \"00\" at byte 0, expected a number of 0 to 255; write it without leading zeros"),
            ("0-x", "found \"x\" at byte 2, expected a number of 0 to 255"),
            ("+1", "found \"+1\" at byte 0, expected a number of 0 to 255"),
            ("1-2-3-4-5", "found \"5\" at byte 8, expected at most four numbers"),
        ] {
            let error = text.parse::<NodeAddress>().unwrap_err().to_string();
            assert_eq!(error, format!("invalid node address {text:?}: {message}"));
        }
    }
}
