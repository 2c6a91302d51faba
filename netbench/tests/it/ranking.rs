//! Rankings of made-up rounds: every verdict, what n can show, and sets of any size.

use pavedroad_netbench::{
    Better, Metric, PairTest, Ranking, RankingErrorKind, RankingRules, Rounds, Run, Scale, Verdict, rank, ratios_to,
};
use proptest::prelude::*;

const TESTS: [PairTest; 3] = [PairTest::SignFlip, PairTest::Wilcoxon, PairTest::MannWhitney];

fn lower() -> Metric {
    Metric::new("tcp latency", "us", Better::Lower)
}

fn columns(metric: Metric, columns: &[Vec<f64>]) -> Rounds {
    let names = ["a", "b", "c", "d", "e", "f"];
    Rounds::from_columns(metric, names.into_iter().zip(columns.iter().map(Vec::as_slice))).unwrap()
}

fn ranked(rounds: &Rounds, test: PairTest, margin: Option<f64>) -> Ranking {
    rank(rounds, &RankingRules { test, margin, ..RankingRules::default() }).unwrap()
}

/// `n` values around a middle, with less than 1 % between them and none equal.
fn around(middle: f64, n: usize, shift: usize) -> Vec<f64> {
    (0..n).map(|at| middle * (1.0 + ((at * 7 + shift * 3) % n) as f64 * 0.009 / n as f64)).collect()
}

#[test]
fn three_verdicts() {
    for test in TESTS {
        for (better, first) in [(Better::Lower, ["a", "b", "c"]), (Better::Higher, ["c", "b", "a"])] {
            let metric = Metric::new("x", "", better);
            let rounds = columns(metric, &[around(10.0, 12, 0), around(10.02, 12, 1), around(13.0, 12, 2)]);
            let ranking = ranked(&rounds, test, Some(0.05));
            let places: Vec<&str> = ranking.standings.iter().map(|standing| standing.path.as_str()).collect();
            let near = (
                places.iter().position(|path| *path == "a").unwrap(),
                places.iter().position(|path| *path == "b").unwrap(),
            );
            assert_eq!(ranking.pair(near.0, near.1).unwrap().verdict, Verdict::Equivalent, "{test}");
            let far = places.iter().position(|path| *path == first[2]).unwrap();
            let best = places.iter().position(|path| *path == first[0]).unwrap();
            assert_eq!(ranking.pair(best, far).unwrap().verdict, Verdict::Different { better: best }, "{test}");
            assert!(best < far);
        }
        // The same without a margin: nothing is called equivalent, and a small margin shows nothing either.
        let rounds = columns(lower(), &[around(10.0, 12, 0), around(10.001, 12, 1)]);
        assert_eq!(ranked(&rounds, test, None).pairs[0].verdict, Verdict::Undecided, "{test}");
        assert_eq!(ranked(&rounds, test, Some(1e-5)).pairs[0].verdict, Verdict::Undecided, "{test}");
        assert_eq!(ranked(&rounds, test, None).pairs[0].equivalence_p, None);
    }
}

/// A difference that was shown and does not matter is no order.
#[test]
fn what_does_not_matter_is_equivalent_though_it_is_shown() {
    let base = around(10.0, 12, 0);
    let more: Vec<f64> = base.iter().map(|value| value * 1.01).collect();
    let rounds = columns(lower(), &[base, more]);
    let strict = ranked(&rounds, PairTest::SignFlip, None);
    assert_eq!(strict.pairs[0].verdict, Verdict::Different { better: 0 });
    assert_eq!(strict.order().unwrap(), [vec!["a"], vec!["b"]]);
    let lenient = ranked(&rounds, PairTest::SignFlip, Some(0.02));
    assert_eq!(lenient.pairs[0].verdict, Verdict::Equivalent);
    assert!(lenient.pairs[0].adjusted_p <= 0.05);
    assert_eq!(lenient.order().unwrap(), [vec!["a", "b"]]);
    assert_eq!(lenient.standings[0].letters, lenient.standings[1].letters);
}

