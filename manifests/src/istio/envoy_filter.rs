//! What a proxy is told beyond Istio's own API.

use serde::{Deserialize, Serialize};

use crate::custom_resource::custom_resource;

custom_resource! {
    /// What a proxy is told beyond Istio's own API.
    EnvoyFilter, EnvoyFilterSpec, "networking.istio.io", "v1alpha3", "envoyfilters"
}

/// What is wanted of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct EnvoyFilterSpec {}
