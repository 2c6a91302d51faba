//! One line of figures in iperf3's text.

use crate::parse::{Comma, Decimal};
use crate::quantity::Quantity;
use crate::sample::{Direction, End, Sample, Span, Statistic};

/// `[  5][TX-C]   0.00-1.00   sec  2.57 GBytes  22.1 Gbits/sec    7   11.0 MBytes       (omitted)`
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    /// The stream's socket; none for the sum.
    pub(crate) stream: Option<u32>,
    /// Which way the data went, where both ways are tested, and whether a server says so.
    pub(crate) role: Option<Direction>,
    /// Which end's figures they are, as the last word of a line of the run says.
    pub(crate) end: Option<End>,
    pub(crate) omitted: bool,
    pub(crate) start: f64,
    pub(crate) seconds: f64,
    /// Its numbers, which still lack stream, direction, end and span.
    pub(crate) samples: Vec<Sample>,
    /// What is no number that can be, though it stands in its place.
    pub(crate) flaw: Option<Flaw>,
}

/// Why a line gives no figures of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// Nothing was carried.
    Nothing,
    /// Every datagram was lost.
    Lost,
    /// Less than nothing was lost, or the unit is so large that the bandwidth shows as 0.
    Value,
}

/// What stands in brackets at the start of a line, and what follows: a title or a time may stand before.
pub(crate) fn bracket(line: &str) -> Option<(&str, &str)> {
    let (_, rest) = line.split_once('[')?;
    let (name, rest) = rest.split_once(']')?;
    Some((name.trim(), rest))
}

impl Row {
    /// The figures of a line; none if it is another line, or cut off, or has words that iperf3 does not print there.
    pub(crate) fn read(line: &str) -> Option<Self> {
        let (name, mut rest) = bracket(line)?;
        let stream = if name == "SUM" { None } else { Some(name.parse().ok()?) };
        let mut role = None;
        if let Some((way, after)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            role = Some(match way {
                "TX-C" | "RX-S" => Direction::ToServer,
                "RX-C" | "TX-S" => Direction::ToClient,
                _ => return None,
            });
            rest = after;
        }
        let mut words = rest.split_ascii_whitespace().peekable();
        let (start, until) = words.next()?.split_once('-')?;
        let (start, until) = (Decimal::parse(start, Comma::None)?, Decimal::parse(until, Comma::None)?);
        if words.next()? != "sec" {
            return None;
        }
        let bytes = Decimal::parse(words.next()?, Comma::None)?;
        let byte_unit = bytes_of(words.next()?)?;
        let rate = Decimal::parse(words.next()?, Comma::None)?;
        let (factor, power) = rate_of(words.next()?)?;

        let mut samples = vec![
            Sample::new(Quantity::Bytes, bytes.scaled(byte_unit, 0)?, Statistic::Total)
                .with_step(bytes.step(byte_unit, 0)),
        ];
        let mut flaw = None;
        if bytes.is_zero() {
            flaw = Some(Flaw::Nothing);
        } else if rate.is_zero() {
            flaw = Some(Flaw::Value);
        }
        if flaw != Some(Flaw::Value) {
            let value = rate.scaled(factor, power)?;
            samples.push(Sample::new(Quantity::Bandwidth, value, Statistic::Mean).with_step(rate.step(factor, power)));
        }
        let (mut omitted, mut end) = (false, None);
        let mut more = Vec::new();
        for word in words {
            match word {
                _ if omitted || end.is_some() => return None,
                "(omitted)" => omitted = true,
                "sender" => end = Some(End::Sender),
                "receiver" => end = Some(End::Receiver),
                _ => more.push(word),
            }
        }
        Self::rest(&more, end, &mut samples, &mut flaw)?;
        Some(Self {
            stream,
            role,
            end,
            omitted,
            start: start.scaled(1, 0)?,
            seconds: until.scaled(1, 0)?,
            samples,
            flaw,
        })
    }

