//! Gateway API's objects as types: what is read is written again, field by field.

use k8s_openapi::{Metadata, Resource};
use pavedroad_manifests::gateway_api::{Gateway, HTTPRoute};
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

/// The files hold every field of the schemas, and every value of what is one of a set.
#[test]
fn every_field_of_gateway_apis_schemas_is_read_and_written() {
    whole::<Gateway>(include_str!("../gateway_api/gateway.json"), 5);
    whole::<HTTPRoute>(include_str!("../gateway_api/http-route.json"), 11);
}

#[test]
fn what_the_server_adds_is_left() {
    let object = json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute", "metadata": {"name": "web"},
        "spec": {}, "status": {"parents": []},
    });
    let route: HTTPRoute = serde_json::from_value(object).unwrap();
    assert_eq!(route, HTTPRoute { metadata: route.metadata().clone(), ..HTTPRoute::default() });
}

#[test]
fn a_value_outside_a_closed_set_is_refused() {
    let of = |matches: Value| {
        let spec = json!({"rules": [{"matches": [matches]}]});
        let object = json!({"apiVersion": HTTPRoute::API_VERSION, "kind": HTTPRoute::KIND, "spec": spec});
        serde_json::from_value::<HTTPRoute>(object).map(|_| ()).map_err(|error| error.to_string())
    };
    assert_eq!(of(json!({"path": {"type": "PathPrefix", "value": "/"}, "method": "GET"})), Ok(()));
    assert_eq!(
        of(json!({"path": {"type": "Prefix"}})).unwrap_err(),
        "unknown variant `Prefix`, expected one of `Exact`, `PathPrefix`, `RegularExpression`"
    );
    assert!(of(json!({"method": "get"})).unwrap_err().starts_with("unknown variant `get`"));
}
