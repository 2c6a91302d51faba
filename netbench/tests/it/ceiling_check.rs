//! `CeilingCheck`: measured rates beside the ceilings of what they were declared to be.

use std::collections::BTreeMap;

use pavedroad_netbench::IpVersion::{V4, V6};
use pavedroad_netbench::{
    BitRate, CeilingCheck, CeilingVerdict, Encapsulation, GeneveOptions, IpVersion, Mtu, NetworkPath, PathName, TcpPath,
};
use proptest::prelude::*;

/// Received bit/s of five rounds of iperf3 over seven paths, one wire of 100 Mbit/s shaped with its framing, MTU 1500.
const WIRE: &str = include_str!("../data/wire-100mbit.csv");

fn check(underlay: u32, way: Encapsulation, inner: IpVersion, link: BitRate, measured: BitRate) -> CeilingCheck {
    CeilingCheck::new(TcpPath::new(Mtu::new(underlay).unwrap(), way, inner).unwrap(), link, measured)
}

fn wire() -> BTreeMap<&'static str, Vec<BitRate>> {
    let mut paths = BTreeMap::<_, Vec<_>>::new();
    for line in WIRE.lines().skip(1) {
        let (path, rest) = line.split_once(',').unwrap();
        let (_, rate) = rest.split_once(',').unwrap();
        paths.entry(path).or_default().push(BitRate::bits(rate.parse().unwrap()));
    }
    paths
}

#[test]
fn a_wire_of_100_mbit_was_full_on_every_path() {
    let paths = wire();
    assert_eq!((paths.len(), paths.values().map(Vec::len).sum::<usize>()), (7, 35));
    for (name, mut rates) in paths {
        let PathName::Known(path) = NetworkPath::read(name) else { panic!("{name}") };
        let check = |rate| check(1500, path.encapsulation(), path.inner(), BitRate::mbit(100), rate);
        for rate in &rates {
            assert_eq!(check(*rate).verdict(), CeilingVerdict::LinkBound, "{name}: {}", check(*rate));
        }
        rates.sort();
        let median = check(rates[rates.len() / 2]).fraction().unwrap();
        assert!((0.99..=1.0).contains(&median), "{name}: {median}");
    }
}

#[test]
fn above_the_ceiling_names_what_would_fit() {
    let geneve = Encapsulation::Geneve { outer: V4, options: GeneveOptions::NONE };
    let fits =
        |underlay, way, inner, mbit: u32| match check(underlay, way, inner, BitRate::gbit(10), BitRate::mbit(mbit))
            .verdict()
        {
            CeilingVerdict::AboveCeiling { fits } => fits,
            other => panic!("{way} at {mbit}: {other:?}"),
        };
    // A public table's "VXLAN" at 1.0037 of its ceiling on jumbo frames did not use VXLAN. Whether it used nothing or
    // IPIP or GRE, one number cannot tell: at MTU 9000 their ceilings are 2 to 3 thousandths apart.
    let jumbo = fits(9000, Encapsulation::Vxlan(V4), V4, 9881);
    assert_eq!(jumbo, [Encapsulation::Ipip, Encapsulation::Gre, Encapsulation::None]);
    assert_eq!(fits(1500, Encapsulation::Vxlan(V4), V4, 9284)[..2], [Encapsulation::Ipip, Encapsulation::None]);
    let wireguard = fits(1500, Encapsulation::WireGuard(V4), V4, 9080);
    assert_eq!(wireguard[..2], [Encapsulation::Vxlan(V4), geneve]);
    // IPv6 does not go through IPIP and flannel's udp.
    assert_eq!(fits(1500, Encapsulation::Vxlan(V4), V6, 9100), [Encapsulation::Gre, Encapsulation::None]);
    // Faster than the link without any tunnel: neither the link nor its MTU is what was declared.
    assert_eq!(fits(1500, Encapsulation::None, V4, 9900), []);
    assert_eq!(
        check(1500, Encapsulation::None, V4, BitRate::gbit(10), BitRate::mbit(9900)).to_string(),
        "9900.0 Mbit/s is 1.0515 of the ceiling of no encapsulation, 9414.8 Mbit/s: not what was declared; no \
         encapsulation would make it fit, so the link is faster or its MTU greater"
    );
}

#[test]
fn far_below_is_not_explained_by_headers() {
    let slow = check(1500, Encapsulation::FlannelUdp, V4, BitRate::gbit(10), BitRate::mbit(1_800));
    assert_eq!(slow.verdict(), CeilingVerdict::FarBelow);
    assert_eq!(
        slow.to_string(),
        "1800.0 Mbit/s is 0.1950 of the ceiling of flannel udp, 9232.8 Mbit/s: not link-bound; the headers are in the \
         ceiling already and explain nothing there"
    );
}

#[test]
fn the_limits_belong_to_a_full_link() {
    // 1500 - 52 of 1538 bytes: a link of 1538 kbit/s has a ceiling of 1448 kbit/s, whose thousandths are whole.
    let verdict = |measured| {
        let link = BitRate::bits(1_538_000);
        check(1500, Encapsulation::None, V4, link, BitRate::bits(measured)).verdict()
    };
    assert_eq!(verdict(1_448 * 950 - 1), CeilingVerdict::FarBelow);
    assert_eq!(verdict(1_448 * 950), CeilingVerdict::LinkBound);
    assert_eq!(verdict(1_448 * 1001), CeilingVerdict::LinkBound);
    assert_eq!(verdict(1_448 * 1001 + 1), CeilingVerdict::AboveCeiling { fits: vec![] });
}

#[test]
fn a_link_without_a_ceiling_has_no_fraction() {
    let nothing = check(1500, Encapsulation::None, V4, BitRate::bits(0), BitRate::bits(0));
    assert_eq!((nothing.fraction(), nothing.verdict()), (None, CeilingVerdict::LinkBound));
    assert_eq!(nothing.to_string(), "0.0 Mbit/s is the ceiling of no encapsulation, 0.0 Mbit/s: the link was full");
}

proptest! {
    #[test]
    fn what_fits_is_not_what_was_declared(measured: u64, link in 1_000..u64::MAX, underlay in 1500..=9001_u32) {
        for way in [Encapsulation::None, Encapsulation::Vxlan(V4), Encapsulation::WireGuard(V4)] {
            let check = check(underlay, way, V4, BitRate::bits(link), BitRate::bits(measured));
            let (fraction, verdict) = (check.fraction().unwrap(), check.verdict());
            match &verdict {
                CeilingVerdict::AboveCeiling { fits } => {
                    prop_assert!(fraction > 1.000_9 && !fits.contains(&way));
                }
                CeilingVerdict::LinkBound => prop_assert!((0.949_9..1.001_1).contains(&fraction)),
                _ => prop_assert!(fraction < 0.950_1),
            }
            prop_assert!(!check.to_string().is_empty());
        }
    }
}
