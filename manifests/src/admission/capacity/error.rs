//! Why objects cannot be counted.

use std::fmt;

use super::super::AmountErrors;
use crate::object::Object;
use crate::pods;

/// Every amount of the counted objects and nodes that is no quantity, by object. The API server refuses such an object.
///
/// # Examples
/// ```
/// use k8s_openapi::api::core::v1::Pod;
/// use pavedroad_manifests::Object;
/// use pavedroad_manifests::admission::Capacity;
///
/// let pod: Pod = serde_json::from_str(
///     r#"{"metadata": {"name": "web", "namespace": "ai-test"},
///         "spec": {"containers": [{"name": "web", "resources": {"requests": {"memory": "512MB"}}}]}}"#,
/// )?;
/// let error = Capacity::of(&[Object::from(pod)], &[]).unwrap_err();
/// assert!(error.to_string().starts_with("Pod ai-test/web: spec.containers[0].resources.requests[memory]"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CapacityError {
    objects: Vec<(String, AmountErrors)>,
}

impl CapacityError {
    /// Each object, as `Pod ai-test/web`, and what is wrong in it; at least one.
    pub fn objects(&self) -> impl ExactSizeIterator<Item = (&str, &AmountErrors)> {
        self.objects.iter().map(|(object, errors)| (object.as_str(), errors))
    }
}

impl fmt::Display for CapacityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (object, errors)) in self.objects.iter().enumerate() {
            write!(f, "{}{object}: {errors}", if index > 0 { "; " } else { "" })?;
        }
        Ok(())
    }
}

impl std::error::Error for CapacityError {}

/// Keeps every error while counting goes on.
#[derive(Default)]
pub(super) struct Refused(Vec<(String, AmountErrors)>);

impl Refused {
    /// What was read of an object, if it could be.
    pub(super) fn keep<T>(&mut self, object: &Object, read: Result<T, AmountErrors>) -> Option<T> {
        let (kind, namespace, name) = (object.kind(), pods::namespace(object), pods::name(object));
        let slash = if namespace.is_empty() { "" } else { "/" };
        self.keep_named(|| format!("{kind} {namespace}{slash}{name}"), read)
    }

    pub(super) fn keep_named<T>(&mut self, name: impl Fn() -> String, read: Result<T, AmountErrors>) -> Option<T> {
        read.map_err(|errors| {
            let name = name();
            // The parts of one object are read one by one.
            if self.0.last().is_none_or(|last| *last != (name.clone(), errors.clone())) {
                self.0.push((name, errors));
            }
        })
        .ok()
    }

    pub(super) fn finish<T>(self, value: T) -> Result<T, CapacityError> {
        if self.0.is_empty() { Ok(value) } else { Err(CapacityError { objects: self.0 }) }
    }
}
