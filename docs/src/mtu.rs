//! The reference of MTUs for pods: clouds, plugins, and the names of paths.

use pavedroad_netbench::{
    CloudNetwork, Encapsulation, Esp, EspCipher, GeneveOptions, IpVersion, Mtu, NetworkPath, NetworkPlugin,
};

use crate::table::table;

pub(crate) fn text() -> String {
    format!(
        "# MTUs for pods\n\n\
         The MTU that pods should have is that of the underlay less what is wrapped around their packets. Computed by \
         `pavedroad-netbench`; see the types `CloudNetwork`, `NetworkPlugin` and `NetworkPath`.\n\n\
         A wrong MTU is seldom seen at once: small packets pass, full ones vanish, and connections hang after the first \
         few kilobytes. A ladder of pings that must not be fragmented finds it (`ping -M do -s 1422` sends 1450 bytes); \
         the type `DfLadder` says what its answers mean.\n\n\
         ## Clouds\n\n\
         The MTU of the machines' network, and what is left for pods with IPv4. Clouds change these; the pages that said \
         so are below.\n\n{}\n{}\n\
         ## Plugins\n\n\
         The bytes each encapsulation takes, and those that plugins take from the underlay's MTU for it. More costs a \
         little speed, less loses packets. For IPsec it is what it takes at most, with AES-GCM for Cilium.\n\n{}\n\
         - flannel sets 50 bytes aside for VXLAN over IPv6, which takes 70: on an underlay of 1500, its pods need \
         1430.\n\
         - Cilium adds those of a tunnel and of encryption where both are on: 50 + 80 for VXLAN and WireGuard.\n\n\
         ## Names of paths\n\n\
         What the names of benchmarked paths declare. Case and separators are of no account. A name that leaves the way \
         open, such as `calico`, `flannel` or `vxlan`, is asked about and never resolved.\n\n{}",
        clouds(),
        sources(),
        plugins(),
        names(),
    )
}

const OUTER: IpVersion = IpVersion::V4;

/// What clusters wrap around packets.
fn ways() -> [(&'static str, Encapsulation); 6] {
    [
        ("direct", Encapsulation::None),
        ("IPIP", Encapsulation::Ipip),
        ("VXLAN, Geneve", Encapsulation::Vxlan(OUTER)),
        ("WireGuard", Encapsulation::WireGuard(OUTER)),
        ("VXLAN over IPv6", Encapsulation::Vxlan(IpVersion::V6)),
        ("IPsec AES-GCM", aes_gcm()),
    ]
}

fn aes_gcm() -> Encapsulation {
    Encapsulation::Esp(Esp { outer: OUTER, cipher: EspCipher::AesGcm, udp: false })
}

fn clouds() -> String {
    let head: Vec<String> = std::iter::once("network").chain(ways().map(|(name, _)| name)).map(str::to_owned).collect();
    let left =
        |network: &CloudNetwork, way| network.pod_mtu(way).map_or_else(|_| "-".to_owned(), |mtu| mtu.to_string());
    let rows: Vec<Vec<String>> = CloudNetwork::ALL
        .iter()
        .map(|network| {
            std::iter::once(network.name().to_owned()).chain(ways().map(|(_, way)| left(network, way))).collect()
        })
        .collect();
    table(&head, &rows)
}

fn sources() -> String {
    let lines = CloudNetwork::ALL
        .iter()
        .map(|network| format!("- {}: {}. [Source]({})\n", network.name(), network.note(), network.source()));
    lines.collect()
}

fn plugins() -> String {
    let geneve = Encapsulation::Geneve { outer: OUTER, options: GeneveOptions::NONE };
    let head: Vec<String> = ["encapsulation", "takes"]
        .map(str::to_owned)
        .into_iter()
        .chain(NetworkPlugin::ALL.map(|plugin| plugin.to_string()))
        .collect();
    let ways = [
        Encapsulation::Ipip,
        Encapsulation::FlannelUdp,
        Encapsulation::Vxlan(OUTER),
        geneve,
        Encapsulation::Vxlan(IpVersion::V6),
        Encapsulation::WireGuard(OUTER),
        Encapsulation::WireGuard(IpVersion::V6),
        aes_gcm(),
        Encapsulation::FlannelIpsec,
    ];
    let aside = |plugin: NetworkPlugin, way| plugin.sets_aside(way).map_or_else(|| "-".to_owned(), |it| it.to_string());
    let rows: Vec<Vec<String>> = ways
        .into_iter()
        .map(|way| {
            [way.to_string(), way.overhead().to_string()]
                .into_iter()
                .chain(NetworkPlugin::ALL.map(|plugin| aside(plugin, way)))
                .collect()
        })
        .collect();
    table(&head, &rows)
}

fn names() -> String {
    let head = ["path", "encapsulation", "overhead", "pod MTU on 1500"].map(str::to_owned);
    let rows: Vec<Vec<String>> = NetworkPath::ALL
        .into_iter()
        .map(|path| {
            let way = path.encapsulation();
            let left = Mtu::ETHERNET.inside_for(way, path.inner());
            let left = left.map_or_else(|_| "-".to_owned(), |mtu| mtu.to_string());
            vec![path.to_string(), way.to_string(), way.overhead().to_string(), left]
        })
        .collect();
    table(&head, &rows)
}
