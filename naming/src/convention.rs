//! A platform's naming convention.

mod ambiguity;
mod automaton;
mod closed_set;
mod console;
mod convention_error;
#[cfg(feature = "schemars")]
mod convention_schema;
mod convention_spec;
mod deviation;
mod field;
mod language;
mod legality;
mod load;
mod matching;
mod mismatch;
mod node;
mod plan;
mod reading;
mod repair;
mod syntax;
mod template;

use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use convention_error::{ConventionError, ConventionErrorKind};
pub use convention_spec::{ConventionSpec, Line, Registry};

use crate::SystemName;
use crate::error::{NameError, NameErrorKind, quoted};
use crate::nearest::nearest;
use crate::{AppName, AppParts, BuildStamp, BusinessLine, Environment, GitRevision, ImageAddress, ImageTag, Namespace};
use field::Field;
use load::Templates;
use mismatch::one_of;

/// How a platform names its apps, namespaces, images and nodes: which parts a name has, and which business lines and
/// environments there are. It makes names and takes them apart, both by the same templates.
///
/// A name type such as [`AppName`] says what is legal anywhere; a convention says what it means here.
///
/// # Fields
/// `{line}` and `{environment}` are closed sets, listed by the convention. `{system}` is a [`SystemName`]
/// (no hyphen), `{component}` a [`ComponentName`] (hyphens allowed). `{host}`, `{path}` and `{tag}` are what
/// image references allow, `{namespace}` and `{app}` inside an image address any legal [`Namespace`] and
/// [`AppName`], so that an address can be taken apart even where they deviate; `{stamp}` is a [`BuildStamp`],
/// `{revision}` a [`GitRevision`]. `{date}` and `{time}` are a stamp in two parts, `{address}` is a
/// [`NodeAddress`](crate::NodeAddress).
///
/// # Ambiguity
/// A convention is refused when it is loaded if any legal name could be read back in two ways. That is decided
/// exactly, on the automata of the templates, and the error shows a shortest such name with both readings.
/// Limits: templates of 256 bytes, 128 lines, 32 environments.
///
/// [`ComponentName`]: crate::ComponentName
///
/// # Examples
/// ```
/// use pavedroad_naming::{AppName, Convention, Environment};
///
/// let convention = Convention::default();
/// let parts = convention.parse_app("ai-dc-web")?;
/// assert_eq!(parts.line.as_ref().map(|line| line.as_str()), Some("ai"));
/// assert_eq!(parts.component, "web");
///
/// let web = AppName::from_static("ai-dc-web");
/// let test = convention.environment("test")?;
/// assert_eq!(convention.namespace_of(&web, test)?, "ai-test");
/// let image = convention.image(&web, test, &"20190510-1033_v20".parse()?)?;
/// assert_eq!(image, "registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20");
/// # Ok::<(), pavedroad_naming::NameError>(())
/// ```
#[derive(Clone)]
pub struct Convention {
    spec: ConventionSpec,
    templates: Templates,
}

impl Convention {
    /// Checks a convention and prepares it.
    ///
    /// Lines that no template names are dropped: a convention without `{line}` has no lines.
    ///
    /// # Errors
    /// Everything that is wrong with it, at once:
    /// - no environment, a doubled line or environment, too many of them;
    /// - a template that is empty, too long, has an unclosed brace, an unknown or doubled field, or lacks one;
    /// - `{line}` without lines, or in the namespace but not in the app;
    /// - a template that prints an illegal name, or one that can be read in two ways;
    /// - a registry host or path that is illegal, missing or not printed.
    pub fn new(mut spec: ConventionSpec) -> Result<Self, Vec<ConventionError>> {
        let (templates, errors) = load::load(&spec);
        if !errors.is_empty() {
            return Err(errors);
        }
        if !templates.app.has(Field::Line) && !templates.namespace.has(Field::Line) {
            spec.lines.clear();
        }
        Ok(Self { spec, templates })
    }

