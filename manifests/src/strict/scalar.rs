//! What Kubernetes takes a scalar for.
//!
//! `kubectl` and every client turn YAML into JSON (sigs.k8s.io/yaml on go-yaml 2), and the API server reads JSON. What
//! a text without quotes becomes is decided on the way, by its spelling alone, whatever the field wants: `on` is true,
//! `010` is 8, `1e3` is 1000. Times and digits of base 60 stay texts.

use std::borrow::Cow;
use std::fmt;

use serde_json::{Number, Value as Json};

use crate::finding::quote;
use crate::yaml::tree::{Node, Scalar, Style, Surprise, Value, yaml11_surprise};

/// A scalar as JSON has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Taken<'t> {
    Null,
    Bool(bool),
    Signed(i64),
    Unsigned(u64),
    Float(f64),
    Text(&'t str),
}

/// What Kubernetes takes a scalar for.
pub(super) fn taken(scalar: &Scalar) -> Taken<'_> {
    let text = scalar.text();
    // Most texts begin with a letter that none of the others begins with.
    let plain = scalar.style() == Style::Plain;
    if !plain || text.starts_with(|c: char| c.is_alphabetic() && !"yYnNtTfFoO".contains(c)) {
        return Taken::Text(text);
    }
    match yaml11_surprise(text) {
        Some(Surprise::Null) => Taken::Null,
        Some(Surprise::Bool(value)) => Taken::Bool(value),
        Some(Surprise::Integer(_) | Surprise::Float(_)) if text.contains(':') => Taken::Text(text),
        Some(Surprise::Integer(Some(value))) => match (u64::try_from(value), i64::try_from(value)) {
            (Ok(value), _) => Taken::Unsigned(value),
            (_, Ok(value)) => Taken::Signed(value),
            _ => decimal(text),
        },
        Some(Surprise::Integer(None)) => decimal(text),
        // Out of range, as `1e400`; not `.inf`.
        Some(Surprise::Float(value)) if value.is_infinite() && text.contains(|c: char| c.is_ascii_digit()) => {
            Taken::Text(text)
        }
        Some(Surprise::Float(value)) => whole(value),
        Some(Surprise::Timestamp | Surprise::Special) | None => Taken::Text(text),
    }
}

/// Digits that are too many for an integer.
fn decimal(text: &str) -> Taken<'_> {
    let digits: String = text.chars().filter(|c| *c != '_').collect();
    digits.parse().ok().filter(|value: &f64| value.is_finite()).map_or(Taken::Text(text), Taken::Float)
}

/// JSON has one kind of number, and Go writes whole ones without a dot: `1e3` fits where 1000 fits.
fn whole<'t>(value: f64) -> Taken<'t> {
    // Below 2^53 every whole number is itself as a float; the casts cut nothing off.
    let exact = value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0;
    match exact {
        true if value >= 0.0 => Taken::Unsigned(value as u64),
        true => Taken::Signed(value as i64),
        false => Taken::Float(value),
    }
}

/// Whether a reader of YAML 1.2 takes a text without quotes for something else than Kubernetes does.
pub(super) fn readers_differ(text: &str, taken: Taken<'_>) -> bool {
    match taken {
        Taken::Bool(_) => !matches!(text, "true" | "True" | "TRUE" | "false" | "False" | "FALSE"),
        Taken::Signed(_) | Taken::Unsigned(_) | Taken::Float(_) => {
            let digits = text.trim_start_matches(['-', '+']);
            let octal = digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
            octal || text.contains('_') || digits.starts_with("0b") || digits.starts_with("0B")
        }
        Taken::Null | Taken::Text(_) => false,
    }
}

/// A key in the JSON that Kubernetes reads, where every key is a text; `None` for null, which is refused.
pub(super) fn key_text(scalar: &Scalar) -> Option<Cow<'_, str>> {
    match taken(scalar) {
        Taken::Null => None,
        Taken::Text(text) => Some(text.into()),
        taken => Some(taken.to_json_text().into()),
    }
}

/// A value as the JSON that Kubernetes reads. Where a mistake stands, there is null.
pub(super) fn to_json(node: &Node) -> Json {
    match node.value() {
        Value::Invalid => Json::Null,
        Value::Scalar(scalar) => match taken(scalar) {
            Taken::Null => Json::Null,
            Taken::Bool(value) => Json::Bool(value),
            Taken::Signed(value) => value.into(),
            Taken::Unsigned(value) => value.into(),
            Taken::Float(value) => Number::from_f64(value).map_or(Json::Null, Json::Number),
            Taken::Text(text) => text.into(),
        },
        Value::Sequence(items) => items.iter().map(to_json).collect(),
        Value::Mapping(mapping) => {
            let entries = mapping.entries.iter();
            entries
                .map(|entry| (key_text(&entry.key.scalar).unwrap_or_default().into_owned(), to_json(&entry.value)))
                .collect()
        }
    }
}

