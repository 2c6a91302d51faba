//! Checking a convention, all of it at once.

use std::collections::BTreeSet;

use super::ambiguity::collision;
use super::closed_set::ClosedSet;
use super::convention_error::{ConventionError, ConventionErrorKind as Kind};
use super::convention_spec::ConventionSpec;
use super::field::{Field, Form};
use super::language::{Language, names_registry};
use super::legality::{illegal, legal_names, longest, prints_short};
use super::syntax::{Part, parts};
use super::template::{Piece, Template};
use crate::Environment;
use crate::reference_hint::without_scheme;

/// The most business lines, and the most environments. With them the greatest search for an ambiguity stays
/// within a fraction of a second.
pub(crate) const MAX_LINES: usize = 128;
pub(crate) const MAX_ENVIRONMENTS: usize = 32;

/// The templates of a convention.
#[derive(Clone, Debug)]
pub(crate) struct Templates {
    pub(crate) app: Template,
    pub(crate) namespace: Template,
    pub(crate) image: Template,
    pub(crate) tag: Template,
    pub(crate) console: Template,
    pub(crate) node: Template,
}

/// Compiles the templates; they are only worth something if there is no error.
pub(crate) fn load(spec: &ConventionSpec) -> (Templates, Vec<ConventionError>) {
    let mut errors = Vec::new();
    let lines = spec.lines.iter().map(|line| line.name.as_str());
    let environments = spec.environments.iter().map(Environment::as_str);
    check_set("lines", "business line", lines.clone(), MAX_LINES, &mut errors);
    check_set("environments", "environment", environments.clone(), MAX_ENVIRONMENTS, &mut errors);
    if spec.environments.is_empty() {
        let expected = "at least one environment";
        errors.push(ConventionError::new("environments", "", Kind::Empty, "no environment", expected));
    }
    let sets_hold = errors.is_empty();
    let loader = Loader { lines: ClosedSet::new(lines), environments: ClosedSet::new(environments), sets_hold };
    let templates = Templates {
        app: loader.template(Form::App, &spec.app, &mut errors),
        namespace: loader.template(Form::Namespace, &spec.namespace, &mut errors),
        image: loader.template(Form::Image, &spec.image, &mut errors),
        tag: loader.template(Form::Tag, &spec.tag, &mut errors),
        console: loader.template(Form::Console, &spec.console_tag, &mut errors),
        node: loader.template(Form::Node, &spec.node, &mut errors),
    };
    if errors.iter().all(|error| !matches!(error.field(), "app" | "namespace")) {
        check_lines(spec, &templates, &mut errors);
    }
    let image_is_known = errors.iter().all(|error| error.field() != "image");
    check_registry(spec, image_is_known.then_some(&templates.image), &mut errors);
    (templates, errors)
}

fn check_set<'a>(
    key: &'static str,
    what: &str,
    words: impl Iterator<Item = &'a str>,
    most: usize,
    errors: &mut Vec<ConventionError>,
) {
    let mut seen = BTreeSet::new();
    let mut count = 0;
    for (index, word) in words.enumerate() {
        count += 1;
        if !seen.insert(word) {
            let field = format!("{key}[{index}]");
            let found = format!("{word:?} again");
            errors.push(ConventionError::new(field, word, Kind::Duplicate, found, format!("each {what} once")));
        }
    }
    if count > most {
        errors.push(ConventionError::new(key, "", Kind::TooLong, count.to_string(), format!("at most {most}")));
    }
}

struct Loader {
    lines: ClosedSet,
    environments: ClosedSet,
    sets_hold: bool,
}

impl Loader {
    fn template(&self, form: Form, source: &str, errors: &mut Vec<ConventionError>) -> Template {
        let (parts, mut problems) = parts(form, source);
        let pieces = parts.iter().enumerate().map(|(index, part)| self.piece(index == 0, part)).collect();
        let template = Template::new(form, source, pieces);
        if problems.is_empty() && template.has(Field::Line) && self.lines.is_empty() {
            problems.push(
                ConventionError::new(
                    form.key(),
                    source,
                    Kind::Missing,
                    "\"{line}\" but no lines",
                    "lines to choose from",
                )
                .with_hint("list them under `lines`, or take \"{line}\" out of the template"),
            );
        }
        let closed = template.has(Field::Line) || template.has(Field::Environment);
        if problems.is_empty() && (self.sets_hold || !closed) {
            problems.extend(check_readable(&template));
        }
        errors.extend(problems);
        template
    }

    fn piece(&self, first: bool, part: &Part<'_>) -> Piece {
        let field = match part {
            Part::Literal(text) => return Piece { field: None, language: Language::Literal((*text).into()) },
            Part::Field(field) => *field,
        };
        let language = match field {
            Field::Line => Language::OneOf(self.lines.clone()),
            Field::Environment => Language::OneOf(self.environments.clone()),
            // An app name begins with a letter, and so does whatever begins it.
            Field::System => Language::Word { letter: first },
            Field::Component => Language::Label { letter: first },
            Field::Host => Language::Host,
            Field::Path => Language::Path,
            Field::Namespace => Language::Label { letter: false },
            Field::App => Language::Label { letter: true },
            Field::Tag => Language::Tag,
            Field::Stamp => Language::Stamp,
            Field::Revision => Language::Revision,
            Field::Date => Language::Date,
            Field::Time => Language::Time,
            Field::Address => Language::Address,
        };
        Piece { field: Some(field), language }
    }
}

