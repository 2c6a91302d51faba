//! How many pods.

use std::fmt;
use std::num::NonZeroU32;

use super::draft::Refusal;
use super::error::EditErrorKind;
use super::target::Target;
use super::text::Value;
use crate::finding::Problem;
use crate::{FindingCode, Percent};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ScaleChange {
    /// `None`: as many as hold where nothing is written.
    Replicas(Option<u32>),
    Min(NonZeroU32),
    Max(NonZeroU32),
    Cpu(Percent),
    Memory(Percent),
    Off,
}

pub(super) fn apply(target: &mut Target<'_>, change: &ScaleChange) -> Result<(), Refusal> {
    let (key, value) = match change {
        ScaleChange::Replicas(None) => return target.inherit(&["replicas"]),
        ScaleChange::Replicas(Some(replicas)) => return scale(target, *replicas),
        ScaleChange::Off => return target.take_away(&["autoscale"]),
        ScaleChange::Min(pods) => ("min", pods.to_string()),
        ScaleChange::Max(pods) => ("max", pods.to_string()),
        ScaleChange::Cpu(percent) => ("cpu", format!("{percent}%")),
        ScaleChange::Memory(percent) => ("memory", format!("{percent}%")),
    };
    target.set(&["autoscale", key], &Value::plain(value))
}

/// Beside an autoscaler a number is a start value, which is not what a person asks for who scales.
fn scale(target: &mut Target<'_>, replicas: u32) -> Result<(), Refusal> {
    if target.holds(&["autoscale"]).is_none() {
        return target.set(&["replicas"], &Value::plain(replicas.to_string()));
    }
    let problem = Problem::error(FindingCode::NoEffect, "`autoscale`, which decides how many pods there are", "none")
        .hint("change its range by `autoscale.min=` and `autoscale.max=`, or take it away by `autoscale-`");
    Err(target.refuse(EditErrorKind::NoEffect, &["autoscale"], problem))
}

impl fmt::Display for ScaleChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Replicas(Some(replicas)) => write!(f, "scale={replicas}"),
            Self::Replicas(None) => f.write_str("scale-"),
            Self::Min(pods) => write!(f, "autoscale.min={pods}"),
            Self::Max(pods) => write!(f, "autoscale.max={pods}"),
            Self::Cpu(percent) => write!(f, "autoscale.cpu={percent}%"),
            Self::Memory(percent) => write!(f, "autoscale.memory={percent}%"),
            Self::Off => f.write_str("autoscale-"),
        }
    }
}
