//! What the tests of objects share: what a platform delivers for an app, as JSON.

use pavedroad_manifests::{AppSpec, Platform};
use serde_json::Value;

/// A platform with every backend.
pub(crate) const BACKENDS: &str = "\
consul: {address: consul.consul.svc, port: 8500}
tracing: {address: zipkin.istio-system.svc, port: 9411}
logs: {image: {reference: 'docker.elastic.co/beats/filebeat:8.15.0'}, elasticsearch: ['http://es-{environment}:9200']}
apollo: {meta: 'http://apollo-{environment}:8080'}
";

#[track_caller]
pub(crate) fn platform(text: &str) -> Platform {
    Platform::read("platform.yaml", text).unwrap_or_else(|findings| panic!("{text}\n{findings}"))
}

/// An app of these lines below its name and its image.
#[track_caller]
pub(crate) fn spec(platform: &Platform, lines: &str) -> AppSpec {
    let text = format!("app: ai-dc-web\nimage: {{tag: 20190510-1033_v20}}\n{lines}\n");
    AppSpec::read(platform, "app.yaml", &text).unwrap_or_else(|findings| panic!("{text}\n{findings}"))
}

/// What a stream for one environment holds.
#[track_caller]
pub(crate) fn delivered(platform_text: &str, lines: &str, environment: &str) -> Vec<Value> {
    let platform = platform(platform_text);
    let spec = spec(&platform, lines);
    let objects = platform.objects(spec.app(environment));
    objects.iter().map(|object| serde_json::to_value(object).unwrap()).collect()
}

/// The objects of a kind.
pub(crate) fn all<'o>(objects: &'o [Value], kind: &str) -> Vec<&'o Value> {
    objects.iter().filter(|object| object["kind"] == kind).collect()
}

/// The one object of a kind.
#[track_caller]
pub(crate) fn one<'o>(objects: &'o [Value], kind: &str) -> &'o Value {
    let [one] = all(objects, kind)[..] else { panic!("{kind}: {}", all(objects, kind).len()) };
    one
}

/// The specs of the pods: of the Deployments, and of the jobs.
pub(crate) fn pods(objects: &[Value]) -> Vec<&Value> {
    let deployments = all(objects, "Deployment").into_iter().map(|object| &object["spec"]);
    let jobs = all(objects, "CronJob").into_iter().map(|object| &object["spec"]["jobTemplate"]["spec"]);
    deployments.chain(jobs).map(|spec| &spec["template"]["spec"]).collect()
}

/// The items of a list, none where there is no list.
pub(crate) fn items(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// A container, an init container too.
#[track_caller]
pub(crate) fn container<'o>(pod: &'o Value, name: &str) -> &'o Value {
    let mut all = items(&pod["containers"]).iter().chain(items(&pod["initContainers"]));
    all.find(|container| container["name"] == name).unwrap_or_else(|| panic!("{name} in {pod:#}"))
}

/// The variables of a container that are texts.
pub(crate) fn variables(container: &Value) -> Vec<(&str, &str)> {
    items(&container["env"])
        .iter()
        .filter_map(|variable| Some((variable["name"].as_str()?, variable["value"].as_str()?)))
        .collect()
}
