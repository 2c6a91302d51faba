//! Reports: what they say, and that they say it the same way whatever the order of the runs.

use pavedroad_netbench::{
    BenchRun, BitRate, FailureKind, Language, Link, Mtu, PairTest, RankingRules, Report, ReportRules, parse, report,
};

/// A run of qperf with this latency, in hundredths of a microsecond.
fn run(path: &str, round: u32, hundredths: u32) -> BenchRun {
    let text = format!("tcp_lat:\n    latency  =  {}.{:02} us\n", hundredths / 100, hundredths % 100);
    BenchRun::new(format!("r{round:02}_{path}_qperf_lat.txt"), path, round, parse(text.as_bytes()))
}

/// Twelve rounds of three paths: the second and the third cannot be told apart.
fn twelve_rounds() -> Vec<BenchRun> {
    let rounds = 0..12;
    rounds
        .flat_map(|round| {
            let noise = [0, 31, 7, 52, 18, 44, 3, 29, 61, 12, 38, 25][round as usize];
            [
                run("host", round, 1_200 + noise),
                run("calico-bgp", round, 1_500 + noise + (round % 2) * 20),
                run("calico-ipip", round, 1_510 + noise - round % 2),
            ]
        })
        .collect()
}

fn reported(runs: &[BenchRun]) -> Report {
    report(runs, &ReportRules::default()).unwrap()
}

#[test]
fn the_order_the_ties_and_the_counts_stand_in_one_line() {
    let report = reported(&twelve_rounds());
    let metric = &report.metrics[0];
    assert_eq!(metric.id.to_string(), "qperf tcp_lat: latency, mean, one way");
    assert_eq!(metric.verdict(Language::English), "host < {calico-ipip, calico-bgp} (2 of 3 pairs told apart)");
    assert_eq!(metric.verdict(Language::Chinese), "host < {calico-ipip, calico-bgp}（3 对中有 2 对可区分）");
    assert_eq!((report.paths.len(), report.rounds, report.failures.len()), (3, 12, 0));
}

#[test]
fn the_order_of_the_runs_changes_no_byte() {
    let runs = twelve_rounds();
    let expected = reported(&runs);
    let mut other = runs;
    for step in [5, 7, 11] {
        let length = other.len();
        other = (0..length).map(|at| other[at * step % length].clone()).collect();
        let report = reported(&other);
        for language in [Language::English, Language::Chinese] {
            assert_eq!(report.to_markdown(language), expected.to_markdown(language));
            assert_eq!(report.to_text(language), expected.to_text(language));
            assert_eq!(report.pictures(language), expected.pictures(language));
        }
        assert_eq!(report.to_json(), expected.to_json());
    }
}

#[test]
fn too_few_rounds_show_no_order_in_any_form() {
    let runs: Vec<BenchRun> = twelve_rounds().into_iter().filter(|run| run.round < 3).collect();
    let report = reported(&runs);
    for text in [report.to_markdown(Language::English), report.to_text(Language::English)] {
        // The terminal breaks lines.
        let text = text.replace('\n', " ");
        assert!(text.contains("no order can be shown: 3 rounds give at best p = 0.25 (paired)"), "{text}");
    }
    assert!(report.to_json().contains("\"order\": null"));
    assert!(report.to_markdown(Language::Chinese).contains("无法给出排序"));
}

#[test]
fn failed_runs_are_told_and_in_no_metric() {
    let mut runs = twelve_rounds();
    let refused = parse(b"tcp_lat:\n10.0.0.2: failed to connect\n");
    runs[4] = BenchRun::new("r01_bad.txt", "calico-bgp", 1, refused);
    let mut killed = run("calico-ipip", 2, 1);
    killed.exit_code = Some(137);
    runs[8] = killed;
    let report = reported(&runs);
    let failures: Vec<_> = report.failures.iter().map(|failed| (failed.file.as_str(), failed.failure.kind)).collect();
    assert_eq!(failures[0], ("r01_bad.txt", FailureKind::NoConnection));
    assert_eq!(failures.last(), Some(&("r02_calico-ipip_qperf_lat.txt", FailureKind::ToolError)));
    let runs: Vec<usize> = report.metrics[0].ranking.standings.iter().map(|standing| standing.runs).collect();
    assert_eq!(runs, [12, 11, 11]);
    let text = report.to_text(Language::English);
    assert!(text.contains("r02_calico-ipip_qperf_lat.txt: the tool failed: exit code 137"), "{text}");
    assert!(text.contains("calico-bgp lacks round 1") && text.contains("calico-ipip lacks round 2"), "{text}");
}

