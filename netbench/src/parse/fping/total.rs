//! What `-s` says of all hosts together.

use crate::parse::{Comma, Decimal};
use crate::sample::Statistic;

/// One line of it: a number, and what it is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Total {
    /// Requests that were sent.
    Sent(u64),
    /// Replies that came.
    Received(u64),
    /// Round trips, in milliseconds.
    Time(Statistic, Decimal),
    /// How long it took, in seconds.
    Elapsed(Decimal),
    /// Counts of hosts, of time-outs and of other packets.
    Other(&'static str, u64),
}

const COUNTS: [&str; 6] =
    ["targets", "alive", "unreachable", "unknown addresses", "timeouts (waiting for response)", "other ICMP received"];
const TIMES: [(&str, Statistic); 3] = [
    ("ms (min round trip time)", Statistic::Min),
    ("ms (avg round trip time)", Statistic::Mean),
    ("ms (max round trip time)", Statistic::Max),
];
const SENT: &str = "ICMP Echos sent";
const RECEIVED: &str = "ICMP Echo Replies received";
const ELAPSED: &str = "sec (elapsed real time)";

impl Total {
    pub(super) fn read(line: &str) -> Option<Self> {
        let (number, name) = line.split_once(' ')?;
        let number = Decimal::parse(number, Comma::None)?;
        match name {
            SENT => Some(Self::Sent(number.integer()?)),
            RECEIVED => Some(Self::Received(number.integer()?)),
            ELAPSED => Some(Self::Elapsed(number)),
            _ => {
                let time = TIMES.into_iter().find(|(known, _)| *known == name);
                let count = || COUNTS.into_iter().find(|known| *known == name);
                match time {
                    Some((_, statistic)) => Some(Self::Time(statistic, number)),
                    None => Some(Self::Other(count()?, number.integer()?)),
                }
            }
        }
    }

    /// Whether no other tool writes such a line: `3 alive` may be anyone's.
    pub(super) fn is_of_fping_alone(self) -> bool {
        !matches!(self, Self::Other("targets" | "alive" | "unreachable" | "unknown addresses", _))
    }

    /// What stands behind the number.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Sent(_) => SENT,
            Self::Received(_) => RECEIVED,
            Self::Time(wanted, _) => TIMES.into_iter().find(|(_, it)| *it == wanted).map_or("", |(name, _)| name),
            Self::Elapsed(_) => ELAPSED,
            Self::Other(name, _) => name,
        }
    }
}
