//! The report as JSON, for programs.

use serde_json::{Value, json};

use super::{MetricReport, Report, RunFailure};
use crate::ceiling_check::{CeilingCheck, CeilingVerdict};
use crate::order_audit::{OrderAudit, ViolationKind};
use crate::ranking::{Better, Estimate, Pair, Scale, Standing, Verdict};
use crate::statistics::Interval;

/// The version of the format. It changes when a member changes its meaning or goes.
pub(super) const VERSION: &str = "1";

impl Report {
    /// The report as JSON, indented, with the values of every run; [`report_schema`](crate::report_schema) describes it.
    /// Values are in the unit that stands beside them. What there is not is null.
    #[must_use]
    pub fn to_json(&self) -> String {
        let tools: serde_json::Map<String, Value> =
            self.tools.iter().map(|(tool, runs)| (tool.name().to_owned(), json!(runs))).collect();
        let report = json!({
            "version": VERSION,
            "paths": self.paths,
            "rounds": self.rounds,
            "tools": tools,
            "metrics": self.metrics.iter().map(metric).collect::<Vec<_>>(),
            "physics": physics(&self.audit),
            "failures": self.failures.iter().map(failure).collect::<Vec<_>>(),
            "repeated": self.repeated.iter().map(|(file, first)| json!({"file": file, "first": first})).collect::<Vec<_>>(),
            "unknownLines": self.unknown_lines,
        });
        format!("{report:#}\n")
    }
}

fn metric(metric: &MetricReport) -> Value {
    let ranking = &metric.ranking;
    json!({
        "metric": metric.id.to_string(),
        "unit": metric.id.quantity.unit().symbol(),
        "better": match metric.id.better() {
            Better::Lower => "lower",
            Better::Higher => "higher",
        },
        "scale": match ranking.scale {
            Scale::Ratio => "ratio",
            Scale::Difference => "difference",
        },
        "test": ranking.rules.test.name(),
        "alpha": ranking.rules.alpha,
        "margin": ranking.rules.margin,
        "reference": ranking.rules.reference,
        "order": ranking.order().ok(),
        "refusal": ranking.refusal.as_ref().map(ToString::to_string),
        "paths": ranking.standings.iter().map(|one| standing(metric, one)).collect::<Vec<_>>(),
        "pairs": ranking.pairs.iter().map(|one| pair(&ranking.standings, one)).collect::<Vec<_>>(),
        "warnings": metric.warnings.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

fn standing(metric: &MetricReport, standing: &Standing) -> Value {
    let path = metric.rounds.path(&standing.path);
    let runs = path.map(|path| metric.rounds.runs(path)).unwrap_or_default();
    let check = metric.ceilings.iter().find(|(name, _)| *name == standing.path).map(|(_, check)| ceiling(check));
    json!({
        "path": standing.path,
        "median": standing.median,
        "interval": standing.interval.map(interval),
        "toReference": standing.to_reference.map(estimate),
        "letters": standing.letters.to_string(),
        "ceiling": check,
        "runs": runs.iter().map(|run| json!({"round": run.round, "value": run.value})).collect::<Vec<_>>(),
    })
}

fn pair(standings: &[Standing], pair: &Pair) -> Value {
    let name = |place: usize| standings.get(place).map(|standing| standing.path.as_str());
    let (verdict, better) = match pair.verdict {
        Verdict::Different { better } => ("different", name(better)),
        Verdict::Equivalent => ("equivalent", None),
        Verdict::Undecided => ("undecided", None),
    };
    json!({
        "paths": [name(pair.first), name(pair.second)],
        "verdict": verdict,
        "better": better,
        "p": pair.p.map(|p| p.value),
        "adjustedP": pair.adjusted_p,
        "equivalenceP": pair.equivalence_p,
        "estimate": pair.estimate.map(estimate),
    })
}

fn estimate(estimate: Estimate) -> Value {
    json!({"value": estimate.value, "interval": estimate.interval.map(interval)})
}

fn interval(interval: Interval) -> Value {
    json!({"low": interval.low, "high": interval.high})
}

fn ceiling(check: &CeilingCheck) -> Value {
    let (verdict, fits) = match check.verdict() {
        CeilingVerdict::AboveCeiling { fits } => ("above", fits),
        CeilingVerdict::LinkBound => ("link-bound", Vec::new()),
        CeilingVerdict::FarBelow => ("far-below", Vec::new()),
    };
    json!({
        "bitsPerSecond": check.ceiling().as_bits(),
        "fraction": check.fraction(),
        "verdict": verdict,
        "fits": fits.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

fn physics(audit: &OrderAudit) -> Value {
    let questions = audit.questions.iter().map(|question| {
        json!({"path": question.name, "candidates": question.candidates.iter().map(ToString::to_string).collect::<Vec<_>>()})
    });
    let violations = audit.violations.iter().map(|violation| {
        let kind = match violation.kind {
            ViolationKind::Tie => "tie",
            ViolationKind::Contradiction { .. } => "contradiction",
            ViolationKind::Suspicious => "suspicious",
            ViolationKind::Established => "established",
        };
        json!({"metric": violation.metric, "better": violation.better, "worse": violation.worse, "kind": kind})
    });
    let agreements = audit
        .agreements
        .iter()
        .map(|agreement| json!({"metrics": agreement.metrics, "paths": agreement.paths, "tau": agreement.tau}));
    json!({
        "questions": questions.collect::<Vec<_>>(),
        "unknown": audit.unknown,
        "violations": violations.collect::<Vec<_>>(),
        "agreements": agreements.collect::<Vec<_>>(),
    })
}

fn failure(failure: &RunFailure) -> Value {
    json!({
        "file": failure.file,
        "path": failure.path,
        "round": failure.round,
        "kind": failure.failure.kind.code(),
        "test": failure.failure.test,
        "target": failure.failure.target,
        "line": failure.failure.line,
        "text": failure.failure.text,
    })
}
