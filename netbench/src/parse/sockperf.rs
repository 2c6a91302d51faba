//! The output of sockperf's client.
//!
//! # What its numbers mean
//! - A latency is half a round trip, so [`Trip::OneWay`]; with `--full-rtt` it is the whole, and sockperf then writes
//!   `avg-rtt` and `Round trip` in place of `avg-latency` and `Latency`. The percentiles below say neither, so they are
//!   of the trip that stands above them.
//! - Latencies are of the valid part of the run, without its start and end; the counts of the whole run come first.
//! - `MBps` are 2^20 bytes a second and `Mbps` is eight times that, not 10^6 bit/s: 4.6 % would be missing. The
//!   bandwidth here is in bits. With `--giga-size` the same numbers are divided by 1000 once more.
//! - In a run of throughput the client counts what it sent. Nobody counts what arrived.
//!
//! # What is no number
//! sockperf exits with 0 whatever happened. A run without a summary gives nothing but a failure.

use crate::output::{FailureKind, Test, Tool, Transport};
use crate::parse::{Builder, Comma, Decimal, Line, Lines};
use crate::quantity::Quantity;
use crate::sample::{Direction, End, Sample, Statistic, Trip};

/// Whether only this tool prints such a line.
pub(crate) fn prints(line: &str) -> bool {
    line.starts_with("sockperf: ") || line.starts_with("sockperf[")
}

/// Reads the output of one or more runs.
pub(crate) fn read(text: &[u8], out: &mut Builder) {
    out.tool(Tool::Sockperf);
    let mut run = Run::default();
    for line in Lines::new(text) {
        run.line(&line, out);
    }
    run.close(FailureKind::Truncated, out);
}

/// The run that is being read, or the part of it about one server.
#[derive(Debug, Default)]
struct Run {
    /// The last line of it, once there was one.
    last: Option<u32>,
    /// Whether its version was seen; `--debug` prints its parameters before that.
    versioned: bool,
    /// What was asked for, as the command says: the text itself names throughput alone.
    mode: Option<&'static str>,
    server: bool,
    transport: Option<Transport>,
    target: Option<String>,
    message_size: Option<u64>,
    settings: Vec<(&'static str, String)>,
    /// Which way the latencies are of, as their average says.
    trip: Option<Trip>,
    samples: Vec<Sample>,
    /// Whether the last of its numbers was read.
    complete: bool,
    /// Whether it has failed; the failure is noted.
    failed: bool,
}

impl Run {
    fn line(&mut self, line: &Line<'_>, out: &mut Builder) {
        let text = &*line.text;
        if let Some(command) = text.strip_prefix("$ ") {
            self.close(FailureKind::Truncated, out);
            self.mode = mode(command);
            out.other(line);
        } else if text.starts_with("# rc=") {
            self.close(FailureKind::NoValue, out);
            out.other(line);
        } else if let Some(said) = text.strip_prefix("sockperf: ") {
            self.said(said.trim(), line, out);
        } else if text.starts_with("sockperf[") {
            self.last = Some(line.number);
            self.server |= text.starts_with("sockperf[SERVER]");
        } else if let Some(address) = text.trim_start().strip_prefix('[').and_then(|rest| rest.split_once("] IP = ")) {
            self.address(address.1);
        } else if !self.parameter(text) {
            out.other(line);
        }
    }

    /// Takes what stands behind `sockperf: `.
    fn said(&mut self, text: &str, line: &Line<'_>, out: &mut Builder) {
        const NUMBERS: [&str; 6] = ["[Valid", "====>", "# dropped", "--->", "Total of ", "Summary: "];
        if self.complete && NUMBERS.iter().any(|start| text.starts_with(start)) {
            // The numbers of another run, whose first lines are missing.
            self.close(FailureKind::NoValue, out);
        }
        if let Some(version) = text.strip_prefix("== version #") {
            self.next(out);
            out.setting("version", version.trim_end_matches(" =="));
        } else if let Some(number) = text.strip_prefix("========= Printing statistics for Server No: ") {
            self.of_server(number, out);
        } else if let Some(kind) = failure(text) {
            self.failed = true;
            out.note(kind, Some(line.number), text);
        } else if let Some(warning) = text.strip_prefix("WARNING: ") {
            self.settings.push(("warning", warning.to_owned()));
        } else if let Some(how) = text.strip_prefix("Test end (interrupted by ") {
            self.settings.push(("ended_by", how.trim_end_matches(')').to_owned()));
        } else if let Some(figures) = text.strip_prefix("[Total Run] ") {
            // Of the whole run; the samples are of its valid part.
            self.settings.push(("total_run", figures.to_owned()));
        } else if let Some(note) = text.strip_prefix("NOTE: test was performed, using ") {
            self.note(note);
        } else {
            let first = self.samples.len();
            match self.numbers(text, line) {
                Ok(true) => {}
                Ok(false) if idle(text) => {}
                Ok(false) => {
                    out.other(line);
                    return;
                }
                // What follows a wrong number may be wrong because of it.
                Err(Wrong) if self.failed => {}
                Err(Wrong) => {
                    self.samples.truncate(first);
                    self.failed = true;
                    out.unreadable(line);
                }
            }
        }
        self.last = Some(line.number);
    }

