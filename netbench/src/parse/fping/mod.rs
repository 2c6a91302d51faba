//! The output of fping, which asks several hosts at once.
//!
//! Read from its source: `output.c`, `stats.c` and `fping.c` of fping 3 to 5. Lines of several hosts stand mixed, so there
//! is a test for each host, in the order of their first lines, and one for what `-s` says of all of them.

mod host;
mod line;
mod total;

use std::collections::BTreeMap;

use crate::output::{FailureKind, Tool};
use crate::parse::{Builder, Line, Lines};
use host::Host;
use line::HostLine;
use total::Total;

/// Whether only fping prints such a line.
pub(crate) fn prints(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("fping: ")
        || line.contains(" : xmt/rcv/%")
        || Total::read(line).is_some_and(Total::is_of_fping_alone)
        || HostLine::read(line, true).is_some_and(|(host, line)| line.is_of_fping_alone(host))
}

/// Reads the output of one or more runs.
pub(crate) fn read(text: &[u8], out: &mut Builder) {
    let mut reader = Reader { hosts: BTreeMap::new(), open: BTreeMap::new(), period: None };
    let mut seen = false;
    for line in Lines::new(text) {
        seen = seen || prints(&line.text);
        reader.line(&line, out);
    }
    if seen {
        out.tool(Tool::Fping);
    }
    reader.hosts.into_values().for_each(|host| host.finish(out));
}

struct Reader<'a> {
    /// Each run of each host, in the order of their first lines.
    hosts: BTreeMap<usize, Host<'a>>,
    /// Where the run of a host is that the next lines belong to; under no name, that of all hosts together.
    open: BTreeMap<String, usize>,
    /// The time of day before the lines of one period (`-Q`).
    period: Option<String>,
}

impl<'a> Reader<'a> {
    fn line(&mut self, line: &Line<'a>, out: &mut Builder) {
        let text = line.text.trim();
        if out.common(line) {
            return;
        }
        if let Some(total) = Total::read(text) {
            self.host(None, |host| host.has(total)).total(total, line, out);
        } else if let Some(kind) = trouble(text) {
            out.fail(kind, line);
        } else if is_time_of_day(text) {
            self.period = Some(text.to_owned());
            self.open.clear();
        } else {
            match HostLine::read(text, line.ended) {
                Some((host, read)) => self.host_line(host, read, line, out),
                None if !line.ended && text.contains(" : ") => out.fail(FailureKind::Truncated, line),
                None => out.other(line),
            }
        }
    }

    fn host_line(&mut self, name: &str, read: HostLine, line: &Line<'a>, out: &mut Builder) {
        match read {
            HostLine::Silent => self.host(Some(name), Host::is_complete).silent(line),
            HostLine::Duplicate => {}
            HostLine::Unreadable => out.unreadable(line),
            HostLine::Alive(time) => self.host(Some(name), Host::is_over).alive(time, line, out),
            HostLine::Unreachable => self.host(Some(name), Host::is_over).fail(FailureKind::NoConnection, line),
            HostLine::Reply { sequence, time } => {
                self.host(Some(name), Host::is_complete).reply(sequence, time, line, out);
            }
            HostLine::List { times, whole } => self.host(Some(name), Host::is_over).list(&times, whole, line, out),
            HostLine::Summary(summary) => {
                if self.host(Some(name), |_| false).is_over() {
                    // The last summary is of the whole run.
                    self.period = None;
                }
                let period = self.period.clone();
                self.host(Some(name), Host::is_over).summary(&summary, period, line, out);
            }
        }
    }

    /// The run of a host that a line belongs to: a new one if there is none, or only one that such a line is past.
    fn host(&mut self, name: Option<&str>, past: impl Fn(&Host<'a>) -> bool) -> &mut Host<'a> {
        let next = self.hosts.len();
        let key = name.unwrap_or_default();
        let open = self.open.get(key).copied().filter(|at| self.hosts.get(at).is_some_and(|host| !past(host)));
        let at = open.unwrap_or(next);
        if at == next {
            self.open.insert(key.to_owned(), at);
        }
        self.hosts.entry(at).or_insert_with(|| Host::new(name))
    }
}

/// What a line says is wrong: fping's word on itself or on a name, or a router's on a packet.
fn trouble(line: &str) -> Option<FailureKind> {
    const NO_CONNECTION: [&str; 4] = ["not known", "nreachable", "No address associated", "name resolution"];
    let router = line.starts_with("ICMP ") && line.contains(" for ICMP Echo sent to ");
    let name = line.contains(": ") && !line.contains(" : ") || line.ends_with(" address not found");
    if router || name && (NO_CONNECTION.iter().any(|words| line.contains(words)) || line.ends_with("not found")) {
        Some(FailureKind::NoConnection)
    } else {
        (line.starts_with("fping: ") || line.contains(": error while sending ping")).then_some(FailureKind::ToolError)
    }
}

/// `[08:15:30]`, before the lines of a period.
fn is_time_of_day(line: &str) -> bool {
    let digits = |byte: u8| if byte.is_ascii_digit() { b'0' } else { byte };
    line.bytes().map(digits).eq(*b"[00:00:00]")
}
