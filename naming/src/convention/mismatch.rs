//! Why a text is not what a template prints.

use super::automaton::{Automaton, Place};
use super::field::Field;
use super::language::Language;
use super::template::{Piece, Template};
use crate::GitRevision;
use crate::error::{NameError, NameErrorKind};

/// The first thing wrong with a text that [`Template::split`] refused.
pub(crate) fn mismatch(template: &Template, what: &'static str, text: &str) -> NameError {
    let most = template.form.max_len();
    if text.is_empty() {
        return NameError::new(what, text, NameErrorKind::Empty, 0, "nothing", format!("{:?}", template.source));
    }
    if text.len() > most {
        let found = format!("{} bytes", text.len());
        return NameError::new(what, text, NameErrorKind::TooLong, most, found, format!("at most {most} bytes"));
    }
    unknown(template, what, text)
        .or_else(|| too_long(template, what, text))
        .or_else(|| bad_revision(template, what, text))
        .unwrap_or_else(|| first_break(template, what, text))
}

/// A word that is not of its closed set, in a text that is otherwise right.
fn unknown(template: &Template, what: &'static str, text: &str) -> Option<NameError> {
    // One unknown word is likelier than two, so both are only doubted when neither alone explains the text.
    for doubted in [&[Field::Environment][..], &[Field::Line], &[Field::Line, Field::Environment]] {
        if doubted.iter().any(|field| !template.has(*field)) {
            continue;
        }
        let relaxed = template.relaxed(doubted);
        let Some(cuts) = relaxed.split(text) else { continue };
        for field in doubted {
            let place = template.place(*field)?;
            let Language::OneOf(set) = &template.pieces.get(place)?.language else { continue };
            let range = cuts.range(place);
            let word = text.get(range.clone())?;
            if !set.has(word.as_bytes()) {
                let found = format!("{} {word:?}", field.noun());
                return Some(NameError::new(
                    what,
                    text,
                    NameErrorKind::Unknown,
                    range.start,
                    found,
                    one_of(set.words()),
                ));
            }
        }
    }
    None
}

/// A value that is longer than its own type allows.
fn too_long(template: &Template, what: &'static str, text: &str) -> Option<NameError> {
    let cuts = template.split_any_length(text)?;
    template.pieces.iter().enumerate().find_map(|(index, piece)| {
        let (field, range) = (piece.field?, cuts.range(index));
        let found = format!("{} of {} bytes", field.noun(), range.len());
        let expected = format!("at most {} bytes", field.max_len());
        let long = range.len() > field.max_len();
        long.then(|| NameError::new(what, text, NameErrorKind::TooLong, range.start, found, expected))
    })
}

/// A revision that could stand in a tag, but that git refuses.
fn bad_revision(template: &Template, what: &'static str, text: &str) -> Option<NameError> {
    let place = template.place(Field::Revision)?;
    let range = template.relaxed(&[Field::Revision]).split(text)?.range(place);
    let error = text.get(range.clone())?.parse::<GitRevision>().err()?;
    Some(relocated(&error, what, text, range.start))
}

/// The error of a part, as an error of the whole text that the part begins in at `start`. A hint about the
/// part alone is left out.
pub(crate) fn relocated(error: &NameError, what: &'static str, text: &str, start: usize) -> NameError {
    let (found, expected) = (error.found().to_owned(), error.expected().to_owned());
    let moved = NameError::new(what, text, error.kind(), start + error.offset(), found, expected);
    match error.hint() {
        Some(hint) if !hint.starts_with("did you mean") => moved.with_hint(hint),
        _ => moved,
    }
}

/// A run through the template, and where in the text its piece began.
type Run = (Place, usize);

/// The first byte that no reading can go past.
fn first_break(template: &Template, what: &'static str, text: &str) -> NameError {
    let automaton = Automaton::new(template);
    let mut runs: Vec<Run> = vec![(Automaton::START, 0)];
    let mut broken = text.len();
    for (at, byte) in text.bytes().enumerate() {
        let mut next: Vec<Run> = Vec::new();
        for (place, start) in &runs {
            let stay = automaton.stay(*place, byte).map(|place| (place, *start));
            let advance = automaton.advance(*place, byte).map(|place| (place, at));
            for run in [stay, advance].into_iter().flatten() {
                if next.iter().all(|(place, _)| *place != run.0) {
                    next.push(run);
                }
            }
        }
        if next.is_empty() {
            broken = at;
            break;
        }
        runs = next;
    }
    let found = text.get(broken..).and_then(|rest| rest.chars().next());
    // The reading that got through most of the template is the likeliest one.
    let best = runs.into_iter().max_by_key(|(place, _)| place.piece);
    let expected = best.map_or_else(String::new, |run| expected(template, text, broken, run));
    let (kind, found) = match found {
        Some(character) => (NameErrorKind::Template, format!("{character:?}")),
        None => (NameErrorKind::End, "the end".to_owned()),
    };
    NameError::new(what, text, kind, broken, found, expected)
}

