//! The shipped rounds of six paths between two virtual machines: what they can show, and what they cannot.

use pavedroad_netbench::{Better, Metric, PairTest, Ranking, RankingRules, Rounds, Run, Verdict, rank, warnings};

const DATA: &str = include_str!("../data/rounds-virtual.csv");

/// The paths from the host outwards, as they are told everywhere.
const PATHS: [&str; 6] = ["host", "calico-bgp", "calico-ipip", "flannel-hostgw", "flannel-vxlan", "flannel-udp"];

/// One metric of the file, with everything that is known of each run.
pub(crate) fn rounds(name: &str) -> Rounds {
    let metric = match name {
        "cpu_per_gbit" => Metric::new("cpu of both nodes per Gbit/s received", "%", Better::Lower),
        "iperf3_bandwidth" => Metric::new("tcp bandwidth (iperf3)", "bit/s", Better::Higher),
        "qperf_bandwidth" => Metric::new("tcp bandwidth (qperf)", "B/s", Better::Higher),
        "qperf_latency" => Metric::new("tcp latency (qperf)", "us", Better::Lower),
        "sockperf_latency" => Metric::new("tcp latency (sockperf)", "us", Better::Lower),
        "ping_rtt" => Metric::new("round trip (ping)", "ms", Better::Lower),
        _ => panic!("no metric {name}"),
    };
    let runs = DATA.lines().skip(1).filter_map(|line| {
        let fields: Vec<&str> = line.split(',').collect();
        let [of, round, path, position, busy, load1, value, step, tool] = fields[..] else { panic!("{line}") };
        let number = |text: &str| text.parse::<f64>().ok();
        (of == name).then(|| {
            let mut run = Run::new(round.parse().unwrap(), number(value).unwrap());
            run.position = position.parse().ok();
            (run.busy, run.load1, run.step) = (number(busy), number(load1), number(step));
            run.settings.insert("tool".to_owned(), tool.to_owned());
            (path, run)
        })
    });
    let rounds = Rounds::new(metric, PATHS, runs).unwrap();
    assert!((0..6).all(|path| rounds.runs(path).len() == 12), "{name}");
    rounds
}

fn ranking(name: &str, test: PairTest) -> Ranking {
    rank(&rounds(name), &RankingRules { test, reference: Some("host".to_owned()), ..RankingRules::default() }).unwrap()
}

fn different(ranking: &Ranking) -> usize {
    ranking.pairs.iter().filter(|pair| matches!(pair.verdict, Verdict::Different { .. })).count()
}

/// The corrected p of each path and the one below it.
fn neighbours(ranking: &Ranking) -> Vec<(&str, &str, f64)> {
    let name = |place: usize| ranking.standings[place].path.as_str();
    ranking
        .pairs
        .iter()
        .filter(|pair| pair.second == pair.first + 1)
        .map(|pair| (name(pair.first), name(pair.second), pair.adjusted_p))
        .collect()
}

#[test]
fn each_metric_separates_so_many_of_the_15_pairs() {
    for (metric, paired, unpaired) in [
        ("cpu_per_gbit", 14, 14),
        ("qperf_latency", 10, 10),
        ("iperf3_bandwidth", 9, 6),
        ("qperf_bandwidth", 10, 8),
        ("ping_rtt", 11, 10),
        ("sockperf_latency", 4, 3),
    ] {
        let found = [PairTest::SignFlip, PairTest::Wilcoxon, PairTest::MannWhitney]
            .map(|test| different(&ranking(metric, test)));
        assert_eq!(found, [paired, paired, unpaired], "{metric}");
    }
}

