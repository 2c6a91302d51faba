//! The output of iperf3 3.0 to 3.19: JSON, JSON events and text.
//!
//! # What its numbers mean
//! - Of each direction the sender counts one bandwidth and the receiver another: [`Sample::end`] tells which. The
//!   receiver's is what arrived.
//! - Streams carry their socket number in [`Sample::stream`]; sums of all streams carry none.
//! - Intervals that `--omit` leaves out of the run's figures are [`Span::Omitted`]. TCP's own greatest and least figures
//!   of a run do look back at them.
//! - A receiver's [`Quantity::Messages`] are the datagrams it knows were sent, those that were lost included.
//! - Processor time is that of iperf3's own process, in percent of one core.
//!
//! # What is no number
//! A run that iperf3 says failed or was interrupted gives none at all, since its figures are of another span than was
//! asked for, or of one end alone. A sender knows nothing of jitter and loss, the kernel may not tell a window or a round
//! trip, a server's report knows nothing of the client: the zeros that stand there in their place are left out.

mod assemble;
mod document;
mod figures;
mod number;
mod start;
mod summary;
mod text;

use std::borrow::Cow;

use serde::de::{DeserializeSeed, IgnoredAny};

use crate::output::{FailureKind, Tool};
use crate::parse::{Builder, Line, Lines};

use assemble::Run;
use document::DocumentOf;

/// Whether only this tool prints such a line.
pub(crate) fn prints(line: &str) -> bool {
    // fping and others write JSON too, of other members.
    let member = line.trim_start().trim_start_matches('{').trim_start();
    (member.starts_with('"') && MEMBERS.iter().any(|name| member.starts_with(name))) || text::prints(line)
}

/// Reads the output of one or more runs.
pub(crate) fn read(text: &[u8], out: &mut Builder) {
    out.tool(Tool::Iperf3);
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
    // What is UTF-8 anyway is found to be so much faster than it is repaired.
    let text = std::str::from_utf8(text).map_or_else(|_| String::from_utf8_lossy(text), Cow::Borrowed);
    let first = text.lines().find(|line| opens(line) || text::begins(line));
    if first.is_some_and(opens) {
        json(&text, out);
    } else {
        text::read(Lines::new(text.as_bytes()), out);
    }
}

/// The members that no other JSON of these tools has: of a run, and of an event.
const MEMBERS: [&str; 3] = ["\"start\":", "\"intervals\":", "\"event\":"];

/// Whether a line opens a JSON object.
fn opens(line: &str) -> bool {
    line.trim().strip_prefix('{').is_some_and(|rest| rest.is_empty() || rest.trim_start().starts_with('"'))
}

/// Reads the JSON texts among other lines. One may begin at the start of any line.
fn json(text: &str, out: &mut Builder) {
    let mut run = Run::default();
    let (mut rest, mut number, mut broken) = (text, 0_u32, false);
    // What stands on the line after the end of a JSON text begins no other.
    let mut fresh = true;
    while !rest.is_empty() {
        // After a JSON text that could not be read, only an unindented one can be another.
        let (first, _) = rest.split_once('\n').unwrap_or((rest, ""));
        if fresh && opens(first) && !(broken && first.starts_with([' ', '\t'])) {
            let mut json = serde_json::Deserializer::from_str(rest);
            match DocumentOf(rest.len()).deserialize(&mut json) {
                Ok(document) => {
                    run.take(document, out);
                    let (read, after) = rest.split_at(json.into_iter::<IgnoredAny>().byte_offset());
                    if after.trim_ascii_end().is_empty() {
                        break;
                    }
                    number = number.saturating_add(lines_in(read));
                    (rest, broken, fresh) = (after, false, false);
                    continue;
                }
                Err(error) => {
                    run.broke(&error, rest, number, out);
                    broken = true;
                }
            }
        }
        let (line, after) = rest.split_at(rest.find('\n').map_or(rest.len(), |end| end + 1));
        if (fresh && !broken || !fresh && !line.trim().is_empty())
            && let Some(line) = Lines::new(line.as_bytes()).next()
        {
            noise(&Line { number: number.saturating_add(1), ..line }, &mut run, out);
        }
        number = number.saturating_add(1);
        (rest, fresh) = (after, true);
    }
    run.close(out);
}

/// A line between the JSON texts: the command, how it ended, or what iperf3 said on standard error.
fn noise(line: &Line<'_>, run: &mut Run, out: &mut Builder) {
    if let Some(error) = complaint(&line.text) {
        run.failed = true;
        out.note(kind_of(error), Some(line.number), line.text.trim());
    } else if let Some(warning) = line.text.trim_start().strip_prefix("warning: ") {
        out.setting("warning", warning.trim_end());
    } else {
        // Where one command ends, what it said on standard error says nothing of the next.
        run.failed &= !line.text.starts_with("# rc=");
        out.other(line);
    }
}

/// How many line ends a text has.
fn lines_in(text: &str) -> u32 {
    u32::try_from(text.bytes().filter(|&byte| byte == b'\n').count()).unwrap_or(u32::MAX)
}

/// What iperf3 says on standard error when it gives up: `iperf3: error - unable to connect to server: ...`.
fn complaint(line: &str) -> Option<&str> {
    // Lines of figures have no colon, and finding that out is quick.
    if !line.as_bytes().contains(&b':') {
        return None;
    }
    let (_, said) = line.split_once("iperf3: ")?;
    ["error - ", "interrupt - ", "parameter error - "].into_iter().find_map(|word| said.strip_prefix(word))
}

/// Which kind of failure iperf3's words tell of.
fn kind_of(error: &str) -> FailureKind {
    const NO_CONNECTION: [&str; 6] = [
        "unable to connect",
        "onnection refused",
        "unreachable",
        "o route to host",
        "timed out",
        "ame or service not known",
    ];
    if NO_CONNECTION.iter().any(|words| error.contains(words)) {
        FailureKind::NoConnection
    } else {
        FailureKind::ToolError
    }
}
