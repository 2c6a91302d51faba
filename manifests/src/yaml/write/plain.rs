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

/// Whether a text may hold a byte that needs a look at the ones around it, or at the character it is part of.
///
/// Half of the time of writing was spent here, so this takes eight bytes at once; the last eight overlap the ones
/// before. Three times as fast as a table of 256 classes for the texts of Kubernetes objects, 4 to 30 bytes.
#[inline]
fn has_special(bytes: &[u8]) -> bool {
    if let Some(last) = bytes.last_chunk::<8>() {
        let (words, _) = bytes.as_chunks::<8>();
        return words.iter().any(|&word| word_has_special(u64::from_le_bytes(word)))
            | word_has_special(u64::from_le_bytes(*last));
    }
    if let (Some(&first), Some(&last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let (first, last) = (u32::from_le_bytes(first), u32::from_le_bytes(last));
        return word_has_special(u64::from(first) << 32 | u64::from(last));
    }
    bytes.iter().any(|&byte| word_has_special(ONES * u64::from(byte)))
}

/// Whether one of eight bytes is at most a space, `#`, `:`, or not printable ASCII. Space, `#` and `:` mean something
/// next to certain others, control characters have to be escaped, and bytes beyond ASCII are parts of characters.
///
/// A byte below 0x80 gets its highest bit by adding one only if it is 0x7f, by subtracting n only if it is less than
/// n. A carry or borrow out of a byte happens only when that byte is special itself.
#[inline]
const fn word_has_special(word: u64) -> bool {
    const SPACES: u64 = ONES * (b' ' as u64 + 1);
    const HASHES: u64 = ONES * b'#' as u64;
    const COLONS: u64 = ONES * b':' as u64;
    let special = word
        | word.wrapping_add(ONES)
        | word.wrapping_sub(SPACES)
        | (word ^ HASHES).wrapping_sub(ONES)
        | (word ^ COLONS).wrapping_sub(ONES);
    special & (ONES * 0x80) != 0
}

const ONES: u64 = 0x0101_0101_0101_0101;

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
    /// Setting this bit makes a letter of ASCII lower case, and nothing else a letter.
    const LOWER: u8 = 0x20;
    match *bytes {
        [a] => matches!(a | LOWER, b'y' | b'n'),
        [a, b] => matches!(&[a | LOWER, b | LOWER], b"no" | b"on"),
        [a, b, c] => matches!(&[a | LOWER, b | LOWER, c | LOWER], b"yes" | b"off" | b"nan" | b"inf"),
        [a, b, c, d] => {
            const TRUE: u32 = u32::from_le_bytes(*b"true");
            const NULL: u32 = u32::from_le_bytes(*b"null");
            matches!(u32::from_le_bytes([a, b, c, d]) | u32::from_le_bytes([LOWER; 4]), TRUE | NULL)
        }
        [_, _, _, _, _] => bytes.eq_ignore_ascii_case(b"false"),
        [_, _, _, _, _, _, _, _] => bytes.eq_ignore_ascii_case(b"infinity"),
        _ => false,
    }
}
