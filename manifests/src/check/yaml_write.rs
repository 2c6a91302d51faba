//! The contract of the YAML writer, as far as it can be told without a reader.

use std::collections::BTreeMap;

use crate::yaml;

/// Any text, as a value, an element and a key, is written with printable characters alone, the same each time, and
/// undoing its quotes, escapes or indentation gives it back.
pub fn yaml_write(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let element = written(&[text]);
    let scalar = element.strip_prefix("- ").unwrap_or_default();
    assert_eq!(undo(scalar).as_deref(), Some(text), "{element:?}");

    let value = written(&BTreeMap::from([("key", text)]));
    assert_eq!(value, format!("key: {scalar}"));

    let key = written(&BTreeMap::from([(text, 1)]));
    let key = match key.strip_prefix("? ") {
        Some(long) => long.strip_suffix("\n: 1\n"),
        None => key.strip_suffix(": 1\n"),
    };
    let key = key.unwrap_or_default();
    assert!(!key.contains('\n'), "{key:?}");
    assert_eq!(undo(&format!("{key}\n")).as_deref(), Some(text), "{key:?}");

    // Deeper inside, nothing changes but the indentation.
    let nested = written(&BTreeMap::from([("list", vec![vec![text], vec![text]])]));
    let indented: String = scalar
        .split_inclusive('\n')
        .map(|line| if line.starts_with("  ") { format!("  {line}") } else { line.into() })
        .collect();
    assert_eq!(nested, format!("list:\n- - {indented}- - {indented}"));

    let mut stream = element.clone();
    assert!(yaml::append(&mut stream, &[text]).is_ok());
    assert_eq!(stream, format!("{element}---\n{element}"));
}

fn written<T: serde::Serialize + ?Sized>(value: &T) -> String {
    let text = match yaml::to_string(value) {
        Ok(text) => text,
        Err(error) => error.to_string(),
    };
    assert_eq!(yaml::to_string(value).ok().as_ref(), Some(&text));
    assert!(text.ends_with('\n'), "{text:?}");
    let printable = |c: char| c == '\n' || c == '\t' || !(c.is_control() || c == '\u{feff}' || c == '\u{2028}');
    assert!(text.chars().all(printable), "{text:?}");
    // A line that begins like this ends the document.
    assert!(!text.lines().any(|line| line.starts_with("---") || line.starts_with("...")), "{text:?}");
    text
}

/// The text of a scalar as it is written, with its last newline, in the first column of a document.
fn undo(scalar: &str) -> Option<String> {
    let line = scalar.strip_suffix('\n')?;
    if let Some(single) = line.strip_prefix('\'') {
        return Some(single.strip_suffix('\'')?.replace("''", "'"));
    }
    if let Some(double) = line.strip_prefix('"') {
        return unescape(double.strip_suffix('"')?);
    }
    let Some(block) = scalar.strip_prefix('|') else { return Some(line.to_owned()) };
    let (header, lines) = block.split_once('\n')?;
    let text: String = lines.split_inclusive('\n').map(|line| line.strip_prefix("  ").unwrap_or(line)).collect();
    if header.ends_with('-') { Some(text.strip_suffix('\n')?.to_owned()) } else { Some(text) }
}

fn unescape(quoted: &str) -> Option<String> {
    let mut text = String::new();
    let mut rest = quoted.chars();
    while let Some(c) = rest.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        let digits = match rest.next()? {
            'n' => Err('\n'),
            'r' => Err('\r'),
            't' => Err('\t'),
            'x' => Ok(2),
            'u' => Ok(4),
            'U' => Ok(8),
            c @ ('"' | '\\') => Err(c),
            _ => return None,
        };
        text.push(match digits {
            Err(c) => c,
            Ok(digits) => {
                let mut code = 0;
                for _ in 0..digits {
                    code = code * 16 + rest.next()?.to_digit(16)?;
                }
                char::from_u32(code)?
            }
        });
    }
    Some(text)
}
