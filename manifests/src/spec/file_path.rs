//! Paths in a container.

use serde_json::{Value, json};

use crate::FindingCode;
use crate::decode::{Decoder, text};
use crate::finding::{Problem, quote};
use crate::yaml::tree::Node;

/// The pattern of an absolute path.
pub(crate) const PATTERN: &str = "^/[^:]*$";

/// Decodes an absolute path, as `mountPath` takes it: no `:` (`ValidateVolumeMounts` in Kubernetes'
/// `pkg/apis/core/validation`), and no `..`, which a container engine would follow out of the root.
pub(super) fn absolute(decoder: &mut Decoder<'_>, node: &Node) -> Option<Box<str>> {
    let path = text(decoder, node)?;
    let expected = "an absolute path without `:` and `..`";
    let legal = path.starts_with('/') && !path.contains([':', '\0']) && path.split('/').all(|part| part != "..");
    if legal {
        // A mount at `/data/` is the mount at `/data`.
        let trimmed = path.trim_end_matches('/');
        return Some(if trimmed.is_empty() { "/".into() } else { trimmed.into() });
    }
    let hint = (!path.starts_with(['/', '.', '~'])).then(|| format!("write `/{path}`"));
    decoder.refuse(node.span(), Problem::error(FindingCode::InvalidValue, quote(&path), expected).hint_if(hint))
}

/// The JSON schema of an absolute path.
pub(crate) fn schema(description: &str) -> Value {
    json!({"description": description, "type": "string", "pattern": PATTERN, "examples": ["/data"]})
}
