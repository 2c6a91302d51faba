//! The ConfigMap of an app's files.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::ConfigMap;
use pavedroad_naming::{ContentHash, Derivation};

use super::labels;
use crate::App;

/// The files, in a ConfigMap that is named by what they hold and never changes: other files are another ConfigMap, so
/// that the pods roll when they change, and those that have not rolled yet keep theirs.
pub(super) fn config_map(app: &App) -> Option<ConfigMap> {
    Some(ConfigMap {
        metadata: labels::named(app, &name(app)?),
        // A file is text, and JSON holds any: nothing is left for `binaryData`.
        data: Some(files(app).map(|(name, text)| (name.to_owned(), text.to_owned())).collect()),
        // The kubelets need not watch what does not change.
        immutable: Some(true),
        ..ConfigMap::default()
    })
}

/// Its name, if there are files.
pub(super) fn name(app: &App) -> Option<String> {
    if app.config.files.is_empty() {
        return None;
    }
    // The order of the file means nothing here.
    let sorted: BTreeMap<&str, &str> = files(app).collect();
    Some(app.name.derive(&Derivation::Config(ContentHash::of(sorted))).to_string())
}

fn files(app: &App) -> impl Iterator<Item = (&str, &str)> {
    app.config.files.iter().map(|(name, text)| (&**name, &**text))
}
