//! The output of qperf: the name of a test with a colon, then its values, indented, one a line.
//!
//! Read from the source of qperf 0.4.x (`src/qperf.c`: `client`, `show_info`, `place_show`, `error`). qperf prints all
//! values of a test at once when the test is over, so a name without values is a test that failed.

mod field;
mod test_name;
mod unit;

use crate::output::FailureKind;
use crate::parse::{Builder, Line, Lines};
use field::{DIGITS, Field, Kind, Reading};
use test_name::TestName;

/// Whether only qperf prints such a line: the name of one of its tests, one of its values, where to find help.
pub(crate) fn prints(line: &str) -> bool {
    TestName::of_line(line).is_some_and(TestName::is_of_qperf_alone)
        || line.contains(HELP)
        || line.contains(BLANKS) && value(line).is_some_and(|(name, _)| Field::of(name).is_some())
}

/// What only qperf puts between a name and a value. Copies may have lost some of the blanks.
const BLANKS: &str = "  =  ";

/// What a message on wrong arguments ends with.
const HELP: &str = "try: qperf --help";

/// Reads the output of one or more runs.
pub(crate) fn read(text: &[u8], out: &mut Builder) {
    let mut reader = Reader { test: None, orphans: false, digits: DIGITS };
    for line in Lines::new(text) {
        reader.line(&line, out);
    }
    reader.close(out);
}

struct Reader<'a> {
    test: Option<Open<'a>>,
    /// Whether values were seen that stand under no name.
    orphans: bool,
    /// How many digits it prints.
    digits: u32,
}

/// The test whose values are being read.
struct Open<'a> {
    name: TestName,
    header: Line<'a>,
    /// The first message that came in the place of values.
    error: Option<(FailureKind, Line<'a>)>,
    /// The names of the values that were seen, which come once each.
    seen: Vec<String>,
    /// Whether something was sent, in a test that reports the two ends apart.
    sent: bool,
}

impl<'a> Reader<'a> {
    fn line(&mut self, line: &Line<'a>, out: &mut Builder) {
        if let Some(name) = TestName::of_line(&line.text) {
            self.close(out);
            out.tool(crate::Tool::Qperf);
            out.begin(name.test());
            self.test = Some(Open { name, header: line.clone(), error: None, seen: Vec::new(), sent: false });
        } else if (self.test.is_some() || line.text.contains(BLANKS))
            && let Some((name, text)) = value(&line.text)
            && let Some(field) = Field::of(name)
        {
            out.tool(crate::Tool::Qperf);
            self.value(&field, text, line, out);
        } else if let Some(kind) = error(&line.text) {
            if line.text.contains(HELP) {
                out.tool(crate::Tool::Qperf);
            }
            // qperf ends with its message, so if values follow, it was another program's.
            match &mut self.test {
                Some(test) if test.seen.is_empty() && test.error.is_none() => test.error = Some((kind, line.clone())),
                _ => out.fail(kind, line),
            }
        } else {
            if let Some(command) = line.text.trim().strip_prefix("$ ") {
                self.digits = digits(command).unwrap_or(DIGITS);
            }
            out.other(line);
        }
    }

    fn value(&mut self, field: &Field<'_>, text: &str, line: &Line<'_>, out: &mut Builder) {
        let Some(test) = &mut self.test else {
            if !self.orphans {
                out.fail(FailureKind::Truncated, line);
            }
            self.orphans = true;
            return out.other(line);
        };
        if test.seen.iter().any(|name| name == field.name) || !field.belongs(test.name) {
            return out.fail(FailureKind::BadValue, line);
        }
        // A test prints 44 values at most with all of -vv and --debug; a hostile text no more than there are names.
        test.seen.push(field.name.to_owned());
        match field.read(text, self.digits, line, test.name) {
            Some(Reading::Zero) if matches!(field.kind, Kind::Main(_)) => {
                // Nothing came back or arrived: qperf writes the quotient that it could not compute as 0.
                let lost = test.sent && field.name == "recv_bw";
                out.fail_test(if lost { FailureKind::AllLost } else { FailureKind::NoValue }, line);
            }
            Some(Reading::Sample(sample)) => {
                test.sent |= field.name == "send_bw";
                out.push(sample);
            }
            Some(Reading::Zero) | None => out.unreadable(line),
            Some(Reading::MessageSize(bytes)) => {
                out.test().into_iter().for_each(|test| test.message_size = Some(bytes));
            }
            Some(Reading::Setting) if !line.ended => out.unreadable(line),
            Some(Reading::Setting) if test.name.is_configuration() => out.setting(field.name, text),
            Some(Reading::Setting) => out.test_setting(field.name, text),
        }
    }

    /// Ends the test that is open. One that gave no value has failed, unless a message said so before.
    fn close(&mut self, out: &mut Builder) {
        if let Some(test) = self.test.take() {
            match test.error {
                Some((kind, line)) if test.seen.is_empty() => out.fail_test(kind, &line),
                Some((kind, line)) => out.fail(kind, &line),
                None if test.seen.is_empty() && !test.name.is_quit() => {
                    out.fail_test(FailureKind::NoValue, &test.header);
                }
                None => {}
            }
        }
        out.close();
    }
}

/// How many digits a command asks qperf for: `qperf -e 5 10.0.0.2 tcp_lat`.
fn digits(command: &str) -> Option<u32> {
    let mut words = command.split_ascii_whitespace();
    words.find(|word| word.rsplit('/').next() == Some("qperf"))?;
    words.find(|word| matches!(*word, "-e" | "--precision"))?;
    // A double has no more than 17.
    words.next()?.parse().ok().filter(|digits| (1..=17).contains(digits))
}

/// The name and the text of a value: `    latency  =  54.6 us`.
fn value(line: &str) -> Option<(&str, &str)> {
    let (name, text) = line.split_once('=')?;
    let apart = name.ends_with([' ', '\t']) && text.starts_with([' ', '\t']);
    apart.then_some((name.trim(), text.trim_start()))
}

/// Whether a line tells of a failure, in the words of qperf's `error` and `urgent_error` or of the system.
fn error(line: &str) -> Option<FailureKind> {
    const NO_CONNECTION: [&str; 9] = [
        "failed to connect",
        "getaddrinfo failed",
        "could not make ",
        " not responding",
        "timed out",
        "Connection refused",
        "Connection reset",
        "unreachable",
        "No route to host",
    ];
    const OTHER: [&str; 10] = [
        HELP,
        "bad argument: ",
        "missing argument to ",
        "failed to ",
        " failed",
        "server failure",
        "internal error: ",
        "mismatch, sequence",
        "unable to ",
        "upgrade qperf on",
    ];
    if NO_CONNECTION.iter().any(|words| line.contains(words)) {
        Some(FailureKind::NoConnection)
    } else if OTHER.iter().any(|words| line.contains(words)) {
        Some(FailureKind::ToolError)
    } else {
        None
    }
}
