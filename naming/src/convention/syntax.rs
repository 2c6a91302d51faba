//! Reading the template language.

use super::convention_error::{ConventionError, ConventionErrorKind};
use super::field::{Field, Form};
use super::mismatch::either;
use crate::nearest::nearest;

/// The greatest length of a template, in bytes.
pub(crate) const MAX_TEMPLATE: usize = 256;

/// A part of a template as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part<'s> {
    Literal(&'s str),
    Field(Field),
}

/// The parts of a template and everything that is wrong with it. Literals are never empty and never follow
/// one another.
pub(crate) fn parts<'s>(form: Form, source: &'s str) -> (Vec<Part<'s>>, Vec<ConventionError>) {
    let mut reader = Reader { form, source, parts: Vec::new(), errors: Vec::new(), balanced: true };
    if source.len() > MAX_TEMPLATE {
        reader.errors.push(reader.error(
            ConventionErrorKind::TooLong,
            format!("{} bytes", source.len()),
            format!("at most {MAX_TEMPLATE} bytes"),
        ));
    } else if source.is_empty() {
        let fields = fields(form.fields());
        reader.errors.push(reader.error(ConventionErrorKind::Empty, "nothing", format!("a template of {fields}")));
    } else {
        reader.read();
        reader.check();
    }
    (reader.parts, reader.errors)
}

struct Reader<'s> {
    form: Form,
    source: &'s str,
    parts: Vec<Part<'s>>,
    errors: Vec<ConventionError>,
    balanced: bool,
}

impl<'s> Reader<'s> {
    fn error(
        &self,
        kind: ConventionErrorKind,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) -> ConventionError {
        ConventionError::new(self.form.key(), self.source, kind, found, expected)
    }

    fn read(&mut self) {
        let mut rest = self.source;
        while !rest.is_empty() {
            let at = self.source.len() - rest.len();
            if let Some(inside) = rest.strip_prefix('{') {
                match inside.find(['{', '}']).map(|end| inside.split_at(end)) {
                    Some((key, after)) if after.starts_with('}') => {
                        self.field(at, key);
                        rest = after.strip_prefix('}').unwrap_or(after);
                    }
                    open => {
                        let error = self.error(ConventionErrorKind::Syntax, "'{'", "a '}' that closes it").at(at);
                        let doubled = inside.starts_with('{');
                        let hint = "fields have single braces, as in \"{line}\"";
                        self.errors.push(if doubled { error.with_hint(hint) } else { error });
                        // One brace too many or too few puts those behind it in doubt.
                        self.balanced = false;
                        rest = open.map_or("", |(_, after)| after);
                    }
                }
            } else {
                let end = rest.find('{').unwrap_or(rest.len());
                let (literal, after) = rest.split_at(end);
                self.literal(at, literal);
                rest = after;
            }
        }
    }

    fn literal(&mut self, at: usize, literal: &'s str) {
        for (offset, character) in literal.char_indices() {
            let expected = match character {
                '}' if self.balanced => "a '{' before it",
                '!'..='~' => continue,
                _ => "a printable ASCII character",
            };
            let error = self.error(ConventionErrorKind::Syntax, format!("{character:?}"), expected);
            self.errors.push(error.at(at + offset));
            self.balanced &= character != '}';
            // One report for each run of literal text says enough.
            break;
        }
        self.parts.push(Part::Literal(literal));
    }

    fn field(&mut self, at: usize, key: &str) {
        let allowed = self.form.fields();
        match Field::ALL.into_iter().find(|field| field.key() == key) {
            Some(field) if self.parts.contains(&Part::Field(field)) => {
                let found = format!("a second \"{{{key}}}\"");
                let error = self.error(ConventionErrorKind::Duplicate, found, "each field once");
                self.errors.push(error.at(at));
            }
            Some(field) if allowed.contains(&field) => self.parts.push(Part::Field(field)),
            _ => {
                let found = format!("\"{{{}}}\"", key.escape_debug());
                let mut error = self.error(ConventionErrorKind::Field, found, fields(allowed)).at(at);
                if let Some(meant) = nearest(key.trim(), allowed.iter().map(|field| field.key())) {
                    error = error.with_hint(format!("did you mean \"{{{meant}}}\"?"));
                }
                self.errors.push(error);
            }
        }
    }

