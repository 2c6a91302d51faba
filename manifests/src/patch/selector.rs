//! Whether what keeps pods running still finds the pods that it makes.

use serde_json::Value;

/// Whether the selector of a workload takes the labels of its template; the API server refuses one that does not, and
/// one that takes everything. True of an object that makes no pods by a template, and of one without a selector, which
/// has none to keep.
pub(super) fn finds_its_pods(object: &Value) -> bool {
    let spec = &object["spec"];
    let workload =
        ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"].into_iter().any(|kind| object["kind"] == kind);
    !workload || selects(&spec["selector"], &spec["template"]["metadata"]["labels"])
}

fn selects(selector: &Value, labels: &Value) -> bool {
    let equal = selector["matchLabels"].as_object();
    let expressions = selector["matchExpressions"].as_array();
    let holds = |expression: &Value| {
        let label = expression["key"].as_str().and_then(|key| labels.get(key));
        let listed = || {
            let values = expression["values"].as_array();
            label.is_some_and(|label| values.is_some_and(|values| values.contains(label)))
        };
        match expression["operator"].as_str() {
            Some("In") => listed(),
            Some("NotIn") => !listed(),
            Some("Exists") => label.is_some(),
            Some("DoesNotExist") => label.is_none(),
            _ => false,
        }
    };
    let some = equal.is_some_and(|labels| !labels.is_empty()) || expressions.is_some_and(|all| !all.is_empty());
    some && equal.is_none_or(|wanted| wanted.iter().all(|(key, value)| labels.get(key) == Some(value)))
        && expressions.is_none_or(|all| all.iter().all(holds))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_selector_finds_the_pods_or_does_not() {
        let labels = json!({"app": "web", "track": "stable"});
        for (selector, expected) in [
            (json!({"matchLabels": {"app": "web"}}), true),
            (json!({"matchLabels": {"app": "api"}}), false),
            (json!({"matchLabels": {}}), false),
            (json!(null), false),
            (json!({"matchExpressions": [{"key": "app", "operator": "In", "values": ["api", "web"]}]}), true),
            (json!({"matchExpressions": [{"key": "app", "operator": "NotIn", "values": ["web"]}]}), false),
            (json!({"matchExpressions": [{"key": "tier", "operator": "NotIn", "values": ["web"]}]}), true),
            (json!({"matchExpressions": [{"key": "tier", "operator": "Exists"}]}), false),
            (json!({"matchExpressions": [{"key": "tier", "operator": "DoesNotExist"}]}), true),
            (json!({"matchLabels": {"app": "web"}, "matchExpressions": [{"key": "app", "operator": "Is"}]}), false),
        ] {
            assert_eq!(selects(&selector, &labels), expected, "{selector}");
        }
    }
}
