//! Lines, indentation and separators: where the next thing goes.
//!
//! Every line is begun by the thing that stands on it (newline, then spaces), never ended by it. So a value can be
//! written straight behind its key, and only a collection that turns out to hold something starts a new line.

use super::error::Error;
use super::{literal, plain, quoted};

/// Collections nest this deep at most: as deep as serde_json reads them. serde_yaml follows 128 levels, columns
/// stay below 256.
pub(super) const MAX_DEPTH: u8 = 127;

/// Readers look for the `:` of a key that is written before it at most 1024 characters away; longer keys take
/// the form `? key`. The quotes count, and being a little careful costs nothing.
const MAX_SIMPLE_KEY: usize = 1000;

/// Columns a level is indented by. A digit, because the header of a block scalar may have to name it.
pub(super) const STEP: u8 = 2;

/// The text so far and the place of what comes next. All functions that do the work are here or below, and none
/// of them is generic, so that what is compiled for each Kubernetes type stays small.
pub(super) struct Layout {
    pub(super) out: String,
    /// Where the entries of the innermost open collection begin, counted from 0.
    column: u8,
    depth: u8,
    place: Place,
    /// For texts that are known only when they have been printed, such as `Display` values.
    pub(super) scratch: String,
}

/// What stands before the next value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Nothing: the value is the document.
    Root,
    /// `key: ` of the collection at `column`.
    Key,
    /// `- ` of the collection at `column`.
    Dash,
    /// Where a number is expected that serde_json hands over as text.
    Number,
}

/// An open collection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// What stands before the collection; it decides how the first entry is set.
    place: Place,
    outer_column: u8,
    outer_depth: u8,
    /// Entries so far.
    pub(super) count: usize,
    /// Where the newest key is in the text, from and to, for the path of an error.
    key: (usize, usize),
}

impl Layout {
    pub(super) const fn new(out: String) -> Self {
        Self { out, column: 0, depth: 0, place: Place::Root, scratch: String::new() }
    }

    /// The text, its last line ended.
    pub(super) fn finish(mut self) -> String {
        self.out.push('\n');
        self.out
    }

    /// Separates the document to come from what is there, if anything is.
    pub(super) fn separate(&mut self) {
        if !self.out.is_empty() {
            self.out.push_str(if self.out.ends_with('\n') { "---\n" } else { "\n---\n" });
        }
    }

    /// Opens a mapping.
    pub(super) fn open_mapping(&mut self) -> Result<Frame, Error> {
        let step = if self.place == Place::Root { 0 } else { STEP };
        self.open(step)
    }

    /// Opens a sequence: below a key its dashes stand in the key's column.
    pub(super) fn open_sequence(&mut self) -> Result<Frame, Error> {
        let step = if self.place == Place::Dash { STEP } else { 0 };
        self.open(step)
    }

    #[inline]
    fn open(&mut self, step: u8) -> Result<Frame, Error> {
        let frame = self.frame(self.place);
        if self.depth >= MAX_DEPTH {
            return Err(Error::depth(MAX_DEPTH));
        }
        self.depth += 1;
        self.column += step;
        Ok(frame)
    }

    #[inline]
    const fn frame(&self, place: Place) -> Frame {
        Frame { place, outer_column: self.column, outer_depth: self.depth, count: 0, key: (0, 0) }
    }

    /// Opens the mapping `name:` of an enum's variant and the mapping that is its value.
    pub(super) fn open_variant_mapping(&mut self, name: &str) -> Result<Frame, Error> {
        let outer = self.open_variant(name)?;
        self.open_mapping().map(|frame| frame.inside(&outer))
    }

    /// Opens the mapping `name:` of an enum's variant and the sequence that is its value.
    pub(super) fn open_variant_sequence(&mut self, name: &str) -> Result<Frame, Error> {
        let outer = self.open_variant(name)?;
        self.open_sequence().map(|frame| frame.inside(&outer))
    }

    fn open_variant(&mut self, name: &str) -> Result<Frame, Error> {
        let mut outer = self.open_mapping()?;
        self.key(&mut outer, name);
        Ok(outer)
    }

    /// Opens what serde_json hands over instead of a number when it keeps numbers as text.
    pub(super) const fn open_number(&self) -> Frame {
        self.frame(Place::Number)
    }

