//! All apps of a platform at once: what only shows when their files are seen together.

mod calls;
mod names;
mod totals;

pub use totals::Total;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::finding::{Finding, Place, Problem};
use crate::yaml::tree::Span;
use crate::{AppSpec, Findings, Platform};

/// The app specs of a platform, seen together.
///
/// # Examples
/// ```
/// use pavedroad_manifests::{AppSpec, Catalog, Platform};
///
/// let web = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\ncalls: [ai-dc-api]\n";
/// let api = "app: ai-dc-api\nimage: {tag: 20190510-1033_v20}\ncallers: [ai-bid-api]\n";
/// let platform = Platform::default();
/// let (specs, findings) = AppSpec::read_all(&platform, [("web.yaml", web), ("api.yaml", api)]);
/// assert!(findings.is_empty());
///
/// let catalog = Catalog::new(&platform, &specs);
/// assert_eq!(
///     catalog.findings().iter().next().map(ToString::to_string).as_deref(),
///     Some(
///         "api.yaml:3:11: note[dangling-reference] callers[0]: found app `ai-bid-api`, expected an app among the files; \
///          it is not checked here"
///     )
/// );
/// assert!(catalog.findings().has_errors()); // ai-dc-web is none of the callers of ai-dc-api.
/// ```
#[derive(Clone, Debug)]
pub struct Catalog<'a> {
    platform: &'a Platform,
    specs: &'a [AppSpec],
    complete: bool,
}

impl<'a> Catalog<'a> {
    /// Looks at these specs together. Apps that are named in them and not among them may be anywhere.
    #[must_use]
    pub const fn new(platform: &'a Platform, specs: &'a [AppSpec]) -> Self {
        Self { platform, specs, complete: false }
    }

    /// The same, as all the apps there are: one that is named and not among them is an error.
    #[must_use]
    pub const fn complete(mut self) -> Self {
        self.complete = true;
        self
    }

    /// What is to be said of the files together, beside what each says alone:
    /// - one app in two files, and names that are made of one app's and are another's, as `<app>-canary`;
    /// - calls to an app that lists its callers, and not this one; callers that list what they call, and not this app;
    /// - calls from outside the mesh to an app in it that takes mutual TLS alone;
    /// - apps that are called, or call, and are not among the files: a note, or an error if the files are
    ///   [complete](Self::complete).
    #[must_use]
    pub fn findings(&self) -> Findings {
        let mut findings = Findings::new();
        let mut by_name = ByName::new();
        for spec in self.specs {
            by_name.entry(spec.name().as_str()).or_insert(spec);
        }
        names::check(self.specs, &by_name, &mut findings);
        calls::check(self.specs, &by_name, self.complete, &mut findings);
        findings
    }

    /// How much all of them need, by business line and environment.
    #[must_use]
    pub fn totals(&self) -> Vec<Total> {
        totals::of(self.platform, self.specs)
    }
}

/// The spec of each app; the first, where there are several.
type ByName<'a> = BTreeMap<&'a str, &'a AppSpec>;

impl AppSpec {
    /// A finding about a place in the spec's own file; without a place, about its first line.
    fn finding(&self, span: Option<Span>, path: String, problem: Problem) -> Finding {
        let Problem { code, severity, found, expected, hint, subject } = problem;
        let (line, column, length) =
            span.map_or((1, 1, 0), |span| (span.line, span.column, span.end.saturating_sub(span.start)));
        let file = self.places.file().map_or_else(|| Arc::from(""), Arc::clone);
        // What is pointed at is a name: one line, and a column for each byte.
        let place =
            Place { file, line, column, end_line: line, end_column: column.saturating_add(length), code, subject };
        Finding { place, severity, path, found, expected, hint }
    }

    /// Where the spec says its name.
    fn name_place(&self) -> Option<Span> {
        self.places.find(&["app"])
    }
}
