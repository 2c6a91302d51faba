//! The line of one reply.

use super::MILLISECONDS;
use crate::parse::{Comma, Decimal};

/// One reply: which request it answers, and after which time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reply {
    pub(super) sequence: u64,
    pub(super) time: Time,
    /// Whether ping marks it as a duplicate, as damaged or as from another address.
    pub(super) marked: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Time {
    /// In milliseconds.
    Read(Decimal),
    /// The packet had no room for one.
    None,
    /// Something stands there that is none, or the line is cut.
    Unreadable,
}

impl Reply {
    /// Reads `64 bytes from 10.0.0.2: icmp_seq=1 ttl=64 time=0.145 ms`, with `seq=` (BusyBox), `, icmp_seq=0 hlim=64`
    /// (the BSDs' ping6), a time stamp before it (`-D`), in any language: iputils translates all but `icmp_seq` and
    /// `ttl`. A line without an end may go on with `(DUP!)`, so its time does not count.
    pub(super) fn read(line: &str, ended: bool) -> Option<Self> {
        let at = line.find("icmp_seq=").or_else(|| line.find(": seq=").map(|at| at + 2))?;
        let (before, rest) = line.split_at(at);
        // `From 10.0.0.1 icmp_seq=1 Destination Host Unreachable` has no colon, and is no reply.
        if !before.trim_end().ends_with([':', ',', '：']) {
            return None;
        }
        let (_, rest) = rest.split_once('=')?;
        let (sequence, rest) = Decimal::read(rest, Comma::None)?;
        let sequence = sequence.integer()?;
        let mut words = rest.split_ascii_whitespace().peekable();
        if !words.peek().map_or(!ended, |word| word.contains('=') || word.starts_with('(')) {
            // What follows is no reply's: a redirect, a router's refusal.
            return None;
        }
        let (mut time, mut marked) = (Time::None, false);
        while let Some(word) = words.next() {
            if word.starts_with('(') {
                // The rest are marks: `(DUP!)`, `(BAD CHECKSUM!)`, `(DIFFERENT ADDRESS!)`, `(truncated)`, in any language;
                // and with -R one of another kind, `(same route)`.
                marked = word != "(same";
                break;
            }
            let (name, value) = word.split_once('=').unwrap_or((word, ""));
            // `ident` comes with -v.
            if !matches!(name, "ttl" | "hlim" | "ident") {
                time = match (time, Decimal::parse(value, Comma::Point), words.next()) {
                    (Time::None, Some(value), Some(unit)) if MILLISECONDS.contains(&unit) => Time::Read(value),
                    _ => Time::Unreadable,
                };
            } else if value.parse::<u64>().is_err() {
                time = Time::Unreadable;
            }
        }
        Some(Self { sequence, time: if ended { time } else { Time::Unreadable }, marked: marked && ended })
    }
}
