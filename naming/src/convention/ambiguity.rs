//! Can a template be read back in only one way?
//!
//! Decided exactly, not guessed: two readers walk the template's automaton over the same text, and a breadth
//! first search through the pairs of their places finds a shortest text on which they part and yet both end
//! well. The pieces are deterministic, so two readings differ exactly if at some byte the readers stand in
//! different pieces.

use super::automaton::{Automaton, Place, shortest};
use super::field::Field;
use super::template::Template;

/// A text that a template reads in two ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Collision {
    pub(crate) text: String,
    pub(crate) readings: [Vec<(Field, String)>; 2],
}

/// A shortest text with two readings; `None` if every text that is short enough to be a legal name has at
/// most one.
pub(crate) fn collision(template: &Template) -> Option<Collision> {
    let automaton = Automaton::new(template);
    // Two places, and whether the readers ever stood in different pieces.
    let start = (Automaton::START, Automaton::START, false);
    let steps = shortest(
        start,
        template.form.max_len(),
        |(one, two, parted), visit| {
            for byte in automaton.alphabet() {
                for first in automaton.successors(one, *byte) {
                    for second in automaton.successors(two, *byte) {
                        // Before they part, who goes first does not matter.
                        if parted || first <= second {
                            visit(*byte, (first, second, parted || first.piece != second.piece));
                        }
                    }
                }
            }
        },
        |(one, two, parted)| parted && automaton.ends(one) && automaton.ends(two),
    )?;
    let text = steps.iter().map(|(byte, _)| char::from(*byte)).collect();
    let first = reading(template, steps.iter().map(|(byte, (place, _, _))| (*byte, *place)));
    let second = reading(template, steps.iter().map(|(byte, (_, place, _))| (*byte, *place)));
    // The reading whose first field is the shorter one comes first.
    let mut readings = [first, second];
    readings.sort_by_key(|fields| fields.first().map(|(_, value)| value.len()));
    Some(Collision { text, readings })
}

/// The value of each field on one walk.
fn reading(template: &Template, steps: impl Iterator<Item = (u8, Place)>) -> Vec<(Field, String)> {
    let mut fields: Vec<(Field, String)> = Vec::new();
    for (byte, place) in steps {
        let Some(field) = template.pieces.get(usize::from(place.piece)).and_then(|piece| piece.field) else { continue };
        match fields.last_mut() {
            Some((last, value)) if *last == field => value.push(char::from(byte)),
            _ => fields.push((field, char::from(byte).to_string())),
        }
    }
    fields
}
