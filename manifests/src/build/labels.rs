//! Labels, selectors and metadata, in one place because they must agree.
//!
//! A Deployment selects `app` and `track` from its first day, so that a canary can stand beside it later:
//! selectors are immutable. The Service selects `app` alone, so that it finds both. `version` is for people and
//! for mesh telemetry; nothing selects it.

use std::collections::BTreeMap;

use k8s_openapi::apimachinery::pkg::apis::meta::v1::{LabelSelector, ObjectMeta};

use crate::App;

const APP: &str = "app";
const TRACK: &str = "track";
const STABLE: &str = "stable";
const VERSION: &str = "version";

type Labels = BTreeMap<String, String>;

/// Name, namespace, the `app` label and those of the file: the metadata of every object of an app.
pub(super) fn metadata(app: &App) -> ObjectMeta {
    ObjectMeta {
        name: Some(app.name.as_str().to_owned()),
        namespace: Some(app.namespace.as_str().to_owned()),
        labels: Some(with_own(app, of_app(app))),
        ..ObjectMeta::default()
    }
}

/// What every pod of the app carries, whatever its track: the Service and the NetworkPolicy select this.
pub(super) fn of_app(app: &App) -> Labels {
    let mut labels = Labels::new();
    labels.insert(APP.to_owned(), app.name.as_str().to_owned());
    labels
}

/// What the stable Deployment selects.
pub(super) fn of_stable(app: &App) -> Labels {
    let mut labels = of_app(app);
    labels.insert(TRACK.to_owned(), STABLE.to_owned());
    labels
}

/// What a stable pod carries.
pub(super) fn of_pod(app: &App) -> Labels {
    let mut labels = of_stable(app);
    if let Some(version) = &app.version {
        labels.insert(VERSION.to_owned(), version.as_str().to_owned());
    }
    with_own(app, labels)
}

/// The labels that the file gives, beside those that are selected.
fn with_own(app: &App, mut labels: Labels) -> Labels {
    labels.extend(app.labels.iter().map(|(key, value)| (key.as_str().to_owned(), value.as_str().to_owned())));
    labels
}

pub(super) fn selector(labels: Labels) -> LabelSelector {
    LabelSelector { match_labels: Some(labels), ..LabelSelector::default() }
}
