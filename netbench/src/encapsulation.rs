//! What a cluster network wraps around a pod's packet.

use std::fmt;

use crate::error::MtuError;
use crate::esp::{Esp, EspCipher};
use crate::ip_version::IpVersion;

/// How a pod's packet travels between nodes, and so how many bytes of each packet are not the pod's.
///
/// # Examples
/// ```
/// use pavedroad_netbench::{Encapsulation, IpVersion};
///
/// assert_eq!(Encapsulation::None.overhead(), 0); // calico-bgp, flannel host-gw
/// assert_eq!(Encapsulation::Ipip.overhead(), 20); // calico-ipip
/// assert_eq!(Encapsulation::Vxlan(IpVersion::V4).overhead(), 50); // flannel vxlan
/// assert_eq!(Encapsulation::Vxlan(IpVersion::V6).to_string(), "vxlan over IPv6");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Encapsulation {
    /// Nothing: the host's own network, flannel `host-gw`, Calico with BGP alone.
    None,
    /// IP in IP (RFC 2003), Calico's: an IPv4 header, 20 bytes.
    Ipip,
    /// GRE without key and checksum (RFC 2784): an IPv4 header and 4 bytes, 24 in all.
    Gre,
    /// flannel's user-space `udp` backend: an IPv4 and a UDP header, 28 bytes.
    FlannelUdp,
    /// VXLAN (RFC 7348): an outer IP header, UDP 8, VXLAN 8 and the inner Ethernet header 14: 50 bytes over IPv4, 70
    /// over IPv6.
    Vxlan(IpVersion),
    /// Geneve (RFC 8926): 50 bytes over IPv4, 70 over IPv6, and its options.
    Geneve {
        /// The version of the packet that carries it.
        outer: IpVersion,
        /// The options that follow the fixed header.
        options: GeneveOptions,
    },
    /// WireGuard: an outer IP header, UDP 8, its own header 16 and tag 16: 60 bytes over IPv4, 80 over IPv6. flannel
    /// and others set 80 aside for both.
    WireGuard(IpVersion),
    /// IPsec's tunnel.
    Esp(Esp),
    /// flannel's `ipsec` backend without UDP: ESP by AES-CBC and SHA-256, for which it sets 77 bytes aside, padding
    /// counted in full. Source: `ipsecOverhead` in flannel's `pkg/backend/ipsec`.
    FlannelIpsec,
}

impl Encapsulation {
    /// The bytes of each packet on the underlay that are not the pod's packet: for ESP, which pads, the most there
    /// can be.
    #[must_use]
    pub const fn overhead(self) -> u16 {
        match self {
            Self::None => 0,
            Self::Ipip => IpVersion::V4.header(),
            Self::Gre => IpVersion::V4.header() + 4,
            Self::FlannelUdp => IpVersion::V4.header() + UDP,
            Self::Vxlan(outer) => outer.header() + UDP + 8 + ETHERNET,
            Self::Geneve { outer, options } => outer.header() + UDP + 8 + ETHERNET + options.bytes(),
            Self::WireGuard(outer) => outer.header() + UDP + 16 + 16,
            Self::Esp(esp) => esp.overhead(),
            Self::FlannelIpsec => FLANNEL_ESP.overhead(),
        }
    }

    /// Whether pods can send IPv6 through it: not through IPIP and flannel's `udp` and `ipsec`.
    #[must_use]
    pub const fn carries_ipv6(self) -> bool {
        !matches!(self, Self::Ipip | Self::FlannelUdp | Self::FlannelIpsec)
    }

    /// How long a pod's packet is on the underlay, in bytes.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_netbench::Encapsulation;
    ///
    /// assert_eq!(Encapsulation::Ipip.wraps(1480), 1500);
    /// // ESP fills blocks of 16 bytes, so these two are equally long.
    /// assert_eq!(Encapsulation::FlannelIpsec.wraps(1423), 1500);
    /// assert_eq!(Encapsulation::FlannelIpsec.wraps(1438), 1500);
    /// ```
    #[must_use]
    pub const fn wraps(self, packet: u16) -> u32 {
        match self {
            Self::Esp(esp) => esp.wraps(packet),
            Self::FlannelIpsec => FLANNEL_ESP.wraps(packet),
            _ => packet as u32 + self.overhead() as u32,
        }
    }

