//! The two versions of IP.

use std::fmt;

/// A version of the Internet Protocol: of the packet inside a tunnel, or of the one that carries it.
///
/// # Examples
/// ```
/// use pavedroad_netbench::IpVersion;
///
/// assert_eq!((IpVersion::V4.header(), IpVersion::V6.header()), (20, 40));
/// assert_eq!(IpVersion::V6.to_string(), "IPv6");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IpVersion {
    /// IPv4.
    V4,
    /// IPv6.
    V6,
}

impl IpVersion {
    /// The header without options, in bytes: 20 (RFC 791) or 40 (RFC 8200).
    #[must_use]
    pub const fn header(self) -> u16 {
        match self {
            Self::V4 => 20,
            Self::V6 => 40,
        }
    }

    /// The smallest MTU a link for it may have, in bytes: 68 (RFC 791, section 3.2) or 1280 (RFC 8200, section 5).
    #[must_use]
    pub const fn smallest_mtu(self) -> u16 {
        match self {
            Self::V4 => 68,
            Self::V6 => 1280,
        }
    }
}

impl fmt::Display for IpVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::V4 => "IPv4",
            Self::V6 => "IPv6",
        })
    }
}
