//! Taking a text apart by a template.
//!
//! Where a field cannot hold the character that the next literal begins with, its end is the first such
//! character: most templates are cut from both ends without any search. What remains is one field, which gets
//! the whole rest, or is searched: first which positions each piece can reach the end from (a table filled
//! from the right), then one walk from the left. That takes time proportional to the pieces (at most 11)
//! times the square of the text's length (at most 384 bytes), whatever the text is.

use std::ops::Range;

use super::language::Language;
use super::plan::{APART, Cut, FIRST, LAST, NEVER, Step};
use super::template::{MAX_PIECES, Piece, Template};
use crate::image_address::Span;

/// Where each piece of a template ends in a text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cuts {
    /// A zero, then the end of each piece.
    ends: [u16; MAX_PIECES + 1],
}

impl Cuts {
    /// The bytes of one piece.
    pub(crate) fn range(&self, piece: usize) -> Range<usize> {
        self.span(piece).range()
    }

    pub(crate) fn span(&self, piece: usize) -> Span {
        match self.ends.get(piece..) {
            Some([start, end, ..]) => Span::new(*start, *end),
            _ => Span::new(0, 0),
        }
    }

    /// The end of the piece; no text that is cut is longer than 384 bytes.
    fn set(&mut self, piece: usize, end: usize) {
        if let Some(place) = self.ends.get_mut(piece + 1) {
            *place = end as u16;
        }
    }
}

/// Positions 0 to 384 of a text.
type Positions = [u64; 7];

impl Template {
    /// The one reading of the text, if it has one.
    pub(crate) fn split(&self, text: &str) -> Option<Cuts> {
        let mut cuts = Cuts::default();
        self.split_into(text, &mut cuts)?;
        Some(cuts)
    }

    /// The same, into a place of the caller's: small writes that are then moved as one stall the processor, and
    /// that took a fifth of all time.
    pub(crate) fn split_into(&self, text: &str, cuts: &mut Cuts) -> Option<()> {
        let mut rest = text.as_bytes();
        if rest.len() > self.form.max_len() {
            return None;
        }
        let mut low = 0;
        for cut in &self.plan.from_left {
            let length = self.measure(cut, rest.iter(), |length| rest.get(..length))?;
            low += length;
            cuts.set(cut.piece, low);
            rest = rest.get(length..)?;
            if let Some(mark) = cut.mark {
                rest = rest.strip_prefix(&[mark])?;
                low += 1;
                cuts.set(cut.piece + 1, low);
            }
        }
        for cut in &self.plan.from_right {
            cuts.set(cut.piece, low + rest.len());
            let length = self.measure(cut, rest.iter().rev(), |length| rest.get(rest.len().checked_sub(length)?..))?;
            rest = rest.get(..rest.len() - length)?;
            if let Some(mark) = cut.mark {
                cuts.set(cut.piece - 1, low + rest.len());
                rest = rest.strip_suffix(&[mark])?;
            }
        }
        if let Some(cut) = &self.plan.whole {
            cuts.set(cut.piece, low + rest.len());
            let length = self.measure(cut, rest.iter(), |length| rest.get(..length))?;
            (length == rest.len()).then_some(())
        } else if self.plan.middle.is_empty() {
            rest.is_empty().then_some(())
        } else {
            let text = text.as_bytes().get(..low + rest.len())?;
            let middle = self.plan.middle.clone();
            self.search(text, low, middle.clone(), cuts)?;
            let mut pieces = middle.clone().zip(self.pieces.get(middle)?);
            let accepts = |own: &[u8], piece: &Piece| piece.language.accepts(own);
            pieces
                .all(|(index, piece)| text.get(cuts.range(index)).is_some_and(|own| accepts(own, piece)))
                .then_some(())
        }
    }

