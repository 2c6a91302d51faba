//! How a template is going to take texts apart, decided once when it is loaded.

use std::ops::Range;

use super::field::Field;
use super::language::Language;
use super::template::Piece;
use crate::BuildStamp;

/// Pieces before `middle` are cut off from the left, pieces behind it from the right, and what lies between is
/// searched.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// In the order in which they are made.
    pub(crate) from_left: Vec<Cut>,
    pub(crate) from_right: Vec<Cut>,
    pub(crate) middle: Range<usize>,
    /// The one cut of the middle, where it is one piece, which then has to fill it.
    pub(crate) whole: Option<Cut>,
    pub(crate) rows: Rows,
}

/// A piece that is cut off, and the literal of one byte behind it (before it, when cut from the right).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut {
    pub(crate) piece: usize,
    pub(crate) step: Step,
    pub(crate) mark: Option<u8>,
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
    /// It has so many bytes; its language says which.
    Fixed(usize),
    /// It ends at the first byte that may not stand in it; its first and last byte and its greatest length
    /// decide the rest.
    Ends(usize),
    /// The same, but how separators stand in it decides the rest, and if that is not clear, its language.
    Spaced(usize),
    /// The same, but its language decides.
    Listed,
}

impl Plan {
    /// Nothing is decided beforehand and all is searched: for a template that reads one text, to explain it.
    pub(crate) fn search(pieces: usize) -> Self {
        let rows = Box::new([0; 256]);
        Self { from_left: Vec::new(), from_right: Vec::new(), middle: 0..pieces, whole: None, rows }
    }

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
        let middle = left..languages.len() - right;
        let whole = match languages.get(middle.clone()) {
            Some([language]) => Some(Cut { piece: middle.start, step: step(language), mark: None }),
            _ => None,
        };
        Self {
            from_left: cuts(&languages, 0..middle.start),
            from_right: cuts(&languages, (middle.end..languages.len()).rev()),
            middle,
            whole,
            rows: Box::new(std::array::from_fn(|byte| row(&languages, u8::try_from(byte).unwrap_or(u8::MAX)))),
        }
    }
}

fn cuts(languages: &[&Language], pieces: impl Iterator<Item = usize>) -> Vec<Cut> {
    let mut cuts: Vec<Cut> = Vec::new();
    for piece in pieces {
        let Some(language) = languages.get(piece) else { continue };
        match (language, cuts.last_mut()) {
            (Language::Literal(text), Some(last)) if last.mark.is_none() && text.len() == 1 => {
                last.mark = text.bytes().next();
            }
            _ => cuts.push(Cut { piece, step: step(language), mark: None }),
        }
    }
    cuts
}

fn step(language: &Language) -> Step {
    match language {
        Language::Literal(text) => Step::Fixed(text.len()),
        Language::Stamp => Step::Fixed(BuildStamp::LEN),
        Language::Date => Step::Fixed(Field::DATE_LEN),
        Language::Time => Step::Fixed(Field::TIME_LEN),
        Language::Label { .. } | Language::Word { .. } => Step::Ends(63),
        Language::Tag => Step::Ends(128),
        Language::Revision => Step::Spaced(128),
        Language::Host | Language::Path => Step::Spaced(usize::MAX),
        Language::OneOf(_) | Language::Address | Language::Subdomain => Step::Listed,
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
