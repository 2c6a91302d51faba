//! What the tests of routes share: an app's objects as values.

use pavedroad_manifests::{AppSpec, Object, Platform};
use serde_json::Value;

/// A domain with a gateway.
pub(crate) const DOMAIN: &str = "domain: {public: '{app}.{environment}.example.com', gateway: istio-system/public}\n";

/// An app with a port, and whatever else is said.
pub(crate) fn app(rest: &str) -> String {
    format!("app: ai-dc-web\nimage: {{tag: 20190510-1033_v20}}\nresources: {{cpu: 250m, memory: 512Mi}}\n{rest}")
}

#[track_caller]
pub(crate) fn read(platform: &str, text: &str) -> AppSpec {
    let platform = Platform::read("platform.yaml", platform).unwrap_or_else(|findings| panic!("{findings}"));
    AppSpec::read(&platform, "app.yaml", text).unwrap_or_else(|findings| panic!("{findings}"))
}

/// The objects of the app in the test environment, while its canary has this weight.
#[track_caller]
pub(crate) fn objects(platform: &str, text: &str, weight: &str) -> Vec<Value> {
    let spec = read(platform, text);
    let app = spec.apps()[0].clone().at_weight(weight.parse().unwrap());
    app.objects().iter().map(as_value).collect()
}

pub(crate) fn as_value(object: &Object) -> Value {
    serde_json::to_value(object).unwrap()
}

/// Those of a kind of Istio's, Gateway API's or another group, in their order.
pub(crate) fn of_kind<'a>(objects: &'a [Value], group: &str, kind: &str) -> Vec<&'a Value> {
    let is_it = |object: &&Value| object["kind"] == kind && object["apiVersion"].as_str().unwrap().starts_with(group);
    objects.iter().filter(is_it).collect()
}
