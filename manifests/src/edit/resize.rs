//! How much an app may use.

use std::fmt;

use pavedroad_naming::DnsLabel;

use super::draft::Refusal;
use super::target::Target;
use super::text::Value;
use crate::Quantity;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Resize {
    Cpu(Quantity),
    Memory(Quantity),
    CpuLimit(Option<Quantity>),
    MemoryLimit(Option<Quantity>),
    Size(DnsLabel),
}

const SIZE: [&str; 2] = ["resources", "size"];
/// What a size replaces.
const AMOUNTS: [[&str; 2]; 3] = [["resources", "cpu"], ["resources", "memory"], ["resources", "limits"]];

pub(super) fn apply(target: &mut Target<'_>, change: &Resize) -> Result<(), Refusal> {
    match change {
        Resize::Cpu(amount) => set(target, &["resources", "cpu"], amount),
        Resize::Memory(amount) => set(target, &["resources", "memory"], amount),
        Resize::CpuLimit(amount) => limit(target, "cpu", amount.as_ref()),
        Resize::MemoryLimit(amount) => limit(target, "memory", amount.as_ref()),
        Resize::Size(profile) => size(target, profile),
    }
}

/// A size of an environment hides the amounts of all others, so these do not hold there.
fn set(target: &mut Target<'_>, path: &[&str], amount: &Quantity) -> Result<(), Refusal> {
    let value = Value::plain(written(amount));
    if target.owns(&SIZE) { target.write(path, &value) } else { target.set(path, &value) }
}

fn limit(target: &mut Target<'_>, name: &str, amount: Option<&Quantity>) -> Result<(), Refusal> {
    let path = ["resources", "limits", name];
    match amount {
        Some(amount) => set(target, &path, amount),
        None if target.owns(&SIZE) => target.inherit(&path),
        None => target.take_away(&path),
    }
}

fn size(target: &mut Target<'_>, profile: &DnsLabel) -> Result<(), Refusal> {
    if target.text(&SIZE) == Some(profile.as_str()) && AMOUNTS.iter().all(|path| target.holds(path).is_none()) {
        return Ok(());
    }
    target.write(&SIZE, &Value::text_of(profile.as_str()))?;
    AMOUNTS.iter().try_for_each(|path| target.inherit(path))
}

/// A quantity as it was given: `0.5` stays that, and 50m never becomes a core.
fn written(amount: &Quantity) -> String {
    amount.source().map_or_else(|| amount.to_string(), str::to_owned)
}

impl fmt::Display for Resize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cpu(amount) => write!(f, "cpu={}", written(amount)),
            Self::Memory(amount) => write!(f, "memory={}", written(amount)),
            Self::CpuLimit(Some(amount)) => write!(f, "limits.cpu={}", written(amount)),
            Self::MemoryLimit(Some(amount)) => write!(f, "limits.memory={}", written(amount)),
            Self::CpuLimit(None) => f.write_str("limits.cpu-"),
            Self::MemoryLimit(None) => f.write_str("limits.memory-"),
            Self::Size(profile) => write!(f, "size={profile}"),
        }
    }
}