    /// The built-in convention, which is also the default: lines `ai`, `dt`, `ad`, environments `test`,
    /// `preview`, `prod`, apps `ai-dc-web`, namespaces `ai-test`, images
    /// `registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20`.
    #[must_use]
    pub fn built_in() -> &'static Self {
        // A test shows that the built-in convention has no errors.
        static BUILT_IN: LazyLock<Convention> = LazyLock::new(|| {
            let spec = ConventionSpec::default();
            let (templates, _) = load::load(&spec);
            Convention { spec, templates }
        });
        &BUILT_IN
    }

    /// The data it was made of.
    #[must_use]
    pub fn spec(&self) -> &ConventionSpec {
        &self.spec
    }

    /// The business lines, in the order given; none if the templates do not name them.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.spec.lines
    }

    /// The environments, in promotion order; at least one.
    #[must_use]
    pub fn environments(&self) -> &[Environment] {
        &self.spec.environments
    }

    /// The business line of that name.
    ///
    /// # Errors
    /// If there is none of that name: the ones there are, and the likeliest.
    pub fn line(&self, name: &str) -> Result<&BusinessLine, NameError> {
        let known = self.spec.lines.iter().map(|line| line.name.as_str());
        self.known_line(name).ok_or_else(|| unknown("business line", name, known))
    }

    /// The environment of that name.
    ///
    /// # Errors
    /// If there is none of that name: the ones there are, and the likeliest.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::Convention;
    ///
    /// assert_eq!(
    ///     Convention::default().environment("production").unwrap_err().to_string(),
    ///     "invalid environment \"production\": found \"production\" at byte 0, expected one of \"test\", \
    ///      \"preview\", \"prod\"; did you mean \"prod\"?"
    /// );
    /// ```
    pub fn environment(&self, name: &str) -> Result<&Environment, NameError> {
        let known = self.spec.environments.iter().map(Environment::as_str);
        self.known_environment(name).ok_or_else(|| unknown("environment", name, known))
    }

    /// The namespace of a business line in an environment: `ai-test`. A line that the template does not name
    /// is ignored.
    ///
    /// # Errors
    /// - a line or an environment that the convention does not list
    /// - no line where the template names one
    pub fn namespace(&self, line: Option<&BusinessLine>, environment: &Environment) -> Result<Namespace, NameError> {
        let template = &self.templates.namespace;
        self.environment(environment.as_str())?;
        let line = line.filter(|_| template.has(Field::Line));
        line.map(|line| self.line(line.as_str())).transpose()?;
        template
            .print(|field| match field {
                Field::Line => line.map(BusinessLine::as_str),
                Field::Environment => Some(environment.as_str()),
                _ => None,
            })
            .map_err(|field| missing("namespace", &template.source, field))?
            .parse()
    }

    /// The namespace of an app in an environment.
    ///
    /// # Errors
    /// - an app name that is not of the convention, where the namespace depends on its line
    /// - an environment that the convention does not list
    pub fn namespace_of(&self, app: &AppName, environment: &Environment) -> Result<Namespace, NameError> {
        let line = if self.templates.namespace.has(Field::Line) { self.parse_app(app)?.line } else { None };
        self.namespace(line.as_ref(), environment)
    }

    /// The app name of its parts.
    ///
    /// # Errors
    /// - a line that the convention does not list
    /// - a part the template wants and that is not given, or one that is given and not wanted
    /// - a name longer than 63 bytes, or one that begins with a digit
    pub fn app(&self, parts: &AppParts) -> Result<AppName, NameError> {
        let template = &self.templates.app;
        let value = |field| match field {
            Field::Line => parts.line.as_ref().map(BusinessLine::as_str),
            Field::System => parts.system.as_ref().map(SystemName::as_str),
            Field::Component => Some(parts.component.as_str()),
            _ => None,
        };
        for field in [Field::Line, Field::System] {
            if let Some(text) = value(field).filter(|_| !template.has(field)) {
                let found = format!("{} {text:?}", field.noun());
                let expected = format!("none, because app names are {:?}", template.source);
                return Err(NameError::new("app name", text, NameErrorKind::Mismatch, 0, found, expected));
            }
        }
        if let Some(line) = &parts.line {
            self.line(line.as_str())?;
        }
        template.print(value).map_err(|field| missing("app name", &template.source, field))?.parse()
    }

    /// The image tag of a build. What the template does not name is left out.
    ///
    /// # Errors
    /// If the tag is longer than 128 bytes.
    pub fn tag(&self, stamp: &BuildStamp, revision: &GitRevision) -> Result<ImageTag, NameError> {
        let template = &self.templates.tag;
        let stamp = stamp.to_string();
        template
            .print(|field| match field {
                Field::Stamp => Some(stamp.as_str()),
                Field::Revision => Some(revision.as_str()),
                _ => None,
            })
            .map_err(|field| missing("image tag", &template.source, field))?
            .parse()
    }

    /// The address of an app's image for an environment, in the convention's registry.
    ///
    /// # Errors
    /// - an app name or a tag that is not of the convention
    /// - an environment that the convention does not list
    pub fn image(&self, app: &AppName, environment: &Environment, tag: &ImageTag) -> Result<ImageAddress, NameError> {
        let template = &self.templates.image;
        let namespace = self.namespace_of(app, environment)?;
        let text = template
            .print(|field| match field {
                Field::Host => Some(&self.spec.registry.host),
                Field::Path => self.spec.registry.path.as_deref(),
                Field::Namespace => Some(namespace.as_str()),
                Field::App => Some(app.as_str()),
                Field::Tag => Some(tag.as_str()),
                _ => None,
            })
            .map_err(|field| missing("image address", &template.source, field))?;
        self.parse_image(&text)
    }
}

fn unknown<'a>(what: &'static str, name: &str, known: impl Iterator<Item = &'a str> + Clone) -> NameError {
    let expected =
        if known.clone().next().is_none() { "none, because there are none".to_owned() } else { one_of(known.clone()) };
    let (kind, found) = match name {
        "" => (NameErrorKind::Empty, "nothing".to_owned()),
        _ => (NameErrorKind::Unknown, quoted(name)),
    };
    let error = NameError::new(what, name, kind, 0, found, expected);
    match nearest(name, known) {
        Some(meant) => error.with_hint(format!("did you mean {meant:?}?")),
        None => error,
    }
}

/// A part that the template names and that was not given.
fn missing(what: &'static str, source: &str, field: Field) -> NameError {
    let found = format!("no {}", field.noun());
    let expected = format!("one for {:?}", format!("{{{}}}", field.key()));
    NameError::new(what, source, NameErrorKind::Missing, source.find(field.key()).unwrap_or(0), found, expected)
}

impl Default for Convention {
    fn default() -> Self {
        Self::built_in().clone()
    }
}

impl PartialEq for Convention {
    fn eq(&self, other: &Self) -> bool {
        self.spec == other.spec
    }
}

impl Eq for Convention {}

impl fmt::Debug for Convention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Convention").field(&self.spec).finish()
    }
}

impl TryFrom<ConventionSpec> for Convention {
    type Error = Vec<ConventionError>;

    fn try_from(spec: ConventionSpec) -> Result<Self, Vec<ConventionError>> {
        Self::new(spec)
    }
}

impl Serialize for Convention {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.spec.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Convention {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spec = ConventionSpec::deserialize(deserializer)?;
        Self::new(spec).map_err(|errors| {
            let messages: Vec<String> = errors.iter().map(ToString::to_string).collect();
            serde::de::Error::custom(messages.join("; "))
        })
    }
}
