//! `Mtu`: what is left inside an encapsulation, and what is refused.

use pavedroad_netbench::IpVersion::{V4, V6};
use pavedroad_netbench::{Encapsulation, GeneveOptions, IpVersion, Mtu, MtuErrorKind};
use proptest::prelude::*;

fn mtu(bytes: u32) -> Mtu {
    Mtu::new(bytes).unwrap()
}

#[test]
fn leaves_what_networks_set_on_their_interfaces() {
    for (underlay, encapsulation, pod) in [
        (1500, Encapsulation::None, 1500),
        (1500, Encapsulation::Ipip, 1480),
        (1500, Encapsulation::Gre, 1476),
        (1500, Encapsulation::FlannelUdp, 1472),
        (1500, Encapsulation::Vxlan(V4), 1450),
        (1500, Encapsulation::Vxlan(V6), 1430),
        (1500, Encapsulation::WireGuard(V4), 1440),
        (1500, Encapsulation::WireGuard(V6), 1420),
        (1500, Encapsulation::FlannelIpsec, 1423),
        (9000, Encapsulation::Ipip, 8980),
        (9000, Encapsulation::Vxlan(V4), 8950),
        (9001, Encapsulation::Vxlan(V4), 8951),
        (1460, Encapsulation::Ipip, 1440),
        (68, Encapsulation::None, 68),
        (88, Encapsulation::Ipip, 68),
        (65535, Encapsulation::Gre, 65511),
    ] {
        assert_eq!(mtu(underlay).inside(encapsulation), Ok(mtu(pod)), "{encapsulation} in {underlay}");
    }
}

#[test]
fn has_the_range_of_an_ip_packet() {
    for bytes in [0, 1, 67, 65_536, u32::MAX] {
        let error = Mtu::new(bytes).unwrap_err();
        assert_eq!((error.kind(), error.found(), error.at_least()), (MtuErrorKind::OutOfRange, bytes, 68));
        assert_eq!(error.to_string(), format!("impossible MTU: found {bytes} bytes, expected 68 (RFC 791) to 65535"));
    }
    for bytes in [68, 1280, 65_535] {
        assert_eq!(u32::from(mtu(bytes).bytes()), bytes);
    }
    assert_eq!((Mtu::ETHERNET, Mtu::JUMBO), (mtu(1500), mtu(9000)));
    assert_eq!(format!("{:>6} {:?}", Mtu::ETHERNET, Mtu::ETHERNET), "  1500 Mtu(1500)");
}

#[test]
fn refuses_what_leaves_too_little_and_names_what_would_do() {
    let options = GeneveOptions::new(252).unwrap();
    for (underlay, encapsulation, inner, kind, message) in [
        (
            68,
            Encapsulation::FlannelIpsec,
            V4,
            MtuErrorKind::PodTooSmall,
            "no room for flannel ipsec in an underlay MTU of 68: found 0 bytes left for the pod, expected at least 68 \
             for IPv4 (RFC 791); an underlay MTU of 145 would do",
        ),
        (
            1200,
            Encapsulation::None,
            V6,
            MtuErrorKind::PodTooSmall,
            "no room in an underlay MTU of 1200: found 1200 bytes left for the pod, expected at least 1280 \
             for IPv6 (RFC 8200); an underlay MTU of 1280 would do",
        ),
        (
            1200,
            Encapsulation::Vxlan(V6),
            V4,
            MtuErrorKind::UnderlayTooSmall,
            "no vxlan over IPv6 on an underlay MTU of 1200: found 1200 bytes, expected at least 1280 for IPv6 (RFC \
             8200); an underlay MTU of 1280 would do",
        ),
        (
            1200,
            Encapsulation::WireGuard(V6),
            V6,
            MtuErrorKind::UnderlayTooSmall,
            "no wireguard over IPv6 on an underlay MTU of 1200: found 1200 bytes, expected at least 1280 for IPv6 \
             (RFC 8200); an underlay MTU of 1360 would do",
        ),
        (
            1500,
            Encapsulation::Geneve { outer: V6, options },
            V6,
            MtuErrorKind::PodTooSmall,
            "no room for geneve over IPv6 with 252 bytes of options in an underlay MTU of 1500: found 1178 bytes left \
             for the pod, expected at least 1280 for IPv6 (RFC 8200); an underlay MTU of 1602 would do",
        ),
    ] {
        let error = mtu(underlay).inside_for(encapsulation, inner).unwrap_err();
        assert_eq!(error.kind(), kind, "{encapsulation} in {underlay}");
        assert_eq!(error.to_string(), message);
        let mended = error.underlay_that_would_do().unwrap();
        assert!(mended.inside_for(encapsulation, inner).is_ok(), "{mended} would not do: {message}");
        assert!(mtu(u32::from(mended.bytes()) - 1).inside_for(encapsulation, inner).is_err(), "{message}");
    }
}

fn version() -> impl Strategy<Value = IpVersion> {
    prop_oneof![Just(V4), Just(V6)]
}

fn encapsulation() -> impl Strategy<Value = Encapsulation> {
    (0..8, version(), 0..=63_u16).prop_map(|(form, outer, words)| match form {
        0 => Encapsulation::None,
        1 => Encapsulation::Ipip,
        2 => Encapsulation::Gre,
        3 => Encapsulation::FlannelUdp,
        4 => Encapsulation::Vxlan(outer),
        5 => Encapsulation::Geneve { outer, options: GeneveOptions::new(words * 4).unwrap() },
        6 => Encapsulation::WireGuard(outer),
        _ => Encapsulation::FlannelIpsec,
    })
}

proptest! {
    #[test]
    fn overhead_and_pod_make_the_underlay(
        underlay in prop_oneof![68..=1700_u32, 68..=65_535_u32],
        encapsulation in encapsulation(),
        inner in version(),
    ) {
        match mtu(underlay).inside_for(encapsulation, inner) {
            Ok(pod) => {
                prop_assert_eq!(u32::from(pod.bytes() + encapsulation.overhead()), underlay);
                prop_assert!(pod.bytes() >= inner.smallest_mtu());
            }
            Err(error) => {
                let mended = error.underlay_that_would_do().unwrap();
                prop_assert!(u32::from(mended.bytes()) > underlay);
                prop_assert!(mended.inside_for(encapsulation, inner).is_ok());
            }
        }
    }
}
