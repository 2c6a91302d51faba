//! One thing that is wrong between objects.

use std::fmt;

use super::code::LintCode;
use crate::Severity;
use crate::object::Object;

/// Which object it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct ObjectRef {
    /// The kind, such as `Service`.
    pub kind: &'static str,
    /// The namespace; none for objects of the whole cluster.
    pub namespace: Option<String>,
    /// The name.
    pub name: String,
}

impl ObjectRef {
    /// The reference to an object.
    #[must_use]
    pub fn of(object: &Object) -> Self {
        let metadata = object.metadata();
        Self {
            kind: object.kind(),
            namespace: metadata.namespace.clone(),
            name: metadata.name.clone().unwrap_or_default(),
        }
    }
}

/// `Service ai-test/ai-dc-web`.
impl fmt::Display for ObjectRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.namespace {
            Some(namespace) => write!(f, "{} {}/{}", self.kind, escaped(namespace), escaped(&self.name)),
            None => write!(f, "{} {}", self.kind, escaped(&self.name)),
        }
    }
}

/// Names are those of any input: what is not printed as it is would change the line, or the terminal.
fn escaped(text: &str) -> impl fmt::Display {
    let parts = text.chars().map(|c| if c.is_control() { c.escape_default().to_string() } else { c.to_string() });
    parts.collect::<String>()
}

fn printable(text: String) -> String {
    if text.contains(char::is_control) { escaped(&text).to_string() } else { text }
}

/// One thing that is wrong between objects: where, what was found and what was expected. [`Display`](fmt::Display)
/// prints all of it on a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LintFinding {
    /// The place of the object among those that were looked at, from 0.
    pub(super) at: usize,
    object: ObjectRef,
    code: LintCode,
    path: String,
    found: String,
    expected: String,
}

impl LintFinding {
    pub(super) fn new(
        (at, object): (usize, &Object),
        code: LintCode,
        path: impl Into<String>,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        let (path, found, expected) = (path.into(), printable(found.into()), printable(expected.into()));
        Self { at, object: ObjectRef::of(object), code, path, found, expected }
    }

    /// The object that it is about.
    #[must_use]
    pub fn object(&self) -> &ObjectRef {
        &self.object
    }

    /// The place of the object among those that were looked at, from 0.
    #[must_use]
    pub fn index(&self) -> usize {
        self.at
    }

    /// Which rule is broken.
    #[must_use]
    pub fn code(&self) -> LintCode {
        self.code
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// Where in the object, such as `spec.selector`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What was found.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.found
    }

    /// What was expected.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// How to mend it.
    #[must_use]
    pub fn fix(&self) -> &'static str {
        self.code.fix()
    }
}

impl fmt::Display for LintFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { object, code, path, found, expected, .. } = self;
        write!(
            f,
            "{}[{}] {object} at {path}: found {found}, expected {expected}; {}",
            code.severity().as_str(),
            code.as_str(),
            code.fix()
        )
    }
}
