//! Labels, selectors and metadata, in one place because they must agree.
//!
//! A Deployment selects `app` and `track` from its first day, so that a canary can stand beside it later:
//! selectors are immutable. The Service selects `app` alone, so that it finds both. Policies select
//! `app.kubernetes.io/name`, which the pods of the app's jobs carry too: they are no part of the Service, but are as
//! much the app as its others. `version` is for people and for mesh telemetry; nothing selects it.

use std::collections::BTreeMap;

use k8s_openapi::apimachinery::pkg::apis::meta::v1::{LabelSelector, ObjectMeta};
use pavedroad_naming::{AppName, LabelValue, Namespace};

use super::version::Version;
use crate::{App, Job};

const APP: &str = "app";
pub(super) const NAME: &str = "app.kubernetes.io/name";
const JOB: &str = "job";
const TRACK: &str = "track";
/// What a pod runs.
pub(super) const VERSION: &str = "version";

type Labels = BTreeMap<String, String>;

/// Namespace, the `app` label, those of the file, and the app's name: the metadata of most objects of an app.
pub(super) fn metadata(app: &App) -> ObjectMeta {
    named(app, app.name.as_str())
}

/// The metadata of an object of an app that has a name of its own.
pub(super) fn named(app: &App, name: &str) -> ObjectMeta {
    ObjectMeta {
        name: Some(name.to_owned()),
        namespace: Some(app.namespace.as_str().to_owned()),
        labels: Some(with_own(app, of_app(app))),
        ..ObjectMeta::default()
    }
}

/// The metadata of an object of a namespace that is the platform's.
pub(super) fn of_platform(namespace: &Namespace, name: &str) -> ObjectMeta {
    ObjectMeta { name: Some(name.to_owned()), namespace: Some(namespace.as_str().to_owned()), ..ObjectMeta::default() }
}

/// What every pod of a version carries, whatever its track: the Service selects this.
pub(super) fn of_app(app: &App) -> Labels {
    single(APP, app.name.as_str())
}

/// What every pod of the app carries, those of its jobs too: policies select this.
pub(super) fn of_name(name: &AppName) -> Labels {
    single(NAME, name.as_str())
}

/// What the Deployment of a version selects.
pub(super) fn of_track(app: &App, track: &str) -> Labels {
    with(of_app(app), TRACK, track)
}

/// What a pod of a version carries.
pub(super) fn of_pod(app: &App, version: &Version<'_>) -> Labels {
    let labels = with(of_track(app, version.track), NAME, app.name.as_str());
    with_own(app, with_version(labels, version.version))
}

/// What a pod says of its version, for people and telemetry.
pub(super) fn with_version(labels: Labels, version: Option<&LabelValue>) -> Labels {
    match version {
        Some(version) => with(labels, VERSION, version.as_str()),
        None => labels,
    }
}

/// What the Jobs of a job, and their pods, carry: policies select them, and no Service does.
pub(super) fn of_job(app: &App, job: &Job) -> Labels {
    with(with_own(app, of_name(&app.name)), JOB, job.name.as_str())
}

/// The labels that the file gives, beside those that are selected.
pub(super) fn with_own(app: &App, mut labels: Labels) -> Labels {
    labels.extend(app.labels.iter().map(|(key, value)| (key.as_str().to_owned(), value.as_str().to_owned())));
    labels
}

fn single(key: &str, value: &str) -> Labels {
    with(Labels::new(), key, value)
}

fn with(mut labels: Labels, key: &str, value: &str) -> Labels {
    labels.insert(key.to_owned(), value.to_owned());
    labels
}

pub(super) fn selector(labels: Labels) -> LabelSelector {
    LabelSelector { match_labels: Some(labels), ..LabelSelector::default() }
}
