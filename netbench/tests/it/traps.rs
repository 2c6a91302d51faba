//! One test for each way in which scripts misread these tools.

use pavedroad_netbench::{
    CpuScope, End, FailureKind, Output, Quantity, Sample, Statistic, Tool, Transport, Trip, parse,
};

fn read(text: &str) -> Output {
    parse(text.as_bytes())
}

#[track_caller]
fn only(output: &Output, quantity: Quantity) -> Sample {
    let mut samples = output.tests.iter().flat_map(|test| &test.samples).filter(|sample| sample.quantity == quantity);
    let sample = samples.next().expect("no such number");
    assert_eq!(samples.next(), None, "a second one");
    sample.clone()
}

#[track_caller]
fn only_failure(text: &str) -> FailureKind {
    let output = read(text);
    assert_eq!(output.tests, [], "{text:?} has numbers");
    assert_eq!(output.failures.len(), 1, "{:?}", output.failures);
    output.failures[0].kind
}

#[test]
fn qperfs_latency_is_half_a_round_trip_and_pings_is_a_whole_one() {
    let qperf = only(&read("tcp_lat:\n    latency  =  54.6 us\n"), Quantity::Latency);
    assert_eq!((qperf.value, qperf.trip, qperf.statistic), (54_600.0, Some(Trip::OneWay), Statistic::Mean));
    let read_of_rdma = only(&read("rc_rdma_read_lat:\n    latency  =  5.1 us\n"), Quantity::Latency);
    assert_eq!(read_of_rdma.trip, Some(Trip::RoundTrip));
    let ping = only(&read("64 bytes from 10.0.0.2: icmp_seq=1 ttl=64 time=0.145 ms\n"), Quantity::Latency);
    assert_eq!((ping.value, ping.trip, ping.statistic), (145_000.0, Some(Trip::RoundTrip), Statistic::Single));
}

#[test]
fn qperfs_bytes_go_by_1000_and_its_sizes_by_1024() {
    let output = read("tcp_bw:\n    bw        =  2.57 GB/sec\n    msg_size  =    64 KiB (65,536)\n");
    assert_eq!(only(&output, Quantity::Bandwidth).value, 20_560_000_000.0);
    assert_eq!(output.tests[0].message_size, Some(65_536));
    let bits = only(&read("tcp_bw:\n    bw  =  64.1 Gb/sec\n"), Quantity::Bandwidth);
    assert_eq!(bits.value, 64_100_000_000.0);
}

#[test]
fn a_thousand_with_its_comma_is_no_one() {
    assert_eq!(only(&read("tcp_bw:\n    bw  =  1,000 MB/sec\n"), Quantity::Bandwidth).value, 8e9);
}

#[test]
fn three_digits_say_how_finely_they_tell() {
    for (text, step) in
        [("54.6 us", 100.0), ("6.52 us", 10.0), ("258 us", 1_000.0), ("45 us", 100.0), ("36656 ns", 1.0)]
    {
        let output = read(&format!("tcp_lat:\n    latency  =  {text}\n"));
        assert_eq!(only(&output, Quantity::Latency).step, Some(step), "{text}");
    }
    for (command, text, step) in [
        ("qperf -e 1 10.0.0.2 tcp_lat", "55 us", 1_000.0),
        ("/usr/bin/qperf --precision 5 10.0.0.2 tcp_lat", "54.6 us", 1.0),
        ("ssh a qperf 10.0.0.2 tcp_lat", "55 us", 100.0),
    ] {
        let output = read(&format!("$ {command}\ntcp_lat:\n    latency  =  {text}\n"));
        assert_eq!(only(&output, Quantity::Latency).step, Some(step), "{command}");
    }
}

#[test]
fn udp_is_measured_at_both_ends() {
    let output = read("udp_bw:\n    send_bw  =  771 MB/sec\n    recv_bw  =  292 MB/sec\n");
    let ends: Vec<_> = output.tests[0].samples.iter().map(|sample| (sample.end, sample.value)).collect();
    assert_eq!(ends, [(Some(End::Sender), 6.168e9), (Some(End::Receiver), 2.336e9)]);
    assert_eq!(output.tests[0].transport, Some(Transport::Udp));
}

#[test]
fn qperf_measures_the_processors_of_the_node() {
    let output = read("tcp_lat:\n    latency        =  7.74 us\n    loc_cpus_used  =   199 % cpus\n");
    let cpu = only(&output, Quantity::CpuUtilization(CpuScope::NodeCores));
    assert_eq!((cpu.value, cpu.end), (199.0, Some(End::Local)));
}

