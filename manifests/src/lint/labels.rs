//! Labels and their selectors. Source: `LabelSelectorAsSelector` in Kubernetes' `apimachinery/pkg/apis/meta/v1`.

use std::collections::BTreeMap;

use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;

use crate::object::Object;
use crate::pods::{Pods, name};

pub(super) type Labels = BTreeMap<String, String>;

/// Labels that controllers, the API server and Istio write to pods beside those of their template.
const GIVEN: [&str; 10] = [
    "apps.kubernetes.io/pod-index",
    "controller-revision-hash",
    "controller-uid",
    "job-name",
    "pod-template-generation",
    "pod-template-hash",
    "security.istio.io/tlsMode",
    "service.istio.io/canonical-name",
    "service.istio.io/canonical-revision",
    POD_NAME,
];

/// The label that every pod of a StatefulSet has with its own name.
const POD_NAME: &str = "statefulset.kubernetes.io/pod-name";

/// What stands before the key of such labels.
const GIVEN_BEFORE: [&str; 3] = ["batch.kubernetes.io/", "topology.kubernetes.io/", "topology.istio.io/"];

/// Whether a label is written to pods by somebody else, so that a template does not tell its value.
pub(super) fn is_given(key: &str) -> bool {
    GIVEN.contains(&key) || GIVEN_BEFORE.iter().any(|before| key.starts_with(before))
}

/// Whether pods have all of these labels, or may have them when they are made.
pub(super) fn has(pods: &Pods<'_>, wanted: &Labels) -> bool {
    wanted.iter().all(|(key, value)| match pods.labels.get(key) {
        Some(found) => found == value,
        None => may_have(pods, key, Some(value)),
    })
}

/// Whether pods that a workload makes may have a label that is not in its template.
fn may_have(pods: &Pods<'_>, key: &str, value: Option<&str>) -> bool {
    let object = pods.item.1;
    match (key, value) {
        (POD_NAME, Some(pod)) => {
            let number = pod.strip_prefix(name(object)).and_then(|rest| rest.strip_prefix('-'));
            matches!(object, Object::StatefulSet(_)) && number.is_some_and(|number| number.parse::<u32>().is_ok())
        }
        _ => is_given(key) && !matches!(object, Object::Pod(_)),
    }
}

/// Whether a selector selects what has these labels. An empty one selects everything; an operator that the API does not
/// have selects nothing.
pub(super) fn selects(selector: &LabelSelector, labels: &Labels) -> bool {
    let has = |(key, value)| labels.get(key) == Some(value);
    selector.match_labels.iter().flatten().all(has) && expressions(selector, labels, |_, _| false)
}

/// Whether a selector selects pods, or may select them when they are made.
pub(super) fn selects_pods(selector: &LabelSelector, pods: &Pods<'_>) -> bool {
    selector.match_labels.as_ref().is_none_or(|wanted| has(pods, wanted))
        && expressions(selector, pods.labels, |key, value| may_have(pods, key, value))
}

fn expressions(selector: &LabelSelector, labels: &Labels, may: impl Fn(&str, Option<&str>) -> bool) -> bool {
    selector.match_expressions.iter().flatten().all(|expression| {
        let key = &expression.key;
        let value = labels.get(key);
        let listed = expression.values.iter().flatten();
        match expression.operator.as_str() {
            "In" => listed.into_iter().any(|other| match value {
                Some(value) => value == other,
                None => may(key, Some(other)),
            }),
            "NotIn" => value.is_none_or(|value| listed.into_iter().all(|other| other != value)),
            "Exists" => value.is_some() || may(key, None),
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
