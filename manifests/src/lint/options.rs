//! What is looked for, and what is switched off.

use super::code::LintCode;
use super::finding::LintFinding;
use super::index::Index;

/// What stands before the code in the annotation that switches a finding off at one object.
const ANNOTATION: &str = "lint.pavedroad/";

/// How objects are looked at.
///
/// A code is switched off with a reason, everywhere by [`without`](Self::without), and at one object by an annotation of
/// that object: `lint.pavedroad/blocks-drains: "one pod is enough here, and drains are done by hand"`.
///
/// # Examples
/// ```
/// use pavedroad_manifests::{Lint, LintCode, Object, Objects};
///
/// let lint = Lint::new().without(LintCode::BlocksDrains, "nodes are drained by hand").closed();
/// assert_eq!(lint.reason(LintCode::BlocksDrains), Some("nodes are drained by hand"));
/// assert_eq!(lint.run(&Objects::new()), []);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lint {
    off: Vec<(LintCode, String)>,
    closed: bool,
}

impl Lint {
    /// Everything is looked for, and the objects may refer to others that are not among them: to Secrets that somebody
    /// else makes, to Gateways of the platform. Of an object that a cluster printed (it has a `uid`), a reference is
    /// judged where the objects have others of that kind and namespace: `kubectl get all` prints no ConfigMaps.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Without findings of this code, for this reason.
    #[must_use]
    pub fn without(mut self, code: LintCode, reason: impl Into<String>) -> Self {
        self.off.retain(|(other, _)| *other != code);
        self.off.push((code, reason.into()));
        self
    }

    /// These objects are all there is: what they refer to and do not contain is missing.
    #[must_use]
    pub fn closed(mut self) -> Self {
        self.closed = true;
        self
    }

    /// Why a code is switched off, if it is.
    #[must_use]
    pub fn reason(&self, code: LintCode) -> Option<&str> {
        self.off.iter().find(|(other, _)| *other == code).map(|(_, reason)| reason.as_str())
    }

    pub(super) fn is_closed(&self) -> bool {
        self.closed
    }

    /// Whether a finding counts. A reason is a text that is not empty: without one the annotation switches nothing off.
    pub(super) fn keep(&self, index: &Index<'_>, finding: &LintFinding) -> bool {
        let annotation = |object: &crate::Object| {
            let annotations = object.metadata().annotations.as_ref()?;
            let reason = annotations.get(&format!("{ANNOTATION}{}", finding.code().as_str()))?;
            (!reason.trim().is_empty()).then_some(())
        };
        self.reason(finding.code()).is_none() && index.object(finding.at).and_then(annotation).is_none()
    }
}
