//! What makes figures of runs comparable.

use std::collections::BTreeMap;
use std::fmt;

use crate::output::{FailureKind, Output, Test, Tool, Transport};
use crate::quantity::{CpuScope, Quantity};
use crate::ranking::Better;
use crate::report::Language;
use crate::sample::{Direction, End, Sample, Span, Statistic, Trip};
use crate::statistics::median;

/// Which figure of a run it is. Everything that would make two numbers incomparable is part of it: tool, test, transport,
/// message size, statistic, one way or round trip, direction, and the end that counted. Only the implementations of ping
/// share theirs; that a set mixes them is a warning.
///
/// # Examples
/// ```
/// use pavedroad_netbench::{MetricId, parse};
///
/// let figures = MetricId::figures(&parse(b"tcp_lat:\n    latency  =  54.6 us\n"));
/// assert_eq!(figures[0].metric.to_string(), "qperf tcp_lat: latency, mean, one way");
/// assert_eq!(figures[0].value, 54_600.0); // ns
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct MetricId {
    /// The tool, all implementations of ping as `ping`.
    pub tool: &'static str,
    /// The tool's name of the test: `tcp_lat`.
    pub test: String,
    /// What carried the data.
    pub transport: Option<Transport>,
    /// The size of the messages, in bytes.
    pub message_size: Option<u64>,
    /// What was measured, and so the unit.
    pub quantity: Quantity,
    /// What the figure says of its observations.
    pub statistic: Statistic,
    /// For latencies: of which way.
    pub trip: Option<Trip>,
    /// Which way the data went.
    pub direction: Option<Direction>,
    /// Which end counted it; none where it is of both.
    pub end: Option<End>,
}

/// One figure of one run.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Figure {
    /// Which it is.
    pub metric: MetricId,
    /// The value, in the [unit](Quantity::unit) of the metric's quantity.
    pub value: f64,
    /// The least difference the tool's print can show at this value.
    pub step: Option<f64>,
}

/// What only the part of a run is set to that `fping -Q` reports by the way.
const PERIOD: &str = "period";

/// The percentiles worth a comparison, in thousandths of a percent.
const PERCENTILES: [u32; 2] = [50_000, 99_000];

impl MetricId {
    /// Which of two values is the better one.
    #[must_use]
    pub const fn better(&self) -> Better {
        match self.quantity {
            Quantity::Bandwidth | Quantity::MessageRate | Quantity::TransactionRate => Better::Higher,
            _ => Better::Lower,
        }
    }

    /// The figures of a whole run that are worth comparing, in the order of its text:
    /// - latency: mean, median and 99th percentile; from a ping's replies also the median, which it does not
    ///   print, if all of them were read;
    /// - bandwidth, as the receiver counted it where both ends did;
    /// - transactions per time, jitter, and loss;
    /// - processor time per byte; from iperf3 that of both processes, for each byte received.
    ///
    /// Where a text has one figure several times, as a sweep without its sizes has, the later ones are of the tests
    /// `tcp_lat #2`, `tcp_lat #3`. Where it asks several hosts, the number is the host's place among them, those that
    /// gave nothing included, and the later runs of one host are `ping #2 run 2`; what fping says of all hosts together
    /// is left out. Nothing of a run that failed is among the figures, since a failure is no sample, nor are
    /// the periods of a run of `fping -Q`, whose last summary is of all of it.
    #[must_use]
    pub fn figures(output: &Output) -> Vec<Figure> {
        let Some(tool) = output.tool else { return Vec::new() };
        let targets = targets(output);
        let mut figures = Vec::new();
        let of_all = |test: &Test| tool == Tool::Fping && test.target.is_none() && !targets.is_empty();
        let tests = output.tests.iter().filter(|test| !test.settings.contains_key(PERIOD) && !of_all(test));
        for test in tests {
            let first = figures.len();
            let whole: Vec<&Sample> = test.samples.iter().filter(|sample| is_whole(sample)).collect();
            let received =
                |direction| whole.iter().any(|one| is_bandwidth_at(one, End::Receiver) && one.direction == direction);
            let compared = whole.iter().filter(|sample| is_compared(sample));
            let compared =
                compared.filter(|sample| !(is_bandwidth_at(sample, End::Sender) && received(sample.direction)));
            figures.extend(compared.map(|sample| figure(tool, test, sample)));
            figures.extend(median_of_replies(output, test).map(|sample| figure(tool, test, &sample)));
            figures.extend(cost_of_both_processes(&whole).map(|sample| figure(tool, test, &sample)));
            keep_first(&mut figures, first);
            if let Some(place @ 1..) = targets.iter().position(|target| test.target.as_deref() == Some(target)) {
                figures.iter_mut().skip(first).for_each(|figure| number(figure, "#", place + 1));
            }
        }
        number_repeated(&mut figures, if targets.len() > 1 { "run " } else { "#" });
        figures
    }
}

/// The hosts that a text asks, in the order of their first lines: an answer must not take the place of another host's
/// that is missing.
fn targets(output: &Output) -> Vec<&str> {
    let first = |test: &Test| test.samples.iter().filter_map(|sample| sample.line).min();
    let answers = output.tests.iter().map(|test| (first(test), test.target.as_deref()));
    let failures = output.failures.iter().map(|failure| (failure.line, failure.target.as_deref()));
    let mut asked: Vec<_> = answers.chain(failures).filter_map(|(line, target)| Some((line, target?))).collect();
    asked.sort_by_key(|(line, _)| *line);
    let mut targets: Vec<&str> = Vec::new();
    for (_, target) in asked {
        if !targets.contains(&target) {
            targets.push(target);
        }
    }
    targets
}

