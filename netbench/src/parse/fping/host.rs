//! What is known of one host.

use super::line::Summary;
use super::total::Total;
use crate::output::{FailureKind, Test, Transport};
use crate::parse::{Builder, Decimal, Line, packets};
use crate::quantity::Quantity;
use crate::sample::{Direction, Sample, Span, Statistic};

/// One run of one host, one period of it, or what `-s` says of all hosts.
pub(super) struct Host<'a> {
    test: Test,
    /// Whether replies came in lines of their own.
    replies: bool,
    /// Whether the summary came, and whether as a list of all times.
    summary: bool,
    list: bool,
    /// Whether the summary came behind the replies.
    complete: bool,
    /// The totals of all hosts that came.
    totals: Vec<&'static str>,
    /// How many replies all hosts sent.
    received: Option<u64>,
    failed: Option<(FailureKind, Line<'a>)>,
    /// The first request that was not answered.
    silent: Option<Line<'a>>,
}

impl<'a> Host<'a> {
    pub(super) fn new(name: Option<&str>) -> Self {
        let mut test = Test::new("fping");
        test.transport = Some(Transport::Icmp);
        test.target = name.map(ToOwned::to_owned);
        Self {
            test,
            replies: false,
            summary: false,
            list: false,
            complete: false,
            totals: Vec::new(),
            received: None,
            failed: None,
            silent: None,
        }
    }

    /// Whether its summary came.
    pub(super) fn is_over(&self) -> bool {
        self.summary
    }

    /// Whether replies that come now are another run's. They go to standard output and the summary to standard error, so
    /// the summary can come first.
    pub(super) fn is_complete(&self) -> bool {
        self.complete
    }

    /// Whether this total came already.
    pub(super) fn has(&self, total: Total) -> bool {
        self.totals.contains(&total.name())
    }

    pub(super) fn fail(&mut self, kind: FailureKind, line: &Line<'a>) {
        self.failed.get_or_insert_with(|| (kind, line.clone()));
    }

    pub(super) fn silent(&mut self, line: &Line<'a>) {
        self.silent.get_or_insert_with(|| line.clone());
    }

    pub(super) fn alive(&mut self, time: Option<Decimal>, line: &Line<'a>, out: &mut Builder) {
        if let Some(time) = time {
            self.time(time, Statistic::Single, Span::Run, line, out);
        }
    }

    pub(super) fn reply(&mut self, sequence: u64, time: Decimal, line: &Line<'a>, out: &mut Builder) {
        // A list of all times that came before has this one.
        if !self.list {
            self.replies = true;
            self.time(time, Statistic::Single, Span::Reply(sequence), line, out);
        }
    }

    pub(super) fn list(&mut self, times: &[Option<Decimal>], whole: bool, line: &Line<'a>, out: &mut Builder) {
        (self.summary, self.list, self.complete) = (true, true, self.replies);
        if times.iter().all(Option::is_none) && whole {
            self.fail(FailureKind::AllLost, line);
        }
        if !self.replies {
            for (sequence, time) in (0..).zip(times) {
                time.iter().for_each(|time| self.time(*time, Statistic::Single, Span::Reply(sequence), line, out));
            }
        }
        if !whole {
            out.unreadable(line);
        }
    }

    pub(super) fn summary(&mut self, summary: &Summary, period: Option<String>, line: &Line<'a>, out: &mut Builder) {
        (self.summary, self.complete) = (true, self.replies);
        if let Some(period) = period {
            self.test.settings.insert("period".to_owned(), period);
        }
        let (sent, received) = (summary.sent, summary.received);
        if received == 0 {
            self.fail(if sent == 0 { FailureKind::NoValue } else { FailureKind::AllLost }, line);
            return;
        }
        self.test.samples.extend(packets::sent_and_received(sent, received, line));
        if let Some(printed) = summary.loss {
            match packets::loss(printed, sent, received, line) {
                Some(loss) => self.test.samples.push(loss),
                None => out.fail(FailureKind::BadValue, line),
            }
        }
        for &(statistic, time) in &summary.times {
            self.time(time, statistic, Span::Run, line, out);
        }
        if !summary.whole {
            out.unreadable(line);
        }
    }

    pub(super) fn total(&mut self, total: Total, line: &Line<'a>, out: &mut Builder) {
        self.totals.push(total.name());
        match total {
            Total::Sent(sent) => {
                let sample = packets::total(Quantity::Messages, sent, line);
                self.test.samples.push(sample.with_direction(Direction::ToServer));
            }
            Total::Received(received) => {
                self.received = Some(received);
                let sample = packets::total(Quantity::Messages, received, line);
                self.test.samples.push(sample.with_direction(Direction::ToClient));
            }
            // Without a reply fping prints times of 0.
            Total::Time(..) if self.received == Some(0) => self.fail(FailureKind::AllLost, line),
            Total::Time(statistic, time) => self.time(time, statistic, Span::Run, line, out),
            Total::Elapsed(seconds) => match seconds.scaled(1, 9) {
                Some(value) => {
                    let sample = Sample::new(Quantity::Duration, value, Statistic::Total).at_line(line.number);
                    self.test.samples.push(sample.with_step(seconds.step(1, 9)));
                }
                None => out.fail(FailureKind::BadValue, line),
            },
            Total::Other(name, count) => {
                self.test.settings.insert(name.to_owned(), count.to_string());
            }
        }
    }

    fn time(&mut self, time: Decimal, statistic: Statistic, span: Span, line: &Line<'_>, out: &mut Builder) {
        match packets::round_trip(time, statistic, line) {
            Some(sample) => self.test.samples.push(sample.with_span(span)),
            None => out.fail(FailureKind::BadValue, line),
        }
    }

    pub(super) fn finish(self, out: &mut Builder) {
        let none = self.test.samples.is_empty();
        out.begin(self.test);
        match (self.failed, self.silent) {
            (Some((kind, line)), _) => out.fail_test(kind, &line),
            // The text ends before the summary.
            (None, Some(line)) if none => out.fail_test(FailureKind::AllLost, &line),
            _ => {}
        }
        out.close();
    }
}
