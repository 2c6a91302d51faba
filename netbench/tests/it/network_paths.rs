//! `NetworkPath`, `NetworkPlugin` and `CloudNetwork`: names, what they declare, and what is left for pods.

use pavedroad_netbench::IpVersion::{V4, V6};
use pavedroad_netbench::{CloudNetwork, Encapsulation, Mtu, NetworkPath, NetworkPlugin, PathName};
use proptest::prelude::*;

#[track_caller]
fn known(name: &str) -> NetworkPath {
    match NetworkPath::read(name) {
        PathName::Known(path) => path,
        other => panic!("{name}: {other:?}"),
    }
}

#[track_caller]
fn candidates(name: &str) -> String {
    match NetworkPath::read(name) {
        PathName::Ambiguous(question) => {
            assert_eq!(question.name, name);
            question.candidates.iter().map(|path| path.name()).collect::<Vec<_>>().join(" ")
        }
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn names_are_read_as_people_write_them() {
    for (names, path, encapsulation) in [
        (&["host", "Host", "node", "host-network", "hostNetwork"][..], "host", Encapsulation::None),
        (&["calico-bgp", "calico_bgp", "Calico BGP", "calico-direct"], "calico-bgp", Encapsulation::None),
        (&["calico-ipip", "calico_ipip", "calico-ip-ip", "calico ipip"], "calico-ipip", Encapsulation::Ipip),
        (&["flannel-hostgw", "flannel_host-gw", "host-gw", "host_gw"], "flannel-host-gw", Encapsulation::None),
        (&["flannel-vxlan", "flannel vxlan"], "flannel-vxlan", Encapsulation::Vxlan(V4)),
        (&["flannel-udp"], "flannel-udp", Encapsulation::FlannelUdp),
        (&["flannel-ipsec"], "flannel-ipsec", Encapsulation::FlannelIpsec),
        (&["cilium-native", "cilium-native-routing"], "cilium-native", Encapsulation::None),
    ] {
        for name in names {
            let found = known(name);
            assert_eq!((found.name(), found.encapsulation(), found.inner()), (path, encapsulation, V4), "{name}");
        }
    }
    assert_eq!((known("host6").inner(), known("host-ipv6").inner()), (V6, V6));
}

#[test]
fn a_name_that_says_too_little_is_asked_about() {
    for (name, paths) in [
        ("calico", "calico-bgp calico-ipip calico-vxlan calico-wireguard"),
        ("calico-ebpf", "calico-bgp calico-ipip calico-vxlan calico-wireguard"),
        ("Flannel", "flannel-host-gw flannel-vxlan flannel-udp flannel-wireguard flannel-ipsec"),
        ("cilium", "cilium-native cilium-vxlan cilium-geneve cilium-wireguard cilium-ipsec"),
        ("vxlan", "calico-vxlan cilium-vxlan flannel-vxlan"),
        ("ipip", "calico-ipip"),
        ("wireguard", "calico-wireguard cilium-wireguard flannel-wireguard"),
    ] {
        assert_eq!(candidates(name), paths, "{name}");
    }
    let PathName::Ambiguous(question) = NetworkPath::read("ipip") else { panic!() };
    assert_eq!(question.to_string(), "which path is `ipip`: calico-ipip?");
    for name in ["", "-", "weave", "主机", "hosts", "xcalico"] {
        assert_eq!(NetworkPath::read(name), PathName::Unknown, "{name}");
    }
}

#[test]
fn every_path_is_read_by_its_own_name() {
    for path in NetworkPath::ALL {
        assert_eq!(known(path.name()), path);
        assert_eq!(path.to_string(), path.name());
        assert!(Mtu::ETHERNET.inside_for(path.encapsulation(), path.inner()).is_ok());
        // What a plugin is said to offer, its table of bytes knows.
        let aside = path.plugin().map(|plugin| plugin.sets_aside(path.encapsulation()));
        assert_ne!(aside, Some(None), "{path}");
    }
}

#[test]
fn one_path_is_inside_another_only_where_its_packets_do_all_that_the_others_do() {
    for (smaller, greater) in [
        ("host", "calico-bgp"),
        ("host", "calico-ipip"),
        ("host", "flannel-udp"),
        ("calico-bgp", "calico-ipip"),
        ("calico-bgp", "calico-vxlan"),
        ("flannel-host-gw", "flannel-vxlan"),
        ("cilium-native", "cilium-geneve"),
    ] {
        assert!(known(smaller).is_inside(known(greater)), "{smaller} {greater}");
        assert!(!known(greater).is_inside(known(smaller)), "{greater} {smaller}");
    }
    for (one, other) in [
        ("host", "host"),
        ("host", "host6"),
        ("host6", "calico-bgp"),
        ("host", "cilium-native"),
        ("host", "cilium-ipsec"),
        ("calico-bgp", "flannel-host-gw"),
        ("calico-bgp", "flannel-vxlan"),
        ("calico-ipip", "calico-vxlan"),
        ("flannel-vxlan", "flannel-udp"),
    ] {
        assert!(!known(one).is_inside(known(other)) && !known(other).is_inside(known(one)), "{one} {other}");
    }
}

#[test]
fn the_order_of_paths_has_no_cycle() {
    let all = NetworkPath::ALL;
    for a in all {
        for b in all {
            assert!(!(a.is_inside(b) && b.is_inside(a)), "{a} {b}");
            for c in all {
                assert!(!a.is_inside(b) || !b.is_inside(c) || a.is_inside(c), "{a} {b} {c}");
            }
        }
    }
}

#[test]
fn plugins_set_aside_what_their_sources_say() {
    for (plugin, encapsulation, aside, needed) in [
        (NetworkPlugin::Calico, Encapsulation::Ipip, Some(20), 20),
        (NetworkPlugin::Calico, Encapsulation::Vxlan(V4), Some(50), 50),
        (NetworkPlugin::Calico, Encapsulation::Vxlan(V6), Some(70), 70),
        (NetworkPlugin::Calico, Encapsulation::WireGuard(V4), Some(60), 60),
        (NetworkPlugin::Calico, Encapsulation::FlannelUdp, None, 28),
        (NetworkPlugin::Cilium, Encapsulation::Vxlan(V6), Some(70), 70),
        (NetworkPlugin::Cilium, Encapsulation::WireGuard(V4), Some(80), 60),
        (NetworkPlugin::Flannel, Encapsulation::WireGuard(V4), Some(80), 60),
        (NetworkPlugin::Flannel, Encapsulation::FlannelUdp, Some(28), 28),
        (NetworkPlugin::Flannel, Encapsulation::FlannelIpsec, Some(77), 77),
        // 20 bytes too few.
        (NetworkPlugin::Flannel, Encapsulation::Vxlan(V6), Some(50), 70),
    ] {
        assert_eq!(plugin.sets_aside(encapsulation), aside, "{plugin} {encapsulation}");
        assert_eq!(encapsulation.overhead(), needed, "{encapsulation}");
        let left = aside.map(|aside| 1500 - aside);
        assert_eq!(plugin.pod_mtu(Mtu::ETHERNET, encapsulation).map(Mtu::bytes), left);
    }
    assert_eq!(NetworkPlugin::Calico.pod_mtu(Mtu::new(68).unwrap(), Encapsulation::Ipip), None);
}

#[test]
fn clouds_leave_room_for_every_path() {
    let names: Vec<&str> = CloudNetwork::ALL.iter().map(CloudNetwork::name).collect();
    let mut sorted = names.clone();
    sorted.sort_by_key(|name| name.to_lowercase());
    sorted.dedup();
    // Azure's three stand in the order of their MTUs, and so do the other clouds' where the names leave it open.
    assert_eq!(names.len(), sorted.len());
    for network in CloudNetwork::ALL {
        assert!(Mtu::new(network.mtu().bytes().into()).is_ok() && network.source().starts_with("https://"));
        for path in NetworkPath::ALL {
            assert!(network.pod_mtu(path.encapsulation()).is_ok(), "{network} {path}");
        }
    }
    let vxlan = |name: &str| {
        let network = CloudNetwork::ALL.iter().find(|network| network.name() == name).unwrap();
        network.pod_mtu(Encapsulation::Vxlan(V4)).unwrap().bytes()
    };
    assert_eq!(vxlan("AWS VPC"), 8951);
    assert_eq!(vxlan("Google Cloud VPC, default"), 1410);
    assert_eq!(vxlan("Hetzner Cloud, private network"), 1400);
    assert_eq!(vxlan("Azure virtual network, Mellanox adapters"), 3850);
}

proptest! {
    #[test]
    fn a_name_is_read_the_same_however_it_is_separated(index in 0..NetworkPath::ALL.len(), separators in "[-_ ./]{1,3}", upper: bool) {
        let path = NetworkPath::ALL[index];
        let name = path.name().replace('-', &separators);
        let name = if upper { name.to_uppercase() } else { name };
        prop_assert_eq!(NetworkPath::read(&name), PathName::Known(path));
    }
}
