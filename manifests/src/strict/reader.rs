//! What is found on the way while one object is decoded.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use super::error::{Error, missing};
use super::lost::{Step, path_text};
use super::scalar::{Taken, key_text};
use crate::decode::{closest, inside, one_of_keys};
use crate::finding::{Problem, quote};
use crate::finding_code::{FindingCode, Severity};
use crate::finding_path::push_key;
use crate::findings::Findings;
use crate::yaml::tree::{Entry, Key, Node, Sources, Span};

/// Notes down what is wrong with an object, each mistake with its place, and goes on.
///
/// serde stops at the first error; this does not, because the mapping that holds a wrong value takes null for it.
pub(super) struct Reader<'s, 'n> {
    pub(super) sources: &'s Sources,
    /// The path of the object in its document: `items[3]` in a list.
    above: String,
    path: RefCell<Vec<Step<'n>>>,
    mistakes: RefCell<Vec<Mistake>>,
    unknown: RefCell<Vec<Unknown<'n>>>,
    missing: RefCell<Vec<Missing>>,
    /// Mappings whose keys or values are others than those that are written: renamed keys, nulls that are texts.
    loose: RefCell<BTreeSet<Span>>,
    /// Whether a value was left out, so that what was decoded is not what was written.
    left_out: Cell<bool>,
}

struct Mistake {
    span: Span,
    path: String,
    problem: Problem,
}

/// A key that means nothing, and what the mapping around it may have.
struct Unknown<'n> {
    mapping: Span,
    entry: &'n Entry,
    path: String,
    depth: usize,
    severity: Severity,
    fields: &'static [&'static str],
}

/// A key that has to be there.
struct Missing {
    mapping: Span,
    owner: Span,
    path: String,
    severity: Severity,
    key: String,
}

/// What is noted down of one object, at most: one more than is kept as findings, so that it is said that there are more.
const KEPT: usize = 10_001;

/// The fields of metadata that people write.
const METADATA: &[&str] =
    &["name", "generateName", "namespace", "labels", "annotations", "ownerReferences", "finalizers"];

impl<'s, 'n> Reader<'s, 'n> {
    pub(super) fn new(sources: &'s Sources, above: &str) -> Self {
        Self {
            sources,
            above: above.to_owned(),
            path: RefCell::default(),
            mistakes: RefCell::default(),
            unknown: RefCell::default(),
            missing: RefCell::default(),
            loose: RefCell::default(),
            left_out: Cell::new(false),
        }
    }

    /// Decodes something inside, with the step to it on the path.
    pub(super) fn inside<T>(&self, step: Step<'n>, decode: impl FnOnce() -> T) -> T {
        self.path.borrow_mut().push(step);
        let decoded = decode();
        self.path.borrow_mut().pop();
        decoded
    }

    /// Notes down that a value is wrong; it is left out. `owner` is the key it belongs to.
    pub(super) fn refuse(&self, error: Error, node: &Node, owner: Option<Span>) {
        self.left_out.set(true);
        if node.is_invalid() {
            return;
        }
        let span = match &error {
            Error::Missing(key) => {
                let owner = owner.unwrap_or(self.sources.within(node.span(), 0, 0));
                return self.miss(node.span(), owner, &[], key);
            }
            Error::Value { offset: Some(offset), .. } => inside(self.sources, node, *offset),
            _ => node.span(),
        };
        if let Some(problem) = error.problem(node) {
            self.note(span, problem);
        }
    }

