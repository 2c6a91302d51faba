//! `resources:` requests and limits.

use super::quantity;
use crate::Resources;
use crate::decode::Decoder;
use crate::yaml::tree::Node;

pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<Resources> {
    let mut fields = decoder.fields(node, "a mapping such as `{cpu: 250m, memory: 512Mi}`")?;
    let cpu = fields.optional("cpu", quantity::decode);
    let memory = fields.optional("memory", quantity::decode);
    let limits = fields.optional("limits", |_, _| Some(()));
    fields.finish();
    let (cpu, memory, _limits) = (cpu?, memory?, limits?);
    Some(Resources([("cpu", cpu), ("memory", memory)].into_iter().filter_map(|(n, q)| Some((n.to_owned(), q?))).collect()))
}
