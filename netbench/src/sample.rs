//! One number of a tool's output, with what it means.

use crate::quantity::Quantity;

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