/// On logarithms a margin of 5 % reaches from 1/1.05 to 1.05, whichever path comes first.
#[test]
fn a_margin_is_the_same_from_both_sides() {
    for test in TESTS {
        for ratio in [0.93, 0.97, 1.0 / 0.97, 1.0 / 0.93] {
            let base = around(10.0, 12, 0);
            let other: Vec<f64> = base.iter().map(|value| value * ratio).collect();
            let verdict =
                |columns_of: &[Vec<f64>]| ranked(&columns(lower(), columns_of), test, Some(0.05)).pairs[0].verdict;
            let found = verdict(&[base.clone(), other.clone()]);
            assert_eq!(
                matches!(found, Verdict::Equivalent),
                (0.96..1.04).contains(&ratio),
                "{test} {ratio}: {found:?}"
            );
            assert_eq!(found, verdict(&[other, base]), "{test} {ratio}");
        }
    }
}

#[test]
fn values_of_zero_are_compared_by_differences() {
    let loss = Metric::new("loss", "%", Better::Lower);
    let zero: Vec<f64> = vec![0.0, 0.1, 0.0, 0.2, 0.0, 0.1, 0.3, 0.0];
    let more: Vec<f64> = zero.iter().enumerate().map(|(at, value)| value + 2.0 + at as f64 / 100.0).collect();
    for test in TESTS {
        let ranking = ranked(&columns(loss.clone(), &[more.clone(), zero.clone()]), test, Some(0.5));
        assert_eq!(ranking.scale, Scale::Difference);
        assert_eq!(ranking.order().unwrap(), [vec!["b"], vec!["a"]], "{test}");
        let estimate = ranking.pairs[0].estimate.unwrap();
        assert!((2.0..2.1).contains(&estimate.value), "{test}: {estimate:?}");
    }
    let rounds = columns(loss, &[zero, more]);
    assert!((2.0..2.1).contains(&ratios_to(&rounds, 0, 0.95)[1].unwrap().value));
}

#[test]
fn none_one_and_two_paths() {
    for test in TESTS {
        let none = ranked(&columns(lower(), &[]), test, None);
        assert_eq!((none.order().unwrap().len(), none.pairs.len()), (0, 0));
        let one = ranked(&columns(lower(), &[vec![5.0, 6.0]]), test, None);
        assert_eq!(one.order().unwrap(), [vec!["a"]]);
        assert_eq!(one.standings[0].letters.to_string(), "a");
        let two = ranked(&columns(lower(), &[around(2.0, 6, 0), around(1.0, 6, 0)]), test, None);
        assert_eq!(two.order().unwrap(), [vec!["b"], vec!["a"]]);
        let empty = ranked(&columns(lower(), &[vec![], vec![]]), test, None);
        assert_eq!(
            empty.order().unwrap_err().to_string(),
            format!(
                "no order can be shown: 0 rounds give at best p = 1 ({}); 1 pair at 0.05 needs 4 rounds unpaired or 6 paired",
                if test.is_paired() { "paired" } else { "unpaired" }
            )
        );
        assert_eq!(empty.standings[1].letters.to_string(), "");
    }
}

#[test]
fn equal_values_show_nothing() {
    for test in TESTS {
        let ranking = ranked(&columns(lower(), &[vec![5.0; 12], vec![5.0; 12], vec![5.0; 12]]), test, None);
        assert!(ranking.pairs.iter().all(|pair| pair.verdict == Verdict::Undecided && pair.adjusted_p == 1.0));
        assert_eq!(ranking.order().unwrap(), [vec!["a", "b", "c"]]);
        // They are within any margin, and shown to be.
        let equal = ranked(&columns(lower(), &[vec![5.0; 12], vec![5.0; 12]]), test, Some(0.01));
        assert_eq!(equal.pairs[0].verdict, Verdict::Equivalent, "{test}");
    }
}

