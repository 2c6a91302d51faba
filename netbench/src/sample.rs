//! One number of a tool's output, with what it means.

use std::fmt;

/// One number that a tool printed, and everything that says what it means. Two samples may be compared only if all of
/// it agrees but [`value`](Self::value), [`step`](Self::step) and [`line`](Self::line).
///
/// # Examples
/// ```
/// use pavedroad_netbench::{Quantity, Sample, Statistic, Trip};
///
/// // What qperf means by `latency = 54.6 us`: the mean of half a round trip.
/// let latency = Sample::new(Quantity::Latency, 54_600.0, Statistic::Mean).with_trip(Trip::OneWay).with_step(100.0);
/// assert_eq!(latency.quantity.unit().symbol(), "ns");
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Sample {
    /// What was measured.
    pub quantity: Quantity,
    /// The number, in the [`unit`](Quantity::unit) of its quantity. Always finite.
    pub value: f64,
    /// The least difference that the tool's print can show at this number, in the same unit: 100 ns for `54.6 us`.
    /// None where the number has all its digits.
    pub step: Option<f64>,
    /// What the number says of its observations.
    pub statistic: Statistic,
    /// For latencies: of which way. None where that has no meaning.
    pub trip: Option<Trip>,
    /// Which way the data went, where the tool says so.
    pub direction: Option<Direction>,
    /// Which end counted it, where the tool says so.
    pub end: Option<End>,
    /// The stream (socket) of several it is about, as the tool numbers them; none for all of them together.
    pub stream: Option<u32>,
    /// Which part of the run it is about.
    pub span: Span,
    /// The line of the text it stands in, from 1; none in JSON, which has no lines.
    pub line: Option<u32>,
}

impl Sample {
    /// A number of a whole run, with nothing else said of it.
    #[must_use]
    pub const fn new(quantity: Quantity, value: f64, statistic: Statistic) -> Self {
        Self {
            quantity,
            value,
            step: None,
            statistic,
            trip: None,
            direction: None,
            end: None,
            stream: None,
            span: Span::Run,
            line: None,
        }
    }

    /// The same, with the least difference its print can show.
    #[must_use]
    pub const fn with_step(mut self, step: f64) -> Self {
        self.step = Some(step);
        self
    }

    /// The same, seen in that line.
    #[must_use]
    pub const fn at_line(mut self, line: u32) -> Self {
        self.line = Some(line);
        self
    }

    /// The same, of that part of the run.
    #[must_use]
    pub const fn with_span(mut self, span: Span) -> Self {
        self.span = span;
        self
    }

    /// The same, of data that went that way.
    #[must_use]
    pub const fn with_direction(mut self, direction: Direction) -> Self {
        self.direction = Some(direction);
        self
    }

    /// The same, as that end counted it.
    #[must_use]
    pub const fn with_end(mut self, end: End) -> Self {
        self.end = Some(end);
        self
    }

    /// The same, of one stream of several.
    #[must_use]
    pub const fn with_stream(mut self, stream: u32) -> Self {
        self.stream = Some(stream);
        self
    }

    /// The same, of one way or a round trip.
    #[must_use]
    pub const fn with_trip(mut self, trip: Trip) -> Self {
        self.trip = Some(trip);
        self
    }
}

