//! The object `end` of iperf3's JSON: the figures of the run.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::parse::iperf3::figures::{Figures, Party, Said};
use crate::parse::iperf3::number::Number;
use crate::quantity::{CpuScope, Quantity};
use crate::sample::{Direction, End, Sample, Statistic};

/// What it says.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    pub(crate) samples: Vec<Sample>,
    /// UDP's one sum, which mixes both ends. Versions from 3.7 say it again in the two others.
    pub(crate) mixed: Vec<Sample>,
    /// How much was sent from here to there, and how much came; the same for the other direction.
    pub(crate) sent: Option<Said>,
    pub(crate) received: Option<Said>,
    pub(crate) sent_back: Option<Said>,
    pub(crate) received_back: Option<Said>,
    pub(crate) settings: Vec<(&'static str, String)>,
}

impl Summary {
    /// Whether data went both ways.
    pub(crate) const fn both_ways(&self) -> bool {
        self.sent_back.is_some() || self.received_back.is_some()
    }

    fn part(&mut self, end: Party, direction: Option<Direction>) -> Figures<'_> {
        let samples = if end == Party::Both { &mut self.mixed } else { &mut self.samples };
        Figures { samples, interval: false, stream: false, end: Some(end), direction }
    }
}

impl<'de> Deserialize<'de> for Summary {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(SummaryVisitor)
    }
}

/// What may stand there once.
const PARTS: [&str; 8] = [
    "streams",
    "sum",
    "sum_sent",
    "sum_received",
    "sum_bidir_reverse",
    "sum_sent_bidir_reverse",
    "sum_received_bidir_reverse",
    "cpu_utilization_percent",
];

struct SummaryVisitor;

impl<'de> Visitor<'de> for SummaryVisitor {
    type Value = Summary;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the figures of a run")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Summary, A::Error> {
        use Direction::{ToClient, ToServer};
        let mut read = Summary::default();
        let mut seen = Vec::new();
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            if let Some(part) = PARTS.iter().find(|part| **part == key) {
                if seen.contains(&part) {
                    return Err(A::Error::custom(format_args!("found `{part}` twice")));
                }
                seen.push(part);
            }
            match &*key {
                "streams" => map.next_value_seed(Streams(&mut read))?,
                "sum" => drop(map.next_value_seed(read.part(Party::Both, Some(ToServer)))?),
                "sum_bidir_reverse" => drop(map.next_value_seed(read.part(Party::Both, Some(ToClient)))?),
                "sum_sent" => read.sent = Some(map.next_value_seed(read.part(Party::Sender, Some(ToServer)))?),
                "sum_received" => {
                    read.received = Some(map.next_value_seed(read.part(Party::Receiver, Some(ToServer)))?);
                }
                "sum_sent_bidir_reverse" => {
                    read.sent_back = Some(map.next_value_seed(read.part(Party::Sender, Some(ToClient)))?);
                }
                "sum_received_bidir_reverse" => {
                    read.received_back = Some(map.next_value_seed(read.part(Party::Receiver, Some(ToClient)))?);
                }
                "cpu_utilization_percent" => map.next_value_seed(Cpu(&mut read.samples))?,
                "sender_tcp_congestion" => read.settings.push(("congestion_sender", map.next_value()?)),
                "receiver_tcp_congestion" => read.settings.push(("congestion_receiver", map.next_value()?)),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(read)
    }
}

/// The streams of the run: of each an object by its end, or `udp` for both.
struct Streams<'a>(&'a mut Summary);

impl<'de> DeserializeSeed<'de> for Streams<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Streams<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of streams")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(Stream(&mut self.0.samples))?.is_some() {}
        Ok(())
    }
}

struct Stream<'a>(&'a mut Vec<Sample>);

impl<'de> DeserializeSeed<'de> for Stream<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Stream<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a stream")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            let end = match &*key {
                "sender" => Party::Sender,
                "receiver" => Party::Receiver,
                "udp" => Party::Both,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            let samples = &mut *self.0;
            map.next_value_seed(Figures { samples, interval: false, stream: true, end: Some(end), direction: None })?;
        }
        Ok(())
    }
}

/// The processor time that iperf3's own two processes took, in percent of one core.
struct Cpu<'a>(&'a mut Vec<Sample>);

impl<'de> DeserializeSeed<'de> for Cpu<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Cpu<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of percentages")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            let Number(value) = map.next_value()?;
            let (end, quantity) = match &*key {
                "host_total" => (End::Local, Quantity::CpuUtilization(CpuScope::Process)),
                "host_user" => (End::Local, Quantity::CpuUser(CpuScope::Process)),
                "host_system" => (End::Local, Quantity::CpuSystem(CpuScope::Process)),
                "remote_total" => (End::Remote, Quantity::CpuUtilization(CpuScope::Process)),
                "remote_user" => (End::Remote, Quantity::CpuUser(CpuScope::Process)),
                "remote_system" => (End::Remote, Quantity::CpuSystem(CpuScope::Process)),
                _ => continue,
            };
            let sample = Sample::new(quantity, value, Statistic::Mean).with_end(end);
            if self.0.iter().any(|other| (other.quantity, other.end) == (sample.quantity, sample.end)) {
                return Err(A::Error::custom(format_args!("found `{key}` twice")));
            }
            self.0.push(sample);
        }
        Ok(())
    }
}
