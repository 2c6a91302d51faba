//! What is read of iperf3's variants that no sample shows, after the formats in its source (iperf_api.c, iperf_locale.c).

use pavedroad_netbench::{Direction, End, FailureKind, Output, Quantity, Span, Statistic, Tool, Transport, parse};

/// The values of a quantity over the whole run and all streams, by the end that counted them.
fn run(output: &Output, quantity: Quantity, end: End) -> Vec<f64> {
    let samples = output.tests.iter().flat_map(|test| &test.samples);
    let found =
        samples.filter(|it| (it.quantity, it.end, it.span, it.stream) == (quantity, Some(end), Span::Run, None));
    found.map(|it| it.value).collect()
}

/// A run of one stream as JSON: `start`, the sums and whatever else stands in `end`, and what follows.
fn json(start: &str, end: &str, rest: &str) -> String {
    format!(
        r#"{{"start":{{"connected":[],"version":"iperf 3.17","connecting_to":{{"host":"10.0.0.2","port":5201}},
            "test_start":{{"protocol":"TCP","num_streams":1,"blksize":131072,"omit":0,"duration":1,"reverse":0{start}}}}},
            "intervals":[{{"streams":[{{"socket":5,"start":0,"end":1,"seconds":1,"bytes":125000000,"bits_per_second":1e9,
            "omitted":false,"sender":true}}],"sum":{{"start":0,"end":1,"seconds":1,"bytes":125000000,
            "bits_per_second":1000000000,"omitted":false,"sender":true}}}}],"end":{{{end}}}{rest}}}"#
    )
}

const SUMS: &str = r#""sum_sent":{"start":0,"end":1,"seconds":1,"bytes":125000000,"bits_per_second":1e9,"sender":true},
    "sum_received":{"start":0,"end":1.01,"seconds":1.01,"bytes":120000000,"bits_per_second":950495049.5,"sender":true}"#;

#[track_caller]
fn fails(text: &str, kind: FailureKind) {
    let output = parse(text.as_bytes());
    assert_eq!(output.tool, Some(Tool::Iperf3), "{text}");
    assert_eq!(output.tests, [], "{text}");
    let kinds: Vec<_> = output.failures.iter().map(|failure| failure.kind).collect();
    assert_eq!(kinds, [kind], "{text}\n{:?}", output.failures);
}

#[test]
fn sums_tell_what_was_sent_from_what_arrived() {
    let output = parse(json("", SUMS, "").as_bytes());
    assert_eq!(run(&output, Quantity::Bandwidth, End::Sender), [1e9]);
    assert_eq!(run(&output, Quantity::Bandwidth, End::Receiver), [950_495_049.5]);
    assert_eq!(output.tests[0].transport, Some(Transport::Tcp));
    assert_eq!(output.tests[0].target.as_deref(), Some("10.0.0.2"));
    assert!(output.tests[0].samples.iter().all(|it| it.direction == Some(Direction::ToServer)));
}

#[test]
fn reverse_turns_the_direction_around_and_not_the_ends() {
    let output = parse(json("", SUMS, "").replace("\"reverse\":0", "\"reverse\":1").as_bytes());
    assert_eq!(run(&output, Quantity::Bandwidth, End::Sender), [1e9]);
    assert!(output.tests[0].samples.iter().all(|it| it.direction == Some(Direction::ToClient)));
}

#[test]
fn whatever_else_is_there_an_error_is_a_failure() {
    for (error, kind) in [
        ("unable to connect to server: Connection refused", FailureKind::NoConnection),
        (
            "unable to connect to server - server may have stopped running or use a different port, firewall issue, etc.: \
             Connection timed out",
            FailureKind::NoConnection,
        ),
        ("unable to send control message: Bad file descriptor", FailureKind::ToolError),
        ("interrupt - the client has terminated", FailureKind::ToolError),
        ("control socket has closed unexpectedly", FailureKind::ToolError),
    ] {
        fails(&json("", SUMS, &format!(r#","error":"{error}""#)), kind);
    }
}

#[test]
fn events_make_one_run_and_need_their_end() {
    let start = r#"{"event":"start","data":{"version":"iperf 3.17","test_start":{"protocol":"TCP","reverse":0}}}"#;
    let interval = r#"{"event":"interval","data":{"streams":[{"socket":5,"start":0,"end":1,"seconds":1,"bytes":1,
        "bits_per_second":8,"omitted":false,"sender":true}],"sum":{"start":0,"end":1,"seconds":1,"bytes":1,
        "bits_per_second":8,"omitted":false,"sender":true}}}"#
        .replace('\n', "");
    let end = format!(r#"{{"event":"end","data":{{{}}}}}"#, SUMS.replace('\n', ""));
    let error = r#"{"event":"error","data":"unable to receive control message: Connection reset by peer"}"#;
    let output = parse(format!("{start}\n{interval}\n{interval}\n{end}\n{start}\n{end}\n").as_bytes());
    assert_eq!((output.tests.len(), output.failures.len()), (2, 0), "{output:?}");
    let of_intervals = output.tests[0].samples.iter().filter(|it| matches!(it.span, Span::Interval { .. }));
    assert_eq!(of_intervals.count(), 8);
    fails(&format!("{start}\n{interval}\n"), FailureKind::Truncated);
    fails(&format!("{start}\n{interval}\n{error}\n"), FailureKind::ToolError);
    fails(&format!("{start}\n{interval}\n{error}\n{{\"event\":\"end\",\"data\":{{}}}}\n"), FailureKind::ToolError);
}

