//! The regular languages that the pieces of a template are made of.
//!
//! Each is a small deterministic automaton, stepped byte by byte: that is what ambiguity is decided on and
//! what mismatches are explained with. [`Language::accepts`] says the same for a whole text, faster, and adds
//! the greatest length of the value; a test compares the two.

use super::closed_set::ClosedSet;
use crate::BuildStamp;

/// What one piece of a template may be. None of them holds the empty text.
#[derive(Clone, Debug)]
pub(crate) enum Language {
    /// Exactly this text.
    Literal(Box<str>),
    /// One of the words the convention lists.
    OneOf(ClosedSet),
    /// A DNS label; `letter` when the first may not be a digit (RFC 1035).
    Label { letter: bool },
    /// A DNS label without hyphens.
    Word { letter: bool },
    /// `domain` of the distribution project's reference grammar, with an optional port.
    Host,
    /// `remote-name` of that grammar: lowercase components with separators between, joined by `/`.
    Path,
    /// `tag` of that grammar.
    Tag,
    /// Eight digits, `-`, four digits. Whether there is such a date is decided later, so that the message can
    /// be about the date.
    Stamp,
    /// `2019-07-26`, and the calendar decides later, too.
    Date,
    /// `13-25`.
    Time,
    /// Decimal numbers joined by `-`; their size is decided later.
    Address,
    /// DNS labels joined by `.`.
    Subdomain,
    /// A tag that git accepts as a name: no `..`, no `.` or `.lock` at the end.
    Revision,
}

impl Language {
    /// The state after one more byte, if there is one.
    pub(crate) fn step(&self, state: u32, byte: u8) -> Option<u32> {
        let lower = byte.is_ascii_lowercase();
        let digit = byte.is_ascii_digit();
        match self {
            Self::Literal(text) => {
                let at = usize::try_from(state).ok()?;
                (text.as_bytes().get(at) == Some(&byte)).then(|| state + 1)
            }
            Self::OneOf(set) => set.step(state, byte),
            Self::Label { letter } => match (state, byte) {
                (0, _) if lower || (digit && !letter) => Some(1),
                (1 | 2, _) if lower || digit => Some(1),
                (1 | 2, b'-') => Some(2),
                _ => None,
            },
            Self::Word { letter } => (lower || (digit && (state == 1 || !letter))).then_some(1),
            Self::Host => host(state, byte),
            Self::Path => match (state, byte) {
                _ if lower || digit => Some(1),
                (1, b'/') => Some(0),
                (1, b'.') => Some(2),
                (1, b'_') => Some(3),
                (3, b'_') => Some(4),
                (1 | 5, b'-') => Some(5),
                _ => None,
            },
            Self::Tag => {
                let inner = state == 1 && matches!(byte, b'.' | b'-');
                (byte.is_ascii_alphanumeric() || byte == b'_' || inner).then_some(1)
            }
            Self::Stamp => match state {
                8 => (byte == b'-').then_some(9),
                0..13 => digit.then_some(state + 1),
                _ => None,
            },
            Self::Date => match state {
                4 | 7 => (byte == b'-').then_some(state + 1),
                0..10 => digit.then_some(state + 1),
                _ => None,
            },
            Self::Time => match state {
                2 => (byte == b'-').then_some(3),
                0..5 => digit.then_some(state + 1),
                _ => None,
            },
            Self::Address => match (state, byte) {
                _ if digit => Some(1),
                (1, b'-') => Some(0),
                _ => None,
            },
            Self::Subdomain => match (state, byte) {
                _ if lower || digit => Some(1),
                (1 | 2, b'-') => Some(2),
                (1, b'.') => Some(0),
                _ => None,
            },
            Self::Revision => revision(state, byte),
        }
    }

    /// May the text end in this state?
    pub(crate) fn ends(&self, state: u32) -> bool {
        match self {
            Self::Literal(text) => usize::try_from(state) == Ok(text.len()),
            Self::OneOf(set) => set.ends(state),
            Self::Label { .. } | Self::Word { .. } | Self::Path | Self::Tag | Self::Address | Self::Subdomain => {
                state == 1
            }
            Self::Host => matches!(state, 1 | 4 | 7),
            Self::Stamp => state == 13,
            Self::Date => state == 10,
            Self::Time => state == 5,
            Self::Revision => matches!(state, 1 | 3..=5),
        }
    }

    /// Is the whole text of the language, and not too long for a value?
    pub(crate) fn accepts(&self, text: &[u8]) -> bool {
        text.iter().all(|byte| self.has_byte(*byte)) && self.shaped(text)
    }

