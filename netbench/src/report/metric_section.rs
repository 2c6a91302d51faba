//! One metric of a report: its sentence, its table, its plot.

use super::MetricReport;
use super::block::{Align, Block, Table};
use super::language::Language;
use super::svg::{DotPlot, Row};
use super::unit_scale::UnitScale;
use super::warning_words::lines;
use crate::ceiling_check::{CeilingCheck, CeilingVerdict};
use crate::ranking::{Better, Estimate, Scale, Standing, TooFewRounds, Verdict};
use crate::statistics::Interval;

impl MetricReport {
    /// The order of the paths in one line, as far as the rounds show one: `host < calico-bgp < {calico-ipip,
    /// flannel-hostgw}`, the best first; or why they show none. In braces are paths of which a chain of ties leads from
    /// the first to the last, though some of them may differ: those pairs of neighbours follow.
    #[must_use]
    pub fn verdict(&self, language: Language) -> String {
        let steps = match self.ranking.order() {
            Ok(steps) => steps,
            Err(refusal) => return refused(refusal, language),
        };
        let sign = match self.id.better() {
            Better::Lower => " < ",
            Better::Higher => " > ",
        };
        let step = |step: &Vec<&str>| match step.as_slice() {
            [one] => (*one).to_owned(),
            several => format!("{{{}}}", several.join(", ")),
        };
        let order: Vec<String> = steps.iter().map(step).collect();
        let (apart, all) = (self.pairs_told_apart(), self.ranking.pairs.len());
        if all == 0 {
            return order.join(sign);
        }
        let neighbours: Vec<String> = self.neighbours(&steps).iter().map(|(a, b)| format!("{a}{sign}{b}")).collect();
        let neighbours = match (neighbours.is_empty(), language) {
            (true, _) => String::new(),
            (false, Language::English) => format!(", within braces {}", neighbours.join(", ")),
            (false, Language::Chinese) => format!("，括号内 {}", neighbours.join("、")),
        };
        match language {
            Language::English => format!("{} ({apart} of {all} pairs told apart{neighbours})", order.join(sign)),
            Language::Chinese => format!("{}（{all} 对中有 {apart} 对可区分{neighbours}）", order.join(sign)),
        }
    }

    /// The neighbours in the order of the medians that stand in one step and were told apart all the same.
    fn neighbours(&self, steps: &[Vec<&str>]) -> Vec<(&str, &str)> {
        let together = |a: &str, b: &str| steps.iter().any(|step| step.contains(&a) && step.contains(&b));
        let standings = &self.ranking.standings;
        let pairs = standings.iter().zip(standings.iter().skip(1)).enumerate();
        let apart = pairs.filter(|(place, (a, b))| {
            let pair = self.ranking.pair(*place, place.saturating_add(1));
            let differ = pair.is_some_and(|pair| pair.verdict == Verdict::Different { better: pair.first });
            differ && together(&a.path, &b.path)
        });
        apart.map(|(_, (a, b))| (a.path.as_str(), b.path.as_str())).collect()
    }

    /// How many pairs of paths were shown to differ.
    #[must_use]
    pub fn pairs_told_apart(&self) -> usize {
        self.ranking.pairs.iter().filter(|pair| matches!(pair.verdict, Verdict::Different { .. })).count()
    }

    /// The name of its picture: letters, digits and `-`.
    pub(super) fn file_name(&self) -> String {
        let mut name = String::new();
        for character in self.id.to_string().chars() {
            match character {
                character if character.is_ascii_alphanumeric() => name.push(character.to_ascii_lowercase()),
                _ if name.ends_with('-') || name.is_empty() => {}
                _ => name.push('-'),
            }
        }
        format!("{}.svg", name.trim_end_matches('-'))
    }

    fn values(&self) -> impl Iterator<Item = f64> + Clone {
        (0..self.rounds.paths().len()).flat_map(|path| self.rounds.runs(path)).map(|run| run.value)
    }

    fn scale(&self) -> UnitScale {
        UnitScale::of(self.id.quantity, self.values())
    }

    fn ceiling(&self, path: &str) -> Option<&CeilingCheck> {
        self.ceilings.iter().find(|(name, _)| name == path).map(|(_, check)| check)
    }

    /// Everything about the metric, with the name of its picture if it has one.
    pub(super) fn blocks(&self, language: Language, with_picture: bool) -> Vec<Block> {
        let mut blocks = vec![
            Block::Heading(2, self.id.label(language)),
            Block::Text(self.verdict(language)),
            Block::Table(self.table(language)),
        ];
        if with_picture {
            blocks.push(Block::Picture(self.id.label(language), self.file_name()));
        }
        let ceilings: Vec<String> =
            self.ceilings.iter().filter_map(|(path, check)| ceiling(path, check, language)).collect();
        let scale = self.scale();
        let warnings = lines(&self.warnings, &scale, language);
        let points: Vec<String> = ceilings.into_iter().chain(warnings).collect();
        if !points.is_empty() {
            blocks.push(Block::List(points));
        }
        blocks
    }