impl Taken<'_> {
    /// The text of the value in JSON, a text without its quotes.
    pub(super) fn to_json_text(self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Signed(value) => value.to_string(),
            Self::Unsigned(value) => value.to_string(),
            Self::Float(value) => value.to_string(),
            Self::Text(text) => text.to_owned(),
        }
    }
}

/// "the boolean true", "the number 8".
impl fmt::Display for Taken<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "the boolean {value}"),
            Self::Signed(value) => write!(f, "the number {value}"),
            Self::Unsigned(value) => write!(f, "the number {value}"),
            Self::Float(value) if *value != 0.0 && !(1e-5..1e16).contains(&value.abs()) => {
                write!(f, "the number {value:e}")
            }
            Self::Float(value) => write!(f, "the number {value}"),
            Self::Text(text) => write!(f, "the text {}", quote(text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::tree::Sources;

    fn plain(text: &str) -> Scalar {
        Scalar::new(text, Style::Plain)
    }

    /// What sigs.k8s.io/yaml 1.2 with go-yaml 2.4 makes of each.
    #[test]
    fn a_text_without_quotes_is_what_go_yaml_takes_it_for() {
        for (text, json) in [
            ("on", "true"),
            ("Y", "true"),
            ("yes", "true"),
            ("n", "false"),
            ("OFF", "false"),
            ("TRUE", "true"),
            ("tRUE", "\"tRUE\""),
            ("~", "null"),
            ("", "null"),
            ("NULL", "null"),
            ("nULL", "\"nULL\""),
            ("010", "8"),
            ("0o10", "8"),
            ("0x1F", "31"),
            ("0b11", "3"),
            ("-0b11", "-3"),
            ("08", "8"),
            ("+5", "5"),
            ("-5", "-5"),
            ("1_000", "1000"),
            ("1e3", "1000"),
            ("1E3", "1000"),
            ("1.5", "1.5"),
            ("3.0", "3"),
            (".5", "0.5"),
            ("5.", "5"),
            ("18446744073709551615", "18446744073709551615"),
            ("-9223372036854775808", "-9223372036854775808"),
            ("12:30:45", "\"12:30:45\""),
            ("1:30", "\"1:30\""),
            ("2019-05-10", "\"2019-05-10\""),
            ("2019-05-10T01:02:03Z", "\"2019-05-10T01:02:03Z\""),
            ("250m", "\"250m\""),
            ("1Gi", "\"1Gi\""),
            ("v1", "\"v1\""),
            ("=", "\"=\""),
            ("-", "\"-\""),
            (".", "\".\""),
            ("0_8", "8"),
            ("+0x1F", "31"),
            ("-0", "0"),
            ("-010", "-8"),
            ("0o8", "\"0o8\""),
            ("09.5", "9.5"),
            ("1e400", "\"1e400\""),
            ("0xFFFFFFFFFFFFFFFFFF", "\"0xFFFFFFFFFFFFFFFFFF\""),
            ("99999999999999999999", "1e+20"),
            ("1e-7", "1e-7"),
        ] {
            let mut sources = Sources::new();
            let source = sources.add("", "");
            let node = Node::plain(sources.span(source, 0, 0), text);
            assert_eq!(to_json(&node).to_string(), json, "{text:?}");
        }
    }

    #[test]
    fn quotes_make_a_text() {
        assert_eq!(taken(&Scalar::new("on", Style::Quoted)), Taken::Text("on"));
        assert_eq!(taken(&Scalar::new("010", Style::Block)), Taken::Text("010"));
    }

    #[test]
    fn readers_of_yaml_1_2_differ_on_some() {
        for (text, differ) in [
            ("on", true),
            ("true", false),
            ("0644", true),
            ("0", false),
            ("-07", true),
            ("1_000", true),
            ("0x1F", false),
            ("1e3", false),
            ("0.5", false),
            ("010.5", false),
        ] {
            assert_eq!(readers_differ(text, taken(&plain(text))), differ, "{text:?}");
        }
    }

    #[test]
    fn keys_are_texts_in_json() {
        for (text, key) in
            [("on", Some("true")), ("8080", Some("8080")), ("010", Some("8")), ("app", Some("app")), ("~", None)]
        {
            assert_eq!(key_text(&plain(text)).as_deref(), key, "{text:?}");
        }
    }
}
