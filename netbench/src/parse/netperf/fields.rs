//! What the omni tests were asked to print: names and values, as `-k`, `-o` and `-O` write them.

use crate::output::Transport;
use crate::parse::netperf::banner::{Kind, transport};
use crate::parse::netperf::selector::Selector;
use crate::parse::netperf::table::{measured, number, per_kilobyte, per_transaction, utilization};
use crate::parse::netperf::unit::Unit;
use crate::quantity::{CpuScope, Quantity};
use crate::sample::{Direction, End, Sample, Statistic, Trip};

/// The values of one test, each with its line.
#[derive(Debug, Default)]
pub(crate) struct Fields(Vec<(Selector, String, u32)>);

/// What they give.
#[derive(Debug, Default)]
pub(crate) struct Given {
    pub(crate) samples: Vec<Sample>,
    pub(crate) message_size: Option<u64>,
    /// What is a word, or a number that says nothing of the path or whose unit is not told.
    pub(crate) settings: Vec<(&'static str, String)>,
    /// What is no number and should be one, with its line.
    pub(crate) wrong: Vec<(String, u32)>,
}

impl Fields {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there is a value of it already.
    pub(crate) fn has(&self, selector: Selector) -> bool {
        self.get(selector.name()).is_some()
    }

    pub(crate) fn push(&mut self, selector: Selector, value: &str, line: u32) {
        self.0.push((selector, value.trim().to_owned(), line));
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(selector, ..)| selector.name() == name).map(|(_, value, _)| &**value)
    }

    /// How the test moves data: as its first line says, or as the fields do.
    fn kind(&self, kind: Kind) -> Kind {
        match self.get("DIRECTION") {
            _ if kind != Kind::Unknown => kind,
            Some("Send") => Kind::Stream(Some(Direction::ToServer)),
            Some("Recv" | "Receive") => Kind::Stream(Some(Direction::ToClient)),
            Some("Send|Recv" | "Connect|Send|Recv") => Kind::RequestResponse,
            _ if self.get("THROUGHPUT_UNITS") == Some("Trans/s") => Kind::RequestResponse,
            _ => Kind::Unknown,
        }
    }

    /// What carried the data, as a value says.
    pub(crate) fn transport(&self) -> Option<Transport> {
        self.get("PROTOCOL").and_then(transport)
    }

    /// The samples of all values.
    pub(crate) fn give(&self, kind: Kind) -> Given {
        let kind = self.kind(kind);
        let mut given = Given::default();
        for (selector, value, line) in &self.0 {
            match self.sample(selector.name(), value, kind) {
                Some(Read::Sample(mut sample)) => {
                    sample.line = Some(*line);
                    given.samples.push(sample);
                }
                Some(Read::Size(size)) => given.message_size = Some(size),
                Some(Read::Setting) => given.settings.push((selector.name(), value.clone())),
                Some(Read::NotMeasured) => {}
                None => given.wrong.push((value.clone(), *line)),
            }
        }
        given
    }

    /// What one value means; none if it is no number and should be one.
    fn sample(&self, name: &str, value: &str, kind: Kind) -> Option<Read> {
        let unit = || self.get("THROUGHPUT_UNITS").and_then(Unit::within);
        let direction = if let Kind::Stream(direction) = kind { direction } else { None };
        let cpu = |quantity, end| utilization(quantity, end, value).map(Read::of);
        let node = CpuScope::Node;
        match name {
            "THROUGHPUT" => {
                let Some(unit) = unit() else { return Some(Read::Setting) };
                let again = unit == Unit::Transactions && self.get("TRANSACTION_RATE").is_some();
                if again {
                    // The same number with a digit less.
                    return Some(Read::Setting);
                }
                let mut sample = unit.rate(number(value)?)?;
                sample.direction = direction;
                Some(Read::Sample(sample))
            }
            "LOCAL_SEND_THROUGHPUT" => part(unit(), value, Direction::ToServer, End::Sender),
            "REMOTE_RECV_THROUGHPUT" => part(unit(), value, Direction::ToServer, End::Receiver),
            "REMOTE_SEND_THROUGHPUT" => part(unit(), value, Direction::ToClient, End::Sender),
            "LOCAL_RECV_THROUGHPUT" => part(unit(), value, Direction::ToClient, End::Receiver),
            "TRANSACTION_RATE" => rate(Unit::Transactions, value),
            "ELAPSED_TIME" => {
                let seconds = number(value)?;
                let sample = Sample::new(Quantity::Duration, seconds.scaled(1, 9)?, Statistic::Single);
                Some(Read::Sample(sample.with_step(seconds.step(1, 9))))
            }
            "RT_LATENCY" | "MIN_LATENCY" | "MAX_LATENCY" | "MEAN_LATENCY" | "P50_LATENCY" | "P90_LATENCY"
            | "P99_LATENCY" | "STDDEV_LATENCY" => latency(name, value, kind),
            "LOCAL_CPU_UTIL" => cpu(Quantity::CpuUtilization(node), End::Local),
            "REMOTE_CPU_UTIL" => cpu(Quantity::CpuUtilization(node), End::Remote),
            "LOCAL_CPU_PERCENT_USER" => cpu(Quantity::CpuUser(node), End::Local),
            "REMOTE_CPU_PERCENT_USER" => cpu(Quantity::CpuUser(node), End::Remote),
            "LOCAL_CPU_PERCENT_SYSTEM" => cpu(Quantity::CpuSystem(node), End::Local),
            "REMOTE_CPU_PERCENT_SYSTEM" => cpu(Quantity::CpuSystem(node), End::Remote),
            "LOCAL_CPU_PERCENT_IOWAIT" => cpu(Quantity::CpuIoWait(node), End::Local),
            "REMOTE_CPU_PERCENT_IOWAIT" => cpu(Quantity::CpuIoWait(node), End::Remote),
            "LOCAL_SD" => self.demand(End::Local, value),
            "REMOTE_SD" => self.demand(End::Remote, value),
            "LOCAL_TRANSPORT_RETRANS" => retransmits(value, End::Local),
            "REMOTE_TRANSPORT_RETRANS" => retransmits(value, End::Remote),
            "REQUEST_SIZE" if kind == Kind::RequestResponse => Some(size(value)),
            "LOCAL_SEND_SIZE" if direction == Some(Direction::ToServer) => Some(size(value)),
            "REMOTE_SEND_SIZE" if direction == Some(Direction::ToClient) => Some(size(value)),
            _ => Some(Read::Setting),
        }
    }

