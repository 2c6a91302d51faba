//! Which figures of a run are compared, and with what.

use pavedroad_netbench::{MetricId, parse};

/// The names and values of a text's figures.
#[track_caller]
fn assert_figures(text: &str, expected: &[(&str, f64)]) {
    let figures = MetricId::figures(&parse(text.as_bytes()));
    let found: Vec<_> = figures.iter().map(|figure| (figure.metric.to_string(), figure.value)).collect();
    let expected: Vec<_> = expected.iter().map(|&(name, value)| (name.to_owned(), value)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_ping_gives_its_mean_the_median_of_its_replies_and_its_loss() {
    assert_figures(
        "PING 10.0.0.2 (10.0.0.2): 56 data bytes\n\
         64 bytes from 10.0.0.2: seq=0 ttl=64 time=0.100 ms\n\
         64 bytes from 10.0.0.2: seq=1 ttl=64 time=0.300 ms\n\
         64 bytes from 10.0.0.2: seq=2 ttl=64 time=0.110 ms\n\
         --- 10.0.0.2 ping statistics ---\n\
         4 packets transmitted, 3 packets received, 25% packet loss\n\
         round-trip min/avg/max = 0.100/0.170/0.300 ms\n",
        &[
            ("ping (56 B): loss", 25.0),
            ("ping (56 B): latency, mean, round trip", 170_000.0),
            ("ping (56 B): latency, median, round trip", 110_000.0),
        ],
    );
}

#[test]
fn what_arrived_counts_and_what_was_sent_only_where_nobody_says_what_arrived() {
    assert_figures(
        "udp_bw:\n    send_bw  =  1.2 GB/sec\n    recv_bw  =  1.1 GB/sec\n",
        &[("qperf udp_bw: bandwidth, at the receiver", 8.8e9)],
    );
    let sent = "UDP UNIDIRECTIONAL SEND TEST from 0.0.0.0 (0.0.0.0) port 0 AF_INET to 10.0.0.2 () port 0 AF_INET\n\
                THROUGHPUT=9415.33\nTHROUGHPUT_UNITS=10^6bits/s\n";
    assert_figures(sent, &[("netperf UDP_STREAM: bandwidth, to the server", 9_415_330_000.0)]);
}

#[test]
fn an_answer_never_takes_the_place_of_a_host_that_is_silent() {
    let [first, second] = ["fping: latency, mean, round trip", "fping #2: latency, mean, round trip"];
    let (one, two) = ("xmt/rcv/%loss = 2/2/0%, min/avg/max = 0.12/0.13/0.14", "xmt/rcv/%loss = 2/0/100%");
    let mean = |figures: &str, wanted: &[&str]| {
        let figures = MetricId::figures(&parse(figures.as_bytes()));
        let names: Vec<_> = figures.iter().map(|figure| figure.metric.to_string()).collect();
        let names: Vec<_> = names.iter().filter(|name| name.contains("mean, round trip")).collect();
        assert_eq!(names, wanted, "{figures:?}");
    };
    mean(&format!("10.0.0.2 : {one}\n10.0.0.9 : {one}\n"), &[first, second]);
    mean(&format!("10.0.0.2 : {two}\n10.0.0.9 : {one}\n"), &[second]);
    mean(&format!("10.0.0.2 : {one}\n10.0.0.9 : {two}\n"), &[first]);
}

#[test]
fn a_run_with_periods_counts_as_a_whole() {
    let line = |mean: &str| format!("10.0.0.2 : xmt/rcv/%loss = 1/1/0%, min/avg/max = {mean}/{mean}/{mean}\n");
    let text = format!("[12:00:01]\n{}[12:00:02]\n{}{}", line("0.14"), line("0.12"), line("0.13"));
    assert_figures(&text, &[("fping: loss", 0.0), ("fping: latency, mean, round trip", 130_000.0)]);
}

#[test]
fn a_point_of_a_sweep_without_its_size_is_told_by_its_place() {
    assert_figures(
        "tcp_lat:\n    latency  =  10.5 us\ntcp_lat:\n    latency  =  11.5 us\n",
        &[("qperf tcp_lat: latency, mean, one way", 10_500.0), ("qperf tcp_lat #2: latency, mean, one way", 11_500.0)],
    );
}

#[test]
fn two_means_of_one_test_are_one_figure() {
    assert_figures(
        "MIGRATED TCP REQUEST/RESPONSE TEST from 0.0.0.0 () port 0 AF_INET to 10.0.0.2 () port 0 AF_INET\n\
         MEAN_LATENCY=42.61\nRT_LATENCY=42.716\n",
        &[("netperf TCP_RR: latency, mean, round trip", 42_610.0)],
    );
}

#[test]
fn a_part_of_the_replies_has_no_median() {
    let heading = "PING 10.0.0.2 (10.0.0.2): 56 data bytes\n";
    let reply = "64 bytes from 10.0.0.2: seq=0 ttl=64 time=0.100 ms\n";
    let summary = "--- 10.0.0.2 ping statistics ---\n2 packets transmitted, 2 packets received, 0% packet loss\n";
    let times = "round-trip min/avg/max = 0.100/0.170/0.300 ms\n";
    assert_figures(&format!("{heading}{reply}"), &[]);
    let glued = format!("{heading}{reply}64 bytes from 10.0.0.2: seq=1 ttl=64 time=0.240 msfoo\n{summary}{times}");
    let expected = [("ping (56 B): loss", 0.0), ("ping (56 B): latency, mean, round trip", 170_000.0)];
    assert_figures(&glued, &expected);
    assert_figures("10.0.0.2 : 0.14 0.12 0.15\n", &[("fping: latency, median, round trip", 140_000.0)]);
}

#[test]
fn no_two_figures_of_a_text_are_one_metric() {
    let ping = |host: &str| {
        format!(
            "PING {host} ({host}): 56 data bytes\n--- {host} ping statistics ---\n\
             1 packets transmitted, 1 packets received, 0% packet loss\nround-trip min/avg/max = 0.1/0.1/0.1 ms\n"
        )
    };
    let summary = "xmt/rcv/%loss = 2/2/0%, min/avg/max = 0.12/0.13/0.14";
    let total = " 0.12 ms (min round trip time)\n 0.13 ms (avg round trip time)\n 0.14 ms (max round trip time)\n";
    for (text, names) in [
        ([ping("a"), ping("b"), ping("a")].concat(), ["ping", "ping #2", "ping run 2"]),
        ([ping("a"), ping("b"), ping("b")].concat(), ["ping", "ping #2", "ping #2 run 2"]),
        ([ping("a"), ping("a"), ping("a")].concat(), ["ping", "ping #2", "ping #3"]),
        (format!("a : {summary}\nb : {summary}\nc : {summary}\n{total}"), ["fping", "fping #2", "fping #3"]),
    ] {
        let figures = MetricId::figures(&parse(text.as_bytes()));
        let means = figures.iter().filter(|figure| figure.metric.to_string().contains("latency, mean"));
        assert_eq!(means.map(|figure| figure.metric.test.as_str()).collect::<Vec<_>>(), names, "{text}");
    }
}