    /// The path of a value of the object in its document.
    fn path_to(&self, path: &[Step<'_>]) -> String {
        match (&*self.above, path_text(path)) {
            ("", path) => path,
            (above, path) if path.is_empty() => above.to_owned(),
            (above, path) => format!("{above}.{path}"),
        }
    }

    /// Whether a value was left out.
    pub(super) fn left_out(&self) -> bool {
        self.left_out.get()
    }

    /// Remembers that a mapping is not read as it is written.
    pub(super) fn loosen(&self, mapping: &Node) {
        self.loose.borrow_mut().insert(mapping.span());
    }

    /// Whether a mapping is not read as it is written.
    pub(super) fn is_loose(&self, mapping: &Node) -> bool {
        self.loose.borrow().contains(&mapping.span())
    }

    fn note(&self, span: Span, problem: Problem) {
        let mut mistakes = self.mistakes.borrow_mut();
        if mistakes.len() < KEPT {
            mistakes.push(Mistake { span, path: self.path_to(&self.path.borrow()), problem });
        }
    }

    /// Notes down a key that the struct of this mapping does not have.
    pub(super) fn unknown(&self, mapping: &Node, entry: &'n Entry, fields: &'static [&'static str]) {
        let (mut unknown, path) = (self.unknown.borrow_mut(), self.path.borrow());
        if unknown.len() < KEPT {
            let (span, depth, severity) = (mapping.span(), path.len(), severity(&path));
            let path = self.path_to(&path);
            unknown.push(Unknown { mapping: span, entry, path, depth, severity, fields });
        }
    }

    /// Notes down a key that has to be in a mapping, at a path below the value that is being decoded.
    pub(super) fn miss(&self, mapping: Span, owner: Span, below: &[Step<'_>], key: &str) {
        let mut missing = self.missing.borrow_mut();
        if missing.len() < KEPT {
            let path: Vec<Step<'_>> = self.path.borrow().iter().chain(below).copied().collect();
            let (severity, path) = (severity(&path), self.path_to(&path));
            missing.push(Missing { mapping, owner, path, severity, key: key.to_owned() });
        }
    }

    /// Notes down that an object has no name.
    pub(super) fn unnamed(&self, metadata: &Entry) {
        self.miss(metadata.value.span(), metadata.key.span, &[Step::Key("metadata")], "name");
    }

    /// Notes down values that are lost though nothing was wrong with them: their keys, with the paths to them.
    pub(super) fn lost<'k>(&self, keys: impl Iterator<Item = (&'k Key, Vec<Step<'k>>)>) {
        let unknown = self.unknown.borrow();
        if unknown.len() >= KEPT {
            return;
        }
        let said: BTreeSet<Span> = unknown.iter().map(|unknown| unknown.entry.key.span).collect();
        let renamed = |key: &Key| key_text(&key.scalar).is_none_or(|text| text != key.text());
        for (key, path) in keys.filter(|(key, _)| !said.contains(&key.span) && !renamed(key)).take(KEPT) {
            let found = format!("{}, which is not kept", quote(key.text()));
            let problem = Problem::error(FindingCode::UnknownKey, found, "a key that means something here")
                .hint("remove it, or check how far it is indented");
            let mistake = Mistake { span: key.span, path: self.path_to(&path), problem };
            self.mistakes.borrow_mut().push(mistake);
        }
    }

    /// Notes down a value that Kubernetes and readers of YAML 1.2 see differently.
    pub(super) fn differs(&self, node: &Node, text: &str, taken: Taken<'_>) {
        let found = format!("{}, which Kubernetes takes for {taken}", quote(text));
        let problem = Problem::error(FindingCode::YamlSurprise, found, "what every reader takes for the same")
            .severity(Severity::Warning)
            .hint(format!("write {}", quote(&taken.to_json_text())));
        self.note(node.span(), problem);
    }

    /// Notes down a key that Kubernetes renames, or refuses.
    pub(super) fn renames(&self, key: &Key, renamed: Option<&str>) {
        let as_what =
            renamed.map_or("null".to_owned(), |renamed| format!("the key {}", quote(&format!("{renamed:?}"))));
        let found = format!("the key {}, which Kubernetes takes for {as_what}", quote(key.text()));
        let problem = Problem::error(FindingCode::YamlSurprise, found, "a key in quotes")
            .hint(format!("write {}", quote(&format!("{:?}", key.text()))));
        self.note(key.span, problem);
    }

    /// Makes findings of everything.
    pub(super) fn report(self, findings: &mut Findings) {
        let (unknown, missing) = (self.unknown.into_inner(), self.missing.into_inner());
        let mut around: BTreeMap<Span, Around<'_>> = BTreeMap::new();
        for Unknown { mapping, .. } in &unknown {
            around.entry(*mapping).or_default().unknown += 1;
        }
        for Missing { mapping, key, .. } in &missing {
            around.entry(*mapping).or_default().missing.push(key);
        }
        let mut meant: BTreeSet<(Span, String)> = BTreeSet::new();
        for unknown in unknown {
            // More than is kept is not worth the look for what was meant.
            let full = findings.len() >= KEPT;
            let word = around.get(&unknown.mapping).filter(|_| !full).and_then(|around| unknown.meant(around));
            let mut path = unknown.path.clone();
            push_key(&mut path, unknown.entry.key.text());
            let problem = unknown.problem(word);
            self.sources.report(findings, unknown.entry.key.span, path, problem);
            meant.extend(word.map(|word| (unknown.mapping, word.to_owned())));
        }
        for Missing { mapping, owner, path, severity, key } in missing {
            // A misspelt key is one mistake, not an unknown and a missing one.
            let pair = (mapping, key);
            if !meant.contains(&pair) {
                self.sources.report(findings, owner, path, self::missing(&pair.1).severity(severity));
            }
        }
        for Mistake { span, path, problem } in self.mistakes.into_inner() {
            self.sources.report(findings, span, path, problem);
        }
    }
}

/// What is wrong with the keys of one mapping.
#[derive(Default)]
struct Around<'m> {
    unknown: usize,
    missing: Vec<&'m str>,
}

impl Unknown<'_> {
    /// The key that was probably meant.
    fn meant<'m>(&self, around: &Around<'m>) -> Option<&'m str> {
        let text = self.entry.key.text();
        let absent = || around.missing.iter().copied();
        // One key too many and one too few are one mistake, however much the words differ.
        let instead = || absent().next().filter(|_| around.unknown == 1 && around.missing.len() == 1);
        closest(text, absent()).or_else(|| closest(text, self.fields.iter().copied())).or_else(instead)
    }

    fn problem(&self, meant: Option<&str>) -> Problem {
        let text = self.entry.key.text();
        let hint = match meant {
            _ if self.depth == 0 && METADATA.contains(&text) => {
                format!("{} belongs under `metadata`; indent it by two more", quote(text))
            }
            Some(word) => format!("did you mean {}?", quote(word)),
            None => "remove it, or check how far it is indented".to_owned(),
        };
        let found = format!("unknown key {}", quote(text));
        let problem = Problem::error(FindingCode::UnknownKey, found, one_of_keys(self.fields));
        problem.severity(self.severity).hint(hint)
    }
}

/// A status is what a cluster says: of a newer or older version, it may say more or less.
fn severity(path: &[Step<'_>]) -> Severity {
    if path.first() == Some(&Step::Key("status")) { Severity::Warning } else { Severity::Error }
}
