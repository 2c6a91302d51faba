//! The MTUs of clouds' networks.

use std::fmt;

use crate::encapsulation::Encapsulation;
use crate::error::MtuError;
use crate::mtu::Mtu;

/// A network that a cloud offers, and the MTU its machines may use on it: the underlay of a cluster there.
///
/// Few of them have 1500 bytes, and a plugin that finds its underlay's MTU at one interface does not see a smaller one
/// on the way: pods' packets of the full size then vanish, while small ones pass. Clouds change these figures; each
/// names the page that said so.
///
/// # Examples
/// The MTU for pods behind VXLAN on Google Cloud's default network:
/// ```
/// use pavedroad_netbench::{CloudNetwork, Encapsulation, IpVersion};
///
/// let google = CloudNetwork::ALL.iter().find(|network| network.name() == "Google Cloud VPC, default").unwrap();
/// assert_eq!(google.mtu().bytes(), 1460);
/// assert_eq!(google.pod_mtu(Encapsulation::Vxlan(IpVersion::V4))?.bytes(), 1410);
/// # Ok::<(), pavedroad_netbench::MtuError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CloudNetwork {
    name: &'static str,
    mtu: Mtu,
    note: &'static str,
    source: &'static str,
}

impl CloudNetwork {
    /// Every network here, by name.
    pub const ALL: &'static [Self] = &[
        Self::new("Alibaba Cloud VPC, default", 1500, "every instance", ALIBABA),
        Self::new("Alibaba Cloud VPC, jumbo frames", 8500, "from the 8th generation of instances on", ALIBABA),
        Self::new("AWS VPC", 9001, "most instance types; an internet gateway and VPN connections take 1500", AWS),
        Self::new("AWS VPC peering between regions", 8500, "9001 inside one region", AWS),
        Self::new("AWS Wavelength Zone", 1300, "also an Outpost to its region", AWS),
        Self::new("Azure virtual network, default", 1500, "and for all that leaves the virtual network", AZURE),
        Self::new("Azure virtual network, Mellanox adapters", 3900, "inside the virtual network alone", AZURE),
        Self::new("Azure virtual network, MANA adapters", 9000, "in preview; inside the virtual network alone", AZURE),
        Self::new("Google Cloud VPC, default", 1460, "may be set from 1300 to 8896", GOOGLE),
        Self::new(
            "Google Cloud VPC, largest",
            8896,
            "must be set on all networks that are connected, or packets are lost",
            GOOGLE,
        ),
        Self::new("Hetzner Cloud, private network", 1450, "the public interface has 1500", HETZNER),
        Self::new("OpenStack, VXLAN on 1500", 1450, "a tenant's network; 20 bytes less over IPv6", OPENSTACK),
        Self::new("OpenStack, VXLAN on 9000", 8950, "a tenant's network; 20 bytes less over IPv6", OPENSTACK),
        Self::new("Oracle Cloud VCN", 9000, "an internet gateway drops what is longer than 1500", ORACLE),
        Self::new(
            "Tencent Cloud VPC, jumbo frames",
            8500,
            "the latest generation of instances, unless switched off",
            TENCENT,
        ),
    ];

    const fn new(name: &'static str, mtu: u16, note: &'static str, source: &'static str) -> Self {
        Self { name, mtu: Mtu::of(mtu), note, source }
    }

    /// Whose it is and which one.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The MTU of the machines' interfaces.
    #[must_use]
    pub const fn mtu(&self) -> Mtu {
        self.mtu
    }

    /// When it is so, or what else is to be known.
    #[must_use]
    pub const fn note(&self) -> &'static str {
        self.note
    }

    /// The page that says so.
    #[must_use]
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// The MTU for pods that speak IPv4 behind an encapsulation.
    ///
    /// # Errors
    /// The encapsulation finds no room: on none of these networks, for those of this crate and IPv4.
    pub const fn pod_mtu(&self, encapsulation: Encapsulation) -> Result<Mtu, MtuError> {
        self.mtu.inside(encapsulation)
    }
}

impl fmt::Display for CloudNetwork {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name)
    }
}

const ALIBABA: &str = "https://www.alibabacloud.com/help/en/ecs/user-guide/mtus";
const AWS: &str = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/network_mtu.html";
const AZURE: &str = "https://learn.microsoft.com/en-us/azure/virtual-network/how-to-virtual-machine-mtu";
const GOOGLE: &str = "https://cloud.google.com/vpc/docs/mtu";
const HETZNER: &str = "https://docs.hetzner.com/cloud/networks/technical-concepts/architecture";
const OPENSTACK: &str = "https://docs.openstack.org/neutron/latest/admin/config-mtu.html";
const ORACLE: &str = "https://www.ateam-oracle.com/handling-udp-fragmented-packet-in-oci";
const TENCENT: &str = "https://www.tencentcloud.com/document/product/213/62620";
