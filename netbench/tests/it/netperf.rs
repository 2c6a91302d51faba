//! What is read of netperf's variants, after the formats in its source (nettest_bsd.c, nettest_omni.c, netlib.c).

use pavedroad_netbench::{CpuScope, Direction, End, FailureKind, Output, Quantity, Sample, Statistic, Trip, parse};

fn samples(output: &Output, quantity: Quantity) -> Vec<&Sample> {
    output.tests.iter().flat_map(|test| &test.samples).filter(|it| it.quantity == quantity).collect()
}

fn values(output: &Output, quantity: Quantity) -> Vec<f64> {
    samples(output, quantity).iter().map(|it| it.value).collect()
}

#[track_caller]
fn fails(text: &str, kind: FailureKind) {
    let output = parse(text.as_bytes());
    assert_eq!(output.tests, [], "{text}");
    assert_eq!(output.failures.iter().map(|it| it.kind).collect::<Vec<_>>(), [kind], "{text}");
}

fn banner(title: &str) -> String {
    format!("{title} TEST from 0.0.0.0 (0.0.0.0) port 0 AF_INET to 10.0.0.2 () port 0 AF_INET\n")
}

/// TCP_STREAM's table with a unit and a row.
fn stream(unit: &str, row: &str) -> String {
    format!(
        "{}Recv   Send    Send                          \nSocket Socket  Message  Elapsed              \n\
         Size   Size    Size     Time     Throughput  \nbytes  bytes   bytes    secs.    {unit}/sec  \n\n{row}\n",
        banner("TCP STREAM")
    )
}

#[test]
fn small_letters_count_bits_by_1000_and_capitals_bytes_by_1024() {
    for (unit, value) in [
        ("10^3bits", 1_234_560.0),
        ("10^6bits", 1_234_560_000.0),
        ("10^9bits", 1_234_560_000_000.0),
        ("KBytes", 1_234.56 * 8.0 * 1_024.0),
        ("MBytes", 1_234.56 * 8.0 * 1_048_576.0),
        ("GBytes", 1_234.56 * 8.0 * 1_073_741_824.0),
    ] {
        let output = parse(stream(unit, " 87380  16384  16384    10.00    1234.56   ").as_bytes());
        assert_eq!(values(&output, Quantity::Bandwidth), [value], "{unit}");
    }
    fails(&stream("furlongs", " 87380  16384  16384    10.00    1234.56   "), FailureKind::Truncated);
}

#[test]
fn a_row_that_is_none_of_its_table_is_no_number() {
    for row in [
        " 87380  16384  16384    10.00   ",
        " 87380  16384  16384    10.00    1234.56   1",
        " 87380  16384  16384    10.00    -1234.56",
        " 87380  16384  x        10.00    1234.56",
        " 87380  16384  16384    10.00    nan",
        " 87380  16384  16384    10.00    1234.5.6",
    ] {
        let output = parse(format!("{}# rc=0\n", stream("10^6bits", row)).as_bytes());
        assert_eq!((output.tests.len(), output.failures.len()), (0, 1), "{row}");
    }
    fails(&stream("10^6bits", " 87380  16384  16384    10.00       0.00   "), FailureKind::NoValue);
    fails(stream("10^6bits", " 87380  16384  16384    10.00    1234.56").trim_end(), FailureKind::Truncated);
}

#[test]
fn minus_one_was_not_measured() {
    let text = "Recv   Send    Send                          Utilization       Service Demand\n\
                Socket Socket  Message  Elapsed              Send     Recv     Send    Recv\n\
                Size   Size    Size     Time     Throughput  local    remote   local   remote\n\
                bytes  bytes   bytes    secs.    10^6bits/s  % S      % U      us/KB   us/KB\n\n \
                87380  16384   4096    10.00      9591.78   1.18     -1.00    1.024   -1.000  \n";
    let output = parse(format!("{}{text}", banner("MIGRATED TCP STREAM")).as_bytes());
    let [cpu] = samples(&output, Quantity::CpuUtilization(CpuScope::Node))[..] else { panic!("{output:?}") };
    assert_eq!((cpu.value, cpu.end), (1.18, Some(End::Local)));
    assert_eq!(values(&output, Quantity::CpuCost(CpuScope::Node)), [1.0]);
    for put in ["-2.00", "101.00"] {
        let text = format!("{}{}", banner("MIGRATED TCP STREAM"), text.replace("-1.00 ", &format!("{put} ")));
        assert_eq!(parse(text.as_bytes()).tests, [], "{put}");
    }
}

