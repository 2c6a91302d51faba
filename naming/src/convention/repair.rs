//! What somebody probably meant by a name that was refused.
//!
//! Candidates are made by the mistakes people make, and only one that the convention accepts is shown.

use super::Convention;
use super::field::Field;
use super::language::Language;
use super::template::Template;
use crate::build_stamp;
use crate::nearest::nearest;

impl Convention {
    /// The name with its line or environment, or both, replaced by the nearest known one.
    pub(super) fn repaired(&self, template: &Template, text: &str) -> Option<String> {
        let closed = [Field::Line, Field::Environment].into_iter().filter(|field| template.has(*field));
        let closed: Vec<Field> = closed.collect();
        let one_by_one = closed.iter().map(std::slice::from_ref);
        one_by_one.chain([closed.as_slice()]).find_map(|doubted| {
            let cuts = template.relaxed(doubted).split(text)?;
            let mut fixed = text.to_owned();
            // From the right, so that earlier places stay where they are.
            for field in doubted.iter().rev() {
                let place = template.place(*field)?;
                let Language::OneOf(set) = &template.pieces.get(place)?.language else { return None };
                let range = cuts.range(place);
                let word = nearest(text.get(range.clone())?, set.words())?;
                fixed.replace_range(range, word);
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
        let bare = text.trim();
        let bare = bare.split_once("://").map_or(bare, |(_, rest)| rest);
        [bare.to_owned(), lowered(bare), bare.to_ascii_lowercase()]
            .into_iter()
            .find(accepted)
            .or_else(|| self.swapped(text).filter(accepted))
            .or_else(|| self.nearest_known(text).filter(accepted))
            .or_else(|| self.separated(text).find(accepted))
            .or_else(|| self.stamped(text).find(accepted))
    }

    /// Namespace and app the other way round.
    fn swapped(&self, text: &str) -> Option<String> {
        let image = self.try_read(text)?;
        let (namespace, app) = (image.spans().namespace?.range(), image.spans().app.range());
        let mut fixed = text.to_owned();
        let (first, second) = if namespace.start < app.start { (namespace, app) } else { (app, namespace) };
        fixed.replace_range(second.clone(), text.get(first.clone())?);
        fixed.replace_range(first, text.get(second)?);
        Some(fixed)
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
                fixed.replace_range(range, &part);
            }
        }
        Some(fixed)
    }

    /// One separator replaced by another one of the convention's.
    fn separated(&self, text: &str) -> impl Iterator<Item = String> {
        let templates = [&self.templates.image, &self.templates.tag, &self.templates.namespace, &self.templates.app];
        let mut separators: Vec<&str> = templates
            .into_iter()
            .flat_map(|template| &template.pieces)
            .filter_map(|piece| match &piece.language {
                Language::Literal(literal) => Some(literal.as_ref()),
                _ => None,
            })
            .collect();
        separators.sort_unstable();
        separators.dedup();
        let marks = text.char_indices().filter(|(_, character)| character.is_ascii_punctuation());
        marks.flat_map(move |(at, _)| {
            separators.clone().into_iter().map(move |separator| {
                let mut fixed = text.to_owned();
                fixed.replace_range(at..=at, separator);
                fixed
            })
        })
    }

    /// The tag's date and time written in the convention's way.
    fn stamped(&self, text: &str) -> impl Iterator<Item = String> {
        let (repository, tag) = text.rsplit_once(':').unwrap_or((text, ""));
        let marks = tag.char_indices().filter(|(_, character)| character.is_ascii_punctuation());
        marks.filter_map(move |(at, _)| {
            let stamp = build_stamp::mend(tag.get(..at)?)?;
            let revision = tag.get(at + 1..)?.parse().ok()?;
            Some(format!("{repository}:{}", self.tag(&stamp, &revision).ok()?))
        })
    }
}

/// Everything before the tag in lower case.
fn lowered(text: &str) -> String {
    match text.rsplit_once(':') {
        Some((repository, tag)) => format!("{}:{tag}", repository.to_ascii_lowercase()),
        None => text.to_ascii_lowercase(),
    }
}
