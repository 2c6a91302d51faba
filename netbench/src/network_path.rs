//! Paths between pods by the names people give them.

use std::fmt;

use crate::encapsulation::{Encapsulation, GeneveOptions};
use crate::esp::{Esp, EspCipher};
use crate::ip_version::IpVersion;
use crate::network_plugin::NetworkPlugin;

/// A way between two nodes that has a name, and what the name declares: who carries the packets, and how.
///
/// # Examples
/// ```
/// use pavedroad_netbench::{Encapsulation, NetworkPath, PathName};
///
/// // Names are read as people write them.
/// for name in ["flannel-host-gw", "flannel_host-gw", "flannel-hostgw"] {
///     let PathName::Known(path) = NetworkPath::read(name) else { panic!("{name}") };
///     assert_eq!((path.name(), path.encapsulation()), ("flannel-host-gw", Encapsulation::None));
/// }
/// // A name that says too little is asked about, never guessed.
/// let PathName::Ambiguous(question) = NetworkPath::read("calico") else { panic!() };
/// assert_eq!(
///     question.to_string(),
///     "which path is `calico`: calico-bgp, calico-ipip, calico-vxlan or calico-wireguard?"
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NetworkPath {
    name: &'static str,
    plugin: Option<NetworkPlugin>,
    encapsulation: Encapsulation,
    inner: IpVersion,
}

/// What the name of a path says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathName {
    /// One path.
    Known(NetworkPath),
    /// Several paths, so somebody has to be asked.
    Ambiguous(PathQuestion),
    /// Nothing that is known here.
    Unknown,
}

/// A name that may mean several paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathQuestion {
    /// The name as it was given.
    pub name: String,
    /// What it may mean, in the order of [`NetworkPath::ALL`].
    pub candidates: Vec<NetworkPath>,
}

impl NetworkPath {
    /// The host's own network, without any pod: what the others are compared with.
    pub const HOST: Self = Self::new("host", None, Encapsulation::None);

    /// The host's own network with IPv6.
    pub const HOST6: Self = Self { inner: IpVersion::V6, ..Self::new("host6", None, Encapsulation::None) };

    /// Every path here: the host's, then each plugin's, direct ones first.
    pub const ALL: [Self; 16] = {
        use Encapsulation as E;
        use IpVersion::V4;

        const fn calico(name: &'static str, way: Encapsulation) -> NetworkPath {
            NetworkPath::new(name, Some(NetworkPlugin::Calico), way)
        }
        const fn cilium(name: &'static str, way: Encapsulation) -> NetworkPath {
            NetworkPath::new(name, Some(NetworkPlugin::Cilium), way)
        }
        const fn flannel(name: &'static str, way: Encapsulation) -> NetworkPath {
            NetworkPath::new(name, Some(NetworkPlugin::Flannel), way)
        }
        [
            Self::HOST,
            Self::HOST6,
            calico("calico-bgp", E::None),
            calico("calico-ipip", E::Ipip),
            calico("calico-vxlan", E::Vxlan(V4)),
            calico("calico-wireguard", E::WireGuard(V4)),
            cilium("cilium-native", E::None),
            cilium("cilium-vxlan", E::Vxlan(V4)),
            cilium("cilium-geneve", E::Geneve { outer: V4, options: GeneveOptions::NONE }),
            cilium("cilium-wireguard", E::WireGuard(V4)),
            cilium("cilium-ipsec", E::Esp(Esp { outer: V4, cipher: EspCipher::AesGcm, udp: false })),
            flannel("flannel-host-gw", E::None),
            flannel("flannel-vxlan", E::Vxlan(V4)),
            flannel("flannel-udp", E::FlannelUdp),
            flannel("flannel-wireguard", E::WireGuard(V4)),
            flannel("flannel-ipsec", E::FlannelIpsec),
        ]
    };

    const fn new(name: &'static str, plugin: Option<NetworkPlugin>, encapsulation: Encapsulation) -> Self {
        Self { name, plugin, encapsulation, inner: IpVersion::V4 }
    }