    /// The same, for a text whose bytes are all known to be of the alphabet.
    pub(crate) fn shaped(&self, text: &[u8]) -> bool {
        let ([first, ..], [.., last]) = (text, text) else { return false };
        match self {
            Self::Literal(literal) => literal.as_bytes() == text,
            Self::OneOf(set) => set.has(text),
            Self::Label { letter } => {
                text.len() <= 63 && *first != b'-' && *last != b'-' && !(*letter && first.is_ascii_digit())
            }
            Self::Word { letter } => text.len() <= 63 && !(*letter && first.is_ascii_digit()),
            Self::Tag => text.len() <= 128 && !matches!(first, b'.' | b'-'),
            Self::Revision => text.len() <= 128 && self.runs(text),
            Self::Stamp => BuildStamp::numbers(text).is_some(),
            Self::Host | Self::Path | Self::Date | Self::Time | Self::Address => self.runs(text),
            Self::Subdomain => text.len() <= 253 && self.runs(text),
        }
    }

    /// Does the automaton accept the whole text?
    pub(crate) fn runs(&self, text: &[u8]) -> bool {
        text.iter().try_fold(0, |state, byte| self.step(state, *byte)).is_some_and(|state| self.ends(state))
    }

    /// May the byte stand anywhere in a text of the language?
    pub(crate) fn has_byte(&self, byte: u8) -> bool {
        let alphanumeric = byte.is_ascii_lowercase() || byte.is_ascii_digit();
        match self {
            Self::Literal(text) => text.as_bytes().contains(&byte),
            Self::OneOf(set) => set.has_byte(byte),
            Self::Word { .. } => alphanumeric,
            Self::Label { .. } => alphanumeric || byte == b'-',
            Self::Stamp | Self::Date | Self::Time | Self::Address => byte.is_ascii_digit() || byte == b'-',
            Self::Subdomain => alphanumeric || matches!(byte, b'-' | b'.'),
            Self::Path => alphanumeric || matches!(byte, b'-' | b'.' | b'_' | b'/'),
            Self::Host => byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b':' | b'[' | b']'),
            Self::Tag | Self::Revision => byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'),
        }
    }

    /// Are its texts listed, each byte of them by itself? The others tell bytes apart by their [`class`] alone.
    pub(crate) fn is_of_words(&self) -> bool {
        matches!(self, Self::Literal(_) | Self::OneOf(_))
    }

    /// The one length every text of the language has, if there is one.
    pub(crate) fn fixed_len(&self) -> Option<usize> {
        match self {
            Self::Literal(text) => Some(text.len()),
            Self::Stamp => Some(13),
            Self::Date => Some(10),
            Self::Time => Some(5),
            _ => None,
        }
    }
}

/// Bytes of one class are alike to every language that is not [of words](Language::is_of_words): hex digits of both
/// cases, other letters, digits, and by themselves the letters of `.lock` and everything that is no letter.
pub(crate) fn class(byte: u8) -> u8 {
    match byte {
        b'l' | b'o' | b'c' | b'k' => byte,
        b'a'..=b'f' => b'a',
        b'g'..=b'z' => b'z',
        b'A'..=b'F' => b'A',
        b'G'..=b'Z' => b'Z',
        b'0'..=b'9' => b'0',
        _ => byte,
    }
}

