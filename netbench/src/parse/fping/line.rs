//! The lines of one host.

use crate::parse::{Comma, Decimal};
use crate::sample::Statistic;

/// What a line says of a host.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum HostLine {
    /// `10.0.0.2 : [0], 64 bytes, 0.014 ms (0.014 avg, 0% loss)`
    Reply { sequence: u64, time: Decimal },
    /// `10.0.0.2 : 0.014 - 0.018`, where `-` was lost. Whole unless the last may have lost digits.
    List { times: Vec<Option<Decimal>>, whole: bool },
    /// `10.0.0.2 : xmt/rcv/%loss = 5/5/0%, min/avg/max = 0.014/0.018/0.022`
    Summary(Summary),
    /// `10.0.0.2 is alive (0.014 ms)`, the time with `-e` only.
    Alive(Option<Decimal>),
    /// `10.0.0.2 is unreachable`
    Unreachable,
    /// A reply whose time is none.
    Unreadable,
    /// A reply that did not come, which the summary counts: `10.0.0.2 : [1], timed out (0.014 avg, 50% loss)`
    Silent,
    /// A reply that came again.
    Duplicate,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Summary {
    pub(super) sent: u64,
    pub(super) received: u64,
    /// None where more came back than were sent.
    pub(super) loss: Option<Decimal>,
    pub(super) times: Vec<(Statistic, Decimal)>,
    /// Whether all of it is there.
    pub(super) whole: bool,
}

impl HostLine {
    /// The host and what a line says of it.
    pub(super) fn read(line: &str, ended: bool) -> Option<(&str, Self)> {
        // With -D a time stamp stands before it: `[1795155631.40848] `.
        let line = line.strip_prefix('[').and_then(|rest| Some(rest.split_once("] ")?.1)).unwrap_or(line);
        let Some((host, text)) = line.split_once(" : ") else { return alive(line) };
        let host = host.trim_end();
        let read = if let Some(reply) = text.strip_prefix('[') {
            reply_line(reply)?
        } else if text.starts_with("duplicate for [") {
            Self::Duplicate
        } else if text.starts_with("xmt/rcv/%") {
            Self::Summary(Summary::read(text, ended)?)
        } else {
            list(text, ended)?
        };
        (!host.is_empty()).then_some((host, read))
    }

    /// Whether no other tool writes such a line: a name and numbers may be anyone's, an address and times are not.
    pub(super) fn is_of_fping_alone(&self, host: &str) -> bool {
        match self {
            Self::List { times, .. } => {
                let address = host.parse::<std::net::IpAddr>().is_ok() || host == "localhost";
                let name =
                    host.contains('.') && !host.contains(' ') && host.contains(|c: char| c.is_ascii_alphabetic());
                (address || name) && times.iter().flatten().all(|time| time.integer().is_none())
            }
            _ => true,
        }
    }
}

fn alive(line: &str) -> Option<(&str, HostLine)> {
    if let Some(host) = line.strip_suffix(" is unreachable") {
        return is_host(host).then_some((host, HostLine::Unreachable));
    }
    let (host, rest) = line.split_once(" is alive")?;
    let time = match rest.strip_prefix(" (") {
        Some(time) => Some(self::time(time.strip_suffix(" ms)")?)?),
        None if rest.is_empty() => None,
        None => return None,
    };
    is_host(host).then_some((host, HostLine::Alive(time)))
}

/// A name, or a name with its address in brackets.
fn is_host(host: &str) -> bool {
    let name = host.split_once(" (").map_or(host, |(name, _)| name);
    !name.is_empty() && !name.contains(' ')
}

/// What stands behind `[` in the line of a reply.
fn reply_line(text: &str) -> Option<HostLine> {
    let (sequence, rest) = text.split_once("], ")?;
    let sequence = sequence.parse().ok()?;
    if rest.starts_with("timed out") {
        return Some(HostLine::Silent);
    }
    let (bytes, rest) = rest.split_once(" bytes, ")?;
    bytes.parse::<u64>().ok()?;
    match rest.split_once(" ms (") {
        Some((text, _)) => Some(time(text).map_or(HostLine::Unreadable, |time| HostLine::Reply { sequence, time })),
        None => Some(HostLine::Unreadable),
    }
}

fn list(text: &str, ended: bool) -> Option<HostLine> {
    let mut times = Vec::new();
    let mut words = text.split(' ').peekable();
    let mut whole = true;
    while let Some(word) = words.next() {
        let time = if word == "-" { None } else { Some(time(word)?) };
        if words.peek().is_none() && !ended && time.is_some_and(|time| !is_complete(time)) {
            whole = false;
        } else {
            times.push(time);
        }
    }
    Some(HostLine::List { times, whole })
}

/// A time as fping prints it, with three decimals at most (`sprint_tm`), or as `1.234e+06`.
fn time(text: &str) -> Option<Decimal> {
    Decimal::parse(text, Comma::Point).filter(|time| time.decimals() <= 3)
}

/// Whether a time at the very end of a text is all there: only of three decimals it is known that none is missing.
fn is_complete(time: Decimal) -> bool {
    time.decimals() == 3
}

impl Summary {
    /// `xmt/rcv/%loss = 5/5/0%, outage(ms) = 20, min/avg/max = 0.014/0.018/0.022`, `%return` where more came than went.
    fn read(text: &str, ended: bool) -> Option<Self> {
        let (names, rest) = text.split_once(" = ")?;
        let (counts, rest) = rest.split_once('%')?;
        let mut counts = counts.split('/');
        let sent = counts.next()?.parse().ok()?;
        let received = counts.next()?.parse().ok()?;
        let percent = Decimal::parse(counts.next()?, Comma::Point)?;
        let loss = match names {
            "xmt/rcv/%loss" => Some(percent),
            "xmt/rcv/%return" => None,
            _ => return None,
        };
        let mut summary = Self { sent, received, loss, times: Vec::new(), whole: true };
        for part in rest.split(", ").skip(1) {
            if let Some(times) = part.strip_prefix("min/avg/max = ")
                && summary.times.is_empty()
            {
                let statistics = [Statistic::Min, Statistic::Mean, Statistic::Max];
                let mut times = times.split('/');
                for statistic in statistics {
                    let time = times.next().and_then(self::time);
                    let last = times.clone().next().is_none();
                    let cut = |time: &Decimal| last && !ended && !(statistic == Statistic::Max && is_complete(*time));
                    match time.filter(|time| !cut(time)) {
                        Some(time) => summary.times.push((statistic, time)),
                        None => summary.whole = false,
                    }
                }
                summary.whole &= times.next().is_none();
            } else if !part.starts_with("outage(ms) = ") {
                summary.whole = false;
            }
        }
        summary.whole &= received == 0 || summary.times.len() == 3;
        if ended && !summary.whole {
            // Not what fping prints: two lines in one, perhaps, of two hosts.
            summary.times.clear();
        }
        Some(summary)
    }
}