    /// What stands behind the bandwidth: nothing, TCP's retransmits and perhaps its window, the datagrams a sender of
    /// UDP counts, or jitter and loss.
    fn rest(words: &[&str], end: Option<End>, samples: &mut Vec<Sample>, flaw: &mut Option<Flaw>) -> Option<()> {
        let count = |word: &str| Decimal::parse(word, Comma::None)?.integer();
        let total = |quantity, count: u64| Sample::new(quantity, count as f64, Statistic::Total);
        match *words {
            [] => {}
            // Retransmits and datagrams look alike here: the header above tells them apart. See `Row::datagrams`.
            [retransmits] => samples.push(total(Quantity::Retransmits, count(retransmits)?)),
            [retransmits, window, unit] if unit != "ms" && !unit.contains('/') => {
                samples.push(total(Quantity::Retransmits, count(retransmits)?));
                let (window, unit) = (Decimal::parse(window, Comma::None)?, bytes_of(unit)?);
                let value = window.scaled(unit, 0)?;
                samples.push(
                    Sample::new(Quantity::CongestionWindow, value, Statistic::Single).with_step(window.step(unit, 0)),
                );
            }
            // Apple's iperf3 shows TCP's estimate of the round trip behind the window, in whole milliseconds.
            [retransmits, window, unit, rtt] if unit.ends_with('s') && rtt.ends_with("ms") => {
                Self::rest(&[retransmits, window, unit], end, samples, flaw)?;
                let rtt = Decimal::parse(rtt.strip_suffix("ms")?, Comma::None)?;
                // Below one of them it is as good as not told.
                if !rtt.is_zero() {
                    let value = rtt.scaled(1, 6)?;
                    let sample = Sample::new(Quantity::TcpRtt, value, Statistic::MovingAverage);
                    samples.push(sample.with_step(rtt.step(1, 6)));
                }
            }
            [jitter, "ms", ref counts @ ..] => {
                let jitter = Decimal::parse(jitter, Comma::None)?;
                let (lost, all) = counts.first()?.split_once('/')?;
                let all = count(all)?;
                if end != Some(End::Sender) {
                    let value = jitter.scaled(1, 6)?;
                    samples.push(
                        Sample::new(Quantity::Jitter, value, Statistic::MovingAverage).with_step(jitter.step(1, 6)),
                    );
                    Self::loss(lost, all, counts.get(1..)?, samples, flaw)?;
                }
                samples.push(total(Quantity::Messages, all));
            }
            _ => return None,
        }
        Some(())
    }

    /// `0/191 (0%)`, and what there is of it where datagrams are late or none came.
    fn loss(lost: &str, all: u64, percent: &[&str], samples: &mut Vec<Sample>, flaw: &mut Option<Flaw>) -> Option<()> {
        if (lost, percent) == ("Unknown", &[]) {
            return Some(());
        }
        let percent = percent.first().filter(|_| percent.len() == 1)?.strip_prefix('(')?.strip_suffix("%)")?;
        if lost.starts_with('-') || percent.starts_with('-') && percent != "-nan" {
            *flaw = flaw.or(Some(Flaw::Value));
            return Some(());
        }
        let count = Decimal::parse(lost, Comma::None)?.integer()?;
        if all == 0 || percent.ends_with("nan") {
            *flaw = Some(Flaw::Lost);
            return Some(());
        }
        let percent = Decimal::parse(percent, Comma::None)?;
        let value = percent.scaled(1, 0)?;
        // What is printed has two digits; the counts have all.
        if count > all || (count as f64 / all as f64 * 100.0 - value).abs() > 1.0_f64.max(value * 0.06) {
            *flaw = Some(Flaw::Value);
            return Some(());
        }
        if count == all {
            *flaw = Some(Flaw::Lost);
        }
        samples.push(Sample::new(Quantity::Lost, count as f64, Statistic::Total));
        samples.push(Sample::new(Quantity::Loss, value, Statistic::Mean).with_step(percent.step_of_digits(2, 1, 0)));
        Some(())
    }

    /// The same line under a header of UDP: what was taken for retransmits are datagrams.
    pub(crate) fn datagrams(mut self) -> Self {
        for sample in &mut self.samples {
            if sample.quantity == Quantity::Retransmits {
                sample.quantity = Quantity::Messages;
            }
        }
        self
    }

    /// The span of the line, where it is not of the run.
    pub(crate) const fn span(&self) -> Span {
        let (start, end) = (self.start, self.seconds);
        if self.omitted { Span::Omitted { start, end } } else { Span::Interval { start, end } }
    }
}

/// Units of bytes count by 1024, those of bits by 1000 (iperf3's units.c).
fn bytes_of(unit: &str) -> Option<u64> {
    Some(match unit {
        "Bytes" | "Byte" => 1,
        "KBytes" | "KByte" => 1 << 10,
        "MBytes" | "MByte" => 1 << 20,
        "GBytes" | "GByte" => 1 << 30,
        "TBytes" | "TByte" => 1 << 40,
        _ => return None,
    })
}

/// A unit of bandwidth in bit/s: a factor, and a power of ten.
fn rate_of(unit: &str) -> Option<(u64, i32)> {
    let unit = unit.strip_suffix("/sec")?;
    if let Some(bytes) = bytes_of(unit) {
        return Some((8 * bytes, 0));
    }
    let power = match unit.strip_suffix("bits").or_else(|| unit.strip_suffix("bit"))? {
        "" => 0,
        "K" => 3,
        "M" => 6,
        "G" => 9,
        "T" => 12,
        _ => return None,
    };
    Some((1, power))
}
