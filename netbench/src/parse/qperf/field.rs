//! The values of qperf, by name.

use super::test_name::{Measures, TestName};
use super::unit::Ladder;
use crate::parse::{Comma, Decimal, Line};
use crate::quantity::{CpuScope, Quantity};
use crate::sample::{Direction, End, Sample, Statistic};

/// The name of a value, and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Field<'a> {
    pub(super) name: &'a str,
    pub(super) kind: Kind,
    end: Option<End>,
    direction: Option<Direction>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// What a test is made for. qperf prints it even where it is zero.
    Main(Measured),
    /// What `-v` and `-vv` add.
    More(Measured),
    /// The size of the messages.
    MessageSize,
    /// What was asked for, or is known of an end, or only serves to debug qperf: kept as it stands.
    Setting,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Measured {
    quantity: Quantity,
    statistic: Statistic,
    ladder: Ladder,
}

/// What was read from a value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Reading {
    Sample(Sample),
    /// A zero, which qperf prints where it had nothing to divide.
    Zero,
    MessageSize(u64),
    Setting,
}

/// How many digits qperf prints unless asked for others (`-e`); zeros at the end are cut.
pub(super) const DIGITS: u32 = 3;

/// What `--verbose_used` prints (`ParName` in `src/qperf.c`), for both ends or with `loc_` and `rem_` for each.
const USED: [&str; 19] = [
    "access_recv",
    "affinity",
    "alt_port",
    "flip",
    "id",
    "mtu_size",
    "no_msgs",
    "poll_mode",
    "port",
    "rate",
    "rd_atomic",
    "service_level",
    "sl",
    "sock_buf_size",
    "src_path_bits",
    "static_rate",
    "time",
    "timeout",
    "use_cm",
];

/// What `conf` tells of each end.
const CONFIGURATION: [&str; 4] = ["node", "cpu", "os", "qperf"];

impl<'a> Field<'a> {
    /// The value of that name. qperf reads `/proc/stat` and divides by the time of one core, so what it says of
    /// processors is of the whole node, in cores.
    pub(super) fn of(name: &'a str) -> Option<Self> {
        use Quantity as Q;
        const TIME: CpuScope = CpuScope::Node;
        const CORES: CpuScope = CpuScope::NodeCores;
        let (end, rest) = end(name);
        let (direction, stem) = direction(end, rest);
        let mean = |quantity, ladder| Measured { quantity, statistic: Statistic::Mean, ladder };
        let total = |quantity, ladder| Measured { quantity, statistic: Statistic::Total, ladder };
        let sent = matches!(end, Some(End::Sender | End::Receiver));
        let known = end.is_some() && direction.is_none();
        // Bytes, messages and errors: of the one end that sends or receives, or of both ends with each both ways.
        let counted = sent || direction.is_some();
        let kind = match (end, stem) {
            (None, "latency") => Kind::Main(mean(Q::Latency, Ladder::Time)),
            (None, "bw") => Kind::Main(mean(Q::Bandwidth, Ladder::Band)),
            (_, "bw") if sent => Kind::Main(mean(Q::Bandwidth, Ladder::Band)),
            (None, "msg_rate") => Kind::More(mean(Q::MessageRate, Ladder::Rate)),
            (None | Some(End::Local | End::Remote), "msg_size") if direction.is_none() => Kind::MessageSize,
            (_, "cost") if sent => Kind::More(mean(Q::CpuCost(TIME), Ladder::Cost)),
            (_, "cpus_used") if known => Kind::More(mean(Q::CpuUtilization(CORES), Ladder::Cpus)),
            (_, "cpus_user") if known => Kind::More(mean(Q::CpuUser(CORES), Ladder::Cpus)),
            (_, "cpus_intr") if known => Kind::More(mean(Q::CpuInterrupts(CORES), Ladder::Cpus)),
            (_, "cpus_kernel") if known => Kind::More(mean(Q::CpuSystem(CORES), Ladder::Cpus)),
            (_, "cpus_iowait") if known => Kind::More(mean(Q::CpuIoWait(CORES), Ladder::Cpus)),
            (_, "real_time") if known => Kind::More(total(Q::Duration, Ladder::Time)),
            (_, "cpu_time") if known => Kind::More(total(Q::CpuTime(TIME), Ladder::Time)),
            (_, "errors") if counted => Kind::More(total(Q::Errors, Ladder::Count)),
            (_, "bytes") if counted => Kind::More(total(Q::Bytes, Ladder::Size)),
            (_, "msgs") if counted => Kind::More(total(Q::Messages, Ladder::Count)),
            (_, "max_cqe") if known => Kind::Setting,
            (None | Some(End::Local | End::Remote), stem) if direction.is_none() && USED.contains(&stem) => {
                Kind::Setting
            }
            (Some(End::Local | End::Remote), stem) if direction.is_none() && CONFIGURATION.contains(&stem) => {
                Kind::Setting
            }
            (None, stem) if is_debug(stem) => Kind::Setting,
            _ => return None,
        };
        // qperf calls what arrived `bw` and counts the messages that were received.
        let end = if matches!(name, "bw" | "msg_rate") { Some(End::Receiver) } else { end };
        Some(Self { name, kind, end, direction })
    }

