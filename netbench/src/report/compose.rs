//! The whole report, as Markdown, for a terminal, and as pictures.

use super::block::{Align, Block, Table};
use super::language::Language;
use super::markdown::markdown;
use super::terminal::terminal;
use super::{MetricReport, Report};
use crate::order_audit::{OrderAudit, Violation, ViolationKind};

/// A picture of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Picture {
    /// The name of its file, as the Markdown refers to it.
    pub file: String,
    /// The picture, as SVG.
    pub svg: String,
}

impl Report {
    /// The report as Markdown; [`pictures`](Self::pictures) are the files it refers to.
    #[must_use]
    pub fn to_markdown(&self, language: Language) -> String {
        markdown(&self.blocks(language, true))
    }

    /// The report for a terminal: tables of plain text, wide characters allowed for, no colours.
    #[must_use]
    pub fn to_text(&self, language: Language) -> String {
        terminal(&self.blocks(language, false))
    }

    /// One dot plot for each metric: every run, the median with its interval, the tie groups, and the ceilings.
    #[must_use]
    pub fn pictures(&self, language: Language) -> Vec<Picture> {
        let picture = |metric: &MetricReport| Picture { file: metric.file_name(), svg: metric.plot(language).to_svg() };
        self.metrics.iter().map(picture).collect()
    }

    fn blocks(&self, language: Language, with_pictures: bool) -> Vec<Block> {
        let heading = language.say("Network paths compared", "网络路径对比").to_owned();
        let mut blocks = vec![Block::Heading(1, heading)];
        if !self.tools.is_empty() {
            blocks.push(Block::Text(self.summary(language)));
        }
        if self.metrics.is_empty() {
            let nothing = language
                .say("No run gave a number, so there is nothing to compare.", "没有任何运行给出数值，无从比较。");
            blocks.push(Block::Text(nothing.to_owned()));
        }
        if self.metrics.len() > 1 {
            blocks.push(Block::Table(self.verdicts(language)));
        }
        blocks.extend(self.metrics.iter().flat_map(|metric| metric.blocks(language, with_pictures)));
        blocks.extend(physics(&self.audit, language));
        blocks.extend(self.failures(language));
        blocks
    }

    fn summary(&self, language: Language) -> String {
        let tools: Vec<String> = self.tools.iter().map(|(tool, runs)| format!("{tool} {runs}")).collect();
        let (paths, rounds, tools) = (language.list(&self.paths), self.rounds, language.list(tools));
        match language {
            Language::English => format!(
                "Paths: {paths}. Rounds: {rounds}. Runs: {tools}. What an order puts apart was shown to differ; in braces \
                 are paths that a chain of ties joins, and paths that share a letter as their group were not told apart. \
                 The run is what is compared, within its round; p is exact where it can be, and corrected after Holm."
            ),
            Language::Chinese => format!(
                "路径：{paths}。轮数：{rounds}。运行：{tools}。排序中分开的路径差异显著；花括号内的路径由并列相连，分组字母相同的路径未能区分。以一次运行为统计单位，在同一轮内比较；p 值尽量精确计算，并经 Holm 校正。"
            ),
        }
    }

    /// Every metric's order in one table.
    fn verdicts(&self, language: Language) -> Table {
        let head = [language.say("metric", "指标"), language.say("order, the best first", "排序，优者在前")];
        let mut table = Table::new(head.map(|cell| (cell.to_owned(), Align::Left)));
        for metric in &self.metrics {
            table.row([metric.id.label(language), metric.verdict(language)]);
        }
        table
    }

