//! How a template is going to take texts apart, decided once when it is loaded.

use super::language::Language;
use super::template::Piece;
use crate::BuildStamp;

/// Pieces before `left` are cut off from the left, pieces from `right` on from the right, and what lies
/// between is searched.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) left: usize,
    pub(crate) right: usize,
    /// What to do with each piece.
    pub(crate) steps: Vec<Step>,
    pub(crate) rows: Rows,
}

/// For each byte, whether it may stand in piece k (bit k), begin it (bit `FIRST + k`) and end it (bit
/// `LAST + k`, only where that is all there is to know), and the bits [`APART`] and [`NEVER`].
pub(crate) type Rows = Box<[u64; 256]>;

pub(crate) const FIRST: u32 = 16;
pub(crate) const LAST: u32 = 32;
/// A separator: harmless in a host, a path or a revision if letters or digits stand on both sides.
pub(crate) const APART: u64 = 1 << 48;
/// A byte that only a port or an IP address of version 6 has.
pub(crate) const NEVER: u64 = 1 << 49;

/// How a piece that is cut off is measured and checked.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    /// It is this one byte.
    Byte(u8),
    /// It has so many bytes; its language says which.
    Fixed(usize),
    /// It ends at the first byte that may not stand in it; its first and last byte and its greatest length
    /// decide the rest.
    Ends(u64, usize),
    /// The same, but how separators stand in it decides the rest, and if that is not clear, its language.
    Spaced(u64, usize),
    /// The same, but its language decides.
    Whole(u64),
}

impl Plan {
    pub(crate) fn of(pieces: &[Piece]) -> Self {
        let languages: Vec<&Language> = pieces.iter().map(|piece| &piece.language).collect();
        // A piece can be cut off if its length is known, or if the literal beside it begins (seen from the
        // piece) with a byte that the piece cannot hold.
        let measurable = |language: &Language, beside: Option<u8>| {
            language.fixed_len().is_some() || beside.is_some_and(|byte| !language.has_byte(byte))
        };
        let literal = |index: Option<usize>| match languages.get(index?) {
            Some(Language::Literal(text)) => Some(text.as_bytes()),
            _ => None,
        };
        let left = (0..languages.len())
            .zip(&languages)
            .take_while(|(index, language)| {
                measurable(language, literal(index.checked_add(1)).and_then(<[u8]>::first).copied())
            })
            .count();
        let right = (left..languages.len())
            .rev()
            .zip(languages.iter().rev())
            .take_while(|(index, language)| {
                measurable(language, literal(index.checked_sub(1)).and_then(<[u8]>::last).copied())
            })
            .count();
        Self {
            left,
            right: languages.len() - right,
            steps: languages.iter().enumerate().map(|(index, language)| step(index, language)).collect(),
            rows: Box::new(std::array::from_fn(|byte| row(&languages, u8::try_from(byte).unwrap_or(u8::MAX)))),
        }
    }
}

fn step(index: usize, language: &Language) -> Step {
    let bit = 1 << index;
    match language {
        Language::Literal(text) => match text.as_bytes() {
            [byte] => Step::Byte(*byte),
            bytes => Step::Fixed(bytes.len()),
        },
        Language::Stamp => Step::Fixed(BuildStamp::LEN),
        Language::Label { .. } | Language::Word { .. } => Step::Ends(bit, 63),
        Language::Tag => Step::Ends(bit, 128),
        Language::Revision => Step::Spaced(bit, 128),
        Language::Host | Language::Path => Step::Spaced(bit, usize::MAX),
        Language::OneOf(_) => Step::Whole(bit),
    }
}

fn row(languages: &[&Language], byte: u8) -> u64 {
    let marks = match byte {
        b'.' | b'-' | b'_' | b'/' => APART,
        b':' | b'[' | b']' => NEVER,
        _ => 0,
    };
    languages.iter().enumerate().fold(marks, |row, (index, language)| {
        let inside = u64::from(language.has_byte(byte));
        let first = u64::from(language.step(0, byte).is_some());
        // In the middle of a label, word, host, path or tag; and a revision might end in `.lock`.
        let last = language.step(1, byte).is_some_and(|state| language.ends(state));
        let last = u64::from(last && !(matches!(language, Language::Revision) && byte == b'k'));
        row | (inside | first << FIRST | last << LAST) << index
    })
}