/// Pairs with too few runs say so themselves; the others are ranked all the same.
#[test]
fn a_path_with_one_run_does_not_spoil_the_others() {
    let mut runs: Vec<(&str, Run)> = Vec::new();
    for (path, middle) in [("host", 10.0), ("vxlan", 15.0)] {
        runs.extend(around(middle, 12, 0).into_iter().zip(0..).map(|(value, round)| (path, Run::new(round, value))));
    }
    runs.push(("udp", Run::new(3, 90.0)));
    let rounds = Rounds::new(lower(), ["host", "vxlan", "udp", "failed"], runs).unwrap();
    for test in TESTS {
        let ranking = ranked(&rounds, test, None);
        let reach: Vec<bool> = ranking.pairs.iter().map(|pair| pair.within_reach).collect();
        assert_eq!(reach, [true, false, false, false, false, false], "{test}");
        assert_eq!(ranking.pairs[0].verdict, Verdict::Different { better: 0 });
        assert_eq!(ranking.standings[3].median, None);
        let letters: Vec<String> = ranking.standings.iter().map(|standing| standing.letters.to_string()).collect();
        assert_eq!(letters, ["a", "b", "ab", ""], "{test}");
        assert_eq!(ranking.order().unwrap(), [vec!["host", "vxlan", "udp"]], "{test}");
    }
}

#[test]
fn rules_out_of_range_are_refused() {
    let rounds = columns(lower(), &[vec![1.0]]);
    let refused = |rules: RankingRules| {
        let error = rank(&rounds, &rules).unwrap_err();
        (error.kind(), error.to_string())
    };
    for alpha in [0.0, 1.0, -0.1, 1e-10, f64::NAN, f64::INFINITY] {
        let (kind, text) = refused(RankingRules { alpha, ..RankingRules::default() });
        assert_eq!(kind, RankingErrorKind::Alpha);
        assert_eq!(
            text,
            format!("rules: found {alpha}, expected a significance level from 1e-9 to below 1, such as 0.05")
        );
    }
    for margin in [0.0, -0.1, f64::NAN, f64::INFINITY] {
        let (kind, text) = refused(RankingRules { margin: Some(margin), ..RankingRules::default() });
        assert_eq!(kind, RankingErrorKind::Margin);
        assert_eq!(text, format!("rules: found {margin}, expected a margin above 0, such as 0.02 for 2 %"));
    }
    let (kind, text) = refused(RankingRules { reference: Some("host".to_owned()), ..RankingRules::default() });
    assert_eq!(kind, RankingErrorKind::UnknownReference);
    assert_eq!(text, "path \"host\": found it as the reference, expected one of the paths");
}

#[test]
fn rounds_out_of_range_are_refused() {
    let run = |value| Run::new(4, value);
    let with = |change: fn(&mut Run)| {
        let mut run = Run::new(4, 1.0);
        change(&mut run);
        run
    };
    for (paths, runs, expected) in [
        (&["a", "a"][..], vec![], "path \"a\": found it twice, expected each path once"),
        (
            &["a"],
            vec![run(f64::NAN)],
            "path \"a\", round 4: found NaN, expected a finite value; leave a failed run out",
        ),
        (
            &["a"],
            vec![run(f64::NEG_INFINITY)],
            "path \"a\", round 4: found -inf, expected a finite value; leave a failed run out",
        ),
        (&["b"], vec![run(1.0)], "path \"a\", round 4: found a run, expected runs of the paths given alone"),
        (
            &["a"],
            vec![run(1.0), run(2.0)],
            "path \"a\", round 4: found two runs, expected one; number repetitions as rounds of their own",
        ),
        (
            &["a"],
            vec![with(|run| run.busy = Some(1.5))],
            "path \"a\", round 4: found 1.5, expected a busy fraction from 0 to 1",
        ),
        (
            &["a"],
            vec![with(|run| run.load1 = Some(-1.0))],
            "path \"a\", round 4: found -1, expected a load average of 0 or more",
        ),
        (
            &["a"],
            vec![with(|run| run.step = Some(0.0))],
            "path \"a\", round 4: found 0, expected a print step above 0; leave it out if the number has all its digits",
        ),
    ] {
        let error = Rounds::new(lower(), paths.iter().copied(), runs.into_iter().map(|run| ("a", run))).unwrap_err();
        assert_eq!(error.to_string(), expected);
        assert_eq!(error.path(), Some("a"));
    }
}

