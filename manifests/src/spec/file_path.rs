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
        // One place has one path: `/data/`, `//data` and `/./data` are `/data`.
        let parts: Vec<&str> = path.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
        return Some(format!("/{}", parts.join("/")).into());
    }
    let hint = (!path.starts_with(['/', '.', '~'])).then(|| format!("write `/{path}`"));
    decoder.refuse(node.span(), Problem::error(FindingCode::InvalidValue, quote(&path), expected).hint_if(hint))
}

/// Decodes the path that something is mounted at. The root is the image's: no container starts with another.
pub(super) fn mount(decoder: &mut Decoder<'_>, node: &Node) -> Option<Box<str>> {
    let path = absolute(decoder, node)?;
    if &*path != "/" {
        return Some(path);
    }
    let problem = Problem::error(FindingCode::InvalidValue, "`/`", "a path below the root such as `/data`");
    decoder.refuse(node.span(), problem.hint("the root is the image's"))
}

/// The JSON schema of an absolute path.
pub(crate) fn schema(description: &str) -> Value {
    json!({"description": description, "type": "string", "pattern": PATTERN, "examples": ["/data"]})
}
