//! One object of figures in iperf3's JSON: of a stream or a sum, over an interval or the run.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use crate::parse::iperf3::number::{Number, Signed};
use crate::quantity::Quantity;
use crate::sample::{Direction, End, Sample, Span, Statistic};

/// Reads such an object and appends its samples.
pub(crate) struct Figures<'a> {
    /// Where the samples go.
    pub(crate) samples: &'a mut Vec<Sample>,
    /// Whether it is about an interval, and not about the run.
    pub(crate) interval: bool,
    /// Whether it is about one stream, and not about their sum.
    pub(crate) stream: bool,
    /// Whose figures they are, where the object's name says it.
    pub(crate) end: Option<Party>,
    /// Which way the data went, where the object's name says it.
    pub(crate) direction: Option<Direction>,
}

/// Who counted the figures of one object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Party {
    Sender,
    Receiver,
    /// UDP's objects `sum` and `udp`: bytes as they were sent, jitter and loss as they were received.
    Both,
}

/// What the object says besides its samples.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Said {
    pub(crate) bytes: Option<f64>,
    pub(crate) rate: Option<f64>,
}

impl Said {
    /// Whether nothing was carried.
    pub(crate) fn is_nothing(self) -> bool {
        self.bytes == Some(0.0) || self.rate == Some(0.0)
    }
}

/// The members that are read; cJSON prints them in this order.
#[derive(Clone, Copy, Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
enum Key {
    Socket,
    Start,
    End,
    Seconds,
    Bytes,
    BitsPerSecond,
    Retransmits,
    SndCwnd,
    SndWnd,
    Rtt,
    Rttvar,
    Pmtu,
    MaxSndCwnd,
    MaxSndWnd,
    MaxRtt,
    MinRtt,
    MeanRtt,
    JitterMs,
    LostPackets,
    Packets,
    LostPercent,
    OutOfOrder,
    Omitted,
    Sender,
    #[serde(other)]
    Other,
}

/// Microseconds and milliseconds in nanoseconds.
const US: f64 = 1e3;
const MS: f64 = 1e6;

impl Key {
    /// What a number of that name means, and the factor to the quantity's unit.
    const fn meaning(self) -> Option<(Quantity, Statistic, f64)> {
        use Statistic::{Max, Mean, Min, MovingAverage, Single, Total};
        Some(match self {
            Self::Bytes => (Quantity::Bytes, Total, 1.0),
            Self::BitsPerSecond => (Quantity::Bandwidth, Mean, 1.0),
            Self::Retransmits => (Quantity::Retransmits, Total, 1.0),
            Self::SndCwnd => (Quantity::CongestionWindow, Single, 1.0),
            Self::SndWnd => (Quantity::SendWindow, Single, 1.0),
            Self::Rtt => (Quantity::TcpRtt, MovingAverage, US),
            Self::Rttvar => (Quantity::TcpRttVariation, MovingAverage, US),
            Self::Pmtu => (Quantity::PathMtu, Single, 1.0),
            Self::MaxSndCwnd => (Quantity::CongestionWindow, Max, 1.0),
            Self::MaxSndWnd => (Quantity::SendWindow, Max, 1.0),
            Self::MaxRtt => (Quantity::TcpRtt, Max, US),
            Self::MinRtt => (Quantity::TcpRtt, Min, US),
            Self::MeanRtt => (Quantity::TcpRtt, Mean, US),
            Self::JitterMs => (Quantity::Jitter, MovingAverage, MS),
            Self::Packets => (Quantity::Messages, Total, 1.0),
            Self::OutOfOrder => (Quantity::OutOfOrder, Total, 1.0),
            Self::LostPackets => (Quantity::Lost, Total, 1.0),
            Self::LostPercent => (Quantity::Loss, Mean, 1.0),
            _ => return None,
        })
    }
}

impl<'a> Figures<'a> {
    /// The figures of an interval, of one stream or of all.
    pub(crate) const fn of_interval(samples: &'a mut Vec<Sample>, stream: bool) -> Self {
        Self { samples, interval: true, stream, end: None, direction: None }
    }
}

