//! What a tool's output says as a whole.

use std::collections::BTreeMap;
use std::fmt;

use crate::sample::Sample;

/// Everything that was read from one text: never an error, since a text that says nothing is an answer too.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Output {
    /// Whose output it is; none where no line was recognised.
    pub tool: Option<Tool>,
    /// The tests that gave numbers, in the order of the text; each point of a sweep is one.
    pub tests: Vec<Test>,
    /// The tests that gave none, and whatever else says that something failed, in the order of their lines.
    pub failures: Vec<Failure>,
    /// What the text says of the ends and the settings: `version`, `kernel`, `mss`, `congestion`, `command` and so on.
    pub settings: BTreeMap<String, String>,
    /// The lines nobody here understands.
    pub unknown: UnknownLines,
}

impl Output {
    /// What a text without a word gives.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            tool: None,
            tests: Vec::new(),
            failures: Vec::new(),
            settings: BTreeMap::new(),
            unknown: UnknownLines { count: 0, first: Vec::new() },
        }
    }
}

impl Default for Output {
    fn default() -> Self {
        Self::new()
    }
}

/// One test of a run, and its numbers.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Test {
    /// The tool's name of it: `tcp_lat`, `ping`, `TCP_RR`.
    pub name: String,
    /// What carried the data, where the tool says so.
    pub transport: Option<Transport>,
    /// The size of the messages, in bytes, where the tool says so. A ping's is its payload.
    pub message_size: Option<u64>,
    /// The host that was asked, where the tool says so.
    pub target: Option<String>,
    /// What the text says of its settings and not as a number of a [`Sample`]: `time` = `1 sec`.
    pub settings: BTreeMap<String, String>,
    /// Its numbers, in the order of the text.
    pub samples: Vec<Sample>,
}

impl Test {
    /// A test of this name, of which nothing else is known yet.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            transport: None,
            message_size: None,
            target: None,
            settings: BTreeMap::new(),
            samples: Vec::new(),
        }
    }
}

/// Which tool wrote a text. Implementations of ping are told apart, since their numbers are not made alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Tool {
    /// qperf.
    Qperf,
    /// ping, of an implementation that its text does not tell.
    Ping,
    /// ping of iputils, as on most Linux systems.
    PingIputils,
    /// ping of BusyBox.
    PingBusyBox,
    /// ping of GNU inetutils.
    PingInetutils,
    /// ping of macOS and the BSDs.
    PingBsd,
    /// iperf3.
    Iperf3,
    /// sockperf.
    Sockperf,
    /// netperf.
    Netperf,
    /// fping.
    Fping,
}

/// What carried the data of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Transport {
    /// TCP.
    Tcp,
    /// UDP.
    Udp,
    /// SCTP.
    Sctp,
    /// ICMP or ICMPv6.
    Icmp,
    /// The Sockets Direct Protocol.
    Sdp,
    /// Reliable Datagram Sockets.
    Rds,
    /// RDMA, of any kind.
    Rdma,
}

/// A test that gave no number, or gave one that must not be believed, and the line that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Failure {
    /// What went wrong.
    pub kind: FailureKind,
    /// The test it befell, where the text says so.
    pub test: Option<String>,
    /// The host that was asked, where the text says so.
    pub target: Option<String>,
    /// The line, from 1; none in JSON, which has no lines.
    pub line: Option<u32>,
    /// What the text says, as it stands there, or what it lacks; at most [`UnknownLines::LONGEST`] bytes of it.
    pub text: String,
}

/// How a test failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FailureKind {
    /// No connection: refused, unreachable, timed out, unknown host.
    NoConnection,
    /// The tool says that it failed, for another reason.
    ToolError,
    /// A test was begun and its value never came.
    NoValue,
    /// A value stands there that is no number, or not one that can be.
    BadValue,
    /// Every packet was lost.
    AllLost,
    /// Packets came back, but without time stamps (a ping of fewer than 16 bytes).
    NoTime,
    /// The text begins or ends in the middle.
    Truncated,
    /// Two tools wrote the text, and nobody can tell which line is whose.
    TwoTools,
    /// Two runs of one tool wrote the text at once, and nobody can tell which line is whose.
    TwoRuns,
}

/// Lines that nobody here understands: how many, and the first of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownLines {
    /// How many there are.
    pub count: u64,
    /// The first [`KEPT`](Self::KEPT) of them with their numbers, each cut to [`LONGEST`](Self::LONGEST) bytes.
    pub first: Vec<(u32, String)>,
}

impl UnknownLines {
    /// How many lines are kept.
    pub const KEPT: usize = 20;

    /// How much of a line is kept, in bytes.
    pub const LONGEST: usize = 200;
}

impl Tool {
    /// Its name: `qperf`, `ping (iputils)`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Qperf => "qperf",
            Self::Ping => "ping",
            Self::PingIputils => "ping (iputils)",
            Self::PingBusyBox => "ping (BusyBox)",
            Self::PingInetutils => "ping (inetutils)",
            Self::PingBsd => "ping (BSD)",
            Self::Iperf3 => "iperf3",
            Self::Sockperf => "sockperf",
            Self::Netperf => "netperf",
            Self::Fping => "fping",
        }
    }
}

impl Tool {
    /// Its name without the implementation: `ping` for all of them.
    #[must_use]
    pub const fn family(self) -> &'static str {
        match self {
            Self::Ping | Self::PingIputils | Self::PingBusyBox | Self::PingInetutils | Self::PingBsd => "ping",
            _ => self.name(),
        }
    }
}

impl FailureKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::NoConnection,
        Self::ToolError,
        Self::NoValue,
        Self::BadValue,
        Self::AllLost,
        Self::NoTime,
        Self::Truncated,
        Self::TwoTools,
        Self::TwoRuns,
    ];

    /// Its code, for programs: lower case words joined by `-`. It never changes.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoConnection => "no-connection",
            Self::ToolError => "tool-error",
            Self::NoValue => "no-value",
            Self::BadValue => "bad-value",
            Self::AllLost => "all-lost",
            Self::NoTime => "no-time",
            Self::Truncated => "truncated",
            Self::TwoTools => "two-tools",
            Self::TwoRuns => "two-runs",
        }
    }
}

impl fmt::Display for Tool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