#[test]
fn numbers_that_cannot_be_fail_the_run() {
    for (found, put) in [
        ("1e9", "null"),
        ("1e9", "-1e9"),
        ("1e9", "1e19"),
        ("1e9", "1e999"),
        ("1e9", "\"1e9\""),
        ("1e9", "true"),
        ("125000000", "-1"),
        ("\"bytes\":120000000", "\"bytes\":120000000,\"bytes\":130000000"),
        ("\"sum_received\":", "\"sum_sent\":"),
    ] {
        fails(&json("", &SUMS.replace(found, put), ""), FailureKind::BadValue);
    }
}

#[test]
fn nothing_received_is_no_bandwidth_of_zero() {
    let none = SUMS.replace("120000000", "0").replace("950495049.5", "0");
    fails(&json("", &none, ""), FailureKind::NoValue);
    let udp = format!(
        r#""streams":[{{"udp":{{"socket":5,"start":0,"end":1,"seconds":1,"bytes":1,"bits_per_second":8,"jitter_ms":0,
            "lost_packets":0,"packets":9,"lost_percent":0,"out_of_order":0,"sender":true}}}}],"sum":{{"start":0,"end":1,
            "seconds":1,"bytes":1,"bits_per_second":8,"jitter_ms":0,"lost_packets":0,"packets":9,"lost_percent":0}},{none}"#
    );
    fails(&json("", &udp, "").replace("\"TCP\"", "\"UDP\""), FailureKind::AllLost);
    fails(&json("", "", ""), FailureKind::NoValue);
}

#[test]
fn versions_before_3_7_have_one_sum_of_udp_for_both_ends() {
    let sum = r#""sum":{"start":0,"end":1,"seconds":1,"bytes":1250000,"bits_per_second":1e7,"jitter_ms":0.005,
        "lost_packets":10,"packets":1000,"lost_percent":1}"#;
    let output = parse(json("", sum, "").replace("\"TCP\"", "\"UDP\"").as_bytes());
    assert_eq!(run(&output, Quantity::Bandwidth, End::Sender), [1e7]);
    assert!(run(&output, Quantity::Bandwidth, End::Receiver).is_empty());
    assert_eq!(run(&output, Quantity::Loss, End::Receiver), [1.0]);
    assert_eq!(run(&output, Quantity::Jitter, End::Receiver), [5_000.0]);
    fails(&json("", &sum.replace("\"lost_percent\":1", "\"lost_percent\":100"), ""), FailureKind::AllLost);
}

#[test]
fn a_late_packet_may_take_back_a_loss_of_an_interval() {
    let late = json("", SUMS, "").replacen(
        "\"omitted\":false",
        "\"lost_packets\":-1,\"lost_percent\":-0.5,\"omitted\":false",
        1,
    );
    let output = parse(late.as_bytes());
    assert_eq!((output.tests.len(), output.failures.len()), (1, 0));
    assert!(output.tests[0].samples.iter().all(|it| it.quantity != Quantity::Lost));
    fails(&json("", &SUMS.replace("\"bytes\":12", "\"lost_packets\":-1,\"bytes\":12"), ""), FailureKind::BadValue);
}

#[test]
fn json_reads_among_other_words_of_the_terminal() {
    let text = json("", SUMS, "");
    for text in [
        format!("$ iperf3 -J -c 10.0.0.2\nwarning: this system does not seem to support IPv6\n{text}\n# rc=0\n"),
        format!("\u{feff}{text}"),
        format!("{text}{text}"),
        text.replace('\n', "\r\n"),
        format!("+ iperf3 -J\nDefaulted container \"web\" out of: web\n{text}\n"),
    ] {
        let output = parse(text.as_bytes());
        assert!(!output.tests.is_empty() && output.failures.is_empty(), "{text}\n{output:?}");
    }
    fails(
        &format!("iperf3: error - unable to connect to server: Connection refused\n{text}"),
        FailureKind::NoConnection,
    );
}

