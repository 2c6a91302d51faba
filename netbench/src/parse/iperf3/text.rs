//! iperf3's text, of a client or a server.

mod row;

use crate::output::{FailureKind, Test, Transport};
use crate::parse::iperf3::{complaint, kind_of};
use crate::parse::{Builder, Comma, Decimal, Line, Lines};
use crate::quantity::{CpuScope, Quantity};
use crate::sample::{Direction, End, Sample, Span, Statistic};

use row::{Flaw, Row, bracket};

/// Whether only iperf3 prints such a line.
pub(crate) fn prints(line: &str) -> bool {
    begins(line) || complaint(line).is_some()
}

/// Whether such a line says that the text is no JSON.
pub(crate) fn begins(line: &str) -> bool {
    let line = line.trim_end();
    // The last letter tells most lines apart without a search.
    match line.as_bytes().last() {
        Some(b'0'..=b'9') => connecting(line).is_some(),
        Some(b'.') => line.ends_with("iperf Done."),
        // iperf 2 has fewer blanks in its header.
        Some(b'e' | b'h' | b'r' | b'd' | b's' | b'T') => {
            line.contains("[ ID] Interval           Transfer") || line.contains("[ ID][Role] Interval")
        }
        _ => false,
    }
}

/// Reads the text of one or more runs.
pub(crate) fn read(lines: Lines<'_>, out: &mut Builder) {
    let mut run = Run::default();
    for line in lines {
        run.line(&line, out);
        run.seen = run.open.then_some(line.number);
    }
    run.close(None, out);
}

/// The run that is being read.
#[derive(Debug, Default)]
struct Run {
    /// Whether a line of it was seen.
    open: bool,
    server: bool,
    /// Whether the server was asked to send.
    reverse: bool,
    target: Option<String>,
    protocol: Option<String>,
    block_size: Option<u64>,
    /// The streams that were connected or have figures.
    streams: Vec<u32>,
    sums: bool,
    both_ways: bool,
    /// Whether the lines are of the run and not of its intervals: they follow a row of dashes and a header.
    summary: bool,
    dashes: bool,
    /// Whether the header above names datagrams.
    datagrams: bool,
    /// Whether the lines repeat what the server printed.
    of_server: bool,
    settings: Vec<(&'static str, String)>,
    samples: Vec<Sample>,
    /// The last line of the run's figures.
    last: Option<u32>,
    /// The last line that was seen while it was open.
    seen: Option<u32>,
    /// Whether it has failed; the failure is noted.
    failed: bool,
}

/// More streams than this are more than iperf3 can have.
const STREAMS: usize = 1024;

impl Run {
    fn line(&mut self, line: &Line<'_>, out: &mut Builder) {
        let text = &*line.text;
        if text.starts_with('[') && !self.of_server && (self.figures(line, out) || self.header(text)) {
            return;
        }
        if text.starts_with("$ ") || text.starts_with("# rc=") {
            self.close(None, out);
            out.other(line);
        } else if let Some(error) = complaint(text) {
            // On standard error, so it may stand before the rest of its run or after it.
            self.open = true;
            self.fail(kind_of(error), line, out);
        } else if text.trim_end().ends_with("iperf Done.") {
            self.close(Some(line), out);
        } else if self.of_server {
            // The server's own account of the same run would count it twice.
        } else if let Some((host, port)) = connecting(text) {
            self.next(out);
            self.target = Some(host.to_owned());
            self.settings.push(("port", port.to_owned()));
        } else if text.contains("Accepted connection from ") {
            self.next(out);
            self.server = true;
        } else if text.contains("Server listening on ") || text.trim().starts_with("------------------") {
            if self.server {
                self.close(Some(line), out);
            }
        } else if !(self.figures(line, out) || self.header(text) || self.word(line, out)) {
            out.other(line);
        }
    }

    /// Begins the next run. What stands open is closed, but for a failure that was noted before its run.
    fn next(&mut self, out: &mut Builder) {
        let early = self.failed && self.samples.is_empty() && self.streams.is_empty();
        if !early {
            self.close(None, out);
        }
        *self = Self { open: true, failed: early, ..Self::default() };
    }

    /// Takes a line of figures that cannot be. A client's run then gives none; in a server's report, whose end nothing
    /// marks, each line of the run stands for itself.
    fn wrong(&mut self, kind: FailureKind, line: &Line<'_>, out: &mut Builder) {
        if self.server && self.summary {
            out.note(kind, Some(line.number), line.text.trim());
        } else {
            self.fail(kind, line, out);
        }
    }

    fn fail(&mut self, kind: FailureKind, line: &Line<'_>, out: &mut Builder) {
        self.failed = true;
        out.note(kind, Some(line.number), line.text.trim());
    }

