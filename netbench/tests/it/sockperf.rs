//! What is read of sockperf's variants that no sample shows, after the formats in its source (client.cpp).

use pavedroad_netbench::{FailureKind, Output, Quantity, Statistic, Trip, parse};

fn value(output: &Output, quantity: Quantity, statistic: Statistic) -> Option<f64> {
    let mut samples = output.tests.iter().flat_map(|test| &test.samples);
    samples.find(|it| (it.quantity, it.statistic) == (quantity, statistic)).map(|it| it.value)
}

#[track_caller]
fn fails(text: &str, kind: FailureKind) {
    let output = parse(text.as_bytes());
    assert_eq!(output.tests, [], "{text}");
    assert_eq!(output.failures.iter().map(|it| it.kind).collect::<Vec<_>>(), [kind], "{text}");
}

const VERSION: &str = "sockperf: == version #3.10-0.git == \n";

/// A run of latencies, with its average and its summary.
fn latencies(average: &str, summary: &str) -> String {
    format!(
        "{VERSION}sockperf: [Valid Duration] RunTime=0.550 sec; SentMessages=10; ReceivedMessages=10\nsockperf: {average}\n\
         sockperf: # dropped messages = 1; # duplicated messages = 2; # out-of-order messages = 3\nsockperf: {summary}\n\
         sockperf: Total 10 observations; each percentile contains 0.10 observations\n\
         sockperf: ---> <MAX> observation =   12.345\nsockperf: ---> percentile 99.900 =   12.345\n\
         sockperf: ---> percentile 50.00 =    7.000\nsockperf: ---> <MIN> observation =    5.473\n"
    )
}

#[test]
fn the_average_says_which_way_the_percentiles_are_of() {
    for (average, summary, trip) in [
        ("====> avg-latency=7.295 (std-dev=3.442)", "Summary: Latency is 7.295 usec", Trip::OneWay),
        ("====> avg-lat=  7.295 (std-dev=3.442)", "Summary: Latency is 7.295 usec", Trip::OneWay),
        ("====> avg-rtt=7.295 (std-dev=3.442)", "Summary: Round trip is 7.295 usec", Trip::RoundTrip),
        (
            "====> avg-rtt=7.295 (std-dev=3.442, mean-ad=1.000, median-ad=0.500, siqr=0.250, cv=0.472, std-error=1.088, \
             99.0% ci=[4.491, 10.099])",
            "Summary: Round trip of burst of 5 messages is 7.295 usec",
            Trip::RoundTrip,
        ),
    ] {
        let output = parse(latencies(average, summary).as_bytes());
        assert_eq!(output.failures, [], "{average}");
        let of = output.tests[0].samples.iter().filter(|it| it.quantity == Quantity::Latency);
        assert!(of.clone().all(|it| it.trip == Some(trip)), "{average}");
        assert_eq!(of.count(), 6, "{average}");
        assert_eq!(value(&output, Quantity::Latency, Statistic::Mean), Some(7_295.0), "{average}");
        assert_eq!(value(&output, Quantity::Latency, Statistic::StandardDeviation), Some(3_442.0), "{average}");
        assert_eq!(value(&output, Quantity::Latency, Statistic::MEDIAN), Some(7_000.0), "{average}");
        assert_eq!(value(&output, Quantity::Duplicates, Statistic::Total), Some(2.0), "{average}");
    }
}

#[test]
fn an_average_and_a_summary_that_differ_are_no_number() {
    let one_way = "====> avg-latency=7.295 (std-dev=3.442)";
    for summary in [
        "Summary: Latency is 7.296 usec",
        "Summary: Round trip is 7.295 usec",
        "Summary: Latency is nan usec",
        "Summary: Latency is -7.295 usec",
        "Summary: Latency is 7.295 msec",
    ] {
        fails(&latencies(one_way, summary), FailureKind::BadValue);
    }
    let summary = "Summary: Latency is 7.295 usec";
    for average in [
        "====> avg-latency=-7.295 (std-dev=3.442)",
        "====> avg-latency=7.295 (std-dev=-nan)",
        "====> avg-x=1 (std-dev=1)",
    ] {
        fails(&latencies(average, summary), FailureKind::BadValue);
    }
}

#[test]
fn mbps_are_eight_times_mebibytes() {
    for (printed, bits) in [
        ("5.625 MBps (44.997 Mbps)", 44.997 * 1_048_576.0),
        ("1.123456789 MBps (8.987654312 Mbps)", 8.987_654_312 * 1_048_576.0),
        ("1.100 GBps (8.800 Gbps)", 8_800.0 * 1_048_576.0),
    ] {
        let text = format!(
            "{VERSION}sockperf: Summary: Message Rate is 421278 [msg/sec]\nsockperf: Summary: BandWidth is {printed}\n"
        );
        let output = parse(text.as_bytes());
        let read = value(&output, Quantity::Bandwidth, Statistic::Mean).unwrap();
        assert!((read - bits).abs() < 1e-3, "{printed}: {read}");
        assert_eq!(value(&output, Quantity::MessageRate, Statistic::Mean), Some(421_278.0), "{printed}");
    }
    for printed in ["5.625 MBps (5.625 Mbps)", "5.625 MBps (44.997 Gbps)", "nan MBps (nan Mbps)", "5.625 MBps"] {
        let text = format!("{VERSION}sockperf: Summary: BandWidth is {printed}\n");
        fails(&text, FailureKind::BadValue);
    }
}

#[test]
fn what_it_says_instead_of_numbers_is_a_failure() {
    for (said, kind) in [
        ("ERROR: Can`t connect socket (errno=111 Connection refused)", FailureKind::NoConnection),
        ("ERROR: Can`t bind socket, IP to bind: 10.0.0.1:11111", FailureKind::ToolError),
        ("No messages were received from the server. Is the server down?", FailureKind::AllLost),
        ("No valid observations found. Try tune parameters: --time/--mps/--reply-every", FailureKind::NoValue),
        ("Test end before test start. Ending statistics early", FailureKind::NoValue),
    ] {
        fails(&format!("{VERSION}sockperf: {said}\n# rc=0\n"), kind);
    }
    fails(&format!("{VERSION}sockperf: Starting test...\n# rc=0\n"), FailureKind::NoValue);
    fails(&format!("{VERSION}sockperf: Starting test...\n"), FailureKind::Truncated);
    let whole = latencies("====> avg-latency=7.295 (std-dev=3.442)", "Summary: Latency is 7.295 usec");
    fails(whole.rsplit_once("sockperf: ").unwrap().0, FailureKind::Truncated);
}

#[test]
fn several_servers_are_several_tests() {
    let one = latencies("====> avg-latency=7.295 (std-dev=3.442)", "Summary: Latency is 7.295 usec");
    let one = one.strip_prefix(VERSION).unwrap();
    let part = |number| format!("sockperf: ========= Printing statistics for Server No: {number}\n{one}");
    let output = parse(format!("{VERSION}{}{}", part(0), part(1)).as_bytes());
    assert_eq!(output.failures, []);
    let numbers: Vec<_> = output.tests.iter().map(|test| test.settings["server_number"].as_str()).collect();
    assert_eq!(numbers, ["0", "1"]);
}