#[test]
fn the_first_line_names_the_test_and_its_direction() {
    for (title, name, direction) in [
        ("MIGRATED TCP STREAM", "TCP_STREAM", Direction::ToServer),
        ("TCP STREAM", "TCP_STREAM", Direction::ToServer),
        ("TCP SENDFILE", "TCP_SENDFILE", Direction::ToServer),
        ("MIGRATED TCP MAERTS", "TCP_MAERTS", Direction::ToClient),
        ("MIGRATED SCTP STREAM", "SCTP_STREAM", Direction::ToServer),
    ] {
        let text = stream("10^6bits", " 87380  16384  16384    10.00    1234.56")
            .replace(&banner("TCP STREAM"), &banner(title));
        let output = parse(text.as_bytes());
        assert_eq!(output.tests[0].name, name);
        assert_eq!(output.tests[0].target.as_deref(), Some("10.0.0.2"), "{title}");
        assert_eq!(samples(&output, Quantity::Bandwidth)[0].direction, Some(direction), "{title}");
    }
    for (title, name) in [
        ("TCP REQUEST/RESPONSE", "TCP_RR"),
        ("MIGRATED UDP REQUEST/RESPONSE", "UDP_RR"),
        ("MIGRATED TCP Connect/Request/Response", "TCP_CRR"),
    ] {
        let table = "Local /Remote\nSocket Size   Request  Resp.   Elapsed  Trans.\nSend   Recv   Size     Size    Time     Rate         \n\
                     bytes  Bytes  bytes    bytes   secs.    per sec   \n\n16384  131072 1        1       1.00     11153.14   \n";
        let output = parse(format!("{}{table}", banner(title)).as_bytes());
        assert_eq!(output.tests[0].name, name);
        assert_eq!(values(&output, Quantity::TransactionRate), [11_153.14], "{title}");
    }
}

#[test]
fn a_stream_of_datagrams_has_two_rows() {
    let table = "Socket  Message  Elapsed      Messages                \nSize    Size     Time         Okay Errors   Throughput\n\
                 bytes   bytes    secs            #      #   10^6bits/sec\n\n212992   65507   10.00      144710      3    7583.56\n";
    let both =
        format!("{}{table}212992           10.00          32              1.68\n\n", banner("UDP UNIDIRECTIONAL SEND"));
    let output = parse(both.as_bytes());
    let rates: Vec<_> = samples(&output, Quantity::Bandwidth).iter().map(|it| (it.end, it.value)).collect();
    assert_eq!(rates, [(Some(End::Sender), 7_583_560_000.0), (Some(End::Receiver), 1_680_000.0)]);
    assert_eq!(values(&output, Quantity::Errors), [3.0]);
    fails(&format!("{}{table}", banner("UDP UNIDIRECTIONAL SEND")), FailureKind::Truncated);
    fails(&both.replace("    32              1.68", "     0              0.00"), FailureKind::AllLost);
}

#[test]
fn latencies_are_round_trips_of_transactions_and_nothing_of_streams() {
    let keys = "MIN_LATENCY=10\nMEAN_LATENCY=12.39\nP99_LATENCY=25\nTHROUGHPUT=1.00\nTHROUGHPUT_UNITS=10^6bits/s\n";
    let output = parse(format!("{}{keys}", banner("OMNI Send|Recv")).as_bytes());
    let read: Vec<_> = samples(&output, Quantity::Latency).iter().map(|it| (it.statistic, it.trip, it.value)).collect();
    let trip = Some(Trip::RoundTrip);
    let percentile = Statistic::Percentile(99_000);
    assert_eq!(
        read,
        [(Statistic::Min, trip, 10_000.0), (Statistic::Mean, trip, 12_390.0), (percentile, trip, 25_000.0)]
    );
    for title in ["OMNI Send", "MIGRATED TCP STREAM", "MIGRATED TCP MAERTS"] {
        let output = parse(format!("{}{keys}", banner(title)).as_bytes());
        assert_eq!((samples(&output, Quantity::Latency).len(), output.tests.len()), (0, 1), "{title}");
        assert_eq!(output.tests[0].settings["MEAN_LATENCY"], "12.39", "{title}");
    }
    fails("MEAN_LATENCY=12.39\n", FailureKind::NoValue);
    fails("THROUGHPUT=12.39\n", FailureKind::NoValue);
    assert_eq!(values(&parse(b"MEAN_LATENCY=12.39\nDIRECTION=Send|Recv\n"), Quantity::Latency), [12_390.0]);
}

