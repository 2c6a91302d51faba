//! Which texts may stand without quotes.
//!
//! A text is plain only if no reader, of YAML 1.1 or 1.2, in any of the schemas in use, can see something else in
//! it. Sources: the resolvers of PyYAML, libyaml with serde_yaml, go-yaml 2 and 3 (the first is what Kubernetes
//! reads with) and Ruby's Psych, and the core schema of YAML 1.2. In doubt a text is quoted; that is never wrong.

use super::quoted;

/// Whether a text, as a value or as a key in block style, is safe without quotes.
pub(super) fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some(&first) = bytes.first() else { return false };
    if has_special(bytes) && !is_plain_around(text, bytes) {
        return false;
    }
    match first {
        b'a'..=b'z' | b'A'..=b'Z' => !is_word(bytes),
        b'0'..=b'9' => is_no_number(bytes),
        b'/' | b'_' | b'$' | b'(' | b'\\' | 0x80.. => true,
        // `-` begins lists, numbers and document markers; flags such as `-v` and `--port=80` are none of these.
        b'-' => match bytes.get(1) {
            Some(b'-') => bytes.get(2).is_some_and(u8::is_ascii_alphabetic),
            Some(b'0'..=b'9') => is_no_number(bytes),
            Some(b'a'..=b'z' | b'A'..=b'Z') => !is_word(&bytes[1..]),
            _ => false,
        },
        // `.5`, `.inf` and `...` mean something; `./web` and `.hidden` do not.
        b'.' => match bytes.get(1) {
            Some(b'/') => true,
            Some(b'a'..=b'z' | b'A'..=b'Z') => !is_word(&bytes[1..]),
            _ => false,
        },
        _ => false,
    }
}

/// Whether a text holds a byte that needs a look at the ones around it, or at the character it is part of.
///
/// Most of the time of writing was spent here, so this takes up to 16 bytes at once; the compiler makes vector
/// instructions of it. The last block overlaps the one before.
#[inline]
fn has_special(bytes: &[u8]) -> bool {
    let (blocks, rest) = bytes.as_chunks::<16>();
    if let Some(last) = bytes.last_chunk::<16>() {
        return blocks.iter().any(block_has_special) || (!rest.is_empty() && block_has_special(last));
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        return block_has_special(first) | block_has_special(last);
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        return block_has_special(first) | block_has_special(last);
    }
    bytes.iter().any(|&byte| is_special(byte))
}

#[inline]
fn block_has_special<const N: usize>(block: &[u8; N]) -> bool {
    block.iter().fold(false, |found, &byte| found | is_special(byte))
}

/// Space, `#` and `:` mean something next to certain others, control characters have to be escaped, and bytes
/// beyond ASCII are parts of characters.
#[inline]
const fn is_special(byte: u8) -> bool {
    (byte <= b' ') | (byte == b'#') | (byte == b':') | (byte >= 0x7f)
}

/// The rest of [`is_plain`] for texts that hold special bytes.
fn is_plain_around(text: &str, bytes: &[u8]) -> bool {
    if matches!(bytes.last(), Some(b' ' | b':')) {
        return false;
    }
    // `: ` ends a key and ` #` begins a comment.
    let mut before = 0;
    let mut ascii = true;
    for &byte in bytes {
        match (before, byte) {
            (b':', b' ') | (b' ', b'#') | (_, 0..b' ' | 0x7f) => return false,
            _ => before = byte,
        }
        ascii &= byte.is_ascii();
    }
    // Spaces beyond ASCII look like the ones that readers cut off.
    ascii || !text.chars().any(|c| !c.is_ascii() && (quoted::must_escape(c) || c.is_whitespace()))
}

/// Whether a text that begins like a number is surely none, and no date or time. Those are made of few kinds of
/// characters, be they binary, octal, hexadecimal, sexagesimal or floats; one of any other kind rules them out.
fn is_no_number(bytes: &[u8]) -> bool {
    !bytes.iter().all(|byte| {
        matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F' | b'_' | b'.' | b',' | b'+' | b'-' | b':' | b' '
            | b'x' | b'X' | b'o' | b'O' | b'p' | b'P' | b't' | b'T' | b'z' | b'Z')
    })
}

/// Whether some reader takes the word for a boolean, null or a float, in any mix of cases.
fn is_word(bytes: &[u8]) -> bool {
    let words: &[&str] = match bytes.len() {
        1 => &["y", "n"],
        2 => &["no", "on"],
        3 => &["yes", "off", "nan", "inf"],
        4 => &["true", "null"],
        5 => &["false"],
        8 => &["infinity"],
        _ => return false,
    };
    words.iter().any(|word| word.as_bytes().eq_ignore_ascii_case(bytes))
}