/// States: 0 start, 1 letter or digit, 2 hyphen, 3 after `:`, 4 port, 5 after `[`, 6 inside the brackets,
/// 7 after `]`, 8 after `.`.
fn host(state: u32, byte: u8) -> Option<u32> {
    match (state, byte) {
        (0 | 1 | 2 | 8, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9') => Some(1),
        (1 | 2, b'-') => Some(2),
        (1, b'.') => Some(8),
        (1 | 7, b':') => Some(3),
        (3 | 4, b'0'..=b'9') => Some(4),
        (0, b'[') => Some(5),
        (5 | 6, b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F' | b':') => Some(6),
        (6, b']') => Some(7),
        _ => None,
    }
}

/// States: 0 start, 1 anywhere, 2 after a dot, 3 to 6 after `.l`, `.lo`, `.loc`, `.lock`.
fn revision(state: u32, byte: u8) -> Option<u32> {
    match (state, byte) {
        (0 | 2, b'.') | (0, b'-') => None,
        (_, b'.') => Some(2),
        (2, b'l') => Some(3),
        (3, b'o') => Some(4),
        (4, b'c') => Some(5),
        (5, b'k') => Some(6),
        (_, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-') => Some(1),
        _ => None,
    }
}

/// Do container runtimes take the text before the first `/` for a registry? If not, they ask Docker Hub.
/// Source: `splitDockerDomain` of the distribution project.
pub(crate) fn names_registry(host: &str) -> bool {
    host.bytes().any(|byte| matches!(byte, b'.' | b':' | b'A'..=b'Z')) || host == "localhost"
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::dns_label::{dns_1035_label, dns_label};
    use crate::dns_subdomain::dns_subdomain;
    use crate::error::Violation;
    use crate::git_revision::git_revision;
    use crate::image_tag::image_tag;
    use crate::system_name::system_name;

    pub(crate) fn all() -> Vec<Language> {
        vec![
            Language::Literal("a-".into()),
            Language::OneOf(ClosedSet::new(["a", "a-1", "l"])),
            Language::Label { letter: false },
            Language::Label { letter: true },
            Language::Word { letter: false },
            Language::Word { letter: true },
            Language::Host,
            Language::Path,
            Language::Tag,
            Language::Revision,
            Language::Address,
            Language::Subdomain,
        ]
    }

    type Rule = fn(&[u8]) -> Option<Violation>;

    /// The rule of the type that has the same language.
    fn rule(language: &Language) -> Option<Rule> {
        Some(match language {
            Language::Label { letter: false } => dns_label,
            Language::Label { letter: true } => dns_1035_label,
            Language::Word { letter: false } => system_name,
            Language::Tag => image_tag,
            Language::Revision => git_revision,
            Language::Subdomain => dns_subdomain,
            _ => return None,
        })
    }

    /// Every text of up to so many bytes over an alphabet with one byte of each class.
    pub(crate) fn texts(length: usize) -> Vec<Vec<u8>> {
        let mut texts = vec![Vec::new()];
        let mut last = texts.clone();
        for _ in 0..length {
            last =
                last.iter().flat_map(|t| b"aZ1-._:/[]".iter().map(move |b| [t.as_slice(), &[*b]].concat())).collect();
            texts.extend(last.iter().cloned());
        }
        texts
    }

    #[test]
    fn the_automaton_and_the_rule_agree() {
        let texts = texts(5);
        for language in all() {
            for text in &texts {
                let shown = text.escape_ascii();
                assert_eq!(language.runs(text), language.accepts(text), "{language:?} {shown}");
                assert!(rule(&language).is_none_or(|rule| rule(text).is_none() == language.runs(text)), "{shown}");
                if language.runs(text) {
                    assert!(text.iter().all(|byte| language.has_byte(*byte)));
                    assert!(!text.is_empty());
                }
            }
        }
    }

    #[test]
    fn bytes_of_one_class_are_alike() {
        for language in all().into_iter().chain([Language::Stamp]).filter(|language| !language.is_of_words()) {
            for byte in 0..=u8::MAX {
                assert_eq!(language.has_byte(byte), language.has_byte(class(byte)), "{language:?} {byte}");
                for state in 0..16 {
                    assert_eq!(language.step(state, byte), language.step(state, class(byte)), "{language:?} {byte}");
                }
            }
        }
    }

    #[test]
    fn endings_that_git_refuses_are_refused() {
        for text in [
            "v.lock",
            "v.loc",
            "v.lockk",
            "v.l.lock",
            "v.lock.lock",
            "v.lo.ck",
            "v.lock-1",
            "lock",
            "v.llock",
            "v.LOCK",
        ] {
            assert_eq!(Language::Revision.runs(text.as_bytes()), git_revision(text.as_bytes()).is_none(), "{text}");
        }
    }

    #[test]
    fn stamps_have_their_one_length() {
        assert!(Language::Stamp.runs(b"20190510-1033") && !Language::Stamp.runs(b"20190510-10333"));
        assert_eq!(Language::Stamp.fixed_len(), Some("20190510-1033".len()));
    }

    #[test]
    fn hosts_are_those_of_the_reference_grammar() {
        for text in ["registry.hz.local", "localhost:5000", "[::1]:5000", "[fe80::1]", "A", "a--b.c", "10.0.0.1:1"] {
            assert!(Language::Host.runs(text.as_bytes()), "{text}");
        }
        for text in ["", "a.", ".a", "-a", "a-", "a-.b", "a:", "a:b", "[]", "[::1", "a[::1]", "a_b", "a/b", "a.[::1]"] {
            assert!(!Language::Host.runs(text.as_bytes()), "{text}");
        }
        let named = ["registry.hz.local", "hub:5000", "localhost", "Hub"].map(names_registry);
        assert_eq!((named, names_registry("registry")), ([true; 4], false));
    }
}
