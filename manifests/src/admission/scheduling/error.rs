//! What keeps a node or a pod from being judged.

use std::error::Error;
use std::fmt;

/// Every reason why nodes and pods cannot be judged, all at once: amounts that the API server would refuse too.
///
/// # Examples
/// ```
/// use k8s_openapi::api::core::v1::Pod;
/// use pavedroad_manifests::admission::PodInfo;
///
/// let pod: Pod = serde_json::from_str(
///     r#"{"metadata": {"name": "web"}, "spec": {"containers": [
///         {"name": "app", "resources": {"requests": {"cpu": "250m", "memory": "512MB"}}}]}}"#,
/// )?;
/// let error = PodInfo::new(&pod).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "Pod default/web: spec.containers[0].resources.requests.memory: invalid quantity \"512MB\": found 'B' at byte \
///      4, expected the end; did you mean \"512M\" (1000^2) or \"512Mi\" (1024^2)?"
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchedulingError(Vec<SchedulingProblem>);

/// One reason of a [`SchedulingError`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SchedulingProblem {
    /// The object: `Pod default/web`, `Node node-1`.
    pub object: String,
    /// The place in it: `spec.containers[0].resources.requests.memory`.
    pub path: String,
    /// What was found there, what was expected, and perhaps a hint.
    pub message: String,
}

impl SchedulingError {
    /// The reasons, in the order of the objects; never empty.
    #[must_use]
    pub fn problems(&self) -> &[SchedulingProblem] {
        &self.0
    }
}

impl fmt::Display for SchedulingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            write!(f, "{}{problem}", if index > 0 { "\n" } else { "" })?;
        }
        Ok(())
    }
}

impl fmt::Display for SchedulingProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.object, self.path, self.message)
    }
}

impl Error for SchedulingError {}

/// Collects the problems of one object after the other.
#[derive(Debug, Default)]
pub(super) struct Problems(Vec<SchedulingProblem>);

impl Problems {
    pub(super) fn add(&mut self, object: &str, path: impl Into<String>, message: impl Into<String>) {
        self.0.push(SchedulingProblem { object: object.to_owned(), path: path.into(), message: message.into() });
    }

    pub(super) fn extend(&mut self, error: SchedulingError) {
        self.0.extend(error.0);
    }

    /// `value`, unless there was a problem.
    pub(super) fn or<T>(self, value: T) -> Result<T, SchedulingError> {
        if self.0.is_empty() { Ok(value) } else { Err(SchedulingError(self.0)) }
    }
}
