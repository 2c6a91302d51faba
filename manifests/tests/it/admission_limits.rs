//! LimitRanges: their validity, the defaults they give, and what they refuse. The sentences are those that Kubernetes'
//! own functions print.

use k8s_openapi::api::core::v1::{LimitRange, PersistentVolumeClaim, Pod};
use pavedroad_manifests::admission::{
    InvalidObject, LimitRangeRules, Refusal, default_limit_range, default_pod, split_limit_range, validate_limit_range,
};
use serde_json::{Value, from_value, json, to_value};

/// A JSON object of these fields.
fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    fields.into_iter().collect()
}

fn limits(items: Value) -> LimitRange {
    from_value(object([("metadata", json!({"name": "limits"})), ("spec", object([("limits", items)]))])).unwrap()
}

fn errors(items: Value) -> Vec<String> {
    let invalid = validate_limit_range(&limits(items)).unwrap();
    invalid.iter().flat_map(InvalidObject::errors).map(ToString::to_string).collect()
}

/// The reasons against a pod with these fields in its spec.
fn refused(items: Value, spec: Value) -> Vec<String> {
    let mut pod: Pod = from_value(object([("metadata", json!({"name": "web"})), ("spec", spec)])).unwrap();
    default_pod(pod.spec.as_mut().unwrap()).unwrap();
    let rules = LimitRangeRules::read(&limits(items)).unwrap();
    rules.default_pod(&mut pod);
    let refusal = rules.admit_pod(&pod).unwrap();
    refusal.iter().flat_map(Refusal::reasons).map(ToString::to_string).collect()
}

fn one(resources: Value) -> Value {
    object([("containers", Value::Array(vec![object([("name", json!("web")), ("resources", resources)])]))])
}

#[test]
fn amounts_that_contradict_each_other_are_invalid() {
    let cases = [
        (
            json!({"min": {"memory": "2Gi"}, "max": {"memory": "1Gi"}}),
            vec![
                "spec.limits[0].min[memory]: Invalid value: \"2Gi\": min value 2Gi is greater than max value 1Gi",
                // The server fills in the default from the maximum first.
                "spec.limits[0].defaultRequest[memory]: Invalid value: \"1Gi\": \
             min value 2Gi is greater than default request value 1Gi",
                "spec.limits[0].default[memory]: Invalid value: \"2Gi\": min value 2Gi is greater than default value 1Gi",
            ],
        ),
        (
            json!({"default": {"cpu": "2"}, "max": {"cpu": "1"}, "defaultRequest": {"cpu": "500m"}}),
            vec!["spec.limits[0].default[cpu]: Invalid value: \"1\": default value 2 is greater than max value 1"],
        ),
        (
            json!({"default": {"cpu": "1"}, "defaultRequest": {"cpu": "1500m"}}),
            vec![
                "spec.limits[0].defaultRequest[cpu]: Invalid value: \"1500m\": \
             default request value 1500m is greater than default limit value 1",
            ],
        ),
        (
            json!({"maxLimitRequestRatio": {"cpu": "500m"}}),
            vec!["spec.limits[0].maxLimitRequestRatio[cpu]: Invalid value: \"500m\": ratio 500m is less than 1"],
        ),
        (
            json!({"min": {"memory": "512Mi"}, "max": {"memory": "2Gi"}, "maxLimitRequestRatio": {"memory": "10"}}),
            vec![
                "spec.limits[0].maxLimitRequestRatio[memory]: Invalid value: \"10\": ratio 10 is greater than max/min = 4.000000",
            ],
        ),
        (
            json!({"default": {"nvidia.com/gpu": "2"}, "defaultRequest": {"nvidia.com/gpu": "1"}}),
            vec![
                "spec.limits[0].defaultRequest[nvidia.com/gpu]: Invalid value: \"1\": \
             default value 2 must equal to defaultRequest value 1 in nvidia.com/gpu",
            ],
        ),
        (
            json!({"max": {"pods": "1"}, "default": {"cpu": "1"}}),
            vec![
                "spec.limits[0].max[pods]: Invalid value: \"pods\": must be a standard resource for containers",
                "spec.limits[0].default[pods]: Invalid value: \"pods\": must be a standard resource for containers",
                "spec.limits[0].defaultRequest[pods]: Invalid value: \"pods\": must be a standard resource for containers",
            ],
        ),
    ];
    for (mut item, expected) in cases {
        item["type"] = json!("Container");
        assert_eq!(errors(json!([item])), expected, "{item}");
    }
}

