//! `Encapsulation`: bytes and names.

use pavedroad_netbench::IpVersion::{V4, V6};
use pavedroad_netbench::{Encapsulation, GeneveOptions, MtuErrorKind};

fn geneve(outer: pavedroad_netbench::IpVersion, bytes: u16) -> Encapsulation {
    Encapsulation::Geneve { outer, options: GeneveOptions::new(bytes).unwrap() }
}

#[test]
fn takes_the_bytes_that_are_seen_on_the_wire() {
    for (encapsulation, overhead, outer, name) in [
        (Encapsulation::None, 0, None, "none"),
        (Encapsulation::Ipip, 20, Some(V4), "ipip"),
        (Encapsulation::Gre, 24, Some(V4), "gre"),
        (Encapsulation::FlannelUdp, 28, Some(V4), "flannel udp"),
        (Encapsulation::Vxlan(V4), 50, Some(V4), "vxlan"),
        (Encapsulation::Vxlan(V6), 70, Some(V6), "vxlan over IPv6"),
        (geneve(V4, 0), 50, Some(V4), "geneve"),
        (geneve(V6, 0), 70, Some(V6), "geneve over IPv6"),
        (geneve(V4, 8), 58, Some(V4), "geneve with 8 bytes of options"),
        (geneve(V6, 252), 322, Some(V6), "geneve over IPv6 with 252 bytes of options"),
        (Encapsulation::WireGuard(V4), 60, Some(V4), "wireguard"),
        (Encapsulation::WireGuard(V6), 80, Some(V6), "wireguard over IPv6"),
        (Encapsulation::FlannelIpsec, 77, Some(V4), "flannel ipsec"),
    ] {
        assert_eq!(encapsulation.overhead(), overhead, "{name}");
        assert_eq!(encapsulation.outer(), outer, "{name}");
        assert_eq!(encapsulation.to_string(), name);
    }
}

#[test]
fn prints_within_a_width() {
    assert_eq!(format!("{:<6}|{:>16}|", Encapsulation::Ipip, Encapsulation::Vxlan(V6)), "ipip  | vxlan over IPv6|");
}

#[test]
fn geneve_counts_its_options_in_words_of_four() {
    for bytes in 0..=u16::MAX {
        match GeneveOptions::new(bytes) {
            Ok(options) => {
                assert!(bytes % 4 == 0 && bytes <= 252, "{bytes}");
                assert_eq!(options.bytes(), bytes);
            }
            Err(error) => {
                assert!(bytes % 4 != 0 || bytes > 252, "{bytes}");
                assert_eq!((error.kind(), error.found()), (MtuErrorKind::GeneveOptions, u32::from(bytes)));
                assert_eq!(error.underlay_that_would_do(), None);
            }
        }
    }
    assert_eq!(GeneveOptions::default(), GeneveOptions::NONE);
    assert_eq!(
        GeneveOptions::new(256).unwrap_err().to_string(),
        "impossible length of Geneve options: found 256 bytes, expected a multiple of 4 up to 252 (RFC 8926)"
    );
}
