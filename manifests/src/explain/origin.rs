//! Where a value comes from.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use crate::yaml::tree::Span;

/// Who said a value, and where.
///
/// [`Display`](fmt::Display) prints the place, `app.yaml:4:32`, and nothing for what is built in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    kind: OriginKind,
    place: Option<(Arc<str>, u32, u32)>,
}

/// Who said a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OriginKind {
    /// Nobody: Pavedroad's own default, or the built-in platform's.
    BuiltIn,
    /// The platform file.
    Platform,
    /// The app file, for every environment.
    App,
    /// The app file, for this environment.
    Override,
}

impl OriginKind {
    /// The name: `built-in`, `platform`, `app`, `override`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BuiltIn => "built-in",
            Self::Platform => "platform",
            Self::App => "app",
            Self::Override => "override",
        }
    }
}

impl Origin {
    pub(super) const BUILT_IN: Self = Self { kind: OriginKind::BuiltIn, place: None };

    pub(super) fn at(kind: OriginKind, file: &Arc<str>, span: Span) -> Self {
        Self { kind, place: Some((Arc::clone(file), span.line, span.column)) }
    }

    /// Who said it.
    #[must_use]
    pub fn kind(&self) -> OriginKind {
        self.kind
    }

    /// The name of the file; `None` for what is built in.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        self.place.as_ref().map(|(file, ..)| &**file)
    }

    /// The line, from 1; `None` for what is built in.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.place.as_ref().map(|(_, line, _)| *line as usize)
    }

    /// The column, from 1, in Unicode scalar values; `None` for what is built in.
    #[must_use]
    pub fn column(&self) -> Option<usize> {
        self.place.as_ref().map(|(.., column)| *column as usize)
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some((file, line, column)) => f.pad(&format!("{file}:{line}:{column}")),
            None => Ok(()),
        }
    }
}

impl Serialize for Origin {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Origin", 4)?;
        object.serialize_field("kind", self.kind.as_str())?;
        object.serialize_field("file", &self.file())?;
        object.serialize_field("line", &self.line())?;
        object.serialize_field("column", &self.column())?;
        object.end()
    }
}