#[test]
fn json_cut_off_gives_nothing() {
    let text = json("", SUMS, "");
    for at in ("{\"start\":".len()..text.len() - 1).filter(|at| text.is_char_boundary(*at)) {
        fails(&text[..at], FailureKind::Truncated);
    }
    fails(&format!("{}\n# rc=137\n", &text[..200]), FailureKind::Truncated);
    fails(&format!("{}\n$ ls\n", &text[..text.len() - 1]), FailureKind::Truncated);
}

#[test]
fn hostile_json_is_read_in_bounds() {
    let deep = format!("{{\"intervals\":{}", "[".repeat(1_000_000));
    let objects = format!("{{\"intervals\":[{{}}{}]}}", ",{}".repeat(300_000));
    let streams = format!("{{\"intervals\":[{{\"streams\":[{}]}}]}}", "{\"start\":0,\"end\":1},".repeat(10_000) + "{}");
    let members = format!("{{\"start\":{{{}\"a\":1}}}}", "\"a\":1,".repeat(300_000));
    let many = "{\"start\":{}}\n".repeat(10_000);
    for text in [deep, objects, streams, members, many] {
        let output = parse(text.as_bytes());
        assert_eq!(output.tests, [], "{} bytes", text.len());
        assert!(!output.failures.is_empty(), "{} bytes", text.len());
    }
}

const HEAD: &str =
    "Connecting to host 10.0.0.2, port 5201\n[  4] local 10.0.0.1 port 50854 connected to 10.0.0.2 port 5201\n";

/// The text of a client whose run ends with these lines.
fn text(header: &str, lines: &str) -> String {
    format!("{HEAD}- - - - - - - - - - - - - - - - - - - - - - - - -\n{header}\n{lines}\niperf Done.\n")
}

const TCP: &str = "[ ID] Interval           Transfer     Bandwidth       Retr";
const UDP: &str = "[ ID] Interval           Transfer     Bandwidth       Jitter    Lost/Total Datagrams";

#[test]
fn units_of_bytes_count_by_1024_and_units_of_bits_by_1000() {
    for (printed, rate, step) in [
        ("941 Mbits/sec", 941e6, 1e6),
        ("9.41 Gbits/sec", 9.41e9, 1e7),
        ("9.41 Tbits/sec", 9.41e12, 1e10),
        ("26422953 Kbits/sec", 26_422_953e3, 1e3),
        ("0.12 bits/sec", 0.12, 0.01),
        ("112 MBytes/sec", 112.0 * 8.0 * 1_048_576.0, 8_388_608.0),
        ("1.10 GBytes/sec", 1.10 * 8.0 * 1_073_741_824.0, 0.08 * 1_073_741_824.0),
        ("114688 KBytes/sec", 114_688.0 * 8_192.0, 8_192.0),
    ] {
        let lines = format!("[  4]   0.00-1.00   sec   112 MBytes  {printed}   12             sender\n");
        let output = parse(text(TCP, &lines).as_bytes());
        let sample = output.tests[0].samples.iter().find(|it| it.quantity == Quantity::Bandwidth).unwrap();
        assert!((sample.value - rate).abs() <= rate * 1e-15, "{printed}: {}", sample.value);
        assert!((sample.step.unwrap() - step).abs() <= step * 1e-12, "{printed}: {:?}", sample.step);
        assert_eq!(run(&output, Quantity::Bytes, End::Sender), [117_440_512.0]);
        assert_eq!(run(&output, Quantity::Retransmits, End::Sender), [12.0]);
    }
}

#[test]
fn text_of_udp_before_3_7_has_one_line_for_both_ends() {
    let lines =
        "[  4]   0.00-1.00   sec  1.19 MBytes  10.0 Mbits/sec  0.005 ms  22/382 (5.8%)  \n[  4] Sent 382 datagrams\n";
    let output = parse(text(UDP, lines).as_bytes());
    assert_eq!(run(&output, Quantity::Bandwidth, End::Sender), [1e7]);
    assert_eq!(run(&output, Quantity::Lost, End::Receiver), [22.0]);
    assert_eq!(run(&output, Quantity::Loss, End::Receiver), [5.8]);
    assert_eq!(output.unknown.count, 0, "{:?}", output.unknown);
}

