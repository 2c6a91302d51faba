//! The forms in which objects are written: streams, lists, files.

use std::collections::BTreeSet;

use k8s_openapi::api::core::v1::{ConfigMap, Service};
use k8s_openapi::api::rbac::v1::Role;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use pavedroad_manifests::{
    App, AppSpec, Object, ObjectStream, Objects, OutputFormat, Platform, gateway_api, istio, yaml,
};
use serde_json::{Value, json};

use crate::whole_spec;

/// Everything that there is, in every environment.
fn all() -> (Platform, Vec<AppSpec>) {
    let platform = whole_spec::platform();
    let second = whole_spec::EVERYTHING
        .replace("app: ai-dc-web", "app: ad-bid-api")
        .replace("callers: [ad-bid-api]", "callers: []");
    let specs = [whole_spec::EVERYTHING, &*second].map(|text| whole_spec::read(&platform, text));
    (platform, specs.into())
}

fn objects() -> Objects {
    let (platform, specs) = all();
    platform.objects(specs.iter().flat_map(AppSpec::apps))
}

fn values(objects: &Objects) -> Vec<Value> {
    objects.iter().map(|object| serde_json::to_value(object).unwrap()).collect()
}

#[test]
fn every_form_holds_the_same_objects() {
    let (objects, list) = (objects(), |text: &str| serde_yaml::from_str::<Value>(text).unwrap());
    let expected = json!({"apiVersion": "v1", "kind": "List", "items": values(&objects)});
    let json = objects.to_text(OutputFormat::Json).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), expected);
    assert_eq!(json.lines().count(), objects.len() + 2);
    assert_eq!(list(&objects.to_text(OutputFormat::List).unwrap()), expected);
    let stream = objects.to_text(OutputFormat::Yaml).unwrap();
    assert_eq!(stream, objects.to_yaml().unwrap());
    let documents: Vec<Value> = stream.split("\n---\n").map(list).collect();
    assert_eq!(json!(documents), expected["items"]);
}

#[test]
fn nothing_is_an_empty_stream_and_an_empty_list() {
    let none = Objects::new();
    assert_eq!(none.to_text(OutputFormat::Yaml).unwrap(), "");
    for format in [OutputFormat::List, OutputFormat::Json] {
        let list: Value = serde_yaml::from_str(&none.to_text(format).unwrap()).unwrap();
        assert_eq!(list, json!({"apiVersion": "v1", "kind": "List", "items": []}));
    }
}

#[test]
fn parts_make_the_same_text_as_the_whole() {
    let (platform, specs) = all();
    for (_, format) in OutputFormat::ALL {
        let (mut text, mut stream) = (String::new(), ObjectStream::new(format));
        let apps = || specs.iter().flat_map(AppSpec::apps);
        let mut parts =
            vec![platform.shared_objects(apps().map(|app| (app.namespace(), app.environment()))), Objects::new()];
        let mut by_name: Vec<_> = apps().collect();
        by_name.sort_by_key(|app| app.name().as_str());
        parts.extend(by_name.into_iter().map(App::objects));
        for part in parts {
            let part = part.to_part(format).unwrap();
            text += stream.before(&part);
            text += &part;
        }
        text += stream.end();
        assert_eq!(text, objects().to_text(format).unwrap());
    }
}

#[test]
fn the_order_of_the_files_changes_nothing() {
    let (platform, mut specs) = all();
    let text = |specs: &[AppSpec]| platform.objects(specs.iter().flat_map(AppSpec::apps).rev()).to_yaml().unwrap();
    let first = text(&specs);
    specs.reverse();
    assert_eq!(text(&specs), first);
    assert_eq!(objects().to_yaml().unwrap(), first);
}