    /// The longest packet that may be inside on an underlay of so many bytes; 0 if none may. For flannel's `ipsec` it
    /// is what flannel sets, not the longest that would fit.
    pub(crate) const fn largest_within(self, underlay: u16) -> u16 {
        match self {
            Self::Esp(esp) => esp.largest_within(underlay),
            _ => underlay.saturating_sub(self.overhead()),
        }
    }

    /// The smallest underlay for packets of so many bytes inside: the other way of
    /// [`largest_within`](Self::largest_within).
    pub(crate) const fn underlay_for(self, packet: u16) -> u32 {
        match self {
            Self::Esp(esp) => esp.wraps(packet),
            _ => packet as u32 + self.overhead() as u32,
        }
    }

    /// The version of the packet that carries the pod's; none if nothing does.
    #[must_use]
    pub const fn outer(self) -> Option<IpVersion> {
        match self {
            Self::None => None,
            Self::Ipip | Self::Gre | Self::FlannelUdp | Self::FlannelIpsec => Some(IpVersion::V4),
            Self::Vxlan(outer) | Self::Geneve { outer, .. } | Self::WireGuard(outer) => Some(outer),
            Self::Esp(esp) => Some(esp.outer),
        }
    }
}

impl fmt::Display for Encapsulation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Esp(esp) => return esp.fmt(f),
            Self::None => "none",
            Self::Ipip => "ipip",
            Self::Gre => "gre",
            Self::FlannelUdp => "flannel udp",
            Self::Vxlan(_) => "vxlan",
            Self::Geneve { .. } => "geneve",
            Self::WireGuard(_) => "wireguard",
            Self::FlannelIpsec => "flannel ipsec",
        };
        let over = if self.outer() == Some(IpVersion::V6) { " over IPv6" } else { "" };
        match self {
            Self::Geneve { options, .. } if options.bytes() > 0 => {
                f.pad(&format!("{name}{over} with {} bytes of options", options.bytes()))
            }
            _ if over.is_empty() => f.pad(name),
            _ => f.pad(&format!("{name}{over}")),
        }
    }
}

/// The length of a Geneve header's options: a multiple of 4 bytes, at most 252 (RFC 8926, section 3.4: six bits count
/// words of four bytes).
///
/// # Examples
/// ```
/// use pavedroad_netbench::{Encapsulation, GeneveOptions, IpVersion};
///
/// let options = GeneveOptions::new(8)?;
/// assert_eq!(Encapsulation::Geneve { outer: IpVersion::V4, options }.overhead(), 58);
/// assert_eq!(
///     GeneveOptions::new(10).unwrap_err().to_string(),
///     "impossible length of Geneve options: found 10 bytes, expected a multiple of 4 up to 252 (RFC 8926)"
/// );
/// # Ok::<(), pavedroad_netbench::MtuError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GeneveOptions(u16);

impl GeneveOptions {
    /// No options: 0 bytes.
    pub const NONE: Self = Self(0);

    /// Takes a length in bytes.
    ///
    /// # Errors
    /// - not a multiple of 4;
    /// - more than 252.
    pub const fn new(bytes: u16) -> Result<Self, MtuError> {
        if bytes.is_multiple_of(4) && bytes <= 252 { Ok(Self(bytes)) } else { Err(MtuError::geneve_options(bytes)) }
    }

    /// The length in bytes.
    #[must_use]
    pub const fn bytes(self) -> u16 {
        self.0
    }
}

/// What flannel's `ipsec` backend configures (`pkg/backend/ipsec`).
const FLANNEL_ESP: Esp = Esp { outer: IpVersion::V4, cipher: EspCipher::AesCbcSha256, udp: false };

/// A UDP header, in bytes (RFC 768).
const UDP: u16 = 8;

/// An Ethernet header, in bytes, without the VLAN tag and the check sequence, which tunnels do not carry.
const ETHERNET: u16 = 14;
