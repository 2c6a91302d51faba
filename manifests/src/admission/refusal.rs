//! An object that the API server would not take.

use std::fmt;

use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use super::go_text::{Quoted, aggregate};

/// Why one admission plugin would refuse an object: every reason, not the first.
///
/// [`Display`](fmt::Display) is the server's whole line, as behind kubectl's `Error from server (Forbidden): `; each
/// reason displays as the server's words for it alone. Source: `NewForbidden` in Kubernetes'
/// `apiserver/pkg/admission/errors.go`.
///
/// # Examples
/// ```
/// use pavedroad_manifests::admission::Refusal;
///
/// let refusal = Refusal::new("pods", "frontend", vec!["too small", "too large"]).ok_or("no reasons")?;
/// assert_eq!(refusal.to_string(), "pods \"frontend\" is forbidden: [too small, too large]");
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal<R> {
    resource: String,
    name: String,
    reasons: Vec<R>,
}

impl<R> Refusal<R> {
    /// A refusal of the `resource` (`pods`, `deployments.apps`) with this name; `None` without reasons.
    #[must_use]
    pub fn new(resource: &str, name: &str, reasons: Vec<R>) -> Option<Self> {
        (!reasons.is_empty()).then(|| Self { resource: resource.to_owned(), name: name.to_owned(), reasons })
    }

    /// The resource's plural name, with its group: `pods`, `deployments.apps`.
    #[must_use]
    pub fn resource(&self) -> &str {
        &self.resource
    }

    /// The object's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The reasons; at least one.
    #[must_use]
    pub fn reasons(&self) -> &[R] {
        &self.reasons
    }
}

impl<R: fmt::Display> fmt::Display for Refusal<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} is forbidden: ", self.resource, Quoted(&self.name))?;
        aggregate(f, &self.reasons)
    }
}

impl<R: fmt::Debug + fmt::Display> std::error::Error for Refusal<R> {}

/// What the server calls an object in a refusal: its name, or what its name will begin with.
pub(super) fn shown_name(metadata: &ObjectMeta) -> &str {
    let given = |name: &'_ Option<String>| name.as_deref().is_some_and(|name| !name.is_empty());
    if given(&metadata.name) {
        metadata.name.as_deref().unwrap_or_default()
    } else if given(&metadata.generate_name) {
        metadata.generate_name.as_deref().unwrap_or_default()
    } else {
        "Unknown"
    }
}
