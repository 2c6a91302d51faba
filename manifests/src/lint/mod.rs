//! What is wrong between objects: what a linter that sees one object at a time misses.

mod code;
mod finding;
mod hosts;
mod index;
mod labels;
mod options;
mod rules;

pub use code::LintCode;
pub use finding::{LintFinding, ObjectRef};
pub use options::Lint;

use crate::object::Object;
use index::Index;

/// Looks at objects together and says what does not fit: selectors that find nothing, references to nothing, routes to
/// nowhere, budgets that block drains, policies that cut calls. With the defaults of [`Lint`]: [`Lint::run`] takes
/// options.
///
/// Findings come in the order of the objects. What [`Platform::objects`](crate::Platform::objects) writes has none.
///
/// # Examples
/// ```
/// use k8s_openapi::api::core::v1::{Service, ServiceSpec};
/// use pavedroad_manifests::{Object, lint};
///
/// let mut service = Service::default();
/// service.metadata.name = Some("web".to_owned());
/// service.metadata.namespace = Some("ai-test".to_owned());
/// let selector = [("app".to_owned(), "web".to_owned())].into();
/// service.spec = Some(ServiceSpec { selector: Some(selector), ..ServiceSpec::default() });
/// let findings = lint(&[Object::from(service)]);
/// assert_eq!(
///     findings[0].to_string(),
///     "warning[service-without-pods] Service ai-test/web at spec.selector: found {app: web}, which selects no pod, \
///      expected the labels of a pod template; compare it with `spec.template.metadata.labels` of the workload"
/// );
/// ```
#[must_use]
pub fn lint<'a>(objects: impl IntoIterator<Item = &'a Object>) -> Vec<LintFinding> {
    Lint::new().run(objects)
}

impl Lint {
    /// Looks at objects together, as these options say.
    #[must_use]
    pub fn run<'a>(&self, objects: impl IntoIterator<Item = &'a Object>) -> Vec<LintFinding> {
        let index = Index::new(objects);
        let mut findings = Vec::new();
        rules::run(&index, self.is_closed(), &mut findings);
        // By object, in their order; of one object in the order of the rules.
        findings.sort_by_key(|finding| finding.at);
        findings.retain_mut(|finding| self.keep(&index, finding));
        findings
    }
}
