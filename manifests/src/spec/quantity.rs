//! Quantities in a spec: read from the text as written, so nothing is lost to a number.

use serde_json::{Value, json};

use crate::decode::{Decoder, ValueError, parse};
use crate::finding::{Problem, quote};
use crate::quantity::QuantityError;
use crate::yaml::tree::Node;
use crate::{FindingCode, Quantity, Severity};

/// What a quantity looks like, for JSON schemas: sign, digits, and a suffix or an exponent. It lets pass the few texts
/// without digits that Kubernetes reads as 0.
pub(crate) const PATTERN: &str = r"^[+-]?[0-9]*\.?[0-9]*([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$";

pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<Quantity> {
    parse("a quantity such as `250m` or `512Mi`")(decoder, node)
}

/// Decodes a quantity of 0 or more.
pub(super) fn non_negative(decoder: &mut Decoder<'_>, node: &Node) -> Option<Quantity> {
    let amount = decode(decoder, node)?;
    if amount >= Quantity::ZERO {
        return Some(amount);
    }
    decoder.refuse(node.span(), Problem::error(FindingCode::InvalidValue, as_written(node), "nothing below 0"))
}

/// Decodes the size of a volume: the API server takes no claim of 0, and takes a limit of 0 for none. It answers with a
/// warning where bytes are no whole number: `pkg/api/persistentvolumeclaim/util.go`, `pkg/api/pod/warnings.go`.
pub(super) fn size(decoder: &mut Decoder<'_>, node: &Node) -> Option<Quantity> {
    let amount = decode(decoder, node)?;
    if amount > Quantity::ZERO {
        if !amount.is_whole(0) {
            let expected = "a whole number of bytes such as 400M or 400Mi";
            let problem = Problem::error(FindingCode::InvalidValue, as_written(node), expected);
            decoder.report(node.span(), problem.severity(Severity::Warning));
        }
        return Some(amount);
    }
    let problem = Problem::error(FindingCode::InvalidValue, as_written(node), "a size above 0 such as `10Gi`");
    decoder.refuse(node.span(), problem)
}

/// The text of a quantity: `1.5`, which Kubernetes would print as `1500m`.
fn as_written(node: &Node) -> String {
    node.as_scalar().map_or_else(String::new, |scalar| quote(scalar.text()))
}

/// The JSON schema of a quantity.
pub(crate) fn schema(description: &str, example: &str) -> Value {
    json!({
        "description": description,
        "examples": [example],
        "anyOf": [{"type": "string", "pattern": PATTERN}, {"type": "number", "minimum": 0}],
    })
}

impl ValueError for QuantityError {
    fn offset(&self) -> Option<usize> {
        Some(Self::offset(self))
    }

    fn found(&self) -> &str {
        Self::found(self)
    }

    fn expected(&self) -> &str {
        Self::expected(self)
    }

    fn hint(&self) -> Option<&str> {
        Self::hint(self)
    }
}
