//! Several JSON values one after the other, as tools print objects: to YAML, everything behind the first is a mistake.

use serde::de::IgnoredAny;

use super::build::Start;

/// Where each of several JSON objects begins, and the byte behind it; `None` if the text is anything else.
pub(super) fn json_stream(text: &str, start: usize) -> Option<Vec<(Start, usize)>> {
    let rest = text.get(start..)?;
    if !rest.trim_start().starts_with('{') {
        return None;
    }
    let mut values = serde_json::Deserializer::from_str(rest).into_iter::<IgnoredAny>();
    let mut ends = Vec::new();
    while let Some(value) = values.next() {
        value.ok()?;
        ends.push(start + values.byte_offset());
    }
    if ends.len() < 2 {
        return None;
    }
    let mut at = Start { byte: start, line: 0, column: 0 };
    let mut starts = Vec::with_capacity(ends.len());
    for end in ends {
        let between = text.get(at.byte..end)?;
        let blank = between.len() - between.trim_start().len();
        at = behind(at, between.get(..blank)?);
        if !text.get(at.byte..)?.starts_with('{') {
            return None;
        }
        starts.push((at, end));
        at = behind(at, between.get(blank..)?);
    }
    Some(starts)
}

/// The place behind a text that begins at a place.
fn behind(at: Start, text: &str) -> Start {
    let byte = at.byte + text.len();
    let breaks = |text: &str| text.matches('\n').count() + text.matches('\r').count() - text.matches("\r\n").count();
    match text.rfind(['\n', '\r']) {
        Some(last) => {
            let column = text.get(last + 1..).unwrap_or_default().chars().count();
            Start { byte, line: at.line + breaks(text), column }
        }
        None => Start { byte, line: at.line, column: at.column + text.chars().count() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_its_place() {
        let place = |byte, line, column| Start { byte, line, column };
        assert_eq!(
            json_stream("{\"a\": 1}\n{\"b\": [\n2]} {}\r\n\r\n{}\n", 0),
            Some(vec![(place(0, 0, 0), 8), (place(9, 1, 0), 20), (place(21, 2, 4), 23), (place(27, 4, 0), 29)])
        );
    }

    #[test]
    fn anything_else_is_none() {
        for text in ["", "{}", "{} x", "{}\n[]", "a: 1", "{a: 1}\n{}", "{\"a\": 1}\n---\n{}", "[{}]", "1 2", "{} {"] {
            assert_eq!(json_stream(text, 0), None, "{text:?}");
        }
    }
}
