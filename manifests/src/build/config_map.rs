//! The ConfigMap of an app's files.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::ConfigMap;
use pavedroad_naming::{ContentHash, Derivation};

use super::labels;
use crate::App;

/// The files, in a ConfigMap that is named by what they hold and never changes: other files are another ConfigMap, so
/// that the pods roll when they change, and those that have not rolled yet keep theirs.
pub(super) fn config_map(app: &App) -> Option<ConfigMap> {
    if app.config.files.is_empty() {
        return None;
    }
    let files = app.config.files.iter().map(|(name, text)| (name.to_string(), text.to_string()));
    // The order of the file means nothing here.
    let data: BTreeMap<String, String> = files.collect();
    let name = app.name.derive(&Derivation::Config(ContentHash::of(&data)));
    Some(ConfigMap {
        metadata: labels::named(app, name.as_str()),
        // A file is text, and JSON holds any: nothing is left for `binaryData`.
        data: Some(data),
        // The kubelets need not watch what does not change.
        immutable: Some(true),
        ..ConfigMap::default()
    })
}
