//! From what iperf3's JSON says of a run to a test.

use crate::output::{FailureKind, Test, Transport};
use crate::parse::Builder;
use crate::parse::iperf3::document::Document;
use crate::parse::iperf3::figures::Said;
use crate::parse::iperf3::kind_of;
use crate::parse::iperf3::start::Start;
use crate::parse::iperf3::summary::Summary;
use crate::quantity::Quantity;
use crate::sample::{Direction, End, Sample};

/// The run whose parts are being read: JSON events bring it in many texts.
#[derive(Debug, Default)]
pub(crate) struct Run {
    document: Document,
    /// Whether parts of it are there.
    open: bool,
    /// Whether something outside of the JSON says that it failed.
    pub(crate) failed: bool,
}

impl Run {
    /// Takes one more JSON text. One that is no event is a whole run.
    pub(crate) fn take(&mut self, document: Document, out: &mut Builder) {
        let Document { event, start, intervals, both_ways, end, error, settings } = document;
        if event.is_none() || (event.as_deref() == Some("start") && self.open) {
            self.close(out);
        }
        let last = event.is_none() || end.is_some();
        let run = &mut self.document;
        self.open = true;
        run.start = start.or(run.start.take());
        if run.intervals.is_empty() {
            run.intervals = intervals;
        } else {
            run.intervals.extend(intervals);
        }
        run.both_ways |= both_ways;
        run.end = end;
        run.error = error.or(run.error.take());
        run.settings.extend(settings);
        if last {
            self.close(out);
        }
    }

    /// Notes a JSON text that could not be read, which begins after so many lines.
    pub(crate) fn broke(&mut self, error: &serde_json::Error, text: &str, before: u32, out: &mut Builder) {
        // A line break where none may be counts as the start of the next line, a carriage return does not.
        let line = error.line() - usize::from(error.column() == 0 && error.line() > 1);
        let mut rest = text.lines().skip(line.saturating_sub(1)).map(str::trim);
        let found = rest.next().unwrap_or_default();
        // Where the command ended in the middle of its JSON, other words of the terminal follow.
        let other = |text: &str| ["# rc=", "$ ", "iperf3: "].iter().any(|start| text.starts_with(start));
        let cut = error.is_eof() || other(found) || rest.next().is_some_and(other);
        let kind = if cut { FailureKind::Truncated } else { FailureKind::BadValue };
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        self.document = Document::default();
        self.open = false;
        out.note(
            kind,
            Some(before.saturating_add(line)),
            if found.is_empty() { "the JSON ends in the middle" } else { found },
        );
    }

    /// Ends the run, and gives its test or its failure.
    pub(crate) fn close(&mut self, out: &mut Builder) {
        if !std::mem::take(&mut self.open) {
            return;
        }
        let document = std::mem::take(&mut self.document);
        let failed = std::mem::take(&mut self.failed);
        let start = document.start.unwrap_or_default();
        out.begin(test(&start));
        for (name, kept) in [("version", "version"), ("system_info", "kernel")] {
            if let Some(value) = start.get(name) {
                out.setting(kept, value);
            }
        }
        settings(&start, document.settings, out);
        match (document.error, document.end) {
            (Some(error), _) => out.note(kind_of(&error), None, &error),
            _ if failed => {}
            (None, None) => out.note(FailureKind::Truncated, None, "the run has no `end`"),
            (None, Some(end)) => {
                let way = Way {
                    both: document.both_ways || end.both_ways() || start.is_set("test_start.bidir"),
                    back: start.is_set("test_start.reverse"),
                    server: start.get("accepted_connection.host").is_some(),
                };
                numbers(document.intervals, end, way, out);
            }
        }
        out.close();
    }
}

/// Where the data of a run went, and which end tells of it.
#[derive(Clone, Copy, Debug)]
struct Way {
    both: bool,
    back: bool,
    server: bool,
}

impl Way {
    /// The direction of a sample. In a run one way all samples have the one that was asked for, and no other word of
    /// it counts: in versions before 3.8 the word in the sums is wrong. Of a run both ways the first sums and the
    /// streams that send are those of the end that tells.
    fn direction(self, said: Option<Direction>) -> Direction {
        let said = if self.both { said } else { None };
        match (said, self.back) {
            (Some(direction), _) if self.server => other(direction),
            (Some(direction), _) => direction,
            (None, true) => Direction::ToClient,
            (None, false) => Direction::ToServer,
        }
    }

