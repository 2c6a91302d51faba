//! New values as text.

use crate::yaml::tree::{Scalar, yaml11_surprise};

/// A scalar that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::edit) enum Value {
    /// Null, which takes away what others say.
    Null,
    /// A number, a quantity or a word, which needs no quotes.
    Plain(Box<str>),
    /// Any text, in quotes where it needs them.
    Text(Box<str>),
}

impl Value {
    pub(in crate::edit) fn plain(text: String) -> Self {
        Self::Plain(text.into())
    }

    pub(in crate::edit) fn text_of(text: &str) -> Self {
        Self::Text(text.into())
    }

    pub(in crate::edit) fn text(&self) -> &str {
        match self {
            Self::Null => "null",
            Self::Plain(text) | Self::Text(text) => text,
        }
    }

    /// Whether a scalar says this already.
    pub(in crate::edit) fn is(&self, scalar: &Scalar) -> bool {
        match self {
            Self::Null => scalar.is_null(),
            _ => !scalar.is_null() && scalar.text() == self.text(),
        }
    }

    /// As it stands in a text, in block style and between brackets; `quote` is what stood around the value before.
    pub(super) fn write(&self, quote: Option<char>) -> String {
        match (self, quote) {
            (Self::Null, _) => "null".to_owned(),
            (Self::Plain(text), None) => text.to_string(),
            (Self::Text(text), None) if needs_no_quotes(text) => text.to_string(),
            (Self::Plain(text) | Self::Text(text), Some('\'')) if !text.contains(char::is_control) => {
                format!("'{}'", text.replace('\'', "''"))
            }
            (Self::Plain(text) | Self::Text(text), _) => double(text),
        }
    }
}

/// `{below: {it: value}}`, or the value alone.
pub(super) fn flow(keys: &[&str], value: &Value) -> String {
    let mut text = value.write(None);
    for key in keys.iter().rev() {
        text = format!("{{{}: {text}}}", self::key(key));
    }
    text
}

/// A key as it stands in a text.
pub(super) fn key(key: &str) -> String {
    if needs_no_quotes(key) { key.to_owned() } else { double(key) }
}

/// Whether every reader takes a text for this text without quotes, between brackets too. In doubt it does not.
fn needs_no_quotes(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_./@+".contains(c))
        && yaml11_surprise(text).is_none()
}

fn double(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            // What is no letter, digit, sign or space that everybody sees is written by its number.
            _ if c == ' ' || c.is_alphanumeric() || c.is_ascii_punctuation() => quoted.push(c),
            _ => quoted.push_str(&format!("\\U{:08x}", u32::from(c))),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_get_quotes_where_they_need_them_or_had_them() {
        for (text, quote, expected) in [
            ("20190510-1033_v20", None, "20190510-1033_v20"),
            ("20190510-1033_v20", Some('\''), "'20190510-1033_v20'"),
            ("sha256:ab", None, "\"sha256:ab\""),
            ("1.10", None, "\"1.10\""),
            ("on", None, "\"on\""),
            ("", None, "\"\""),
            ("*.example.com", None, "\"*.example.com\""),
            ("a: b", None, "\"a: b\""),
            ("a,b", None, "\"a,b\""),
            ("it's", Some('\''), "'it''s'"),
            ("say \"hi\"\\\n", Some('\''), "\"say \\\"hi\\\"\\\\\\U0000000a\""),
            ("人工", None, "\"人工\""),
            ("host:", None, "\"host:\""),
        ] {
            assert_eq!(Value::text_of(text).write(quote), expected, "{text:?}");
        }
        assert_eq!(Value::plain("4".to_owned()).write(None), "4");
        assert_eq!(flow(&["prod", "a,b"], &Value::plain("4".to_owned())), "{prod: {\"a,b\": 4}}");
    }
}
