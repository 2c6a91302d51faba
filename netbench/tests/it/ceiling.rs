//! `TcpPath`: segment sizes and ceilings, beside figures computed and measured elsewhere.

use pavedroad_netbench::IpVersion::{V4, V6};
use pavedroad_netbench::{BitRate, Encapsulation, IpVersion, Mtu, TcpPath};
use proptest::prelude::*;

fn path(underlay: u32, encapsulation: Encapsulation, inner: IpVersion) -> TcpPath {
    TcpPath::new(Mtu::new(underlay).unwrap(), encapsulation, inner).unwrap()
}

#[test]
fn ceilings_are_the_known_ones() {
    for (gbit, underlay, encapsulation, inner, mbit) in [
        (10, 1500, Encapsulation::None, V4, "9414.8"),
        (10, 1500, Encapsulation::Ipip, V4, "9284.8"),
        (10, 1500, Encapsulation::Gre, V4, "9258.8"),
        (10, 1500, Encapsulation::FlannelUdp, V4, "9232.8"),
        (10, 1500, Encapsulation::Vxlan(V4), V4, "9089.7"),
        (10, 1500, Encapsulation::WireGuard(V4), V4, "9024.7"),
        (10, 1500, Encapsulation::None, V6, "9284.8"),
        (10, 1500, Encapsulation::Vxlan(V4), V6, "8959.7"),
        (10, 9000, Encapsulation::None, V4, "9900.4"),
        (10, 9000, Encapsulation::Ipip, V4, "9878.3"),
        (10, 9000, Encapsulation::Vxlan(V4), V4, "9845.1"),
        (10, 9000, Encapsulation::WireGuard(V4), V4, "9834.0"),
        (40, 9000, Encapsulation::None, V4, "39601.7"),
        (40, 9000, Encapsulation::Vxlan(V4), V4, "39380.4"),
    ] {
        let ceiling = path(underlay, encapsulation, inner).ceiling(BitRate::gbit(gbit));
        assert_eq!(ceiling.to_mbit(1), mbit, "{encapsulation} carrying {inner}, MTU {underlay}, {gbit} Gbit/s");
    }
}

#[test]
fn segments_are_what_is_left_of_the_pods_packet() {
    for (path, mss, payload, wire) in [
        (path(1500, Encapsulation::None, V4), 1460, 1448, 1538),
        (path(1500, Encapsulation::None, V4).without_timestamps(), 1460, 1460, 1538),
        (path(1500, Encapsulation::None, V6), 1440, 1428, 1538),
        (path(1500, Encapsulation::Vxlan(V4), V4), 1410, 1398, 1538),
        (path(1500, Encapsulation::Vxlan(V4), V4).with_vlan_tag(), 1410, 1398, 1542),
        (path(9000, Encapsulation::WireGuard(V6), V6), 8860, 8848, 9038),
        (path(68, Encapsulation::None, V4), 28, 16, 106),
        (path(1280, Encapsulation::None, V6), 1220, 1208, 1318),
        (path(65_535, Encapsulation::None, V4).with_vlan_tag(), 65_495, 65_483, 65_577),
    ] {
        assert_eq!((path.mss(), path.payload(), path.wire()), (mss, payload, wire), "{path:?}");
    }
}

#[test]
fn tells_what_it_was_made_of() {
    let path = path(9000, Encapsulation::Ipip, V4);
    assert_eq!((path.underlay(), path.encapsulation(), path.inner()), (Mtu::JUMBO, Encapsulation::Ipip, V4));
    assert_eq!(path.pod_mtu().bytes(), 8980);
}

#[test]
fn refuses_what_an_mtu_refuses() {
    let error = TcpPath::new(Mtu::new(1300).unwrap(), Encapsulation::Vxlan(V4), V6).unwrap_err();
    assert_eq!(
        error.to_string(),
        "no room for vxlan in an underlay MTU of 1300: found 1250 bytes left for the pod, expected at least 1280 for \
         IPv6 (RFC 8200); an underlay MTU of 1330 would do"
    );
}

#[test]
fn the_fastest_link_does_not_overflow() {
    let ceiling = path(65_535, Encapsulation::None, V4).ceiling(BitRate::bits(u64::MAX));
    // 18446744073709551615 * 65483 / 65573, exactly.
    assert_eq!(ceiling.as_bits(), 18_421_425_619_976_553_892);
    assert_eq!(path(1500, Encapsulation::None, V4).ceiling(BitRate::bits(0)), BitRate::bits(0));
}

proptest! {
    #[test]
    fn a_ceiling_is_the_exact_quotient_rounded_down(
        rate: u64, underlay in 1700..=65_535_u32, tag: bool, timestamps: bool,
    ) {
        let mut path = path(underlay, Encapsulation::Vxlan(V6), V6);
        if tag {
            path = path.with_vlan_tag();
        }
        if !timestamps {
            path = path.without_timestamps();
        }
        let ceiling = u128::from(path.ceiling(BitRate::bits(rate)).as_bits());
        let (data, wire) = (u128::from(rate) * u128::from(path.payload()), u128::from(path.wire()));
        prop_assert!(ceiling * wire <= data && data < (ceiling + 1) * wire);
    }

    #[test]
    fn more_overhead_is_never_faster(underlay in 1600..=9_100_u32, gbit in 1..=400_u32) {
        let mut before = BitRate::bits(u64::MAX);
        for encapsulation in [
            Encapsulation::None,
            Encapsulation::Ipip,
            Encapsulation::Gre,
            Encapsulation::FlannelUdp,
            Encapsulation::Vxlan(V4),
            Encapsulation::WireGuard(V4),
            Encapsulation::Vxlan(V6),
            // Not flannel's ipsec: its packets do not fill the underlay, so more of them fit on the wire.
            Encapsulation::WireGuard(V6),
        ] {
            let ceiling = path(underlay, encapsulation, V4).ceiling(BitRate::gbit(gbit));
            prop_assert!(ceiling < before, "{encapsulation} at {underlay}");
            before = ceiling;
        }
    }
}
