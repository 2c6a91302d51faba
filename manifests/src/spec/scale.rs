//! `replicas:` and `autoscale:` together: how many pods.

use super::autoscale::Autoscale;
use crate::app::Scale;
use crate::decode::{Decoder, Spanned};
use crate::finding::Problem;
use crate::yaml::tree::Node;
use crate::{FindingCode, Severity};

/// A number, or a range where autoscaling is asked for; `node` is the mapping that holds both. Where nobody wrote a
/// number, it is the built-in one, or the `least` that the platform asks for.
pub(super) fn decode(
    decoder: &mut Decoder<'_>,
    node: &Node,
    least: u32,
    replicas: Option<Spanned<u32>>,
    autoscale: Option<Spanned<Autoscale>>,
) -> Option<Scale> {
    let Some(Spanned { value: autoscale, span }) = autoscale else {
        let least = if decoder.is_built_in(node, &["replicas"]) { least } else { 0 };
        // Where no layer gives a number, the built-in one stands in the tree.
        return replicas.map(|replicas| Scale::Fixed(replicas.value.max(least)));
    };
    // The built-in default is nobody's wish, so nothing is to be said about it.
    if let Some(replicas) = replicas.filter(|replicas| replicas.span.source == span.source) {
        let found = format!("`replicas: {}` beside `autoscale`", replicas.value);
        let problem = Problem::error(FindingCode::StartValue, found, "one of them")
            .severity(Severity::Note)
            .hint("the autoscaler decides, so the Deployment carries no replicas");
        match node.as_mapping().and_then(|mapping| mapping.get("replicas")) {
            Some(entry) => decoder.at_key(&entry.key, |decoder| decoder.report(replicas.span, problem)),
            None => decoder.report(replicas.span, problem),
        }
    }
    Some(Scale::Auto(autoscale))
}
