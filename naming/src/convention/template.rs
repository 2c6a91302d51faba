//! One template: the pieces it prints, and that it reads again.

use super::field::{Field, Form};
use super::language::Language;
use super::matching::Cuts;
use super::plan::Plan;

/// A template such as `{line}-{environment}`, ready to print and to read.
#[derive(Clone, Debug)]
pub(crate) struct Template {
    pub(crate) form: Form,
    pub(crate) source: Box<str>,
    pub(crate) pieces: Vec<Piece>,
    pub(crate) plan: Plan,
    /// The index of the piece of each field, by the field's own number; 255 for none.
    places: [u8; Field::ALL.len()],
}

/// Literal text, or a field.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) field: Option<Field>,
    pub(crate) language: Language,
}

/// The most pieces a template can have: five fields, each at most once, and literals around them.
pub(crate) const MAX_PIECES: usize = 11;

impl Template {
    pub(crate) fn new(form: Form, source: &str, pieces: Vec<Piece>) -> Self {
        let mut places = [u8::MAX; Field::ALL.len()];
        for (index, piece) in pieces.iter().enumerate() {
            if let (Some(field), Ok(index)) = (piece.field, u8::try_from(index))
                && let Some(place) = places.get_mut(field as usize)
            {
                *place = index;
            }
        }
        let plan = Plan::of(&pieces);
        Self { form, source: source.into(), pieces, plan, places }
    }

    /// The number of the field's piece.
    pub(crate) fn place(&self, field: Field) -> Option<usize> {
        let place = self.places[field as usize];
        (place != u8::MAX).then(|| usize::from(place))
    }

    pub(crate) fn has(&self, field: Field) -> bool {
        self.place(field).is_some()
    }

    /// The text of the field, in a text that was split.
    pub(crate) fn value<'t>(&self, field: Field, text: &'t str, cuts: &Cuts) -> Option<&'t str> {
        text.get(cuts.range(self.place(field)?))
    }

    /// The same template with any DNS label, and for a revision any tag, allowed for these fields.
    pub(crate) fn relaxed(&self, fields: &[Field]) -> Self {
        let mut pieces = self.pieces.clone();
        for piece in &mut pieces {
            if piece.field.is_some_and(|field| fields.contains(&field)) {
                piece.language = match piece.field {
                    Some(Field::Revision) => Language::Tag,
                    _ => Language::Label { letter: false },
                };
            }
        }
        Self { source: self.source.clone(), plan: Plan::search(pieces.len()), pieces, ..*self }
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
