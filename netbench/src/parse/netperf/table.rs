//! The tables of the classic tests: a header of three or four lines, and a row or two.

use crate::parse::netperf::unit::Unit;
use crate::parse::{Comma, Decimal, Line};
use crate::quantity::{CpuScope, Quantity};
use crate::sample::{Direction, End, Sample, Statistic, Trip};

/// Which table a header is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Table {
    /// Socket sizes, message size, time, throughput; processor time if asked for.
    Stream { unit: Unit, cpu: bool },
    /// The sender's row, and below it the receiver's.
    Datagrams { unit: Unit, cpu: bool, first: bool },
    /// Socket sizes, request and response size, time, rate; processor time if asked for. Then the remote's sizes.
    Transactions { cpu: bool, first: bool },
    /// With `-v 2`: the round trip as the quotient of time and transactions.
    RoundTrip,
    /// With `-v 2`: alignments and calls, or sizes, which are no measurement of the path.
    Other,
}

/// What a row gives.
#[derive(Debug, Default)]
pub(crate) struct Row {
    pub(crate) samples: Vec<Sample>,
    pub(crate) message_size: Option<u64>,
    pub(crate) settings: Vec<(&'static str, String)>,
}

impl Table {
    /// The table that a header is of, its lines joined by line breaks.
    pub(crate) fn of(header: &str) -> Option<Self> {
        let has = |words: &str| header.contains(words);
        let cpu = has("Utilization") || has("S.dem") || has("Service");
        // Ancient versions count the demand in milliseconds.
        if has("ms/KB") || has("ms/Tr") {
            None
        } else if has("Alignment") {
            Some(if has("RoundTrip") { Self::RoundTrip } else { Self::Other })
        } else if has("Segment") && has("Size (bytes)") {
            Some(Self::Other)
        } else if has("Okay Errors") {
            Some(Self::Datagrams { unit: Unit::within(header)?, cpu, first: true })
        } else if has("Request") && has("Trans.") && has("per sec") {
            Some(Self::Transactions { cpu, first: true })
        } else if has("Recv   Send") && has("Throughput") {
            Some(Self::Stream { unit: Unit::within(header)?, cpu })
        } else {
            None
        }
    }

    /// How many numbers its next row has; none if any will do.
    const fn columns(self) -> Option<usize> {
        Some(match self {
            Self::Stream { cpu: false, .. } => 5,
            Self::Stream { cpu: true, .. } => 9,
            Self::Datagrams { cpu, first, .. } => (if first { 6 } else { 4 }) + if cpu { 2 } else { 0 },
            Self::Transactions { first: false, .. } => 2,
            Self::Transactions { cpu: false, .. } => 6,
            Self::Transactions { cpu: true, .. } => 10,
            Self::RoundTrip => 8,
            Self::Other => return None,
        })
    }

    /// The table after that row: what the next one is of, if there is one.
    pub(crate) const fn next(self) -> Option<Self> {
        match self {
            Self::Datagrams { unit, cpu, first: true } => Some(Self::Datagrams { unit, cpu, first: false }),
            Self::Transactions { cpu, first: true } => Some(Self::Transactions { cpu, first: false }),
            _ => None,
        }
    }

    /// Whether all that was measured is there after that row.
    pub(crate) const fn is_last(self) -> bool {
        !matches!(self, Self::Datagrams { first: true, .. })
    }

