//! Lines, indentation and separators: where the next thing goes.
//!
//! Every line is begun by the thing that stands on it (newline, then spaces), never ended by it. So a value can be
//! written straight behind its key, and only a collection that turns out to hold something starts a new line.

use std::ops::Range;

use super::error::Error;
use super::{literal, plain, quoted};

/// Collections nest this deep at most: as deep as serde_json reads them. serde_yaml follows 128 levels, columns
/// stay below 256.
pub(super) const MAX_DEPTH: u8 = 127;

/// Readers look for the `:` of a key that is written before it at most 1024 characters away; longer keys take
/// the form `? key`. The quotes count, and being a little careful costs nothing.
const MAX_SIMPLE_KEY: usize = 1000;

/// Columns a level is indented by. A digit, because the header of a block scalar may have to name it.
pub(super) const STEP: usize = 2;

/// The text so far and the place of what comes next. All functions that do the work are here or below, and none
/// of them is generic, so that what is compiled for each Kubernetes type stays small: a stream of objects runs through
/// more of that than the processor's first cache holds.
pub(super) struct Layout {
    pub(super) out: String,
    /// Where the entries of the innermost open collection begin, counted from 0.
    column: usize,
    depth: u8,
    pub(super) place: Place,
    /// For texts that are known only when they have been printed, such as `Display` values.
    pub(super) scratch: String,
}

/// What the text ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Nothing: the document is about to begin.
    Root,
    /// `key: ` of the collection at `column`.
    Key,
    /// `- ` of the collection at `column`.
    Dash,
    /// A value.
    Value,
    /// Anything; a number is expected that serde_json hands over as text.
    Number,
}

/// What opening a collection has moved the column by, and so the way back. As wide as a pointer, so that a `Result` of
/// it is returned in registers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step(usize);

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
    pub(super) fn open_mapping(&mut self) -> Result<Step, Error> {
        self.open(if self.place == Place::Root { 0 } else { STEP })
    }

    /// Opens a sequence: below a key its dashes stand in the key's column.
    pub(super) fn open_sequence(&mut self) -> Result<Step, Error> {
        self.open(if self.place == Place::Dash { STEP } else { 0 })
    }

    #[inline]
    fn open(&mut self, step: usize) -> Result<Step, Error> {
        if self.depth >= MAX_DEPTH {
            return Err(Error::depth(MAX_DEPTH));
        }
        self.depth += 1;
        self.column += step;
        Ok(Step(step))
    }

    /// Opens what serde_json hands over instead of a number when it keeps numbers as text.
    pub(super) const fn open_number(&mut self) -> Step {
        self.place = Place::Number;
        self.depth += 1;
        Step(0)
    }

    /// Closes a collection. `empty` is how it is written when it has no entries.
    #[inline]
    pub(super) fn close(&mut self, Step(step): Step, empty: &str) {
        if !matches!(self.place, Place::Value | Place::Number) {
            self.out.push_str(empty);
        }
        self.place = Place::Value;
        self.column -= step;
        self.depth -= 1;
    }

    /// Starts the next entry of a collection: on a new line, unless it is the first and stands behind a dash or at
    /// the top of the document.
    #[inline]
    fn entry(&mut self) {
        if self.place == Place::Key {
            // The space behind the key's `:` was for a value on the same line.
            self.out.truncate(self.out.len() - 1);
        }
        if matches!(self.place, Place::Key | Place::Value) {
            self.line(self.column);
        }
    }

    /// Writes the key of the next entry and says where it is in the text, for the path of an error.
    pub(super) fn key(&mut self, text: &str) -> Range<usize> {
        if self.place == Place::Number {
            return 0..0;
        }
        self.entry();
        let from = self.out.len();
        let range = if text.len() <= MAX_SIMPLE_KEY && plain::is_plain(text) {
            self.out.push_str(text);
            from..self.out.len()
        } else {
            self.odd_key(from, text)
        };
        self.out.push_str(": ");
        self.place = Place::Key;
        range
    }

    /// Writes a key that is quoted or long.
    #[cold]
    fn odd_key(&mut self, from: usize, text: &str) -> Range<usize> {
        if plain::is_plain(text) {
            self.out.push_str(text);
        } else {
            quoted::write(&mut self.out, text);
        }
        let to = self.out.len();
        if to - from <= MAX_SIMPLE_KEY {
            return from..to;
        }
        const MARK: &str = "? ";
        self.out.insert_str(from, MARK);
        self.line(self.column);
        from + MARK.len()..to + MARK.len()
    }

    /// Writes the dash of the next entry.
    pub(super) fn dash(&mut self) {
        self.entry();
        self.out.push_str("- ");
        self.place = Place::Dash;
    }

    /// Writes what cannot be misread: a boolean, null, an integer.
    #[inline]
    pub(super) fn bare(&mut self, text: &str) {
        self.out.push_str(text);
        self.place = Place::Value;
    }

    /// Writes a text so that it stays one.
    pub(super) fn text(&mut self, text: &str) {
        if plain::is_plain(text) {
            self.out.push_str(text);
        } else {
            self.odd_text(text);
        }
        self.place = Place::Value;
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
    pub(super) fn line(&mut self, column: usize) {
        self.out.push_str(&LINE[..=column]);
    }

    /// Says in an error that it happened below a key.
    #[cold]
    pub(super) fn below_key(&self, key: Range<usize>, error: Error) -> Error {
        error.below_key(self.out.get(key).unwrap_or_default())
    }
}

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

const LINE_LEN: usize = 1 + STEP * (MAX_DEPTH as usize + 1);
