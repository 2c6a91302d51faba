//! The ConfigMaps of an app, made once for all its pods.

use k8s_openapi::api::core::v1::ConfigMap;

use super::{config_map, filebeat};
use crate::App;

/// What the pods of an app mount. Each is named by what it holds, so to know a name is to have made the whole.
pub(super) struct ConfigMaps {
    files: Option<ConfigMap>,
    filebeat: Option<ConfigMap>,
}

impl ConfigMaps {
    pub(super) fn of(app: &App) -> Self {
        Self { files: config_map::config_map(app), filebeat: filebeat::config_map(app) }
    }

    /// The name of the one with the app's files.
    pub(super) fn files(&self) -> Option<&str> {
        name(&self.files)
    }

    /// The name of the one with filebeat's configuration.
    pub(super) fn filebeat(&self) -> Option<&str> {
        name(&self.filebeat)
    }

    pub(super) fn into_objects(self) -> impl Iterator<Item = ConfigMap> {
        self.filebeat.into_iter().chain(self.files)
    }
}

fn name(config_map: &Option<ConfigMap>) -> Option<&str> {
    config_map.as_ref()?.metadata.name.as_deref()
}
