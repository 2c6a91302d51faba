//! One object of a file.

use std::sync::Arc;

use serde_json::Value;

use crate::Object;

/// One object as a file gives it: typed where there is a type for its kind, as a plain value where there is none.
///
/// # Examples
/// ```
/// use pavedroad_manifests::Manifests;
///
/// let text = "apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: {name: web}\nspec: {secretName: web-tls}\n";
/// let manifests = Manifests::read("cluster.yaml", text)?;
/// let certificate = &manifests.manifests()[0];
/// assert_eq!((certificate.kind(), certificate.name()), ("Certificate", "web"));
/// assert!(certificate.object().is_none());
/// assert_eq!(certificate.value().and_then(|value| value["spec"]["secretName"].as_str()), Some("web-tls"));
/// # Ok::<(), pavedroad_manifests::Findings>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Manifest {
    pub(super) file: Arc<str>,
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) path: Box<str>,
    pub(super) api_version: Box<str>,
    pub(super) kind: Box<str>,
    pub(super) name: Box<str>,
    pub(super) namespace: Option<Box<str>>,
    pub(super) content: Content,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Content {
    Object(Object),
    Value(Value),
}

impl Manifest {
    /// The object, if there is a type for it and nothing that it says had to be left out.
    ///
    /// What stood in an API that is gone is the object of the API that replaces it, where that has the same fields.
    #[must_use]
    pub fn object(&self) -> Option<&Object> {
        match &self.content {
            Content::Object(object) => Some(object),
            Content::Value(_) => None,
        }
    }

    /// What it says as JSON, as Kubernetes reads it, where there is no [`object`](Self::object).
    #[must_use]
    pub fn value(&self) -> Option<&Value> {
        match &self.content {
            Content::Object(_) => None,
            Content::Value(value) => Some(value),
        }
    }

    /// The object, where there is one.
    #[must_use]
    pub fn into_object(self) -> Option<Object> {
        match self.content {
            Content::Object(object) => Some(object),
            Content::Value(_) => None,
        }
    }

    /// The group and version as written, such as `apps/v1`.
    #[must_use]
    pub fn api_version(&self) -> &str {
        &self.api_version
    }

    /// The kind as written, such as `Deployment`.
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// The name; empty where none is given, as with `generateName`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The namespace, where one is given.
    #[must_use]
    pub fn namespace(&self) -> Option<&str> {
        self.namespace.as_deref()
    }

    /// The file, under the name its reader was given.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line on which it begins, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line as usize
    }

    /// The column in which it begins, from 1.
    #[must_use]
    pub fn column(&self) -> usize {
        self.column as usize
    }

    /// The place in its document: `items[3]` in a list, empty for a document of its own.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }
}