#[test]
fn no_p_is_ever_0() {
    let paths: Vec<String> = (0..23).map(|path| format!("path{path}")).collect();
    let runs: Vec<BenchRun> =
        (0..12).flat_map(|round| paths.iter().map(move |path| run(path, round, 1_200 + round))).collect();
    let metric = &reported(&runs).metrics[0];
    assert!(metric.verdict(Language::English).contains("12 rounds give at best p = 4.9e-4 (paired); 253 pairs"));
    assert!(metric.verdict(Language::Chinese).contains("12 轮最小只能得到 p = 4.9e-4"));
}

#[test]
fn what_a_sender_counted_has_no_ceiling() {
    let text = "MIGRATED TCP STREAM TEST from 0.0.0.0 () port 0 AF_INET to 10.0.0.2 () port 0 AF_INET\n\
                LOCAL_SEND_THROUGHPUT=99.00\nTHROUGHPUT_UNITS=10^6bits/s\n";
    let runs: Vec<BenchRun> =
        (0..3).map(|round| BenchRun::new(format!("{round}"), "host", round, parse(text.as_bytes()))).collect();
    let link = Some(Link { rate: BitRate::mbit(100), mtu: Mtu::ETHERNET });
    let report = report(&runs, &ReportRules { link, ..ReportRules::default() }).unwrap();
    assert_eq!(report.metrics[0].id.to_string(), "netperf TCP_STREAM: bandwidth, to the server, at the sender");
    assert_eq!(report.metrics[0].ceilings, []);
}

#[test]
fn a_file_that_says_nothing_is_a_run_that_failed() {
    let mut runs = twelve_rounds();
    runs.push(BenchRun::new("r12_host.txt", "host", 12, parse(b"")));
    runs.push(BenchRun::new("notes.md", "notes", 0, parse(b"# Notes\n")));
    let report = reported(&runs);
    assert!(!report.paths.contains(&"notes".to_owned()), "{:?}", report.paths);
    let text = report.to_text(Language::English);
    assert!(text.contains("- r12_host.txt: no value: nothing was printed"), "{text}");
    assert!(text.contains("- notes.md:1: no value: no tool that is known here prints \"# Notes\""), "{text}");
    assert_eq!(report.metrics, reported(&twelve_rounds()).metrics);
}

#[test]
fn rows_that_are_too_wide_for_a_terminal_are_broken() {
    for (language, widest) in [(Language::English, 100), (Language::Chinese, 130)] {
        let text = reported(&twelve_rounds()).to_text(language);
        let wide = text.lines().find(|line| line.chars().count() > widest);
        assert_eq!(wide, None, "{language:?}");
    }
}

#[test]
fn a_long_name_is_cut_in_the_middle_of_a_picture() {
    let long = format!("calico-{}bgp", "very-".repeat(12));
    let runs: Vec<BenchRun> = (0..6).flat_map(|round| [run("host", round, 1_200), run(&long, round, 1_300)]).collect();
    let svg = &reported(&runs).pictures(Language::English)[0].svg;
    assert!(svg.contains(">calico-very-very-ve…-very-very-very-bgp<") && !svg.contains(&long), "{svg}");
}

#[test]
fn a_path_measured_twice_in_a_round_is_told_and_counted_once() {
    let mut runs = twelve_rounds();
    let mut again = run("host", 3, 9_999);
    again.file = "again.txt".to_owned();
    runs.push(again);
    let report = reported(&runs);
    assert_eq!(report.repeated, [("again.txt".to_owned(), "r03_host_qperf_lat.txt".to_owned())]);
    assert_eq!(report.metrics, reported(&twelve_rounds()).metrics);
}

