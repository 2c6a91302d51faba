//! `resources:` requests and limits.

use super::quantity;
use crate::decode::Decoder;
use crate::finding::Problem;
use crate::resource_problem::{ResourcePlace, ResourceProblem, ResourceProblemKind};
use crate::yaml::tree::Node;
use crate::{FindingCode, Quantity, ResourceName, Resources, Severity};

/// What a file says of cpu and memory, at either place.
#[derive(Default)]
struct Amounts {
    cpu: Option<Quantity>,
    memory: Option<Quantity>,
}

/// Decodes `resources:`. The memory limit equals the request unless it is given: memory cannot be taken back, so what
/// goes beyond the request is somebody else's. There is no cpu limit unless it is given: it would only throttle.
pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<Resources> {
    let mut fields = decoder.fields(node, "a mapping such as `{cpu: 250m, memory: 512Mi}`")?;
    let cpu = fields.optional("cpu", quantity::decode);
    let memory = fields.optional("memory", quantity::decode);
    let limits = fields.optional("limits", limits);
    fields.finish();

    let requests = Amounts { cpu: cpu?, memory: memory? };
    let mut limits = limits?.unwrap_or_default();
    limits.memory = limits.memory.or_else(|| requests.memory.clone());
    match Resources::new(requests.named(), limits.named()) {
        Ok(resources) => {
            resources.warnings().for_each(|problem| report(decoder, node, &problem));
            Some(resources)
        }
        Err(error) => {
            error.problems().iter().for_each(|problem| report(decoder, node, problem));
            None
        }
    }
}

fn limits(decoder: &mut Decoder<'_>, node: &Node) -> Option<Amounts> {
    let mut fields = decoder.fields(node, "a mapping such as `{memory: 1Gi}`")?;
    let cpu = fields.optional("cpu", quantity::decode);
    let memory = fields.optional("memory", quantity::decode);
    fields.finish();
    Some(Amounts { cpu: cpu?, memory: memory? })
}

impl Amounts {
    fn named(self) -> impl Iterator<Item = (ResourceName, Quantity)> {
        let named = [(ResourceName::CPU, self.cpu), (ResourceName::MEMORY, self.memory)];
        named.into_iter().filter_map(|(name, amount)| Some((name, amount?)))
    }
}

/// Reports at the amount itself. A limit that only follows from the request is nobody's mistake, so what is wrong
/// with both is said at the request.
fn report(decoder: &mut Decoder<'_>, node: &Node, problem: &ResourceProblem) {
    let (name, limits) = (problem.name().as_str(), node.as_mapping().and_then(|mapping| mapping.get("limits")));
    let (parent, node) = match (problem.place(), limits) {
        (ResourcePlace::Requests, _) => (None, node),
        (ResourcePlace::Limits, Some(limits)) => (Some(&limits.key), &limits.value),
        (ResourcePlace::Limits, None) => return,
    };
    let Some(entry) = node.as_mapping().and_then(|mapping| mapping.get(name)) else { return };
    let severity = if problem.kind().is_warning() { Severity::Warning } else { Severity::Error };
    let finding = Problem::error(FindingCode::InvalidValue, format!("`{}`", problem.found()), problem.expected())
        .severity(severity)
        .hint_if(
            (problem.kind() == ResourceProblemKind::AboveLimit).then_some("raise the limit, or lower the request"),
        );
    let at_entry = |decoder: &mut Decoder<'_>| {
        decoder.at_key(&entry.key, |decoder| decoder.report(entry.value.span(), finding));
    };
    match parent {
        Some(key) => decoder.at_key(key, at_entry),
        None => at_entry(decoder),
    }
}
