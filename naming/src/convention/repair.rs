//! What somebody probably meant by a name that was refused.
//!
//! Candidates are made by the mistakes people make, and only one that the convention accepts is shown.

use std::ops::Range;

use super::Convention;
use super::field::{Field, Form};
use super::language::Language;
use super::template::Template;
use crate::build_stamp;
use crate::image_address::Span;
use crate::nearest::nearest;
use crate::reference_hint::without_scheme;

/// No wrong separator is looked for among more of them: an address has about twelve, and each costs a few readings.
const MARKS: usize = 32;

impl Convention {
    /// The name with its line or environment, or both, replaced by the nearest known one; the tag with its stamp
    /// written in the convention's way.
    pub(super) fn repaired(&self, template: &Template, text: &str) -> Option<String> {
        if template.form == Form::Tag {
            return self.restamped(text);
        }
        let closed = [Field::Line, Field::Environment].into_iter().filter(|field| template.has(*field));
        let closed: Vec<Field> = closed.collect();
        let one_by_one = closed.iter().map(std::slice::from_ref);
        one_by_one.chain([closed.as_slice()]).find_map(|doubted| {
            let cuts = template.relaxed(doubted).split(text)?;
            let mut fixed = text.to_owned();
            // From the right, so that earlier places stay where they are.
            let mut places: Vec<usize> = doubted.iter().filter_map(|field| template.place(*field)).collect();
            places.sort_unstable_by_key(|place| std::cmp::Reverse(*place));
            for place in places {
                let Language::OneOf(set) = &template.pieces.get(place)?.language else { return None };
                let range = cuts.range(place);
                let word = nearest(text.get(range.clone())?, set.words())?;
                fixed = spliced(&fixed, range, word)?;
            }
            (fixed != text && template.split(&fixed).is_some()).then_some(fixed)
        })
    }

    pub(super) fn repaired_image(&self, text: &str) -> Option<String> {
        if text.len() > self.templates.image.form.max_len() {
            return None;
        }
        let accepted = |candidate: &String| {
            candidate != text && self.try_read(candidate).is_some_and(|image| self.conforms(&image))
        };
        let bare = without_scheme(text);
        // A convention's address has no digest.
        let bare = bare.split_once('@').map_or(bare, |(tagged, _)| tagged);
        [bare.to_owned(), lowered(bare), bare.to_ascii_lowercase()]
            .into_iter()
            .find(accepted)
            .or_else(|| self.swapped(text).filter(accepted))
            .or_else(|| self.nearest_known(text).filter(accepted))
            .or_else(|| self.separated(text))
            .or_else(|| {
                let (repository, tag) = text.rsplit_once(':')?;
                Some(format!("{repository}:{}", self.restamped(tag)?)).filter(accepted)
            })
            .or_else(|| self.registered(bare).find(accepted))
    }

    /// Namespace and app the other way round.
    fn swapped(&self, text: &str) -> Option<String> {
        let image = self.try_read(text)?;
        let (namespace, app) = (image.spans().namespace?.range(), image.spans().app.range());
        let (first, second) = if namespace.start < app.start { (namespace, app) } else { (app, namespace) };
        let fixed = spliced(text, second.clone(), text.get(first.clone())?)?;
        spliced(&fixed, first, text.get(second)?)
    }

    /// Namespace and app with the nearest lines and environments.
    fn nearest_known(&self, text: &str) -> Option<String> {
        let image = self.try_read(text)?;
        let mut fixed = text.to_owned();
        let mut places = vec![(image.spans().app.range(), &self.templates.app)];
        places.extend(image.spans().namespace.map(|span| (span.range(), &self.templates.namespace)));
        places.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
        for (range, template) in places {
            if let Some(part) = self.repaired(template, text.get(range.clone())?) {
                fixed = spliced(&fixed, range, &part)?;
            }
        }
        Some(fixed)
    }

    /// One separator replaced by another one of the convention's, though not within the host or the revision.
    fn separated(&self, text: &str) -> Option<String> {
        let host_end = text.find('/').unwrap_or(0);
        let marks = text.char_indices().filter(|(at, character)| *at >= host_end && character.is_ascii_punctuation());
        if marks.clone().count() > MARKS {
            return None;
        }
        let templates = [&self.templates.image, &self.templates.tag, &self.templates.namespace, &self.templates.app];
        let pieces = templates.into_iter().flat_map(|template| &template.pieces);
        let mut separators: Vec<&str> = pieces
            .filter_map(|piece| match &piece.language {
                Language::Literal(literal) => Some(literal.as_ref()),
                _ => None,
            })
            .collect();
        separators.sort_unstable();
        separators.dedup();
        // Cheaper than a reading, which may have to search.
        let literals = self.templates.image.pieces.iter().filter(|piece| piece.field.is_none());
        let may_read = |fixed: &str| {
            let mut literals = literals.clone();
            literals.all(|piece| matches!(&piece.language, Language::Literal(text) if fixed.contains(text.as_ref())))
        };
        marks.flat_map(|(at, _)| separators.iter().map(move |separator| (at, separator))).find_map(|(at, separator)| {
            let fixed = spliced(text, at..at + 1, separator).filter(|fixed| may_read(fixed))?;
            let image = self.try_read(&fixed).filter(|image| self.conforms(image))?;
            let revision = image.spans().revision.map_or(0..0, Span::range);
            (fixed != text && !revision.contains(&at)).then_some(fixed)
        })
    }

    /// The end of the text, from behind any slash or from its beginning, in the convention's registry.
    fn registered(&self, text: &str) -> impl Iterator<Item = String> {
        let registry = &self.spec.registry;
        let path = registry.path.as_ref().map_or(String::new(), |path| format!("{path}/"));
        let starts = text.rmatch_indices('/').map(|(at, _)| at + 1).chain([0]);
        starts.map(move |start| format!("{}/{path}{}", registry.host, text.get(start..).unwrap_or_default()))
    }

    /// The tag with its date and time, and what stands behind them, written in the convention's way.
    fn restamped(&self, tag: &str) -> Option<String> {
        let mut marks = tag.char_indices().filter(|(_, character)| character.is_ascii_punctuation());
        marks.find_map(|(at, _)| {
            let stamp = build_stamp::mend(tag.get(..at)?)?;
            let fixed = String::from(self.tag(&stamp, &tag.get(at + 1..)?.parse().ok()?).ok()?);
            (fixed != tag && self.reads(&self.templates.tag, &fixed)).then_some(fixed)
        })
    }
}

/// The text with something else in the range.
fn spliced(text: &str, range: Range<usize>, with: &str) -> Option<String> {
    Some([text.get(..range.start)?, with, text.get(range.end..)?].concat())
}

/// Everything before the tag in lower case.
fn lowered(text: &str) -> String {
    match text.rsplit_once(':') {
        Some((repository, tag)) => format!("{}:{tag}", repository.to_ascii_lowercase()),
        None => text.to_ascii_lowercase(),
    }
}