    /// What a name declares. Case and everything but letters and digits are of no account.
    ///
    /// A plugin's name alone, a plugin's name with something that is not known to name a path of it (`calico-ebpf` is a
    /// data plane, which may encapsulate or not), and an encapsulation's name alone are ambiguous, even where the
    /// plugin has a default: a talk or a report has been made with another setting before.
    #[must_use]
    pub fn read(name: &str) -> PathName {
        let key = key(name);
        let alias = ALIASES.iter().find(|(alias, _)| *alias == key).map_or(key.as_str(), |(_, path)| path);
        if let Some(path) = Self::ALL.into_iter().find(|path| key_is(path.name, alias)) {
            return PathName::Known(path);
        }
        let of_plugin = |path: &Self| path.plugin.is_some_and(|plugin| key.starts_with(&plugin.to_string()));
        let by_way = |path: &Self| path.way().is_some_and(|way| key_is(way, &key));
        let candidates: Vec<Self> = Self::ALL.into_iter().filter(|path| of_plugin(path) || by_way(path)).collect();
        if candidates.is_empty() {
            return PathName::Unknown;
        }
        PathName::Ambiguous(PathQuestion { name: name.to_owned(), candidates })
    }

    /// The name it is known by, such as `flannel-host-gw`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// Who carries the pods' packets; none for the host's own network.
    #[must_use]
    pub const fn plugin(self) -> Option<NetworkPlugin> {
        self.plugin
    }

    /// What wraps the packets, over IPv4.
    #[must_use]
    pub const fn encapsulation(self) -> Encapsulation {
        self.encapsulation
    }

    /// The version of IP that the ends speak.
    #[must_use]
    pub const fn inner(self) -> IpVersion {
        self.inner
    }

    /// Whether a packet on the other path goes through all that one on this path goes through, and more: the host's
    /// network is inside every pod's, and a plugin's direct path inside each of its tunnels. Then the other path cannot
    /// be the faster one.
    ///
    /// Two plugins, and two tunnels, do different things; nothing is said of them. Nor of the host beside Cilium, whose
    /// eBPF may lead pods' packets around parts of the host's stack, such as its firewall rules.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_netbench::{NetworkPath, PathName};
    ///
    /// let [host, bgp, ipip, vxlan] = ["host", "calico-bgp", "calico-ipip", "flannel-vxlan"].map(|name| {
    ///     let PathName::Known(path) = NetworkPath::read(name) else { panic!("{name}") };
    ///     path
    /// });
    /// assert!(host.is_inside(bgp) && bgp.is_inside(ipip) && host.is_inside(ipip));
    /// assert!(!bgp.is_inside(vxlan) && !ipip.is_inside(vxlan) && !vxlan.is_inside(ipip));
    /// ```
    #[must_use]
    pub fn is_inside(self, other: Self) -> bool {
        let direct = self.encapsulation == Encapsulation::None;
        let steps = match (self.plugin, other.plugin) {
            (None, Some(plugin)) => plugin != NetworkPlugin::Cilium,
            (Some(own), Some(others)) => own == others && other.encapsulation != Encapsulation::None,
            (_, None) => false,
        };
        // Pods with another version of IP send other headers.
        self.inner == other.inner && direct && steps
    }

    /// The part of the name after the plugin's.
    fn way(&self) -> Option<&'static str> {
        self.name.split_once('-').map(|(_, way)| way)
    }
}

/// Further names, as [`key`] writes them.
const ALIASES: [(&str, &str); 9] = [
    ("node", "host"),
    ("hostnetwork", "host"),
    ("hostipv6", "host6"),
    ("hostgw", "flannelhostgw"),
    ("calicodirect", "calicobgp"),
    ("ciliumdirect", "ciliumnative"),
    ("ciliumnativerouting", "ciliumnative"),
    ("flannelhostgateway", "flannelhostgw"),
    ("flannelwg", "flannelwireguard"),
];

/// A name without case and separators.
fn key(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

fn key_is(name: &str, key: &str) -> bool {
    name.chars().filter(char::is_ascii_alphanumeric).eq(key.chars())
}

impl fmt::Display for NetworkPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name)
    }
}

impl fmt::Display for PathQuestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "which path is `{}`: ", self.name)?;
        for (number, path) in self.candidates.iter().enumerate() {
            let comma = match number {
                0 => "",
                last if last + 1 == self.candidates.len() => " or ",
                _ => ", ",
            };
            write!(f, "{comma}{path}")?;
        }
        f.write_str("?")
    }
}
