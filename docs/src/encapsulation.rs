//! The reference of encapsulations: bytes, MTU and ceilings.

use pavedroad_netbench::{BitRate, Encapsulation, Esp, EspCipher, GeneveOptions, IpVersion, Mtu, MtuError, TcpPath};

use crate::table::table;

const LINK: BitRate = BitRate::gbit(10);

pub(crate) fn text() -> String {
    let mut text = String::from(
        "# Encapsulation, MTU and the ceiling of a link\n\n\
         What each way between nodes takes from a packet, and what is left for data. Computed by \
         `pavedroad-netbench`; see the types `Encapsulation`, `Mtu` and `TcpPath`.\n\n\
         - Overhead: bytes of each packet on the underlay that are not the pod's. IPsec pads, and here is the most it \
         can take; its UDP, where a NAT is crossed, takes 8 more.\n\
         - Pod MTU: the longest packet that fits the underlay with all that is wrapped around it; for flannel ipsec, \
         what flannel sets.\n\
         - MSS: the pod MTU less the IP and TCP headers. With timestamps, as on Linux, a segment carries 12 bytes \
         less data than that.\n\
         - Ceiling: the most data a link of 10 Gbit/s carries in one direction, in Mbit/s, over Ethernet (38 bytes \
         around each packet), with timestamps and without a VLAN tag. What is measured above it was not measured on \
         that path.\n",
    );
    for underlay in [Mtu::ETHERNET, Mtu::JUMBO] {
        for inner in [IpVersion::V4, IpVersion::V6] {
            text.push_str(&format!("\n## Underlay MTU {underlay}, pods with {inner}\n\n"));
            text.push_str(&section(underlay, inner));
        }
    }
    text.push_str(
        "\nIPIP, flannel's udp and flannel's ipsec carry IPv4 alone. What plugins set aside, and the MTUs of clouds: see \
         [MTUs for pods](mtu.md).\n",
    );
    text
}

fn section(underlay: Mtu, inner: IpVersion) -> String {
    let head = ["path", "overhead", "pod MTU", "MSS", "data in a segment", "ceiling, Mbit/s"].map(str::to_owned);
    // Each of these fits an MTU of 1500, so no row is lost; the tests count them.
    let rows: Vec<_> = paths(inner).iter().filter_map(|(name, way)| row(name, *way, underlay, inner).ok()).collect();
    table(&head, &rows)
}

fn row(name: &str, encapsulation: Encapsulation, underlay: Mtu, inner: IpVersion) -> Result<Vec<String>, MtuError> {
    let path = TcpPath::new(underlay, encapsulation, inner)?;
    Ok(vec![
        name.to_owned(),
        encapsulation.overhead().to_string(),
        path.pod_mtu().to_string(),
        path.mss().to_string(),
        path.payload().to_string(),
        path.ceiling(LINK).to_mbit(1),
    ])
}

/// The ways that carry packets of a version of IP, by the names people know them by.
fn paths(inner: IpVersion) -> Vec<(&'static str, Encapsulation)> {
    use IpVersion::{V4, V6};

    let geneve = |outer| Encapsulation::Geneve { outer, options: GeneveOptions::NONE };
    let esp = |cipher| Encapsulation::Esp(Esp { outer: V4, cipher, udp: false });
    let mut paths = vec![
        ("host, flannel host-gw, calico-bgp", Encapsulation::None),
        ("GRE", Encapsulation::Gre),
        ("VXLAN (flannel vxlan, calico-vxlan)", Encapsulation::Vxlan(V4)),
        ("VXLAN over IPv6", Encapsulation::Vxlan(V6)),
        ("Geneve without options", geneve(V4)),
        ("Geneve without options, over IPv6", geneve(V6)),
        ("WireGuard", Encapsulation::WireGuard(V4)),
        ("WireGuard over IPv6", Encapsulation::WireGuard(V6)),
        ("IPsec, AES-GCM or ChaCha20-Poly1305", esp(EspCipher::AesGcm)),
        ("IPsec, AES-CBC with SHA-1", esp(EspCipher::AesCbcSha1)),
        ("IPsec, AES-CBC with SHA-256", esp(EspCipher::AesCbcSha256)),
        ("IPsec, AES-CBC with SHA-384", esp(EspCipher::AesCbcSha384)),
        ("IPsec, AES-CBC with SHA-512", esp(EspCipher::AesCbcSha512)),
        ("calico-ipip", Encapsulation::Ipip),
        ("flannel udp", Encapsulation::FlannelUdp),
        ("flannel ipsec", Encapsulation::FlannelIpsec),
    ];
    paths.retain(|(_, way)| inner == V4 || way.carries_ipv6());
    // By what they take; ties stay in the order above.
    paths.sort_by_key(|(_, encapsulation)| encapsulation.overhead());
    paths
}
