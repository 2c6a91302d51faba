//! Twelve rounds of six paths between two virtual nodes: what they can show, pair by pair.

use std::collections::BTreeMap;

use pavedroad_netbench::{Method, mann_whitney, sign_flip, wilcoxon};

use super::assert_close;
use super::scipy::{number, numbers, recorded};

/// Which pairs separate at 0.05 after Holm: by the metric, unpaired, paired by the mean, paired by ranks.
const SEPARATED: [(&str, [usize; 3]); 4] = [
    ("qperf_latency", [10, 10, 10]),
    ("qperf_bandwidth", [8, 10, 10]),
    ("iperf3_bandwidth", [6, 9, 9]),
    ("cpu_per_gbit", [14, 14, 14]),
];

#[test]
fn every_pair_has_its_exact_p() {
    let runs: BTreeMap<(&str, &str), Vec<f64>> = recorded!("rounds-virtual-runs")
        .map(|row| {
            let [metric, path, values] = row[..] else { panic!("{row:?}") };
            ((metric, path), numbers(values))
        })
        .collect();
    assert_eq!(runs.len(), 4 * 6);
    let mut separated: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for row in recorded!("rounds-virtual") {
        let [metric, a, b, unpaired, unpaired_holm, paired, paired_holm, ranks, ranks_holm] = row[..] else {
            panic!("{row:?}")
        };
        let (a, b) = (&runs[&(metric, a)], &runs[&(metric, b)]);
        let logarithms: Vec<f64> = a.iter().zip(b).map(|(a, b)| (a / b).ln()).collect();
        for (p, expected) in [
            (mann_whitney(a, b).unwrap().p, unpaired),
            (sign_flip(&logarithms).unwrap().p, paired),
            (wilcoxon(&logarithms).unwrap().p, ranks),
        ] {
            assert_eq!(p.method, Method::Exact);
            assert_close(p.value, number(expected), &format!("{row:?}"));
        }
        let counts = separated.entry(metric).or_default();
        for (count, adjusted) in counts.iter_mut().zip([unpaired_holm, paired_holm, ranks_holm]) {
            *count += usize::from(number(adjusted) <= 0.05);
        }
    }
    assert_eq!(separated, BTreeMap::from(SEPARATED));
}
