//! `tracing:` how many requests leave a trace.

use pavedroad_rollout::Weight;
use serde_json::{Value, json};

use super::canary::WEIGHT_PATTERN;
use crate::decode::{Decoder, parse};
use crate::schema::object;
use crate::yaml::tree::Node;

/// The headers of a request that an app has to pass on, with what they say, in every request that it makes on its
/// behalf: only the app knows which of its requests belong to which. A library for tracing does it by itself.
///
/// Envoy's request id, Zipkin's B3 headers in both forms, and W3C's Trace Context. Sources: Istio's documentation on
/// distributed tracing, Zipkin's `b3-propagation`, <https://www.w3.org/TR/trace-context/>.
///
/// # Examples
/// ```
/// use pavedroad_manifests::TRACING_HEADERS;
///
/// let incoming = [("accept", "*/*"), ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")];
/// let outgoing: Vec<_> = incoming.iter().filter(|(name, _)| TRACING_HEADERS.contains(name)).collect();
/// assert_eq!(outgoing, [&incoming[1]]);
/// ```
pub const TRACING_HEADERS: [&str; 9] = [
    "x-request-id",
    "x-b3-traceid",
    "x-b3-spanid",
    "x-b3-parentspanid",
    "x-b3-sampled",
    "x-b3-flags",
    "b3",
    "traceparent",
    "tracestate",
];

/// How an app is traced, at the platform's address, which speaks Zipkin's protocol. OpenTelemetry's libraries read it
/// from the `OTEL_` variables; where whoever called has decided whether a request leaves a trace, that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tracing {
    /// Which part of the requests leaves a trace.
    pub sampling: Weight,
}

pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<Tracing> {
    let mut fields = decoder.fields(node, "a mapping such as `{sampling: 1%}`")?;
    let sampling = fields.required("sampling", parse::<Weight>("a share such as `1%` or `0.1%`"));
    fields.finish();
    Some(Tracing { sampling: sampling? })
}

/// The JSON schema of `tracing:`.
pub(crate) fn schema() -> Value {
    let sampling = json!({
        "description": "Which part of the requests leaves a trace.",
        "type": "string", "pattern": WEIGHT_PATTERN, "examples": ["1%"],
    });
    object(
        "How the app is traced; the `OTEL_` variables tell its library.",
        &json!({"sampling": sampling}),
        &["sampling"],
    )
}