#[test]
fn types_and_names_are_the_servers() {
    assert_eq!(errors(json!([{"type": "Pod"}, {"type": "Pod"}])), ["spec.limits[1].type: Duplicate value: \"Pod\""]);
    assert_eq!(
        errors(json!([{"type": "pod"}])),
        ["spec.limits[0].type: Invalid value: \"pod\": must be a standard limit type or fully qualified"]
    );
    assert_eq!(errors(json!([{"type": "example.com/Pod"}])), Vec::<String>::new());
    assert_eq!(
        errors(json!([{"type": "PersistentVolumeClaim", "max": {"cpu": "1"}}])),
        ["spec.limits[0].limits: Required value: \
             either minimum or maximum storage value is required, but neither was provided"]
    );
    assert_eq!(
        errors(
            json!([{"type": "Pod", "max": {"mem": "1Gi"}, "default": {"cpu": "1"}, "defaultRequest": {"cpu": "1"}}])
        ),
        [
            "spec.limits[0].max[mem]: Invalid value: \"mem\": must be a standard resource type or fully qualified",
            "spec.limits[0].max[mem]: Invalid value: \"mem\": must be a standard resource for containers",
            "spec.limits[0].default: Forbidden: may not be specified when `type` is 'Pod'",
            "spec.limits[0].defaultRequest: Forbidden: may not be specified when `type` is 'Pod'",
        ]
    );
    assert_eq!(
        errors(json!([{"type": "Container", "maxLimitRequestRatio": {"requests.nvidia.com/gpu": "1"}}])),
        ["spec.limits[0].maxLimitRequestRatio[requests.nvidia.com/gpu]: Invalid value: \"requests.nvidia.com/gpu\": \
             doesn't follow extended resource name standard"]
    );
}

#[test]
fn a_maximum_becomes_the_default_of_a_container() {
    let mut range = limits(json!([
        {"type": "Container", "max": {"cpu": "2"}, "min": {"memory": "64Mi"}, "defaultRequest": {"cpu": "0.1m"}},
        {"type": "Pod", "max": {"cpu": "2"}},
    ]));
    default_limit_range(&mut range).unwrap();
    let container = json!({
        "type": "Container",
        "max": {"cpu": "2"},
        "min": {"memory": "64Mi"},
        "default": {"cpu": "2"},
        "defaultRequest": {"cpu": "1m", "memory": "64Mi"},
    });
    assert_eq!(to_value(&range).unwrap()["spec"]["limits"], json!([container, {"type": "Pod", "max": {"cpu": "2"}}]));
}

#[test]
fn defaults_fill_only_what_is_missing_and_are_noted() {
    let range = limits(json!([
        {"type": "Container", "default": {"cpu": "1", "memory": "512Mi"}, "defaultRequest": {"cpu": "100m", "memory": "256Mi"}},
    ]));
    let mut pod: Pod = from_value(json!({
        "spec": {
            "containers": [{"name": "web", "resources": {"requests": {"cpu": "2"}, "limits": {"cpu": "2"}}}, {"name": "proxy"}],
            "initContainers": [{"name": "migrate", "resources": {"limits": {"memory": "1Gi"}, "requests": {"memory": "1Gi"}}}],
        },
    }))
    .unwrap();
    LimitRangeRules::read(&range).unwrap().default_pod(&mut pod);
    let pod = to_value(&pod).unwrap();
    let defaults = json!({"requests": {"cpu": "100m", "memory": "256Mi"}, "limits": {"cpu": "1", "memory": "512Mi"}});
    assert_eq!(
        pod["spec"]["containers"][0]["resources"],
        json!({"requests": {"cpu": "2", "memory": "256Mi"}, "limits": {"cpu": "2", "memory": "512Mi"}})
    );
    assert_eq!(pod["spec"]["containers"][1]["resources"], defaults);
    assert_eq!(
        pod["metadata"]["annotations"]["kubernetes.io/limit-ranger"],
        "LimitRanger plugin set: memory request for container web; memory limit for container web; \
         cpu, memory request for container proxy; cpu, memory limit for container proxy; \
         cpu request for init container migrate; cpu limit for init container migrate"
    );
}

#[test]
fn bounds_of_containers_are_refused_in_the_servers_words() {
    let min = json!([{"type": "Container", "min": {"memory": "256Mi"}, "defaultRequest": {"cpu": "1m"}}]);
    let max = json!([{"type": "Container", "max": {"cpu": "1"}}]);
    let ratio = json!([{"type": "Container", "maxLimitRequestRatio": {"cpu": "1.5"}}]);
    let cases = [
        (
            &min,
            json!({"requests": {"memory": "64Mi"}}),
            "minimum memory usage per Container is 256Mi, but request is 64Mi",
        ),
        (&max, json!({"limits": {"cpu": "2"}}), "maximum cpu usage per Container is 1, but limit is 2"),
        (
            &ratio,
            json!({"requests": {"cpu": "100m"}, "limits": {"cpu": "200m"}}),
            "cpu max limit to request ratio per Container is 1500m, but provided ratio is 2.000000",
        ),
        (
            &ratio,
            json!({"requests": {"cpu": "0"}, "limits": {"cpu": "200m"}}),
            "cpu max limit to request ratio per Container is 1500m, but no request is specified or request is 0",
        ),
        (
            &ratio,
            json!({"requests": {"cpu": "1"}}),
            "cpu max limit to request ratio per Container is 1500m, but no limit is specified or limit is 0",
        ),
    ];
    for (items, resources, expected) in cases {
        assert_eq!(refused(items.clone(), one(resources.clone())), [expected], "{resources}");
    }
    assert_eq!(refused(max, one(json!({}))), Vec::<String>::new(), "the maximum is the default too");
}

