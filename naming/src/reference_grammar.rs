//! The grammar of image references, read in one pass and without allocating.
//!
//! The rules are those of `ParseNormalizedNamed` in the distribution project's `reference` package, v0.6: its
//! `normalize.go` decides what the first part is, its `regexp.go` what each part may be made of.

use crate::digest::digest_from;
use crate::error::{NameErrorKind, Violation};
use crate::image_tag::tag_characters;

/// Where the parts of a legal reference stand in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Parts {
    pub(crate) home: Home,
    /// Whether the normalised path is `library/` and the written one.
    pub(crate) library: bool,
    /// At most 255.
    pub(crate) path_len: u8,
    /// At most 128; 0 is no tag.
    pub(crate) tag_len: u8,
    pub(crate) digested: bool,
    /// Where the path begins. A domain as long as memory allows may stand before it.
    pub(crate) path: usize,
}

/// What the part before the path is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Home {
    /// Nothing is written, which means `docker.io`.
    Implied,
    /// `docker.io` or its old name `index.docker.io`.
    Hub,
    /// Any other domain.
    Written,
    /// Nothing, and it does not mean `docker.io`: `a_b.c/x`. The `.` makes the first part a domain, the `_`
    /// forbids that, and the whole is read as a path of no registry.
    Nowhere,
}

impl Parts {
    pub(crate) const fn path_end(self) -> usize {
        self.path + self.path_len as usize
    }

    /// Where the tag ends: behind the path if there is none.
    pub(crate) const fn tag_end(self) -> usize {
        match self.tag_len {
            0 => self.path_end(),
            length => self.path_end() + 1 + length as usize,
        }
    }
}

/// Reads a whole reference.
pub(crate) const fn scan(text: &[u8]) -> Result<Parts, Violation> {
    if text.is_empty() {
        return Err(Violation::new(NameErrorKind::Empty, 0, "a repository name"));
    }
    let (home, path) = match home(text) {
        Ok(found) => found,
        Err(violation) => return Err(violation),
    };
    let (path_end, nested) = match path_characters(text, path) {
        Ok(found) => found,
        Err(violation) => return Err(violation),
    };
    let library = !nested && matches!(home, Home::Implied | Home::Hub);
    let path_len = path_end - path;
    if path_len > 255 || library && path_len > 247 {
        let expected =
            if library { "a path of at most 247 bytes, 255 with \"library/\"" } else { "a path of at most 255 bytes" };
        return Err(Violation::new(NameErrorKind::TooLong, path, expected).found_count(path_len, "bytes"));
    }
    let mut tag_end = path_end;
    if path_end < text.len() && text[path_end] == b':' {
        let tag = path_end + 1;
        tag_end = tag;
        while tag_end < text.len() && text[tag_end] != b'@' {
            tag_end += 1;
        }
        if tag == tag_end {
            return Err(Violation::new(NameErrorKind::Missing, tag, "a tag of 1 to 128 bytes after ':'"));
        }
        if let Some(violation) = tag_characters(text, tag, tag_end) {
            return Err(violation);
        }
        if tag_end - tag > 128 {
            let violation = Violation::new(NameErrorKind::TooLong, tag + 128, "a tag of at most 128 bytes");
            return Err(violation.found_count(tag_end - tag, "bytes"));
        }
    }
    let digested = tag_end < text.len();
    if digested && let Some(violation) = digest_from(text, tag_end + 1) {
        return Err(violation);
    }
    if library && path_len == text.len() && is_image_id(text) {
        let violation = Violation::new(NameErrorKind::Missing, 0, "a repository name");
        return Err(violation.found_words("64 hex digits alone"));
    }
    let tag_len = tag_end.saturating_sub(path_end + 1) as u8;
    Ok(Parts { home, library, path_len: path_len as u8, tag_len, digested, path })
}

/// Decides whether the first part is a domain, and says where the path begins.
///
/// It is one if it is `localhost` or has a `.`, a `:` or a capital. Only then are a domain's characters its
/// rule; one that has a `.` alone and is no domain may still begin the path.
const fn home(text: &[u8]) -> Result<(Home, usize), Violation> {
    let mut end = 0;
    let (mut dotted, mut certain) = (false, false);
    while end < text.len() && text[end] != b'/' {
        match text[end] {
            b'.' => dotted = true,
            b':' | b'A'..=b'Z' => certain = true,
            _ => {}
        }
        end += 1;
    }
    if end == text.len() {
        return Ok((Home::Implied, 0));
    }
    if begins(text, b"docker.io/") || begins(text, b"index.docker.io/") {
        return Ok((Home::Hub, end + 1));
    }
    if begins(text, b"localhost/") {
        return Ok((Home::Written, end + 1));
    }
    if !dotted && !certain {
        return Ok((Home::Implied, 0));
    }
    match domain_characters(text, end) {
        None => Ok((Home::Written, end + 1)),
        Some(violation) if certain => Err(violation),
        Some(_) => Ok((Home::Nowhere, 0)),
    }
}

