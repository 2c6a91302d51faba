//! All objects of files.

use std::collections::BTreeSet;

use super::document::Documents;
use super::manifest::Manifest;
use crate::finding::Problem;
use crate::finding_code::{FindingCode, Severity};
use crate::findings::Findings;
use crate::yaml::tree::{Node, Sources, parse_up_to};
use crate::{Object, Objects};

/// The largest file that is read, in bytes: 64 MiB, some ten thousand pods as `kubectl get -o yaml` prints them.
const MAX_BYTES: usize = 64 << 20;

/// Every object of one or many files, of whatever kind: YAML or JSON, one or many documents, lists.
///
/// Strict: what an API server would refuse or drop is a finding with its line and column, all of a file at once.
/// Unknown keys, values of the wrong type, keys that are there twice, keys that are missing; APIs that are gone, with
/// what replaces them; texts without quotes that Kubernetes takes for a boolean or a number. What a server prints is
/// legal: `status`, `managedFields`, `creationTimestamp: null`.
///
/// Kinds without a type are passed on as they are, and a note says that they are not judged.
///
/// # Examples
/// ```
/// use pavedroad_manifests::{Manifests, Object};
///
/// let text = "\
/// apiVersion: v1
/// kind: Service
/// metadata: {name: web}
/// spec: {ports: [{port: 80}], selector: {app: web}}
/// ---
/// {\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"web\"}, \"data\": {\"a\": \"b\"}}
/// ";
/// let manifests = Manifests::read("cluster.yaml", text)?;
/// let kinds: Vec<&str> = manifests.objects().map(Object::kind).collect();
/// assert_eq!(kinds, ["Service", "ConfigMap"]);
///
/// let wrong = text.replace("selector: {app: web}", "selectors: {app: on}");
/// let findings = Manifests::read("cluster.yaml", wrong).unwrap_err();
/// assert!(findings.to_string().starts_with("cluster.yaml:4:29: error[unknown-key] spec.selectors: found unknown key"));
/// # Ok::<(), pavedroad_manifests::Findings>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Manifests {
    pub(super) manifests: Vec<Manifest>,
    pub(super) findings: Findings,
}

impl Manifests {
    /// Reads a file, given as the name that findings show and its text or bytes, up to 64 MiB.
    ///
    /// # Errors
    /// Everything there is to say about it, if any of it is an error. Warnings and notes alone are in
    /// [`findings`](Self::findings).
    pub fn read(file: &str, text: impl AsRef<[u8]>) -> Result<Self, Findings> {
        let manifests = Self::read_all([(file, text)]);
        if manifests.findings.has_errors() { Err(manifests.findings) } else { Ok(manifests) }
    }

    /// Reads many files, in the order given. What can be read is there also if [`findings`](Self::findings) holds
    /// errors; whoever wants all or nothing asks [`Findings::has_errors`].
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::Manifests;
    ///
    /// let right = "apiVersion: v1\nkind: Namespace\nmetadata: {name: ai-test}\n";
    /// let wrong = "apiVersion: v1\nkind: Namespace\nmetadata: {nmae: ai-prod}\n";
    /// let manifests = Manifests::read_all([("test.yaml", right), ("prod.yaml", wrong)]);
    /// assert_eq!(manifests.manifests()[0].name(), "ai-test");
    /// assert!(manifests.findings().iter().all(|finding| finding.file() == "prod.yaml"));
    /// ```
    pub fn read_all<F: AsRef<str>, T: AsRef<[u8]>>(files: impl IntoIterator<Item = (F, T)>) -> Self {
        let mut read = Self::default();
        let mut noted = BTreeSet::new();
        for (file, text) in files {
            // A file's own, so that its text is not kept longer than it is read.
            let mut sources = Sources::new();
            let Some(source) = sources.add_bytes(file.as_ref(), text.as_ref(), &mut read.findings) else { continue };
            let documents = parse_up_to(MAX_BYTES, &sources, source, &mut read.findings);
            if documents.iter().all(Node::is_null) {
                let problem = Problem::error(FindingCode::EmptyDocument, "nothing", "an object of Kubernetes");
                let start = sources.span(source, 0, 0);
                sources.report(&mut read.findings, start, "", problem.severity(Severity::Warning));
            }
            let file = file.as_ref().into();
            Documents { sources: &sources, file, read: &mut read, noted: &mut noted }.read(documents);
        }
        read
    }

    /// The objects with a place in their files, in the order in which they were written; also those without a type.
    #[must_use]
    pub fn manifests(&self) -> &[Manifest] {
        &self.manifests
    }

    /// The objects that have a type, in the order in which they were written.
    pub fn objects(&self) -> impl Iterator<Item = &Object> {
        self.manifests.iter().filter_map(Manifest::object)
    }

    /// The objects that have a type, to be written; what has none is left.
    #[must_use]
    pub fn into_objects(self) -> Objects {
        let mut objects = Objects::new();
        objects.extend(self.manifests.into_iter().filter_map(Manifest::into_object));
        objects
    }

    /// What there is to say about the files, ordered by file, line and column.
    #[must_use]
    pub fn findings(&self) -> &Findings {
        &self.findings
    }
}

impl<'a> IntoIterator for &'a Manifests {
    type Item = &'a Manifest;
    type IntoIter = std::slice::Iter<'a, Manifest>;

    fn into_iter(self) -> Self::IntoIter {
        self.manifests.iter()
    }
}

impl IntoIterator for Manifests {
    type Item = Manifest;
    type IntoIter = std::vec::IntoIter<Manifest>;

    fn into_iter(self) -> Self::IntoIter {
        self.manifests.into_iter()
    }
}
