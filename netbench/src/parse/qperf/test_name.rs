//! The tests of qperf, by name.

use crate::output::{Test, Transport};
use crate::sample::Trip;

/// The name of one of qperf's tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TestName(&'static str);

/// All of them, sorted (`Tests` in `src/qperf.c`).
const NAMES: [&str; 36] = [
    "conf",
    "quit",
    "rc_bi_bw",
    "rc_bw",
    "rc_compare_swap_mr",
    "rc_fetch_add_mr",
    "rc_lat",
    "rc_rdma_read_bw",
    "rc_rdma_read_lat",
    "rc_rdma_write_bw",
    "rc_rdma_write_lat",
    "rc_rdma_write_poll_lat",
    "rds_bw",
    "rds_lat",
    "sctp_bw",
    "sctp_lat",
    "sdp_bw",
    "sdp_lat",
    "tcp_bw",
    "tcp_lat",
    "uc_bi_bw",
    "uc_bw",
    "uc_lat",
    "uc_rdma_write_bw",
    "uc_rdma_write_lat",
    "uc_rdma_write_poll_lat",
    "ud_bi_bw",
    "ud_bw",
    "ud_lat",
    "udp_bw",
    "udp_lat",
    "ver_rc_compare_swap",
    "ver_rc_fetch_add",
    "xrc_bi_bw",
    "xrc_bw",
    "xrc_lat",
];

/// What a test measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measures {
    Latency,
    Bandwidth,
    MessageRate,
    Nothing,
}

impl TestName {
    /// The name that a line gives: `tcp_lat:` and nothing else.
    pub(super) fn of_line(line: &str) -> Option<Self> {
        let name = line.trim().strip_suffix(':')?;
        NAMES.into_iter().find(|known| *known == name).map(Self)
    }

    /// A test of this name, without values.
    pub(super) fn test(self) -> Test {
        let mut test = Test::new(self.0);
        test.transport = match self.0.split_once('_').map(|(first, _)| first) {
            Some("tcp") => Some(Transport::Tcp),
            Some("udp") => Some(Transport::Udp),
            Some("sctp") => Some(Transport::Sctp),
            Some("sdp") => Some(Transport::Sdp),
            Some("rds") => Some(Transport::Rds),
            Some(_) => Some(Transport::Rdma),
            None => None,
        };
        test
    }

    pub(super) fn measures(self) -> Measures {
        match self.0.rsplit('_').next() {
            Some("lat") => Measures::Latency,
            Some("bw") => Measures::Bandwidth,
            Some("conf" | "quit") => Measures::Nothing,
            _ => Measures::MessageRate,
        }
    }

    /// Of which way a latency is. qperf divides the time by the messages that both ends received, which is half a round
    /// trip; but an RDMA read is received by the reader alone, so it counts there and back.
    pub(super) fn trip(self) -> Trip {
        if self.0 == "rc_rdma_read_lat" { Trip::RoundTrip } else { Trip::OneWay }
    }

    /// Whether no other program prints it, as it may `conf:` and `quit:`.
    pub(super) fn is_of_qperf_alone(self) -> bool {
        self.measures() != Measures::Nothing
    }

    /// Whether it is `conf`, which describes the two ends.
    pub(super) fn is_configuration(self) -> bool {
        self.0 == "conf"
    }

    /// Whether it is `quit`, which ends the server and prints no value.
    pub(super) fn is_quit(self) -> bool {
        self.0 == "quit"
    }
}
