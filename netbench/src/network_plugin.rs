//! Network plugins, and what they set aside.

use std::fmt;

use crate::encapsulation::Encapsulation;
use crate::ip_version::IpVersion;
use crate::mtu::Mtu;

/// A network plugin of Kubernetes (CNI), and how many bytes it takes from the underlay's MTU for the pods'.
///
/// What a plugin sets aside is a constant in its source, and the plugins differ: for WireGuard over IPv4, which takes
/// 60 bytes, Calico sets 60 aside and the others 80. More than is needed costs a little speed. Less loses packets:
/// flannel sets 50 aside for VXLAN over IPv6, which takes 70.
///
/// # Examples
/// ```
/// use pavedroad_netbench::{Encapsulation, IpVersion, Mtu, NetworkPlugin};
///
/// let wireguard = Encapsulation::WireGuard(IpVersion::V4);
/// assert_eq!(wireguard.overhead(), 60);
/// assert_eq!(NetworkPlugin::Calico.pod_mtu(Mtu::ETHERNET, wireguard), Mtu::new(1440).ok());
/// assert_eq!(NetworkPlugin::Cilium.pod_mtu(Mtu::ETHERNET, wireguard), Mtu::new(1420).ok());
/// // Calico has no Geneve.
/// let geneve = Encapsulation::Geneve { outer: IpVersion::V4, options: Default::default() };
/// assert_eq!(NetworkPlugin::Calico.sets_aside(geneve), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NetworkPlugin {
    /// Calico.
    Calico,
    /// Cilium.
    Cilium,
    /// flannel.
    Flannel,
}

impl NetworkPlugin {
    /// Every plugin here, by name.
    pub const ALL: [Self; 3] = [Self::Calico, Self::Cilium, Self::Flannel];

    /// The bytes it takes from the underlay's MTU for an encapsulation; none if it does not offer that one.
    ///
    /// Sources: Calico `felix/dataplane/linux/int_dataplane.go` (`ipipMTUOverhead` and those after it); Cilium
    /// `pkg/mtu/mtu.go` (`TunnelOverheadIPv4` and those after it; for ESP, a check value of 16 bytes); flannel
    /// `encapOverhead` in `pkg/backend/vxlan` and `udp`, `overhead` in `wireguard`, `ipsecOverhead` in `ipsec`.
    #[must_use]
    pub const fn sets_aside(self, encapsulation: Encapsulation) -> Option<u16> {
        use Encapsulation as E;

        match (self, encapsulation) {
            (_, E::None) => Some(0),
            (Self::Calico, E::Ipip) => Some(20),
            (Self::Calico, E::Vxlan(IpVersion::V4)) => Some(50),
            (Self::Calico, E::Vxlan(IpVersion::V6)) => Some(70),
            (Self::Calico, E::WireGuard(IpVersion::V4)) => Some(60),
            (Self::Calico, E::WireGuard(IpVersion::V6)) => Some(80),
            (Self::Cilium, E::Vxlan(outer) | E::Geneve { outer, .. }) => Some(match outer {
                IpVersion::V4 => 50,
                IpVersion::V6 => 70,
            }),
            (Self::Cilium | Self::Flannel, E::WireGuard(_)) => Some(80),
            (Self::Cilium, E::Esp(_)) | (Self::Flannel, E::FlannelIpsec) => Some(77),
            (Self::Flannel, E::Vxlan(_)) => Some(50),
            (Self::Flannel, E::FlannelUdp) => Some(28),
            _ => None,
        }
    }

    /// The MTU it gives the pods on an underlay; none if it does not offer the encapsulation, or if less than 68 bytes
    /// are left. What fits is said by [`Mtu::inside`].
    #[must_use]
    pub fn pod_mtu(self, underlay: Mtu, encapsulation: Encapsulation) -> Option<Mtu> {
        let left = underlay.bytes().checked_sub(self.sets_aside(encapsulation)?)?;
        Mtu::new(left.into()).ok()
    }
}

impl fmt::Display for NetworkPlugin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Calico => "calico",
            Self::Cilium => "cilium",
            Self::Flannel => "flannel",
        })
    }
}
