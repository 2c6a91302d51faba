//! A load balancer, as Gateway API has it.

use serde::{Deserialize, Serialize};

use crate::custom_resource::custom_resource;

custom_resource! {
    /// A load balancer, as Gateway API has it.
    Gateway, GatewaySpec, "gateway.networking.k8s.io", "v1", "gateways"
}

/// What is wanted of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct GatewaySpec {}