    /// The end that tells, for data that goes that way.
    fn here(self, direction: Direction) -> End {
        if (direction == Direction::ToServer) == self.server { End::Receiver } else { End::Sender }
    }
}

const fn other(direction: Direction) -> Direction {
    match direction {
        Direction::ToServer => Direction::ToClient,
        Direction::ToClient => Direction::ToServer,
    }
}

fn test(start: &Start) -> Test {
    let protocol = start.get("test_start.protocol").unwrap_or("iperf3");
    let mut test = Test::new(protocol);
    test.transport = match protocol {
        "TCP" => Some(Transport::Tcp),
        "UDP" => Some(Transport::Udp),
        "SCTP" => Some(Transport::Sctp),
        _ => None,
    };
    test.message_size = start.get("test_start.blksize").and_then(|size| size.parse().ok());
    test.target = start.get("connecting_to.host").map(str::to_owned);
    test
}

/// The names under which the settings of a run are kept.
const SETTINGS: [(&str, &str); 20] = [
    ("timestamp.time", "start_time"),
    ("timestamp.timesecs", "start_unix"),
    ("connecting_to.port", "port"),
    ("accepted_connection.host", "client"),
    ("tcp_mss", "mss"),
    ("tcp_mss_default", "mss"),
    ("sock_bufsize", "sock_bufsize"),
    ("sndbuf_actual", "sndbuf"),
    ("rcvbuf_actual", "rcvbuf"),
    ("test_start.protocol", "protocol"),
    ("test_start.num_streams", "streams"),
    ("test_start.blksize", "block_size"),
    ("test_start.omit", "omit"),
    ("test_start.duration", "duration"),
    ("test_start.bytes", "bytes"),
    ("test_start.blocks", "blocks"),
    ("test_start.reverse", "reverse"),
    ("test_start.bidir", "bidir"),
    ("test_start.tos", "tos"),
    ("test_start.target_bitrate", "target_bitrate"),
];

fn settings(start: &Start, more: Vec<(&'static str, String)>, out: &mut Builder) {
    for (name, kept) in SETTINGS {
        // A server that has no TCP socket yet writes the MSS as 0.
        if let Some(value) = start.get(name).filter(|value| kept != "mss" || *value != "0") {
            out.test_setting(kept, value);
        }
    }
    for (name, value) in more {
        out.test_setting(name, &value);
    }
}

fn numbers(intervals: Vec<Sample>, end: Summary, way: Way, out: &mut Builder) {
    let pairs = [(end.sent, end.received), (end.sent_back, end.received_back)];
    let sums = pairs.iter().any(|(sent, received)| sent.is_some() || received.is_some());
    if !sums && end.mixed.is_empty() {
        out.note(FailureKind::NoValue, None, "the run's `end` has no sums");
        return;
    }
    let nothing = |said: Option<Said>| said.is_some_and(Said::is_nothing);
    if !way.server && pairs.iter().any(|&(sent, received)| nothing(received) || nothing(sent)) {
        let kind = if end.mixed.is_empty() { FailureKind::NoValue } else { FailureKind::AllLost };
        out.note(kind, None, "a sum of the run has 0 bytes");
        return;
    }
    let mixed = |quantity, all_lost: fn(f64) -> bool| {
        end.mixed.iter().any(|sample| sample.quantity == quantity && all_lost(sample.value))
    };
    if mixed(Quantity::Loss, |percent| percent >= 100.0) {
        out.note(FailureKind::AllLost, None, "lost_percent of the run is 100");
        return;
    }
    // The receiver counts those that it knows of.
    if !way.server && mixed(Quantity::Messages, |packets| packets == 0.0) {
        out.note(FailureKind::AllLost, None, "packets of the run are 0");
        return;
    }
    for (name, value) in &end.settings {
        out.test_setting(name, value);
    }
    let mut samples = intervals;
    samples.extend(end.samples);
    if !sums {
        samples.extend(end.mixed);
    }
    // In place: of a long run these are most of the memory.
    samples.retain_mut(|sample| {
        // Processor time has no direction.
        if matches!(sample.end, Some(End::Local | End::Remote)) {
            return !(way.server && sample.end == Some(End::Remote));
        }
        let direction = way.direction(sample.direction);
        let here = way.here(direction);
        sample.direction = Some(direction);
        // A server that received knows nothing of what was sent, and the other way round.
        let end = *sample.end.get_or_insert(here);
        !way.server || end == here
    });
    if samples.capacity() / 2 > samples.len() {
        samples.shrink_to_fit();
    }
    if let Some(test) = out.test() {
        test.samples = samples;
    }
}
