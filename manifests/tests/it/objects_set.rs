//! What the tests of objects share: an app's objects as JSON, by kind and name.

use pavedroad_manifests::{App, AppSpec, Platform};
use pavedroad_rollout::Weight;
use serde_json::Value;

/// An app of the built-in platform in the environment `test`, from these lines below its name and its image.
#[track_caller]
pub(crate) fn app(lines: &str) -> App {
    let text = format!("app: ai-dc-web\nimage: {{tag: 20190510-1033_v20}}\n{lines}\n");
    let spec = AppSpec::read(&Platform::default(), "app.yaml", &text).unwrap_or_else(|e| panic!("{text}\n{e}"));
    spec.app("test").unwrap().clone()
}

/// The objects of an app.
pub(crate) struct Set(Vec<Value>);

impl Set {
    #[track_caller]
    pub(crate) fn of(app: &App) -> Self {
        let objects = app.objects();
        Self(objects.iter().map(|object| serde_json::to_value(object).unwrap()).collect())
    }

    #[track_caller]
    pub(crate) fn read(lines: &str) -> Self {
        Self::of(&app(lines))
    }

    /// The one object of a kind.
    #[track_caller]
    pub(crate) fn one(&self, kind: &str) -> &Value {
        let all: Vec<&Value> = self.all(kind).collect();
        assert_eq!(all.len(), 1, "{kind} in {:?}", self.names());
        all[0]
    }

    #[track_caller]
    pub(crate) fn named(&self, kind: &str, name: &str) -> &Value {
        let found = self.all(kind).find(|object| object["metadata"]["name"] == name);
        found.unwrap_or_else(|| panic!("{kind} {name} in {:?}", self.names()))
    }

    pub(crate) fn all<'a>(&'a self, kind: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
        let kind = kind.to_owned();
        self.0.iter().filter(move |object| object["kind"] == kind)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Value> {
        self.0.iter()
    }

    pub(crate) fn names(&self) -> Vec<String> {
        self.0.iter().map(|object| format!("{} {}", text(&object["kind"]), text(&object["metadata"]["name"]))).collect()
    }

    /// The pods of the stable version, whatever keeps them running.
    pub(crate) fn pod(&self) -> &Value {
        let keeps = ["Deployment", "StatefulSet", "DaemonSet"];
        let first = self.0.iter().find(|object| keeps.contains(&text(&object["kind"])));
        &first.unwrap()["spec"]["template"]["spec"]
    }
}

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The names, or what else stands under a key, of the items of a list.
pub(crate) fn each<'a>(value: &'a Value, key: &str) -> Vec<&'a str> {
    list(value).iter().map(|item| text(&item[key])).collect()
}

/// The objects of an app while its canary gets this much.
pub(crate) fn at(app: App, weight: &str) -> Set {
    Set::of(&app.at_weight(weight.parse::<Weight>().unwrap()))
}