    /// Takes a line of numbers. It is wrong where its words are sockperf's and its numbers are not.
    fn numbers(&mut self, text: &str, line: &Line<'_>) -> Result<bool, Wrong> {
        let first = self.samples.len();
        if let Some(figures) = text.strip_prefix("[Valid Duration] ") {
            let seconds = figure(figures, "RunTime=")?.scaled(1, 9).ok_or(Wrong)?;
            self.samples.push(Sample::new(Quantity::Duration, seconds, Statistic::Single).with_step(1e6));
            let sent = Sample::new(Quantity::Messages, count(figures, "SentMessages=")?, Statistic::Total);
            self.samples.push(sent.with_direction(Direction::ToServer).with_end(End::Sender));
            let received = Sample::new(Quantity::Messages, count(figures, "ReceivedMessages=")?, Statistic::Total);
            self.samples.push(received.with_direction(Direction::ToClient).with_end(End::Receiver));
        } else if let Some(figures) = text.strip_prefix("====> avg-") {
            let (trip, name) =
                if figures.starts_with("rtt=") { (Trip::RoundTrip, "rtt=") } else { (Trip::OneWay, "lat") };
            self.trip = Some(trip);
            let mean = if trip == Trip::RoundTrip { figure(figures, name)? } else { average(figures)? };
            self.latency(mean, Statistic::Mean)?;
            self.latency(figure(figures, "(std-dev=")?, Statistic::StandardDeviation)?;
        } else if let Some(figures) = text.strip_prefix("# dropped messages = ") {
            for (quantity, name) in [
                (Quantity::Lost, ""),
                (Quantity::Duplicates, "# duplicated messages = "),
                (Quantity::OutOfOrder, "# out-of-order messages = "),
            ] {
                self.samples.push(Sample::new(quantity, count(figures, name)?, Statistic::Total));
            }
        } else if let Some(rest) = text.strip_prefix("---> ") {
            let (name, value) = rest.split_once('=').ok_or(Wrong)?;
            let value = Decimal::parse(value.trim(), Comma::None).ok_or(Wrong)?;
            let statistic = match name.trim() {
                "<MAX> observation" => Statistic::Max,
                "<MIN> observation" => Statistic::Min,
                name => percentile(name).ok_or(Wrong)?,
            };
            self.latency(value, statistic)?;
            self.complete |= statistic == Statistic::Min && line.ended;
        } else if let Some(rest) = text.strip_prefix("Total of ") {
            self.sent(rest)?;
        } else if let Some(rest) = text.strip_prefix("Summary: ") {
            self.summary(rest, line)?;
        } else {
            return Ok(false);
        }
        if !line.ended {
            return Err(Wrong);
        }
        for sample in self.samples.iter_mut().skip(first) {
            sample.line = Some(line.number);
        }
        Ok(true)
    }

    /// `421475 messages sent in 1.000 sec`
    fn sent(&mut self, text: &str) -> Result<(), Wrong> {
        let (messages, seconds) = text.split_once(" messages sent in ").ok_or(Wrong)?;
        let messages = Decimal::parse(messages, Comma::None).and_then(|count| count.scaled(1, 0)).ok_or(Wrong)?;
        let (seconds, unit) = Decimal::read(seconds, Comma::None).ok_or(Wrong)?;
        if !unit.starts_with(" sec") {
            return Err(Wrong);
        }
        self.push_sent(Sample::new(Quantity::Messages, messages, Statistic::Total));
        let seconds = seconds.scaled(1, 9).ok_or(Wrong)?;
        self.samples.push(Sample::new(Quantity::Duration, seconds, Statistic::Single).with_step(1e6));
        Ok(())
    }