    /// Whether such a value can stand in such a test.
    pub(super) fn belongs(&self, test: TestName) -> bool {
        match (self.kind, test.measures()) {
            (Kind::Setting, _) => true,
            (_, Measures::Nothing) => false,
            (Kind::Main(it), Measures::Latency) => it.quantity == Quantity::Latency,
            (Kind::Main(it), Measures::Bandwidth) => it.quantity == Quantity::Bandwidth,
            (Kind::Main(_), Measures::MessageRate) => false,
            (Kind::More(_) | Kind::MessageSize, _) => true,
        }
    }

    /// Reads the text behind the `=`, printed with so many digits; None where it is not what qperf prints, or where its
    /// end may be missing.
    pub(super) fn read(&self, text: &str, digits: u32, line: &Line<'_>, test: TestName) -> Option<Reading> {
        let measured = match self.kind {
            Kind::Main(measured) | Kind::More(measured) => measured,
            Kind::MessageSize => {
                Measured { quantity: Quantity::MessageSize, statistic: Statistic::Setting, ladder: Ladder::Size }
            }
            Kind::Setting => return Some(Reading::Setting),
        };
        let (number, unit) = Decimal::read(text, Comma::Thousands)?;
        let unit = unit.trim();
        // `64 KiB (65,536)`: a multiple of 1024 is exact, and printed both ways.
        let (unit, exact) = match unit.split_once(' ') {
            Some((unit, exact)) if unit.ends_with("iB") => {
                let exact = exact.strip_prefix('(')?.strip_suffix(')')?;
                (unit, Some(Decimal::parse(exact, Comma::Thousands)?.integer()?))
            }
            _ => (unit, None),
        };
        let scale = measured.ladder.scale(unit)?;
        let exact = match exact {
            Some(exact) => Some(number.integer()?.checked_mul(scale.factor).filter(|product| *product == exact)?),
            None if scale.factor >= 1 << 10 => return None,
            None => number.integer().filter(|_| matches!(unit, "bytes" | "")),
        };
        // A number without a unit may go on where its line has no end.
        if unit.is_empty() && !line.ended {
            return None;
        }
        // What is no test's own value is printed only where it is not 0, but may be rounded to it.
        if number.is_zero() && !matches!(self.kind, Kind::More(_)) {
            return Some(Reading::Zero);
        }
        if let (Kind::MessageSize, Some(bytes), None) = (self.kind, exact, self.end) {
            return Some(Reading::MessageSize(bytes));
        }
        let value = number.scaled(scale.factor, scale.power)?;
        let mut sample = Sample::new(measured.quantity, value, measured.statistic).at_line(line.number);
        sample.end = self.end;
        sample.direction = self.direction;
        if exact.is_none() {
            sample.step = Some(number.step_of_digits(digits, scale.factor, scale.power));
        }
        if measured.quantity == Quantity::Latency {
            sample.trip = Some(test.trip());
        }
        Some(Reading::Sample(sample))
    }
}

/// The end that the name of a value begins with.
fn end(name: &str) -> (Option<End>, &str) {
    let ends = [("loc_", End::Local), ("rem_", End::Remote), ("send_", End::Sender), ("recv_", End::Receiver)];
    let found = ends.into_iter().find_map(|(prefix, end)| Some((Some(end), name.strip_prefix(prefix)?)));
    found.unwrap_or((None, name))
}

/// Which way data went that an end sent or received, where its test goes both ways. The local end is the client.
fn direction(end: Option<End>, rest: &str) -> (Option<Direction>, &str) {
    let (sent, stem) = match (rest.strip_prefix("send_"), rest.strip_prefix("recv_")) {
        (Some(stem), _) => (true, stem),
        (None, Some(stem)) => (false, stem),
        (None, None) => return (None, rest),
    };
    match end {
        Some(End::Local) => (Some(if sent { Direction::ToServer } else { Direction::ToClient }), stem),
        Some(End::Remote) => (Some(if sent { Direction::ToClient } else { Direction::ToServer }), stem),
        _ => (None, rest),
    }
}

/// Whether it is one of the raw counters of `--debug` (`show_debug` in `src/qperf.c`): `l_timer_user`, `r_s_no_msgs`.
fn is_debug(name: &str) -> bool {
    let Some(name) = name.strip_prefix("l_").or_else(|| name.strip_prefix("r_")) else { return false };
    let counted = name.strip_prefix("rem_").unwrap_or(name);
    let counted = counted.strip_prefix("s_").or_else(|| counted.strip_prefix("r_"));
    matches!(name, "no_cpus" | "no_ticks" | "max_cqes")
        || name.strip_prefix("timer_").is_some_and(|timer| {
            matches!(timer, "real" | "user" | "nice" | "system" | "idle" | "iowait" | "irq" | "softirq" | "steal")
        })
        || counted.is_some_and(|counter| matches!(counter, "no_bytes" | "no_msgs" | "no_errs"))
}
