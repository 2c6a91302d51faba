//! `DfLadder`: sizes that passed and sizes that did not.

use pavedroad_netbench::IpVersion::{V4, V6};
use pavedroad_netbench::{DfLadder, Encapsulation, LadderFinding, Mtu, Probe};
use proptest::prelude::*;

fn ladder(passed: &[u32], failed: &[u32]) -> DfLadder {
    let probes =
        |sizes: &[u32], passed| -> Vec<Probe> { sizes.iter().map(|&packet| Probe { packet, passed }).collect() };
    DfLadder::new(&[probes(failed, false), probes(passed, true)].concat())
}

fn declared(bytes: u32) -> Mtu {
    Mtu::new(bytes).unwrap()
}

#[test]
fn a_ping_is_longer_than_its_payload() {
    for (payload, version, packet) in [(1472, V4, 1500), (1452, V6, 1500), (0, V4, 28), (u16::MAX, V6, 65_583)] {
        assert_eq!(Probe::ping(payload, version, true), Probe { packet, passed: true });
    }
}

#[test]
fn every_finding_is_said_in_words() {
    for (passed, failed, mtu, words) in [
        (&[1400, 1450][..], &[1451, 1500][..], 1450, "the path is as declared: 1450 bytes pass, one more does not"),
        // flannel's VXLAN over IPv6, for which it sets 50 bytes aside and needs 70.
        (
            &[1430],
            &[1431, 1450],
            1450,
            "the path is narrower than declared: 1450 bytes are declared, 1430 pass and 1431 do not; set the MTU to \
             1430; 20 bytes are missing, as ipip takes: is the underlay itself a tunnel?",
        ),
        // Google's 1460 under pods that were given 1450 for VXLAN.
        (
            &[1410],
            &[1411],
            1450,
            "the path is narrower than declared: 1450 bytes are declared, 1410 pass and 1411 do not; set the MTU to \
             1410; 40 bytes are missing",
        ),
        (
            &[1300, 1400],
            &[1450],
            1450,
            "the path is narrower than declared: 1450 bytes are declared, 1400 pass and 1450 do not; set the MTU to \
             1400, or find the limit between the two first",
        ),
        (
            &[1450, 1500],
            &[1501],
            1450,
            "the path is wider than declared: 1450 bytes are declared, and 1500 pass; 50 bytes are left over, as vxlan \
             or geneve takes: is nothing encapsulated?",
        ),
        (
            &[1460],
            &[],
            1450,
            "the path is wider than declared: 1450 bytes are declared, and 1460 pass; the limit is not known",
        ),
        (
            &[1400],
            &[1500],
            1450,
            "nothing speaks against the declared 1450 bytes, but nothing proves them: send 1450 and 1451",
        ),
        (&[1450], &[1500], 1450, "nothing speaks against the declared 1450 bytes, but nothing proves them: send 1451"),
        (&[], &[], 1450, "nothing speaks against the declared 1450 bytes, but nothing proves them: send 1450 and 1451"),
        (
            &[],
            &[1500, 100],
            1450,
            "no packet passed, not even one of 100 bytes: ping is filtered, the path is closed, or it needs smaller \
             packets",
        ),
        (
            &[1450],
            &[1400, 1451],
            1450,
            "a packet of 1450 bytes passed, but a smaller one of 1400 did not: it was lost, or they took ways of \
             different MTUs; repeat it",
        ),
        (
            &[1400, 1450],
            &[1450],
            1450,
            "packets of 1450 bytes passed and did not: some were lost, or took ways of different MTUs; repeat it",
        ),
    ] {
        assert_eq!(ladder(passed, failed).audit(declared(mtu)).to_string(), words, "{passed:?} {failed:?}");
    }
}

#[test]
fn a_path_is_pinned_down_by_two_neighbours() {
    assert_eq!(ladder(&[1400, 1450], &[1451]).path_mtu(), Some(declared(1450)));
    assert_eq!(ladder(&[1450], &[1452]).path_mtu(), None);
    assert_eq!(ladder(&[1450], &[]).path_mtu(), None);
    assert_eq!(ladder(&[1450], &[1449]).path_mtu(), None);
    assert_eq!(ladder(&[u32::MAX], &[u32::MAX]).path_mtu(), None);
}

proptest! {
    #[test]
    fn the_true_mtu_is_never_called_wrong(truth in 100..9_100_u32, sizes in prop::collection::vec(28..9_500_u32, 0..20)) {
        let probes: Vec<Probe> = sizes.iter().map(|&packet| Probe { packet, passed: packet <= truth }).collect();
        let ladder = DfLadder::new(&probes);
        let finding = ladder.audit(declared(truth));
        let sound = matches!(
            finding,
            LadderFinding::AsDeclared { .. } | LadderFinding::Undecided { .. } | LadderFinding::NothingPassed { .. }
        );
        prop_assert!(sound, "{finding}");
        prop_assert!(ladder.path_mtu().is_none_or(|mtu| mtu == declared(truth)));
    }

    #[test]
    fn a_wrong_mtu_is_found_once_both_neighbours_were_sent(truth in 100..9_100_u32, wrong in 100..9_100_u32) {
        let finding = ladder(&[truth], &[truth + 1]).audit(declared(wrong));
        let right = match wrong.cmp(&truth) {
            std::cmp::Ordering::Less => matches!(finding, LadderFinding::Wider { .. }),
            std::cmp::Ordering::Equal => matches!(finding, LadderFinding::AsDeclared { .. }),
            std::cmp::Ordering::Greater => matches!(finding, LadderFinding::Narrower { .. }),
        };
        prop_assert!(right, "{finding}");
    }

    #[test]
    fn any_probes_get_an_answer(probes in prop::collection::vec((0..u32::MAX, any::<bool>()), 0..6), mtu in 68..=65_535_u32) {
        let probes: Vec<Probe> = probes.into_iter().map(|(packet, passed)| Probe { packet, passed }).collect();
        prop_assert!(!DfLadder::new(&probes).audit(declared(mtu)).to_string().is_empty());
    }
}

#[test]
fn the_encapsulation_a_gap_suggests_takes_just_that() {
    let finding = ladder(&[1500], &[1501]).audit(Mtu::ETHERNET.inside(Encapsulation::WireGuard(V4)).unwrap());
    assert!(finding.to_string().contains("60 bytes are left over, as wireguard takes"), "{finding}");
}
