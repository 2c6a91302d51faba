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
    let mut seen = 0;
    for &byte in bytes {
        seen |= CLASSES[usize::from(byte)];
    }
    if seen & (AROUND | ESCAPE | NON_ASCII) != 0 && !is_plain_around(text, bytes, seen) {
        return false;
    }
    match first {
        b'a'..=b'z' | b'A'..=b'Z' => !is_word(bytes),
        // A number or a date is made of few kinds of characters; one of any other kind rules both out.
        b'0'..=b'9' => seen & NO_NUMBER != 0,
        b'/' | b'_' | b'$' | b'(' | b'\\' | 0x80.. => true,
        // `-` begins lists, numbers and document markers; flags such as `-v` and `--port=80` are none of these.
        b'-' => match bytes.get(1) {
            Some(b'-') => bytes.get(2).is_some_and(u8::is_ascii_alphabetic),
            Some(b'0'..=b'9') => seen & NO_NUMBER != 0,
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

/// Means something only next to certain others: space, `:` and `#`.
const AROUND: u8 = 1;
/// Cannot be written as it is without quotes: tabs, line breaks and other control characters.
const ESCAPE: u8 = 2;
/// Part of a character beyond ASCII.
const NON_ASCII: u8 = 4;
/// In no number, date or time of any reader, be it binary, octal, hexadecimal, sexagesimal or a float.
const NO_NUMBER: u8 = 8;

static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut at = 0;
    while at < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "`at` is below 256")]
        let byte = at as u8;
        classes[at] = match byte {
            0..0x20 | 0x7f => ESCAPE,
            0x80.. => NON_ASCII,
            b' ' | b':' => AROUND,
            b'#' => AROUND | NO_NUMBER,
            b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F' | b'_' | b'.' | b',' | b'+' | b'-' => 0,
            b'x' | b'X' | b'o' | b'O' | b'p' | b'P' | b't' | b'T' | b'z' | b'Z' => 0,
            _ => NO_NUMBER,
        };
        at += 1;
    }
    classes
};

/// The rest of [`is_plain`] for texts that hold more than the simplest characters.
fn is_plain_around(text: &str, bytes: &[u8], seen: u8) -> bool {
    if seen & ESCAPE != 0 || matches!(bytes.last(), Some(b' ' | b':')) {
        return false;
    }
    // `: ` ends a key and ` #` begins a comment.
    if bytes.windows(2).any(|pair| matches!(pair, b": " | b" #")) {
        return false;
    }
    // Spaces beyond ASCII look like the ones that readers cut off.
    seen & NON_ASCII == 0 || !text.chars().any(|c| !c.is_ascii() && (quoted::must_escape(c) || c.is_whitespace()))
}

/// Whether some reader takes the word for a boolean, null or a float, in any mix of cases.
fn is_word(bytes: &[u8]) -> bool {
    const WORDS: [&str; 12] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity"];
    matches!(bytes.len(), 1..=8)
        && matches!(bytes[0] | 0x20, b'y' | b'n' | b'o' | b't' | b'f' | b'i')
        && WORDS.iter().any(|word| word.as_bytes().eq_ignore_ascii_case(bytes))
}
