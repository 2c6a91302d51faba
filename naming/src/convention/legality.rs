//! Is everything that a template prints a legal name?
//!
//! Decided like ambiguity, on automata: a breadth first search through the template's places, paired with the
//! state of the language that the names must be of, finds a shortest text that the template prints and that
//! is not a legal name. Lengths are left to the moment of printing, except where no name, or not every name
//! of closed sets, can be short enough.

use super::automaton::{Automaton, Place, shortest};
use super::field::Form;
use super::language::Language;
use super::template::{Piece, Template};

/// A shortest text that the template prints and that `legal` does not hold.
pub(crate) fn illegal(template: &Template, legal: &Language) -> Option<String> {
    let automaton = Automaton::new(template);
    let steps = shortest(
        (Automaton::START, Some(0)),
        template.form.max_len(),
        |(place, state): (Place, Option<u32>), visit| {
            for byte in automaton.alphabet() {
                let state = state.and_then(|state| legal.step(state, *byte));
                for next in automaton.successors(place, *byte) {
                    visit(*byte, (next, state));
                }
            }
        },
        |(place, state)| automaton.ends(place) && !state.is_some_and(|state| legal.ends(state)),
    )?;
    Some(steps.iter().map(|(byte, _)| char::from(*byte)).collect())
}

/// What the names of a template have to be.
pub(crate) fn legal_names(form: Form) -> Language {
    match form {
        Form::App => Language::Label { letter: true },
        Form::Namespace => Language::Label { letter: false },
        // Of an image, what stands between the host and the tag.
        Form::Image => Language::Path,
        Form::Tag | Form::Console => Language::Tag,
        Form::Node => Language::Subdomain,
    }
}

/// Can the template print a text that is short enough at all?
pub(crate) fn prints_short(template: &Template) -> bool {
    let automaton = Automaton::new(template);
    let found = shortest(
        Automaton::START,
        template.form.max_len(),
        |place, visit| {
            for byte in automaton.alphabet() {
                for next in automaton.successors(place, *byte) {
                    visit(*byte, next);
                }
            }
        },
        |place| automaton.ends(place),
    );
    found.is_some()
}

/// The longest text, if every piece is literal or of a closed set.
pub(crate) fn longest(pieces: &[Piece]) -> Option<String> {
    pieces
        .iter()
        .map(|piece| match &piece.language {
            Language::Literal(text) => Some(text.as_ref()),
            Language::OneOf(set) => set.longest(),
            _ => None,
        })
        .collect()
}
