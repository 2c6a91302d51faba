//! The languages of a report.

use crate::metric_id::MetricId;
use crate::output::FailureKind;
use crate::quantity::{CpuScope, Quantity};
use crate::sample::{Direction, End, Statistic, Trip};

/// The language of a report's words. Numbers, units and names of tools are the same in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese, in simplified characters.
    Chinese,
}

impl Language {
    /// Every language with its code (ISO 639-1).
    pub const ALL: [(&'static str, Self); 2] = [("en", Self::English), ("zh", Self::Chinese)];

    /// The code of the language.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }

    /// The one of two texts that is in this language.
    pub(crate) const fn say<'t>(self, english: &'t str, chinese: &'t str) -> &'t str {
        match self {
            Self::English => english,
            Self::Chinese => chinese,
        }
    }

    /// Parts of a sentence, with the comma of the language between them.
    pub(crate) fn list<T: AsRef<str>>(self, parts: impl IntoIterator<Item = T>) -> String {
        let parts: Vec<String> = parts.into_iter().map(|part| part.as_ref().to_owned()).collect();
        parts.join(self.say(", ", "、"))
    }
}

impl MetricId {
    /// What it is, in words: `iperf3 tcp: bandwidth, at the receiver`.
    #[must_use]
    pub fn label(&self, language: Language) -> String {
        let mut label = self.tool.to_owned();
        // The one test of ping and fping has the name of its tool.
        let test = self.test.strip_prefix(self.tool).unwrap_or(&self.test).trim_start();
        if !test.is_empty() {
            label = format!("{label} {test}");
        }
        if let Some(size) = self.message_size {
            label = format!("{label} ({size} B)");
        }
        let statistic = (self.quantity == Quantity::Latency).then(|| statistic(self.statistic, language)).flatten();
        let trip = self.trip.map(|trip| match trip {
            Trip::OneWay => language.say("one way", "单程"),
            Trip::RoundTrip => language.say("round trip", "往返"),
        });
        let direction = self.direction.map(|direction| match direction {
            Direction::ToServer => language.say("to the server", "至服务端"),
            Direction::ToClient => language.say("to the client", "至客户端"),
        });
        let end = self.end.map(|end| match end {
            End::Sender => language.say("at the sender", "发送端"),
            End::Receiver => language.say("at the receiver", "接收端"),
            End::Local => language.say("at the local end", "本端"),
            End::Remote => language.say("at the remote end", "对端"),
        });
        let quantity = Some(quantity(self.quantity, language).to_owned());
        let rest = [trip, direction, end].map(|part| part.map(str::to_owned));
        let parts = [quantity, statistic].into_iter().chain(rest).flatten();
        format!("{label}{}{}", language.say(": ", "："), language.list(parts))
    }
}

fn quantity(quantity: Quantity, language: Language) -> &'static str {
    let chinese = match quantity {
        Quantity::Latency => "延迟",
        Quantity::Jitter => "抖动",
        Quantity::Bandwidth => "带宽",
        Quantity::TransactionRate => "事务速率",
        Quantity::Loss => "丢包率",
        Quantity::CpuCost(CpuScope::Process) => "进程 CPU 开销",
        Quantity::CpuCost(_) => "节点 CPU 开销",
        other => return other.name(),
    };
    language.say(quantity.name(), chinese)
}

fn statistic(statistic: Statistic, language: Language) -> Option<String> {
    Some(match statistic {
        Statistic::Mean => language.say("mean", "平均值").to_owned(),
        Statistic::MEDIAN => language.say("median", "中位数").to_owned(),
        Statistic::Percentile(thousandths) => {
            let percentile = f64::from(thousandths) / 1000.0;
            match language {
                Language::English => format!("percentile {percentile}"),
                Language::Chinese => format!("第 {percentile} 百分位"),
            }
        }
        _ => return None,
    })
}

impl FailureKind {
    /// What failed, in words.
    #[must_use]
    pub const fn words(self, language: Language) -> &'static str {
        match self {
            Self::NoConnection => language.say("no connection", "无法连接"),
            Self::ToolError => language.say("the tool failed", "工具报错"),
            Self::NoValue => language.say("no value", "没有数值"),
            Self::BadValue => language.say("a value that cannot be", "数值不可信"),
            Self::AllLost => language.say("every packet was lost", "全部丢包"),
            Self::NoTime => language.say("no time stamps", "没有时间戳"),
            Self::Truncated => language.say("the text ends in the middle", "输出被截断"),
            Self::TwoTools => language.say("output of another tool", "混有其他工具的输出"),
            Self::TwoRuns => language.say("output of another run", "混有另一次运行的输出"),
        }
    }
}