#[test]
fn a_name_without_a_value_is_a_failure_and_no_zero() {
    assert_eq!(only_failure("tcp_lat:\n"), FailureKind::NoValue);
    assert_eq!(only_failure("tcp_lat:\n10.0.0.2: failed to connect\n"), FailureKind::NoConnection);
    assert_eq!(only_failure("tcp_lat:\n    latency  =  0 ns\n"), FailureKind::NoValue);
    assert_eq!(
        only_failure("udp_bw:\n    send_bw  =  771 MB/sec\n    recv_bw  =  0 bytes/sec\n"),
        FailureKind::AllLost
    );
}

#[test]
fn a_sweep_is_a_test_for_each_point() {
    let point = "tcp_lat:\n    latency  =  6.16 us\n";
    let output = read(&point.repeat(5));
    assert_eq!(output.tests.len(), 5);
    assert!(output.tests.iter().all(|test| test.message_size.is_none() && test.samples.len() == 1));
}

#[test]
fn nothing_lost_and_nothing_timed_is_a_failure() {
    let text = include_str!("../data/formats/ping_s8.txt");
    assert_eq!(only_failure(text), FailureKind::NoTime);
}

#[test]
fn mdev_is_a_standard_deviation() {
    let output = read("rtt min/avg/max/mdev = 0.015/0.058/0.145/0.061 ms\n");
    let statistics: Vec<_> = output.tests[0].samples.iter().map(|sample| sample.statistic).collect();
    assert_eq!(statistics, [Statistic::Min, Statistic::Mean, Statistic::Max, Statistic::StandardDeviation]);
}

#[test]
fn implementations_of_ping_are_told_apart() {
    for (text, tool) in [
        ("PING h (10.0.0.2) 56(84) bytes of data.", Tool::PingIputils),
        ("PING fd00::2(fd00::2) 56 data bytes", Tool::PingIputils),
        ("PING h (10.0.0.2): 56 data bytes", Tool::Ping),
        ("PING6(56=40+8+8 bytes) ::1 --> ::1", Tool::PingBsd),
        ("64 bytes from 10.0.0.2: seq=0 ttl=64 time=0.030 ms", Tool::PingBusyBox),
        ("64 bytes from 10.0.0.2: icmp_seq=0 ttl=64 time=0.030 ms", Tool::Ping),
        ("--- h ping statistics ---\n1 packets transmitted, 1 packets received, 0.0% packet loss", Tool::PingBsd),
        ("--- h ping statistics ---\n1 packets transmitted, 1 received, 0% packet loss, time 0ms", Tool::PingIputils),
        ("rtt min/avg/max/mdev = 1/1/1/0 ms", Tool::PingIputils),
        ("round-trip min/avg/max/std-dev = 1.0/1.0/1.0/0.0 ms", Tool::PingBsd),
        ("round-trip min/avg/max/stddev = 1.0/1.0/1.0/0.0 ms", Tool::Ping),
        // Two of them in one text.
        ("rtt min/avg/max/mdev = 1/1/1/0 ms\n64 bytes from 10.0.0.2: seq=0 ttl=64 time=0.030 ms", Tool::Ping),
    ] {
        assert_eq!(read(&format!("{text}\n")).tool, Some(tool), "{text}");
    }
}

#[test]
fn a_duplicate_is_counted_and_not_read() {
    let output = read(include_str!("../data/variants/ping_macos_lost_and_duplicate.txt"));
    let singles = output.tests[0].samples.iter().filter(|sample| sample.statistic == Statistic::Single).count();
    assert_eq!((singles, only(&output, Quantity::Duplicates).value), (2, 1.0));
}

#[test]
fn no_half_number_is_read_where_a_text_ends() {
    for text in [
        "tcp_lat:\n    latency  =  54.",
        "tcp_lat:\n    latency  =  54.6",
        "tcp_lat:\n    latency  =  54.6 ",
        "tcp_lat:\n    latency  =  54.6 u",
        "tcp_bw:\n    bw  =  948 MB",
        "64 bytes from 10.0.0.2: icmp_seq=1 ttl=64 time=0.1",
        "rtt min/avg/max/mdev = 0.015/0.058/0.145/0.0",
        "rtt min/avg/max/mdev = 0.015/0.058/0.145/0.061 m",
        "10.0.0.2 : xmt/rcv/%loss = 5/5",
    ] {
        let output = read(text);
        assert_eq!(output.tests, [], "{text:?}");
        assert!(output.failures.iter().any(|failure| failure.kind == FailureKind::Truncated), "{output:?}");
    }
}

