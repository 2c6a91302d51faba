//! What a link can carry of one TCP stream.

use crate::bit_rate::BitRate;
use crate::encapsulation::Encapsulation;
use crate::error::MtuError;
use crate::ip_version::IpVersion;
use crate::mtu::Mtu;

/// The way of a TCP stream from pod to pod over Ethernet: everything that takes bytes from it. In a value of this
/// type every packet fits. Whether a tunnel carries the pods' version of IP at all is not asked (IPIP and flannel's
/// `udp` and `ipsec` carry IPv4 alone).
///
/// As on Linux, segments carry TCP timestamps unless told otherwise, and frames have no VLAN tag.
///
/// # Examples
/// What flannel's VXLAN leaves of a link of 10 Gbit/s, and how far below the host it is by its headers alone:
/// ```
/// use pavedroad_netbench::{BitRate, Encapsulation, IpVersion, Mtu, TcpPath};
///
/// let link = BitRate::gbit(10);
/// let host = TcpPath::new(Mtu::ETHERNET, Encapsulation::None, IpVersion::V4)?;
/// let vxlan = TcpPath::new(Mtu::ETHERNET, Encapsulation::Vxlan(IpVersion::V4), IpVersion::V4)?;
/// assert_eq!((host.payload(), vxlan.payload()), (1448, 1398));
/// assert_eq!(host.ceiling(link).to_mbit(1), "9414.8");
/// assert_eq!(vxlan.ceiling(link).to_mbit(1), "9089.7");
/// # Ok::<(), pavedroad_netbench::MtuError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TcpPath {
    underlay: Mtu,
    encapsulation: Encapsulation,
    inner: IpVersion,
    pod: Mtu,
    timestamps: bool,
    vlan: bool,
}

impl TcpPath {
    /// A path over a link of MTU `underlay`, for pods that speak `inner`.
    ///
    /// # Errors
    /// - the underlay is too short for the version of IP that carries the encapsulation;
    /// - fewer bytes are left for the pod than `inner` asks of a link: 68 or 1280.
    pub const fn new(underlay: Mtu, encapsulation: Encapsulation, inner: IpVersion) -> Result<Self, MtuError> {
        match underlay.inside_for(encapsulation, inner) {
            Ok(pod) => Ok(Self { underlay, encapsulation, inner, pod, timestamps: true, vlan: false }),
            Err(error) => Err(error),
        }
    }

    /// The same path with TCP timestamps switched off: 12 bytes more payload in each segment.
    #[must_use]
    pub const fn without_timestamps(self) -> Self {
        Self { timestamps: false, ..self }
    }

    /// The same path with a VLAN tag in each frame: 4 bytes more on the wire, none in the MTU.
    #[must_use]
    pub const fn with_vlan_tag(self) -> Self {
        Self { vlan: true, ..self }
    }

    /// The same path with another encapsulation.
    pub(crate) const fn instead(self, encapsulation: Encapsulation) -> Result<Self, MtuError> {
        match Self::new(self.underlay, encapsulation, self.inner) {
            Ok(path) => Ok(Self { timestamps: self.timestamps, vlan: self.vlan, ..path }),
            Err(error) => Err(error),
        }
    }

    /// The MTU of the link between the nodes.
    #[must_use]
    pub const fn underlay(self) -> Mtu {
        self.underlay
    }

    /// What wraps the pod's packets.
    #[must_use]
    pub const fn encapsulation(self) -> Encapsulation {
        self.encapsulation
    }

    /// The version of IP the pods speak.
    #[must_use]
    pub const fn inner(self) -> IpVersion {
        self.inner
    }

    /// The MTU of the pod's interface.
    #[must_use]
    pub const fn pod_mtu(self) -> Mtu {
        self.pod
    }

    /// The maximum segment size that a SYN announces, in bytes: the pod's MTU less the IP and TCP headers without
    /// options (RFC 6691).
    #[must_use]
    pub const fn mss(self) -> u16 {
        // At least 68 - 40 or 1280 - 60, since the MTU is one that IP allows.
        self.pod.bytes() - self.inner.header() - TCP
    }

    /// The data in a full segment, in bytes: the MSS less 12 for timestamps (RFC 7323), if there are any.
    #[must_use]
    pub const fn payload(self) -> u16 {
        if self.timestamps { self.mss() - TIMESTAMPS } else { self.mss() }
    }

    /// What a full segment takes on the wire, in bytes: the pod's packet with all that is wrapped around it, which is
    /// the underlay's MTU or, where ESP's blocks do not fill it, a little less, and the frame (preamble 8, addresses and
    /// type 14, check sequence 4, gap 12, VLAN tag 4).
    #[must_use]
    pub const fn wire(self) -> u32 {
        self.encapsulation.wraps(self.pod.bytes()) + FRAME + if self.vlan { VLAN_TAG } else { 0 }
    }

    /// The most data per second that a link of rate `link` can carry over this path in full segments, in one direction
    /// and without counting acknowledgements: `link * payload / wire`, rounded down to a bit per second. A measurement
    /// above it was not made on the path it was declared to be; see [`CeilingCheck`](crate::CeilingCheck).
    #[must_use]
    pub const fn ceiling(self, link: BitRate) -> BitRate {
        let bits = link.as_bits() as u128 * self.payload() as u128 / self.wire() as u128;
        // The payload is less than the wire, so this fits where the rate did.
        BitRate::bits(bits as u64)
    }
}

/// A TCP header without options, in bytes (RFC 9293).
const TCP: u16 = 20;

/// The timestamps option with its padding, in bytes (RFC 7323, appendix A).
const TIMESTAMPS: u16 = 12;

/// Preamble 8, addresses and type 14, check sequence 4, gap 12 (IEEE 802.3).
const FRAME: u32 = 38;

/// A VLAN tag, in bytes (IEEE 802.1Q).
const VLAN_TAG: u32 = 4;
