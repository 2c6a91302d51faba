//! `Esp`: bytes, beside the tables of two clouds' VPNs.

use pavedroad_netbench::IpVersion::{V4, V6};
use pavedroad_netbench::{BitRate, Encapsulation, Esp, EspCipher, IpVersion, Mtu, TcpPath};
use proptest::prelude::*;

fn esp(outer: IpVersion, cipher: EspCipher, udp: bool) -> Esp {
    Esp { outer, cipher, udp }
}

/// The user guide of AWS Site-to-Site VPN, "Adjust MTU and MSS sizes according to the algorithms in use": 1500 bytes of
/// underlay; NAT traversal off and on.
#[test]
fn leaves_what_aws_tells_its_users_to_set() {
    for (cipher, plain, traversing) in [
        (EspCipher::AesGcm, 1446, 1438),
        (EspCipher::AesCbcSha1, 1438, 1422),
        (EspCipher::AesCbcSha256, 1438, 1422),
        (EspCipher::AesCbcSha384, 1422, 1422),
        (EspCipher::AesCbcSha512, 1422, 1406),
    ] {
        for (udp, mtu) in [(false, plain), (true, traversing)] {
            let way = Encapsulation::Esp(esp(V4, cipher, udp));
            let path = TcpPath::new(Mtu::ETHERNET, way, V4).unwrap();
            assert_eq!((path.pod_mtu().bytes(), path.mss()), (mtu, mtu - 40), "{way}");
        }
    }
}

/// Google's "MTU considerations" of Cloud VPN: 1460 bytes of underlay, the payload MTU over IPv4.
#[test]
fn leaves_what_google_says_of_its_vpn() {
    for (cipher, mtu) in [(EspCipher::AesGcm, 1406), (EspCipher::AesCbcSha256, 1390), (EspCipher::AesCbcSha512, 1374)] {
        assert_eq!(esp(V4, cipher, false).largest_within(1460), mtu, "{cipher}");
    }
}

/// Lengths after `SecurityAssociation.encrypt` of Scapy 2.8.0. All 35,352 packets of 28 to 1500 bytes, with each cipher,
/// with and without UDP, over IPv4 and IPv6, came out as long as here.
#[test]
fn wraps_as_scapy_does() {
    for (cipher, udp, outer, packet, wrapped) in [
        (EspCipher::AesGcm, false, V4, 84, 140),
        (EspCipher::AesGcm, false, V4, 743, 800),
        (EspCipher::AesGcm, true, V6, 84, 168),
        (EspCipher::AesGcm, true, V6, 1106, 1188),
        (EspCipher::ChaCha20Poly1305, false, V4, 84, 140),
        (EspCipher::ChaCha20Poly1305, false, V4, 1057, 1112),
        (EspCipher::ChaCha20Poly1305, true, V6, 84, 168),
        (EspCipher::ChaCha20Poly1305, true, V6, 633, 716),
        (EspCipher::AesCbcSha1, false, V4, 84, 152),
        (EspCipher::AesCbcSha1, false, V4, 878, 936),
        (EspCipher::AesCbcSha1, true, V6, 84, 180),
        (EspCipher::AesCbcSha1, true, V6, 1437, 1524),
        (EspCipher::AesCbcSha256, false, V4, 84, 156),
        (EspCipher::AesCbcSha256, false, V4, 1118, 1180),
        (EspCipher::AesCbcSha256, true, V6, 84, 184),
        (EspCipher::AesCbcSha256, true, V6, 985, 1080),
        (EspCipher::AesCbcSha384, false, V4, 84, 164),
        (EspCipher::AesCbcSha384, false, V4, 1140, 1220),
        (EspCipher::AesCbcSha384, true, V6, 84, 192),
        (EspCipher::AesCbcSha384, true, V6, 1094, 1200),
        (EspCipher::AesCbcSha512, false, V4, 84, 172),
        (EspCipher::AesCbcSha512, false, V4, 567, 652),
        (EspCipher::AesCbcSha512, true, V6, 84, 200),
        (EspCipher::AesCbcSha512, true, V6, 1120, 1240),
    ] {
        assert_eq!(esp(outer, cipher, udp).wraps(packet), wrapped, "{cipher} {udp} {outer} {packet}");
    }
}

