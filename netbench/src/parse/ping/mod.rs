//! The output of ping: a heading, a line for each reply, and a summary.
//!
//! iputils, BusyBox, GNU inetutils, macOS and the BSDs print much the same with other words, so one reader takes them
//! all and [`evidence`] finds out whose it was. Read from their sources: `ping_common.c` of iputils, `networking/ping.c`
//! of BusyBox, `ping_echo.c` of inetutils, `sbin/ping/ping.c` and `sbin/ping6/ping6.c` of FreeBSD.

mod evidence;
mod heading;
mod reply;
mod summary;
mod trouble;

use crate::output::{FailureKind, Test, Transport};
use crate::parse::{Builder, Line, Lines, packets};
use crate::sample::{Span, Statistic};
use evidence::Evidence;
use heading::Heading;
use reply::{Reply, Time};
use summary::{Counts, Times};

/// Milliseconds in the languages that iputils is translated to with a word of their own.
const MILLISECONDS: [&str; 4] = ["ms", "мс", "毫秒", "ミリ秒"];

/// Whether only ping prints such a line.
pub(crate) fn prints(line: &str) -> bool {
    let line = line.trim();
    Heading::read(line).is_some()
        || summary::title(line).is_some()
        || Reply::read(line, true).is_some()
        || Times::is_of_ping_alone(line)
        || trouble::is_message(line)
}

/// Reads the output of one or more runs.
pub(crate) fn read(text: &[u8], out: &mut Builder) {
    let mut reader = Reader { run: None, evidence: Evidence::default(), seen: false };
    let mut last = None;
    for line in Lines::new(text) {
        reader.line(&line, out);
        last = Some(line);
    }
    if let Some(last) = last {
        reader.close(&last, out);
    }
    if reader.seen {
        out.tool(reader.evidence.tool());
    }
}

struct Reader<'a> {
    run: Option<Run<'a>>,
    evidence: Evidence,
    /// Whether any line was one of ping's.
    seen: bool,
}

/// One run of ping, as far as it was read.
struct Run<'a> {
    first: Line<'a>,
    /// The first line that says why packets may not come back.
    trouble: Option<(FailureKind, Line<'a>)>,
    /// The first reply that came without a time.
    timeless: Option<Line<'a>>,
    /// Whether any reply came with one.
    timed: bool,
    /// How many replies came that the summary counts.
    replies: u64,
    /// The target that the title of its summary has to repeat.
    target: Option<String>,
    /// The line that counts packets.
    counts: Option<Line<'a>>,
    /// Whether the line of minimum, mean and maximum was seen, read or not.
    times: bool,
    /// Whether the text ends in the middle of a line of this run.
    cut: bool,
    /// Whether the clock went backwards: then times of 0 are made up.
    clock: bool,
}

impl Run<'_> {
    /// Whether its summary was seen.
    fn is_over(&self) -> bool {
        self.counts.is_some() || self.times
    }
}

impl<'a> Reader<'a> {
    fn line(&mut self, line: &Line<'a>, out: &mut Builder) {
        let text = line.text.trim();
        if out.common(line) || is_flood(text) {
            return;
        }
        self.seen = self.seen || prints(text);
        self.evidence.line(text);
        if let Some(heading) = Heading::read(text) {
            self.begin(heading.test(), line, out);
            if let Some(run) = &mut self.run {
                run.target = heading.repeated().map(str::to_owned);
            }
        } else if let Some(target) = summary::title(text) {
            let run = self.run(line, out, Run::is_over);
            if run.is_some_and(|run| run.target.as_ref().is_some_and(|own| own != target)) {
                out.fail_test(FailureKind::TwoRuns, line);
            } else if let Some(test) = out.test() {
                test.target.get_or_insert_with(|| target.to_owned());
            }
        } else if let Some(reply) = Reply::read(text, line.ended) {
            self.reply(&reply, line, out);
        } else if summary::is_counts(text) {
            self.counts(line, out);
        } else if Times::is(text) {
            self.times(line, out);
        } else if let Some(kind) = trouble::kind(text) {
            self.trouble(kind, line, out);
        } else if !trouble::is_silence(text) {
            out.other(line);
        }
    }

    fn begin(&mut self, test: Test, line: &Line<'a>, out: &mut Builder) {
        self.close(line, out);
        out.begin(test);
        self.run = Some(Run {
            first: line.clone(),
            trouble: None,
            timeless: None,
            timed: false,
            replies: 0,
            target: None,
            counts: None,
            times: false,
            cut: false,
            clock: false,
        });
    }

