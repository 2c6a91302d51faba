//! How HTTP requests are routed.

use serde::{Deserialize, Serialize};

use crate::custom_resource::custom_resource;

custom_resource! {
    /// How HTTP requests are routed.
    HTTPRoute, HTTPRouteSpec, "gateway.networking.k8s.io", "v1", "httproutes"
}

/// What is wanted of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct HTTPRouteSpec {}