impl<'de> DeserializeSeed<'de> for Figures<'_> {
    type Value = Said;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Said, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Figures<'_> {
    type Value = Said;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of figures")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Said, A::Error> {
        let first = self.samples.len();
        let mut said = Said::default();
        let mut seen = 0_u32;
        let (mut socket, mut start, mut end, mut sender, mut omitted) = (None, None, None, None, false);
        while let Some(key) = map.next_key::<Key>()? {
            if matches!(key, Key::Other) {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let bit = 1_u32 << (key as u32);
            if seen & bit != 0 {
                return Err(A::Error::custom("found a figure twice in one object"));
            }
            seen |= bit;
            match key {
                Key::Socket => socket = Some(map.next_value::<u32>()?),
                Key::Start => start = Some(map.next_value::<Number>()?.0),
                Key::End => end = Some(map.next_value::<Number>()?.0),
                Key::Omitted => omitted = map.next_value()?,
                Key::Sender => sender = Some(map.next_value::<bool>()?),
                // In the run's objects `seconds` and `end` differ for the receiver, whose rate is over `end`.
                Key::Seconds => drop(map.next_value::<Number>()?),
                Key::LostPackets | Key::LostPercent => {
                    let Signed(value) = map.next_value()?;
                    self.push_loss(key, value).map_err(A::Error::custom)?;
                }
                _ => {
                    let Number(value) = map.next_value()?;
                    match key {
                        Key::Bytes => said.bytes = Some(value),
                        Key::BitsPerSecond => said.rate = Some(value),
                        _ => {}
                    }
                    self.push(key, value);
                }
            }
        }
        let span = match (start, end) {
            _ if !self.interval => Span::Run,
            (Some(start), Some(end)) if omitted => Span::Omitted { start, end },
            (Some(start), Some(end)) => Span::Interval { start, end },
            _ => return Err(A::Error::custom("found an interval without start and end")),
        };
        if let (Span::Run, Some(end)) = (span, end) {
            // The run begins at 0, after what is omitted.
            self.samples.push(Sample::new(Quantity::Duration, (end * 1e9).round(), Statistic::Single));
        }
        let streams_way = sender.filter(|_| self.stream || self.interval).map(towards);
        for sample in self.samples.iter_mut().skip(first) {
            sample.span = span;
            sample.stream = socket.filter(|_| self.stream);
            sample.direction = self.direction.or(streams_way);
            sample.end = match self.end {
                Some(Party::Sender) => Some(End::Sender),
                Some(Party::Receiver) => Some(End::Receiver),
                Some(Party::Both) => Some(who_knows(sample.quantity)),
                None => sender.map(|sender| if sender { End::Sender } else { End::Receiver }),
            };
        }
        Ok(said)
    }
}

impl Figures<'_> {
    fn push(&mut self, key: Key, value: f64) {
        // Where the kernel does not tell them, they stand there as 0.
        let unknown = matches!(
            key,
            Key::SndCwnd
                | Key::SndWnd
                | Key::Rtt
                | Key::Rttvar
                | Key::Pmtu
                | Key::MaxSndCwnd
                | Key::MaxSndWnd
                | Key::MaxRtt
                | Key::MinRtt
                | Key::MeanRtt
        );
        // Nor does a sender know of these: its zeros say nothing.
        let not_its = self.end == Some(Party::Sender)
            && matches!(key, Key::JitterMs | Key::LostPackets | Key::LostPercent | Key::OutOfOrder);
        if (unknown && value == 0.0) || not_its {
            return;
        }
        if let Some((quantity, statistic, factor)) = key.meaning() {
            self.samples.push(Sample::new(quantity, value * factor, statistic));
        }
    }

    /// A late packet takes back a loss of the interval before, so an interval's loss may be below zero: that is no
    /// loss anyone could use, and it is left out. Of a run it is an error.
    fn push_loss(&mut self, key: Key, value: f64) -> Result<(), &'static str> {
        let whole = matches!(key, Key::LostPercent) && value > 100.0;
        if whole || (value < 0.0 && !self.interval) {
            return Err("found a loss that cannot be");
        }
        if value >= 0.0 {
            self.push(key, value);
        }
        Ok(())
    }
}

/// Which way a stream goes, if the end that tells of it sends and is the client.
const fn towards(sender: bool) -> Direction {
    if sender { Direction::ToServer } else { Direction::ToClient }
}

/// Which end knows a figure of an object that mixes both.
const fn who_knows(quantity: Quantity) -> End {
    match quantity {
        Quantity::Jitter | Quantity::Lost | Quantity::Loss | Quantity::OutOfOrder => End::Receiver,
        _ => End::Sender,
    }
}