    /// What stands behind `Summary: `. The one of a latency says the average again.
    fn summary(&mut self, text: &str, line: &Line<'_>) -> Result<(), Wrong> {
        if let Some(rest) = text.strip_prefix("Message Rate is ") {
            let (rate, unit) = Decimal::read(rest, Comma::None).ok_or(Wrong)?;
            if !unit.starts_with(" [msg/sec]") {
                return Err(Wrong);
            }
            let value = rate.scaled(1, 0).ok_or(Wrong)?;
            self.push_sent(Sample::new(Quantity::MessageRate, value, Statistic::Mean).with_step(rate.step(1, 0)));
        } else if let Some(rest) = text.strip_prefix("BandWidth is ") {
            self.bandwidth(rest)?;
            self.complete = line.ended;
        } else {
            let trip = if text.starts_with("Round trip ") { Trip::RoundTrip } else { Trip::OneWay };
            let (burst, value) = text.rsplit_once(" is ").ok_or(Wrong)?;
            if let Some(burst) = burst.split_once(" of burst of ").and_then(|(_, rest)| rest.strip_suffix(" messages"))
            {
                self.settings.push(("burst", burst.to_owned()));
            }
            let value =
                value.strip_suffix(" usec").and_then(|value| Decimal::parse(value, Comma::None)).ok_or(Wrong)?;
            let mean = self.samples.iter().find(|sample| sample.statistic == Statistic::Mean);
            if self.trip != Some(trip) || mean.map(|mean| mean.value) != value.scaled(1, 3) {
                return Err(Wrong);
            }
        }
        Ok(())
    }

    /// `5.625 MBps (44.997 Mbps)`: the second is eight times the first, both of 2^20.
    fn bandwidth(&mut self, text: &str) -> Result<(), Wrong> {
        let (bytes, rest) = Decimal::read(text, Comma::None).ok_or(Wrong)?;
        let (scale, rest) = match rest.strip_prefix(" MBps (") {
            Some(rest) => (1, rest),
            None => (1000, rest.strip_prefix(" GBps (").ok_or(Wrong)?),
        };
        let (bits, unit) = Decimal::read(rest, Comma::None).ok_or(Wrong)?;
        let factor = scale << 20;
        let (value, eightfold) = (bits.scaled(factor, 0).ok_or(Wrong)?, bytes.scaled(8 * factor, 0).ok_or(Wrong)?);
        let right = if scale == 1 { " Mbps)" } else { " Gbps)" };
        // Messages were sent, so what shows as 0 is below the last digit.
        if bits.is_zero() || unit != right || (value - eightfold).abs() > bytes.step(8 * factor, 0) {
            return Err(Wrong);
        }
        self.push_sent(Sample::new(Quantity::Bandwidth, value, Statistic::Mean).with_step(bits.step(factor, 0)));
        Ok(())
    }

    fn push_sent(&mut self, sample: Sample) {
        self.samples.push(sample.with_direction(Direction::ToServer).with_end(End::Sender));
    }

    /// A latency in microseconds.
    fn latency(&mut self, value: Decimal, statistic: Statistic) -> Result<(), Wrong> {
        let sample = Sample::new(Quantity::Latency, value.scaled(1, 3).ok_or(Wrong)?, statistic);
        self.samples.push(sample.with_trip(self.trip.ok_or(Wrong)?).with_step(value.step(1, 3)));
        Ok(())
    }

    /// `127.0.0.1       PORT = 11111 # TCP`, one line for each server.
    fn address(&mut self, text: &str) {
        if self.target.is_none() {
            self.target = text.split_ascii_whitespace().next().map(str::to_owned);
        }
        self.transport = match text.rsplit_once("# ").map(|(_, name)| name.trim()) {
            Some("TCP") => Some(Transport::Tcp),
            Some("UDP") => Some(Transport::Udp),
            _ => self.transport,
        };
    }

    /// `msg-size=14, mps=5000. For getting maximum ...`
    fn note(&mut self, text: &str) {
        let settings = text.split_once(". For ").map_or(text, |(settings, _)| settings);
        self.settings.push(("note", settings.to_owned()));
        if let Some(size) = settings.strip_prefix("msg-size=") {
            self.message_size = size.split(',').next().and_then(|size| size.parse().ok());
        }
    }

