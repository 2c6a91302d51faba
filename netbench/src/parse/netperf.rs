//! The output of netperf: the tables of its classic tests, and what its omni tests were asked for as names (`-k`), CSV
//! (`-o`) or columns (`-O`).
//!
//! # What its numbers mean
//! - A throughput is in the unit that its header or `THROUGHPUT_UNITS` says: 10^6 bit/s unless `-f` asks for another,
//!   where capitals count bytes by 1024. Without a unit in the text there is no number.
//! - Processor time is of the whole node, in percent of all its cores; a service demand is that per 1024 bytes or per
//!   transaction.
//! - A latency is the time of a transaction, so a round trip. Streams print the same names for the time of a call to
//!   `send`, which is no latency and stays among the settings.
//! - UDP_STREAM has two rows: what was sent, and below it what arrived.
//! - -1 means that it was not measured, and gives no sample.
//! - A confidence that was not reached is among the settings, as `confidence_throughput` and so on.

mod banner;
mod command;
mod fields;
mod selector;
mod table;
mod titled;
mod unit;

use crate::output::{FailureKind, Tool};
use crate::parse::{Builder, Comma, Decimal, Line, Lines};
use crate::quantity::Quantity;
use crate::sample::{Sample, Span, Statistic};

use banner::{Banner, Kind};
use command::Command;
use fields::Fields;
use selector::Selector;
use table::Table;
use unit::Unit;

/// Whether only this tool prints such a line.
pub(crate) fn prints(line: &str) -> bool {
    Banner::read(line).is_some()
        || line.starts_with("establish_control could not")
        || line.starts_with("establish control: are you sure there is a netserver")
        || line.strip_prefix("$ ").is_some_and(|command| Command::read(command).is_some())
        || line.split_once('=').is_some_and(|(name, _)| capitals(name) && Selector::named(name).is_some())
}

/// Reads the output of one or more runs.
pub(crate) fn read(text: &[u8], out: &mut Builder) {
    out.tool(Tool::Netperf);
    let mut run = Run::default();
    for line in Lines::new(text) {
        run.line(&line, out);
    }
    run.close(FailureKind::Truncated, out);
}

/// The test that is being read.
#[derive(Debug, Default)]
struct Run {
    banner: Banner,
    /// The last line of it, once there was one.
    last: Option<u32>,
    /// The last four lines that may be of a header, with their numbers.
    header: Vec<(u32, String)>,
    /// The table whose row comes next.
    table: Option<Table>,
    /// The selectors whose values come next, by column or by place.
    csv: Vec<Option<Selector>>,
    fields: Fields,
    samples: Vec<Sample>,
    message_size: Option<u64>,
    settings: Vec<(&'static str, String)>,
    /// Where the interim results have come to, in seconds.
    interim: f64,
    /// Whether a result is there.
    complete: bool,
    /// Whether it has failed; the failure is noted.
    failed: bool,
}

impl Run {
    fn line(&mut self, line: &Line<'_>, out: &mut Builder) {
        let text = line.text.trim_end();
        if let Some(command) = text.strip_prefix("$ ") {
            self.close(FailureKind::Truncated, out);
            if let Some(command) = Command::read(command) {
                // Where no first line is to come, the command is where the test begins.
                self.last = (command.table.is_some() || !command.csv.is_empty()).then_some(line.number);
                (self.banner, self.table, self.csv) = (command.banner, command.table, command.csv);
            }
            out.other(line);
        } else if text.starts_with("# rc=") {
            self.close(FailureKind::NoValue, out);
            out.other(line);
        } else if let Some(banner) = Banner::read(text) {
            // The command may say more of what an omni test does.
            let kind = self.banner.kind;
            self.close(FailureKind::Truncated, out);
            self.banner = banner;
            if self.banner.kind == Kind::Unknown {
                self.banner.kind = kind;
            }
            self.last = Some(line.number);
        } else if let Some(kind) = failure(text) {
            self.last = Some(line.number);
            if !self.failed {
                out.note(kind, Some(line.number), text);
            }
            self.failed = true;
        } else if text.starts_with("enable_enobufs failed") {
            self.settings.push(("warning", text.to_owned()));
        } else if let Some(warning) = text.strip_prefix("!!! ") {
            self.warning(warning);
        } else if let Some((name, value)) = text.split_once('=').filter(|(name, _)| capitals(name)) {
            self.keyword(name, value, line, out);
        } else if let Some(result) = text.strip_prefix("Interim result:") {
            self.interim(result, line, out);
        } else if self.last.is_some() {
            self.table(text, line, out);
        } else {
            out.other(line);
        }
    }

    /// Takes a line that is not what netperf prints there. A result that was read before it stands.
    fn fail(&mut self, line: &Line<'_>, out: &mut Builder) {
        if self.complete {
            self.again(out);
        }
        self.last = Some(line.number);
        self.failed = true;
        out.unreadable(line);
    }

