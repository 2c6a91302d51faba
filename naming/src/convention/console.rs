//! Builds as a console shows them, and back.

use chrono::Timelike;

use super::Convention;
use super::field::Field;
use super::matching::Cuts;
use super::mismatch::relocated;
use super::template::Template;
use crate::error::{NameError, NameErrorKind};
use crate::image_tag::image_tag;
use crate::{AppName, BuildStamp, ConsoleBuild, Environment, GitRevision, ImageAddress, ImageTag, TagParts};

const WHAT: &str = "console build";

impl Convention {
    /// A build in the console's form. What the template does not name is left out.
    ///
    /// # Errors
    /// - a part that the template names and that is not given
    /// - a tag longer than 128 bytes
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::{AppName, Convention};
    ///
    /// let convention = Convention::default();
    /// let parts = convention.parse_tag("20190726-1325_v20")?;
    /// let build = convention.console(&AppName::from_static("ai-api"), &parts)?;
    /// assert_eq!(build, "ai-api:2019-07-26-13-25_v20");
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    pub fn console(&self, app: &AppName, parts: &TagParts) -> Result<ConsoleBuild, NameError> {
        self.parse_console(&format!("{app}:{}", print(&self.templates.console, parts)?))
    }

    /// The console's form of an image.
    ///
    /// # Errors
    /// As [`console`](Self::console): a convention whose tags carry no stamp cannot print one.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::{Convention, ImageAddress};
    ///
    /// let image: ImageAddress = "registry.hz.local/huize/ai-test_ai-dc-web:20190726-1325_v20".parse()?;
    /// assert_eq!(Convention::default().console_of(&image)?, "ai-dc-web:2019-07-26-13-25_v20");
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    pub fn console_of(&self, image: &ImageAddress) -> Result<ConsoleBuild, NameError> {
        self.console(&image.to_app(), &TagParts { stamp: image.stamp(), revision: image.to_revision() })
    }

    /// The tag of an image of that build: `2019-07-26-13-25_v20` becomes `20190726-1325_v20`.
    ///
    /// # Errors
    /// If the template of tags names a part that the console's does not show.
    pub fn tag_of(&self, build: &ConsoleBuild) -> Result<ImageTag, NameError> {
        let parts = TagParts { stamp: build.stamp(), revision: build.to_revision() };
        print(&self.templates.tag, &parts)?.parse()
    }

    /// The address of that build's image for an environment.
    ///
    /// # Errors
    /// - an app name that is not of the convention, where the namespace depends on its line: the console's
    ///   `ai-api` has no system
    /// - an environment that the convention does not list
    /// - as [`tag_of`](Self::tag_of)
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::Convention;
    ///
    /// let convention = Convention::default();
    /// let build = convention.parse_console("ai-dc-web:2019-07-26-13-25_v20")?;
    /// let image = convention.image_of(&build, convention.environment("test")?)?;
    /// assert_eq!(image, "registry.hz.local/huize/ai-test_ai-dc-web:20190726-1325_v20");
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    pub fn image_of(&self, build: &ConsoleBuild, environment: &Environment) -> Result<ImageAddress, NameError> {
        self.image(&build.to_app(), environment, &self.tag_of(build)?)
    }

