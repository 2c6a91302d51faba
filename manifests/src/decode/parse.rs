//! Scalars that are the text of a typed value.

use std::str::FromStr;

use pavedroad_naming::{NameError, NameErrorKind};

use super::Decoder;
use crate::finding::{Problem, quote};
use crate::finding_code::FindingCode;
use crate::yaml::tree::Node;

/// An error that knows what it found, what it expected, and the byte of the text where.
pub(crate) trait ValueError {
    /// The byte, or `None` where the whole text is wrong (empty, too long, out of range).
    fn offset(&self) -> Option<usize>;
    /// Completes "found ...".
    fn found(&self) -> &str;
    /// Completes "expected ...".
    fn expected(&self) -> &str;
    /// How to mend it.
    fn hint(&self) -> Option<&str>;
}

impl ValueError for NameError {
    fn offset(&self) -> Option<usize> {
        let whole = matches!(self.kind(), NameErrorKind::Empty | NameErrorKind::TooLong | NameErrorKind::Unknown);
        (!whole).then(|| NameError::offset(self))
    }

    fn found(&self) -> &str {
        NameError::found(self)
    }

    fn expected(&self) -> &str {
        NameError::expected(self)
    }

    fn hint(&self) -> Option<&str> {
        NameError::hint(self)
    }
}

/// Decodes text by `FromStr`; the finding points at the byte the error names.
pub(crate) fn parse<T>(expected: &'static str) -> impl Fn(&mut Decoder<'_>, &Node) -> Option<T>
where
    T: FromStr<Err: ValueError>,
{
    move |decoder, node| {
        let text = scalar_text(decoder, node, expected)?;
        let error = match text.parse::<T>() {
            Ok(value) => return Some(value),
            Err(error) => error,
        };
        let (span, found) = match error.offset() {
            Some(offset) => (decoder.inside(node, offset), format!("{} in {}", error.found(), quote(text))),
            None => (node.span(), error.found().to_owned()),
        };
        let problem = Problem::error(FindingCode::InvalidValue, found, error.expected());
        decoder.refuse(span, problem.hint_if(error.hint()))
    }
}

/// The text of a scalar that is not null.
pub(super) fn scalar_text<'n>(decoder: &mut Decoder<'_>, node: &'n Node, expected: &str) -> Option<&'n str> {
    match node.as_scalar() {
        Some(scalar) if !scalar.is_null() => Some(scalar.text()),
        _ => decoder.wrong_type(node, expected, None),
    }
}
