//! What a number measures, and in which unit.

use std::fmt;

/// What a number measures. The unit belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Quantity {
    /// Time a message or packet takes, over the [`Trip`](crate::Trip) of its sample.
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