    /// `THROUGHPUT=80500.61`
    fn keyword(&mut self, name: &str, value: &str, line: &Line<'_>, out: &mut Builder) {
        let Some(selector) = Selector::named(name) else {
            self.last = Some(line.number);
            return;
        };
        if !line.ended {
            return self.fail(line, out);
        }
        if self.fields.has(selector) {
            self.again(out);
        }
        self.last = Some(line.number);
        self.fields.push(selector, value.trim_matches('"'), line.number);
        self.complete = true;
    }

    /// Begins the next run of the same test: with `-P 0` nothing else parts them.
    fn again(&mut self, out: &mut Builder) {
        let banner = self.banner.clone();
        self.close(FailureKind::NoValue, out);
        self.banner = banner;
    }

    /// `9415.33 10^6bits/s over 1.001 seconds ending at 1700000000.123`
    fn interim(&mut self, text: &str, line: &Line<'_>, out: &mut Builder) {
        let read = || {
            let (number, rest) = Decimal::read(text.trim_start(), Comma::None)?;
            let (unit, rest) = rest.split_once(" over ")?;
            let (seconds, rest) = Decimal::read(rest.trim_start(), Comma::None)?;
            rest.starts_with(" seconds").then_some(())?;
            Some((Unit::within(unit)?.rate(number)?, seconds.scaled(1, 0)?))
        };
        let Some((mut sample, seconds)) = read().filter(|_| line.ended) else { return self.fail(line, out) };
        self.last = Some(line.number);
        let (start, end) = (self.interim, self.interim + seconds);
        self.interim = end;
        if let Kind::Stream(direction) = self.banner.kind {
            sample.direction = direction;
        }
        self.samples.push(sample.with_span(Span::Interval { start, end }).at_line(line.number));
    }

    /// `Confidence intervals: Throughput      : 2.544%`
    fn warning(&mut self, text: &str) {
        let text = text.strip_prefix("Confidence intervals:").unwrap_or(text).trim();
        let name = match text.split_once(':').map(|(name, _)| name.trim()) {
            Some("Throughput") => "confidence_throughput",
            Some("Local CPU util") => "confidence_local_cpu",
            Some("Remote CPU util") => "confidence_remote_cpu",
            _ if text.starts_with("Desired confidence") => return self.settings.push(("warning", text.to_owned())),
            _ => return,
        };
        let value = text.rsplit(':').next().unwrap_or_default().trim();
        self.settings.push((name, value.to_owned()));
    }

    /// Takes a line of a header or a row.
    fn table(&mut self, text: &str, line: &Line<'_>, out: &mut Builder) {
        if let [(_, title)] = self.header.as_slice()
            && !text.is_empty()
            && let Some(selector) = Selector::titled(title)
        {
            // One title alone above its value.
            self.csv = vec![Some(selector)];
            self.header.clear();
        }
        if !self.csv.is_empty() {
            return if text.is_empty() { out.other(line) } else { self.values(text, line, out) };
        }
        let of_header = self.table_of_header();
        if text.is_empty() {
            match of_header {
                Some(_) => {
                    self.table = of_header;
                    self.header.clear();
                }
                // A line of titles in columns may be empty, but for the first.
                None if (1..4).contains(&self.header.len()) => self.header.push((line.number, String::new())),
                None => {}
            }
            return;
        }
        if let Some(titles) = titled::titles(text) {
            self.forget(0, out);
            self.csv = titles;
            return;
        }
        let numbers = text.split_ascii_whitespace().all(|word| table::measured(word).is_some());
        if numbers && let Some(table) = self.table.or(of_header) {
            self.header.clear();
            return self.row(table, line, out);
        }
        if self.header.len() == 4 && self.columns(line, out) {
            return;
        }
        if numbers {
            return out.other(line);
        }
        self.table = None;
        self.forget(3, out);
        self.header.push((line.number, text.to_owned()));
    }

    fn table_of_header(&self) -> Option<Table> {
        Table::of(&self.header.iter().map(|(_, text)| &**text).collect::<Vec<_>>().join("\n"))
    }

    /// Leaves the last lines of what may be a header; those before were none.
    fn forget(&mut self, keep: usize, out: &mut Builder) {
        let none = self.header.len().saturating_sub(keep);
        for (number, text) in self.header.drain(..none) {
            out.other(&Line { number, text: text.into(), ended: true });
        }
    }

    fn row(&mut self, table: Table, line: &Line<'_>, out: &mut Builder) {
        let direction = if let Kind::Stream(direction) = self.banner.kind { direction } else { None };
        let Some(row) = table.read(line, direction).filter(|_| line.ended) else {
            return self.fail(line, out);
        };
        self.last = Some(line.number);
        self.table = table.next();
        self.complete |= table.is_last();
        self.message_size = self.message_size.or(row.message_size);
        self.settings.extend(row.settings);
        self.samples.extend(row.samples);
    }

