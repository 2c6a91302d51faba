//! What a typed object did not take over from what it was read from.
//!
//! `k8s-openapi` drops the fields that it does not know, and says nothing. What is read is therefore written back and
//! compared: a value that was there before and is not there after is lost.

use serde_json::Value;

use crate::finding_path::{push_index, push_key};

/// One step from a value to a value inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

/// A path as findings show it: `spec.template.spec.containers[0].imagee`.
pub(crate) fn path_text(path: &[Step<'_>]) -> String {
    let mut text = String::new();
    for step in path {
        match step {
            Step::Key(key) => push_key(&mut text, key),
            Step::Index(index) => push_index(&mut text, *index),
        }
    }
    text
}

/// A value that something was read from: JSON, or a node of a file.
pub(crate) trait Tree: Sized {
    /// Whether this is null.
    fn is_null(&self) -> bool;
    /// The items, if this is a list.
    fn items(&self) -> Option<&[Self]>;
    /// Keys and values, if this is a mapping.
    fn entries(&self) -> Option<impl Iterator<Item = (&str, &Self)>>;

    /// Whether this says nothing that an object would have to keep: null, `[]`, and a mapping of nothing else.
    fn says_nothing(&self) -> bool {
        self.is_null()
            || self.items().is_some_and(<[Self]>::is_empty)
            || self.entries().is_some_and(|mut entries| entries.all(|(_, value)| value.says_nothing()))
    }
}

impl Tree for Value {
    fn is_null(&self) -> bool {
        self.is_null()
    }

    fn items(&self) -> Option<&[Self]> {
        self.as_array().map(Vec::as_slice)
    }

    fn entries(&self) -> Option<impl Iterator<Item = (&str, &Self)>> {
        self.as_object().map(|object| object.iter().map(|(key, value)| (key.as_str(), value)))
    }
}

/// The paths of all values of `before` that `after` does not have, in the order of `before`; the outermost of each.
///
/// A value that [says nothing](Tree::says_nothing) is not missed, and a text or a number is the same in another
/// spelling: `1` and `"1"` of a quantity, `+00:00` and `Z` of a time.
pub(crate) fn lost_fields<'b, T: Tree>(before: &'b T, after: &Value) -> Vec<Vec<Step<'b>>> {
    let mut lost = Vec::new();
    compare(before, Some(after), &mut Vec::new(), &mut lost);
    lost
}

fn compare<'b, T: Tree>(before: &'b T, after: Option<&Value>, path: &mut Vec<Step<'b>>, lost: &mut Vec<Vec<Step<'b>>>) {
    match (before.items(), before.entries(), after) {
        (Some(items), _, Some(Value::Array(after))) => {
            for (index, item) in items.iter().enumerate() {
                path.push(Step::Index(index));
                compare(item, after.get(index), path, lost);
                path.pop();
            }
        }
        (_, Some(entries), Some(Value::Object(after))) => {
            for (key, value) in entries {
                path.push(Step::Key(key));
                compare(value, after.get(key), path, lost);
                path.pop();
            }
        }
        (None, None, Some(after)) if !after.is_array() && !after.is_object() => {}
        _ if before.says_nothing() => {}
        _ => lost.push(path.clone()),
    }
}

#[cfg(test)]
mod tests {
    use k8s_openapi::api::apps::v1::Deployment;
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn loses(before: &Value, after: &Value, expected: &[&str]) {
        let paths: Vec<String> = lost_fields(before, after).iter().map(|path| path_text(path)).collect();
        assert_eq!(paths, expected, "{before} and {after}");
    }

    #[test]
    fn a_field_that_is_not_written_back_is_lost_at_its_key() {
        let before = json!({
            "apiVersion": "apps/v1",
            "kind": "Deployment",
            "metadata": {"name": "web", "creationTimestamp": null},
            "spec": {
                "replica": 2,
                "selector": {"matchLabels": {"app": "web"}},
                "template": {"spec": {
                    "containers": [{"name": "web", "imagee": {"tag": [1]}, "resources": {"limits": {"cpu": 1}}}],
                    "dnsPolicy": "ClusterFirst",
                }},
            },
            "labels": {"app": "web"},
        });
        let object: Deployment = serde_json::from_value(before.clone()).unwrap();
        let after = serde_json::to_value(&object).unwrap();
        loses(&before, &after, &["labels", "spec.replica", "spec.template.spec.containers[0].imagee"]);
    }

    #[test]
    fn what_says_nothing_may_go() {
        for value in [json!(null), json!([]), json!({}), json!({"a": null, "b": {"c": []}})] {
            loses(&json!({ "field": value }), &json!({}), &[]);
        }
        for value in [json!(false), json!(0), json!(""), json!([null]), json!([{}]), json!({"a": {"b": ""}})] {
            loses(&json!({ "field": value }), &json!({}), &["field"]);
        }
    }

    #[test]
    fn a_spelling_may_change_and_a_shape_may_not() {
        loses(
            &json!({"cpu": 1, "at": "2026-01-01T00:00:00+00:00"}),
            &json!({"cpu": "1", "at": "2026-01-01T00:00:00Z"}),
            &[],
        );
        loses(&json!({"a": [1, 2, 3]}), &json!({"a": [1]}), &["a[1]", "a[2]"]);
        loses(&json!({"a": {"b": 1}}), &json!({"a": "b"}), &["a"]);
        loses(&json!({"a": "b"}), &json!({"a": {"b": 1}}), &["a"]);
        loses(&json!([{"a": 1}]), &json!({"a": 1}), &[""]);
    }
}