#[test]
fn a_pods_bound_counts_sidecars_and_the_peak_of_init_containers() {
    let items = json!([{"type": "Pod", "max": {"cpu": "1"}, "min": {"memory": "1Gi"}}]);
    let container = |name: &str, cpu: &str, policy: Option<&str>| json!({"name": name, "restartPolicy": policy, "resources": {"requests": {"cpu": cpu}, "limits": {"cpu": cpu}}});
    let spec = json!({
        "containers": [container("web", "500m", None)],
        "initContainers": [container("proxy", "300m", Some("Always")), container("migrate", "800m", None)],
        // Overhead does not count here.
        "overhead": {"cpu": "10"},
    });
    assert_eq!(
        refused(items.clone(), spec),
        [
            "minimum memory usage per Pod is 1Gi.  No request is specified",
            "maximum cpu usage per Pod is 1, but limit is 1100m",
        ]
    );
    let own =
        json!({"containers": [container("web", "3", None)], "resources": {"limits": {"cpu": "1", "memory": "1Gi"}}});
    assert_eq!(refused(items, own), ["maximum cpu usage per Pod is 1, but request is 3"]);
    let none = json!([{"type": "Pod", "max": {"memory": "1Gi"}}]);
    assert_eq!(refused(none, one(json!({}))), ["maximum memory usage per Pod is 1Gi.  No limit is specified"]);
}

#[test]
fn several_reasons_are_one_line_with_each_once() {
    let range = limits(json!([{"type": "Container", "min": {"cpu": "1"}}]));
    let pod: Pod = from_value(json!({
        "metadata": {"generateName": "web-"},
        "spec": {"containers": [
            {"name": "a", "resources": {"requests": {"cpu": "100m"}}},
            {"name": "b", "resources": {"requests": {"cpu": "100m"}}},
            {"name": "c", "resources": {"requests": {"cpu": "200m"}}},
        ]},
    }))
    .unwrap();
    let refusal = LimitRangeRules::read(&range).unwrap().admit_pod(&pod).unwrap().unwrap();
    assert_eq!(
        refusal.to_string(),
        "pods \"web-\" is forbidden: [minimum cpu usage per Container is 1, but request is 100m, \
         minimum cpu usage per Container is 1, but request is 200m]"
    );
    let containers: Vec<_> = refusal.reasons().iter().filter_map(|reason| reason.container()).collect();
    assert_eq!(containers, ["a", "b", "c"]);
}

#[test]
fn claims_are_bounded_by_their_requests() {
    let rules = LimitRangeRules::read(&limits(json!([
        {"type": "PersistentVolumeClaim", "min": {"storage": "1Gi"}, "max": {"storage": "10Gi"}},
    ])))
    .unwrap();
    for (storage, expected) in [
        (Some("500Mi"), Some("minimum storage usage per PersistentVolumeClaim is 1Gi, but request is 500Mi")),
        (Some("20Gi"), Some("maximum storage usage per PersistentVolumeClaim is 10Gi, but request is 20Gi")),
        (Some("10Gi"), None),
        (
            None,
            Some(
                "[minimum storage usage per PersistentVolumeClaim is 1Gi.  No request is specified, \
                 maximum storage usage per PersistentVolumeClaim is 10Gi.  No request is specified]",
            ),
        ),
    ] {
        let requests = storage.map(|storage| json!({"storage": storage})).unwrap_or_default();
        let claim: PersistentVolumeClaim =
            from_value(json!({"metadata": {"name": "data"}, "spec": {"resources": {"requests": requests}}})).unwrap();
        let refusal = rules.admit_claim(&claim).unwrap().map(|refusal| refusal.to_string());
        let line = expected.map(|reasons| format!("persistentvolumeclaims \"data\" is forbidden: {reasons}"));
        assert_eq!(refusal, line, "{storage:?}");
    }
}

#[test]
fn a_split_fills_the_container_item_that_is_there() {
    let split = split_limit_range(&limits(json!([
        {"type": "Pod", "default": {"cpu": "1", "memory": "1Gi"}},
        {"type": "Container", "default": {"cpu": "2"}},
    ])))
    .unwrap();
    assert_eq!(
        to_value(&split).unwrap()["spec"]["limits"],
        json!([{"type": "Container", "default": {"cpu": "2", "memory": "1Gi"}}])
    );
}

#[test]
fn amounts_that_are_none_are_errors_with_their_place() {
    let range = limits(json!([{"type": "Container", "min": {"cpu": "1x"}, "default": {"memory": "512MB"}}]));
    let error = LimitRangeRules::read(&range).unwrap_err().to_string();
    assert!(error.starts_with("spec.limits[0].default[memory]: invalid quantity \"512MB\": found 'B'"), "{error}");
    assert!(error.contains("; spec.limits[0].min[cpu]: invalid quantity \"1x\""), "{error}");
}