#[test]
fn two_lines_in_one_give_the_times_of_neither() {
    let counts = "10.0.0.2 : xmt/rcv/%loss = 5/5/0%";
    for text in [
        format!("{counts}, min/avg/max = 0.013/0.014/0.014{counts}, min/avg/max = 0.013/0.015/0.016\n"),
        format!("{counts}, min/avg/max = 0.013/0.014/0.014, min/avg/max = 0.013/0.015/0.016\n"),
        "64 bytes from h: icmp_seq=1 ttl=64 time=0.145 ms64 bytes from h: icmp_seq=2 ttl=64 time=0.2 ms\n".to_owned(),
        "tcp_lat:\n    latency  =  54.6 us    latency  =  54.7 us\n".to_owned(),
    ] {
        let output = read(&text);
        let mut samples = output.tests.iter().flat_map(|test| &test.samples);
        assert!(samples.all(|sample| sample.quantity != Quantity::Latency), "{output:?}");
        assert!(output.failures.iter().any(|failure| failure.kind == FailureKind::BadValue), "{output:?}");
    }
}

#[test]
fn two_tools_in_one_text_give_no_number_and_say_where_the_second_begins() {
    let ping = "64 bytes from 10.0.0.2: icmp_seq=1 ttl=64 time=0.145 ms\n";
    let qperf = "tcp_lat:\n    latency  =  54.6 us\n";
    let fping = "10.0.0.2 : [0], 64 bytes, 0.014 ms (0.014 avg, 0% loss)\n";
    for (text, line) in [([ping, qperf], 2), ([qperf, fping], 3), ([fping, ping], 2)] {
        let output = read(&text.concat());
        assert_eq!((output.tool, output.failures[0].kind), (None, FailureKind::TwoTools));
        assert_eq!((output.tests.len(), output.failures[0].line), (0, Some(line)));
    }
}

#[test]
fn two_pings_at_once_are_told_apart_or_refused() {
    let heading = |host: &str| format!("PING {host} ({host}) 56(84) bytes of data.\n");
    let reply = |host: &str| format!("64 bytes from {host}: icmp_seq=1 ttl=64 time=0.145 ms\n");
    let summary = |host: &str| {
        format!("--- {host} ping statistics ---\n1 packets transmitted, 1 received, 0% packet loss, time 0ms\n")
    };
    let (a, b) = ("10.0.0.2", "10.0.0.3");
    for text in [
        [heading(a), heading(b), reply(a), reply(b), summary(a)].concat(),
        [heading(a), heading(b), reply(a), reply(b), summary(b)].concat(),
        [heading(a), heading(b), reply(b), summary(a)].concat(),
    ] {
        let output = read(&text);
        assert_eq!(output.tests, [], "{text}");
        assert!(output.failures.iter().any(|failure| failure.kind == FailureKind::TwoRuns), "{:?}", output.failures);
    }
}

#[test]
fn words_of_another_program_behind_a_value_take_it_away() {
    for text in [
        "tcp_lat:\n    latency  =  12.4 usWarning: foo\n",
        "tcp_bw:\n    bw  =  1.18 GB/secfoo\n",
        "tcp_lat:\n    latency  =  -12.4 us\n",
        "tcp_lat:\n    latency  =  12,4 us\n",
        "tcp_lat:\n    latency  =  12.4 ks\n",
    ] {
        assert_eq!(only_failure(text), FailureKind::BadValue, "{text}");
    }
}

#[test]
fn a_text_of_no_tool_is_kept_and_counted() {
    let output = read(&"Linux node-a 6.18.44\n".repeat(1_000));
    assert_eq!((output.tool, output.failures.len()), (None, 0));
    assert_eq!((output.unknown.count, output.unknown.first.len()), (1_000, 20));
    assert_eq!(read(""), Output::default());
}

#[test]
fn hostile_texts_are_read_in_bounded_room() {
    for part in
        ["tcp_lat:\n", "=", "  =  ", "1,000", "64 bytes from x: icmp_seq=1 ", "a : ", "\x1b[", "^C", "\0", "/1/1"]
    {
        let text = part.repeat(100_000);
        let output = read(&text);
        assert!(output.tests.len() + output.failures.len() + output.unknown.first.len() <= 100_020, "{part:?}");
    }
}
