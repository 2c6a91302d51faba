//! From runs to a report.

use std::collections::{BTreeMap, BTreeSet};

use super::{Link, MetricReport, Report, ReportRules, RunFailure};
use crate::bench_run::BenchRun;
use crate::bit_rate::BitRate;
use crate::ceiling_check::CeilingCheck;
use crate::metric_id::{Figure, MetricId};
use crate::network_path::{NetworkPath, PathName};
use crate::order_audit::{OrderAudit, OrderEvidence, audit_orders};
use crate::output::{Failure, FailureKind, Output, Tool, Transport};
use crate::path_order::PathOrder;
use crate::quantity::{CpuScope, Quantity};
use crate::ranking::{Metric, Ranking, RankingError, RankingRules, Rounds, Run, Standing, Verdict, rank};
use crate::sample::{End, Statistic};
use crate::tcp_path::TcpPath;
use crate::warning::warnings;

/// The path that others are compared with unless the rules name another.
const REFERENCE: &str = "host";

/// Puts together what runs show. The runs may come in any order, which changes nothing but which of two runs of one path
/// in one round is left out.
///
/// # Errors
/// The rules cannot be followed: the level or the margin is out of range, or the reference is no path of the runs.
pub fn report(runs: &[BenchRun], rules: &ReportRules) -> Result<Report, RankingError> {
    let paths = paths(runs);
    let (figures, repeated) = figures(runs);
    let reference = rules.ranking.reference.clone().or_else(|| paths.iter().find(|path| *path == REFERENCE).cloned());
    let mut metrics = Vec::with_capacity(figures.len());
    for (id, values) in figures {
        let measured: BTreeSet<&str> = values.iter().map(|(path, _)| path.as_str()).collect();
        let of_metric = paths.iter().filter(|path| measured.contains(path.as_str()));
        let metric = Metric::new(id.to_string(), id.quantity.unit().symbol(), id.better());
        let rounds = Rounds::new(metric, of_metric.cloned(), values.iter().map(|(path, run)| (path, run.clone())))?;
        // A metric that the reference was not measured by is reported without ratios.
        let reference = reference.clone().filter(|path| rounds.path(path).is_some() || !paths.contains(path));
        let ranking = rank(&rounds, &RankingRules { reference, ..rules.ranking.clone() })?;
        let warnings = warnings(&rounds);
        let ceilings = rules.link.map_or_else(Vec::new, |link| ceilings(&id, &ranking, link));
        metrics.push(MetricReport { id, rounds, ranking, warnings, ceilings });
    }
    metrics.sort_by(|a, b| (a.id.quantity, &a.id).cmp(&(b.id.quantity, &b.id)));
    let mut tools = BTreeMap::new();
    for tool in runs.iter().filter_map(|run| run.output.tool) {
        *tools.entry(tool).or_default() += 1;
    }
    Ok(Report {
        audit: audit(&metrics),
        rounds: runs.iter().map(|run| run.round).collect::<BTreeSet<_>>().len(),
        paths,
        tools,
        metrics,
        failures: failures(runs),
        repeated,
        unknown_lines: runs.iter().map(|run| run.output.unknown.count).sum(),
    })
}

impl Report {
    /// Keeps some of the metrics; what physics says is then of these alone.
    pub fn retain_metrics(&mut self, keep: impl Fn(&MetricId) -> bool) {
        self.metrics.retain(|metric| keep(&metric.id));
        self.audit = audit(&self.metrics);
    }
}

/// The paths that a tool was run over: those that are known in the order of [`NetworkPath::ALL`], then the others by name.
fn paths(runs: &[BenchRun]) -> Vec<String> {
    let measured = runs.iter().filter(|run| no_tool(run).is_none());
    let names: BTreeSet<&str> = measured.map(|run| run.path.as_str()).collect();
    let mut names: Vec<&str> = names.into_iter().collect();
    names.sort_by_key(|name| match NetworkPath::read(name) {
        PathName::Known(path) => NetworkPath::ALL.iter().position(|known| *known == path).unwrap_or(usize::MAX),
        PathName::Ambiguous(_) | PathName::Unknown => usize::MAX,
    });
    names.into_iter().map(str::to_owned).collect()
}

type Figures = BTreeMap<MetricId, Vec<(String, Run)>>;

/// The values of every metric; and which runs were left out, since another had their path in their round.
fn figures(runs: &[BenchRun]) -> (Figures, Vec<(String, String)>) {
    let mut figures = Figures::new();
    let mut taken: BTreeMap<(MetricId, &str, u32), &str> = BTreeMap::new();
    let mut repeated = BTreeSet::new();
    for run in runs.iter().filter(|run| bad_exit(run).is_none()) {
        for Figure { metric, value, step } in MetricId::figures(&run.output) {
            let place = (metric.clone(), run.path.as_str(), run.round);
            if let Some(first) = taken.get(&place) {
                repeated.insert((run.file.clone(), (*first).to_owned()));
                continue;
            }
            taken.insert(place, &run.file);
            let mut one = Run::new(run.round, value);
            (one.position, one.busy, one.load1, one.step) = (run.position, run.busy, run.load1, step);
            one.settings.clone_from(&run.output.settings);
            for test in run.output.tests.iter().filter(|test| test.name == metric.test) {
                one.settings.extend(test.settings.clone());
            }
            one.settings.extend(run.output.tool.map(|tool| ("tool".to_owned(), tool.name().to_owned())));
            figures.entry(metric).or_default().push((run.path.clone(), one));
        }
    }
    // A loss of nothing everywhere is no metric.
    figures.retain(|id, values| id.quantity != Quantity::Loss || values.iter().any(|(_, run)| run.value > 0.0));
    (figures, repeated.into_iter().collect())
}

