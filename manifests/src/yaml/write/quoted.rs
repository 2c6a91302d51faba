//! Texts in quotes.

/// Writes a text in single quotes where that is exact, else in double quotes with escapes.
pub(super) fn write(out: &mut String, text: &str) {
    if text.chars().any(must_escape) { double(out, text) } else { single(out, text) }
}

/// Whether a character must not stand in the text as it is: no reader may meet it (control characters and
/// non-characters), some take it for a line break (NEL, U+2028, U+2029) or skip it (the byte order mark), or no
/// person can see it (a no-break space, zero widths, marks that turn the direction of the text).
pub(super) const fn must_escape(c: char) -> bool {
    match c {
        ' '..='~' => false,
        '\0'..='\u{a0}' | '\u{ad}' => true,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{feff}' | '\u{fff0}'..='\u{fffb}' => true,
        // The last two of every plane are no characters.
        _ => c as u32 & 0xfffe == 0xfffe,
    }
}

/// Writes a text of which every character may stand as it is; only `'` is doubled.
fn single(out: &mut String, text: &str) {
    out.push('\'');
    let mut parts = text.split('\'');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        out.push_str("''");
        out.push_str(part);
    }
    out.push('\'');
}

fn double(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    while let Some((at, c)) = rest.char_indices().find(|&(_, c)| matches!(c, '"' | '\\') || must_escape(c)) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        escape(out, c);
        rest = &from[c.len_utf8()..];
    }
    out.push_str(rest);
    out.push('"');
}

/// Writes an escape that all versions of YAML share.
fn escape(out: &mut String, c: char) {
    match c {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        _ => {
            let code = u32::from(c);
            let (mark, digits) = match code {
                0..=0xff => ('x', 2),
                0x100..=0xffff => ('u', 4),
                _ => ('U', 8),
            };
            out.push('\\');
            out.push(mark);
            for digit in (0..digits).rev() {
                out.push(char::from_digit(code >> (4 * digit) & 0xf, 16).unwrap_or('0'));
            }
        }
    }
}
