//! How requests to hosts are routed.

use serde::{Deserialize, Serialize};

use crate::custom_resource::custom_resource;

custom_resource! {
    /// How requests to hosts are routed.
    VirtualService, VirtualServiceSpec, "networking.istio.io", "v1", "virtualservices"
}

/// What is wanted of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct VirtualServiceSpec {}