    /// What has to be there, once each part is known.
    fn check(&mut self) {
        if !self.errors.is_empty() {
            return;
        }
        let has = |field: &Field| self.parts.contains(&Part::Field(*field));
        for field in self.form.required().iter().filter(|field| !has(field)) {
            let expected = format!("\"{{{}}}\"", field.key());
            self.errors.push(self.error(ConventionErrorKind::Missing, format!("no {expected}"), expected));
        }
        let any = self.form.fields();
        if !any.iter().any(has) && self.form.required().is_empty() {
            self.errors.push(self.error(ConventionErrorKind::Missing, "no field", format!("one of {}", fields(any))));
        }
        if self.form == Form::Image && self.errors.is_empty() {
            self.check_image();
        }
        if self.form == Form::Console && self.errors.is_empty() {
            self.check_console();
        }
    }

    /// A minute is told once, and whole: by its stamp, or by date and time.
    fn check_console(&mut self) {
        let place = |field: Field| self.source.find(&format!("{{{}}}", field.key()));
        let (date, time, stamp) = (place(Field::Date), place(Field::Time), place(Field::Stamp));
        let error = match (date, time, stamp) {
            (Some(at), _, Some(_)) | (None, Some(at), Some(_)) => {
                let field = if date.is_some() { Field::Date } else { Field::Time };
                let found = format!("\"{{{}}}\" beside \"{{stamp}}\"", field.key());
                self.error(ConventionErrorKind::Duplicate, found, "one of them").at(at)
            }
            (Some(at), None, None) => {
                self.error(ConventionErrorKind::Missing, "\"{date}\" alone", "\"{time}\" as well").at(at)
            }
            (None, Some(at), None) => {
                self.error(ConventionErrorKind::Missing, "\"{time}\" alone", "\"{date}\" as well").at(at)
            }
            _ => return,
        };
        self.errors.push(error);
    }

    /// The parts of an image address that are the same for every registry.
    fn check_image(&mut self) {
        let (parts, source) = (self.parts.as_slice(), self.source);
        // There are more, because host, app and tag are required.
        let ([one, two, ..], [.., three, four]) = (parts, parts) else { return };
        let begins = matches!((one, two), (Part::Field(Field::Host), Part::Literal(text)) if text.starts_with('/'));
        let ends = matches!((three, four), (Part::Literal(text), Part::Field(Field::Tag)) if text.ends_with(':'));
        let path = parts.iter().position(|part| *part == Part::Field(Field::Path));
        let follows = path.is_none_or(|index| index == 2 && *two == Part::Literal("/"));
        let start = source.get(..one.written_len() + two.written_len()).unwrap_or_default();
        let end = source.len() - three.written_len() - four.written_len();
        let mut refuse = |found: &str, at: usize, expected: &str| {
            let error = self.error(ConventionErrorKind::Syntax, format!("{found:?}"), expected);
            self.errors.push(error.at(at));
        };
        if !begins {
            refuse(start, 0, "\"{host}/\" at the beginning");
        } else if !follows {
            refuse("{path}", source.find("{path}").unwrap_or(0), "it right after \"{host}/\"");
        }
        if !ends {
            refuse(source.get(end..).unwrap_or_default(), end, "\":{tag}\" at the end");
        }
    }
}

impl Part<'_> {
    /// How many bytes of the template it takes.
    fn written_len(&self) -> usize {
        match self {
            Part::Literal(text) => text.len(),
            Part::Field(field) => field.key().len() + "{}".len(),
        }
    }
}

/// The fields for a message: `"{line}", "{system}" or "{component}"`.
fn fields(fields: &[Field]) -> String {
    either(&fields.iter().map(|field| format!("\"{{{}}}\"", field.key())).collect::<Vec<_>>())
}