const fn begins(text: &[u8], with: &[u8]) -> bool {
    match text.split_at_checked(with.len()) {
        Some((start, _)) => {
            let mut at = 0;
            while at < start.len() && start[at] == with[at] {
                at += 1;
            }
            at == start.len()
        }
        None => false,
    }
}

/// A host, as a name or an IPv6 address in brackets, and perhaps a port: the first `end` bytes.
const fn domain_characters(text: &[u8], end: usize) -> Option<Violation> {
    const OUTER: &str = "a letter or a digit of a host name";
    let mut at = 0;
    if text[0] == b'[' {
        at = 1;
        while at < end && (text[at].is_ascii_hexdigit() || text[at] == b':') {
            at += 1;
        }
        if at == end || text[at] != b']' || at == 1 {
            return Some(Violation::new(NameErrorKind::Character, at, "an IPv6 address and ']'"));
        }
        at += 1;
        if at < end && text[at] != b':' {
            return Some(Violation::new(NameErrorKind::Character, at, "':' and a port, or '/'"));
        }
    } else {
        let mut before = b'.';
        while at < end && text[at] != b':' {
            match text[at] {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => {}
                b'-' if before != b'.' => {}
                b'.' if before != b'.' && before != b'-' => {}
                _ if at == 0 => return Some(Violation::new(NameErrorKind::Start, at, OUTER)),
                b'-' | b'.' => return Some(Violation::new(NameErrorKind::Sequence, at, OUTER)),
                _ => {
                    let expected = "a letter, a digit, '-', '.' or ':' of a host and port";
                    return Some(Violation::new(NameErrorKind::Character, at, expected));
                }
            }
            before = text[at];
            at += 1;
        }
        if matches!(before, b'-' | b'.') {
            return Some(Violation::new(NameErrorKind::Sequence, at, OUTER));
        }
    }
    if at == end {
        return None;
    }
    let port = at + 1;
    at = port;
    while at < end {
        if !text[at].is_ascii_digit() {
            return Some(Violation::new(NameErrorKind::Character, at, "a digit of a port"));
        }
        at += 1;
    }
    if at == port { Some(Violation::new(NameErrorKind::Missing, at, "a port after ':'")) } else { None }
}

/// The path from `from` to the `:` or `@` behind it: where it ends, and whether it has a `/`.
///
/// Components of small letters and digits, joined by `/`. Inside one, between letters or digits, a `.`, one or
/// two `_`, or any number of `-` may stand.
const fn path_characters(text: &[u8], from: usize) -> Result<(usize, bool), Violation> {
    const FIRST: &str = "a lowercase letter or a digit";
    let mut at = from;
    let mut nested = false;
    // The separator that a letter or a digit has to follow, with its length: ('/', 0) at the start.
    let (mut separator, mut length) = (b'/', 0);
    while at < text.len() {
        let byte = text[at];
        if byte.is_ascii_lowercase() || byte.is_ascii_digit() {
            (separator, length) = (0, 0);
        } else if byte == b':' || byte == b'@' {
            break;
        } else if separator == 0 && matches!(byte, b'/' | b'.' | b'_' | b'-') {
            nested |= byte == b'/';
            (separator, length) = (byte, 1);
        } else if byte == separator && (byte == b'-' || byte == b'_' && length == 1) {
            length += 1;
        } else {
            let (kind, expected) = match byte {
                b'/' | b'.' | b'_' | b'-' if at > from => (NameErrorKind::Sequence, FIRST),
                _ if at == from => (NameErrorKind::Start, FIRST),
                _ if separator != 0 => (NameErrorKind::Character, FIRST),
                _ => (NameErrorKind::Character, "a lowercase letter, a digit, '.', '_', '-', '/', ':' or '@'"),
            };
            return Err(Violation::new(kind, at, expected));
        }
        at += 1;
    }
    if separator == 0 { Ok((at, nested)) } else { Err(Violation::new(NameErrorKind::End, at, FIRST)) }
}

/// Whether the text is 64 hex digits: the reference package refuses what reads as the id of an image.
const fn is_image_id(text: &[u8]) -> bool {
    let mut at = 0;
    while at < text.len() && matches!(text[at], b'0'..=b'9' | b'a'..=b'f') {
        at += 1;
    }
    at == 64 && text.len() == 64
}
