//! `netbench`: rounds compared, in every form, and what a talk's lists are worth.

use crate::program::{assert_golden, root, run};

#[test]
fn reports_on_the_shipped_rounds() {
    let run = run("netbench", &[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("netbench/report.txt", &run.stdout);
}

#[test]
fn reports_in_chinese_too() {
    let run = run("netbench", &["--lang", "zh", "--metric", "qperf tcp_lat"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("netbench/latency-zh.txt", &run.stdout);
}

#[test]
fn writes_markdown_with_its_pictures_and_json() {
    let folder = std::env::temp_dir().join(format!("pavedroad-netbench-{}", std::process::id()));
    let out = folder.to_str().unwrap();
    let markdown = run("netbench", &["--metric", "iperf3", "--format", "md", "--out", out]);
    assert_eq!((markdown.code, markdown.stderr.as_str()), (Some(0), ""));
    let text = std::fs::read_to_string(folder.join("report.md")).unwrap();
    assert_golden("netbench/report.md", &text);
    let picture = "iperf3-tcp-131072-b-cpu-cost-of-the-process.svg";
    assert!(text.contains(&format!("]({picture})")), "{text}");
    assert_golden(&format!("netbench/{picture}"), &std::fs::read_to_string(folder.join(picture)).unwrap());
    let json = run("netbench", &["--metric", "iperf3", "--format", "json", "--out", out]);
    assert_eq!(json.code, Some(0));
    assert_golden("netbench/report.json", &std::fs::read_to_string(folder.join("report.json")).unwrap());
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_picture_for_standard_output_has_to_be_the_only_one() {
    let many = run("netbench", &["--format", "svg"]);
    assert_eq!((many.code, many.stdout.as_str()), (Some(2), ""));
    assert!(many.stderr.contains("pictures for one standard output; add --out DIR, or --metric"), "{}", many.stderr);
    let one = run("netbench", &["--format", "svg", "--metric", "qperf tcp_lat"]);
    assert_eq!((one.code, one.stderr.as_str()), (Some(0), ""));
    assert!(one.stdout.starts_with("<svg "), "{}", one.stdout);
}

#[test]
fn a_wire_is_measured_beside_its_ceilings() {
    let run = run("netbench", &["examples/rounds/wire-100mbit", "--rate", "100M", "--metric", "bandwidth"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("netbench/wire-100mbit.txt", &run.stdout);
}

#[test]
fn files_without_an_index_are_placed_by_their_names() {
    let rounds = root().join("examples/rounds/virtual");
    let files: Vec<String> = (0..12)
        .flat_map(|round| ["host", "flannel-udp"].map(|path| format!("r{round:02}_{path}_qperf_lat.txt")))
        .map(|name| rounds.join(name).to_str().unwrap().to_owned())
        .collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let run = run("netbench", &files);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert!(run.stdout.contains("host < flannel-udp (1 of 1 pairs told apart)"), "{}", run.stdout);
}

#[test]
fn ceilings_mtus_and_the_talks_lists_are_shown() {
    for (name, arguments) in [
        ("ceiling", &["ceiling", "--rate", "10G", "--mtu", "1500"][..]),
        ("mtu", &["mtu"]),
        ("seed", &["seed"]),
        ("seed-answered", &["seed", "--calico", "calico-ipip"]),
    ] {
        let run = run("netbench", arguments);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{name}");
        assert_golden(&format!("netbench/{name}.txt"), &run.stdout);
    }
}

#[test]
fn a_ladder_of_pings_is_held_against_the_declared_mtu() {
    let ladder = |failed: &str| {
        run("netbench", &["mtu", "--path", "flannel-vxlan", "--passed", "1400,1422", "--failed", failed])
    };
    let right = ladder("1423");
    assert_eq!((right.code, right.stderr.as_str()), (Some(0), ""), "{}", right.stdout);
    let wrong = run("netbench", &["mtu", "--path", "flannel-vxlan", "--passed", "1400", "--failed", "1410"]);
    assert_eq!(wrong.code, Some(1), "{}", wrong.stdout);
}

#[test]
fn what_cannot_be_used_is_refused_with_2() {
    for (arguments, message) in [
        (&["no-such-folder"][..], "cannot read no-such-folder"),
        (&["--reference", "hots"], "hots"),
        (&["--metric", "letency"], "no metric contains \"letency\"; there are:"),
        (&["--alpha", "2"], "2"),
        (&["ceiling", "--rate", "fast"], "found \"fast\", expected a rate such as 10G"),
        (&["mtu", "--underlay", "50"], "impossible MTU"),
        (&["mtu", "--path", "calico", "--passed", "1400"], "which path is `calico`"),
        (&["seed", "--calico", "calico"], "expected one such as calico-ipip"),
    ] {
        let run = run("netbench", arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.stderr.contains(message), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn a_failed_run_ends_with_1_and_is_told() {
    let folder = std::env::temp_dir().join(format!("pavedroad-netbench-failed-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for round in 0..3 {
        let text = format!("tcp_lat:\n    latency  =  1{round}.5 us\n");
        std::fs::write(folder.join(format!("r{round}_host_qperf.txt")), text).unwrap();
    }
    std::fs::write(folder.join("r3_host_qperf.txt"), "tcp_lat:\n10.0.0.2: failed to connect\n").unwrap();
    let run = run("netbench", &[folder.to_str().unwrap()]);
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    // A long name of a folder breaks the line.
    let told = run.stdout.replace("\n  ", " ");
    assert!(told.contains("r3_host_qperf.txt:2: no connection: 10.0.0.2: failed to connect"), "{told}");
}