    /// The parameters that `--debug` lists: `\tmsg_size = 14 `.
    fn parameter(&mut self, text: &str) -> bool {
        let Some((name, value)) = text.strip_prefix('\t').and_then(|text| text.split_once(" =")) else { return false };
        if name == "msg_size" {
            self.message_size = value.trim().parse().ok();
        }
        name.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b' '))
    }

    /// Begins the next run.
    fn next(&mut self, out: &mut Builder) {
        if self.versioned {
            self.close(FailureKind::Truncated, out);
        }
        self.versioned = true;
    }

    /// Begins what is said of one of several servers; of the first nothing was said before.
    fn of_server(&mut self, number: &str, out: &mut Builder) {
        if self.complete {
            let next =
                Self { mode: self.mode, transport: self.transport, message_size: self.message_size, ..Self::default() };
            self.close(FailureKind::Truncated, out);
            *self = next;
        }
        self.settings.push(("server_number", number.to_owned()));
    }

    /// Ends the run, and says of one without its last number that it failed in that way.
    fn close(&mut self, kind: FailureKind, out: &mut Builder) {
        let run = std::mem::take(self);
        let Some(last) = run.last else { return };
        if run.server && run.samples.is_empty() {
            return;
        }
        let throughput = run.samples.iter().any(|sample| sample.quantity == Quantity::MessageRate);
        let mut test = Test::new(run.mode.unwrap_or(if throughput { "throughput" } else { "latency" }));
        test.transport = run.transport;
        test.message_size = run.message_size;
        test.target = run.target;
        out.begin(test);
        if run.complete && !run.failed {
            run.settings.iter().for_each(|(name, value)| out.test_setting(name, value));
            run.samples.into_iter().for_each(|sample| out.push(sample));
        } else if !run.failed {
            out.note(kind, Some(last), "the run has no summary");
        }
        out.close();
    }
}

/// A number that is not what sockperf prints there.
struct Wrong;

/// The number behind a name.
fn figure(text: &str, name: &str) -> Result<Decimal, Wrong> {
    let (_, rest) = text.split_once(name).ok_or(Wrong)?;
    let number = rest.trim_start().split([',', ';', ')', ' ']).next().unwrap_or_default();
    Decimal::parse(number, Comma::None).ok_or(Wrong)
}

fn count(text: &str, name: &str) -> Result<f64, Wrong> {
    let count = figure(text, name)?.integer().ok_or(Wrong)?;
    Ok(count as f64)
}

/// `latency=7.295 (std-dev=...`; versions before 3 write `lat=  7.295`.
fn average(text: &str) -> Result<Decimal, Wrong> {
    figure(text.strip_prefix("latency").or_else(|| text.strip_prefix("lat")).ok_or(Wrong)?, "=")
}

/// `percentile 99.999`
fn percentile(name: &str) -> Option<Statistic> {
    let number = Decimal::parse(name.strip_prefix("percentile")?.trim(), Comma::None)?;
    // Three decimals at most, so this is an integer, and the cast is exact up to 100 %.
    let thousandths = number.scaled(1, 3)?;
    let whole = thousandths.fract() == 0.0 && thousandths <= 100_000.0;
    whole.then_some(Statistic::Percentile(thousandths as u32))
}

/// What was run, by its name or its short name.
fn mode(command: &str) -> Option<&'static str> {
    let (_, arguments) = command.split_once("sockperf ")?;
    Some(match arguments.split_ascii_whitespace().next()? {
        "pp" | "ping-pong" => "ping-pong",
        "ul" | "under-load" => "under-load",
        "pb" | "playback" => "playback",
        "tp" | "throughput" => "throughput",
        _ => return None,
    })
}

/// What sockperf says instead of numbers.
fn failure(text: &str) -> Option<FailureKind> {
    if let Some(error) = text.strip_prefix("ERROR: ") {
        let connection = ["connect", "refused", "unreachable", "No route", "timed out"];
        let lost = connection.iter().any(|word| error.contains(word));
        Some(if lost { FailureKind::NoConnection } else { FailureKind::ToolError })
    } else if text.starts_with('\'') && text.contains("Invalid address") {
        Some(FailureKind::NoConnection)
    } else if text.starts_with("No messages were received from the server.") {
        Some(FailureKind::AllLost)
    } else if text.starts_with("No valid observations found.") || text.starts_with("Test end before test start.") {
        Some(FailureKind::NoValue)
    } else if text.starts_with("Test ends uncompleted") {
        Some(FailureKind::ToolError)
    } else {
        None
    }
}

/// Whether a line tells how the run goes on, and no more.
fn idle(text: &str) -> bool {
    let starts =
        ["Warmup stage", "Starting test", "Test ended", "testStart", "+INFO", "[fd=", "RunTime Estimate", "using "];
    starts.iter().any(|start| text.starts_with(start)) || (text.starts_with("Total ") && text.contains(" observations"))
}