/// What a run that stands at `at` could go on with.
fn expected(template: &Template, text: &str, at: usize, (place, start): Run) -> String {
    let piece = |index: usize| template.pieces.get(index);
    let index = usize::from(place.piece);
    let Some(own) = piece(index) else { return String::new() };
    if !own.language.ends(place.state) {
        return match &own.language {
            Language::Literal(literal) => format!("{:?}", literal.get(at - start..).unwrap_or(literal)),
            _ if at == start => beginning(own),
            _ => inside(own, place.state),
        };
    }
    let Some(next) = piece(index + 1) else { return inside(own, place.state) };
    let Language::Literal(literal) = &next.language else { return beginning(next) };
    let structural = text
        .as_bytes()
        .get(at)
        .is_none_or(|byte| template.pieces.iter().any(|piece| piece.field.is_none() && piece.language.has_byte(*byte)));
    if !structural && !own.language.is_of_words() && own.language.fixed_len().is_none() {
        return inside(own, place.state);
    }
    let follows = piece(index + 2).and_then(|piece| piece.field);
    let and = match follows {
        Some(field) if at == text.len() => format!(" and the {}", field.noun()),
        _ => String::new(),
    };
    match own.field {
        Some(field) => format!("{literal:?}{and} after {} {:?}", field.noun(), text.get(start..at).unwrap_or_default()),
        None => format!("{literal:?}{and}"),
    }
}

fn beginning(piece: &Piece) -> String {
    match (&piece.language, piece.field) {
        (Language::OneOf(set), Some(field)) => format!("the {}, {}", field.noun(), one_of(set.words())),
        (language, Some(field)) => format!("the {}: {}", field.noun(), characters(language, 0)),
        (Language::Literal(text), None) => format!("{text:?}"),
        _ => String::new(),
    }
}

fn inside(piece: &Piece, state: u32) -> String {
    match (&piece.language, piece.field) {
        (Language::OneOf(set), _) => one_of(set.words()),
        (language, Some(field)) => format!("{} in the {}", characters(language, state), field.noun()),
        (language, None) => characters(language, state),
    }
}

/// What may stand next, asked of the automaton so that it cannot differ: `a lowercase letter, a digit or '-'`.
fn characters(language: &Language, state: u32) -> String {
    match language {
        Language::Stamp => return "a date and time such as 20190510-1033".to_owned(),
        Language::Date => return "a date such as 2019-07-26".to_owned(),
        Language::Time => return "a time such as 13-25".to_owned(),
        _ => {}
    }
    let may = |byte: u8| language.step(state, byte).is_some();
    let letters = match (may(b'z'), may(b'Z'), may(b'a')) {
        (true, true, _) => Some("a letter"),
        (true, false, _) => Some("a lowercase letter"),
        (_, _, true) => Some("a hex digit"),
        _ => None,
    };
    let digit = (may(b'0') && letters != Some("a hex digit")).then_some("a digit");
    let marks = b"_.-/:[]".iter().filter(|mark| may(**mark)).map(|mark| format!("{:?}", char::from(*mark)));
    either(&letters.into_iter().chain(digit).map(str::to_owned).chain(marks).collect::<Vec<_>>())
}

/// The alternatives for a message: `a, b or c`.
pub(crate) fn either(alternatives: &[String]) -> String {
    match alternatives.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// How many words of a closed set a message lists.
const LISTED: usize = 12;

/// The words for a message: `one of "test", "preview", "prod"`.
pub(crate) fn one_of<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<&str> = words.collect();
    let listed: Vec<String> = words.iter().take(LISTED).map(|word| format!("{word:?}")).collect();
    let more = words.len().saturating_sub(LISTED);
    match (words.len(), more) {
        (1, _) => listed.concat(),
        (_, 0) => format!("one of {}", listed.join(", ")),
        _ => format!("one of {} and {more} more", listed.join(", ")),
    }
}