    /// Takes a line of figures.
    fn figures(&mut self, line: &Line<'_>, out: &mut Builder) -> bool {
        let text = &*line.text;
        let Some((name, after)) = bracket(text) else { return false };
        if name != "SUM" && name.parse::<u32>().is_err() {
            return false;
        }
        self.open = true;
        if let Ok(stream) = name.parse()
            && !self.streams.contains(&stream)
            && self.streams.len() < STREAMS
        {
            self.streams.push(stream);
        }
        if after.contains(" connected to ") || after.contains(" statistics not available)") || after.contains("] Sent ")
        {
            return true;
        }
        if after.trim_start().starts_with("Sent ") && after.trim_end().ends_with(" datagrams") {
            return true;
        }
        if !line.ended {
            self.wrong(FailureKind::Truncated, line, out);
            return true;
        }
        if let Some(before) = after.trim_end().strip_suffix(" datagrams received out-of-order") {
            self.out_of_order(name, before, line, out);
            return true;
        }
        let Some(row) = Row::read(text) else {
            if after.contains("/sec") {
                self.wrong(FailureKind::BadValue, line, out);
                return true;
            }
            return false;
        };
        self.row(if self.datagrams { row.datagrams() } else { row }, line, out);
        true
    }

    fn row(&mut self, row: Row, line: &Line<'_>, out: &mut Builder) {
        self.dashes = false;
        self.sums |= row.stream.is_none();
        self.both_ways |= row.role.is_some();
        if self.summary {
            // Of the other end a server knows nothing.
            if self.server && row.flaw == Some(Flaw::Nothing) {
                return;
            }
            self.last = Some(line.number);
            if let Some(flaw) = row.flaw {
                let kind = match flaw {
                    Flaw::Value => FailureKind::BadValue,
                    Flaw::Lost => FailureKind::AllLost,
                    Flaw::Nothing if self.datagrams => FailureKind::AllLost,
                    Flaw::Nothing => FailureKind::NoValue,
                };
                self.wrong(kind, line, out);
                return;
            }
        }
        let span = if self.summary { Span::Run } else { row.span() };
        let mut samples = row.samples;
        if self.summary && row.seconds > 0.0 {
            let duration = Sample::new(Quantity::Duration, (row.seconds * 1e9).round(), Statistic::Single);
            samples.push(duration.with_step(1e7));
        }
        for mut sample in samples {
            sample.span = span;
            sample.stream = row.stream;
            sample.direction = row.role;
            // Versions before 3.7 have one line for both ends of UDP.
            let both = self.summary && self.datagrams && row.end.is_none();
            sample.end = if both { Some(who_knows(sample.quantity)) } else { row.end };
            sample.line = Some(line.number);
            self.samples.push(sample);
        }
    }

    /// `[  5]  0.0- 1.0 sec  3 datagrams received out-of-order`
    fn out_of_order(&mut self, name: &str, before: &str, line: &Line<'_>, out: &mut Builder) {
        let count = before.rsplit(' ').next().and_then(|count| Decimal::parse(count, Comma::None)?.scaled(1, 0));
        let Some(count) = count else { return self.wrong(FailureKind::BadValue, line, out) };
        let mut sample = Sample::new(Quantity::OutOfOrder, count, Statistic::Total).with_end(End::Receiver);
        sample.stream = name.parse().ok();
        sample.line = Some(line.number);
        self.samples.push(sample);
    }

    /// Takes the dashes and the header above figures.
    fn header(&mut self, text: &str) -> bool {
        let text = text.trim_end();
        if text.ends_with("- - - - - - - - -") {
            self.dashes = true;
        } else if text.ends_with("Test Complete. Summary Results:") {
            self.summary = true;
        } else if text.contains("[ ID]") && text.contains("Interval") {
            self.open = true;
            self.summary |= self.dashes;
            self.datagrams = text.ends_with("Datagrams");
            if self.protocol.is_none() {
                self.protocol = if self.datagrams { Some("UDP") } else { text.contains(" Retr").then_some("TCP") }
                    .map(str::to_owned);
            }
        } else {
            return false;
        }
        true
    }