#[test]
fn service_demands_need_their_unit() {
    for (units, quantity, value) in [
        ("usec/KB", Quantity::CpuCost(CpuScope::Node), 0.5),
        ("usec/Tran", Quantity::CpuPerTransaction(CpuScope::Node), 512.0),
    ] {
        let text = format!("{}LOCAL_SD=0.512\nREMOTE_SD=-1.000\nSD_UNITS={units}\n", banner("OMNI Send|Recv"));
        assert_eq!(values(&parse(text.as_bytes()), quantity), [value], "{units}");
    }
    fails(&format!("{}LOCAL_SD=0.512\n", banner("OMNI Send|Recv")), FailureKind::NoValue);
}

#[test]
fn repeated_names_are_repeated_runs() {
    let output = parse(b"TRANSACTION_RATE=1.000\nTRANSACTION_RATE=2.000\n");
    assert_eq!((output.tests.len(), values(&output, Quantity::TransactionRate)), (2, vec![1.0, 2.0]));
}

#[test]
fn csv_is_read_by_its_titles() {
    let titles = "Throughput,Throughput Units,Mean Latency Microseconds,Command Line\n";
    let head = format!("{}{titles}", banner("OMNI Send|Recv"));
    let output = parse(format!("{head}80500.61,Trans/s,12.39,\"netperf -- -o throughput,mean_latency\"\n").as_bytes());
    assert_eq!(values(&output, Quantity::TransactionRate), [80_500.61]);
    assert_eq!(values(&output, Quantity::Latency), [12_390.0]);
    fails(&format!("{head}80500.61,Trans/s,12.39\n"), FailureKind::BadValue);
    fails(&format!("{head}80500.61,Trans/s,12.39,x"), FailureKind::Truncated);
    fails(&head, FailureKind::Truncated);
    let one = parse(format!("{}Transaction Rate Tran/s\n2.500\n", banner("OMNI Send|Recv")).as_bytes());
    assert_eq!(values(&one, Quantity::TransactionRate), [2.5]);
}

#[test]
fn what_it_says_instead_of_numbers_is_a_failure() {
    for (said, kind) in [
        (
            "establish control: are you sure there is a netserver listening on 10.0.0.2 at port 12865?\n\
             establish_control could not establish the control connection from 0.0.0.0 port 0 address family AF_UNSPEC to \
             10.0.0.2 port 12865 address family AF_INET",
            FailureKind::NoConnection,
        ),
        ("establish_control: could not resolve host 'nosuch' port '12865' af AF_UNSPEC", FailureKind::NoConnection),
    ] {
        fails(&format!("$ netperf -H 10.0.0.2\n{said}\n# rc=255\n"), kind);
    }
    for (said, kind) in [
        ("netperf: send_omni: connect_data_socket failed: Connection refused", FailureKind::NoConnection),
        ("recv_response: partial response received: 0 bytes", FailureKind::ToolError),
        ("udp_send: data send error: Message too long", FailureKind::ToolError),
        ("netperf: remote error 111", FailureKind::ToolError),
    ] {
        fails(&format!("{}{said}\n# rc=1\n", banner("MIGRATED UDP STREAM")), kind);
    }
    fails(&format!("{}# rc=0\n", banner("MIGRATED TCP STREAM")), FailureKind::NoValue);
    fails(&banner("MIGRATED TCP STREAM"), FailureKind::Truncated);
}