    fn table(&self, language: Language) -> Table {
        let scale = self.scale();
        let reference = self.ranking.rules.reference.as_deref();
        let interval = language.say("interval", "区间");
        let mut head = vec![
            (language.say("path", "路径").to_owned(), Align::Left),
            (language.say("runs", "次数").to_owned(), Align::Right),
            (format!("{}, {}", language.say("median", "中位数"), scale.symbol()), Align::Right),
            (interval.to_owned(), Align::Left),
        ];
        if let Some(reference) = reference {
            let column = match self.ranking.scale {
                Scale::Ratio => format!("{} {reference}", language.say("ratio to", "相对")),
                Scale::Difference => format!("{} {reference}", language.say("less", "减去")),
            };
            head.extend([(column, Align::Right), (interval.to_owned(), Align::Left)]);
        }
        head.push((language.say("group", "分组").to_owned(), Align::Left));
        if !self.ceilings.is_empty() {
            head.push((language.say("of the ceiling", "占上限").to_owned(), Align::Right));
        }
        let mut table = Table::new(head);
        for standing in &self.ranking.standings {
            table.row(self.row(standing, &scale, reference.is_some()));
        }
        table
    }

    fn row(&self, standing: &Standing, scale: &UnitScale, with_reference: bool) -> Vec<String> {
        let range = |interval: Option<Interval>, text: &dyn Fn(f64) -> String| {
            interval.map_or_else(String::new, |interval| format!("{} .. {}", text(interval.low), text(interval.high)))
        };
        let value = |value: f64| scale.text(value);
        let ratio = |value: f64| match self.ranking.scale {
            Scale::Ratio => format!("{value:.3}"),
            Scale::Difference => scale.text(value),
        };
        let mut cells = vec![
            standing.path.clone(),
            standing.runs.to_string(),
            standing.median.map_or_else(String::new, value),
            range(standing.interval, &value),
        ];
        if with_reference {
            let estimate: Option<Estimate> = standing.to_reference;
            cells.push(estimate.map_or_else(String::new, |estimate| ratio(estimate.value)));
            cells.push(range(estimate.and_then(|estimate| estimate.interval), &ratio));
        }
        cells.push(standing.letters.to_string());
        let fraction = self.ceiling(&standing.path).and_then(CeilingCheck::fraction);
        cells.push(fraction.map_or_else(String::new, |fraction| format!("{fraction:.4}")));
        cells
    }

    /// Every run of every path as a dot.
    pub(super) fn plot(&self, language: Language) -> DotPlot {
        let scale = self.scale();
        let better = match self.id.better() {
            Better::Lower => language.say("lower is better", "越低越好"),
            Better::Higher => language.say("higher is better", "越高越好"),
        };
        let mut legend = language
            .say(
                "dot: a run; line: median; bar: its interval; paths that share a letter were not told apart",
                "点：一次运行；竖线：中位数；色带：区间；字母相同的路径未能区分",
            )
            .to_owned();
        if !self.ceilings.is_empty() {
            legend += language.say("; dashed: the most the link carries", "；虚线：链路上限");
        }
        let row = |standing: &Standing| {
            let path = self.rounds.path(&standing.path);
            let values = path.map(|path| self.rounds.values(path)).unwrap_or_default();
            Row {
                name: standing.path.clone(),
                values: values.into_iter().map(|value| scale.scaled(value)).collect(),
                median: standing.median.map(|median| scale.scaled(median)),
                interval: standing.interval.map(|interval| (scale.scaled(interval.low), scale.scaled(interval.high))),
                letters: standing.letters.to_string(),
                ceiling: self.ceiling(&standing.path).map(|check| scale.scaled(check.ceiling().as_bits() as f64)),
            }
        };
        DotPlot {
            title: self.id.label(language),
            axis: format!("{} ({better})", scale.symbol()),
            legend,
            rows: self.ranking.standings.iter().map(row).collect(),
        }
    }
}

fn refused(refusal: &TooFewRounds, language: Language) -> String {
    match language {
        Language::English => refusal.to_string(),
        Language::Chinese => format!(
            "无法给出排序：{} 轮最小只能得到 p = {}；{} 对路径在 {} 水平下，不配对需要 {} 轮，配对需要 {} 轮",
            refusal.rounds,
            refusal.best(),
            refusal.pairs,
            refusal.alpha,
            refusal.unpaired,
            refusal.paired
        ),
    }
}

/// What a rate says of its path, where it says more than that the link was full.
fn ceiling(path: &str, check: &CeilingCheck, language: Language) -> Option<String> {
    let verdict = check.verdict();
    if verdict == CeilingVerdict::LinkBound {
        return None;
    }
    Some(match (language, verdict) {
        (Language::English, _) => format!("{path}: {check}"),
        (Language::Chinese, CeilingVerdict::AboveCeiling { fits }) => {
            let fits: Vec<String> = fits.iter().map(ToString::to_string).collect();
            let fits =
                if fits.is_empty() { String::new() } else { format!("，符合的封装：{}", fits.join("、")) };
            format!("{path}：高于上限 {} Mbit/s，实际路径与声明不符{fits}", check.ceiling().to_mbit(1))
        }
        (Language::Chinese, _) => {
            format!("{path}：远低于上限 {} Mbit/s，瓶颈不在链路，封装开销不能解释差距", check.ceiling().to_mbit(1))
        }
    })
}
