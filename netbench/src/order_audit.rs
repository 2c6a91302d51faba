//! Observed orders of paths beside the one that physics expects.

use std::fmt;

use crate::network_path::{NetworkPath, PathName, PathQuestion};
use crate::path_order::{Agreement, Meaning, PathOrder};

/// What orders of paths show beside the partial order that physics expects: a path cannot be better than one that does
/// only a part of what it does (see [`NetworkPath::is_inside`]). Made by [`audit_orders`].
///
/// Printed, it is the explanation in words, a line for each finding.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct OrderAudit {
    /// Names that may mean several paths, each once. Nothing is said of them but what holds whichever it is; answer
    /// with [`PathOrder::answered`] and audit again.
    pub questions: Vec<PathQuestion>,
    /// Names that are not known, each once. Nothing is said of them.
    pub unknown: Vec<String>,
    /// Every pair that stands against the expected order, in the order of the lists.
    pub violations: Vec<Violation>,
    /// How far each two orders agree.
    pub agreements: Vec<Agreement>,
}

/// Two paths that stand in the wrong order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The metric whose order it is.
    pub metric: String,
    /// The path that was found better, by the name it was given.
    pub better: String,
    /// The path that was found worse, though the better one does all that it does, and more.
    pub worse: String,
    /// What it means.
    pub kind: ViolationKind,
}

/// What a pair in the wrong order means.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ViolationKind {
    /// The runs do not tell the two apart: a tie, and no violation.
    Tie,
    /// The metrics contradict each other: nothing was tested, and other metrics have the pair in the expected order.
    Contradiction {
        /// Those metrics.
        metrics: Vec<String>,
    },
    /// Nothing was tested, and no other metric has the pair.
    Suspicious,
    /// The runs do tell the two apart: then a path is not what it was declared to be, or they were not measured alike.
    Established,
}

/// What runs show of two paths of one metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderEvidence {
    /// There was no test, or no run to test with: one run each shows no order, since the smallest p is then 1.
    Untested,
    /// A test did not tell them apart.
    Indistinguishable,
    /// A test told them apart, in the order of the list.
    Different,
}

/// Compares orders with what physics expects and with each other. `evidence` says what runs show of a pair: it gets the
/// order, the better path and the worse one.
///
/// # Examples
/// ```
/// use pavedroad_netbench::{OrderEvidence, PathOrder, ViolationKind, audit_orders};
///
/// let latency = PathOrder::new("latency", &["calico-bgp", "host", "calico-ipip"]);
/// let audit = audit_orders(&[latency], |_, _, _| OrderEvidence::Indistinguishable);
/// assert_eq!(audit.violations.len(), 1);
/// assert_eq!(audit.violations[0].kind, ViolationKind::Tie);
/// assert_eq!(audit.violations[0].to_string(), "latency puts calico-bgp before host: a tie, the runs do not tell them apart");
/// ```
pub fn audit_orders(
    orders: &[PathOrder],
    mut evidence: impl FnMut(&PathOrder, &str, &str) -> OrderEvidence,
) -> OrderAudit {
    let (questions, unknown) = names(orders);
    let mut violations = Vec::new();
    for order in orders {
        for (place, better) in order.best_first.iter().enumerate() {
            for worse in order.best_first.iter().skip(place.saturating_add(1)) {
                if !surely_inside(worse, better) {
                    continue;
                }
                let kind = match evidence(order, better, worse) {
                    OrderEvidence::Indistinguishable => ViolationKind::Tie,
                    OrderEvidence::Different => ViolationKind::Established,
                    OrderEvidence::Untested => untested(orders, better, worse),
                };
                let (metric, better, worse) = (order.metric.clone(), better.clone(), worse.clone());
                violations.push(Violation { metric, better, worse, kind });
            }
        }
    }
    let agreements = orders
        .iter()
        .enumerate()
        .flat_map(|(place, one)| orders.iter().skip(place.saturating_add(1)).filter_map(|other| one.agreement(other)));
    OrderAudit { questions, unknown, violations, agreements: agreements.collect() }
}

/// The names that are asked about and those that are not known.
fn names(orders: &[PathOrder]) -> (Vec<PathQuestion>, Vec<String>) {
    let (mut questions, mut unknown) = (Vec::new(), Vec::new());
    for name in orders.iter().flat_map(|order| &order.best_first) {
        match NetworkPath::read(name) {
            PathName::Ambiguous(question) if !questions.contains(&question) => questions.push(question),
            PathName::Unknown if !unknown.contains(name) => unknown.push(name.clone()),
            _ => {}
        }
    }
    (questions, unknown)
}

/// Whether one name's path is inside the other's, whichever paths the two may mean.
fn surely_inside(part: &str, whole: &str) -> bool {
    let candidates = |name| match NetworkPath::read(name) {
        PathName::Known(path) => vec![path],
        PathName::Ambiguous(question) => question.candidates,
        PathName::Unknown => Vec::new(),
    };
    let (parts, wholes) = (candidates(part), candidates(whole));
    let known = !parts.is_empty() && !wholes.is_empty();
    known && parts.iter().all(|part| wholes.iter().all(|whole| part.is_inside(*whole)))
}

/// What an untested pair is, by what the other orders say of it.
fn untested(orders: &[PathOrder], better: &str, worse: &str) -> ViolationKind {
    let (better, worse) = (Meaning::of(better), Meaning::of(worse));
    let against = orders.iter().filter(|order| order.puts_before(&worse, &better));
    let metrics: Vec<String> = against.map(|order| order.metric.clone()).collect();
    if metrics.is_empty() { ViolationKind::Suspicious } else { ViolationKind::Contradiction { metrics } }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} puts {} before {}: ", self.metric, self.better, self.worse)?;
        match &self.kind {
            ViolationKind::Tie => f.write_str("a tie, the runs do not tell them apart"),
            ViolationKind::Contradiction { metrics } => {
                let verb = if metrics.len() == 1 { "puts" } else { "put" };
                write!(
                    f,
                    "a contradiction, {} {verb} them the other way, as physics does; nothing was tested",
                    metrics.join(" and ")
                )
            }
            ViolationKind::Suspicious => {
                f.write_str("suspicious, its packets do all that the other's do, and more; nothing was tested")
            }
            ViolationKind::Established => f.write_str(
                "the runs tell them apart, so one is not the path it was declared to be, or they were not measured alike",
            ),
        }
    }
}

impl fmt::Display for Agreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [one, other] = &self.metrics;
        write!(f, "{one} and {other} agree by tau {:.2} over {} paths", self.tau, self.paths)
    }
}

impl fmt::Display for OrderAudit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for question in &self.questions {
            writeln!(f, "{question} Until that is answered, only what holds for each of them is said.")?;
        }
        for name in &self.unknown {
            writeln!(f, "`{name}` is no path that is known here; nothing is expected of it.")?;
        }
        if self.violations.is_empty() {
            writeln!(f, "No order stands against the one that physics expects.")?;
        }
        for violation in &self.violations {
            writeln!(f, "{violation}.")?;
        }
        for agreement in &self.agreements {
            writeln!(f, "{agreement}.")?;
        }
        Ok(())
    }
}
