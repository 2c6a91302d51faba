//! Why a value cannot be written.

use std::error::Error as StdError;
use std::{fmt, io};

/// Why a value cannot be written as YAML, and where in the value.
///
/// # Examples
/// ```
/// use std::collections::BTreeMap;
///
/// use pavedroad_manifests::yaml::{self, ErrorKind};
///
/// let thresholds = BTreeMap::from([("cpu", vec![0.8, f64::NAN])]);
/// let error = yaml::to_string(&thresholds).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Number);
/// assert_eq!(error.path(), "cpu[1]");
/// assert_eq!(error.to_string(), "cannot write YAML at cpu[1]: found NaN, expected a finite number");
/// ```
pub struct Error(Box<Details>);

#[derive(Debug)]
struct Details {
    kind: ErrorKind,
    /// Grows from the inside out while the error travels up; each part but an index begins with a dot.
    path: String,
    message: String,
    source: Option<io::Error>,
}

/// What kept a value from being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A float that is infinite or not a number.
    Number,
    /// A key of a map that is not a text, a number or a boolean.
    Key,
    /// Collections inside collections, deeper than readers follow.
    Depth,
    /// Raw JSON of serde_json, which has no form in YAML.
    RawJson,
    /// The value's own `Serialize` failed.
    Value,
    /// The writer that was to take the text failed.
    Io,
}

impl Error {
    #[cold]
    fn new(kind: ErrorKind, message: String) -> Self {
        Self(Box::new(Details { kind, path: String::new(), message, source: None }))
    }

    #[cold]
    pub(super) fn number(found: f64) -> Self {
        Self::new(ErrorKind::Number, format!("found {found}, expected a finite number"))
    }

    #[cold]
    pub(super) fn key(found: &str) -> Self {
        Self::new(ErrorKind::Key, format!("found {found} as the key of a map, expected a text, a number or a boolean"))
    }

    #[cold]
    pub(super) fn depth(limit: u8) -> Self {
        let message = format!("found collections nested deeper than {limit}, expected at most {limit} levels");
        Self::new(ErrorKind::Depth, message)
    }

    #[cold]
    pub(super) fn raw_json() -> Self {
        Self::new(ErrorKind::RawJson, "found raw JSON text, expected a value; parse it first".to_owned())
    }

    #[cold]
    pub(super) fn io(source: io::Error) -> Self {
        let mut error = Self::new(ErrorKind::Io, "the writer failed".to_owned());
        error.0.source = Some(source);
        error
    }

    /// Says that the error happened below the key, given as it was written: plain or quoted.
    #[cold]
    pub(super) fn below_key(mut self, written: &str) -> Self {
        let quoted = written.starts_with(['\'', '"']);
        let simple = written.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        let segment = match (quoted, simple) {
            (true, _) => format!("[{written}]"),
            (_, true) => format!(".{written}"),
            _ => format!("[{written:?}]"),
        };
        self.0.path.insert_str(0, &segment);
        self
    }

    #[cold]
    pub(super) fn below_index(mut self, index: usize) -> Self {
        self.0.path.insert_str(0, &format!("[{index}]"));
        self
    }

    /// What kept the value from being written.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Where in the value, as in `spec.containers[0].image`; empty at the top. A key that is not a plain name
    /// stands in brackets, as it would be written: `metadata.annotations["prometheus.io/port"]`.
    #[must_use]
    pub fn path(&self) -> &str {
        self.0.path.strip_prefix('.').unwrap_or(&self.0.path)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("cannot write YAML")?;
        if !self.path().is_empty() {
            write!(f, " at {}", self.path())?;
        }
        write!(f, ": {}", self.0.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_ref().map(|source| source as &(dyn StdError + 'static))
    }
}

impl serde::ser::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(ErrorKind::Value, message.to_string())
    }
}
