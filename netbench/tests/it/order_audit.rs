//! `PathOrder` and `audit_orders`: lists of paths beside physics and beside each other.

use pavedroad_netbench::{NetworkPath, OrderEvidence, PathName, PathOrder, ViolationKind, audit_orders, talk_orders};
use proptest::prelude::*;

fn path(name: &str) -> NetworkPath {
    match NetworkPath::read(name) {
        PathName::Known(path) => path,
        other => panic!("{name}: {other:?}"),
    }
}

fn untested(orders: &[PathOrder]) -> Vec<(String, ViolationKind)> {
    let audit = audit_orders(orders, |_, _, _| OrderEvidence::Untested);
    audit.violations.into_iter().map(|found| (format!("{} < {}", found.better, found.worse), found.kind)).collect()
}

#[test]
fn the_talks_latency_breaks_the_order_twice_whatever_its_calico_was() {
    let contradiction =
        ViolationKind::Contradiction { metrics: vec!["ping latency".to_owned(), "bandwidth".to_owned()] };
    let first = ("calico-bgp < host".to_owned(), contradiction.clone());
    let audit = audit_orders(&talk_orders(), |_, _, _| OrderEvidence::Untested);
    assert_eq!(untested(&talk_orders()), [first.clone(), ("calico < host".to_owned(), ViolationKind::Suspicious)]);
    assert_eq!((audit.questions.len(), audit.questions[0].name.as_str()), (1, "calico"));
    assert_eq!(audit.unknown, [""; 0]);
    for candidate in &audit.questions[0].candidates {
        let answered = talk_orders().map(|order| order.answered("calico", *candidate));
        let found = untested(&answered);
        assert_eq!(found.len(), 2, "{candidate}: {found:?}");
        assert_eq!(found[0], first);
        assert_eq!(found[1].0, format!("{candidate} < host"));
        // Only for the paths of the other lists is it a contradiction of metrics.
        let known = ["calico-bgp", "calico-ipip"].contains(&candidate.name());
        assert_eq!(found[1].1, if known { contradiction.clone() } else { ViolationKind::Suspicious }, "{candidate}");
        assert_eq!(audit_orders(&answered, |_, _, _| OrderEvidence::Untested).questions, []);
    }
}

#[test]
fn the_talks_lists_agree_as_far_as_tau_says() {
    let taus = |orders: [PathOrder; 3]| {
        let [tcp, ping, bandwidth] = orders;
        [(&tcp, &ping), (&tcp, &bandwidth), (&ping, &bandwidth)].map(|(one, other)| {
            let agreement = one.agreement(other).unwrap();
            (agreement.tau, agreement.paths)
        })
    };
    // With `calico` taken for calico-ipip.
    let answered = talk_orders().map(|order| order.answered("calico", path("calico-ipip")));
    assert_eq!(taus(answered), [(0.4, 5), (0.2, 5), (0.8, 5)]);
    // With it left out, since the other lists have no path of that name: five of six pairs agree.
    let [left_out, same, third] = taus(talk_orders());
    assert_eq!((left_out, same, third), ((4.0 / 6.0, 4), (4.0 / 6.0, 4), (0.8, 5)));
}

#[test]
fn a_test_decides_what_a_wrong_order_means() {
    let orders = talk_orders();
    let kinds = |evidence: OrderEvidence| {
        let audit = audit_orders(&orders, |order, better, worse| {
            assert_eq!((order.metric.as_str(), worse), ("tcp latency", "host"), "{better}");
            evidence
        });
        audit.violations.into_iter().map(|found| found.kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds(OrderEvidence::Indistinguishable), [ViolationKind::Tie, ViolationKind::Tie]);
    assert_eq!(kinds(OrderEvidence::Different), [ViolationKind::Established, ViolationKind::Established]);
    let found = audit_orders(&orders, |_, _, _| OrderEvidence::Different).violations;
    assert_eq!(
        found[0].to_string(),
        "tcp latency puts calico-bgp before host: the runs tell them apart, so one is not the path it was declared to \
         be, or they were not measured alike"
    );
}

#[test]
fn what_depends_on_the_answer_is_not_said() {
    // Wrong if `calico` is a tunnel, right if it is BGP.
    let order = [PathOrder::new("latency", &["host", "calico", "calico-bgp"])];
    assert_eq!(untested(&order), []);
    let answered = order.map(|order| order.answered("calico", path("calico-vxlan")));
    assert_eq!(untested(&answered), [("calico-vxlan < calico-bgp".to_owned(), ViolationKind::Suspicious)]);
}

#[test]
fn unknown_names_are_listed_once_and_nothing_is_expected_of_them() {
    let orders = [PathOrder::new("a", &["weave", "host"]), PathOrder::new("b", &["weave", "host", "calico"])];
    let audit = audit_orders(&orders, |_, _, _| OrderEvidence::Untested);
    assert_eq!((audit.unknown.as_slice(), audit.questions.len()), (&["weave".to_owned()][..], 1));
    assert_eq!(audit.violations, []);
    assert_eq!((audit.agreements[0].tau, audit.agreements[0].paths), (1.0, 2));
    assert!(audit.to_string().contains("`weave` is no path that is known here"), "{audit}");
    assert!(audit.to_string().contains("No order stands against the one that physics expects."), "{audit}");
}

#[test]
fn names_of_one_path_are_one_path() {
    let one = PathOrder::new("a", &["host_gw", "flannel-vxlan", "Host"]);
    let other = PathOrder::new("b", &["host", "flannel-vxlan", "flannel-hostgw", "flannel-host-gw"]);
    let agreement = one.agreement(&other).unwrap();
    assert_eq!((agreement.tau, agreement.paths), (-1.0, 3));
    assert_eq!(one.agreement(&PathOrder::new("c", &["host"])), None);
    assert_eq!(one.agreement(&PathOrder::new("c", &[])), None);
}

proptest! {
    #[test]
    fn every_order_that_respects_physics_is_accepted(places in Just((0..NetworkPath::ALL.len()).collect::<Vec<_>>()).prop_shuffle()) {
        // The shuffled paths, each put behind those that are inside it: directs before tunnels, hosts before both.
        let mut paths: Vec<NetworkPath> = places.into_iter().map(|place| NetworkPath::ALL[place]).collect();
        let shuffled = audit_orders(&[order(&paths)], |_, _, _| OrderEvidence::Untested);
        for found in &shuffled.violations {
            prop_assert!(path(&found.worse).is_inside(path(&found.better)), "{found}");
        }
        paths.sort_by_key(|one| NetworkPath::ALL.iter().filter(|other| other.is_inside(*one)).count());
        let sorted = audit_orders(&[order(&paths)], |_, _, _| OrderEvidence::Untested);
        prop_assert_eq!(sorted.violations, []);
    }
}

fn order(paths: &[NetworkPath]) -> PathOrder {
    PathOrder::new("latency", &paths.iter().map(|path| path.name()).collect::<Vec<_>>())
}
