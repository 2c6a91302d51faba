//! One template: the pieces it prints, and that it reads again.

use super::field::{Field, Form};
use super::language::Language;
use super::matching::Cuts;

/// A template such as `{line}-{environment}`, ready to print and to read.
#[derive(Clone, Debug)]
pub(crate) struct Template {
    pub(crate) form: Form,
    pub(crate) source: Box<str>,
    pub(crate) pieces: Vec<Piece>,
    pub(crate) plan: Plan,
    /// The index of the piece of each field, by the field's own number.
    places: [Option<u8>; Field::ALL.len()],
}

/// Literal text, or a field.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) field: Option<Field>,
    pub(crate) language: Language,
}

/// How to take a text apart: pieces before `left` are cut off from the left, pieces from `right` on from the
/// right, and what lies between is searched.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) left: usize,
    pub(crate) right: usize,
    /// For each byte, bit k says whether it may stand in piece k.
    pub(crate) alphabet: Box<[u16; 256]>,
}

/// The most pieces a template can have: five fields, each at most once, and literals around them.
pub(crate) const MAX_PIECES: usize = 11;

impl Template {
    pub(crate) fn new(form: Form, source: &str, pieces: Vec<Piece>) -> Self {
        let mut places = [None; Field::ALL.len()];
        for (index, piece) in pieces.iter().enumerate() {
            if let (Some(field), Ok(index)) = (piece.field, u8::try_from(index))
                && let Some(place) = places.get_mut(field as usize)
            {
                *place = Some(index);
            }
        }
        let plan = Plan::of(&pieces);
        Self { form, source: source.into(), pieces, plan, places }
    }

    /// The number of the field's piece.
    pub(crate) fn place(&self, field: Field) -> Option<usize> {
        self.places.get(field as usize).copied().flatten().map(usize::from)
    }

    pub(crate) fn has(&self, field: Field) -> bool {
        self.place(field).is_some()
    }

    /// The text of the field, in a text that was split.
    pub(crate) fn value<'t>(&self, field: Field, text: &'t str, cuts: &Cuts) -> Option<&'t str> {
        text.get(cuts.range(self.place(field)?))
    }

    /// The same template with any DNS label allowed for these fields.
    pub(crate) fn relaxed(&self, fields: &[Field]) -> Self {
        let mut pieces = self.pieces.clone();
        for piece in &mut pieces {
            if piece.field.is_some_and(|field| fields.contains(&field)) {
                piece.language = Language::Label { letter: false };
            }
        }
        Self::new(self.form, &self.source, pieces)
    }

    /// Prints the values; a field without one is the error.
    pub(crate) fn print<'a>(&self, value: impl Fn(Field) -> Option<&'a str>) -> Result<String, Field> {
        let mut text = String::with_capacity(self.form.max_len());
        for piece in &self.pieces {
            match (piece.field, &piece.language) {
                (Some(field), _) => text.push_str(value(field).ok_or(field)?),
                (None, Language::Literal(literal)) => text.push_str(literal),
                (None, _) => {}
            }
        }
        Ok(text)
    }
}

impl Plan {
    /// The pieces that are cut off from the left, those between, and those that are cut off from the right.
    pub(crate) fn parts<'p>(&self, pieces: &'p [Piece]) -> Option<(&'p [Piece], &'p [Piece], &'p [Piece])> {
        let (rest, right) = pieces.split_at_checked(self.right)?;
        let (left, middle) = rest.split_at_checked(self.left)?;
        Some((left, middle, right))
    }

    fn of(pieces: &[Piece]) -> Self {
        let mut alphabet = Box::new([0_u16; 256]);
        for (byte, row) in (0..=u8::MAX).zip(alphabet.iter_mut()) {
            for (index, piece) in pieces.iter().enumerate() {
                *row |= u16::from(piece.language.has_byte(byte)) << index;
            }
        }
        let neighbour = |index: Option<usize>| index.and_then(|index| pieces.get(index)).map(|piece| &piece.language);
        let excludes = |language: &Language, byte: Option<u8>| byte.is_some_and(|byte| !language.has_byte(byte));
        let left = (0..pieces.len())
            .take_while(|index| {
                let next = neighbour(index.checked_add(1));
                neighbour(Some(*index)).is_some_and(|own| match next {
                    Some(Language::Literal(text)) => own.fixed_len().is_some() || excludes(own, text.bytes().next()),
                    _ => own.fixed_len().is_some(),
                })
            })
            .count();
        let right = pieces.len()
            - (left..pieces.len())
                .rev()
                .take_while(|index| {
                    let before = neighbour(index.checked_sub(1));
                    neighbour(Some(*index)).is_some_and(|own| match before {
                        Some(Language::Literal(text)) => {
                            own.fixed_len().is_some() || excludes(own, text.bytes().next_back())
                        }
                        _ => own.fixed_len().is_some(),
                    })
                })
                .count();
        Self { left, right, alphabet }
    }
}