/// Five rounds on a wire of 100 Mbit/s: seven paths that physics sets well apart, and yet no order.
#[test]
fn five_rounds_of_seven_paths_show_no_order() {
    let runs: Vec<(&str, Run)> = include_str!("../data/wire-100mbit.csv")
        .lines()
        .skip(1)
        .map(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            (fields[0], Run::new(fields[1].parse().unwrap(), fields[2].parse().unwrap()))
        })
        .collect();
    let mut paths: Vec<&str> = runs.iter().map(|(path, _)| *path).collect();
    paths.dedup();
    let rounds = Rounds::new(Metric::new("tcp bandwidth", "bit/s", Better::Higher), paths, runs).unwrap();
    let ranking = ranked(&rounds, PairTest::MannWhitney, None);
    assert_eq!(
        ranking.order().unwrap_err().to_string(),
        "no order can be shown: 5 rounds give at best p = 0.008 (unpaired); 21 pairs at 0.05 need 6 rounds unpaired or 10 \
         paired"
    );
    // Two of them alone could be told apart.
    let two = ["host", "flannel-vxlan"].map(|path| (path, rounds.values(rounds.path(path).unwrap())));
    let two =
        Rounds::from_columns(rounds.metric().clone(), two.iter().map(|(path, values)| (*path, values.as_slice())));
    let two = ranked(&two.unwrap(), PairTest::MannWhitney, None);
    assert_eq!(two.order().unwrap(), [vec!["host"], vec!["flannel-vxlan"]]);
}

/// Log-normal values with a deviation of 10 %, by adding up numbers of a fixed sequence.
struct Noise(u64);

impl Noise {
    fn column(&mut self, middle: f64, n: usize) -> Vec<f64> {
        let mut uniform = || {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 11) as f64 / (1_u64 << 53) as f64
        };
        (0..n).map(|_| middle * (0.1 * ((0..12).map(|_| uniform()).sum::<f64>() - 6.0)).exp()).collect()
    }
}

/// 253 pairs, each path 4 % above the one before: neighbours that are close tie, and the ends are far apart.
#[test]
fn many_paths_with_many_runs_are_ranked() {
    let mut noise = Noise(11);
    let names: Vec<String> = (0..23).map(|path| format!("path{path:02}")).collect();
    let values: Vec<Vec<f64>> = (0..23).map(|path| noise.column(10.0 * 1.04_f64.powi(path), 100)).collect();
    let rounds = Rounds::from_columns(lower(), names.iter().cloned().zip(values.iter().map(Vec::as_slice))).unwrap();
    let ranking = ranked(&rounds, PairTest::SignFlip, Some(0.01));
    assert_eq!(ranking.pairs.len(), 253);
    let far = ranking.pairs.iter().filter(|pair| pair.second - pair.first > 2);
    assert!(far.clone().count() > 200);
    for pair in far {
        assert_eq!(pair.verdict, Verdict::Different { better: pair.first }, "{} {}", pair.first, pair.second);
    }
    let medians: Vec<f64> = ranking.standings.iter().filter_map(|standing| standing.median).collect();
    assert!(medians.is_sorted());
}

/// Of rankings of equal paths at most one in twenty may claim any difference; five deviations above that are
/// 25 of 200.
#[test]
fn equal_paths_are_rarely_told_apart() {
    for test in TESTS {
        let mut noise = Noise(3);
        let claims = (0..200)
            .filter(|_| {
                let rounds = columns(lower(), &[(); 5].map(|()| noise.column(10.0, 10)));
                let ranking = ranked(&rounds, test, None);
                ranking.pairs.iter().any(|pair| matches!(pair.verdict, Verdict::Different { .. }))
            })
            .count();
        assert!(claims <= 25, "{test}: {claims} of 200");
    }
}

