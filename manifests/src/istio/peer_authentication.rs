//! How the pods of a workload take mutual TLS.

use serde::{Deserialize, Serialize};

use crate::custom_resource::custom_resource;

custom_resource! {
    /// How the pods of a workload take mutual TLS.
    PeerAuthentication, PeerAuthenticationSpec, "security.istio.io", "v1", "peerauthentications"
}

/// What is wanted of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PeerAuthenticationSpec {}
