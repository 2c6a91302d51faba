//! The output selectors of the omni tests, by their names and their titles.

/// One number or word that netperf can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Selector(&'static str);

/// Names as `-k` writes them, and titles as `-o` does and as `-O` spreads over four lines (`print_omni_init_list` in
/// nettest_omni.c).
const SELECTORS: [(&str, &str); 49] = [
    ("COMMAND_LINE", "Command Line"),
    ("CONFIDENCE_ITERATION", "Confidence Iterations Run"),
    ("CONFIDENCE_LEVEL", "Confidence Level Percent"),
    ("DEST_ADDR", "Destination Address"),
    ("DIRECTION", "Direction"),
    ("ELAPSED_TIME", "Elapsed Time (sec)"),
    ("LOCAL_CONG_CONTROL", "Local Congestion Control Algorithm"),
    ("LOCAL_CPU_CONFID", "Local CPU Confidence Width (%)"),
    ("LOCAL_CPU_PERCENT_IOWAIT", "Local CPU I/O %"),
    ("LOCAL_CPU_PERCENT_SYSTEM", "Local CPU System %"),
    ("LOCAL_CPU_PERCENT_USER", "Local CPU User %"),
    ("LOCAL_CPU_UTIL", "Local CPU Util %"),
    ("LOCAL_RECV_THROUGHPUT", "Local Recv Throughput"),
    ("LOCAL_SD", "Local Service Demand"),
    ("LOCAL_SEND_SIZE", "Local Send Size"),
    ("LOCAL_SEND_THROUGHPUT", "Local Send Throughput"),
    ("LOCAL_TRANSPORT_RETRANS", "Local Transport Retransmissions"),
    ("LSR_SIZE_END", "Local Recv Socket Size Final"),
    ("LSS_SIZE_END", "Local Send Socket Size Final"),
    ("MAX_LATENCY", "Maximum Latency Microseconds"),
    ("MEAN_LATENCY", "Mean Latency Microseconds"),
    ("MIN_LATENCY", "Minimum Latency Microseconds"),
    ("P50_LATENCY", "50th Percentile Latency Microseconds"),
    ("P90_LATENCY", "90th Percentile Latency Microseconds"),
    ("P99_LATENCY", "99th Percentile Latency Microseconds"),
    ("PROTOCOL", "Protocol"),
    ("REMOTE_CONG_CONTROL", "Remote Congestion Control Algorithm"),
    ("REMOTE_CPU_CONFID", "Remote CPU Confidence Width (%)"),
    ("REMOTE_CPU_PERCENT_IOWAIT", "Remote CPU I/O %"),
    ("REMOTE_CPU_PERCENT_SYSTEM", "Remote CPU System %"),
    ("REMOTE_CPU_PERCENT_USER", "Remote CPU User %"),
    ("REMOTE_CPU_UTIL", "Remote CPU Util %"),
    ("REMOTE_RECV_THROUGHPUT", "Remote Recv Throughput"),
    ("REMOTE_SD", "Remote Service Demand"),
    ("REMOTE_SEND_SIZE", "Remote Send Size"),
    ("REMOTE_SEND_THROUGHPUT", "Remote Send Throughput"),
    ("REMOTE_TRANSPORT_RETRANS", "Remote Transport Retransmissions"),
    ("REQUEST_SIZE", "Request Size Bytes"),
    ("RESPONSE_SIZE", "Response Size Bytes"),
    ("RSR_SIZE_END", "Remote Recv Socket Size Final"),
    ("RSS_SIZE_END", "Remote Send Socket Size Final"),
    ("RT_LATENCY", "Round Trip Latency usec/tran"),
    ("SD_UNITS", "Service Demand Units"),
    ("STDDEV_LATENCY", "Stddev Latency Microseconds"),
    ("THROUGHPUT", "Throughput"),
    ("THROUGHPUT_CONFID", "Throughput Confidence Width (%)"),
    ("THROUGHPUT_UNITS", "Throughput Units"),
    ("TRANSACTION_RATE", "Transaction Rate Tran/s"),
    ("TRANSPORT_MSS", "Transport MSS bytes"),
];

impl Selector {
    /// The one of that name, in letters of any case as in the command.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let found = SELECTORS.iter().find(|(it, _)| it.eq_ignore_ascii_case(name))?;
        Some(Self(found.0))
    }

    /// The one of that title.
    pub(crate) fn titled(title: &str) -> Option<Self> {
        SELECTORS.iter().find(|(_, it)| *it == title).map(|(name, _)| Self(name))
    }

    pub(crate) const fn name(self) -> &'static str {
        self.0
    }
}