#[test]
fn what_cannot_be_fails_the_run() {
    for (header, line, kind) in [
        (TCP, "[  4]   0.00-1.00   sec  0.00 Bytes  0.00 bits/sec                  receiver", FailureKind::NoValue),
        (TCP, "[  4]   0.00-1.00   sec  3.71 GBytes  0.00 TBytes/sec   22             sender", FailureKind::BadValue),
        (TCP, "[  4]   0.00-1.00   sec  3.71 GBytes  nan Gbits/sec   22             sender", FailureKind::BadValue),
        (TCP, "[  4]   0.00-1.00   sec  3.71 GBytes  -31.7 Gbits/sec   22             sender", FailureKind::BadValue),
        (TCP, "[  4]   0.00-1.00   sec  3.71 GBytes  31.7 Gbits/sec   22  iperf3: warn  sender", FailureKind::BadValue),
        (
            UDP,
            "[  4]   0.00-1.00   sec  1.19 MBytes  10.0 Mbits/sec  0.005 ms  382/382 (1e+02%)  ",
            FailureKind::AllLost,
        ),
        (UDP, "[  4]   0.00-1.00   sec  1.19 MBytes  10.0 Mbits/sec  0.000 ms  0/0 (-nan%)  ", FailureKind::AllLost),
        (UDP, "[  4]   0.00-1.00   sec  0.00 Bytes  0.00 bits/sec  0.000 ms  0/0 (0%)  receiver", FailureKind::AllLost),
        (
            UDP,
            "[  4]   0.00-1.00   sec  1.19 MBytes  10.0 Mbits/sec  0.005 ms  -3/382 (-0.79%)  ",
            FailureKind::BadValue,
        ),
        (UDP, "[  4]   0.00-1.00   sec  1.19 MBytes  10.0 Mbits/sec  0.005 ms  22/382 (58%)  ", FailureKind::BadValue),
    ] {
        fails(&text(header, &format!("{line}\n")), kind);
    }
}

#[test]
fn a_client_that_does_not_say_it_is_done_was_cut_off() {
    let whole = text(TCP, "[  4]   0.00-1.00   sec   112 MBytes   941 Mbits/sec   12             sender\n");
    fails(whole.trim_end().trim_end_matches("iperf Done."), FailureKind::Truncated);
    fails(HEAD, FailureKind::Truncated);
    let output = parse(format!("{HEAD}{whole}").as_bytes());
    assert_eq!((output.tests.len(), output.failures[0].kind), (1, FailureKind::Truncated));
}

#[test]
fn a_failure_before_another_run_is_not_of_that_run() {
    let done = text(TCP, "[  4]   0.00-1.00   sec   112 MBytes   941 Mbits/sec   12             sender\n");
    let text = format!(
        "$ iperf3 -c a\niperf3: error - unable to connect to server: Connection refused\n# rc=1\n$ iperf3 -c b\n{done}"
    );
    let output = parse(text.as_bytes());
    assert_eq!((output.tests.len(), output.failures.len()), (1, 1));
}

#[test]
fn omitted_intervals_are_told_apart() {
    let intervals = "[ ID] Interval           Transfer     Bitrate         Retr  Cwnd\n\
                     [  5]   0.00-1.00   sec   100 MBytes   839 Mbits/sec   13   1023 KBytes       (omitted)\n\
                     [  5]   0.00-1.00   sec   112 MBytes   941 Mbits/sec   27   1023 KBytes       \n";
    let end = text(TCP, "[  5]   0.00-1.00   sec   112 MBytes   941 Mbits/sec   27             sender\n");
    let output = parse(format!("{HEAD}{intervals}{}", end.trim_start_matches(HEAD)).as_bytes());
    let rates = output.tests[0].samples.iter().filter(|it| it.quantity == Quantity::Bandwidth);
    let rates: Vec<_> = rates.map(|it| (it.span, it.value, it.statistic)).collect();
    assert_eq!(rates[0], (Span::Omitted { start: 0.0, end: 1.0 }, 839e6, Statistic::Mean));
    assert_eq!(rates[1].0, Span::Interval { start: 0.0, end: 1.0 });
    assert_eq!(rates.last().unwrap().0, Span::Run);
}

/// serde_json alone reads this number a unit in the last place too low.
#[test]
fn numbers_are_read_to_the_nearest_there_is() {
    let output = parse(json("", &SUMS.replace("950495049.5", "15945170851.527021"), "").as_bytes());
    assert_eq!(run(&output, Quantity::Bandwidth, End::Receiver), ["15945170851.527021".parse::<f64>().unwrap()]);
}
