//! What the API server's validation says of a field.

use std::fmt;

use super::go_text::{Quoted, aggregate};

/// What is wrong about one field, in the server's words: `spec.limits[0].default: Forbidden: may not be ...`. Source:
/// `field.Error` in Kubernetes' `apimachinery/pkg/util/validation/field/errors.go`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    path: String,
    kind: FieldErrorKind,
    value: Option<String>,
    detail: String,
}

/// In which way a field is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FieldErrorKind {
    /// It is there and must not be.
    Forbidden,
    /// It is not there and must be.
    Required,
    /// It is there a second time.
    Duplicate,
    /// Its value breaks a rule.
    Invalid,
}

impl FieldErrorKind {
    /// The server's words for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Forbidden => "Forbidden",
            Self::Required => "Required value",
            Self::Duplicate => "Duplicate value",
            Self::Invalid => "Invalid value",
        }
    }
}

impl fmt::Display for FieldErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FieldError {
    pub(super) fn forbidden(path: impl Into<String>, detail: &str) -> Self {
        Self { path: path.into(), kind: FieldErrorKind::Forbidden, value: None, detail: detail.to_owned() }
    }

    pub(super) fn required(path: impl Into<String>, detail: &str) -> Self {
        Self { path: path.into(), kind: FieldErrorKind::Required, value: None, detail: detail.to_owned() }
    }

    pub(super) fn duplicate(path: impl Into<String>, value: impl fmt::Display) -> Self {
        let (path, value) = (path.into(), Some(value.to_string()));
        Self { path, kind: FieldErrorKind::Duplicate, value, detail: String::new() }
    }

    pub(super) fn invalid(path: impl Into<String>, value: impl fmt::Display, detail: impl Into<String>) -> Self {
        let (path, value) = (path.into(), Some(value.to_string()));
        Self { path, kind: FieldErrorKind::Invalid, value, detail: detail.into() }
    }

    /// The field, as in `spec.limits[0].min[memory]`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// In which way it is wrong.
    #[must_use]
    pub fn kind(&self) -> FieldErrorKind {
        self.kind
    }

    /// The value the server shows, where it shows one; not always the field's own.
    #[must_use]
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }

    /// What the server says about it; may be empty.
    #[must_use]
    pub fn detail(&self) -> &str {
        &self.detail
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.kind)?;
        if let Some(value) = &self.value {
            write!(f, ": {}", Quoted(value))?;
        }
        if self.detail.is_empty() { Ok(()) } else { write!(f, ": {}", self.detail) }
    }
}

impl std::error::Error for FieldError {}

/// An object that the API server's validation would refuse, with everything that is wrong about it.
///
/// [`Display`](fmt::Display) is the server's whole line: `LimitRange "default-limits" is invalid: spec...`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidObject {
    kind: &'static str,
    name: String,
    errors: Vec<FieldError>,
}

impl InvalidObject {
    /// `None` if nothing is wrong.
    pub(super) fn new(kind: &'static str, name: &str, errors: Vec<FieldError>) -> Option<Self> {
        (!errors.is_empty()).then(|| Self { kind, name: name.to_owned(), errors })
    }

    /// The errors; at least one.
    #[must_use]
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }
}

impl fmt::Display for InvalidObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} is invalid: ", self.kind, Quoted(&self.name))?;
        aggregate(f, &self.errors)
    }
}

impl std::error::Error for InvalidObject {}
