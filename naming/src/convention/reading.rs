//! Taking names apart by a convention.

use super::Convention;
use super::field::{Field, Form};
use super::language::names_registry;
use super::matching::Cuts;
use super::mismatch::{mismatch, relocated};
use super::template::Template;
use crate::dns_label::{dns_1035_label, dns_label, mend_label};
use crate::error::{NameError, NameErrorKind, Violation};
use crate::image_address::Spans;
use crate::image_tag::{image_tag, mend_tag};
use crate::{
    AppParts, BuildStamp, BusinessLine, ComponentName, Environment, GitRevision, ImageAddress, NamespaceParts,
    SystemName, TagParts,
};

impl Convention {
    /// Takes an app name apart. The error for a legal name says how it deviates from the convention.
    ///
    /// # Errors
    /// - not a legal app name at all: `AI_DC`
    /// - a line that the convention does not list: `bi-dc-web`
    /// - parts that are missing: the console's `ai-api` has no system
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::{AppName, Convention};
    ///
    /// let console: AppName = "ai-api".parse()?; // legal as a name
    /// assert_eq!(
    ///     Convention::default().parse_app(&console).unwrap_err().to_string(),
    ///     "invalid app name \"ai-api\": found the end at byte 6, expected \"-\" and the component after system \
    ///      \"api\"; the convention writes \"{line}-{system}-{component}\""
    /// );
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    pub fn parse_app(&self, name: impl AsRef<str>) -> Result<AppParts, NameError> {
        let (text, template) = (name.as_ref(), &self.templates.app);
        if let Some(violation) = dns_1035_label(text.as_bytes()) {
            return Err(self.explain_illegal(violation, template, text));
        }
        let cuts = template.split(text).ok_or_else(|| self.explain(template, text))?;
        let value = |field| template.value(field, text, &cuts);
        Ok(AppParts {
            line: value(Field::Line).and_then(|line| self.known_line(line)).cloned(),
            system: value(Field::System).map(SystemName::checked),
            component: ComponentName::checked(value(Field::Component).unwrap_or_default()),
        })
    }

    /// Takes a namespace apart.
    ///
    /// # Errors
    /// - not a legal namespace at all: `ai_test`
    /// - a line or an environment that the convention does not list: `ai-tset`
    /// - parts that are missing: `test`
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::Convention;
    ///
    /// let parts = Convention::default().parse_namespace("ai-test")?;
    /// assert_eq!(parts.environment.as_ref().map(|environment| environment.as_str()), Some("test"));
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    pub fn parse_namespace(&self, name: impl AsRef<str>) -> Result<NamespaceParts, NameError> {
        let (text, template) = (name.as_ref(), &self.templates.namespace);
        if let Some(violation) = dns_label(text.as_bytes()) {
            return Err(self.explain_illegal(violation, template, text));
        }
        let cuts = template.split(text).ok_or_else(|| self.explain(template, text))?;
        let value = |field| template.value(field, text, &cuts);
        Ok(NamespaceParts {
            line: value(Field::Line).and_then(|line| self.known_line(line)).cloned(),
            environment: value(Field::Environment).and_then(|name| self.known_environment(name)).cloned(),
        })
    }

    /// Takes an image tag apart.
    ///
    /// # Errors
    /// - not a legal image tag at all: `-v20`
    /// - not of the template: `latest`, `20190510-1033-v20`
    /// - a date or time that does not exist: `20190230-1033_v20`
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::Convention;
    ///
    /// let parts = Convention::default().parse_tag("20190510-1033_v20")?;
    /// assert_eq!(parts.revision.map(|revision| revision.to_string()), Some("v20".to_owned()));
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    pub fn parse_tag(&self, tag: impl AsRef<str>) -> Result<TagParts, NameError> {
        let (text, template) = (tag.as_ref(), &self.templates.tag);
        if let Some(violation) = image_tag(text.as_bytes()) {
            return Err(self.explain_illegal(violation, template, text));
        }
        let cuts = template.split(text).ok_or_else(|| {
            let error = self.explain(template, text);
            match self.tag_of_console_tag(text) {
                Some(tag) => error.with_hint(format!("did you mean \"{tag}\"?")),
                None => error,
            }
        })?;
        let stamp = match template.place(Field::Stamp).map(|place| cuts.range(place)) {
            Some(range) => {
                let stamp: Result<BuildStamp, NameError> = text.get(range.clone()).unwrap_or_default().parse();
                Some(stamp.map_err(|error| relocated(&error, "image tag", text, range.start))?)
            }
            None => None,
        };
        Ok(TagParts { stamp, revision: template.value(Field::Revision, text, &cuts).map(GitRevision::checked) })
    }

    /// Takes an image address apart and checks it against the convention: lines and environments have to be
    /// listed, app and namespace of the same line. Any registry will do, so that an address in a mirror reads;
    /// [`deviations`](Self::deviations) tells a foreign one.
    ///
    /// # Errors
    /// - not of the template: no tag, `-` for the `_` between namespace and app
    /// - a host that container runtimes would not take for a registry: `registry/huize/...`
    /// - a tag that is not of the convention, or has a date that does not exist
    /// - the first of the [`deviations`](Self::deviations) of namespace and app
    pub fn parse_image(&self, text: &str) -> Result<ImageAddress, NameError> {
        match self.try_read(text) {
            Some(image) if self.conforms(&image) => Ok(image),
            _ => Err(self.explain_image(text)),
        }
    }

