//! `autoscale:` the range an autoscaler moves in, and what it aims at.

use std::num::NonZeroU32;

use crate::decode::{Decoder, Spanned, integer, percent, spanned};
use crate::finding::Problem;
use crate::yaml::tree::Node;
use crate::{FindingCode, ResourceName, Resources};

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
pub(crate) const DEFAULT_MIN: NonZeroU32 = NonZeroU32::MIN.saturating_add(1);

/// Decodes `autoscale:`. Every rule is checked whose values are there; `resources` is `None` where those are wrong
/// themselves. `least` is what the platform asks for.
pub(super) fn decode(
    decoder: &mut Decoder<'_>,
    node: &Node,
    least: u32,
    resources: Option<&Resources>,
) -> Option<Autoscale> {
    let mut fields = decoder.fields(node, "a mapping such as `{min: 2, max: 10, cpu: 60%}`")?;
    let min = fields.optional("min", spanned(pods));
    let max = fields.required("max", pods);
    let cpu = fields.optional("cpu", |decoder, node| aim(decoder, node, &ResourceName::CPU, resources));
    let memory = fields.optional("memory", |decoder, node| aim(decoder, node, &ResourceName::MEMORY, resources));
    let known = fields.finish();

    let range = range(decoder, min, max, least);
    let (cpu, memory) = (cpu?, memory?);
    if cpu.is_none() && memory.is_none() {
        if !known {
            return None;
        }
        let problem = Problem::error(FindingCode::MissingKey, "neither `cpu` nor `memory`", "something to aim at");
        return decoder.refuse(decoder.owner(node), problem.hint("add `cpu: 60%`").subject("cpu"));
    }
    let (min, max) = range?;
    Some(Autoscale { min, max, cpu, memory })
}

/// The fewest and the most pods, in this order.
fn range(
    decoder: &mut Decoder<'_>,
    min: Option<Option<Spanned<NonZeroU32>>>,
    max: Option<NonZeroU32>,
    least: u32,
) -> Option<(NonZeroU32, NonZeroU32)> {
    let (min, max) = (min?, max?);
    match min {
        // A `max` of 1 asks for less than the default.
        None => Some((NonZeroU32::new(least).map_or(DEFAULT_MIN, |least| least.max(DEFAULT_MIN)).min(max), max)),
        Some(Spanned { value, span }) if value > max => {
            let found = format!("`min: {value}`");
            decoder.refuse(span, Problem::error(FindingCode::InvalidValue, found, format!("at most `max: {max}`")))
        }
        Some(Spanned { value, .. }) => Some((value, max)),
    }
}

fn pods(decoder: &mut Decoder<'_>, node: &Node) -> Option<NonZeroU32> {
    integer(1..=i32::MAX.cast_unsigned())(decoder, node).and_then(NonZeroU32::new)
}

/// A share of a request, which has to be there, since the autoscaler divides by it. Where there is only a limit, the
/// API server takes that for the request.
fn aim(decoder: &mut Decoder<'_>, node: &Node, name: &ResourceName, resources: Option<&Resources>) -> Option<Percent> {
    let aim = percent(1..=10_000)(decoder, node).and_then(NonZeroU32::new);
    let resources = resources?;
    let amount = match resources.request(name).or_else(|| resources.limit(name)) {
        Some(request) if !request.is_zero() => return aim,
        Some(_) => "of 0",
        None => "that is not given",
    };
    let problem = Problem::error(
        FindingCode::MissingRequest,
        format!("a share of a {name} request {amount}"),
        format!("`resources: {{{name}: ...}}`"),
    );
    decoder.refuse(node.span(), problem.hint("use is measured in percent of the request"))
}
