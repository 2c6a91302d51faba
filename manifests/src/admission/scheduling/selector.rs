//! Which labels a pod's or a node's selector accepts.

use std::collections::BTreeMap;

use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;
use pavedroad_naming::{LabelKey, LabelRequirement, LabelValue, SelectorOperator};

pub(super) type Labels = BTreeMap<String, String>;

/// A label selector of an object: requirements that all hold, or nothing at all where none was given.
///
/// One that the API server would refuse selects nothing, as in the scheduler.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Selector(Option<Vec<LabelRequirement>>);

impl Selector {
    pub(super) fn new(selector: Option<&LabelSelector>) -> Self {
        Self(selector.and_then(|selector| {
            let labels = selector.match_labels.iter().flatten();
            let equal = labels.map(|(key, value)| requirement(key, "In", std::slice::from_ref(value)));
            let expressions = selector.match_expressions.iter().flatten();
            let expressions = expressions.map(|each| match &*each.operator {
                "Gt" | "Lt" => None,
                operator => requirement(&each.key, operator, each.values.as_deref().unwrap_or_default()),
            });
            equal.chain(expressions).collect()
        }))
    }

    /// Also asks for the values that the pod itself has of these labels, or for any other values.
    ///
    /// This is what the API server makes of `matchLabelKeys` and `mismatchLabelKeys`; doing it again changes nothing.
    pub(super) fn and_own(&mut self, keys: Option<&Vec<String>>, labels: &Labels, operator: &str) {
        let Some(requirements) = &mut self.0 else { return };
        for key in keys.into_iter().flatten() {
            let value = labels.get(key).map(std::slice::from_ref);
            requirements.extend(value.and_then(|value| requirement(key, operator, value)));
        }
    }

    /// Whether it has no requirements, and so selects everything.
    pub(super) fn is_everything(&self) -> bool {
        self.0.as_ref().is_some_and(Vec::is_empty)
    }

    pub(super) fn matches(&self, labels: &Labels) -> bool {
        self.0.as_ref().is_some_and(|requirements| all_hold(requirements, labels))
    }
}

pub(super) fn all_hold(requirements: &[LabelRequirement], labels: &Labels) -> bool {
    requirements.iter().all(|requirement| requirement.holds(labels.get(requirement.key().as_str()).map(String::as_str)))
}

/// A requirement of an object's selector; nothing for one that the API server would refuse.
pub(super) fn requirement(key: &str, operator: &str, values: &[String]) -> Option<LabelRequirement> {
    let operator = match operator {
        "In" => SelectorOperator::In,
        "NotIn" => SelectorOperator::NotIn,
        "Exists" => SelectorOperator::Exists,
        "DoesNotExist" => SelectorOperator::DoesNotExist,
        // Two equal values are one to a requirement, and two to Kubernetes.
        "Gt" if values.len() == 1 => SelectorOperator::GreaterThan,
        "Lt" if values.len() == 1 => SelectorOperator::LessThan,
        _ => return None,
    };
    let values: Vec<LabelValue> = values.iter().map(|value| value.parse().ok()).collect::<Option<_>>()?;
    LabelRequirement::new(LabelKey::new(key).ok()?, operator, values).ok()
}
