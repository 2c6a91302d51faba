//! Warnings in the unit of their metric, and in the language of the report.

use super::language::Language;
use super::unit_scale::UnitScale;
use crate::ranking::Scale;
use crate::warning::{Change, Usage, Warning};

/// Warnings in words, one line each, and one for all outliers of a path.
pub(super) fn lines(warnings: &[Warning], scale: &UnitScale, language: Language) -> Vec<String> {
    let of_path = |warning: &Warning| match warning {
        Warning::Outlier { path, .. } => Some(path.clone()),
        _ => None,
    };
    let together = warnings.chunk_by(|one, next| of_path(one).is_some() && of_path(one) == of_path(next));
    together
        .filter_map(|group| match group {
            [one] => Some(words(one, scale, language)),
            several => outliers(several, scale, language),
        })
        .collect()
}

/// Several outliers of one path.
fn outliers(warnings: &[Warning], scale: &UnitScale, language: Language) -> Option<String> {
    let value = |value: f64| format!("{} {}", scale.text(value), scale.symbol());
    let Warning::Outlier { path, median, .. } = warnings.first()? else { return None };
    let each = warnings.iter().filter_map(|warning| match (language, warning) {
        (Language::English, Warning::Outlier { round, value: found, .. }) => {
            Some(format!("{} in round {round}", value(*found)))
        }
        (Language::Chinese, Warning::Outlier { round, value: found, .. }) => {
            Some(format!("第 {round} 轮为 {}", value(*found)))
        }
        _ => None,
    });
    let each = language.list(each);
    Some(match language {
        Language::English => format!("outliers in {path}: {each}, where the median is {}", value(*median)),
        Language::Chinese => format!("{path} 有离群值：{each}，中位数为 {}", value(*median)),
    })
}

/// A warning in words.
fn words(warning: &Warning, scale: &UnitScale, language: Language) -> String {
    let value = |value: f64| format!("{} {}", scale.text(value), scale.symbol());
    let change = |change: &Change| changed(change, scale);
    match (language, warning) {
        (Language::English, Warning::TwoModes { path, low, high }) => format!(
            "two modes in {path}: {} runs around {} and {} around {}",
            low.0,
            value(low.1),
            high.0,
            value(high.1)
        ),
        (Language::English, Warning::Outlier { path, round, value: found, median }) => {
            format!("outlier in {path}: {} in round {round}, where the median is {}", value(*found), value(*median))
        }
        (Language::English, Warning::Quantised { path, step, distinct, runs }) => {
            let step = step.map_or_else(String::new, |step| format!(", printed in steps of {}", value(step)));
            format!("coarse print in {path}: {distinct} values in {runs} runs{step}")
        }
        (Language::English, other) => other.to_string(),
        (Language::Chinese, Warning::MissingRounds { path, rounds }) => format!("{path} 缺少第 {} 轮", numbers(rounds)),
        (Language::Chinese, Warning::MixedTools(usage)) => format!("混用工具：{}", used(usage)),
        (Language::Chinese, Warning::MixedSettings(usage)) => {
            let path = usage.path.as_ref().map_or_else(String::new, |path| format!("{path} 的 "));
            format!("{path}{} 不一致：{}", usage.key, used(usage))
        }
        (Language::Chinese, Warning::TwoModes { path, low, high }) => {
            format!("{path} 有两个峰：{} 次约 {}，{} 次约 {}", low.0, value(low.1), high.0, value(high.1))
        }
        (Language::Chinese, Warning::Outlier { path, round, value: found, median }) => {
            format!("{path} 有离群值：第 {round} 轮为 {}，中位数为 {}", value(*found), value(*median))
        }
        (Language::Chinese, Warning::Quantised { path, step, distinct, runs }) => {
            let step = step.map_or_else(String::new, |step| format!("，打印步长 {}", value(step)));
            format!("{path} 的读数过粗：{runs} 次运行只有 {distinct} 个不同值{step}")
        }
        (Language::Chinese, Warning::Drift { path, change: by }) => {
            format!("{} 随轮次漂移：后半相对前半 {}", path.as_deref().unwrap_or("全部路径"), change(by))
        }
        (Language::Chinese, Warning::PositionEffect(by)) => format!("轮内先后有影响：后半相对前半 {}", change(by)),
        (Language::Chinese, Warning::FixedPositions) => "位置固定：每轮中各路径的先后相同".to_owned(),
        (Language::Chinese, Warning::Busy { runs, of }) => format!("机器繁忙：{of} 次运行中有 {runs} 次没有空闲处理器"),
        (Language::Chinese, Warning::LoadEffect(by)) => format!("数值随负载变化：高负载相对低负载 {}", change(by)),
    }
}

fn changed(change: &Change, scale: &UnitScale) -> String {
    match change.scale {
        Scale::Ratio => format!("{:.3} 倍（{}）", change.value, change.p_in_words()),
        Scale::Difference => format!("{} {}（{}）", scale.text(change.value), scale.symbol(), change.p_in_words()),
    }
}

fn used(usage: &Usage) -> String {
    let one = |(value, runs): &(String, Vec<(String, u32)>)| format!("{value} {} 次", runs.len());
    usage.values.iter().map(one).collect::<Vec<_>>().join("、")
}

fn numbers(rounds: &[u32]) -> String {
    rounds.iter().map(ToString::to_string).collect::<Vec<_>>().join("、")
}
