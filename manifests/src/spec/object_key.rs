//! Keys of ConfigMaps and Secrets.

use crate::FindingCode;
use crate::decode::{Decoder, text};
use crate::finding::{Problem, quote};
use crate::yaml::tree::Node;

/// The pattern of a key.
pub(crate) const PATTERN: &str = "^[-._a-zA-Z0-9]{1,253}$";

/// Decodes a key. Source: `IsConfigMapKey` in Kubernetes' `apimachinery/pkg/util/validation`.
pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<Box<str>> {
    let key = text(decoder, node)?;
    let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if (1..=253).contains(&key.len()) && key.chars().all(legal) && key != "." && !key.starts_with("..") {
        return Some(key.into());
    }
    let expected = "a key of 1 to 253 letters, digits, `-`, `_` and `.`, not `.` or `..` at the start";
    decoder.refuse(node.span(), Problem::error(FindingCode::InvalidValue, quote(&key), expected))
}
