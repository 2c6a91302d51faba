//! Values as the API server stores them, so that a GitOps tool sees no difference between what was sent and what is.
//!
//! What the API server makes of an object beside its defaults, each checked here: it leaves out empty lists, mappings
//! and texts that its types mark so (k8s-openapi reads and writes all fields, so those are looked for by hand); it writes
//! quantities in their canonical form; it sorts mappings such as labels; it leaves out unknown fields; it keeps numbers
//! apart from texts in fields that take both; `creationTimestamp` and `status` are its own.

use pavedroad_manifests::{AppSpec, Object, Platform, Quantity, gateway_api, istio, yaml};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::whole_spec;

/// What a text is once it was read as the type of its kind and written again.
fn rewritten(object: &Object, text: &str) -> String {
    use k8s_openapi::api::{
        apps::v1 as apps, autoscaling::v2 as autoscaling, batch::v1 as batch, core::v1 as core,
        networking::v1 as networking, policy::v1 as policy, rbac::v1 as rbac, storage::v1 as storage,
    };
    fn through<T: DeserializeOwned + Serialize>(text: &str) -> String {
        let object: T = serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        yaml::to_string(&object).unwrap()
    }
    match object {
        Object::Namespace(_) => through::<core::Namespace>(text),
        Object::ResourceQuota(_) => through::<core::ResourceQuota>(text),
        Object::LimitRange(_) => through::<core::LimitRange>(text),
        Object::StorageClass(_) => through::<storage::StorageClass>(text),
        Object::ServiceAccount(_) => through::<core::ServiceAccount>(text),
        Object::Role(_) => through::<rbac::Role>(text),
        Object::RoleBinding(_) => through::<rbac::RoleBinding>(text),
        Object::NetworkPolicy(_) => through::<networking::NetworkPolicy>(text),
        Object::PeerAuthentication(_) => through::<istio::PeerAuthentication>(text),
        Object::AuthorizationPolicy(_) => through::<istio::AuthorizationPolicy>(text),
        Object::Telemetry(_) => through::<istio::Telemetry>(text),
        Object::EnvoyFilter(_) => through::<istio::EnvoyFilter>(text),
        Object::ConfigMap(_) => through::<core::ConfigMap>(text),
        Object::PersistentVolumeClaim(_) => through::<core::PersistentVolumeClaim>(text),
        Object::Service(_) => through::<core::Service>(text),
        Object::ServiceEntry(_) => through::<istio::ServiceEntry>(text),
        Object::DestinationRule(_) => through::<istio::DestinationRule>(text),
        Object::Deployment(_) => through::<apps::Deployment>(text),
        Object::StatefulSet(_) => through::<apps::StatefulSet>(text),
        Object::DaemonSet(_) => through::<apps::DaemonSet>(text),
        Object::CronJob(_) => through::<batch::CronJob>(text),
        Object::PodDisruptionBudget(_) => through::<policy::PodDisruptionBudget>(text),
        Object::HorizontalPodAutoscaler(_) => through::<autoscaling::HorizontalPodAutoscaler>(text),
        Object::IstioGateway(_) => through::<istio::Gateway>(text),
        Object::VirtualService(_) => through::<istio::VirtualService>(text),
        Object::Gateway(_) => through::<gateway_api::Gateway>(text),
        Object::HTTPRoute(_) => through::<gateway_api::HTTPRoute>(text),
        Object::Ingress(_) => through::<networking::Ingress>(text),
        other => panic!("{} is written, and not looked at here", other.kind()),
    }
}

/// Keys whose value the API server keeps though it is empty: a selector of everything, a volume without settings, and
/// what a container needs, which Go always writes.
const MAY_BE_EMPTY: [&str; 4] = ["podSelector", "namespaceSelector", "emptyDir", "resources"];
/// Mappings of quantities.
const QUANTITIES: [&str; 6] = ["requests", "limits", "hard", "max", "default", "defaultRequest"];

#[track_caller]
fn assert_canonical(value: &Value, path: &str) {
    let key = path.rsplit('.').next().unwrap_or_default();
    match value {
        Value::Null => panic!("{path} is null"),
        Value::Array(items) => {
            assert!(!items.is_empty(), "{path} is an empty list");
            for (index, item) in items.iter().enumerate() {
                // The core group of a rule of a Role, and an argument, may be an empty text.
                assert!(!item.is_null(), "{path}[{index}] is null");
                if !item.is_string() {
                    assert_canonical(item, &format!("{path}[{index}]"));
                }
            }
        }
        Value::Object(members) => {
            assert!(!members.is_empty() || MAY_BE_EMPTY.contains(&key), "{path} is an empty mapping");
            let free = ["labels", "annotations", "data", "matchLabels"].contains(&key);
            for (name, value) in members.iter().filter(|_| !free) {
                assert_canonical(value, &format!("{path}.{name}"));
                if let (true, Some(amount)) = (QUANTITIES.contains(&key), value.as_str()) {
                    assert_eq!(amount.parse::<Quantity>().unwrap().to_string(), amount, "{path}.{name}");
                }
            }
        }
        Value::String(text) => assert!(!text.is_empty(), "{path} is an empty text"),
        Value::Bool(_) | Value::Number(_) => {}
    }
}

#[track_caller]
fn check(platform: &Platform, text: &str) {
    let spec = whole_spec::read(platform, text);
    for app in spec.apps() {
        for object in &platform.objects([app]) {
            let written = yaml::to_string(object).unwrap();
            assert_eq!(rewritten(object, &written), written);
            let value = serde_json::to_value(object).unwrap();
            assert_canonical(&value, object.kind());
            assert!(value.get("status").is_none() && value["metadata"].get("creationTimestamp").is_none(), "{written}");
        }
    }
}

#[test]
fn every_object_is_as_the_api_server_stores_it() {
    for (platform, text) in whole_spec::documents() {
        check(&platform, &text);
    }
}

#[test]
fn an_empty_value_of_a_variable_is_left_out() {
    let text = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nenv: {EMPTY: '', FULL: a}\n";
    check(&Platform::default(), text);
    let yaml = whole_spec::read(&Platform::default(), text).apps()[0].objects().to_yaml().unwrap();
    assert!(yaml.contains("        - name: EMPTY\n        - name: FULL\n          value: a\n"), "{yaml}");
}

#[test]
fn quantities_are_canonical_however_they_are_given() {
    for (given, cpu, memory) in
        [("{cpu: 0.5, memory: 1024Mi}", "500m", "1Gi"), ("{cpu: 1000m, memory: 1.5Gi}", "1", "1536Mi")]
    {
        let text = format!("app: ai-dc-web\nimage: {{tag: 20190510-1033_v20}}\nresources: {given}\n");
        check(&Platform::default(), &text);
        let yaml = whole_spec::read(&Platform::default(), &text).apps()[0].objects().to_yaml().unwrap();
        assert!(yaml.contains(&format!("cpu: {cpu}\n")) || yaml.contains(&format!("cpu: '{cpu}'\n")), "{yaml}");
        assert!(yaml.contains(&format!("memory: {memory}\n")), "{yaml}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_object_of_any_app_is_as_the_api_server_stores_it(text in whole_spec::specs()) {
        let platform = whole_spec::platform();
        prop_assume!(AppSpec::read(&platform, "app.yaml", &text).is_ok());
        check(&platform, &text);
    }
}