    /// Takes a build apart as a console shows it: app, `:`, and a tag by the convention's `consoleTag`. The app may
    /// be any legal one.
    ///
    /// # Errors
    /// - no `:`, or an illegal app name before it: `ai_api:2019-07-26-13-25_v20`
    /// - a tag of another form, such as an image's: `ai-api:20190726-1325_v20`
    /// - a date or time that does not exist: `ai-api:2019-02-30-13-25_v20`
    pub fn parse_console(&self, text: &str) -> Result<ConsoleBuild, NameError> {
        let Some((app, tag)) = text.split_once(':') else {
            let (kind, found) =
                if text.is_empty() { (NameErrorKind::Empty, "nothing") } else { (NameErrorKind::End, "the end") };
            let expected = "\":\" and the tag after the app name, as in ai-api:2019-07-26-13-25_v20";
            return Err(NameError::new(WHAT, text, kind, text.len(), found, expected));
        };
        let start = app.len() + 1;
        app.parse::<AppName>().map_err(|error| relocated(&error, WHAT, text, 0))?;
        let (stamp, cuts) = self.read_console_tag(tag).map_err(|error| {
            let meant = self.parse_tag(tag).and_then(|parts| print(&self.templates.console, &parts));
            let error = relocated(&error, WHAT, text, start);
            match meant {
                Ok(tag) => error.with_hint(format!("did you mean \"{app}:{tag}\"?")),
                Err(_) => error,
            }
        })?;
        let revision = self.templates.console.place(Field::Revision).map(|place| cuts.range(place));
        let revision = revision.map(|range| start + range.start..start + range.end);
        Ok(ConsoleBuild::from_parts(text, app.len(), stamp, revision))
    }

    /// The image tag of a tag in the console's form.
    pub(super) fn tag_of_console_tag(&self, text: &str) -> Option<ImageTag> {
        let (stamp, cuts) = self.read_console_tag(text).ok()?;
        let revision = self.templates.console.value(Field::Revision, text, &cuts).map(GitRevision::checked);
        print(&self.templates.tag, &TagParts { stamp, revision }).ok()?.parse().ok()
    }

    fn read_console_tag(&self, text: &str) -> Result<(Option<BuildStamp>, Cuts), NameError> {
        let template = &self.templates.console;
        if image_tag(text.as_bytes()).is_some() {
            text.parse::<ImageTag>()?;
        }
        let cuts = template.split(text).ok_or_else(|| self.explain(template, text))?;
        let part = |field| template.place(field).map(|place| cuts.range(place));
        let whole = match (part(Field::Stamp), part(Field::Date), part(Field::Time)) {
            (Some(stamp), ..) => text.get(stamp).unwrap_or_default().to_owned(),
            (None, Some(date), Some(time)) => {
                let [date, time] = [date, time].map(|range| text.get(range).unwrap_or_default().replace('-', ""));
                format!("{date}-{time}")
            }
            _ => return Ok((None, cuts)),
        };
        match whole.parse::<BuildStamp>() {
            Ok(stamp) => Ok((Some(stamp), cuts)),
            Err(error) => {
                let start = |field| part(field).map_or(0, |range| range.start);
                let at = match (template.has(Field::Stamp), error.offset()) {
                    (true, at) => start(Field::Stamp) + at,
                    (_, at @ 0..4) => start(Field::Date) + at,
                    (_, at @ 4..6) => start(Field::Date) + at + 1,
                    (_, at @ 6..8) => start(Field::Date) + at + 2,
                    (_, at @ 8..11) => start(Field::Time) + at.saturating_sub(9),
                    (_, at) => start(Field::Time) + at.saturating_sub(8),
                };
                let (found, expected) = (error.found().to_owned(), error.expected().to_owned());
                Err(NameError::new("console tag", text, error.kind(), at, found, expected))
            }
        }
    }
}

/// Prints a tag by one of the two templates.
fn print(template: &Template, parts: &TagParts) -> Result<String, NameError> {
    let stamp = parts.stamp.map(|stamp| stamp.to_string());
    let moment = parts.stamp.map(BuildStamp::datetime);
    let date = moment.map(|moment| moment.date().to_string());
    let time = moment.map(|moment| format!("{:02}-{:02}", moment.hour(), moment.minute()));
    template
        .print(|field| match field {
            Field::Stamp => stamp.as_deref(),
            Field::Date => date.as_deref(),
            Field::Time => time.as_deref(),
            Field::Revision => parts.revision.as_ref().map(GitRevision::as_str),
            _ => None,
        })
        .map_err(|field| super::missing(template.form.noun(), &template.source, field))
}