    /// Takes a line of words: settings, the processor time, and what says nothing.
    fn word(&mut self, line: &Line<'_>, out: &mut Builder) -> bool {
        let text = line.text.trim();
        for (before, name) in [
            ("Time: ", "start_time"),
            ("Control connection MSS ", "control_mss"),
            ("TCP MSS: ", "mss"),
            ("Target Bitrate: ", "target_bitrate"),
            ("snd_tcp_congestion ", "congestion_sender"),
            ("rcv_tcp_congestion ", "congestion_receiver"),
            ("warning: ", "warning"),
        ] {
            if let Some(value) = text.strip_prefix(before) {
                self.settings.push((name, value.to_owned()));
                return true;
            }
        }
        if let Some(cpu) = text.strip_prefix("CPU Utilization: ") {
            self.cpu(cpu, line);
        } else if let Some(settings) = text.strip_prefix("Starting Test: protocol: ") {
            let mut parts = settings.splitn(4, ", ");
            self.protocol = parts.next().map(str::to_owned);
            let streams = parts.next().and_then(|part| part.strip_suffix(" streams")).unwrap_or_default();
            self.settings.push(("streams", streams.to_owned()));
            self.block_size = parts.next().and_then(|part| part.strip_suffix(" byte blocks")?.parse().ok());
            self.settings.push(("test", parts.next().unwrap_or_default().to_owned()));
        } else if text.starts_with("iperf 3.") {
            out.setting("version", text);
        } else if text.starts_with("Linux ") || text.starts_with("Darwin ") || text.starts_with("FreeBSD ") {
            out.setting("kernel", text);
        } else if text.ends_with("Server output:") || text.ends_with("Server JSON output:") {
            self.of_server = true;
        } else if text.contains("Reverse mode, remote host ") {
            self.reverse = true;
        } else {
            return text.starts_with("Cookie: ") || text == "Finished omit period, starting real test";
        }
        true
    }

    /// `local/sender 99.0% (0.6%u/98.3%s), remote/receiver 42.6% (3.1%u/39.5%s)`, of iperf3's own processes.
    fn cpu(&mut self, text: &str, line: &Line<'_>) {
        for part in text.split(", ") {
            let Some((whose, shares)) = part.split_once(' ') else { continue };
            let end = if whose.starts_with("local/") { End::Local } else { End::Remote };
            if self.server && end == End::Remote {
                continue;
            }
            let numbers = shares.split(['(', '/']).map(|share| Decimal::read(share.trim(), Comma::None));
            let scope = CpuScope::Process;
            let quantities = [Quantity::CpuUtilization(scope), Quantity::CpuUser(scope), Quantity::CpuSystem(scope)];
            for (number, quantity) in numbers.zip(quantities) {
                if let Some((number, _)) = number
                    && let Some(value) = number.scaled(1, 0)
                {
                    let sample = Sample::new(quantity, value, Statistic::Mean).with_end(end).at_line(line.number);
                    self.samples.push(sample.with_step(number.step(1, 0)));
                }
            }
        }
    }

    /// Ends the run, at that line. A client's has ended only where it says so.
    fn close(&mut self, line: Option<&Line<'_>>, out: &mut Builder) {
        let run = std::mem::take(self);
        if !run.open {
            return;
        }
        let done = run.last.is_some() && (run.server || line.is_some());
        let mut test = Test::new(run.protocol.as_deref().unwrap_or("iperf3"));
        test.transport = match run.protocol.as_deref() {
            Some("TCP") => Some(Transport::Tcp),
            Some("UDP") => Some(Transport::Udp),
            Some("SCTP") => Some(Transport::Sctp),
            _ => None,
        };
        test.message_size = run.block_size;
        test.target.clone_from(&run.target);
        out.begin(test);
        for (name, value) in &run.settings {
            out.test_setting(name, value);
        }
        if !run.failed && !done {
            let kind = if line.is_some() { FailureKind::NoValue } else { FailureKind::Truncated };
            let why = if run.last.is_some() {
                "the run does not end in `iperf Done.`"
            } else {
                "the run has no figures of its whole"
            };
            out.note(kind, line.map(|line| line.number).or(run.seen), why);
        } else if !run.failed {
            run.give(out);
        }
        out.close();
    }

    fn give(self, out: &mut Builder) {
        let one = !self.sums && self.streams.len() == if self.both_ways { 2 } else { 1 };
        let received = self.samples.iter().any(|sample| (sample.span, sample.end) == (Span::Run, Some(End::Receiver)));
        let back = if self.server { !received } else { self.reverse };
        let way = if back { Direction::ToClient } else { Direction::ToServer };
        for mut sample in self.samples {
            if !matches!(sample.end, Some(End::Local | End::Remote)) {
                let direction = *sample.direction.get_or_insert(way);
                let here = if (direction == Direction::ToServer) == self.server { End::Receiver } else { End::Sender };
                sample.end.get_or_insert(here);
            }
            // Of one stream alone there is no sum, since it is the sum.
            sample.stream = sample.stream.filter(|_| !one);
            out.push(sample);
        }
    }
}

/// `Connecting to host 127.0.0.1, port 5201`
fn connecting(line: &str) -> Option<(&str, &str)> {
    line.trim_end().split_once("Connecting to host ")?.1.split_once(", port ")
}

/// Which end knows a figure of a line that mixes both.
const fn who_knows(quantity: Quantity) -> End {
    match quantity {
        Quantity::Jitter | Quantity::Lost | Quantity::Loss | Quantity::OutOfOrder => End::Receiver,
        _ => End::Sender,
    }
}