    /// Closes a collection. `empty` is how it is written when it has no entries.
    #[inline]
    pub(super) fn close(&mut self, frame: &Frame, empty: &str) {
        if frame.count == 0 && frame.place != Place::Number {
            self.out.push_str(empty);
        }
        self.column = frame.outer_column;
        self.depth = frame.outer_depth;
    }

    /// Starts the next entry of a collection: on a new line, unless it is the first and stands behind a dash or at
    /// the top of the document.
    #[inline]
    fn entry(&mut self, frame: &mut Frame) {
        if frame.count > 0 {
            self.line(self.column);
        } else if frame.place == Place::Key {
            // The space behind the key's `:` was for a value on the same line.
            self.out.truncate(self.out.len() - 1);
            self.line(self.column);
        }
        frame.count += 1;
    }

    /// Writes the key of the next entry.
    pub(super) fn key(&mut self, frame: &mut Frame, text: &str) {
        if frame.place == Place::Number {
            self.place = Place::Number;
            return;
        }
        self.entry(frame);
        let from = self.out.len();
        if text.len() <= MAX_SIMPLE_KEY && plain::is_plain(text) {
            self.out.push_str(text);
            frame.key = (from, self.out.len());
        } else {
            frame.key = self.odd_key(from, text);
        }
        self.out.push_str(": ");
        self.place = Place::Key;
    }

    /// Writes a key that is quoted or long.
    #[cold]
    fn odd_key(&mut self, from: usize, text: &str) -> (usize, usize) {
        if plain::is_plain(text) {
            self.out.push_str(text);
        } else {
            quoted::write(&mut self.out, text);
        }
        let to = self.out.len();
        if to - from <= MAX_SIMPLE_KEY {
            return (from, to);
        }
        const MARK: &str = "? ";
        self.out.insert_str(from, MARK);
        self.line(self.column);
        (from + MARK.len(), to + MARK.len())
    }

    /// Writes the dash of the next entry.
    pub(super) fn dash(&mut self, frame: &mut Frame) {
        self.entry(frame);
        self.out.push_str("- ");
        self.place = Place::Dash;
    }

    /// Writes what cannot be misread: a boolean, null, an integer.
    #[inline]
    pub(super) fn bare(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Writes a text so that it stays one.
    pub(super) fn text(&mut self, text: &str) {
        if plain::is_plain(text) {
            self.out.push_str(text);
        } else {
            self.odd_text(text);
        }
    }

    fn odd_text(&mut self, text: &str) {
        if self.place == Place::Number {
            super::number::write_json(&mut self.out, text);
            return;
        }
        match literal::style(text, self.place == Place::Root) {
            Some(style) => literal::write(self, style, self.column + STEP, text),
            None => quoted::write(&mut self.out, text),
        }
    }

    /// Begins a line at a column.
    #[inline]
    pub(super) fn line(&mut self, column: u8) {
        let column = usize::from(column);
        if column < SHORT {
            // Copying a constant length and cutting it is faster than copying just what is needed.
            let end = self.out.len() + 1 + column;
            self.out.push_str(SHORT_LINE);
            self.out.truncate(end);
        } else {
            self.out.push_str(&LINE[..=column]);
        }
    }

    /// Says in an error that it happened below the newest key of a mapping.
    #[cold]
    pub(super) fn below_key(&self, frame: &Frame, error: Error) -> Error {
        let (from, to) = frame.key;
        error.below_key(self.out.get(from..to).unwrap_or_default())
    }
}

impl Frame {
    /// Makes closing this collection close the one around it too.
    const fn inside(mut self, outer: &Self) -> Self {
        self.outer_column = outer.outer_column;
        self.outer_depth = outer.outer_depth;
        self
    }
}

const SHORT: usize = 32;

const SHORT_LINE: &str = LINE.split_at(SHORT).0;

/// A newline and as many spaces as the deepest line has: each level takes at most `STEP`, a block scalar in the
/// deepest one more.
const LINE: &str = match std::str::from_utf8(&LINE_BYTES) {
    Ok(line) => line,
    Err(_) => "",
};

const LINE_BYTES: [u8; LINE_LEN] = {
    let mut bytes = [b' '; LINE_LEN];
    bytes[0] = b'\n';
    bytes
};

const LINE_LEN: usize = 1 + STEP as usize * (MAX_DEPTH as usize + 1);