    /// The values under the titles of a CSV.
    fn values(&mut self, text: &str, line: &Line<'_>, out: &mut Builder) {
        let titles = std::mem::take(&mut self.csv);
        let values = titled::cells(text);
        if !line.ended || values.len() != titles.len() {
            return self.fail(line, out);
        }
        self.take(titles.into_iter().zip(values), line, out);
    }

    /// The values in columns under four lines of titles. False if they are none.
    fn columns(&mut self, line: &Line<'_>, out: &mut Builder) -> bool {
        let header: Vec<_> = self.header.iter().map(|(_, line)| &**line).collect();
        let cells = titled::columns(&header, line.text.trim_end());
        if cells.iter().all(|(selector, _)| selector.is_none()) {
            return false;
        }
        self.header.clear();
        if line.ended {
            self.take(cells, line, out);
        } else {
            self.fail(line, out);
        }
        true
    }

    fn take(
        &mut self,
        cells: impl IntoIterator<Item = (Option<Selector>, String)>,
        line: &Line<'_>,
        out: &mut Builder,
    ) {
        let cells: Vec<_> = cells.into_iter().filter_map(|(selector, value)| Some((selector?, value))).collect();
        if cells.iter().any(|(selector, _)| self.fields.has(*selector)) {
            self.again(out);
        }
        self.last = Some(line.number);
        for (selector, value) in cells {
            self.fields.push(selector, &value, line.number);
        }
        self.complete = true;
    }

    /// Ends the test, and says of one without a result that it failed in that way.
    fn close(&mut self, kind: FailureKind, out: &mut Builder) {
        self.forget(0, out);
        let mut run = std::mem::take(self);
        let Some(last) = run.last else { return };
        let mut test = run.banner.test();
        if test.name.is_empty() {
            "netperf".clone_into(&mut test.name);
        }
        out.begin(test);
        if !run.failed {
            run.give(kind, last, out);
        }
        out.close();
    }

    fn give(&mut self, kind: FailureKind, last: u32, out: &mut Builder) {
        if !self.complete {
            return out.note(kind, Some(last), "the test has no result");
        }
        let given = self.fields.give(self.banner.kind);
        for (value, line) in &given.wrong {
            out.note(FailureKind::BadValue, Some(*line), value);
        }
        let samples = std::mem::take(&mut self.samples).into_iter().chain(given.samples);
        let samples: Vec<_> = samples.collect();
        let of_run = |sample: &&Sample| sample.span == Span::Run && sample.statistic == Statistic::Mean;
        let rates = |sample: &&Sample| matches!(sample.quantity, Quantity::Bandwidth | Quantity::TransactionRate);
        if let Some(nothing) = samples.iter().filter(of_run).filter(rates).find(|sample| sample.value == 0.0) {
            let lost = nothing.end == Some(crate::sample::End::Receiver);
            let kind = if lost { FailureKind::AllLost } else { FailureKind::NoValue };
            return out.note(kind, nothing.line, "nothing was carried");
        }
        if samples.is_empty() && !self.fields.is_empty() && given.wrong.is_empty() {
            return out.note(FailureKind::NoValue, Some(last), "the test has no number whose meaning is known");
        }
        if let Some(test) = out.test() {
            test.message_size = self.message_size.or(given.message_size);
            test.transport = test.transport.or(self.fields.transport());
        }
        if !self.banner.options.is_empty() {
            out.test_setting("options", &self.banner.options);
        }
        for (name, value) in self.settings.iter().chain(&given.settings) {
            out.test_setting(name, value);
        }
        samples.into_iter().for_each(|sample| out.push(sample));
    }
}

/// Whether a text is a selector's name as `-k` writes it.
fn capitals(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'_'))
}

/// What netperf says when it gives up.
fn failure(text: &str) -> Option<FailureKind> {
    const NO_CONNECTION: [&str; 7] = [
        "establish_control",
        "establish control:",
        "onnection refused",
        "unreachable",
        "o route to host",
        "timed out",
        "ame or service not known",
    ];
    const OTHERS: [&str; 8] = [
        "netperf: ",
        "send_",
        "udp_send: ",
        "recv_response",
        "remote error",
        "resp_code",
        "shutdown_control: ",
        "catcher: timer popped",
    ];
    // Neither headers nor rows have a colon, and finding that out is quick.
    if !text.as_bytes().contains(&b':') && !text.starts_with("establish_control") && !text.starts_with("netperf") {
        return None;
    }
    if NO_CONNECTION.iter().any(|words| text.contains(words)) {
        Some(FailureKind::NoConnection)
    } else if OTHERS.iter().any(|words| text.starts_with(words)) {
        Some(FailureKind::ToolError)
    } else {
        None
    }
}
