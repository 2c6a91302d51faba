//! Where an app listens.

use std::fmt;
use std::num::NonZeroU16;

use pavedroad_naming::PortName;

use super::draft::Refusal;
use super::target::Target;
use super::text::Value;
use crate::yaml::tree::Node;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PortChange {
    Number(NonZeroU16),
    Remove,
}

pub(super) fn apply(target: &mut Target<'_>, name: &str, change: &PortChange) -> Result<(), Refusal> {
    let short = ["ports", name];
    let long = ["ports", name, "port"];
    let PortChange::Number(number) = change else { return target.take_away_everywhere(&short) };
    let value = Value::plain(number.to_string());
    // Either form may hold; an own mapping keeps what else it says.
    let holds = target.text(&short).or_else(|| target.text(&long));
    if holds == Some(value.text()) {
        return Ok(());
    }
    let is_long = target.own(&short).and_then(Node::as_mapping).is_some();
    target.write(if is_long { &long } else { &short }, &value)
}

impl PortChange {
    /// Writes the edit of the port with this name.
    pub(super) fn write(&self, f: &mut fmt::Formatter<'_>, name: &PortName) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "port.{name}={number}"),
            Self::Remove => write!(f, "port.{name}-"),
        }
    }
}