/// What a number measures. The unit belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Quantity {
    /// Time a message or packet takes, over the [`Trip`] of its sample.
    Latency,
    /// How much latency varies, as the tool defines it (iperf3: RFC 1889's estimate).
    Jitter,
    /// Data per time.
    Bandwidth,
    /// Messages or packets per time.
    MessageRate,
    /// Requests with their answers per time.
    TransactionRate,
    /// Processor time per wall-clock time.
    CpuUtilization(CpuScope),
    /// The part of it in user space.
    CpuUser(CpuScope),
    /// The part of it in the kernel; qperf takes what a hypervisor stole with it.
    CpuSystem(CpuScope),
    /// The part of it in interrupts, soft ones included.
    CpuInterrupts(CpuScope),
    /// The part of it that waited for storage.
    CpuIoWait(CpuScope),
    /// Processor time used. Of all cores together, so for the whole node its scope is [`CpuScope::Node`].
    CpuTime(CpuScope),
    /// Processor time per transaction, with the scopes of [`CpuTime`](Self::CpuTime).
    CpuPerTransaction(CpuScope),
    /// Processor time per byte carried, with the scopes of [`CpuTime`](Self::CpuTime).
    CpuCost(CpuScope),
    /// Bytes carried.
    Bytes,
    /// Messages, packets or replies counted.
    Messages,
    /// The part of packets that were lost.
    Loss,
    /// Packets that were lost, counted.
    Lost,
    /// Packets that came more than once.
    Duplicates,
    /// Packets that came out of order.
    OutOfOrder,
    /// Errors that were reported by the way (ICMP errors, send and receive errors).
    Errors,
    /// TCP segments that were sent again.
    Retransmits,
    /// TCP's congestion window.
    CongestionWindow,
    /// The window that the receiver leaves TCP's sender.
    SendWindow,
    /// TCP's own smoothed estimate of the round trip.
    TcpRtt,
    /// TCP's own estimate of how far the round trip is from that: a mean deviation (RFC 6298).
    TcpRttVariation,
    /// The path MTU that TCP knows.
    PathMtu,
    /// The size of the messages that were sent.
    MessageSize,
    /// How long it took.
    Duration,
}

/// Whose processor time a number covers, and what 100 % of it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum CpuScope {
    /// The tool's own process, its kernel time included; 100 % is one core. What a user-space tunnel or a softirq on
    /// another task's account costs is not in it.
    Process,
    /// The whole node; 100 % is one core.
    NodeCores,
    /// The whole node; 100 % is all of its cores.
    Node,
}

/// The units that numbers are kept in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Unit {
    /// Nanoseconds.
    Nanoseconds,
    /// Bits per second.
    BitsPerSecond,
    /// So many each second.
    PerSecond,
    /// Percent: 100 is the whole.
    Percent,
    /// Nanoseconds for each byte, which is the same as seconds for each 10^9 bytes.
    NanosecondsPerByte,
    /// Bytes.
    Bytes,
    /// A plain number.
    Count,
}

impl Quantity {
    /// The unit that numbers of this quantity are in.
    #[must_use]
    pub const fn unit(self) -> Unit {
        match self {
            Self::Latency
            | Self::Jitter
            | Self::CpuTime(_)
            | Self::CpuPerTransaction(_)
            | Self::TcpRtt
            | Self::TcpRttVariation
            | Self::Duration => Unit::Nanoseconds,
            Self::Bandwidth => Unit::BitsPerSecond,
            Self::MessageRate | Self::TransactionRate => Unit::PerSecond,
            Self::CpuUtilization(_)
            | Self::CpuUser(_)
            | Self::CpuSystem(_)
            | Self::CpuInterrupts(_)
            | Self::CpuIoWait(_)
            | Self::Loss => Unit::Percent,
            Self::CpuCost(_) => Unit::NanosecondsPerByte,
            Self::Bytes | Self::CongestionWindow | Self::SendWindow | Self::PathMtu | Self::MessageSize => Unit::Bytes,
            Self::Messages | Self::Lost | Self::Duplicates | Self::OutOfOrder | Self::Errors | Self::Retransmits => {
                Unit::Count
            }
        }
    }