    /// Reads a row; none if it is not what stands in that table.
    pub(crate) fn read(self, line: &Line<'_>, direction: Option<Direction>) -> Option<Row> {
        let words: Vec<_> = line.text.split_ascii_whitespace().collect();
        if self.columns().is_some_and(|columns| columns != words.len()) {
            return None;
        }
        let mut row = Row::default();
        match (self, words.as_slice()) {
            (Self::Stream { unit, .. }, &[receive, send, size, time, rate, ref cpu @ ..]) => {
                row.size("recv_socket", receive)?;
                row.size("send_socket", send)?;
                row.message_size = Some(size.parse().ok()?);
                row.time(time)?;
                let mut sample = unit.rate(number(rate)?)?;
                sample.direction = direction;
                row.samples.push(sample);
                if let [local, remote, local_cost, remote_cost] = *cpu {
                    row.utilization(End::Local, local)?;
                    row.utilization(End::Remote, remote)?;
                    row.per_kilobyte(End::Local, local_cost)?;
                    row.per_kilobyte(End::Remote, remote_cost)?;
                }
            }
            (Self::Datagrams { unit, first: true, .. }, &[socket, size, time, sent, errors, rate, ref cpu @ ..]) => {
                row.size("send_socket", socket)?;
                row.message_size = Some(size.parse().ok()?);
                row.time(time)?;
                row.count(Quantity::Messages, sent)?;
                row.count(Quantity::Errors, errors)?;
                row.samples.push(unit.rate(number(rate)?)?);
                row.of_end(End::Sender, direction);
                row.one_cpu(End::Local, cpu)?;
            }
            (Self::Datagrams { unit, first: false, .. }, &[socket, time, received, rate, ref cpu @ ..]) => {
                row.size("recv_socket", socket)?;
                row.time(time)?;
                row.count(Quantity::Messages, received)?;
                row.samples.push(unit.rate(number(rate)?)?);
                row.of_end(End::Receiver, direction);
                row.one_cpu(End::Remote, cpu)?;
            }
            (Self::Transactions { first: true, .. }, &[send, receive, request, response, time, rate, ref cpu @ ..]) => {
                row.size("send_socket", send)?;
                row.size("recv_socket", receive)?;
                row.message_size = Some(request.parse().ok()?);
                row.size("response_size", response)?;
                row.time(time)?;
                row.samples.push(Unit::Transactions.rate(number(rate)?)?);
                if let [local, remote, local_cost, remote_cost] = *cpu {
                    row.utilization(End::Local, local)?;
                    row.utilization(End::Remote, remote)?;
                    row.per_transaction(End::Local, local_cost)?;
                    row.per_transaction(End::Remote, remote_cost)?;
                }
            }
            (Self::Transactions { first: false, .. }, &[send, receive]) => {
                row.size("remote_send_socket", send)?;
                row.size("remote_recv_socket", receive)?;
            }
            (Self::RoundTrip, &[_, _, _, _, trip, ..]) => {
                let trip = number(trip)?;
                let sample = Sample::new(Quantity::Latency, trip.scaled(1, 3)?, Statistic::Mean);
                row.samples.push(sample.with_trip(Trip::RoundTrip).with_step(trip.step(1, 3)));
            }
            (Self::Other, &[size]) => row.size("mss", size)?,
            (Self::Other, _) => {}
            _ => return None,
        }
        for sample in &mut row.samples {
            sample.line = Some(line.number);
        }
        Some(row)
    }
}

impl Row {
    fn size(&mut self, name: &'static str, word: &str) -> Option<()> {
        // Below zero where the end does not tell.
        word.parse::<i64>().ok()?;
        self.settings.push((name, word.to_owned()));
        Some(())
    }

    fn time(&mut self, word: &str) -> Option<()> {
        let seconds = number(word)?;
        let sample = Sample::new(Quantity::Duration, seconds.scaled(1, 9)?, Statistic::Single);
        self.samples.push(sample.with_step(seconds.step(1, 9)));
        Some(())
    }

    fn count(&mut self, quantity: Quantity, word: &str) -> Option<()> {
        let count = number(word)?.integer()?;
        self.samples.push(Sample::new(quantity, count as f64, Statistic::Total));
        Some(())
    }

    /// Says of all samples so far whose they are.
    fn of_end(&mut self, end: End, direction: Option<Direction>) {
        for sample in &mut self.samples {
            sample.end = Some(end);
            sample.direction = direction;
        }
    }

    fn one_cpu(&mut self, end: End, words: &[&str]) -> Option<()> {
        if let [utilization, cost] = *words {
            self.utilization(end, utilization)?;
            self.per_kilobyte(end, cost)?;
        }
        Some(())
    }

    fn utilization(&mut self, end: End, word: &str) -> Option<()> {
        self.samples.extend(utilization(Quantity::CpuUtilization(CpuScope::Node), end, word)?);
        Some(())
    }

    fn per_kilobyte(&mut self, end: End, word: &str) -> Option<()> {
        self.samples.extend(per_kilobyte(end, word)?);
        Some(())
    }

    fn per_transaction(&mut self, end: End, word: &str) -> Option<()> {
        self.samples.extend(per_transaction(end, word)?);
        Some(())
    }
}

/// A number without a sign.
pub(crate) fn number(word: &str) -> Option<Decimal> {
    Decimal::parse(word, Comma::None)
}

/// A number that stands as -1 where it was not measured: none if it is none at all.
pub(crate) fn measured(word: &str) -> Option<Option<Decimal>> {
    match word.strip_prefix('-') {
        Some(word) => (number(word)?.scaled(1, 0)? == 1.0).then_some(None),
        None => number(word).map(Some),
    }
}

/// Percent of all cores of a node.
pub(crate) fn utilization(quantity: Quantity, end: End, word: &str) -> Option<Option<Sample>> {
    let Some(percent) = measured(word)? else { return Some(None) };
    let value = percent.scaled(1, 0).filter(|value| *value <= 100.0)?;
    Some(Some(Sample::new(quantity, value, Statistic::Mean).with_end(end).with_step(percent.step(1, 0))))
}

/// Microseconds of all cores for each 1024 bytes.
pub(crate) fn per_kilobyte(end: End, word: &str) -> Option<Option<Sample>> {
    let Some(cost) = measured(word)? else { return Some(None) };
    let sample = Sample::new(Quantity::CpuCost(CpuScope::Node), cost.scaled(1, 3)? / 1024.0, Statistic::Mean);
    Some(Some(sample.with_end(end).with_step(cost.step(1, 3) / 1024.0)))
}

/// Microseconds of all cores for each transaction.
pub(crate) fn per_transaction(end: End, word: &str) -> Option<Option<Sample>> {
    let Some(cost) = measured(word)? else { return Some(None) };
    let sample = Sample::new(Quantity::CpuPerTransaction(CpuScope::Node), cost.scaled(1, 3)?, Statistic::Mean);
    Some(Some(sample.with_end(end).with_step(cost.step(1, 3))))
}
