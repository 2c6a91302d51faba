//! Who may call a workload.

use serde::{Deserialize, Serialize};

use crate::custom_resource::custom_resource;

custom_resource! {
    /// Who may call a workload.
    AuthorizationPolicy, AuthorizationPolicySpec, "security.istio.io", "v1", "authorizationpolicies"
}

/// What is wanted of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AuthorizationPolicySpec {}
