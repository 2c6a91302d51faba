//! A warning as one line.

use std::fmt;

use super::settings::Usage;
use super::{Change, Warning};
use crate::ranking::Scale;

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingRounds { path, rounds } => {
                write!(f, "{path} lacks {}", numbered("round", rounds))
            }
            Self::MixedTools(usage) => write!(f, "mixed tools: {usage}"),
            Self::MixedSettings(usage) => match &usage.path {
                Some(path) => write!(f, "mixed {} in {path}: {usage}", usage.key),
                None => write!(f, "mixed {}: {usage}", usage.key),
            },
            Self::TwoModes { path, low, high } => write!(
                f,
                "two modes in {path}: {} around {} and {} around {}",
                counted(low.0, "run"),
                Figure(low.1),
                counted(high.0, "run"),
                Figure(high.1)
            ),
            Self::Outlier { path, round, value, median } => {
                write!(
                    f,
                    "outlier in {path}: {} in round {round}, where the median is {}",
                    Figure(*value),
                    Figure(*median)
                )
            }
            Self::Quantised { path, step, distinct, runs } => {
                write!(f, "coarse print in {path}: {} in {}", counted(*distinct, "value"), counted(*runs, "run"))?;
                step.map_or(Ok(()), |step| write!(f, ", printed in steps of {}", Figure(step)))
            }
            Self::Drift { path, change } => {
                write!(
                    f,
                    "drift in {}: {change} from the first half of the rounds to the second",
                    path.as_deref().unwrap_or("all paths")
                )
            }
            Self::PositionEffect(change) => {
                write!(f, "position effect: {change} from the first places of a round to the last")
            }
            Self::FixedPositions => f.write_str("fixed positions: every path ran at the same place in every round"),
            Self::Busy { runs, of } => {
                write!(f, "busy machine: no processor to spare in {runs} of {}", counted(*of, "run"))
            }
            Self::LoadEffect(change) => {
                write!(f, "load effect: {change} from rounds at a lower load to rounds at a higher")
            }
        }
    }
}

impl Change {
    /// `p = 0.0123`, and never 0.
    pub(crate) fn p_in_words(&self) -> String {
        if self.p < 0.0001 { "p < 0.0001".to_owned() } else { format!("p = {:.4}", self.p) }
    }
}

impl fmt::Display for Change {
    /// `1.31 times (p = 0.0022)`, or `+0.4 (p = 0.0022)` for a difference.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.scale {
            Scale::Ratio => write!(f, "{} times", Figure(self.value))?,
            Scale::Difference if self.value > 0.0 => write!(f, "+{}", Figure(self.value))?,
            Scale::Difference => write!(f, "{}", Figure(self.value))?,
        }
        write!(f, " ({})", self.p_in_words())
    }
}

impl fmt::Display for Usage {
    /// `iputils in 65 runs, inetutils in 7 (rounds 4, 5)`: rounds are told for all but the most frequent value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (value, runs)) in self.values.iter().enumerate() {
            if at == 0 {
                write!(f, "{value} in {}", counted(runs.len(), "run"))?;
            } else {
                let mut rounds: Vec<u32> = runs.iter().map(|(_, round)| *round).collect();
                rounds.sort_unstable();
                rounds.dedup();
                write!(f, ", {value} in {} ({})", runs.len(), numbered("round", &rounds))?;
            }
        }
        Ok(())
    }
}

/// The most numbers that are listed.
const LISTED: usize = 12;

/// `round 3`, `rounds 4, 5`, and for many the first of them and how many more.
fn numbered(noun: &str, numbers: &[u32]) -> String {
    let listed: Vec<String> = numbers.iter().take(LISTED).map(ToString::to_string).collect();
    let more = match numbers.len().saturating_sub(LISTED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{noun}{} {}{more}", if numbers.len() == 1 { "" } else { "s" }, listed.join(", "))
}

fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// A number with four digits that count: what these texts are for needs no more.
struct Figure(f64);

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The shortest text of the number that its first four digits name.
        match format!("{:.3e}", self.0).parse::<f64>() {
            Ok(rounded) if (1e-4..1e15).contains(&rounded.abs()) || rounded == 0.0 => write!(f, "{rounded}"),
            Ok(rounded) => write!(f, "{rounded:e}"),
            Err(_) => write!(f, "{}", self.0),
        }
    }
}
