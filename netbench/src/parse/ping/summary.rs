//! The lines that ping ends with.

use super::MILLISECONDS;
use crate::output::FailureKind;
use crate::parse::{Builder, Comma, Decimal, Line, packets};
use crate::quantity::Quantity;
use crate::sample::{Sample, Statistic};

/// The target of `--- 10.0.0.2 ping statistics ---`, also as `ping6` or `----10.0.0.2 PING Statistics----`.
pub(super) fn title(line: &str) -> Option<&str> {
    let netbsd = || line.strip_prefix("----")?.strip_suffix(" PING Statistics----");
    let inner = || line.strip_prefix("--- ")?.strip_suffix(" ---");
    let target = netbsd().or_else(|| {
        let inner = inner()?;
        inner.strip_suffix(" ping statistics").or_else(|| inner.strip_suffix(" ping6 statistics"))
    })?;
    (!target.is_empty() && !target.contains(' ')).then_some(target)
}

/// Whether a line counts packets.
pub(super) fn is_counts(line: &str) -> bool {
    line.contains(" packets transmitted")
}

/// `3 packets transmitted, 3 received, +1 duplicates, 0% packet loss, time 35ms`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Counts {
    pub(super) transmitted: u64,
    pub(super) received: u64,
    /// Counts that are printed only where they are not zero.
    others: Vec<(Quantity, u64)>,
    /// Packets whose checksum was wrong.
    corrupted: Option<u64>,
    loss: Option<Decimal>,
    milliseconds: Option<u64>,
    /// A part that is cut off, or that no ping prints.
    unread: bool,
}

impl Counts {
    /// None where the two counts cannot be read.
    pub(super) fn read(line: &str, ended: bool) -> Option<Self> {
        let mut parts = line.split(", ");
        let transmitted = count(parts.next()?, " packets transmitted")?;
        let received = parts.next()?;
        let received = count(received, " packets received").or_else(|| count(received, " received"))?;
        let mut counts = Self {
            transmitted,
            received,
            others: Vec::new(),
            corrupted: None,
            loss: None,
            milliseconds: None,
            unread: false,
        };
        for part in parts {
            // BusyBox has no plus.
            let plus = part.strip_prefix('+').unwrap_or(part);
            if let Some(number) = count(plus, " duplicates") {
                counts.put(Quantity::Duplicates, number);
            } else if let Some(number) = count(plus, " errors") {
                counts.put(Quantity::Errors, number);
            } else if let Some(number) = count(plus, " corrupted") {
                counts.corrupted = Some(number);
            } else if let Some(loss) = part.strip_suffix("% packet loss") {
                counts.loss = Decimal::parse(loss, Comma::Point);
                counts.unread |= counts.loss.is_none();
            } else if let Some(time) = part.strip_prefix("time ").and_then(|time| time.strip_suffix("ms")) {
                counts.milliseconds = time.trim_end().parse().ok();
                counts.unread |= counts.milliseconds.is_none();
            } else if let Some(late) = part.strip_suffix(" packets out of wait time") {
                counts.unread |= late.parse::<u64>().is_err();
            } else if !part.starts_with("-- somebody's ") {
                counts.unread = true;
            }
        }
        // Before the loss is told, a line without an end may be cut in a number.
        (ended || counts.loss.is_some()).then_some(counts)
    }

    fn put(&mut self, quantity: Quantity, number: u64) {
        self.unread |= self.others.iter().any(|(other, _)| *other == quantity);
        self.others.push((quantity, number));
    }

    /// Puts them down.
    pub(super) fn samples(&self, line: &Line<'_>, out: &mut Builder) {
        if let Some(corrupted) = self.corrupted {
            out.test_setting("corrupted", &corrupted.to_string());
        }
        packets::sent_and_received(self.transmitted, self.received, line).into_iter().for_each(|it| out.push(it));
        for &(quantity, number) in &self.others {
            out.push(packets::total(quantity, number, line));
        }
        if let Some(printed) = self.loss {
            match packets::loss(printed, self.transmitted, self.received, line) {
                Some(loss) => out.push(loss),
                None => out.fail(FailureKind::BadValue, line),
            }
        }
        if let Some(milliseconds) = self.milliseconds {
            // A run of 2^53 ms would take 285,000 years.
            let nanoseconds = milliseconds as f64 * 1e6;
            out.push(
                Sample::new(Quantity::Duration, nanoseconds, Statistic::Total).with_step(1e6).at_line(line.number),
            );
        }
        if self.unread {
            out.unreadable(line);
        }
    }
}

fn count(part: &str, name: &str) -> Option<u64> {
    part.strip_suffix(name)?.parse().ok()
}

/// `rtt min/avg/max/mdev = 0.015/0.058/0.145/0.061 ms, pipe 2, ipg/ewma 0.016/0.008 ms`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Times {
    values: Vec<(Statistic, Decimal)>,
    settings: Vec<(&'static str, String)>,
    /// Whether the deviation may be rounded to 0.
    rough: bool,
}