    /// The length of a piece at one end of the text. `bytes` walks away from that end, `take` gives the text of
    /// a length. Always part of the caller: called, it takes half as long again.
    #[inline(always)]
    fn measure<'b>(
        &self,
        cut: &Cut,
        bytes: impl Iterator<Item = &'b u8>,
        take: impl Fn(usize) -> Option<&'b [u8]>,
    ) -> Option<usize> {
        let language = |text| self.pieces.get(cut.piece).is_some_and(|piece| piece.language.shaped(text));
        let bit = 1_u64 << (cut.piece & 15);
        let mut length = 0;
        let right = match cut.step {
            Step::Fixed(fixed) => {
                length = fixed;
                language(take(length)?)
            }
            Step::Ends(most) => {
                for byte in bytes {
                    if self.row(*byte) & bit == 0 {
                        break;
                    }
                    length += 1;
                }
                length <= most && self.ends(take(length)?, bit)
            }
            Step::Spaced(most) => {
                let (mut before, mut flaws) = (APART, 0);
                for byte in bytes {
                    let row = self.row(*byte);
                    if row & bit == 0 {
                        break;
                    }
                    flaws |= (before | NEVER) & row;
                    before = row;
                    length += 1;
                }
                let text = take(length)?;
                let spaced = (flaws | before) & (APART | NEVER) == 0;
                (length <= most && spaced && self.ends(text, bit)) || language(text)
            }
            Step::Listed => {
                for byte in bytes {
                    if self.row(*byte) & bit == 0 {
                        break;
                    }
                    length += 1;
                }
                language(take(length)?)
            }
        };
        right.then_some(length)
    }

    fn row(&self, byte: u8) -> u64 {
        self.plan.rows[usize::from(byte)]
    }

    /// May the text begin and end as it does?
    fn ends(&self, text: &[u8], bit: u64) -> bool {
        match text {
            [first, .., last] => self.row(*first) >> FIRST & self.row(*last) >> LAST & bit != 0,
            [only] => self.row(*only) >> FIRST & bit != 0,
            [] => false,
        }
    }

    /// A reading of the text in which values may be longer than their types allow.
    pub(crate) fn split_any_length(&self, text: &str) -> Option<Cuts> {
        let fits = text.len() <= self.form.max_len();
        let mut cuts = Cuts::default();
        if fits {
            self.search(text.as_bytes(), 0, 0..self.pieces.len(), &mut cuts)?;
        }
        fits.then_some(cuts)
    }

    /// Divides the end of the text, from `low` on, among these pieces, whatever the lengths of their values.
    #[cold]
    fn search(&self, text: &[u8], low: usize, pieces: Range<usize>, cuts: &mut Cuts) -> Option<()> {
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
            cuts.set(index, start);
        }
        Some(())
    }
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

#[cfg(test)]
mod tests {
    use super::super::field::Form;
    use super::super::language::tests::{all, texts};
    use super::*;

    #[test]
    fn a_piece_is_read_alike_alone_from_the_left_and_from_the_right() {
        let texts = texts(4);
        for language in all() {
            let own = Piece { field: None, language: language.clone() };
            let mark = Piece { field: None, language: Language::Literal("~".into()) };
            let alone = Template::new(Form::Image, "", vec![own.clone()]);
            let left = Template::new(Form::Image, "", vec![own.clone(), mark.clone()]);
            let right = Template::new(Form::Image, "", vec![mark, own]);
            for text in texts.iter().chain([&b"v.lock".to_vec(), &b"v.lock.k".to_vec(), &b"lock".to_vec()]) {
                let text = str::from_utf8(text).unwrap();
                let read = [
                    alone.split(text).map(|cuts| cuts.range(0)),
                    left.split(&format!("{text}~")).map(|cuts| cuts.range(0)),
                    right.split(&format!("~{text}")).map(|cuts| cuts.range(1).start - 1..cuts.range(1).end - 1),
                ];
                let right = language.runs(text.as_bytes()).then_some(0..text.len());
                assert_eq!(read, [right.clone(), right.clone(), right], "{language:?} {text:?}");
            }
        }
    }
}
