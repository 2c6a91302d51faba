//! Texts as Go's libraries print them.

use std::collections::BTreeSet;
use std::fmt;

/// `%q`: in double quotes, with Go's escapes.
pub(super) struct Quoted<'a>(pub(super) &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for character in self.0.chars() {
            match character {
                '"' => f.write_str("\\\"")?,
                '\\' => f.write_str("\\\\")?,
                '\n' => f.write_str("\\n")?,
                '\r' => f.write_str("\\r")?,
                '\t' => f.write_str("\\t")?,
                '\u{7}' => f.write_str("\\a")?,
                '\u{8}' => f.write_str("\\b")?,
                '\u{b}' => f.write_str("\\v")?,
                '\u{c}' => f.write_str("\\f")?,
                '\0'..='\u{1f}' | '\u{7f}' => write!(f, "\\x{:02x}", u32::from(character))?,
                '\u{80}'..='\u{a0}' | '\u{ad}' => write!(f, "\\u{:04x}", u32::from(character))?,
                _ => write!(f, "{character}")?,
            }
        }
        f.write_str("\"")
    }
}

/// Several errors in one line, each text once: `a`, or `[a, b]`. Source: `aggregate.Error` in Kubernetes'
/// `apimachinery/pkg/util/errors/errors.go`.
pub(super) fn aggregate<T: fmt::Display>(f: &mut fmt::Formatter<'_>, errors: &[T]) -> fmt::Result {
    let mut seen = BTreeSet::new();
    let texts: Vec<String> = errors.iter().map(T::to_string).filter(|text| seen.insert(text.clone())).collect();
    match texts.as_slice() {
        [text] => f.write_str(text),
        texts => write!(f, "[{}]", texts.join(", ")),
    }
}

/// `"a", "b"`, without escapes. Source: `joinQuote` in Kubernetes' `pod-security-admission/policy/helpers.go`.
pub(super) fn join_quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    struct All(Vec<&'static str>);

    impl fmt::Display for All {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            aggregate(f, &self.0)
        }
    }

    #[test]
    fn errors_print_as_go_aggregates_them() {
        for (errors, expected) in
            [(vec!["a"], "a"), (vec!["a", "b"], "[a, b]"), (vec!["a", "a"], "a"), (vec!["a", "b", "a"], "[a, b]")]
        {
            assert_eq!(All(errors.clone()).to_string(), expected, "{errors:?}");
        }
    }

    #[test]
    fn texts_are_quoted_as_go_quotes_them() {
        for (text, expected) in
            [("web", "\"web\""), ("a\"b\\", "\"a\\\"b\\\\\""), ("\n\u{1}\u{7f}", "\"\\n\\x01\\x7f\""), ("数", "\"数\"")]
        {
            assert_eq!(Quoted(text).to_string(), expected);
        }
    }
}
