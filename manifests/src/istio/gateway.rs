//! A load balancer at the edge of the mesh.

use serde::{Deserialize, Serialize};

use crate::custom_resource::custom_resource;

custom_resource! {
    /// A load balancer at the edge of the mesh.
    Gateway, GatewaySpec, "networking.istio.io", "v1", "gateways"
}

/// What is wanted of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct GatewaySpec {}