    /// Its name in a sentence, as in "cpu utilization of the process".
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Latency => "latency",
            Self::Jitter => "jitter",
            Self::Bandwidth => "bandwidth",
            Self::MessageRate => "message rate",
            Self::TransactionRate => "transaction rate",
            Self::CpuUtilization(CpuScope::Process) => "cpu utilization of the process, in cores",
            Self::CpuUtilization(CpuScope::NodeCores) => "cpu utilization of the node, in cores",
            Self::CpuUtilization(CpuScope::Node) => "cpu utilization of the node",
            Self::CpuUser(CpuScope::Process) => "cpu in user space of the process, in cores",
            Self::CpuUser(CpuScope::NodeCores) => "cpu in user space of the node, in cores",
            Self::CpuUser(CpuScope::Node) => "cpu in user space of the node",
            Self::CpuSystem(CpuScope::Process) => "cpu in the kernel of the process, in cores",
            Self::CpuSystem(CpuScope::NodeCores) => "cpu in the kernel of the node, in cores",
            Self::CpuSystem(CpuScope::Node) => "cpu in the kernel of the node",
            Self::CpuInterrupts(CpuScope::Node) => "cpu in interrupts of the node",
            Self::CpuInterrupts(_) => "cpu in interrupts of the node, in cores",
            Self::CpuIoWait(CpuScope::Node) => "cpu waiting for storage of the node",
            Self::CpuIoWait(_) => "cpu waiting for storage of the node, in cores",
            Self::CpuTime(CpuScope::Process) => "cpu time of the process",
            Self::CpuTime(_) => "cpu time of the node",
            Self::CpuPerTransaction(CpuScope::Process) => "cpu time per transaction of the process",
            Self::CpuPerTransaction(_) => "cpu time per transaction of the node",
            Self::CpuCost(CpuScope::Process) => "cpu cost of the process",
            Self::CpuCost(_) => "cpu cost of the node",
            Self::Bytes => "bytes",
            Self::Messages => "messages",
            Self::Loss => "loss",
            Self::Lost => "lost packets",
            Self::Duplicates => "duplicates",
            Self::OutOfOrder => "packets out of order",
            Self::Errors => "errors",
            Self::Retransmits => "retransmits",
            Self::CongestionWindow => "congestion window",
            Self::SendWindow => "send window",
            Self::TcpRtt => "tcp round trip estimate",
            Self::TcpRttVariation => "tcp round trip variation",
            Self::PathMtu => "path mtu",
            Self::MessageSize => "message size",
            Self::Duration => "duration",
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Unit {
    /// Its symbol: `ns`, `bit/s`, `/s`, `%`, `ns/B`, `B`, and nothing for a count.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Nanoseconds => "ns",
            Self::BitsPerSecond => "bit/s",
            Self::PerSecond => "/s",
            Self::Percent => "%",
            Self::NanosecondsPerByte => "ns/B",
            Self::Bytes => "B",
            Self::Count => "",
        }
    }
}

/// What a number says of the observations behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Statistic {
    /// One observation by itself.
    Single,
    /// Their mean.
    Mean,
    /// The percentile so many thousandths of a percent up: 99,999 is the 99.999th, 50,000 the median.
    Percentile(u32),
    /// The least of them.
    Min,
    /// The greatest of them.
    Max,
    /// Their standard deviation. What ping calls `mdev` is one, despite its name.
    StandardDeviation,
    /// An exponentially weighted moving average.
    MovingAverage,
    /// Their sum or number over the span.
    Total,
    /// What was asked for, and not measured.
    Setting,
}

impl Statistic {
    /// The median.
    pub const MEDIAN: Self = Self::Percentile(50_000);
}

/// Which way a latency is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trip {
    /// One way. The tools here take half a round trip for it.
    OneWay,
    /// There and back.
    RoundTrip,
}

/// Which way data went, as seen from the client, who runs the tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// From the client to the server.
    ToServer,
    /// From the server to the client.
    ToClient,
}

/// Which end counted a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// The end that sends the data.
    Sender,
    /// The end that receives it.
    Receiver,
    /// The end the tool was run on, whichever of them sends.
    Local,
    /// The other end, whichever of them sends.
    Remote,
}

/// Which part of a run a number is about.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Span {
    /// All of it.
    Run,
    /// From so many seconds after the start to so many.
    Interval {
        /// The beginning, in seconds.
        start: f64,
        /// The end, in seconds.
        end: f64,
    },
    /// From so many seconds to so many of what the tool leaves out of its figures of the run: a warm-up. Its clock
    /// begins again at 0 when the run does.
    Omitted {
        /// The beginning, in seconds.
        start: f64,
        /// The end, in seconds.
        end: f64,
    },
    /// One reply, by the number its tool gave it.
    Reply(u64),
}
