//! `autoscale:` the range an autoscaler moves in, and what it aims at.

use std::num::NonZeroU32;

use crate::FindingCode;
use crate::decode::{Decoder, integer, percent, spanned};
use crate::finding::Problem;
use crate::yaml::tree::Node;

/// A range of pods and what to aim at; at least one aim is set.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Autoscale {
    /// The fewest pods, at most [`max`](Self::max).
    pub min: NonZeroU32,
    /// The most pods, at most 2^31 - 1.
    pub max: NonZeroU32,
    /// Mean cpu use to aim at, in percent of the request.
    pub cpu: Option<Percent>,
    /// Mean memory use to aim at, in percent of the request.
    pub memory: Option<Percent>,
}

/// Whole percent of a request; never 0, and above 100 where an app may use more than it requests.
pub type Percent = NonZeroU32;

/// The fewest pods where nothing is said: one may fail, or be updated, and another is there.
const DEFAULT_MIN: NonZeroU32 = NonZeroU32::MIN.saturating_add(1);

pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<Autoscale> {
    let mut fields = decoder.fields(node, "a mapping such as `{min: 2, max: 10, cpu: 60%}`")?;
    let min = fields.optional("min", spanned(pods));
    let max = fields.required("max", pods);
    let cpu = fields.optional("cpu", utilisation);
    let memory = fields.optional("memory", utilisation);
    let known = fields.finish();

    let (min, max, cpu, memory) = (min?, max?, cpu?, memory?);
    // A `max` of 1 asks for less than the default.
    let least = min.map_or(DEFAULT_MIN.min(max), |min| min.value);
    if let Some(min) = min.filter(|_| least > max) {
        let problem =
            Problem::error(FindingCode::InvalidValue, format!("`min: {least}`"), format!("at most `max: {max}`"));
        decoder.report(min.span, problem);
    }
    if cpu.is_none() && memory.is_none() {
        if !known {
            return None;
        }
        let problem = Problem::error(FindingCode::MissingKey, "neither `cpu` nor `memory`", "something to aim at");
        return decoder.refuse(decoder.owner(node), problem.hint("add `cpu: 60%`").subject("cpu"));
    }
    (least <= max).then_some(Autoscale { min: least, max, cpu, memory })
}

fn pods(decoder: &mut Decoder<'_>, node: &Node) -> Option<NonZeroU32> {
    integer(1..=i32::MAX.cast_unsigned())(decoder, node).and_then(NonZeroU32::new)
}

fn utilisation(decoder: &mut Decoder<'_>, node: &Node) -> Option<Percent> {
    percent(1..=10_000)(decoder, node).and_then(NonZeroU32::new)
}
