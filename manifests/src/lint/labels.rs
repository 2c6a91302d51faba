//! Labels and their selectors. Source: `LabelSelectorAsSelector` in Kubernetes' `apimachinery/pkg/apis/meta/v1`.

use std::collections::BTreeMap;

use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;

pub(super) type Labels = BTreeMap<String, String>;

/// Whether all of these are among the labels.
pub(super) fn has(labels: &Labels, wanted: &Labels) -> bool {
    wanted.iter().all(|(key, value)| labels.get(key) == Some(value))
}

/// Whether a selector selects what has these labels. An empty one selects everything; an operator that the API does not
/// have selects nothing.
pub(super) fn selects(selector: &LabelSelector, labels: &Labels) -> bool {
    let expressions = selector.match_expressions.iter().flatten();
    selector.match_labels.as_ref().is_none_or(|wanted| has(labels, wanted))
        && expressions.into_iter().all(|expression| {
            let value = labels.get(&expression.key);
            let listed = || value.is_some_and(|value| expression.values.iter().flatten().any(|other| other == value));
            match expression.operator.as_str() {
                "In" => listed(),
                "NotIn" => !listed(),
                "Exists" => value.is_some(),
                "DoesNotExist" => value.is_none(),
                _ => false,
            }
        })
}

/// `{app: web, track: stable}`.
pub(super) fn written(labels: &Labels) -> String {
    let pairs: Vec<String> = labels.iter().map(|(key, value)| format!("{key}: {value}")).collect();
    format!("{{{}}}", pairs.join(", "))
}

/// A selector as people write it: its labels, and its expressions after them.
pub(super) fn written_selector(selector: &LabelSelector) -> String {
    let labels = selector.match_labels.iter().flatten().map(|(key, value)| format!("{key}: {value}"));
    let expressions = selector.match_expressions.iter().flatten().map(|expression| {
        let values = expression.values.iter().flatten().cloned().collect::<Vec<_>>();
        if values.is_empty() {
            format!("{} {}", expression.key, expression.operator)
        } else {
            format!("{} {} ({})", expression.key, expression.operator, values.join(", "))
        }
    });
    format!("{{{}}}", labels.chain(expressions).collect::<Vec<_>>().join(", "))
}
