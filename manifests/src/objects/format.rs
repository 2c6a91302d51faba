//! The forms in which objects are written.

use serde::ser::Error as _;

use crate::objects::Objects;
use crate::yaml;

/// A form in which `kubectl` reads objects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum OutputFormat {
    /// A stream of YAML documents with `---` between them.
    #[default]
    Yaml,
    /// One `List` of all objects, as YAML.
    List,
    /// One `List` of all objects, as JSON, an object on each line.
    Json,
}

impl OutputFormat {
    /// Every form with its name.
    pub const ALL: [(&'static str, Self); 3] = [("yaml", Self::Yaml), ("list", Self::List), ("json", Self::Json)];

    /// The name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yaml => "yaml",
            Self::List => "list",
            Self::Json => "json",
        }
    }

    /// What stands before the first object, between two, and behind the last.
    const fn around(self) -> [&'static str; 3] {
        match self {
            Self::Yaml => ["", "---\n", ""],
            Self::List => ["apiVersion: v1\nkind: List\nitems:\n", "", ""],
            Self::Json => ["{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[\n", ",\n", "\n]}\n"],
        }
    }

    /// All of it, where there is no object.
    const fn of_none(self) -> &'static str {
        match self {
            Self::Yaml => "",
            Self::List => "apiVersion: v1\nkind: List\nitems: []\n",
            Self::Json => "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[]}\n",
        }
    }
}

/// Objects as text, a part at a time: for more of them than are to be held at once, and for several threads that make the
/// parts. It says what to write around each part; who writes it, and where to, is the caller's.
///
/// # Examples
/// ```
/// use pavedroad_manifests::{AppSpec, ObjectStream, OutputFormat, Platform};
///
/// let platform = Platform::default();
/// let spec = AppSpec::read(&platform, "app.yaml", "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\n")?;
/// let (mut out, mut stream) = (String::new(), ObjectStream::new(OutputFormat::Yaml));
/// let app = &spec.apps()[0];
/// for part in [platform.shared_objects([(app.namespace(), app.environment())]), app.objects()] {
///     let text = part.to_part(OutputFormat::Yaml)?;
///     out += stream.before(&text);
///     out += &text;
/// }
/// out += stream.end();
/// assert_eq!(out, platform.objects([app]).to_yaml()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct ObjectStream {
    format: OutputFormat,
    begun: bool,
}

impl ObjectStream {
    /// A stream without objects.
    #[must_use]
    pub const fn new(format: OutputFormat) -> Self {
        Self { format, begun: false }
    }

    /// What is written before a part, which [`Objects::to_part`] made. A part without objects is left out.
    pub fn before(&mut self, part: &str) -> &'static str {
        let [first, between, _] = self.format.around();
        match (part.is_empty(), self.begun) {
            (true, _) => "",
            (false, true) => between,
            (false, false) => {
                self.begun = true;
                first
            }
        }
    }

    /// What is written behind the last part.
    #[must_use]
    pub const fn end(self) -> &'static str {
        let [_, _, end] = self.format.around();
        if self.begun { end } else { self.format.of_none() }
    }
}

impl Objects {
    /// The objects as one text.
    ///
    /// # Errors
    /// None of an object that this crate made: every one can be written.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::{AppSpec, OutputFormat, Platform};
    ///
    /// let spec = AppSpec::read(&Platform::default(), "app.yaml", "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\n")?;
    /// let objects = spec.apps()[0].objects();
    /// assert!(objects.to_text(OutputFormat::Yaml)?.starts_with("apiVersion: v1\nkind: ServiceAccount\n"));
    /// assert!(objects.to_text(OutputFormat::List)?.starts_with("apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n"));
    /// let list: serde_json::Value = serde_json::from_str(&objects.to_text(OutputFormat::Json)?)?;
    /// assert_eq!(list["items"][0]["kind"], "ServiceAccount");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_text(&self, format: OutputFormat) -> Result<String, yaml::Error> {
        let mut stream = ObjectStream::new(format);
        let part = self.to_part(format)?;
        let before = stream.before(&part);
        Ok([before, &*part, stream.end()].concat())
    }

    /// The objects as a part of a longer text, for an [`ObjectStream`]; empty where there is none.
    ///
    /// # Errors
    /// As [`to_text`](Self::to_text).
    pub fn to_part(&self, format: OutputFormat) -> Result<String, yaml::Error> {
        if self.is_empty() {
            return Ok(String::new());
        }
        match format {
            OutputFormat::Yaml => self.to_yaml(),
            // As items stand under a key, their dashes in its column.
            OutputFormat::List => yaml::to_string(&self.objects),
            OutputFormat::Json => {
                let objects: Result<Vec<String>, _> = self.iter().map(serde_json::to_string).collect();
                Ok(objects.map_err(yaml::Error::custom)?.join(",\n"))
            }
        }
    }
}