/// Everything the template prints is a legal name, and is read back in one way only.
fn check_readable(template: &Template) -> Vec<ConventionError> {
    let form = template.form;
    let error = |kind, found: String, expected: String| {
        ConventionError::new(form.key(), &template.source, kind, found, expected)
    };
    let mut errors = Vec::new();
    let middle = (form == Form::Image).then(|| between_host_and_tag(template));
    let printed = middle.as_ref().unwrap_or(template);
    if let Some(text) = illegal(printed, &legal_names(form)) {
        let noun = if form == Form::Image { "image repository" } else { form.noun() };
        let found = format!("{text:?}, which is not a legal {noun}");
        errors.push(error(Kind::Illegal, found, "a template that prints legal names only".to_owned()));
    } else if !prints_short(template) {
        let found = format!("no text of at most {} bytes", form.max_len());
        errors.push(error(Kind::TooLong, found, "room for a value of every field".to_owned()));
    } else if let Some(text) = longest(&template.pieces).filter(|text| text.len() > form.max_len()) {
        let found = format!("{text:?} of {} bytes", text.len());
        errors.push(error(Kind::TooLong, found, format!("at most {} bytes", form.max_len())));
    }
    if let Some(collision) = collision(template) {
        let [one, other] = collision.readings.map(|reading| {
            let fields: Vec<String> =
                reading.iter().map(|(field, value)| format!("{} {value:?}", field.key())).collect();
            fields.join(", ")
        });
        let found = format!("{:?}, which reads as {one} and as {other}", collision.text);
        errors.push(
            error(Kind::Ambiguous, found, "one reading of every name".to_owned())
                .with_hint("separate the two fields by a character that one of them cannot hold"),
        );
    }
    errors
}

/// The part of an image template that becomes the repository's path.
fn between_host_and_tag(template: &Template) -> Template {
    let inner = template.pieces.get(1..template.pieces.len().saturating_sub(1)).unwrap_or_default();
    let last = inner.len().saturating_sub(1);
    let trimmed = inner.iter().enumerate().filter_map(|(index, piece)| {
        let Language::Literal(text) = &piece.language else { return Some(piece.clone()) };
        let text = if index == 0 { text.strip_prefix('/').unwrap_or(text) } else { text };
        let text = if index == last { text.strip_suffix(':').unwrap_or(text) } else { text };
        (!text.is_empty()).then(|| Piece { field: None, language: Language::Literal(text.into()) })
    });
    Template::new(template.form, &template.source, trimmed.collect())
}

/// The namespace of an app is told by the app's name, so its line has to stand there.
fn check_lines(spec: &ConventionSpec, templates: &Templates, errors: &mut Vec<ConventionError>) {
    if templates.namespace.has(Field::Line) && !templates.app.has(Field::Line) {
        errors.push(
            ConventionError::new("app", &spec.app, Kind::Missing, "no \"{line}\"", "\"{line}\"").with_hint(format!(
                "the namespace {:?} needs the line, and an app tells it by its name",
                spec.namespace
            )),
        );
    }
}

fn check_registry(spec: &ConventionSpec, image: Option<&Template>, errors: &mut Vec<ConventionError>) {
    let host = spec.registry.host.as_str();
    let error =
        |kind, found: String, expected: &str| ConventionError::new("registry.host", host, kind, found, expected);
    if host.is_empty() {
        errors.push(error(Kind::Empty, "nothing".to_owned(), "a registry host such as registry.hz.local"));
    } else if host.len() > Form::MAX_REPOSITORY || !Language::Host.runs(host.as_bytes()) {
        let mut problem = error(Kind::Illegal, format!("{host:?}"), "a host and, if need be, ':' and a port");
        let bare = without_scheme(host);
        if let Some((name, path)) = bare.split_once('/')
            && Language::Host.runs(name.as_bytes())
        {
            problem = problem.with_hint(format!("the host is {name:?}; the path {path:?} is a key of its own"));
        } else if bare != host {
            problem = problem.with_hint(format!("did you mean {bare:?}?"));
        }
        errors.push(problem);
    } else if !names_registry(host) {
        errors.push(
            error(
                Kind::Illegal,
                format!("{host:?} without a '.' or a port"),
                "a host that runtimes take for a registry",
            )
            .with_hint(format!("they read \"{host}/...\" as a repository of Docker Hub")),
        );
    }
    let wants = image.map(|image| image.has(Field::Path));
    match (&spec.registry.path, wants) {
        (Some(path), _) if path.len() > Form::MAX_REPOSITORY || !Language::Path.runs(path.as_bytes()) => {
            let expected = "lowercase components such as huize, joined by '/'";
            let mut problem = ConventionError::new("registry.path", path, Kind::Illegal, format!("{path:?}"), expected);
            let bare = path.trim_matches('/').to_ascii_lowercase();
            if Language::Path.runs(bare.as_bytes()) {
                problem = problem.with_hint(format!("did you mean {bare:?}?"));
            }
            errors.push(problem);
        }
        (Some(path), Some(false)) => errors.push(
            ConventionError::new("registry.path", path, Kind::Unused, format!("{path:?}"), "no path")
                .with_hint(format!("the image template {:?} does not print it", spec.image)),
        ),
        (None, Some(true)) => errors.push(
            ConventionError::new("registry.path", "", Kind::Missing, "no path", "a path such as huize")
                .with_hint(format!("the image template {:?} prints it", spec.image)),
        ),
        _ => {}
    }
}
