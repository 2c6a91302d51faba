//! Istio's objects as types: what is read is written again, field by field.

use pavedroad_manifests::istio::{
    AuthorizationPolicy, DestinationRule, EnvoyFilter, Gateway, HTTPMatchRequest, PeerAuthentication, ServiceEntry,
    StringMatch, Telemetry, VirtualService,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Reads every object of a file, and expects each to be written as it was.
#[track_caller]
fn whole<T: DeserializeOwned + Serialize>(text: &str, expected: usize) {
    let objects: Vec<Value> = serde_json::from_str(text).unwrap();
    assert_eq!(objects.len(), expected);
    for object in objects {
        let read: T = serde_json::from_value(object.clone()).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), object);
        let yaml = pavedroad_manifests::yaml::to_string(&read).unwrap();
        assert_eq!(serde_yaml::from_str::<Value>(&yaml).unwrap(), object, "{yaml}");
    }
}

#[test]
fn every_field_of_the_schemas_is_read_and_written() {
    whole::<VirtualService>(include_str!("../istio/virtual-service.json"), 4);
    whole::<Gateway>(include_str!("../istio/gateway.json"), 6);
    whole::<DestinationRule>(include_str!("../istio/destination-rule.json"), 9);
    whole::<ServiceEntry>(include_str!("../istio/service-entry.json"), 5);
    whole::<EnvoyFilter>(include_str!("../istio/envoy-filter.json"), 12);
    whole::<PeerAuthentication>(include_str!("../istio/peer-authentication.json"), 4);
    whole::<AuthorizationPolicy>(include_str!("../istio/authorization-policy.json"), 5);
    whole::<Telemetry>(include_str!("../istio/telemetry.json"), 13);
}

#[test]
fn a_header_that_is_only_asked_to_be_there_is_an_empty_mapping() {
    let matches: HTTPMatchRequest = serde_json::from_value(json!({"headers": {"x-canary": {}}})).unwrap();
    assert_eq!(matches.headers["x-canary"], StringMatch::Present);
    assert_eq!(serde_json::to_value(&matches).unwrap(), json!({"headers": {"x-canary": {}}}));
}

#[test]
fn one_text_is_not_compared_in_two_ways() {
    let error = serde_json::from_value::<StringMatch>(json!({"exact": "/", "prefix": "/"})).unwrap_err();
    assert_eq!(error.to_string(), "found several of `exact`, `prefix` and `regex`, expected one");
    let error = serde_json::from_value::<StringMatch>(json!({"exakt": "/"})).unwrap_err();
    assert!(error.to_string().starts_with("unknown field `exakt`"), "{error}");
}

#[test]
fn an_empty_object_within_another_is_not_nothing() {
    // An empty rule matches every request; without any rule none does.
    for spec in [json!({"rules": [{}]}), json!({})] {
        let object =
            json!({"apiVersion": "security.istio.io/v1", "kind": "AuthorizationPolicy", "metadata": {}, "spec": spec});
        let read: AuthorizationPolicy = serde_json::from_value(object.clone()).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), object);
    }
}

#[test]
fn an_object_of_another_kind_or_version_is_refused() {
    let of = |version: &str, kind: &str| {
        let object = json!({"apiVersion": version, "kind": kind, "metadata": {"name": "a"}});
        serde_json::from_value::<PeerAuthentication>(object).map_err(|error| error.to_string())
    };
    assert!(of("security.istio.io/v1", "PeerAuthentication").is_ok());
    assert_eq!(
        of("security.istio.io/v1beta1", "PeerAuthentication").unwrap_err(),
        "invalid value: string \"security.istio.io/v1beta1\", expected security.istio.io/v1"
    );
    assert_eq!(
        of("security.istio.io/v1", "Telemetry").unwrap_err(),
        "invalid value: string \"Telemetry\", expected PeerAuthentication"
    );
}
