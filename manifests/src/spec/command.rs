//! Commands: words without a shell.

use serde_json::{Value, json};

use crate::FindingCode;
use crate::decode::{Decoder, sequence, text};
use crate::finding::Problem;
use crate::yaml::tree::Node;

/// Decodes words, each any scalar with its text as written; at least one.
pub(super) fn command(decoder: &mut Decoder<'_>, node: &Node) -> Option<Vec<Box<str>>> {
    let words = arguments(decoder, node)?;
    if words.is_empty() {
        return decoder.refuse(node.span(), Problem::error(FindingCode::InvalidValue, "an empty list", "a command"));
    }
    Some(words)
}

/// Decodes words; none is right too.
pub(super) fn arguments(decoder: &mut Decoder<'_>, node: &Node) -> Option<Vec<Box<str>>> {
    let words = sequence(text)(decoder, node)?;
    Some(words.into_iter().map(String::into_boxed_str).collect())
}

/// The JSON schema of a list of words.
pub(crate) fn schema(description: &str, least: usize) -> Value {
    json!({
        "description": description,
        "type": "array",
        "items": {"type": ["string", "number", "boolean"]},
        "minItems": least,
        "examples": [["--quiet"]],
    })
}
