//! What a `Deserialize` may say is wrong with a value.

use std::fmt;

use serde::de;

use super::scalar::{Taken, taken};
use crate::decode::{describe, did_you_mean, one_of_keys};
use crate::finding::{Problem, quote};
use crate::finding_code::FindingCode;
use crate::yaml::tree::{Node, Scalar, Style};

#[derive(Debug)]
pub(super) enum Error {
    /// It is said already, at a value inside.
    Said,
    Missing(&'static str),
    Type {
        found: Option<String>,
        expected: String,
        hint: Option<String>,
    },
    Value {
        found: Option<String>,
        /// The byte of the text, where one is to blame.
        offset: Option<usize>,
        expected: String,
        hint: Option<String>,
    },
    Variant {
        found: String,
        expected: &'static [&'static str],
    },
}

impl Error {
    pub(super) fn wrong_type(expected: &str) -> Self {
        Self::Type { found: None, expected: expected.to_owned(), hint: None }
    }

    /// What to say about the value that was read when this came up; nothing if it is said.
    pub(super) fn problem(self, node: &Node) -> Option<Problem> {
        Some(match self {
            Self::Said => return None,
            Self::Missing(key) => missing(key),
            Self::Type { found, expected, hint } => {
                let hint = hint.or_else(|| other_notation(node, &expected).map(str::to_owned));
                let found = found.unwrap_or_else(|| describe(node));
                Problem::error(FindingCode::WrongType, found, expected).hint_if(hint)
            }
            Self::Value { found, expected, hint, .. } => {
                let found = found.unwrap_or_else(|| describe(node));
                Problem::error(FindingCode::InvalidValue, found, expected).hint_if(hint)
            }
            Self::Variant { found, expected } => {
                let hint = did_you_mean(&found, expected.iter().copied());
                Problem::error(FindingCode::InvalidValue, quote(&found), one_of_keys(expected)).hint_if(hint)
            }
        })
    }
}

/// What is expected of a field that takes a number or a boolean, and of a list.
const WHOLE: &str = "a whole number";
const BOOLEAN: &str = "`true` or `false`";
const LIST: &str = "a list";

/// How the same value is written so that it is of the type that is expected.
fn other_notation(node: &Node, expected: &str) -> Option<&'static str> {
    let scalar = node.as_scalar().filter(|scalar| !scalar.is_null())?;
    let bare = Scalar::new(scalar.text(), Style::Plain);
    match (taken(&bare), scalar.style()) {
        _ if expected == LIST => Some("write it in brackets: `[...]`"),
        (Taken::Signed(_) | Taken::Unsigned(_), Style::Quoted) if expected.starts_with(WHOLE) => {
            Some("remove the quotes")
        }
        (Taken::Bool(_), Style::Quoted) if expected == BOOLEAN => Some("remove the quotes"),
        (Taken::Bool(_), Style::Plain) if expected.ends_with("or text") => Some("put it into quotes"),
        _ => None,
    }
}

/// A key that has to be there and is not.
pub(super) fn missing(key: &str) -> Problem {
    Problem::error(FindingCode::MissingKey, format!("no {}", quote(key)), "this key")
        .subject(key)
        .hint(format!("add {}", quote(&format!("{key}: ..."))))
}

/// The words of serde and of `k8s-openapi` for what they expect, in plain ones.
fn words(expected: &dyn de::Expected) -> String {
    let expected = expected.to_string();
    match &*expected {
        "a string" => "text",
        "i8" | "i16" | "i32" | "a 32-bit integer" => "a whole number of 32 bits",
        "i64" => WHOLE,
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number from 0 on",
        "f32" | "f64" => "a number",
        "a boolean" => BOOLEAN,
        "a sequence" => LIST,
        "a map" => "a mapping",
        "IntOrString" => "a whole number of 32 bits, or text",
        "Quantity" => "a quantity such as `250m`",
        "a base64-encoded string" => "text in base64",
        _ => return expected,
    }
    .to_owned()
}

impl de::Error for Error {
    /// The errors of our own types read `found X, expected Y; HINT`; others are sentences of their own.
    fn custom<T: fmt::Display>(message: T) -> Self {
        let message = message.to_string();
        let said = message.split_once("found ").map_or(&*message, |(_, said)| said);
        match said.split_once(", expected ") {
            Some((found, wanted)) => {
                let (expected, hint) =
                    wanted.split_once("; ").map_or((wanted, None), |(wanted, hint)| (wanted, Some(hint.to_owned())));
                Self::Value { found: Some(found.to_owned()), offset: None, expected: expected.to_owned(), hint }
            }
            None => {
                let expected = "a value that can be read".to_owned();
                Self::Value { found: None, offset: None, expected, hint: Some(message) }
            }
        }
    }

    fn invalid_type(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::Type { found: None, expected: words(expected), hint: None }
    }

    fn invalid_value(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::Value { found: None, offset: None, expected: words(expected), hint: None }
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::Variant { found: variant.to_owned(), expected }
    }

    /// The keys of a mapping are looked at before its values; the unknown ones are noted down.
    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self::Said
    }

    fn missing_field(key: &'static str) -> Self {
        Self::Missing(key)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl std::error::Error for Error {}