#[test]
fn takes_at_most_what_others_set_aside() {
    for (esp, most, name) in [
        // flannel's 77, and its 8 more where it travels in UDP.
        (esp(V4, EspCipher::AesCbcSha256, false), 77, "esp aes-cbc sha256"),
        (esp(V4, EspCipher::AesCbcSha256, true), 85, "esp aes-cbc sha256 in udp"),
        (esp(V4, EspCipher::AesGcm, false), 57, "esp aes-gcm"),
        (esp(V6, EspCipher::AesGcm, true), 85, "esp aes-gcm in udp over IPv6"),
        (esp(V4, EspCipher::ChaCha20Poly1305, false), 57, "esp chacha20-poly1305"),
        (esp(V4, EspCipher::AesCbcSha1, false), 73, "esp aes-cbc sha1"),
    ] {
        assert_eq!((esp.overhead(), esp.to_string().as_str()), (most, name));
        assert_eq!(Encapsulation::Esp(esp).to_string(), name);
        assert_eq!(Encapsulation::Esp(esp).outer(), Some(esp.outer));
    }
}

#[test]
fn flannels_constant_wastes_room_that_its_padding_does_not_need() {
    let flannel = TcpPath::new(Mtu::ETHERNET, Encapsulation::FlannelIpsec, V4).unwrap();
    let exact = Encapsulation::Esp(esp(V4, EspCipher::AesCbcSha256, false));
    assert_eq!((flannel.pod_mtu().bytes(), Mtu::ETHERNET.inside(exact).unwrap().bytes()), (1423, 1438));
    assert_eq!((flannel.wire(), flannel.ceiling(BitRate::gbit(10)).to_mbit(1)), (1538, "8914.2".to_owned()));
    // On jumbo frames flannel's packets leave 12 bytes of the underlay empty, so the link carries more of them.
    let jumbo = TcpPath::new(Mtu::JUMBO, Encapsulation::FlannelIpsec, V4).unwrap();
    assert_eq!((jumbo.pod_mtu().bytes(), jumbo.wire()), (8923, 8988 + 38));
}

#[test]
fn an_underlay_without_room_is_told_what_would_do() {
    let way = Encapsulation::Esp(esp(V4, EspCipher::AesGcm, false));
    assert_eq!(
        Mtu::new(100).unwrap().inside(way).unwrap_err().to_string(),
        "no room for esp aes-gcm in an underlay MTU of 100: found 46 bytes left for the pod, expected at least 68 for \
         IPv4 (RFC 791); an underlay MTU of 124 would do"
    );
    assert_eq!(Mtu::new(124).unwrap().inside(way).unwrap().bytes(), 70);
    assert!(Mtu::new(123).unwrap().inside(way).is_err());
}

proptest! {
    #[test]
    fn the_largest_packet_fits_and_the_next_does_not(
        underlay in 200..=65_535_u16, cipher in 0..EspCipher::ALL.len(), udp: bool, v6: bool,
    ) {
        let esp = esp(if v6 { V6 } else { V4 }, EspCipher::ALL[cipher], udp);
        let largest = esp.largest_within(underlay);
        prop_assert!(esp.wraps(largest) <= u32::from(underlay));
        prop_assert!(esp.wraps(largest + 1) > u32::from(underlay));
        // What is set aside without a look at the packet is always enough, and never by more than the padding.
        let aside = underlay - esp.overhead();
        prop_assert!(aside <= largest && largest - aside < esp.cipher.block());
    }

    #[test]
    fn every_encapsulation_wraps_what_it_leaves_into_the_underlay(underlay in 1600..=65_535_u32, cipher in 0..EspCipher::ALL.len()) {
        let underlay = Mtu::new(underlay).unwrap();
        for way in [
            Encapsulation::None, Encapsulation::Ipip, Encapsulation::Gre, Encapsulation::FlannelUdp,
            Encapsulation::Vxlan(V6), Encapsulation::WireGuard(V4), Encapsulation::FlannelIpsec,
            Encapsulation::Esp(esp(V6, EspCipher::ALL[cipher], true)),
        ] {
            let wire = way.wraps(underlay.inside(way).unwrap().bytes());
            prop_assert!(wire <= underlay.bytes().into() && u32::from(underlay.bytes()) - wire < 16, "{way}: {wire}");
        }
    }
}
