//! Every resolved value of an app, and who said so.

mod canary;
mod containers;
mod network;
mod origin;
mod pod;
mod rows;
mod sections;

use std::fmt;

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

pub use self::origin::{Origin, OriginKind};

use crate::finding::push_visible;
use crate::text_width::char_width;
use crate::written::Written;
use crate::{AppSpec, Platform};

/// Every value that holds for an app in one environment, in the order of the document, each with where it comes from.
///
/// [`Display`](fmt::Display) prints a table; serde, and [`to_json`](Self::to_json), give a flat list.
///
/// # Examples
/// ```
/// use pavedroad_manifests::{AppSpec, OriginKind, Platform};
///
/// let text = "\
/// app: ai-dc-web
/// image: {tag: 20190510-1033_v20}
/// ports: {http: 8080}
/// resources: {cpu: 250m, memory: 512Mi}
/// environments:
///   prod: {resources: {cpu: 1}}
/// ";
/// let platform = Platform::default();
/// let spec = AppSpec::read(&platform, "app.yaml", text)?;
/// let resources = spec.explain(&platform, "prod").unwrap().under("resources");
/// assert_eq!(
///     resources.to_string(),
///     "\
/// PATH                     VALUE  ORIGIN    PLACE
/// resources.cpu            1      override  app.yaml:6:27
/// resources.memory         512Mi  app       app.yaml:4:32
/// resources.limits.memory  512Mi  app       app.yaml:4:32 (resources.memory)
/// "
/// );
/// assert_eq!(resources.get("resources.cpu").unwrap().origin().kind(), OriginKind::Override);
/// # Ok::<(), pavedroad_manifests::Findings>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    values: Vec<ExplainedValue>,
}

/// A resolved value and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplainedValue {
    path: String,
    value: Written,
    origin: Origin,
    follows: Option<String>,
}

impl AppSpec {
    /// Every value that holds in an environment, and where it comes from: built in, the platform file, the app file or
    /// an override in it. `platform` is the one the app was read with. `None` if there is no such environment.
    ///
    /// Computed when it is asked for; reading an app costs nothing more for it.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::{AppSpec, Platform};
    ///
    /// let platform = Platform::read("platform.yaml", "pullSecret: regcred\n")?;
    /// let spec = AppSpec::read(&platform, "app.yaml", "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\n")?;
    /// let explanation = spec.explain(&platform, "test").unwrap();
    /// let secret = explanation.get("pullSecret").unwrap();
    /// assert_eq!((secret.value().as_str(), secret.origin().file()), ("regcred", Some("platform.yaml")));
    /// assert!(spec.explain(&platform, "staging").is_none());
    /// # Ok::<(), pavedroad_manifests::Findings>(())
    /// ```
    #[must_use]
    pub fn explain(&self, platform: &Platform, environment: &str) -> Option<Explanation> {
        let app = self.app(environment)?;
        Some(Explanation { values: sections::values(app, platform, &self.places) })
    }
}

impl Explanation {
    /// The values, in the order of the document.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &ExplainedValue> {
        self.values.iter()
    }

    /// The value at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&ExplainedValue> {
        self.iter().find(|value| value.path == path)
    }

    /// The value at a path and those below it: `resources`, `probes.startup`, `calls[1]`. The empty path has all of them.
    #[must_use]
    pub fn under(&self, path: &str) -> Self {
        let below = |value: &&ExplainedValue| {
            let rest = value.path.strip_prefix(path);
            path.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        Self { values: self.values.iter().filter(below).cloned().collect() }
    }

    /// How many values there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The values as a JSON array, indented: objects of `path`, `value`, `origin` (`kind`, `file`, `line`, `column`; the
    /// last three null for what is built in) and `follows`, the path of the value that this one is derived from.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::{AppSpec, Platform};
    ///
    /// let platform = Platform::default();
    /// let text = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: {http: 8080}\n";
    /// let spec = AppSpec::read(&platform, "app.yaml", text)?;
    /// let json: serde_json::Value = serde_json::from_str(&spec.explain(&platform, "test").unwrap().under("ports.http.service").to_json())?;
    /// assert_eq!(
    ///     json,
    ///     serde_json::json!([{
    ///         "path": "ports.http.service",
    ///         "value": 8080,
    ///         "origin": {"kind": "app", "file": "app.yaml", "line": 3, "column": 15},
    ///         "follows": "ports.http.port",
    ///     }])
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        // Keys are texts and floats finite, so there is nothing that JSON cannot hold.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

impl<'a> IntoIterator for &'a Explanation {
    type Item = &'a ExplainedValue;
    type IntoIter = std::slice::Iter<'a, ExplainedValue>;

    fn into_iter(self) -> Self::IntoIter {
        self.values.iter()
    }
}

impl ExplainedValue {
    /// Where the value stands in a document that says all of it: `resources.cpu`, `routes.web.host`.
    ///
    /// What an app has from the platform alone stands beside what it is about: `namespace`, `image` (the whole
    /// reference), `pullSecret`, `timeZone`, `podSecurity`, `monitoring.namespace`, `tracing.address`,
    /// `mesh.proxy.image`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The value on one line: `250m`, `[host, zone]`, `null` for what was taken away.
    #[must_use]
    pub fn value(&self) -> String {
        self.value.to_string()
    }

    /// Who said so, and where.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The path of the value that this one is derived from, where it is not given itself: `resources.memory` for a memory
    /// limit. Where the origin is the platform, a path in the platform file: `profiles.2c4g.cpu`.
    #[must_use]
    pub fn follows(&self) -> Option<&str> {
        self.follows.as_deref()
    }
}

/// A table with a head, aligned for terminals, one line for each value. What is longer than 72 characters is cut there.
impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = ["PATH", "VALUE", "ORIGIN", "PLACE"].map(str::to_owned);
        let rows: Vec<[String; 4]> = std::iter::once(head).chain(self.iter().map(row)).collect();
        let mut widths = [0; 4];
        for row in &rows {
            for (most, cell) in widths.iter_mut().zip(row) {
                *most = width(cell).max(*most);
            }
        }
        for row in &rows {
            let mut line = String::new();
            for (cell, most) in row.iter().zip(widths) {
                line.push_str(cell);
                line.extend(std::iter::repeat_n(' ', most - width(cell) + 2));
            }
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

impl Serialize for Explanation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl Serialize for ExplainedValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("ExplainedValue", 4)?;
        object.serialize_field("path", &self.path)?;
        object.serialize_field("value", &self.value)?;
        object.serialize_field("origin", &self.origin)?;
        object.serialize_field("follows", &self.follows)?;
        object.end()
    }
}

/// The most characters of a value that a table shows.
const SHOWN: usize = 72;

fn row(value: &ExplainedValue) -> [String; 4] {
    let mut shown = value.value();
    if let Some((end, _)) = shown.char_indices().nth(SHOWN) {
        shown.truncate(end);
        shown.push_str("...");
    }
    let place = match (value.origin.to_string(), value.follows()) {
        (place, None) => place,
        (place, Some(path)) => format!("{place} ({path})").trim_start().to_owned(),
    };
    let mut visible = String::new();
    place.chars().for_each(|character| push_visible(&mut visible, character));
    [value.path.clone(), shown, value.origin.kind().as_str().to_owned(), visible]
}

fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}