    /// The run that a line belongs to: a new one if none is open, or if the open one is past such lines already.
    fn run(&mut self, line: &Line<'a>, out: &mut Builder, past: impl Fn(&Run<'a>) -> bool) -> Option<&mut Run<'a>> {
        if self.run.as_ref().is_none_or(past) {
            let mut test = Test::new("ping");
            test.transport = Some(Transport::Icmp);
            self.begin(test, line, out);
        }
        self.run.as_mut()
    }

    fn reply(&mut self, reply: &Reply, line: &Line<'a>, out: &mut Builder) {
        let Some(run) = self.run(line, out, Run::is_over) else { return };
        run.replies += u64::from(!reply.marked);
        match reply.time {
            // A second answer to the same request, or one to distrust: the summary counts it.
            _ if reply.marked => {}
            Time::None => {
                run.timeless.get_or_insert_with(|| line.clone());
            }
            Time::Unreadable => {
                run.cut = !line.ended;
                out.unreadable(line);
            }
            Time::Read(time) => {
                run.timed = true;
                match packets::round_trip(time, Statistic::Single, line) {
                    Some(sample) => out.push(sample.with_span(Span::Reply(reply.sequence))),
                    // Of a clock that went backwards, the failure is noted already.
                    None if run.clock => {}
                    None => out.fail(FailureKind::BadValue, line),
                }
            }
        }
    }

    fn counts(&mut self, line: &Line<'a>, out: &mut Builder) {
        let Some(run) = self.run(line, out, Run::is_over) else { return };
        let Some(counts) = Counts::read(line.text.trim(), line.ended) else {
            run.cut = !line.ended;
            return out.unreadable(line);
        };
        run.counts = Some(line.clone());
        if run.replies > counts.received {
            return out.fail_test(FailureKind::TwoRuns, line);
        }
        if counts.transmitted == 0 {
            return out.fail_test(FailureKind::NoValue, line);
        }
        if counts.received == 0 {
            // What says why is worth more than that nothing came.
            let (kind, line) = run.trouble.take().unwrap_or((FailureKind::AllLost, line.clone()));
            return out.fail_test(kind, &line);
        }
        counts.samples(line, out);
    }

    fn times(&mut self, line: &Line<'a>, out: &mut Builder) {
        let Some(run) = self.run(line, out, |run| run.times) else { return };
        run.times = true;
        if run.clock {
            // The failure is noted where the clock went backwards.
            return;
        }
        match Times::read(line.text.trim(), line.ended) {
            Some(times) => times.samples(line, out),
            None => out.unreadable(line),
        }
    }

    fn trouble(&mut self, kind: FailureKind, line: &Line<'a>, out: &mut Builder) {
        match &mut self.run {
            Some(run) if kind == FailureKind::BadValue => {
                run.clock = true;
                out.fail(kind, line);
            }
            Some(run) if run.timed || run.counts.is_some() => {
                // A router's word on one packet of several is in the summary; ping's own word is not.
                if trouble::is_message(&line.text) {
                    out.fail(FailureKind::ToolError, line);
                }
            }
            Some(run) => {
                run.trouble.get_or_insert_with(|| (kind, line.clone()));
            }
            None => out.fail(kind, line),
        }
    }

    /// Ends the run that is open, at a line behind it or at the last of the text.
    fn close(&mut self, last: &Line<'a>, out: &mut Builder) {
        let Some(run) = self.run.take() else { return };
        if !out.failed() {
            match (run.trouble, run.timeless, &run.counts) {
                _ if run.times || run.cut => {}
                // Too few bytes for a time stamp: every reply came without a time, or they were not shown.
                (_, Some(line), _) if !run.timed => out.fail_test(FailureKind::NoTime, &line),
                (_, _, Some(line)) if !run.timed && out.test().is_some_and(is_short) => {
                    out.fail_test(FailureKind::NoTime, line);
                }
                (Some((kind, line)), _, None) if !run.timed => out.fail_test(kind, &line),
                (_, _, None) if !run.timed => out.fail_test(FailureKind::NoValue, &run.first),
                // The summary is missing, or a part of it.
                _ => out.fail(FailureKind::Truncated, last),
            }
        }
        out.close();
    }
}

/// Whether a run's packets have no room for a time stamp, which takes 16 bytes.
fn is_short(test: &mut Test) -> bool {
    test.message_size.is_some_and(|bytes| bytes < 16)
}

/// What `-f` prints: a dot for each request, taken back for each reply; E and C for errors and wrong checksums.
fn is_flood(text: &str) -> bool {
    text.starts_with(['.', '\u{8}']) && text.chars().all(|c| matches!(c, '.' | ' ' | '\u{8}' | 'E' | 'C'))
}
