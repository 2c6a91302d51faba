//! What ping and fping say of packets alike.

use crate::parse::{Decimal, Line};
use crate::quantity::Quantity;
use crate::sample::{Direction, Sample, Statistic, Trip};

/// A round trip, printed in milliseconds. A time of 0 is less than the clock of the tool can tell, or made up.
pub(crate) fn round_trip(milliseconds: Decimal, statistic: Statistic, line: &Line<'_>) -> Option<Sample> {
    let value = milliseconds.scaled(1, 6)?;
    let sample = Sample::new(Quantity::Latency, value, statistic).with_trip(Trip::RoundTrip).at_line(line.number);
    (value > 0.0 || statistic == Statistic::StandardDeviation).then(|| sample.with_step(milliseconds.step(1, 6)))
}

/// A count. Counts of packets are far below 2^53, from where an f64 has gaps.
pub(crate) fn total(quantity: Quantity, number: u64, line: &Line<'_>) -> Sample {
    Sample::new(quantity, number as f64, Statistic::Total).at_line(line.number)
}

/// How many requests were sent and how many answers came.
pub(crate) fn sent_and_received(sent: u64, received: u64, line: &Line<'_>) -> [Sample; 2] {
    [
        total(Quantity::Messages, sent, line).with_direction(Direction::ToServer),
        total(Quantity::Messages, received, line).with_direction(Direction::ToClient),
    ]
}

/// The part that was lost, if it is what the counts say by any rounding to as many digits.
pub(crate) fn loss(printed: Decimal, sent: u64, received: u64, line: &Line<'_>) -> Option<Sample> {
    let value = printed.scaled(1, 0)?;
    let step = printed.step(1, 0);
    let exact = sent.saturating_sub(received) as f64 * 100.0 / sent as f64;
    let mut sample = Sample::new(Quantity::Loss, value, Statistic::Mean).at_line(line.number);
    sample.step = (value != exact).then_some(step);
    ((value - exact).abs() < step).then_some(sample)
}
