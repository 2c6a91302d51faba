//! `resources:` requests and limits.

use pavedroad_naming::DnsLabel;

use super::quantity;
use crate::decode::{Decoder, Fields, parse};
use crate::finding::Problem;
use crate::resource_problem::{ResourcePlace, ResourceProblem, ResourceProblemKind};
use crate::yaml::tree::Node;
use crate::{FindingCode, Quantity, ResourceName, Resources, Severity};

/// Sizes a platform has names for, in the order of its file.
pub(crate) type Profiles = [(DnsLabel, Resources)];

/// What a file says of cpu and memory, at either place.
#[derive(Default)]
struct Amounts {
    cpu: Option<Quantity>,
    memory: Option<Quantity>,
}

/// Decodes `resources:`. The memory limit equals the request unless it is given: memory cannot be taken back, so what
/// goes beyond the request is somebody else's. There is no cpu limit unless it is given: it would only throttle.
///
/// A `size` of the platform stands for what is not given beside it.
pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node, profiles: &Profiles) -> Option<Resources> {
    let mut fields = decoder.fields(node, EXAMPLE)?;
    let amounts = amounts(&mut fields);
    let size = fields.optional("size", |decoder, node| size(decoder, node, profiles));
    fields.finish();
    put_together(decoder, node, amounts?, size?)
}

/// Decodes a size of the platform: the same keys, but for `size` itself.
pub(super) fn decode_profile(decoder: &mut Decoder<'_>, node: &Node) -> Option<Resources> {
    let mut fields = decoder.fields(node, EXAMPLE)?;
    let amounts = amounts(&mut fields);
    fields.finish();
    put_together(decoder, node, amounts?, None)
}

const EXAMPLE: &str = "a mapping such as `{cpu: 250m, memory: 512Mi}`";

/// Requests, and limits.
fn amounts(fields: &mut Fields<'_, '_, '_>) -> Option<(Amounts, Amounts)> {
    let cpu = fields.optional("cpu", quantity::decode);
    let memory = fields.optional("memory", quantity::decode);
    let limits = fields.optional("limits", limits);
    Some((Amounts { cpu: cpu?, memory: memory? }, limits?.unwrap_or_default()))
}

fn put_together(
    decoder: &mut Decoder<'_>,
    node: &Node,
    (mut requests, mut limits): (Amounts, Amounts),
    size: Option<&Resources>,
) -> Option<Resources> {
    // A memory request of one's own takes its limit along.
    limits.memory = limits.memory.or_else(|| requests.memory.clone());
    if let Some(size) = size {
        requests.or(|name| size.request(name));
        limits.or(|name| size.limit(name));
    }
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

/// A size by its name.
fn size<'p>(decoder: &mut Decoder<'_>, node: &Node, profiles: &'p Profiles) -> Option<&'p Resources> {
    let name = parse::<DnsLabel>("a size of the platform such as `2c4g`")(decoder, node)?;
    if let Some((_, resources)) = profiles.iter().find(|(profile, _)| *profile == name) {
        return Some(resources);
    }
    let names = profiles.iter().map(|(name, _)| name.as_str());
    decoder.dangling(node, "size", name.as_str(), "a size of the platform", names)
}

impl Amounts {
    /// Takes what is not given from somewhere else.
    fn or<'q>(&mut self, other: impl Fn(&ResourceName) -> Option<&'q Quantity>) {
        self.cpu = self.cpu.take().or_else(|| other(&ResourceName::CPU).cloned());
        self.memory = self.memory.take().or_else(|| other(&ResourceName::MEMORY).cloned());
    }

    fn named(self) -> impl Iterator<Item = (ResourceName, Quantity)> {
        let named = [(ResourceName::CPU, self.cpu), (ResourceName::MEMORY, self.memory)];
        named.into_iter().filter_map(|(name, amount)| Some((name, amount?)))
    }
}

/// Reports at the amount itself. A limit that only follows from the request is nobody's mistake, so what is wrong
/// with both is said at the request; and where the request is the size's, at the limit that is below it.
fn report(decoder: &mut Decoder<'_>, node: &Node, problem: &ResourceProblem) {
    let name = problem.name().as_str();
    let (own, limit): (&[&str], [&str; 2]) = (&[name], ["limits", name]);
    let (path, found) = match problem.place() {
        ResourcePlace::Requests if decoder.is_given(node, own) => (own, format!("`{}`", problem.found())),
        ResourcePlace::Requests => (&limit[..], format!("a request of `{}` by the size", problem.found())),
        ResourcePlace::Limits if decoder.is_given(node, &limit) => (&limit[..], format!("`{}`", problem.found())),
        ResourcePlace::Limits => return,
    };
    let severity = if problem.kind().is_warning() { Severity::Warning } else { Severity::Error };
    let hint = (problem.kind() == ResourceProblemKind::AboveLimit).then_some("raise the limit, or lower the request");
    let problem = Problem::error(FindingCode::InvalidValue, found, problem.expected());
    decoder.report_at(node, path, problem.severity(severity).hint_if(hint));
}