#[test]
fn what_others_need_is_applied_first() {
    let order = [
        "Namespace",
        "ResourceQuota",
        "LimitRange",
        "StorageClass",
        "ServiceAccount",
        "Role",
        "RoleBinding",
        "NetworkPolicy",
        "PeerAuthentication",
        "AuthorizationPolicy",
        "Telemetry",
        "EnvoyFilter",
        "Secret",
        "ConfigMap",
        "PersistentVolumeClaim",
        "Service",
        "ServiceEntry",
        "DestinationRule",
        "Deployment",
        "StatefulSet",
        "DaemonSet",
        "CronJob",
        "PodDisruptionBudget",
        "HorizontalPodAutoscaler",
        "Gateway",
        "VirtualService",
        "HTTPRoute",
        "Ingress",
    ];
    let (platform, specs) = all();
    for app in specs.iter().flat_map(AppSpec::apps) {
        let stream = platform.objects([app]);
        let mut sorted = stream.clone();
        sorted.sort();
        assert_eq!(sorted, stream);
        let places: Vec<usize> = stream
            .iter()
            .map(|object| {
                order.iter().position(|kind| *kind == object.kind()).unwrap_or_else(|| panic!("{}", object.kind()))
            })
            .collect();
        assert!(places.is_sorted(), "{places:?}");
    }
    assert!(objects().iter().take(6).all(|object| object.metadata().namespace.is_none()));
}

#[test]
fn file_names_are_unique_and_portable() {
    let objects = objects();
    let names: Vec<String> = objects.files().map(|(name, _)| name).collect();
    let distinct: BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!(distinct.len(), objects.len());
    for (name, object) in objects.files() {
        assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._/".contains(&byte)), "{name}");
        let folder = name.rsplit_once('/').map(|(folder, _)| folder);
        assert_eq!(folder, object.metadata().namespace.as_deref());
        assert_eq!(serde_yaml::from_str::<Value>(&yaml::to_string(object).unwrap()).unwrap()["kind"], object.kind());
    }
}

#[test]
fn odd_names_make_files_too() {
    let metadata = |namespace: &str, name: &str| ObjectMeta {
        namespace: Some(namespace.to_owned()),
        name: Some(name.to_owned()),
        ..ObjectMeta::default()
    };
    let mut objects = Objects::new();
    objects.push(Role { metadata: metadata("aux", "system:Reader_1"), ..Role::default() });
    objects.push(istio::Gateway { metadata: metadata("com1", "web"), ..istio::Gateway::default() });
    objects.push(gateway_api::Gateway { metadata: metadata("con-1", "web"), ..gateway_api::Gateway::default() });
    objects.push(ConfigMap { metadata: metadata("a", "b"), ..ConfigMap::default() });
    objects.push(ConfigMap { metadata: metadata("a", "b"), ..ConfigMap::default() });
    let names: Vec<String> = objects.files().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "aux_/role-system_3a_52eader_5f1.yaml",
            "com1_/istiogateway-web.yaml",
            "con-1/gateway-web.yaml",
            "a/configmap-b.yaml",
            "a/configmap-b_2.yaml",
        ]
    );
}

#[test]
fn a_label_for_pruning_is_on_every_object_and_nowhere_else() {
    let (mut labelled, plain) = (objects(), objects());
    labelled.set_label(&"pavedroad.io/set".parse().unwrap(), &"ai".parse().unwrap());
    for (mut with, without) in values(&labelled).into_iter().zip(values(&plain)) {
        let labels = with["metadata"]["labels"].as_object_mut().unwrap();
        assert_eq!(labels.remove("pavedroad.io/set"), Some(json!("ai")));
        if labels.is_empty() {
            with["metadata"].as_object_mut().unwrap().remove("labels");
        }
        assert_eq!(with, without);
    }
}

#[test]
fn objects_are_kept_by_kind_by_namespace_and_by_label() {
    let left = |keep: fn(&Object) -> bool| {
        let mut objects = objects();
        objects.retain(keep);
        objects.len()
    };
    assert_eq!(left(|object| object.kind() == "Namespace"), 6);
    let of_test = left(|object| object.metadata().namespace.as_deref() == Some("ai-test"));
    let labelled = |object: &Object, key: &str, value: &str| {
        object.metadata().labels.as_ref().is_some_and(|labels| labels.get(key).is_some_and(|label| label == value))
    };
    assert!(of_test > 5 && of_test < objects().len());
    let mut of_app = objects();
    of_app.retain(|object| labelled(object, "app", "ad-bid-api"));
    assert!(of_app.iter().all(|object| object.metadata().namespace.as_deref().unwrap().starts_with("ad-")));
    assert!(of_app.iter().any(|object| matches!(object, Object::Service(service) if **service != Service::default())));
}