/// The medians of received bandwidth beside the ceilings of what the paths' names declare.
fn ceilings(id: &MetricId, ranking: &Ranking, link: Link) -> Vec<(String, CeilingCheck)> {
    // What a sender counts may still wait in its buffers.
    let received = id.quantity == Quantity::Bandwidth && id.end != Some(End::Sender);
    if !received || !matches!(id.transport, None | Some(Transport::Tcp)) {
        return Vec::new();
    }
    let check = |standing: &Standing| {
        let PathName::Known(path) = NetworkPath::read(&standing.path) else { return None };
        let tcp = TcpPath::new(link.mtu, path.encapsulation(), path.inner()).ok()?;
        // A rate in whole bit/s: what is cut is far below what a clock tells.
        let measured = BitRate::bits(standing.median? as u64);
        Some((standing.path.clone(), CeilingCheck::new(tcp, link.rate, measured)))
    };
    ranking.standings.iter().filter_map(check).collect()
}

/// Every metric's order of paths beside the order that physics expects.
fn audit(metrics: &[MetricReport]) -> OrderAudit {
    let compared: Vec<(&MetricReport, PathOrder)> = metrics
        .iter()
        .filter(|metric| is_expected(&metric.id))
        .map(|metric| {
            let ranked = metric.ranking.standings.iter().filter(|standing| standing.median.is_some());
            let names: Vec<&str> = ranked.map(|standing| standing.path.as_str()).collect();
            (metric, PathOrder::new(&metric.id.to_string(), &names))
        })
        .collect();
    let orders: Vec<PathOrder> = compared.iter().map(|(_, order)| order.clone()).collect();
    audit_orders(&orders, |order, better, worse| {
        let metric = compared.iter().find(|(_, own)| own == order).map(|(metric, _)| metric);
        metric.map_or(OrderEvidence::Untested, |metric| evidence(metric, better, worse))
    })
}

/// Physics orders what every packet pays for; not how the slowest ones vary.
fn is_expected(id: &MetricId) -> bool {
    let typical = matches!(id.statistic, Statistic::Mean | Statistic::MEDIAN | Statistic::Total | Statistic::Single);
    let paid = match id.quantity {
        Quantity::Latency | Quantity::Bandwidth | Quantity::TransactionRate => true,
        // A tunnel in user space is another process.
        Quantity::CpuCost(scope) => scope != CpuScope::Process,
        _ => false,
    };
    typical && paid
}

fn evidence(metric: &MetricReport, better: &str, worse: &str) -> OrderEvidence {
    let place = |path: &str| metric.ranking.standings.iter().position(|standing| standing.path == path);
    let Some((better, worse)) = place(better).zip(place(worse)) else { return OrderEvidence::Untested };
    match metric.ranking.pair(better, worse) {
        // The medians of a pair can stand the other way than its test.
        Some(pair) if pair.verdict == (Verdict::Different { better }) => OrderEvidence::Different,
        Some(pair) if pair.within_reach => OrderEvidence::Indistinguishable,
        _ => OrderEvidence::Untested,
    }
}

/// A tool that ended with an error and did not say which: what it printed before is not a whole run. fping ends so when
/// one target of several is silent, which is no error of the others.
fn bad_exit(run: &BenchRun) -> Option<Failure> {
    let code = run.exit_code.filter(|code| *code != 0)?;
    let silent = run.output.failures.is_empty() && run.output.tool != Some(Tool::Fping);
    let text = format!("exit code {code}");
    silent.then_some(Failure { kind: FailureKind::ToolError, test: None, target: None, line: None, text })
}

/// A text in which no tool is recognised, an empty one too, is a run that failed.
fn no_tool(run: &BenchRun) -> Option<Failure> {
    let Output { tool: None, failures, unknown, .. } = &run.output else { return None };
    let (line, text) = match unknown.first.first() {
        Some((line, text)) => (Some(*line), format!("no tool that is known here prints {text:?}")),
        None => (None, "nothing was printed".to_owned()),
    };
    let failure = Failure { kind: FailureKind::NoValue, test: None, target: None, line, text };
    failures.is_empty().then_some(failure)
}

fn failures(runs: &[BenchRun]) -> Vec<RunFailure> {
    let of_run = |run: &BenchRun| {
        let (file, path, round) = (run.file.clone(), run.path.clone(), run.round);
        let failure =
            |failure: &Failure| RunFailure { file: file.clone(), path: path.clone(), round, failure: failure.clone() };
        // Why a tool ended with an error is more than that it printed nothing.
        let silent = bad_exit(run).or_else(|| no_tool(run));
        run.output.failures.iter().chain(&silent).map(failure).collect::<Vec<_>>()
    };
    runs.iter().flat_map(of_run).collect()
}