#[test]
fn bandwidths_stand_beside_the_ceilings_of_what_the_paths_declare() {
    let bandwidth = |path: &str, round: u32, mbit: u32| {
        let text = format!("tcp_bw:\n    bw  =  {}.{} Mb/sec\n", mbit / 10, mbit % 10);
        BenchRun::new(format!("{path}{round}"), path, round, parse(text.as_bytes()))
    };
    let runs: Vec<BenchRun> = (0..8)
        .flat_map(|round| {
            [("host", 935), ("calico-ipip", 921), ("flannel-vxlan", 939), ("flannel-udp", 400)]
                .map(|(path, mbit)| bandwidth(path, round, mbit))
        })
        .collect();
    let rules =
        ReportRules { link: Some(Link { rate: BitRate::mbit(100), mtu: Mtu::ETHERNET }), ..ReportRules::default() };
    let report = report(&runs, &rules).unwrap();
    let text = report.to_text(Language::English).replace("\n  ", " ");
    assert!(text.contains("of the ceiling"), "{text}");
    assert!(text.contains("flannel-vxlan: 93.9 Mbit/s is 1.0330 of the ceiling of vxlan, 90.9 Mbit/s"), "{text}");
    assert!(text.contains("flannel-udp: 40.0 Mbit/s is 0.4332 of the ceiling"), "{text}");
    assert!(!text.contains("host: 93.5"), "{text}");
    // What cannot be is not only above its ceiling but before the host, which carries all of it.
    assert!(text.contains("puts flannel-vxlan before host"), "{text}");
    assert!(report.pictures(Language::English)[0].svg.contains("class=\"ceiling\""));
    assert!(report.to_json().contains("\"verdict\": \"above\""));
}

#[test]
fn names_of_paths_and_files_are_never_markup() {
    let hostile = "<script>|`*_[x](y)\u{1b}[31m&\"\n#";
    let runs: Vec<BenchRun> = (0..8)
        .flat_map(|round| [run("host", round, 1_200), run(hostile, round, 1_500 + round)])
        .chain([BenchRun::new(hostile, hostile, 9, parse(b"tcp_lat:\n"))])
        .collect();
    let report = reported(&runs);
    let markdown = report.to_markdown(Language::English);
    assert!(!markdown.contains("<script>") || markdown.contains("\\<script\\>"), "{markdown}");
    assert!(markdown.contains("\\<script\\>\\|\\`\\*\\_\\[x\\](y) \\[31m\\&"), "{markdown}");
    let text = report.to_text(Language::English);
    assert!(!text.contains('\u{1b}'), "{text}");
    let svg = &report.pictures(Language::English)[0].svg;
    assert!(svg.contains("&lt;script&gt;") && !svg.contains("<script>") && !svg.contains('\u{1b}'), "{svg}");
    let json: serde_json::Value = serde_json::from_str(&report.to_json()).unwrap();
    assert!(json["paths"].as_array().unwrap().iter().any(|path| path == hostile));
}

#[test]
fn rules_that_cannot_be_followed_are_refused() {
    let refused =
        |ranking: RankingRules| report(&twelve_rounds(), &ReportRules { ranking, link: None }).unwrap_err().to_string();
    let message = refused(RankingRules { reference: Some("hots".to_owned()), ..RankingRules::default() });
    assert!(message.contains("hots"), "{message}");
    assert!(!refused(RankingRules { alpha: 0.0, ..RankingRules::default() }).is_empty());
    assert!(!refused(RankingRules { margin: Some(-1.0), ..RankingRules::default() }).is_empty());
}

#[test]
fn no_runs_and_one_path_are_reported_too() {
    let empty = reported(&[]);
    assert!(empty.to_text(Language::English).contains("nothing to compare"));
    assert!(empty.pictures(Language::English).is_empty());
    let alone: Vec<BenchRun> = (0..3).map(|round| run("host", round, 1_200 + round)).collect();
    let report = reported(&alone);
    assert_eq!(report.metrics[0].verdict(Language::English), "host");
    assert!(
        report.to_markdown(Language::English).contains("| host | 3 | 12.01"),
        "{}",
        report.to_markdown(Language::English)
    );
}

#[test]
fn unpaired_tests_need_no_rounds() {
    let rules = RankingRules { test: PairTest::MannWhitney, ..RankingRules::default() };
    let report = report(&twelve_rounds(), &ReportRules { ranking: rules, link: None }).unwrap();
    assert!(report.to_json().contains("\"test\": \"Mann-Whitney\""), "{}", report.to_json());
}
