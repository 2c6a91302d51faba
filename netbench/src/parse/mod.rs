//! From the text of a tool to its numbers.

mod builder;
mod decimal;
pub(crate) mod fping;
pub(crate) mod iperf3;
mod lines;
pub(crate) mod netperf;
mod packets;
pub(crate) mod ping;
pub(crate) mod qperf;
pub(crate) mod sockperf;

pub(crate) use builder::Builder;
pub(crate) use decimal::{Comma, Decimal};
pub(crate) use lines::{Line, Lines};

use crate::output::{FailureKind, Output};

/// Reads what a bench tool printed, whichever it was: qperf, ping, fping, iperf3, sockperf or netperf.
///
/// The text may be a whole terminal session of one tool: colours, carriage returns, a byte order mark, bytes that are no
/// UTF-8, the command itself behind a `$` and the messages of standard error between the lines do no harm. What nobody
/// here understands is kept and counted in [`Output::unknown`].
///
/// # One tool a text
/// The tool is known by lines that no other of the six prints. Where the lines of two stand in one text there is no
/// telling whose the others are, so that text gives no number: its one failure is a [`FailureKind::TwoTools`] with the
/// first line of the second tool. Two runs of one tool in one text are two tests.
///
/// # What is believed
/// A number is read only where its whole line is what the tool prints, with the unit that belongs to it. A number at
/// the very end of a text that does not end in a line break may have lost digits, so it is not read: that is a
/// [`FailureKind::Truncated`]. Memory grows with the text by a constant factor.
///
/// # Examples
/// ```
/// use pavedroad_netbench::{FailureKind, Quantity, Tool, Trip, parse};
///
/// let output = parse(b"tcp_lat:\n    latency  =  54.6 us\ntcp_bw:\n10.0.0.2: failed to connect\n");
/// assert_eq!(output.tool, Some(Tool::Qperf));
///
/// let latency = &output.tests[0].samples[0];
/// assert_eq!((latency.quantity, latency.value, latency.trip), (Quantity::Latency, 54_600.0, Some(Trip::OneWay)));
/// assert_eq!((output.failures[0].kind, output.failures[0].line), (FailureKind::NoConnection, Some(4)));
/// ```
#[must_use]
pub fn parse(text: &[u8]) -> Output {
    let mut out = Builder::new();
    match Family::of(text) {
        Found::One(family) => family.read(text, &mut out),
        Found::None => Lines::new(text).for_each(|line| out.other(&line)),
        Found::Two(line) => out.fail(FailureKind::TwoTools, &line),
    }
    out.finish()
}

/// The tools whose texts have one reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Qperf,
    Ping,
    Fping,
    Iperf3,
    Sockperf,
    Netperf,
}

enum Found<'a> {
    None,
    One(Family),
    Two(Line<'a>),
}

impl Family {
    const ALL: [Self; 6] = [Self::Qperf, Self::Ping, Self::Fping, Self::Iperf3, Self::Sockperf, Self::Netperf];

    /// Whose text it is. JSON is iperf3's from where it begins: its lines say nothing of other tools.
    fn of(text: &[u8]) -> Found<'_> {
        let mut found: Option<Self> = None;
        for line in Lines::new(text) {
            // Most lines are of the tool that was found already, and no line is of two.
            if !found.is_some_and(|found| found.prints(&line.text))
                && let Some(family) = Self::ALL.into_iter().find(|family| family.prints(&line.text))
                && *found.get_or_insert(family) != family
            {
                return Found::Two(line);
            }
            if found == Some(Self::Iperf3) && line.text.trim_start().starts_with(['{', '"']) {
                break;
            }
        }
        found.map_or(Found::None, Found::One)
    }

    /// Whether only this one prints such a line.
    fn prints(self, line: &str) -> bool {
        match self {
            Self::Qperf => qperf::prints(line),
            Self::Ping => ping::prints(line),
            Self::Fping => fping::prints(line),
            Self::Iperf3 => iperf3::prints(line),
            Self::Sockperf => sockperf::prints(line),
            Self::Netperf => netperf::prints(line),
        }
    }

    fn read(self, text: &[u8], out: &mut Builder) {
        match self {
            Self::Qperf => qperf::read(text, out),
            Self::Ping => ping::read(text, out),
            Self::Fping => fping::read(text, out),
            Self::Iperf3 => iperf3::read(text, out),
            Self::Sockperf => sockperf::read(text, out),
            Self::Netperf => netperf::read(text, out),
        }
    }
}