/// And of two paths that are just as far apart as the margin, at most one in twenty may be called equivalent.
#[test]
fn equivalence_is_rarely_claimed_at_the_margin() {
    for test in TESTS {
        let mut noise = Noise(5);
        let claims = (0..300)
            .filter(|_| {
                let rounds = columns(lower(), &[noise.column(10.0, 14), noise.column(11.0, 14)]);
                ranked(&rounds, test, Some(0.1)).pairs[0].verdict == Verdict::Equivalent
            })
            .count();
        assert!((1..=30).contains(&claims), "{test}: {claims} of 300");
    }
}

#[test]
fn a_path_without_runs_ties_nobody() {
    let rounds = columns(lower(), &[vec![], vec![0.125; 7], vec![0.25; 6]]);
    let ranking = ranked(&rounds, PairTest::SignFlip, None);
    assert_eq!(ranking.order().unwrap().len(), 2, "{:?}", ranking.order());
}

proptest! {
    #[test]
    fn a_ranking_is_consistent_in_itself(
        values in proptest::collection::vec(proptest::collection::vec((1_u32..60).prop_map(|n| f64::from(n) / 8.0), 0..14), 0..6),
        test in 0..3_usize,
        margin in proptest::option::of(0.01..2.0_f64),
        higher in any::<bool>(),
    ) {
        let test = TESTS[test];
        let better = if higher { Better::Higher } else { Better::Lower };
        let rounds = columns(Metric::new("x", "", better), &values);
        let ranking = ranked(&rounds, test, margin);
        prop_assert_eq!(&ranking, &ranked(&rounds, test, margin));
        let k = values.len();
        prop_assert_eq!(ranking.pairs.len(), k * k.saturating_sub(1) / 2);
        for pair in &ranking.pairs {
            let (first, second) = (&ranking.standings[pair.first], &ranking.standings[pair.second]);
            if let (Some(a), Some(b)) = (first.median, second.median) {
                let in_order = if higher { a >= b } else { a <= b };
                prop_assert!(in_order);
                let different = matches!(pair.verdict, Verdict::Different { .. });
                prop_assert_eq!(first.letters.share_with(&second.letters), !different);
            }
            match pair.verdict {
                Verdict::Different { better } => {
                    prop_assert!(pair.adjusted_p <= 0.05 && pair.within_reach);
                    prop_assert!(better == pair.first || better == pair.second);
                }
                Verdict::Equivalent => prop_assert!(pair.equivalence_p.is_some_and(|p| p <= 0.05)),
                Verdict::Undecided => prop_assert!(pair.equivalence_p.is_none_or(|p| p > 0.05)),
            }
            prop_assert!(pair.p.is_none_or(|p| p.value <= pair.adjusted_p));
        }
        match ranking.order() {
            Err(refusal) => {
                prop_assert!(refusal.smallest_p * refusal.pairs as f64 > 0.05);
                prop_assert!(ranking.pairs.iter().all(|pair| !pair.within_reach));
            }
            Ok(order) => {
                let shown: Vec<&str> = order.concat();
                let all: Vec<&str> = ranking.standings.iter().filter(|s| s.runs > 0).map(|s| s.path.as_str()).collect();
                prop_assert_eq!(shown, all);
                // Steps are exactly where everything before is shown better than everything after.
                let mut place = 0;
                let cuts: Vec<usize> = order.iter().map(|step| { place += step.len(); place }).collect();
                let ranked = place;
                for cut in 1..ranked {
                    let clear = ranking.pairs.iter().filter(|p| p.first < cut && p.second >= cut && p.second < ranked)
                        .all(|pair| pair.verdict == Verdict::Different { better: pair.first });
                    prop_assert_eq!(clear, cuts.contains(&cut), "cut at {}", cut);
                }
            }
        }
    }

    /// Any finite values at all.
    #[test]
    fn extreme_values_are_ranked(
        values in proptest::collection::vec(proptest::collection::vec(
            prop_oneof![Just(f64::MAX), Just(f64::MIN), Just(0.0), Just(-0.0), Just(5e-324), -9.0..9.0_f64], 0..9), 0..5),
        test in 0..3_usize,
    ) {
        let ranking = ranked(&columns(lower(), &values), TESTS[test], Some(0.1));
        prop_assert_eq!(ranking.standings.len(), values.len());
    }
}