/// Every p of every pair, by itself and after Holm's correction.
#[test]
fn p_values_are_those_of_scipy() {
    let mut compared = 0;
    for line in include_str!("../data/scipy/rounds-virtual.csv").lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let [metric, a, b, p @ ..] = &fields[..] else { panic!("{line}") };
        let p: Vec<f64> = p.iter().map(|p| p.parse().unwrap()).collect();
        for (test, expected) in
            [PairTest::MannWhitney, PairTest::SignFlip, PairTest::Wilcoxon].into_iter().zip(p.chunks(2))
        {
            let ranking = ranking(metric, test);
            let place = |path: &str| ranking.standings.iter().position(|standing| standing.path == path).unwrap();
            let pair = ranking.pair(place(a), place(b)).unwrap();
            for (found, expected) in [pair.p.unwrap().value, pair.adjusted_p].iter().zip(expected) {
                assert!((found - expected).abs() <= 1e-12 * expected, "{line}: {found}, not {expected}, by {test}");
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 4 * 15 * 3 * 2);
}

#[test]
fn cpu_per_gbit_orders_all_but_one_pair() {
    for (test, tie) in [(PairTest::SignFlip, 0.68), (PairTest::Wilcoxon, 0.73), (PairTest::MannWhitney, 0.63)] {
        let ranking = ranking("cpu_per_gbit", test);
        let order = ranking.order().unwrap();
        assert_eq!(
            order,
            [
                vec!["host"],
                vec!["calico-bgp"],
                vec!["calico-ipip", "flannel-hostgw"],
                vec!["flannel-vxlan"],
                vec!["flannel-udp"]
            ],
            "{test}"
        );
        let letters: Vec<String> = ranking.standings.iter().map(|standing| standing.letters.to_string()).collect();
        assert_eq!(letters, ["a", "b", "c", "c", "d", "e"], "{test}");
        let p = ranking.pair(3, 2).unwrap().adjusted_p;
        assert!((p - tie).abs() < 0.005, "{test}: {p}");
    }
}

/// The order of medians is no order: of the neighbours these alone are told apart.
#[test]
fn only_these_neighbours_are_told_apart() {
    let udp = ("flannel-vxlan", "flannel-udp");
    let ipip = ("calico-ipip", "flannel-hostgw");
    for (metric, paired, unpaired) in [
        ("qperf_latency", &[ipip, udp][..], &[ipip, udp][..]),
        ("iperf3_bandwidth", &[udp], &[udp]),
        ("qperf_bandwidth", &[udp], &[udp]),
        ("sockperf_latency", &[], &[]),
    ] {
        for (test, expected) in
            [(PairTest::SignFlip, paired), (PairTest::Wilcoxon, paired), (PairTest::MannWhitney, unpaired)]
        {
            let ranking = ranking(metric, test);
            let found: Vec<(&str, &str)> =
                neighbours(&ranking).iter().filter(|(_, _, p)| *p <= 0.05).map(|(a, b, _)| (*a, *b)).collect();
            assert_eq!(found, expected, "{metric}, {test}");
        }
    }
    let barely = ranking("qperf_latency", PairTest::MannWhitney);
    assert!(neighbours(&barely).iter().any(|(_, _, p)| (0.0475..0.05).contains(p)), "{:?}", neighbours(&barely));
}

/// What made a talk's list begin with a CNI instead of the host: noise.
#[test]
fn sockperf_puts_two_paths_above_the_host_and_shows_neither() {
    let ranking = ranking("sockperf_latency", PairTest::SignFlip);
    let top: Vec<&str> = ranking.standings.iter().take(3).map(|standing| standing.path.as_str()).collect();
    assert_eq!(top, ["calico-bgp", "flannel-hostgw", "host"]);
    assert!(neighbours(&ranking).iter().take(2).all(|(_, _, p)| *p == 1.0));
    assert_eq!(ranking.order().unwrap().len(), 1);
}

#[test]
fn ratios_to_the_host_have_intervals() {
    let ranking = ranking("cpu_per_gbit", PairTest::SignFlip);
    let found: Vec<String> = ranking
        .standings
        .iter()
        .map(|standing| {
            let ratio = standing.to_reference.unwrap();
            let interval = ratio.interval.unwrap();
            format!("{} {:.2} ({:.2} to {:.2})", standing.path, ratio.value, interval.low, interval.high)
        })
        .collect();
    assert_eq!(
        found,
        [
            "host 1.00 (1.00 to 1.00)",
            "calico-bgp 1.35 (1.30 to 1.41)",
            "calico-ipip 1.58 (1.46 to 1.63)",
            "flannel-hostgw 1.59 (1.56 to 1.60)",
            "flannel-vxlan 2.20 (2.08 to 2.27)",
            "flannel-udp 8.49 (7.66 to 9.04)"
        ]
    );
}

#[test]
fn three_rounds_of_them_show_no_order() {
    let all = rounds("cpu_per_gbit");
    let few = (0..6).flat_map(|path| all.runs(path).iter().take(3).map(move |run| (PATHS[path], run.clone())));
    let rounds = Rounds::new(all.metric().clone(), PATHS, few).unwrap();
    let rules = RankingRules { test: PairTest::MannWhitney, ..RankingRules::default() };
    assert_eq!(
        rank(&rounds, &rules).unwrap().order().unwrap_err().to_string(),
        "no order can be shown: 3 rounds give at best p = 0.1 (unpaired); 15 pairs at 0.05 need 6 rounds unpaired or 10 \
         paired"
    );
    let paired = rank(&rounds, &RankingRules::default()).unwrap();
    assert_eq!(paired.refusal.as_ref().map(|refusal| (refusal.rounds, refusal.smallest_p)), Some((3, 0.25)));
    assert!(paired.standings.iter().all(|standing| standing.letters.to_string() == "a"));
}

#[test]
fn what_there_is_to_warn_of() {
    let busy = "busy machine: no processor to spare in 72 of 72 runs";
    for (metric, expected) in [
        ("cpu_per_gbit", &["outlier in calico-bgp: 3.03 in round 9, where the median is 2.618", busy][..]),
        ("qperf_latency", &["two modes in calico-ipip: 4 runs around 9.235 and 8 runs around 21.75", busy]),
        ("iperf3_bandwidth", &[busy]),
        ("qperf_bandwidth", &["two modes in host: 9 runs around 2400000000 and 3 runs around 6180000000", busy]),
        ("ping_rtt", &["mixed tools: iputils in 65 runs, inetutils in 7 (rounds 4, 5)", busy]),
        (
            "sockperf_latency",
            &[
                "outlier in calico-ipip: 178.1 in round 3, where the median is 34.9",
                "outlier in calico-ipip: 8.862 in round 4, where the median is 34.9",
                busy,
            ],
        ),
    ] {
        let found: Vec<String> = warnings(&rounds(metric)).iter().map(ToString::to_string).collect();
        assert_eq!(found, expected, "{metric}");
    }
}
