//! One JSON text of iperf3: a whole run, or with `--json-stream` one event of it.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::parse::iperf3::figures::Figures;
use crate::parse::iperf3::start::Start;
use crate::parse::iperf3::summary::Summary;
use crate::sample::Sample;

/// What a JSON text says, as far as it goes.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// The kind of event it is, if it is one.
    pub(crate) event: Option<String>,
    pub(crate) start: Option<Start>,
    /// The samples of the intervals.
    pub(crate) intervals: Vec<Sample>,
    /// Whether an interval has figures of both directions.
    pub(crate) both_ways: bool,
    pub(crate) end: Option<Summary>,
    /// What went wrong, as iperf3 says it.
    pub(crate) error: Option<String>,
    /// The words of the caller that iperf3 passes on, by their names.
    pub(crate) settings: Vec<(&'static str, String)>,
}

/// Reads a document from a text of so many bytes.
pub(crate) struct DocumentOf(pub(crate) usize);

impl<'de> DeserializeSeed<'de> for DocumentOf {
    type Value = Document;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Document, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for DocumentOf {
    type Value = Document;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the JSON of iperf3")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Document, A::Error> {
        let mut read = Document::default();
        let mut intervals = false;
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            match (&*key, read.event.as_deref()) {
                ("event", None) => read.event = Some(map.next_value()?),
                ("start", None) | ("data", Some("start")) => once(&mut read.start, map.next_value()?)?,
                ("end", None) | ("data", Some("end")) => once(&mut read.end, map.next_value()?)?,
                ("error", None) | ("data", Some("error")) => once(&mut read.error, map.next_value()?)?,
                ("intervals", None) if intervals => return Err(A::Error::custom("found `intervals` twice")),
                ("intervals", None) => {
                    intervals = true;
                    map.next_value_seed(Intervals { document: &mut read, bytes: self.0 })?;
                }
                ("data", Some("interval")) => map.next_value_seed(Interval(&mut read))?,
                ("title", _) => read.settings.push(("title", map.next_value()?)),
                ("extra_data", _) => read.settings.push(("extra_data", map.next_value()?)),
                // The server's own account of the same run would count it twice.
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(read)
    }
}

fn once<T, E: Error>(place: &mut Option<T>, value: T) -> Result<(), E> {
    match place.replace(value) {
        None => Ok(()),
        Some(_) => Err(E::custom("found a part of the run twice")),
    }
}

/// The array of intervals. It goes straight into samples, so that an array of a million empty objects takes no memory.
struct Intervals<'a> {
    document: &'a mut Document,
    /// How long the text is.
    bytes: usize,
}

/// How many bytes of text there are for each sample at least, as cJSON prints them. Room that is made at once is not
/// copied again and again: that was a third of the time.
const BYTES_EACH: usize = 48;

/// So many samples need no such care.
const FEW: usize = 512;

impl<'de> DeserializeSeed<'de> for Intervals<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Intervals<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of intervals")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(Interval(self.document))?.is_some() {
            let samples = &mut self.document.intervals;
            let all = self.bytes / BYTES_EACH;
            if samples.len() >= FEW && samples.capacity() < all {
                samples.reserve_exact(all - samples.len());
            }
        }
        Ok(())
    }
}

/// One interval: its streams, and one sum for each direction.
struct Interval<'a>(&'a mut Document);

impl<'de> DeserializeSeed<'de> for Interval<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Interval<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an interval")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let samples = &mut self.0.intervals;
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            match &*key {
                "streams" => map.next_value_seed(Streams(samples))?,
                "sum" => drop(map.next_value_seed(Figures::of_interval(samples, false))?),
                "sum_bidir_reverse" => {
                    self.0.both_ways = true;
                    map.next_value_seed(Figures::of_interval(samples, false))?;
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

/// The streams of an interval.
struct Streams<'a>(&'a mut Vec<Sample>);

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
        while seq.next_element_seed(Figures::of_interval(self.0, true))?.is_some() {}
        Ok(())
    }
}