    fn failures(&self, language: Language) -> Vec<Block> {
        let mut points: Vec<String> = Vec::new();
        for failure in &self.failures {
            let line = failure.failure.line.map_or_else(String::new, |line| format!(":{line}"));
            points.push(format!(
                "{}{line}: {}: {}",
                failure.file,
                failure.failure.kind.words(language),
                failure.failure.text
            ));
        }
        for (file, first) in &self.repeated {
            points.push(match language {
                Language::English => format!("{file}: left out, {first} measured this path in this round already"),
                Language::Chinese => format!("{file}：略去，{first} 已在本轮测过此路径"),
            });
        }
        if self.unknown_lines > 0 {
            points.push(match language {
                Language::English => format!("lines that nobody here understands: {}", self.unknown_lines),
                Language::Chinese => format!("无法识别的行数：{}", self.unknown_lines),
            });
        }
        if points.is_empty() {
            return Vec::new();
        }
        vec![
            Block::Heading(2, language.say("What is not in the figures", "未计入的内容").to_owned()),
            Block::List(points),
        ]
    }
}

/// What physics says of the orders.
fn physics(audit: &OrderAudit, language: Language) -> Vec<Block> {
    let mut points: Vec<String> = audit
        .questions
        .iter()
        .map(|question| match language {
            Language::English => question.to_string(),
            Language::Chinese => {
                let candidates: Vec<String> = question.candidates.iter().map(ToString::to_string).collect();
                format!("`{}` 指哪条路径：{}？", question.name, candidates.join("、"))
            }
        })
        .collect();
    points.extend(audit.unknown.iter().map(|name| match language {
        Language::English => format!("`{name}` is no path that is known here; nothing is expected of it"),
        Language::Chinese => format!("`{name}` 不是已知路径，不作预期"),
    }));
    points.extend(audit.violations.iter().map(|violation| violated(violation, language)));
    let differing = audit.agreements.iter().filter(|agreement| agreement.tau < 1.0).count();
    if !audit.agreements.is_empty() {
        let (same, all) = (audit.agreements.len() - differing, audit.agreements.len());
        let least =
            if differing > SHOWN { language.say("; these agree least", "；一致程度最低的如下") } else { "" };
        points.push(match language {
            Language::English => {
                format!("{same} of {all} pairs of metrics put their paths in one order, ties or not{least}")
            }
            Language::Chinese => format!("{all} 对指标中有 {same} 对的排序一致（不论是否并列）{least}"),
        });
    }
    if points.is_empty() {
        return Vec::new();
    }
    let heading = language.say("The orders beside the one that physics expects", "与物理预期的排序对照");
    let mut blocks = vec![Block::Heading(2, heading.to_owned()), Block::List(points)];
    if differing > 0 {
        blocks.push(Block::Table(disagreements(audit, language)));
    }
    blocks
}

/// How many pairs of orders are shown; the JSON has all of them.
const SHOWN: usize = 5;

/// How far two orders agree that are not the same, those that agree least first.
fn disagreements(audit: &OrderAudit, language: Language) -> Table {
    let mut table = Table::new([
        (language.say("orders of", "排序").to_owned(), Align::Left),
        (language.say("and of", "对照").to_owned(), Align::Left),
        (language.say("paths", "路径数").to_owned(), Align::Right),
        ("Kendall tau".to_owned(), Align::Right),
    ]);
    let mut differing: Vec<_> = audit.agreements.iter().filter(|agreement| agreement.tau < 1.0).collect();
    differing.sort_by(|a, b| a.tau.total_cmp(&b.tau));
    for agreement in differing.into_iter().take(SHOWN) {
        let [one, other] = agreement.metrics.clone();
        table.row([one, other, agreement.paths.to_string(), format!("{:.2}", agreement.tau)]);
    }
    table
}

fn violated(violation: &Violation, language: Language) -> String {
    let Violation { metric, better, worse, kind } = violation;
    let Language::Chinese = language else { return violation.to_string() };
    let meaning = match kind {
        ViolationKind::Tie => "差异未达显著，视为并列".to_owned(),
        ViolationKind::Contradiction { metrics } => format!("与 {} 矛盾，且未经检验", metrics.join("、")),
        ViolationKind::Suspicious => "可疑：未经检验".to_owned(),
        ViolationKind::Established => "差异显著：路径与声明不符，或测量条件不同".to_owned(),
    };
    format!("{metric} 中 {better} 优于 {worse}：{meaning}")
}