const NAMES: [(&str, Statistic); 6] = [
    ("min", Statistic::Min),
    ("avg", Statistic::Mean),
    ("max", Statistic::Max),
    ("mdev", Statistic::StandardDeviation),
    ("stddev", Statistic::StandardDeviation),
    ("std-dev", Statistic::StandardDeviation),
];

impl Times {
    /// Whether a line gives the minimum, mean and maximum, or what stands in its place where there are none.
    pub(super) fn is(line: &str) -> bool {
        label(line).is_some() || line.starts_with("pipe ") || line.starts_with("ipg/ewma ")
    }

    /// Whether no other tool writes such a line: `round-trip min/avg/max = ` is hping's too.
    pub(super) fn is_of_ping_alone(line: &str) -> bool {
        label(line).is_some_and(|(names, _)| names.split('/').count() == 4)
    }

    /// None where any part is not what ping prints, or may be cut off.
    pub(super) fn read(line: &str, ended: bool) -> Option<Self> {
        let mut times = Self { values: Vec::new(), settings: Vec::new(), rough: false };
        let mut rest = line;
        if let Some((names, values)) = label(line) {
            // Solaris says `round-trip (ms)` and no unit behind, so that such a line has to have an end.
            let (values, behind) = match values.split_once(' ') {
                None if ended && line.starts_with(SOLARIS) => (values, ""),
                split => {
                    let (values, behind) = split?;
                    (values, MILLISECONDS.into_iter().find_map(|unit| behind.strip_prefix(unit))?)
                }
            };
            times.rough = names.ends_with("/stddev");
            let mut printed = values.split('/');
            for name in names.split('/') {
                let (_, statistic) = NAMES.into_iter().find(|(known, _)| *known == name)?;
                times.values.push((statistic, Decimal::parse(printed.next()?, Comma::Point)?));
            }
            if printed.next().is_some() || !times.ordered() {
                return None;
            }
            if behind.is_empty() {
                return Some(times);
            }
            rest = behind.strip_prefix(", ")?;
        }
        for part in rest.split(", ") {
            if let Some(pipe) = part.strip_prefix("pipe ") {
                pipe.parse::<u64>().ok().filter(|_| ended || !rest.ends_with(part))?;
                times.settings.push(("pipe", pipe.to_owned()));
            } else {
                let (gap, average) = part.strip_prefix("ipg/ewma ")?.strip_suffix(" ms")?.split_once('/')?;
                Decimal::parse(gap, Comma::Point)?;
                times.settings.push(("ipg", format!("{gap} ms")));
                times.values.push((Statistic::MovingAverage, Decimal::parse(average, Comma::Point)?));
            }
        }
        Some(times)
    }

    /// Whether the mean lies between the least and the greatest.
    fn ordered(&self) -> bool {
        let value = |wanted: Statistic| {
            let found = self.values.iter().find(|(statistic, _)| *statistic == wanted);
            found.and_then(|(_, number)| number.scaled(1, 0))
        };
        value(Statistic::Min) <= value(Statistic::Mean) && value(Statistic::Mean) <= value(Statistic::Max)
    }

    /// Puts them down.
    pub(super) fn samples(&self, line: &Line<'_>, out: &mut Builder) {
        let mut unread = false;
        let of = |wanted| self.values.iter().find(|(statistic, _)| *statistic == wanted);
        let all_equal = of(Statistic::Min).map(|it| it.1) == of(Statistic::Max).map(|it| it.1);
        for &(statistic, time) in &self.values {
            // inetutils takes the root of less than 0.0005 ms^2 for 0 (`nsqrt` in its ping_common.c), so times that
            // differ by microseconds show no deviation.
            if statistic == Statistic::StandardDeviation && self.rough && time.is_zero() && !all_equal {
                out.test_setting("stddev", "0.000 ms");
                continue;
            }
            match packets::round_trip(time, statistic, line) {
                Some(sample) => out.push(sample),
                None => unread = true,
            }
        }
        for (name, value) in &self.settings {
            out.test_setting(name, value);
        }
        if unread {
            out.fail(FailureKind::BadValue, line);
        }
    }
}

const SOLARIS: &str = "round-trip (ms) ";

/// The names and the values of a line of times.
fn label(line: &str) -> Option<(&str, &str)> {
    let words = ["rtt ", SOLARIS, "round-trip "];
    let names = words.into_iter().find_map(|words| line.strip_prefix(words))?.trim_start();
    let (names, values) = names.split_once(" = ")?;
    let known = ["min/avg/max", "min/avg/max/mdev", "min/avg/max/stddev", "min/avg/max/std-dev"];
    known.contains(&names).then_some((names, values))
}
