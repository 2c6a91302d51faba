//! The place of a value in a document, as text: `resources.cpu`, `routes[0].host`.

use std::fmt::Write;

use crate::finding::push_visible;

/// How much of a key a path shows, in characters: the longest legal one is a label's, a prefix of 253, `/` and 63.
const LONGEST: usize = 317;

/// Adds a key to a path; one that could be misread is quoted, as in `env."A.B"`. One that is longer than any legal one
/// is cut: a file decides how long it is, and how many findings are below it.
pub(crate) fn push_key(path: &mut String, key: &str) {
    if let Some(shown) = key.char_indices().nth(LONGEST).and_then(|(end, _)| key.get(..end)) {
        push_key(path, shown);
        path.push_str("...");
        return;
    }
    if !path.is_empty() {
        path.push('.');
    }
    let simple = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '+');
    if !key.is_empty() && key.chars().all(simple) {
        path.push_str(key);
    } else {
        path.push('"');
        for character in key.chars() {
            if matches!(character, '"' | '\\') {
                path.push('\\');
            }
            push_visible(path, character);
        }
        path.push('"');
    }
}

/// Adds the place in a sequence to a path, counted from 0.
pub(crate) fn push_index(path: &mut String, index: usize) {
    // Writing to a String cannot fail.
    let _ = write!(path, "[{index}]");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_could_be_misread_are_quoted() {
        let mut path = String::new();
        push_index(&mut path, 3);
        for key in ["routes", "人工", "a.b", "", "say \"hi\"\n", "app.kubernetes.io/name", "x-y_z/1"] {
            push_key(&mut path, key);
        }
        push_index(&mut path, 0);
        let mut long = String::new();
        push_key(&mut long, &"人".repeat(1 << 20));
        assert_eq!(long, format!("{}...", "人".repeat(317)));
        assert_eq!(path, r#"[3].routes.人工."a.b".""."say \"hi\"\n"."app.kubernetes.io/name".x-y_z/1[0]"#);
    }
}