    /// Processor time for each 1024 bytes or each transaction, as another value says.
    fn demand(&self, end: End, value: &str) -> Option<Read> {
        match self.get("SD_UNITS") {
            Some(units) if units.starts_with("us") && units.ends_with("/KB") => per_kilobyte(end, value).map(Read::of),
            Some(units) if units.starts_with("us") && units.contains("/Tr") => {
                per_transaction(end, value).map(Read::of)
            }
            _ if measured(value)?.is_none() => Some(Read::NotMeasured),
            _ => Some(Read::Setting),
        }
    }
}

/// What a value is.
enum Read {
    Sample(Sample),
    /// The size of the messages.
    Size(u64),
    Setting,
    NotMeasured,
}

impl Read {
    fn of(sample: Option<Sample>) -> Self {
        sample.map_or(Self::NotMeasured, Self::Sample)
    }
}

fn rate(unit: Unit, value: &str) -> Option<Read> {
    let Some(number) = measured(value)? else { return Some(Read::NotMeasured) };
    unit.rate(number).map(Read::Sample)
}

/// One end's share of a throughput; 0 where that end does not do it.
fn part(unit: Option<Unit>, value: &str, direction: Direction, end: End) -> Option<Read> {
    let Some(number) = measured(value)?.filter(|number| !number.is_zero()) else { return Some(Read::NotMeasured) };
    let Some(unit @ Unit::Bits(..)) = unit else { return Some(Read::Setting) };
    Some(Read::Sample(unit.rate(number)?.with_direction(direction).with_end(end)))
}

/// The time of a transaction, which is a round trip. In a stream the same names are of the time that a call to send or
/// receive took, and of a test that is not known they are of either.
fn latency(name: &str, value: &str, kind: Kind) -> Option<Read> {
    let Some(number) = measured(value)? else { return Some(Read::NotMeasured) };
    if kind != Kind::RequestResponse {
        return Some(Read::Setting);
    }
    let statistic = match name {
        "MIN_LATENCY" => Statistic::Min,
        "MAX_LATENCY" => Statistic::Max,
        "P50_LATENCY" => Statistic::MEDIAN,
        "P90_LATENCY" => Statistic::Percentile(90_000),
        "P99_LATENCY" => Statistic::Percentile(99_000),
        "STDDEV_LATENCY" => Statistic::StandardDeviation,
        _ => Statistic::Mean,
    };
    let sample = Sample::new(Quantity::Latency, number.scaled(1, 3)?, statistic);
    Some(Read::Sample(sample.with_trip(Trip::RoundTrip).with_step(number.step(1, 3))))
}

fn retransmits(value: &str, end: End) -> Option<Read> {
    let Some(count) = measured(value)? else { return Some(Read::NotMeasured) };
    let sample = Sample::new(Quantity::Retransmits, count.integer()? as f64, Statistic::Total);
    Some(Read::Sample(sample.with_end(end)))
}

fn size(value: &str) -> Read {
    value.parse().map_or(Read::Setting, Read::Size)
}
