//! `replicas:` and `autoscale:` together: how many pods.

use super::autoscale::Autoscale;
use crate::app::Scale;
use crate::decode::{Decoder, Spanned};
use crate::finding::Problem;
use crate::yaml::tree::{Node, Span};
use crate::{FindingCode, ResourceName, Resources, Severity};

/// A number, or a range where autoscaling is asked for; `node` is the mapping that holds both.
pub(super) fn decode(
    decoder: &mut Decoder<'_>,
    node: &Node,
    replicas: Option<Spanned<u32>>,
    autoscale: Option<Spanned<Autoscale>>,
    resources: Option<&Resources>,
) -> Option<Scale> {
    let Some(Spanned { value: autoscale, span }) = autoscale else {
        return match replicas {
            Some(replicas) => Some(Scale::Fixed(replicas.value)),
            None => {
                let problem =
                    Problem::error(FindingCode::MissingKey, "neither `replicas` nor `autoscale`", "one of them");
                decoder.refuse(decoder.owner(node), problem.subject("replicas"))
            }
        };
    };
    // The built-in default is nobody's wish, so nothing is to be said about it.
    if let Some(replicas) = replicas.filter(|replicas| replicas.span.source == span.source) {
        let found = format!("`replicas: {}` beside `autoscale`", replicas.value);
        let problem = Problem::error(FindingCode::StartValue, found, "one of them")
            .severity(Severity::Note)
            .hint("the autoscaler decides, so the Deployment carries no replicas");
        report(decoder, node, "replicas", replicas.span, problem);
    }
    let metrics = [(ResourceName::CPU, autoscale.cpu), (ResourceName::MEMORY, autoscale.memory)];
    let mut complete = true;
    for (name, _) in metrics.into_iter().filter(|(_, percent)| percent.is_some()) {
        if resources.is_some_and(|resources| resources.request(&name).is_none()) {
            let found = format!("`autoscale` on {name} without a {name} request");
            let problem = Problem::error(FindingCode::MissingRequest, found, format!("`resources: {{{name}: ...}}`"))
                .hint("use is measured in percent of the request")
                .subject(name.as_str());
            report(decoder, node, "autoscale", span, problem);
            complete = false;
        }
    }
    complete.then_some(Scale::Auto(autoscale))
}

/// Reports with the key on the path.
fn report(decoder: &mut Decoder<'_>, node: &Node, key: &str, span: Span, problem: Problem) {
    match node.as_mapping().and_then(|mapping| mapping.get(key)) {
        Some(entry) => decoder.at_key(&entry.key, |decoder| decoder.report(span, problem)),
        None => decoder.report(span, problem),
    }
}