/// Leaves out what one test says twice: netperf has a mean of the transactions it timed, and one by their rate.
fn keep_first(figures: &mut Vec<Figure>, from: usize) {
    let own = figures.split_off(from);
    for figure in own {
        if figures.iter().skip(from).all(|kept| kept.metric != figure.metric) {
            figures.push(figure);
        }
    }
}

fn number(figure: &mut Figure, word: &str, number: impl fmt::Display) {
    figure.metric.test = format!("{} {word}{number}", figure.metric.test);
}

/// Tells the same figure of later tests from that of the first.
fn number_repeated(figures: &mut [Figure], word: &str) {
    let mut seen: BTreeMap<MetricId, u32> = BTreeMap::new();
    for figure in figures {
        let times = seen.entry(figure.metric.clone()).or_default();
        *times += 1;
        if *times > 1 {
            number(figure, word, *times);
        }
    }
}

impl fmt::Display for MetricId {
    /// As in `qperf tcp_lat: latency, mean, one way`: the English [`label`](Self::label).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.label(Language::English))
    }
}

/// Of the whole run and all its streams, and measured.
fn is_whole(sample: &Sample) -> bool {
    sample.span == Span::Run && sample.stream.is_none() && sample.statistic != Statistic::Setting
}

fn is_compared(sample: &Sample) -> bool {
    let spread = matches!(
        sample.statistic,
        Statistic::Min | Statistic::Max | Statistic::StandardDeviation | Statistic::MovingAverage
    );
    match (sample.quantity, sample.statistic) {
        (Quantity::Latency, Statistic::Percentile(percentile)) => PERCENTILES.contains(&percentile),
        (Quantity::Latency, statistic) => statistic == Statistic::Mean,
        (Quantity::Bandwidth | Quantity::TransactionRate | Quantity::Jitter | Quantity::Loss, _) => !spread,
        (Quantity::CpuCost(_), _) => !spread,
        _ => false,
    }
}

fn is_bandwidth_at(sample: &Sample, end: End) -> bool {
    sample.quantity == Quantity::Bandwidth && sample.end == Some(end)
}

fn figure(tool: Tool, test: &Test, sample: &Sample) -> Figure {
    let metric = MetricId {
        tool: tool.family(),
        test: test.name.clone(),
        transport: test.transport,
        message_size: test.message_size,
        quantity: sample.quantity,
        statistic: sample.statistic,
        trip: sample.trip,
        direction: sample.direction,
        end: sample.end,
    };
    Figure { metric, value: sample.value, step: sample.step }
}

/// The median of the replies of one test that prints none of its own; none where not all of them were read.
fn median_of_replies(output: &Output, test: &Test) -> Option<Sample> {
    let replies = || {
        let latency = |sample: &&Sample| sample.quantity == Quantity::Latency;
        test.samples.iter().filter(latency).filter(|sample| matches!(sample.span, Span::Reply(_)))
    };
    let first = replies().next()?;
    let values: Vec<f64> = replies().map(|reply| reply.value).collect();
    let is_received = |sample: &&Sample| {
        (sample.quantity, sample.span, sample.direction) == (Quantity::Messages, Span::Run, Some(Direction::ToClient))
    };
    let all = match test.samples.iter().find(is_received) {
        Some(received) => received.value == values.len() as f64,
        // A list of fping says nothing but its times.
        None => !output.failures.iter().any(|failure| {
            failure.kind == FailureKind::Truncated
                && failure.test.as_ref() == Some(&test.name)
                && failure.target == test.target
        }),
    };
    if !all {
        return None;
    }
    let step = replies()
        .filter_map(|reply| reply.step)
        .fold(None, |most: Option<f64>, step| Some(most.map_or(step, |most| most.max(step))));
    Some(Sample {
        statistic: Statistic::MEDIAN,
        span: Span::Run,
        value: median(&values)?,
        step,
        line: None,
        ..first.clone()
    })
}

/// The processor time of both of iperf3's processes, for each byte that was received: the steadiest of its figures.
fn cost_of_both_processes(whole: &[&Sample]) -> Option<Sample> {
    let used = |end| {
        let of_end = |sample: &&&Sample| {
            sample.quantity == Quantity::CpuUtilization(CpuScope::Process) && sample.end == Some(end)
        };
        whole.iter().find(of_end).map(|sample| sample.value)
    };
    let used = used(End::Local)? + used(End::Remote)?;
    let mut received = whole.iter().filter(|sample| is_bandwidth_at(sample, End::Receiver)).map(|sample| sample.value);
    let bits = received.next()?;
    // With two directions at once there is no telling which of them the time went to.
    if received.next().is_some() || bits <= 0.0 {
        return None;
    }
    // Percent of a core is 10^7 ns of processor time a second; a byte is 8 bits.
    Some(Sample::new(Quantity::CpuCost(CpuScope::Process), used * 1e7 * 8.0 / bits, Statistic::Mean))
}
