//! What to write in place of an object of an API that is gone, with its own names and labels.

use std::fmt::Write;

use super::removed::{Instead, Removed};
use super::scalar::{Taken, taken};
use crate::finding::{Problem, quote};
use crate::finding_code::FindingCode;
use crate::yaml::tree::{Entry, Mapping, Node, Scalar, Style, Value, yaml11_surprise};

/// How long a proposal may be, in bytes: more is no hint any more.
const LONGEST: usize = 400;

/// Kinds whose `apps/v1` asks for a selector that older versions took from the labels of the template.
const SELECTING: &[&str] = &["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"];

/// Says what is gone and what replaces it.
pub(super) fn problem(removed: &Removed, api_version: &str, kind: &str, node: &Node) -> Problem {
    let found = format!("the kind {} of {}, gone since {}", quote(kind), quote(api_version), removed.gone);
    let (expected, hint) = match removed.instead {
        Instead::Same(new) if needs_selector(kind, node) => (quote(new), Some(selector_hint(new, node))),
        Instead::Same(new) => (quote(new), Some(format!("write `apiVersion: {new}`; the fields are the same"))),
        Instead::Changed(new, how) => (quote(new), Some(how.to_owned())),
        Instead::Other(what) => (what.to_owned(), if kind == "RouteRule" { route_hint(node) } else { None }),
    };
    Problem::error(FindingCode::RemovedApi, found, expected).hint_if(hint)
}

/// The object in the version that replaces its own, a selector added where there is none.
pub(super) fn in_version(node: &Node, api_version: &str, kind: &str) -> Node {
    let text = |span, text: &str| Node::new(span, Value::Scalar(Scalar::new(text, Style::Quoted)));
    let node = node.map_value("apiVersion", |old| text(old.span(), api_version));
    if !needs_selector(kind, &node) {
        return node;
    }
    node.map_value("spec", |spec| {
        let labels = spec.at(&["template", "metadata", "labels"]).filter(|labels| labels.as_mapping().is_some());
        let (Some(labels), Some(mapping)) = (labels, spec.as_mapping()) else { return spec.clone() };
        let selector = Node::mapping(labels.span(), vec![Entry::implied("matchLabels", labels.clone())]);
        let mut entries: Vec<Entry> = mapping.entries.iter().filter(|e| e.key.text() != "selector").cloned().collect();
        entries.push(Entry::implied("selector", selector));
        Node::new(spec.span(), Value::Mapping(Mapping::new(entries, mapping.complete).into()))
    })
}

fn needs_selector(kind: &str, node: &Node) -> bool {
    SELECTING.contains(&kind) && node.get("spec").is_some() && node.at(&["spec", "selector"]).is_none_or(Node::is_null)
}

fn selector_hint(new: &str, node: &Node) -> String {
    let labels = node.at(&["spec", "template", "metadata", "labels"]).and_then(flow);
    let selector = match labels {
        Some(labels) => quote_whole(&format!("selector: {{matchLabels: {labels}}}")),
        None => "a `selector` that matches the labels of the template".to_owned(),
    };
    format!("write `apiVersion: {new}`, and under `spec` {selector}")
}

/// The rule of a RouteRule as one of a VirtualService, and the subsets that it needs.
fn route_hint(node: &Node) -> Option<String> {
    let spec = node.get("spec")?;
    let host = word(spec.at(&["destination", "name"])?)?;
    let (mut routes, mut subsets) = (String::new(), String::new());
    for (index, route) in spec.get("route")?.as_sequence()?.iter().enumerate() {
        // Indented too little, the labels of a slide stand beside their key.
        let labels = route.get("labels").filter(|labels| labels.as_mapping().is_some());
        let version = word(labels.unwrap_or(route).get("version")?)?;
        let weight = route.get("weight").and_then(word);
        let weight = weight.map_or(String::new(), |weight| format!(", weight: {weight}"));
        let comma = if index > 0 { ", " } else { "" };
        let _ = write!(routes, "{comma}{{destination: {{host: {host}, subset: {version}}}{weight}}}");
        let _ = write!(subsets, "{comma}{{name: {version}, labels: {{version: {version}}}}}");
    }
    let hint = format!(
        "write `hosts: [{host}]` and `http: [{{route: [{routes}]}}]`, and in the DestinationRule `host: {host}` and `subsets: [{subsets}]`"
    );
    (!routes.is_empty() && hint.len() <= LONGEST).then_some(hint)
}

/// A mapping of texts in one line, if it is one and short.
fn flow(node: &Node) -> Option<String> {
    let entries = &node.as_mapping()?.entries;
    let words: Option<Vec<String>> = entries
        .iter()
        .take(LONGEST)
        .map(|entry| Some(format!("{}: {}", word(&entry.key.to_node())?, word(&entry.value)?)))
        .collect();
    words.map(|words| format!("{{{}}}", words.join(", "))).filter(|text| text.len() > 2 && text.len() <= LONGEST / 2)
}

/// A scalar as it is written inside brackets.
fn word(node: &Node) -> Option<String> {
    let scalar = node.as_scalar()?;
    let text = scalar.text();
    let simple =
        !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-' | '_'));
    match taken(scalar) {
        Taken::Null => None,
        Taken::Text(_) if !simple || text.starts_with('-') || yaml11_surprise(text).is_some() => {
            Some(format!("{text:?}"))
        }
        _ => Some(text.to_owned()),
    }
}

/// In back quotes, whole: what is proposed is there to be copied.
fn quote_whole(text: &str) -> String {
    format!("`{text}`")
}