    /// Takes an image address apart without a look at what namespace and app mean: they may be any legal ones.
    /// [`deviations`](Self::deviations) lists what the convention has to say about them.
    ///
    /// # Errors
    /// As [`parse_image`](Self::parse_image), except the last reason.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::Convention;
    ///
    /// let convention = Convention::default();
    /// let image = convention.read_image("registry.hz.local/huize/ai-test_ai-api:20190726-1325_v20")?;
    /// assert_eq!(image.app(), "ai-api");
    /// assert_eq!(convention.deviations(&image).len(), 1);
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    pub fn read_image(&self, text: &str) -> Result<ImageAddress, NameError> {
        self.try_read(text).ok_or_else(|| self.explain_image(text))
    }

    /// Reads an address whatever its namespace and app mean; no error is made when it fails.
    pub(super) fn try_read(&self, text: &str) -> Option<ImageAddress> {
        let (image, tags) = (&self.templates.image, &self.templates.tag);
        let mut cuts = Cuts::default();
        image.split_into(text, &mut cuts)?;
        let span = |field| image.place(field).map(|place| cuts.span(place));
        let (host, tag) = (span(Field::Host)?, span(Field::Tag)?);
        if !names_registry(text.get(host.range())?) || tag.range().start > Form::MAX_REPOSITORY + 1 {
            return None;
        }
        let tag_text = text.get(tag.range())?;
        let mut tag_cuts = Cuts::default();
        tags.split_into(tag_text, &mut tag_cuts)?;
        let stamp = match tags.place(Field::Stamp) {
            Some(place) => Some(BuildStamp::read(tag_text.as_bytes().get(tag_cuts.range(place))?)?),
            None => None,
        };
        let spans = Spans {
            host,
            path: span(Field::Path),
            namespace: span(Field::Namespace),
            app: span(Field::App)?,
            tag,
            revision: tags.place(Field::Revision).map(|place| tag_cuts.span(place).within(tag)),
        };
        Some(ImageAddress::from_parts(text, spans, stamp))
    }

    pub(super) fn known_line(&self, name: &str) -> Option<&BusinessLine> {
        self.spec.lines.iter().map(|line| &line.name).find(|line| line.as_str() == name)
    }

    pub(super) fn known_environment(&self, name: &str) -> Option<&Environment> {
        self.spec.environments.iter().find(|environment| environment.as_str() == name)
    }

    /// Is the text of the template, and its build stamp a date and time that exist?
    pub(super) fn reads(&self, template: &Template, text: &str) -> bool {
        let exists = |stamp: &str| BuildStamp::read(stamp.as_bytes()).is_some();
        template.split(text).is_some_and(|cuts| template.value(Field::Stamp, text, &cuts).is_none_or(exists))
    }

    /// Why a text is no legal name. A legal one is only proposed if it is of the template too.
    fn explain_illegal(&self, violation: Violation, template: &Template, text: &str) -> NameError {
        let legal = if template.form == Form::Tag { mend_tag(text) } else { mend_label(text) };
        let meant = if self.reads(template, &legal) { Some(legal) } else { self.repaired(template, &legal) };
        hinted(violation.into_error(template.form.noun(), text), meant, template)
    }

    /// Why a legal name is not of the template.
    pub(super) fn explain(&self, template: &Template, text: &str) -> NameError {
        hinted(mismatch(template, template.form.noun(), text), self.repaired(template, text), template)
    }

    fn explain_image(&self, text: &str) -> NameError {
        hinted(self.image_flaw(text), self.repaired_image(text), &self.templates.image)
    }

    /// The first thing wrong with an address that was refused.
    fn image_flaw(&self, text: &str) -> NameError {
        const WHAT: &str = "image address";
        let image = &self.templates.image;
        let Some(cuts) = image.split(text) else { return mismatch(image, WHAT, text) };
        let host = image.value(Field::Host, text, &cuts).unwrap_or_default();
        if !names_registry(host) {
            let expected = "a registry host with a '.' or a port";
            return NameError::new(WHAT, text, NameErrorKind::Template, 0, format!("{host:?}"), expected)
                .with_hint(format!("runtimes read \"{host}/...\" as a repository of Docker Hub"));
        }
        let tag = image.place(Field::Tag).map_or(0..0, |place| cuts.range(place));
        if tag.start > Form::MAX_REPOSITORY + 1 {
            let found = format!("{} bytes before the tag", tag.start.saturating_sub(1));
            let expected = format!("at most {} bytes", Form::MAX_REPOSITORY);
            return NameError::new(WHAT, text, NameErrorKind::TooLong, Form::MAX_REPOSITORY, found, expected);
        }
        if let Err(error) = self.parse_tag(text.get(tag.clone()).unwrap_or_default()) {
            return relocated(&error, WHAT, text, tag.start);
        }
        let deviations = self.try_read(text).map(|image| self.meanings(&image)).unwrap_or_default();
        deviations.into_iter().next().unwrap_or_else(|| mismatch(image, WHAT, text))
    }
}

/// Shows what was probably meant, or else how the convention writes such names, where that is what is wrong.
fn hinted(error: NameError, meant: Option<String>, template: &Template) -> NameError {
    let form = matches!(error.kind(), NameErrorKind::Template | NameErrorKind::End);
    match meant {
        Some(meant) => error.with_hint(format!("did you mean {meant:?}?")),
        None if form && error.hint().is_none() => {
            error.with_hint(format!("the convention writes {:?}", template.source))
        }
        None => error,
    }
}
