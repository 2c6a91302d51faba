//! From a document to its objects.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::autoscaler;
use super::error::missing;
use super::kept::compare;
use super::kind::Kind;
use super::manifest::{Content, Manifest};
use super::manifests::Manifests;
use super::reader::Reader;
use super::removed::{Instead, Removed};
use super::replaced;
use super::scalar::{Taken, taken, to_json};
use super::typed::At;
use crate::Object;
use crate::decode::{describe, one_of_keys};
use crate::finding::{Problem, quote};
use crate::finding_code::{FindingCode, Severity};
use crate::finding_path::{push_index, push_key};
use crate::yaml::tree::{Entry, Mapping, Node, Scalar, Sources, Span, Style, Value};

/// The documents of one file while they are read.
pub(super) struct Documents<'a> {
    pub(super) sources: &'a Sources,
    pub(super) file: Arc<str>,
    pub(super) read: &'a mut Manifests,
    /// Kinds of which it is said that they are not judged.
    pub(super) noted: &'a mut BTreeSet<(String, String)>,
}

/// The keys of a list.
const LIST: &[&str] = &["apiVersion", "kind", "metadata", "items"];

impl Documents<'_> {
    /// Reads them one after the other; each is forgotten when its objects are read.
    pub(super) fn read(&mut self, documents: Vec<Node>) {
        for document in documents.into_iter().filter(|document| !document.is_null()) {
            self.object(&document, "", None);
        }
    }

    fn report(&mut self, span: Span, path: &str, problem: Problem) {
        self.sources.report(&mut self.read.findings, span, path, problem);
    }

    /// An object or a list of them; inside a list that has a kind, the items need none of their own.
    fn object(&mut self, node: &Node, path: &str, of_list: Option<(&str, &str)>) {
        let Some(mapping) = node.as_mapping() else {
            if !node.is_invalid() {
                let hint =
                    node.as_sequence().map(|_| "several objects are several documents, or the `items` of a `List`");
                let problem = Problem::error(FindingCode::WrongType, describe(node), "an object of Kubernetes");
                self.report(node.span(), path, problem.hint_if(hint));
            }
            return;
        };
        let (api_version, kind) = (
            self.identity(node, path, "apiVersion", of_list.map(|l| l.0)),
            self.identity(node, path, "kind", of_list.map(|l| l.1)),
        );
        let (Some(api_version), Some(kind)) = (api_version, kind) else { return };
        let item_kind = kind.strip_suffix("List").filter(|_| kind == "List" || mapping.get("items").is_some());
        if let Some(item_kind) = item_kind {
            return self.list(node, path, (!item_kind.is_empty()).then_some((&*api_version, item_kind)));
        }
        self.judge(node, path, &api_version, &kind);
    }

    /// The text of `apiVersion` or `kind`.
    fn identity(&mut self, node: &Node, path: &str, key: &str, implied: Option<&str>) -> Option<String> {
        let mapping = node.as_mapping()?;
        let Some(entry) = mapping.get(key).filter(|entry| !entry.value.is_null()) else {
            if implied.is_none() && mapping.complete {
                let start = self.sources.within(node.span(), 0, 0);
                self.report(start, path, missing(key));
            }
            return implied.map(str::to_owned);
        };
        match entry.value.as_scalar().map(taken) {
            Some(Taken::Text(text)) if !text.is_empty() => Some(text.to_owned()),
            _ if entry.value.is_invalid() => None,
            _ => {
                let mut path = path.to_owned();
                push_key(&mut path, key);
                let problem = Problem::error(FindingCode::WrongType, describe(&entry.value), "text");
                self.report(entry.value.span(), &path, problem);
                None
            }
        }
    }

    fn list(&mut self, node: &Node, path: &str, of_list: Option<(&str, &str)>) {
        let Some(mapping) = node.as_mapping() else { return };
        for entry in mapping.entries.iter().filter(|entry| !LIST.contains(&entry.key.text())) {
            let mut path = path.to_owned();
            push_key(&mut path, entry.key.text());
            let found = format!("unknown key {}", quote(entry.key.text()));
            self.report(entry.key.span, &path, Problem::error(FindingCode::UnknownKey, found, one_of_keys(LIST)));
        }
        let mut path = path.to_owned();
        push_key(&mut path, "items");
        match mapping.get("items").map(|entry| &entry.value) {
            Some(items) if items.as_sequence().is_some() => {
                for (index, item) in items.as_sequence().into_iter().flatten().enumerate() {
                    let mut path = path.clone();
                    push_index(&mut path, index);
                    self.object(item, &path, of_list);
                }
            }
            Some(items) if !items.is_null() && !items.is_invalid() => {
                let problem = Problem::error(FindingCode::WrongType, describe(items), "a list");
                self.report(items.span(), &path, problem);
            }
            _ => {}
        }
    }

    fn judge(&mut self, node: &Node, path: &str, api_version: &str, kind: &str) {
        let at = |key: &str| node.get(key).map_or(self.sources.within(node.span(), 0, 0), Node::span);
        let (at_version, at_kind) = (at("apiVersion"), at("kind"));
        let mut below = path.to_owned();
        push_key(&mut below, "apiVersion");
        let object = match Kind::of(api_version, kind) {
            Kind::Typed => self.typed(&whole(node, api_version, kind), path, api_version, kind),
            Kind::Older(newest) => {
                let of_one = autoscaler::is_older(api_version, kind);
                let hint = format!("write `apiVersion: {newest}`; the fields are the same");
                let found = format!("the kind {} of {}", quote(kind), quote(api_version));
                let problem = Problem::error(FindingCode::OldVersion, found, format!("{}, the newest", quote(newest)))
                    .severity(Severity::Note)
                    .hint(if of_one { autoscaler::HINT.to_owned() } else { hint });
                self.report(at_version, &below, problem);
                let node = whole(node, api_version, kind);
                let node = if of_one { autoscaler::newer(&node) } else { node };
                self.typed(&replaced::in_version(&node, newest, kind), path, newest, kind)
            }
            Kind::Removed(removed) => {
                self.report(at_version, &below, replaced::problem(removed, api_version, kind, node));
                self.replaced(node, path, api_version, kind, removed)
            }
            Kind::NotJudged => {
                if self.noted.insert((api_version.to_owned(), kind.to_owned())) {
                    let found = format!("the kind {} of {}", quote(kind), quote(api_version));
                    let problem = Problem::error(FindingCode::NotJudged, found, "a kind that is known here")
                        .severity(Severity::Note)
                        .hint("it is passed on as it is, and not judged");
                    self.report(at_kind, path, problem);
                }
                None
            }
            Kind::Unknown(problem) => {
                self.report(at_kind, path, problem);
                None
            }
        };
        self.keep(node, path, api_version, kind, object);
    }

    /// The object that takes the place of one that is gone.
    fn replaced(
        &mut self,
        node: &Node,
        path: &str,
        api_version: &str,
        kind: &str,
        removed: &Removed,
    ) -> Option<Object> {
        match removed.instead {
            Instead::Same(new) if Object::KINDS.contains(&(new, kind)) => {
                self.typed(&replaced::in_version(&whole(node, api_version, kind), new, kind), path, new, kind)
            }
            _ => None,
        }
    }

    /// Decodes an object that there is a type for. Nothing, where something had to be left out.
    fn typed(&mut self, node: &Node, path: &str, api_version: &str, kind: &str) -> Option<Object> {
        let reader = Reader::new(self.sources, path);
        let decoded = Object::deserialize_as(api_version, kind, At::new(&reader, node))?;
        let object = match decoded {
            Ok(object) => {
                // Every object can be written.
                if let Ok(after) = serde_json::to_value(&object) {
                    compare(&reader, node, &after);
                }
                if let Some(metadata) = unnamed(node) {
                    reader.unnamed(metadata);
                }
                Some(object)
            }
            Err(error) => {
                reader.refuse(error, node, None);
                None
            }
        };
        let object = object.filter(|_| !reader.left_out());
        reader.report(&mut self.read.findings);
        object
    }

    fn keep(&mut self, node: &Node, path: &str, api_version: &str, kind: &str, object: Option<Object>) {
        let text = |key| match node.at(&["metadata", key]).and_then(Node::as_scalar).map(taken) {
            Some(Taken::Text(text)) => Some(text.into()),
            _ => None,
        };
        let span = node.span();
        self.read.manifests.push(Manifest {
            file: Arc::clone(&self.file),
            line: span.line,
            column: span.column,
            path: path.into(),
            api_version: api_version.into(),
            kind: kind.into(),
            name: text("name").unwrap_or_default(),
            namespace: text("namespace"),
            content: object.map_or_else(|| Content::Value(to_json(node)), Content::Object),
        });
    }
}

