//! Which texts may stand without quotes.
//!
//! A text is plain only if no reader, of YAML 1.1 or 1.2, in any of the schemas in use, can see something else in
//! it. Sources: the resolvers of PyYAML, libyaml with serde_yaml, go-yaml 2 and 3 (the first is what Kubernetes
//! reads with) and Ruby's Psych, and the core schema of YAML 1.2. In doubt a text is quoted; that is never wrong.

use super::quoted;

/// Whether a text, as a value or as a key in block style, is safe without quotes.
///
/// A table lookup for each byte took a quarter of the time of writing. So a glance at eight bytes at a time, overlapping
/// where the length asks for it, tells whether all is well, as it is for nearly all texts of Kubernetes objects.
#[inline]
pub(super) fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (special, is_word);
    if let (Some(&first), Some(&last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        let mut seen = special_bytes(u64::from_le_bytes(first)) | special_bytes(u64::from_le_bytes(last));
        let (middle, _) = bytes[8..].as_chunks::<8>();
        for &word in middle {
            seen |= special_bytes(u64::from_le_bytes(word));
        }
        (special, is_word) = (seen, false);
    } else if let (Some(&first), Some(&last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let both = join(first, last);
        (special, is_word) = (special_bytes(both), matches!(both | LOWER, TRUE | NULL | FALSE));
    } else {
        return is_short_plain(bytes);
    }
    if special & HIGH != 0 {
        return is_plain_around(text);
    }
    if begins_a_word(bytes[0]) { !is_word } else { starts_plain(bytes) }
}

/// Whether a byte is a letter, but not that of an exponent.
#[inline]
const fn begins_a_word(byte: u8) -> bool {
    byte.is_ascii_alphabetic() & (byte | 0x20 != b'e')
}

/// Sets the highest bit of some byte if one of eight bytes is a space, `#` or `:`, which mean something next to certain
/// others, or not printable ASCII. `!` and `"` count too: that saves a step, and they are rare.
///
/// A byte below 0x80 gets its highest bit by adding one only if it is 0x7f, by subtracting n only if it is less than
/// n. A carry or borrow out of a byte happens only when that byte is special itself.
#[inline]
const fn special_bytes(word: u64) -> u64 {
    const DOLLARS: u64 = ONES * b'$' as u64;
    const COLONS: u64 = ONES * b':' as u64;
    word | word.wrapping_add(ONES) | word.wrapping_sub(DOLLARS) | (word ^ COLONS).wrapping_sub(ONES)
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = ONES * 0x80;

/// Setting this bit makes a letter of ASCII lower case, and nothing else a letter.
const LOWER: u64 = ONES * 0x20;

// What some reader takes for a boolean or null, as `is_plain` sees it.
const TRUE: u64 = join(*b"true", *b"true");
const NULL: u64 = join(*b"null", *b"null");
const FALSE: u64 = join(*b"fals", *b"alse");

const fn join(first: [u8; 4], last: [u8; 4]) -> u64 {
    (u32::from_le_bytes(first) as u64) << 32 | u32::from_le_bytes(last) as u64
}

/// As [`is_plain`], for less than four bytes.
fn is_short_plain(bytes: &[u8]) -> bool {
    // `%` is neither special nor may a text begin with it; it fills the place of what is not there.
    let (all, word) = match *bytes {
        [a] => ([a, b'%', b'%'], matches!(a | 0x20, b'y' | b'n')),
        [a, b] => ([a, b, b'%'], matches!(&[a | 0x20, b | 0x20], b"no" | b"on")),
        [a, b, c] => ([a, b, c], matches!(&[a | 0x20, b | 0x20, c | 0x20], b"yes" | b"off" | b"nan" | b"inf")),
        _ => return false,
    };
    let [a, b, c] = all;
    let special = special_bytes(u64::from_le_bytes([a, b, c, b'%', b'%', b'%', b'%', b'%'])) & HIGH != 0;
    if begins_a_word(a) && !special { !word } else { str::from_utf8(bytes).is_ok_and(is_plain_around) }
}

/// Whether a text with special bytes is plain.
#[inline(never)]
fn is_plain_around(text: &str) -> bool {
    let bytes = text.as_bytes();
    if matches!(bytes.last(), Some(b' ' | b':')) {
        return false;
    }
    // `: ` ends a key and ` #` begins a comment.
    let mut before = 0;
    for &byte in bytes {
        match (before, byte) {
            (b':', b' ') | (b' ', b'#') | (_, 0..b' ' | 0x7f) => return false,
            _ => before = byte,
        }
    }
    if !text.is_ascii() && text.chars().any(|c| !c.is_ascii() && (quoted::must_escape(c) || c.is_whitespace())) {
        // Spaces beyond ASCII look like the ones that readers cut off.
        return false;
    }
    starts_plain(bytes)
}

/// Whether a text may begin as it does.
fn starts_plain(bytes: &[u8]) -> bool {
    match bytes {
        [b'a'..=b'z' | b'A'..=b'Z', ..] => is_name(bytes),
        [b'0'..=b'9', ..] => is_no_number(bytes),
        [b'/' | b'_' | b'$' | b'(' | b'\\' | 0x80.., ..] => true,
        // `-` begins lists, numbers and document markers; flags such as `-v` and `--port=80` are none of these.
        [b'-', b'-', rest @ ..] => rest.first().is_some_and(u8::is_ascii_alphabetic),
        [b'-', b'0'..=b'9', ..] => is_no_number(bytes),
        // `.5`, `.inf` and `...` mean something; `./web` and `.hidden` do not.
        [b'.', b'/', ..] => true,
        [b'-' | b'.', rest @ ..] => is_name(rest),
        _ => false,
    }
}

/// Whether a text begins with a letter and is not a word with a meaning, nor an exponent alone: the package `yaml` of
/// the JavaScript world takes `e5` for a float, and a git revision may look like that.
fn is_name(bytes: &[u8]) -> bool {
    const WORDS: [&str; 11] = ["y", "n", "no", "on", "yes", "off", "nan", "inf", "true", "null", "false"];
    match bytes {
        [b'e' | b'E', exponent @ ..] => {
            exponent.is_empty() || !exponent.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'_' | b'+' | b'-'))
        }
        [b'a'..=b'z' | b'A'..=b'Z', ..] => !WORDS.iter().any(|word| word.as_bytes().eq_ignore_ascii_case(bytes)),
        _ => false,
    }
}

/// Whether a text that begins like a number is surely none, and no date or time. Those are made of few kinds of
/// characters, be they binary, octal, hexadecimal, sexagesimal or floats; one of any other kind rules them out.
fn is_no_number(bytes: &[u8]) -> bool {
    !bytes.iter().all(|byte| {
        matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F' | b'_' | b'.' | b',' | b'+' | b'-' | b':' | b' '
            | b'x' | b'X' | b'o' | b'O' | b'p' | b'P' | b't' | b'T' | b'z' | b'Z')
    })
}
