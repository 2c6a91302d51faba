//! `callers:` and `calls:` who talks to whom.

use std::num::NonZeroU16;

use pavedroad_naming::{AppName, DnsSubdomain};
use serde_json::{Value, json};

use super::platform::app_name;
use super::route;
use crate::FindingCode;
use crate::Platform;
use crate::decode::{Decoder, integer, sequence};
use crate::finding::{Problem, quote};
use crate::schema::object;
use crate::yaml::tree::Node;

/// What a name of an object leaves beside that of an app and a dot.
const LONGEST_HOST: usize = DnsSubdomain::MAX_LEN - AppName::MAX_LEN - 1;

/// What an app calls.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Call {
    /// Another app of the platform, in the same environment.
    App(AppName),
    /// Something outside the cluster.
    External {
        /// The host.
        host: Box<str>,
        /// The port.
        port: NonZeroU16,
    },
}

/// Decodes `callers:`, each once.
pub(super) fn callers(decoder: &mut Decoder<'_>, node: &Node, platform: &Platform) -> Option<Vec<AppName>> {
    let callers = sequence(|decoder, node| app_name(decoder, platform, node))(decoder, node)?;
    distinct(decoder, node, &callers).then_some(callers)
}

/// Decodes `calls:`, each once.
pub(super) fn calls(decoder: &mut Decoder<'_>, node: &Node, platform: &Platform) -> Option<Vec<Call>> {
    let calls = sequence(|decoder, node| call(decoder, node, platform))(decoder, node)?;
    distinct(decoder, node, &calls).then_some(calls)
}

fn call(decoder: &mut Decoder<'_>, node: &Node, platform: &Platform) -> Option<Call> {
    if node.as_mapping().is_none() {
        return app_name(decoder, platform, node).map(Call::App);
    }
    let mut fields =
        decoder.fields(node, "the name of an app, or a mapping such as `{external: mysql.internal, port: 3306}`")?;
    let host = fields.required("external", external);
    let port = fields.required("port", integer(1..=u16::MAX));
    fields.finish();
    Some(Call::External { host: host?, port: NonZeroU16::new(port?)? })
}

/// A host, short enough that `APP.HOST` names an object, whatever the app.
fn external(decoder: &mut Decoder<'_>, node: &Node) -> Option<Box<str>> {
    let host = route::full_host(decoder, node)?;
    if host.len() <= LONGEST_HOST {
        return Some(host);
    }
    let found = format!("{} characters", host.len());
    let expected = format!("at most {LONGEST_HOST}");
    decoder.refuse(node.span(), Problem::error(FindingCode::InvalidValue, found, expected))
}

/// Reports every item that an earlier one equals. Whether there is none.
pub(super) fn distinct<T: Ord>(decoder: &mut Decoder<'_>, node: &Node, items: &[T]) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    let twice: Vec<usize> =
        items.iter().enumerate().filter(|(_, item)| !seen.insert(*item)).map(|(at, _)| at).collect();
    for at in &twice {
        if let Some(item) = node.as_sequence().and_then(|items| items.get(*at)) {
            let found = item.as_scalar().map_or_else(|| "the same".to_owned(), |scalar| quote(scalar.text()));
            let problem =
                Problem::error(FindingCode::Conflict, format!("{found} again"), "each once").hint("remove it");
            decoder.at_index(*at, |decoder| decoder.report(item.span(), problem));
        }
    }
    twice.is_empty()
}

/// The JSON schema of `callers:`.
pub(crate) fn callers_schema() -> Value {
    json!({
        "description": "The apps that may call this one; the whole namespace unless given.",
        "type": "array",
        "items": {"type": "string", "pattern": AppName::PATTERN},
        "uniqueItems": true,
        "examples": [["ad-bid-api"]],
    })
}

/// The JSON schema of `calls:`.
pub(crate) fn calls_schema() -> Value {
    let external = object(
        "Something outside the cluster.",
        &json!({
            "external": {"description": "The host.", "type": "string", "maxLength": LONGEST_HOST, "examples": ["mysql.internal"]},
            "port": {"description": "The port.", "type": "integer", "minimum": 1, "maximum": 65535},
        }),
        &["external", "port"],
    );
    json!({
        "description": "What this app calls; everything is open unless given.",
        "type": "array",
        "items": {"anyOf": [{"type": "string", "pattern": AppName::PATTERN}, external]},
        "uniqueItems": true,
    })
}
