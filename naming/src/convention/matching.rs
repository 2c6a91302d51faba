//! Taking a text apart by a template.
//!
//! Where a field cannot hold the character that the next literal begins with, its end is the first such
//! character: most templates are cut from both ends without any search. What remains is one field, which gets
//! the whole rest, or is searched: first which positions each piece can reach the end from (a table filled
//! from the right), then one walk from the left. That takes time proportional to the pieces (at most 11)
//! times the square of the text's length (at most 384 bytes), whatever the text is.

use std::ops::Range;

use super::language::Language;
use super::template::{MAX_PIECES, Template};

/// Where each piece of a template ends in a text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cuts {
    ends: [u16; MAX_PIECES],
}

impl Cuts {
    /// The bytes of one piece.
    pub(crate) fn range(&self, piece: usize) -> Range<usize> {
        let start = piece.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(piece).copied().unwrap_or(start);
        usize::from(start)..usize::from(end)
    }

    fn set(&mut self, piece: usize, end: usize) -> Option<()> {
        *self.ends.get_mut(piece)? = u16::try_from(end).ok()?;
        Some(())
    }
}

/// Positions 0 to 384 of a text.
type Positions = [u64; 7];

impl Template {
    /// The one reading of the text, if it has one.
    pub(crate) fn split(&self, text: &str) -> Option<Cuts> {
        let bytes = text.as_bytes();
        if bytes.len() > self.form.max_len() {
            return None;
        }
        let mut cuts = Cuts::default();
        let (mut low, mut high) = (0, bytes.len());
        let (left, middle, right) = self.plan.parts(&self.pieces)?;
        for (index, piece) in left.iter().enumerate() {
            let rest = bytes.get(low..)?;
            low += match &piece.language {
                Language::Literal(literal) => literal_at(literal, rest.get(..literal.len())?)?,
                language => {
                    let length = language.fixed_len().unwrap_or_else(|| self.run(rest.iter(), index));
                    self.piece(language, index, rest.get(..length)?)?
                }
            };
            cuts.set(index, low)?;
        }
        for (index, piece) in right.iter().enumerate().rev() {
            let index = self.plan.right + index;
            cuts.set(index, high)?;
            let rest = bytes.get(low..high)?;
            high -= match &piece.language {
                Language::Literal(literal) => literal_at(literal, rest.get(rest.len().checked_sub(literal.len())?..)?)?,
                language => {
                    let length = language.fixed_len().unwrap_or_else(|| self.run(rest.iter().rev(), index));
                    self.piece(language, index, rest.get(rest.len().checked_sub(length)?..)?)?
                }
            };
        }
        match middle {
            [] => (low == high).then_some(cuts),
            [piece] => {
                let rest = bytes.get(low..high)?;
                cuts.set(self.plan.left, high)?;
                let known = self.run(rest.iter(), self.plan.left) == rest.len();
                (known && piece.language.shaped(rest)).then_some(cuts)
            }
            _ => {
                let middle = self.plan.left..self.plan.right;
                let cuts = self.search(bytes.get(..high)?, low, middle.clone(), cuts)?;
                let accepts =
                    |index: usize| Some(self.pieces.get(index)?.language.accepts(bytes.get(cuts.range(index))?));
                middle.into_iter().all(|index| accepts(index) == Some(true)).then_some(cuts)
            }
        }
    }

    /// The length of the piece, if the text is one.
    fn piece(&self, language: &Language, index: usize, text: &[u8]) -> Option<usize> {
        // A text that was found by its alphabet is of the alphabet; one of fixed length may be anything.
        let known = language.fixed_len().is_none() || self.run(text.iter(), index) == text.len();
        (known && language.shaped(text)).then_some(text.len())
    }

    /// How many of the bytes may stand in a piece, up to the first that may not.
    fn run<'b>(&self, bytes: impl Iterator<Item = &'b u8>, piece: usize) -> usize {
        let mut length = 0;
        for byte in bytes {
            if self.plan.alphabet[usize::from(*byte)] >> piece & 1 == 0 {
                break;
            }
            length += 1;
        }
        length
    }

    /// A reading of the text in which values may be longer than their types allow.
    pub(crate) fn split_any_length(&self, text: &str) -> Option<Cuts> {
        let fits = text.len() <= self.form.max_len();
        if fits { self.search(text.as_bytes(), 0, 0..self.pieces.len(), Cuts::default()) } else { None }
    }

    /// Divides the end of the text, from `low` on, among these pieces, whatever the lengths of their values.
    #[cold]
    fn search(&self, text: &[u8], low: usize, pieces: Range<usize>, mut cuts: Cuts) -> Option<Cuts> {
        // Row k: the positions from which the pieces k.. can be matched up to the end of the text.
        let mut reach = [Positions::default(); MAX_PIECES + 1];
        insert(reach.get_mut(pieces.end)?, text.len());
        for index in pieces.clone().rev() {
            let language = &self.pieces.get(index)?.language;
            for start in low..text.len() {
                if end_of(language, text, start, reach.get(index + 1)?).is_some() {
                    insert(reach.get_mut(index)?, start);
                }
            }
        }
        let mut start = low;
        for index in pieces {
            start = end_of(&self.pieces.get(index)?.language, text, start, reach.get(index + 1)?)?;
            cuts.set(index, start)?;
        }
        Some(cuts)
    }
}

fn literal_at(literal: &str, text: &[u8]) -> Option<usize> {
    let same = match (literal.as_bytes(), text) {
        ([wanted], [byte]) => wanted == byte,
        (wanted, bytes) => wanted == bytes,
    };
    same.then_some(literal.len())
}

/// The first end of a text of the language that begins at `start` and ends at one of `ends`.
fn end_of(language: &Language, text: &[u8], start: usize, ends: &Positions) -> Option<usize> {
    let mut state = 0;
    for (at, byte) in text.iter().enumerate().skip(start) {
        state = language.step(state, *byte)?;
        if language.ends(state) && contains(ends, at + 1) {
            return Some(at + 1);
        }
    }
    None
}

fn insert(positions: &mut Positions, at: usize) {
    if let Some(word) = positions.get_mut(at / 64) {
        *word |= 1 << (at % 64);
    }
}

fn contains(positions: &Positions, at: usize) -> bool {
    positions.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
}
