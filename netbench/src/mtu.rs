//! The greatest packet a link carries.

use std::fmt;

use crate::encapsulation::Encapsulation;
use crate::error::MtuError;
use crate::ip_version::IpVersion;

/// A maximum transmission unit: the longest IP packet that a link carries, in bytes, without the frame around it.
///
/// # Range
/// 68 (RFC 791: every link must carry that) to 65535 (the length field of an IPv4 header). A link for IPv6 needs at
/// least 1280 (RFC 8200); that is asked for where the version is known.
///
/// # Examples
/// ```
/// use pavedroad_netbench::{Encapsulation, IpVersion, Mtu};
///
/// let pod = Mtu::ETHERNET.inside(Encapsulation::Vxlan(IpVersion::V4))?;
/// assert_eq!(pod.bytes(), 1450);
/// assert_eq!(
///     Mtu::new(50).unwrap_err().to_string(),
///     "impossible MTU: found 50 bytes, expected 68 (RFC 791) to 65535"
/// );
/// # Ok::<(), pavedroad_netbench::MtuError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mtu(u16);

impl Mtu {
    /// Ethernet's own: 1500 bytes.
    pub const ETHERNET: Self = Self(1500);

    /// The usual jumbo frame: 9000 bytes.
    pub const JUMBO: Self = Self(9000);

    /// Takes a number of bytes.
    ///
    /// # Errors
    /// - fewer than 68;
    /// - more than 65535.
    pub const fn new(bytes: u32) -> Result<Self, MtuError> {
        if bytes < IpVersion::V4.smallest_mtu() as u32 || bytes > u16::MAX as u32 {
            return Err(MtuError::out_of_range(bytes));
        }
        // In range, as was just asked.
        Ok(Self((bytes & 0xffff) as u16))
    }

    /// A figure of this crate's own, which is in range.
    pub(crate) const fn of(bytes: u16) -> Self {
        Self(bytes)
    }

    /// The number of bytes.
    #[must_use]
    pub const fn bytes(self) -> u16 {
        self.0
    }

    /// The MTU that is left inside an encapsulation on a link of this MTU: what the pods' interfaces should have.
    ///
    /// # Errors
    /// - this link is too short for the version of IP that carries the encapsulation;
    /// - fewer than 68 bytes are left.
    pub const fn inside(self, encapsulation: Encapsulation) -> Result<Self, MtuError> {
        self.inside_for(encapsulation, IpVersion::V4)
    }

    /// As [`inside`](Self::inside), for pods that speak a given version of IP.
    ///
    /// # Errors
    /// - this link is too short for the version of IP that carries the encapsulation;
    /// - fewer bytes are left than `inner` asks of a link: 68 or 1280.
    pub const fn inside_for(self, encapsulation: Encapsulation, inner: IpVersion) -> Result<Self, MtuError> {
        if let Some(outer) = encapsulation.outer()
            && self.0 < outer.smallest_mtu()
        {
            return Err(MtuError::underlay(self, encapsulation, inner, outer));
        }
        let left = encapsulation.largest_within(self.0);
        if left < inner.smallest_mtu() {
            return Err(MtuError::pod(self, encapsulation, inner));
        }
        Ok(Self(left))
    }
}

impl fmt::Display for Mtu {
    /// The number alone: `1450`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Mtu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mtu({})", self.0)
    }
}
