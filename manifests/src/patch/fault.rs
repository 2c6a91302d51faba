//! What can be wrong with a patch, and where.

use serde_json::{Map, Value};

use super::{merged, typed};
use crate::finding::{Problem, quote};
use crate::strict::lost::Step;
use crate::{FindingCode, Object};

/// Something wrong with a patch: the path in it, and what is said of what stands there.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub(crate) path: Vec<PathStep>,
    /// Whether it is about the key, and not about the value.
    pub(crate) at_key: bool,
    pub(crate) problem: Problem,
}

/// As [`Step`], owned: it outlives what it was found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PathStep {
    Key(Box<str>),
    Index(usize),
}

impl From<&Step<'_>> for PathStep {
    fn from(step: &Step<'_>) -> Self {
        match step {
            Step::Key(key) => Self::Key((*key).into()),
            Step::Index(index) => Self::Index(*index),
        }
    }
}

impl Fault {
    /// A field that the type does not have.
    pub(super) fn unknown(object: &Object, path: &[Step<'_>]) -> Self {
        let found = match path.last() {
            Some(Step::Key(key)) => format!("unknown key {}", quote(key)),
            _ => "a value that nothing reads".to_owned(),
        };
        let expected = format!("a field of a {}", object.kind());
        let problem = Problem::error(FindingCode::UnknownKey, found, expected);
        let path = path.iter().map(PathStep::from).collect();
        Self { path, at_key: true, problem: problem.hint("the API server would leave it out, or refuse it") }
    }

    /// A value that the type cannot take.
    pub(super) fn refused(object: &Object, patch: &Value, error: &serde_json::Error) -> Self {
        let text = error.to_string();
        let problem = match (text.strip_prefix("missing field "), text.split_once(", expected ")) {
            (Some(key), _) => Problem::error(FindingCode::MissingKey, format!("no {key}"), "this key"),
            (_, Some((found, expected))) => {
                Problem::error(FindingCode::WrongType, in_words(found), expected_in_words(expected))
            }
            _ => Problem::error(FindingCode::InvalidValue, text, "a value of its type"),
        };
        Self { path: culprit(object, patch), at_key: false, problem }
    }

    /// What made the object the one it is, and is gone.
    pub(super) fn identity(path: &[&str]) -> Self {
        let found = quote(&path.join("."));
        let problem = Problem::error(FindingCode::Conflict, found, "what does not change which object it is");
        Self { path: keys(path), at_key: true, problem }
    }

    /// A selector that does not find the pods of the template.
    pub(super) fn selector(patch: &Value) -> Self {
        let problem = Problem::error(
            FindingCode::Conflict,
            "a selector that does not take the pods of its template",
            "labels of the template that the selector asks for",
        );
        let selector: &[&str] = &["spec", "selector"];
        let labels: &[&str] = &["spec", "template", "metadata", "labels"];
        let path = if patch["spec"].get("selector").is_some() { selector } else { labels };
        Self { path: keys(path), at_key: true, problem }
    }
}

fn keys(keys: &[&str]) -> Vec<PathStep> {
    keys.iter().map(|key| PathStep::Key((*key).into())).collect()
}

/// What serde calls a value, in the words of the other findings.
fn in_words(found: &str) -> String {
    let found = found.strip_prefix("invalid type: ").or_else(|| found.strip_prefix("invalid value: ")).unwrap_or(found);
    let kinds = ["string ", "integer ", "floating point ", "boolean "];
    match found {
        "map" => "a mapping".to_owned(),
        "sequence" => "a list".to_owned(),
        _ => match kinds.iter().find_map(|kind| found.strip_prefix(kind)) {
            Some(value) => quote(value.trim_matches('`')),
            None => found.to_owned(),
        },
    }
}

fn expected_in_words(expected: &str) -> String {
    match expected {
        "i32" | "i64" | "u32" => "an integer".to_owned(),
        "a sequence" => "a list".to_owned(),
        "a map" => "a mapping".to_owned(),
        "a string" => "text".to_owned(),
        "a boolean" => "`true` or `false`".to_owned(),
        _ if expected.starts_with(|c: char| c.is_ascii_uppercase()) => format!("a mapping, {}", quote(expected)),
        _ => expected.to_owned(),
    }
}

/// The place of the first value of a patch with which it cannot be laid over the object, while it can with those before.
fn culprit(object: &Object, patch: &Value) -> Vec<PathStep> {
    let mut leaves = Vec::new();
    collect(patch, &mut Vec::new(), &mut leaves);
    let fails = |leaves: &[(Vec<Step<'_>>, &Value)]| typed(object, merged(object, &of_leaves(leaves))).is_err();
    // A patch that fails with some of its values fails with more of them.
    let (mut low, mut high) = (0, leaves.len());
    while low < high {
        let middle = low.midpoint(high);
        if leaves.get(..=middle).is_some_and(fails) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    let Some((path, _)) = leaves.get(low) else { return Vec::new() };
    // A list in the place of a text is the mistake, not what is first in the list.
    let empty = |depth: usize| match path.get(depth) {
        Some(Step::Index(_)) => Value::Array(Vec::new()),
        _ => Value::Object(Map::new()),
    };
    let before = leaves.get(..low).unwrap_or_default();
    let alone = |depth: &usize| {
        let upper = path.iter().copied().take(*depth).collect();
        fails(&[before, &[(upper, &empty(*depth))]].concat())
    };
    let depth = (1..path.len()).find(alone).unwrap_or(path.len());
    path.iter().take(depth).map(PathStep::from).collect()
}

/// The values of a patch that hold no others, with their paths.
fn collect<'p>(value: &'p Value, path: &mut Vec<Step<'p>>, leaves: &mut Vec<(Vec<Step<'p>>, &'p Value)>) {
    let inner: Vec<(Step<'p>, &'p Value)> = match value {
        Value::Object(members) => members.iter().map(|(key, value)| (Step::Key(key), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(index, item)| (Step::Index(index), item)).collect(),
        _ => Vec::new(),
    };
    if inner.is_empty() {
        leaves.push((path.clone(), value));
    }
    for (step, value) in inner {
        path.push(step);
        collect(value, path, leaves);
        path.pop();
    }
}

/// The patch that has these values.
fn of_leaves(leaves: &[(Vec<Step<'_>>, &Value)]) -> Value {
    let mut patch = Value::Null;
    for (path, value) in leaves {
        let mut place = &mut patch;
        for step in path {
            place = match step {
                Step::Key(key) => {
                    if !place.is_object() {
                        *place = Value::Object(Map::new());
                    }
                    let Value::Object(members) = place else { return patch };
                    members.entry(*key).or_insert(Value::Null)
                }
                Step::Index(index) => {
                    if !place.is_array() {
                        *place = Value::Array(Vec::new());
                    }
                    let Value::Array(items) = place else { return patch };
                    // The items come in order, so this one is the last, or the next.
                    if items.len() <= *index {
                        items.push(Value::Null);
                    }
                    let Some(item) = items.last_mut() else { return patch };
                    item
                }
            };
        }
        *place = (*value).clone();
    }
    patch
}