/// The metadata of an object that has neither a name nor the start of one. Metadata that is missing is missed anyway.
fn unnamed(node: &Node) -> Option<&Entry> {
    let entry = node.as_mapping()?.get("metadata")?;
    let complete = entry.value.as_mapping()?.complete;
    let empty = |value: &Node| value.is_null() || value.as_scalar().is_some_and(|scalar| scalar.text().is_empty());
    let lacks = |key| entry.value.get(key).is_none_or(empty);
    (complete && lacks("name") && lacks("generateName")).then_some(entry)
}

/// An object with the kind that its list gives it, and without the status that its type leaves out.
fn whole(node: &Node, api_version: &str, kind: &str) -> Node {
    let Some(mapping) = node.as_mapping() else { return node.clone() };
    // Objects of others have no status here, because only their controllers read it.
    let custom = api_version.contains("istio.io/") || api_version.starts_with("gateway.networking.k8s.io/");
    let status = |entry: &&Entry| custom && entry.key.text() == "status";
    let lacks = |key: &&(&str, &str)| mapping.get(key.0).is_none_or(|entry| entry.value.is_null());
    let identity = [("apiVersion", api_version), ("kind", kind)];
    let absent: Vec<&(&str, &str)> = identity.iter().filter(lacks).collect();
    if absent.is_empty() && !mapping.entries.iter().any(|entry| status(&entry)) {
        return node.clone();
    }
    let start = Span { end: node.span().start, ..node.span() };
    let implied = absent
        .iter()
        .map(|(key, text)| Entry::implied(key, Node::new(start, Value::Scalar(Scalar::new(text, Style::Quoted)))));
    let given = mapping.entries.iter().filter(|entry| !absent.iter().any(|(key, _)| *key == entry.key.text()));
    let entries = implied.chain(given.filter(|entry| !status(entry)).cloned()).collect();
    Node::new(node.span(), Value::Mapping(Mapping::new(entries, mapping.complete).into()))
}
